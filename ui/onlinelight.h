#pragma once

#include "session/onlineactivity.h"

#include <QToolButton>

namespace marz::ui {

/// An online layer that is visible on the map.
struct ShownService {
    QString name;
    QString host;
    friend bool operator==(const ShownService &, const ShownService &) = default;
};

/// Says in the status bar which host is asked: hidden while no online layer is visible and nobody is asked.
/// Its menu lists the services and stops them.
class OnlineLight : public QToolButton
{
    Q_OBJECT
public:
    /// @p activity must outlive it.
    explicit OnlineLight(const session::OnlineActivity &activity, QWidget *parent = nullptr);

    void setServices(const std::vector<ShownService> &services);

Q_SIGNALS:
    /// All online layers are to be turned off.
    void stopRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void fillMenu();
    QStringList hosts() const;

    const session::OnlineActivity &m_activity;
    std::vector<ShownService> m_services;
};

} // namespace marz::ui
