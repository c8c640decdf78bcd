#include "session/workspace.h"

#include "map/renderer.h"

namespace marz::session {

Workspace::Workspace(QObject *parent)
    : QObject(parent), m_filtered(m_filter, m_store), m_userLayers(m_layers, m_jobs),
      m_layerStore(m_store, m_layers, m_userLayers), m_layerWatcher(m_userLayers), m_bookmarks(m_store)
{
}

Workspace::~Workspace() = default;

void Workspace::loadGeodataInBackground()
{
    auto loaded = std::make_shared<std::shared_ptr<const Geodata>>();
    m_jobs.start(
        QStringLiteral("Loading map data"),
        [loaded](const base::CancelToken &, const base::Progress &) { *loaded = sharedGeodata(); },
        [this, loaded](const QString &error) {
            if (!error.isEmpty()) {
                Q_EMIT failed(error);
                return;
            }
            m_geodata = *loaded;
            m_layers.setLayers(m_geodata->layers);
            Q_EMIT geodataLoaded();
            m_layerStore.bundledLoaded();
        });
}

map::Scene Workspace::scene(map::Theme theme) const
{
    map::Scene scene;
    scene.layers = m_layers.layers();
    scene.theme = theme;
    scene.incidents.index = m_filtered.filtered().index;
    scene.incidents.mask = m_filtered.filtered().mask;
    scene.incidents.isVisible = m_layers.incidentsVisible();
    scene.incidents.opacity = m_layers.incidentsOpacity();
    scene.incidents.selected = m_selection.selected().incidents;
    scene.incidents.hovered = m_selection.hovered();
    scene.highlighted = m_userLayers.highlighted();
    scene.selectedUnit = m_selection.selected().unitCode;
    scene.annotations = m_store.annotations();
    scene.annotationsVisible = m_layers.annotationsVisible();
    scene.hasGraticule = m_layers.hasGraticule();
    return scene;
}

void Workspace::setMapCrs(const geo::Crs &crs)
{
    if (m_view.viewport().crs() == crs)
        return;
    m_jobs.start(
        QStringLiteral("Projecting the map"),
        [scene = scene(map::Theme::Light), crs](const base::CancelToken &cancel,
                                                const base::Progress &progress) {
            map::prepareFor(scene, crs, cancel, progress);
        },
        [this, crs](const QString &error) {
            if (!error.isEmpty()) {
                Q_EMIT failed(error);
                return;
            }
            m_view.setViewport(m_view.viewport().withCrs(crs));
            m_view.rest();
        });
}

void Workspace::filterToUnit(const QString &unitCode)
{
    const places::Unit *unit = m_geodata ? m_geodata->boundaries.unit(unitCode) : nullptr;
    if (!unit)
        return;
    incident::Filter filter = m_filter.filter();
    filter.regions = {{unit->code, {}, unit->country, unit->name}};
    m_filter.setFilter(filter);
}

std::optional<MarkedPlace> Workspace::markedPlace(qint64 fid) const
{
    const index::IncidentIndex &index = *m_store.index();
    const std::optional<index::Row> row = index.rowOf(fid);
    if (!row || !index.isLocated(*row))
        return std::nullopt;
    return MarkedPlace{index.lonLat(*row), m_store.title(fid), index.radiusM(*row)};
}

void Workspace::goToIncident(qint64 fid)
{
    m_selection.selectIncident(fid);
    const std::optional<index::Row> row = m_store.index()->rowOf(fid);
    if (row && m_store.index()->isLocated(*row))
        m_view.showPosition(m_store.index()->lonLat(*row), 600);
}

} // namespace marz::session
