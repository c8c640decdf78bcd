#pragma once

#include "session/onlineactivity.h"

#include <functional>
#include <mutex>
#include <optional>

namespace marz::session {

/// Where workers note whom they ask; thread-safe.
class ActivityNotes
{
public:
    /// A request goes out to @p host: until ended() of the same host.
    void began(const QString &host);
    /// @p problem empty = all is well; nothing = it was stopped before that was known.
    void ended(const QString &host, const std::optional<QString> &problem);

    std::vector<HostActivity> hosts() const;
    /// Called after each note, on the thread that made it; empty = nobody. Waits for a call under way.
    void setListener(std::function<void()> listener);

private:
    HostActivity &at(const QString &host);
    void tell();

    mutable std::mutex m_mutex;
    std::vector<HostActivity> m_hosts;
    std::mutex m_listenerMutex;
    std::function<void()> m_listener;
};

/// A request to a host for as long as it lives.
class ActivityNote
{
public:
    /// @p notes may be null.
    ActivityNote(std::shared_ptr<ActivityNotes> notes, QString host);
    ~ActivityNote();
    ActivityNote(const ActivityNote &) = delete;
    ActivityNote &operator=(const ActivityNote &) = delete;

    /// The request goes out now.
    void begin();
    /// How it ended; empty = well. Without it, it was stopped.
    void setProblem(const QString &problem) { m_problem = problem; }

private:
    std::shared_ptr<ActivityNotes> m_notes;
    QString m_host;
    std::optional<QString> m_problem;
    bool m_hasBegun = false;
};

} // namespace marz::session
