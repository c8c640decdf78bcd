#pragma once

#include "net/answercache.h"
#include "net/answerproblem.h"
#include "net/downloads.h"

#include <QEventLoop>
#include <QNetworkAccessManager>

#include <deque>

namespace marz::net {

/// One call of Downloads::fetch() on its thread: the requests under way and what became of the others.
class DownloadRun
{
public:
    /// @p cache holds kept answers; all must outlive the run.
    DownloadRun(const DownloadRules &rules, AnswerCache &cache, const base::CancelToken &cancel);
    ~DownloadRun();

    /// Asks for @p url; its result goes to @p into, which must stay where it is.
    void add(const QUrl &url, std::optional<KeptAnswer> kept, Download &into);
    /// Blocks until all are answered. Throws base::Error(Cancelled).
    void finish();

    /// Set when the server was given up.
    const std::optional<AnswerProblem> &stopped() const { return m_stopped; }

private:
    struct Wanted {
        QUrl url;     ///< what the cache and the caller call it
        QUrl address; ///< after redirects
        int redirects = 0;
        std::optional<KeptAnswer> kept;
        Download *into = nullptr;
        bool isTooLarge = false;
    };
    void startMore();
    void start(const std::shared_ptr<Wanted> &wanted);
    void answered(QNetworkReply &reply, const std::shared_ptr<Wanted> &wanted);
    void take(QNetworkReply &reply, Wanted &wanted);
    void redirect(const QUrl &target, const std::shared_ptr<Wanted> &wanted);
    void fail(Wanted &wanted, const AnswerProblem &problem);
    void stop(const AnswerProblem &problem);
    void abortAll();

    const DownloadRules &m_rules;
    AnswerCache &m_cache;
    const base::CancelToken &m_cancel;
    QNetworkAccessManager m_manager;
    QEventLoop m_loop;
    std::deque<std::shared_ptr<Wanted>> m_waiting;
    std::vector<std::pair<QNetworkReply *, std::shared_ptr<Wanted>>> m_underWay;
    std::optional<AnswerProblem> m_stopped;
    int m_strikes = 0;
    qint64 m_bytes = 0; ///< of the answers so far
};

} // namespace marz::net
