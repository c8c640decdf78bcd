#pragma once

#include <QListWidget>

namespace marz::session {
class OpenStore;
}

namespace marz::ui {

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
