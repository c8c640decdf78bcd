#include "session/layerlist.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace marz::session {

void LayerList::setLayers(std::vector<map::ReferenceLayer> layers)
{
    std::vector<map::ReferenceLayer> own;
    for (map::ReferenceLayer &each : m_layers) {
        if (each.role == map::LayerRole::User)
            own.push_back(std::move(each));
    }
    m_layers = std::move(layers);
    std::move(own.begin(), own.end(), std::back_inserter(m_layers));
    Q_EMIT layersChanged();
}

void LayerList::add(map::ReferenceLayer layer)
{
    m_layers.push_back(std::move(layer));
    Q_EMIT layersChanged();
}

void LayerList::insert(int row, map::ReferenceLayer layer)
{
    m_layers.insert(m_layers.begin() + std::clamp(row, 0, static_cast<int>(m_layers.size())),
                    std::move(layer));
    Q_EMIT layersChanged();
}

int LayerList::rowOf(const QString &id) const
{
    const auto found = std::find_if(m_layers.begin(), m_layers.end(),
                                    [&](const map::ReferenceLayer &layer) { return layer.id == id; });
    return found == m_layers.end() ? -1 : static_cast<int>(found - m_layers.begin());
}

void LayerList::replace(map::ReferenceLayer layer)
{
    const int row = rowOf(layer.id);
    if (row < 0)
        return;
    m_layers[static_cast<std::size_t>(row)] = std::move(layer);
    Q_EMIT layersChanged();
}

void LayerList::rename(int row, const QString &name)
{
    m_layers.at(static_cast<std::size_t>(row)).name = name;
    Q_EMIT layersChanged();
}

void LayerList::setVisible(int row, bool visible)
{
    m_layers.at(static_cast<std::size_t>(row)).isVisible = visible;
    Q_EMIT layersChanged();
}

void LayerList::setOpacity(int row, double opacity)
{
    m_layers.at(static_cast<std::size_t>(row)).opacity = std::clamp(opacity, 0.0, 1.0);
    Q_EMIT layersChanged();
}

void LayerList::setLabelled(int row, bool labelled)
{
    m_layers.at(static_cast<std::size_t>(row)).hasLabels = labelled;
    Q_EMIT layersChanged();
}

void LayerList::move(int from, int to)
{
    map::ReferenceLayer layer = std::move(m_layers.at(static_cast<std::size_t>(from)));
    m_layers.erase(m_layers.begin() + from);
    m_layers.insert(m_layers.begin() + std::clamp(to, 0, static_cast<int>(m_layers.size())),
                    std::move(layer));
    Q_EMIT layersChanged();
}

void LayerList::remove(int row)
{
    m_layers.erase(m_layers.begin() + row);
    Q_EMIT layersChanged();
}

void LayerList::setIncidentsVisible(bool visible)
{
    m_incidentsVisible = visible;
    Q_EMIT layersChanged();
}

void LayerList::setIncidentsOpacity(double opacity)
{
    m_incidentsOpacity = std::clamp(opacity, 0.0, 1.0);
    Q_EMIT layersChanged();
}

void LayerList::setAnnotationsVisible(bool visible)
{
    m_annotationsVisible = visible;
    Q_EMIT layersChanged();
}

void LayerList::setGraticule(bool isOn)
{
    m_hasGraticule = isOn;
    Q_EMIT layersChanged();
}

void LayerList::setOverview(bool isOn)
{
    m_hasOverview = isOn;
    Q_EMIT layersChanged();
}

QJsonArray LayerList::savedRows() const
{
    QJsonArray rows;
    for (const map::ReferenceLayer &layer : m_layers) {
        rows.append(QJsonObject{{QStringLiteral("id"), layer.id},
                                {QStringLiteral("visible"), layer.isVisible},
                                {QStringLiteral("opacity"), layer.opacity},
                                {QStringLiteral("labels"), layer.hasLabels}});
    }
    return rows;
}

QByteArray LayerList::saved() const
{
    const QJsonObject all{{QStringLiteral("layers"), savedRows()},
                          {QStringLiteral("incidents"), m_incidentsVisible},
                          {QStringLiteral("incidents_opacity"), m_incidentsOpacity},
                          {QStringLiteral("annotations"), m_annotationsVisible},
                          {QStringLiteral("graticule"), m_hasGraticule},
                          {QStringLiteral("overview"), m_hasOverview}};
    return QJsonDocument(all).toJson(QJsonDocument::Compact);
}

void LayerList::arrange(const QJsonArray &rows)
{
    std::vector<map::ReferenceLayer> ordered;
    for (const QJsonValue &value : rows) {
        const QJsonObject row = value.toObject();
        const auto found =
            std::find_if(m_layers.begin(), m_layers.end(), [&](const map::ReferenceLayer &layer) {
                return layer.id == row[QLatin1String("id")].toString();
            });
        if (found == m_layers.end())
            continue;
        found->isVisible = row[QLatin1String("visible")].toBool(true);
        found->opacity = std::clamp(row[QLatin1String("opacity")].toDouble(1), 0.0, 1.0);
        found->hasLabels = row[QLatin1String("labels")].toBool(true);
        ordered.push_back(std::move(*found));
        m_layers.erase(found);
    }
    // Layers that the saved state does not know keep their place on top.
    std::move(m_layers.begin(), m_layers.end(), std::back_inserter(ordered));
    m_layers = std::move(ordered);
}

void LayerList::restoreRows(const QJsonArray &rows)
{
    arrange(rows);
    Q_EMIT layersChanged();
}

void LayerList::restore(const QByteArray &json)
{
    const QJsonObject all = QJsonDocument::fromJson(json).object();
    if (all.isEmpty())
        return;
    arrange(all[QLatin1String("layers")].toArray());
    m_incidentsVisible = all[QLatin1String("incidents")].toBool(true);
    m_incidentsOpacity = std::clamp(all[QLatin1String("incidents_opacity")].toDouble(1), 0.0, 1.0);
    m_annotationsVisible = all[QLatin1String("annotations")].toBool(true);
    m_hasGraticule = all[QLatin1String("graticule")].toBool(false);
    m_hasOverview = all[QLatin1String("overview")].toBool(false);
    Q_EMIT layersChanged();
}

} // namespace marz::session
