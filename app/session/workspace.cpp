#include "session/workspace.h"

#include "map/renderer.h"

namespace marz::session {

Workspace::Workspace(QObject *parent)
    : QObject(parent), m_filtered(m_filter, m_store), m_userLayers(m_layers, m_jobs),
      m_layerStore(m_store, m_layers, m_userLayers), m_layerWatcher(m_userLayers), m_bookmarks(m_store)
{
    m_userLayers.setTileCache(usualTileCache(), m_online.notes());
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
    scene.hasOverview = m_layers.hasOverview();
    return scene;
}

void Workspace::setMapCrs(const geo::Crs &crs)
{
    projectThen(crs, [this, crs] { return m_view.viewport().withCrs(crs); });
}

void Workspace::goToBookmark(const Bookmark &bookmark)
{
    const geo::Crs crs = viewOf(bookmark, m_view.viewport()).crs();
    projectThen(crs, [this, bookmark] { return viewOf(bookmark, m_view.viewport()); });
}

void Workspace::projectThen(const geo::Crs &crs, std::function<map::Viewport()> view)
{
    const int choice = ++m_crsChoice;
    m_jobs.cancel(m_projecting); // of the choice before this one, when it is still under way
    const auto show = [this, view = std::move(view)] {
        m_view.setViewport(view());
        m_view.rest();
    };
    if (m_view.viewport().crs() == crs) {
        show();
        return;
    }
    m_projecting = m_jobs.start(
        QStringLiteral("Projecting the map"),
        [scene = scene(map::Theme::Light), crs](const base::CancelToken &cancel,
                                                const base::Progress &progress) {
            map::prepareFor(scene, crs, cancel, progress);
        },
        [this, choice, show](const QString &error) {
            if (choice != m_crsChoice)
                return; // something else was chosen meanwhile
            if (error.isEmpty())
                show();
            else
                Q_EMIT failed(error);
        });
}

void Workspace::showWholeExtent()
{
    geo::GeoBox box;
    if (m_geodata) {
        for (const places::Country &country : m_geodata->boundaries.countries()) {
            const geo::GeoBox each = geo::extentOf(country.area);
            box.include({each.west, each.south});
            box.include({each.east, each.north});
        }
    }
    m_view.showBox(box);
}

void Workspace::showFiltered()
{
    constexpr double closestUnitsPerPx = 300;
    const Filtered &filtered = m_filtered.filtered();
    if (!filtered.index || !filtered.mask)
        return;
    geo::GeoBox box;
    for (index::Row row = 0; row < filtered.index->size(); ++row) {
        if (filtered.mask->matches(row) && filtered.index->isLocated(row))
            box.include(filtered.index->lonLat(row));
    }
    if (box.isEmpty())
        return;
    if (box.east - box.west < 0.01 && box.north - box.south < 0.01)
        m_view.showPosition({box.west, box.south}, closestUnitsPerPx);
    else
        m_view.showBox(box);
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
