#pragma once

#include "index/incidentindex.h"

#include <QListWidget>

namespace marz::session {
class OpenStore;
}

namespace marz::ui {

/// The first day of an incident as well as it is known: "2024-11-17", "2024-11", "2024", "undated".
QString dayWords(const index::IncidentIndex &rows, index::Row row);

/// Incidents as lines "date title"; a click or Enter chooses one. At most maxLines are listed, the rest is
/// counted.
class IncidentList : public QListWidget
{
    Q_OBJECT
public:
    static constexpr std::size_t maxLines = 300;

    explicit IncidentList(QWidget *parent = nullptr);
    void setIncidents(const std::vector<qint64> &fids, const session::OpenStore &store);
    QSize sizeHint() const override;

Q_SIGNALS:
    void incidentChosen(qint64 fid);
};

} // namespace marz::ui
