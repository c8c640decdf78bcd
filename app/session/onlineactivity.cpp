#include "session/onlineactivity.h"

#include "session/activitynotes.h"

#include <algorithm>

namespace marz::session {

OnlineActivity::OnlineActivity(QObject *parent) : QObject(parent), m_notes(std::make_shared<ActivityNotes>())
{
    m_notes->setListener(
        [this] { QMetaObject::invokeMethod(this, &OnlineActivity::activityChanged, Qt::QueuedConnection); });
}

OnlineActivity::~OnlineActivity()
{
    m_notes->setListener({});
}

std::vector<HostActivity> OnlineActivity::hosts() const
{
    return m_notes->hosts();
}

HostActivity OnlineActivity::of(const QString &host) const
{
    for (HostActivity &each : hosts()) {
        if (each.host == host)
            return each;
    }
    HostActivity none;
    none.host = host;
    return none;
}

bool OnlineActivity::isAsking() const
{
    const std::vector<HostActivity> all = hosts();
    return std::any_of(all.begin(), all.end(), [](const HostActivity &each) { return each.asking > 0; });
}

} // namespace marz::session
