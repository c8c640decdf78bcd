#pragma once

#include "map/scene.h"

#include <QObject>

namespace marz::session {

/// The reference layers of the window and how they are shown; bottom to top.
class LayerList : public QObject
{
    Q_OBJECT
public:
    const std::vector<map::ReferenceLayer> &layers() const { return m_layers; }
    void setLayers(std::vector<map::ReferenceLayer> layers);
    void add(map::ReferenceLayer layer);
    void setVisible(int row, bool visible);
    void setOpacity(int row, double opacity);
    void setLabelled(int row, bool labelled);
    void move(int from, int to);
    void remove(int row);

    bool incidentsVisible() const { return m_incidentsVisible; }
    double incidentsOpacity() const { return m_incidentsOpacity; }
    bool annotationsVisible() const { return m_annotationsVisible; }
    void setIncidentsVisible(bool visible);
    void setIncidentsOpacity(double opacity);
    void setAnnotationsVisible(bool visible);

    /// Order, visibility and opacity as JSON, and back (unknown ids are skipped): the remembered state of the
    /// window.
    QByteArray saved() const;
    void restore(const QByteArray &json);

Q_SIGNALS:
    void layersChanged();

private:
    std::vector<map::ReferenceLayer> m_layers;
    bool m_incidentsVisible = true;
    double m_incidentsOpacity = 1;
    bool m_annotationsVisible = true;
};

} // namespace marz::session
