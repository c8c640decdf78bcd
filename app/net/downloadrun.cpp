#include "net/downloadrun.h"

#include "base/error.h"

#include <QNetworkReply>
#include <QTimer>

namespace marz::net {

namespace {

constexpr std::size_t atATime = 4;
constexpr int mostRedirects = 3;
constexpr int mostStrikes = 4;
constexpr int cancelEveryMs = 20;

QNetworkRequest requestFor(const QUrl &url, const DownloadRules &rules, const std::optional<KeptAnswer> &kept)
{
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::PreferNetwork);
    request.setTransferTimeout(rules.timeoutMs);
    request.setRawHeader("User-Agent", rules.userAgent.toLatin1());
    request.setRawHeader("Accept-Language", "en"); // not that of the system
    // Nothing is unpacked here: what a server sends is measured as it comes.
    request.setRawHeader("Accept-Encoding", "identity");
    if (kept && !kept->etag.isEmpty())
        request.setRawHeader("If-None-Match", kept->etag);
    if (kept && !kept->lastModified.isEmpty())
        request.setRawHeader("If-Modified-Since", kept->lastModified);
    return request;
}

AnswerHeaders headersOf(const QNetworkReply &reply)
{
    AnswerHeaders headers;
    for (const auto &[name, value] : reply.rawHeaderPairs())
        headers.insert(name.toLower(), value);
    return headers;
}

} // namespace

DownloadRun::DownloadRun(const DownloadRules &rules, AnswerCache &cache, const base::CancelToken &cancel)
    : m_rules(rules), m_cache(cache), m_cancel(cancel)
{
}

DownloadRun::~DownloadRun()
{
    abortAll();
}

void DownloadRun::add(const QUrl &url, std::optional<KeptAnswer> kept, Download &into)
{
    m_waiting.push_back(std::make_shared<Wanted>(Wanted{url, url, 0, std::move(kept), &into}));
}

void DownloadRun::finish()
{
    QTimer watch;
    QObject::connect(&watch, &QTimer::timeout, &m_loop, [this] {
        if (m_cancel.isCancelled())
            m_loop.quit();
    });
    watch.start(cancelEveryMs);
    m_cancel.throwIfCancelled();
    startMore();
    if (!m_underWay.empty())
        m_loop.exec();
    if (m_cancel.isCancelled())
        abortAll();
    m_cancel.throwIfCancelled();
}

void DownloadRun::startMore()
{
    while (!m_stopped && m_underWay.size() < atATime && !m_waiting.empty()) {
        const std::shared_ptr<Wanted> wanted = m_waiting.front();
        m_waiting.pop_front();
        start(wanted);
    }
    if (m_underWay.empty())
        m_loop.quit();
}

void DownloadRun::start(const std::shared_ptr<Wanted> &wanted)
{
    QNetworkReply *reply = m_manager.get(requestFor(wanted->address, m_rules, wanted->kept));
    m_underWay.emplace_back(reply, wanted);
    const auto limit = [this, reply, wanted](qint64 size) {
        if (size <= m_rules.answerBytes || wanted->isTooLarge)
            return;
        wanted->isTooLarge = true;
        reply->abort();
    };
    QObject::connect(reply, &QNetworkReply::metaDataChanged, &m_loop, [reply, limit] {
        limit(reply->header(QNetworkRequest::ContentLengthHeader).toLongLong());
    });
    QObject::connect(reply, &QNetworkReply::readyRead, &m_loop,
                     [reply, limit] { limit(reply->bytesAvailable()); });
    QObject::connect(reply, &QNetworkReply::finished, &m_loop,
                     [this, reply, wanted] { answered(*reply, wanted); });
    // One that sends a byte now and then never runs into the timeout.
    QTimer::singleShot(4 * m_rules.timeoutMs, reply, &QNetworkReply::abort);
}

void DownloadRun::answered(QNetworkReply &reply, const std::shared_ptr<Wanted> &wanted)
{
    std::erase_if(m_underWay, [&](const auto &each) { return each.first == &reply; });
    reply.deleteLater();
    const QUrl target = reply.attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl();
    if (wanted->isTooLarge)
        fail(*wanted, tooLargeProblem(m_rules.answerBytes, m_rules.host));
    else if (!target.isEmpty())
        redirect(wanted->address.resolved(target), wanted);
    else
        take(reply, *wanted);
    startMore();
}

void DownloadRun::take(QNetworkReply &reply, Wanted &wanted)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 404 || status == 410 || status == 204) {
        m_cache.forget(wanted.url);
        *wanted.into = {Came::Missing, {}, {}};
    } else if (status == 304 && wanted.kept) {
        m_cache.renew(wanted.url, headersOf(reply));
        *wanted.into = {Came::Fetched, wanted.kept->bytes, {}};
    } else if (status == 200 && reply.error() == QNetworkReply::NoError) {
        const QByteArray bytes = reply.readAll();
        const QString refusal = m_rules.refusal ? m_rules.refusal(bytes) : QString();
        if (!refusal.isEmpty()) {
            fail(wanted, {refusal, Onward::Strike});
        } else {
            m_cache.keep(wanted.url, bytes, headersOf(reply));
            *wanted.into = {Came::Fetched, bytes, {}};
            m_strikes = 0;
            m_bytes += bytes.size();
            if (m_bytes > m_rules.allBytes)
                stop(tooMuchProblem(m_rules.allBytes, m_rules.host));
        }
    } else {
        fail(wanted, problemOf(reply, m_rules.host));
    }
}

void DownloadRun::redirect(const QUrl &target, const std::shared_ptr<Wanted> &wanted)
{
    if (!m_rules.host.serves(target)) {
        fail(*wanted, elsewhereProblem(target, m_rules.host));
    } else if (++wanted->redirects > mostRedirects) {
        fail(*wanted, {QStringLiteral("%1 sends on in circles. Check the address.").arg(m_rules.host.text()),
                       Onward::Strike});
    } else {
        wanted->address = target;
        start(wanted);
    }
}

void DownloadRun::fail(Wanted &wanted, const AnswerProblem &problem)
{
    if (wanted.kept)
        *wanted.into = {Came::Old, wanted.kept->bytes, problem.text};
    else
        *wanted.into = {Came::Failed, {}, problem.text};
    if (m_stopped)
        return;
    if (problem.onward == Onward::Stop || (problem.onward == Onward::Strike && ++m_strikes >= mostStrikes))
        stop(problem);
}

void DownloadRun::stop(const AnswerProblem &problem)
{
    m_stopped = problem;
    for (const std::shared_ptr<Wanted> &each : std::exchange(m_waiting, {}))
        fail(*each, problem);
    for (const auto &[reply, wanted] : std::exchange(m_underWay, {})) {
        delete reply; // never the one whose answer this is
        fail(*wanted, problem);
    }
}

void DownloadRun::abortAll()
{
    for (const auto &[reply, wanted] : std::exchange(m_underWay, {}))
        delete reply;
}

} // namespace marz::net
