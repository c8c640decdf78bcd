#pragma once

#include "map/scene.h"

#include <QJsonArray>
#include <QObject>

namespace marz::session {

/// The reference layers of the window and how they are shown; bottom to top.
class LayerList : public QObject
{
    Q_OBJECT
public:
    const std::vector<map::ReferenceLayer> &layers() const { return m_layers; }
    /// The bundled layers; a user's own stay, on top of them.
    void setLayers(std::vector<map::ReferenceLayer> layers);
    void add(map::ReferenceLayer layer);
    void insert(int row, map::ReferenceLayer layer);
    /// -1 when there is none.
    int rowOf(const QString &id) const;
    /// Puts @p layer in the place of the one that has its id; does nothing when there is none.
    void replace(map::ReferenceLayer layer);
    void rename(int row, const QString &name);
    void setVisible(int row, bool visible);
    void setOpacity(int row, double opacity);
    void setLabelled(int row, bool labelled);
    void move(int from, int to);
    void remove(int row);

    bool incidentsVisible() const { return m_incidentsVisible; }
    double incidentsOpacity() const { return m_incidentsOpacity; }
    bool annotationsVisible() const { return m_annotationsVisible; }
    bool hasGraticule() const { return m_hasGraticule; }
    void setGraticule(bool isOn);
    bool hasOverview() const { return m_hasOverview; }
    void setOverview(bool isOn);
    void setIncidentsVisible(bool visible);
    void setIncidentsOpacity(double opacity);
    void setAnnotationsVisible(bool visible);

    /// Order, visibility and opacity as JSON, and back (unknown ids are skipped): the remembered state of the
    /// window.
    QByteArray saved() const;
    void restore(const QByteArray &json);
    /// The layers' part of it: order, visibility, opacity, labels.
    QJsonArray savedRows() const;
    void restoreRows(const QJsonArray &rows);

Q_SIGNALS:
    void layersChanged();

private:
    void arrange(const QJsonArray &rows);

    std::vector<map::ReferenceLayer> m_layers;
    bool m_incidentsVisible = true;
    double m_incidentsOpacity = 1;
    bool m_annotationsVisible = true;
    bool m_hasGraticule = false;
    bool m_hasOverview = false;
};

} // namespace marz::session
