#pragma once

#include "base/job.h"
#include "net/host.h"

#include <QByteArray>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace marz::net {

/// What came of an address.
enum class Came : quint8 {
    Fetched, ///< from the server just now, or confirmed by it
    Kept,    ///< from the disk, still good: nobody was asked
    Old,     ///< from the disk and past its time, because the server could not be asked: `problem` says why
    Missing, ///< the server has nothing there; no problem
    Failed   ///< `problem` says why
};

struct Download {
    Came came = Came::Failed;
    QByteArray bytes;
    QString problem; ///< a plain sentence and what to do
    bool hasBytes() const { return came == Came::Fetched || came == Came::Kept || came == Came::Old; }
};

/// How a server is asked.
struct DownloadRules {
    Host host;         ///< no other is ever asked, whatever an answer says
    QString userAgent; ///< "Marz/1.0"
    QString folder;    ///< where answers are kept; empty = nowhere
    qint64 keptBytes = qint64(200) << 20;
    qint64 answerBytes = qint64(8) << 20;
    qint64 allBytes = qint64(256) << 20; ///< of all answers of one fetch
    int timeoutMs = 15'000;              ///< without a byte; four times as long for an answer in all
    int restMs = 10'000;                 ///< how long a server that does not answer is left alone
    /// Why an answer is of no use, empty = it is; such answers are not kept. Called on the worker.
    std::function<QString(const QByteArray &)> refusal;
};

/// Fetches what lies at one server, four addresses at a time: without cookies, referrer, the system's
/// credentials or HTTP/2. Thread-safe; remembers between calls what is missing and who is to be left alone.
class Downloads
{
public:
    explicit Downloads(DownloadRules rules);
    ~Downloads();

    /// One result for each of @p urls. @p asking is called before the first request goes out, on this thread,
    /// and never when the disk has it all. A server that cannot be reached or sends no more is not asked for
    /// the rest. Blocks: call it on a worker. Throws base::Error(Cancelled); Invalid for an address
    /// elsewhere.
    std::vector<Download> fetch(const std::vector<QUrl> &urls, const base::CancelToken &cancel,
                                const std::function<void()> &asking = {}) const;
    /// What the server had nothing for is asked for again.
    void forgetMissing() const;
    /// From the disk alone, however old.
    std::optional<QByteArray> kept(const QUrl &url) const;
    const DownloadRules &rules() const { return m_rules; }

    struct Memory;

private:
    DownloadRules m_rules;
    std::unique_ptr<Memory> m_memory;
};

} // namespace marz::net
