#pragma once

#include <QDateTime>
#include <QObject>

#include <memory>
#include <vector>

namespace marz::session {

/// What is known of one host that was asked.
struct HostActivity {
    QString host;
    int asking = 0;      ///< requests of Marz under way, each for any number of pictures
    QDateTime lastAsked; ///< invalid = never
    QString problem;     ///< of the last time; empty = none
};

/// Who is asked over the network, so that it can be shown. Notes come from workers by way of an
/// ActivityNotes.
class OnlineActivity : public QObject
{
    Q_OBJECT
public:
    explicit OnlineActivity(QObject *parent = nullptr);
    ~OnlineActivity() override;

    /// A way for workers to tell: may outlive this.
    std::shared_ptr<class ActivityNotes> notes() const { return m_notes; }
    /// In the order in which they were first asked.
    std::vector<HostActivity> hosts() const;
    /// One that was never asked has no date.
    HostActivity of(const QString &host) const;
    bool isAsking() const;

Q_SIGNALS:
    void activityChanged();

private:
    std::shared_ptr<ActivityNotes> m_notes;
};

} // namespace marz::session
