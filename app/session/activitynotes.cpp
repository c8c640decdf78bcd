#include "session/activitynotes.h"

#include <algorithm>

namespace marz::session {

void ActivityNotes::began(const QString &host)
{
    {
        const std::lock_guard lock(m_mutex);
        HostActivity &activity = at(host);
        ++activity.asking;
        activity.lastAsked = QDateTime::currentDateTime();
    }
    tell();
}

void ActivityNotes::ended(const QString &host, const std::optional<QString> &problem)
{
    {
        const std::lock_guard lock(m_mutex);
        HostActivity &activity = at(host);
        activity.asking = std::max(0, activity.asking - 1);
        if (problem)
            activity.problem = *problem;
    }
    tell();
}

std::vector<HostActivity> ActivityNotes::hosts() const
{
    const std::lock_guard lock(m_mutex);
    return m_hosts;
}

void ActivityNotes::setListener(std::function<void()> listener)
{
    const std::lock_guard lock(m_listenerMutex);
    m_listener = std::move(listener);
}

HostActivity &ActivityNotes::at(const QString &host)
{
    const auto known = std::find_if(m_hosts.begin(), m_hosts.end(),
                                    [&](const HostActivity &each) { return each.host == host; });
    if (known != m_hosts.end())
        return *known;
    HostActivity activity;
    activity.host = host;
    return m_hosts.emplace_back(std::move(activity));
}

void ActivityNotes::tell()
{
    const std::lock_guard lock(m_listenerMutex);
    if (m_listener)
        m_listener();
}

ActivityNote::ActivityNote(std::shared_ptr<ActivityNotes> notes, QString host)
    : m_notes(std::move(notes)), m_host(std::move(host))
{
}

ActivityNote::~ActivityNote()
{
    if (m_hasBegun && m_notes)
        m_notes->ended(m_host, m_problem);
}

void ActivityNote::begin()
{
    if (m_hasBegun || !m_notes)
        return;
    m_hasBegun = true;
    m_notes->began(m_host);
}

} // namespace marz::session
