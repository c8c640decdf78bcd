#pragma once

#include <QObject>
#include <QString>

#include <vector>

namespace marz::session {

/// What is selected: incidents (the first is the one the inspector shows), or a region, or an annotation.
struct Selected {
    std::vector<qint64> incidents; ///< fids
    QString unitCode;              ///< ISO 3166-2; shown when no incident is selected
    qint64 annotation = 0;         ///< fid, 0 = none

    bool isEmpty() const { return incidents.empty() && unitCode.isEmpty() && annotation == 0; }
    friend bool operator==(const Selected &, const Selected &) = default;
};

/// The one selection of the window. Hovering is apart: it changes often and nothing is loaded for it.
class Selection : public QObject
{
    Q_OBJECT
public:
    const Selected &selected() const { return m_selected; }
    void select(const Selected &selected);
    void selectIncident(qint64 fid) { select({{fid}, {}, 0}); }
    void clear() { select({}); }

    qint64 hovered() const { return m_hovered; }
    void hover(qint64 fid);

Q_SIGNALS:
    void selectionChanged(const marz::session::Selected &selected);
    void hoverChanged(qint64 fid);

private:
    Selected m_selected;
    qint64 m_hovered = 0;
};

} // namespace marz::session
