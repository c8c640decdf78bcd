#include "net/downloads.h"

#include "base/error.h"
#include "net/downloadrun.h"

#include <QSet>

#include <chrono>
#include <mutex>

namespace marz::net {

namespace {

constexpr qsizetype mostMissing = 20'000;

using Clock = std::chrono::steady_clock;

} // namespace

/// What one call leaves for the next.
struct Downloads::Memory {
    std::timed_mutex fetching; ///< one fetch at a time, whatever the number of layers
    std::mutex mutex;
    QSet<QUrl> missing;
    Clock::time_point restUntil{};
    QString whyResting;
};

Downloads::Downloads(DownloadRules rules) : m_rules(std::move(rules)), m_memory(std::make_unique<Memory>()) {}

Downloads::~Downloads() = default;

std::vector<Download> Downloads::fetch(const std::vector<QUrl> &urls, const base::CancelToken &cancel,
                                       const std::function<void()> &asking) const
{
    for (const QUrl &url : urls) {
        if (!m_rules.host.serves(url))
            throw base::Error(base::ErrorKind::Invalid,
                              QStringLiteral("%1 does not lie at %2.")
                                  .arg(url.toDisplayString().left(200), m_rules.host.fullText()));
    }
    std::unique_lock turn(m_memory->fetching, std::defer_lock);
    while (!turn.try_lock_for(std::chrono::milliseconds(20)))
        cancel.throwIfCancelled();
    cancel.throwIfCancelled();
    QSet<QUrl> missing;
    QString whyResting;
    {
        const std::lock_guard lock(m_memory->mutex);
        missing = m_memory->missing;
        if (Clock::now() < m_memory->restUntil)
            whyResting = m_memory->whyResting;
    }
    std::vector<Download> results(urls.size());
    AnswerCache cache(m_rules.folder, m_rules.keptBytes);
    DownloadRun run(m_rules, cache, cancel);
    bool isAsking = false;
    for (std::size_t i = 0; i < urls.size(); ++i) {
        std::optional<KeptAnswer> kept = cache.find(urls[i]);
        if (kept && kept->isFresh) {
            results[i] = {Came::Kept, kept->bytes, {}};
        } else if (missing.contains(urls[i])) {
            results[i].came = Came::Missing;
        } else if (!whyResting.isEmpty()) {
            results[i] = {kept ? Came::Old : Came::Failed, kept ? kept->bytes : QByteArray(), whyResting};
        } else {
            run.add(urls[i], std::move(kept), results[i]);
            isAsking = true;
        }
    }
    if (!isAsking)
        return results;
    if (asking)
        asking();
    run.finish();
    const std::lock_guard lock(m_memory->mutex);
    for (std::size_t i = 0; i < urls.size() && m_memory->missing.size() < mostMissing; ++i) {
        if (results[i].came == Came::Missing)
            m_memory->missing.insert(urls[i]);
    }
    if (run.stopped()) {
        const int restMs = run.stopped()->restS > 0 ? run.stopped()->restS * 1000 : m_rules.restMs;
        m_memory->restUntil = Clock::now() + std::chrono::milliseconds(restMs);
        m_memory->whyResting = run.stopped()->text;
    }
    return results;
}

void Downloads::forgetMissing() const
{
    const std::lock_guard lock(m_memory->mutex);
    m_memory->missing.clear();
}

std::optional<QByteArray> Downloads::kept(const QUrl &url) const
{
    const std::optional<KeptAnswer> answer = AnswerCache(m_rules.folder, m_rules.keptBytes).find(url);
    return answer ? std::optional(answer->bytes) : std::nullopt;
}

} // namespace marz::net
