#include "session/layerlist.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace marz::session {

void LayerList::setLayers(std::vector<map::ReferenceLayer> layers)
{
    m_layers = std::move(layers);
    Q_EMIT layersChanged();
}

void LayerList::add(map::ReferenceLayer layer)
{
    m_layers.push_back(std::move(layer));
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

QByteArray LayerList::saved() const
{
    QJsonArray rows;
    for (const map::ReferenceLayer &layer : m_layers) {
        rows.append(QJsonObject{{QStringLiteral("id"), layer.id},
                                {QStringLiteral("visible"), layer.isVisible},
                                {QStringLiteral("opacity"), layer.opacity},
                                {QStringLiteral("labels"), layer.hasLabels}});
    }
    const QJsonObject all{{QStringLiteral("layers"), rows},
                          {QStringLiteral("incidents"), m_incidentsVisible},
                          {QStringLiteral("incidents_opacity"), m_incidentsOpacity},
                          {QStringLiteral("annotations"), m_annotationsVisible}};
    return QJsonDocument(all).toJson(QJsonDocument::Compact);
}

void LayerList::restore(const QByteArray &json)
{
    const QJsonObject all = QJsonDocument::fromJson(json).object();
    if (all.isEmpty())
        return;
    std::vector<map::ReferenceLayer> ordered;
    for (const QJsonValue &value : all[QLatin1String("layers")].toArray()) {
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
    m_incidentsVisible = all[QLatin1String("incidents")].toBool(true);
    m_incidentsOpacity = std::clamp(all[QLatin1String("incidents_opacity")].toDouble(1), 0.0, 1.0);
    m_annotationsVisible = all[QLatin1String("annotations")].toBool(true);
    Q_EMIT layersChanged();
}

} // namespace marz::session
