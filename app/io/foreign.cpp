#include "io/foreign.h"

#include "base/error.h"
#include "io/featurebytes.h"
#include "io/frames.h"
#include "io/tablelimits.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>

#include <csignal>

namespace marz::io {

using base::Error;
using base::ErrorKind;

namespace {

constexpr int pollMs = 50;              ///< how soon a cancel is noticed
constexpr qint64 maxReserved = 1 << 20; ///< records that are made room for on the file's word alone

QString nameOf(const HelperRequest &request)
{
    return QFileInfo(request.path).fileName();
}

/// The caller's environment without what steers GDAL from outside, and with a memory limit that
/// AddressSanitizer knows.
QProcessEnvironment helperEnvironment(qint64 memoryBytes)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QStringList keep = {QStringLiteral("GDAL_DATA")};
    for (const QString &key : environment.keys()) {
        for (const char *prefix :
             {"GDAL_", "OGR_", "CPL_", "SHAPE_", "AWS_", "VSI_", "GPKG_", "SQLITE_", "LIBKML_", "GPX_",
              "OSR_", "no_proxy", "NO_PROXY", "all_proxy", "ALL_PROXY", "ZIP_"}) {
            if (key.startsWith(QLatin1String(prefix)) && !keep.contains(key))
                environment.remove(key);
        }
    }
    environment.insert(QStringLiteral("PROJ_NETWORK"), QStringLiteral("OFF"));
#ifdef MARZ_SANITIZE
    const QString options = environment.value(QStringLiteral("ASAN_OPTIONS"));
    environment.insert(QStringLiteral("ASAN_OPTIONS"),
                       options % QStringLiteral(":hard_rss_limit_mb=%1").arg(memoryBytes >> 20));
#else
    Q_UNUSED(memoryBytes)
#endif
    return environment;
}

Error crashed(const HelperRequest &request, const QProcess &process)
{
    const QString name = nameOf(request);
    if (process.exitStatus() == QProcess::CrashExit && process.exitCode() == SIGXCPU) {
        return Error(
            ErrorKind::Damaged, QStringLiteral("%1 takes too long to read.").arg(name),
            QStringLiteral("Cut it to the area you need, or export it again from the program that made it."));
    }
    if (process.exitStatus() == QProcess::CrashExit && process.exitCode() == SIGKILL) {
        return Error(ErrorKind::Damaged,
                     QStringLiteral("%1 was not read: the reading process was stopped from outside, or needs "
                                    "more memory than it may have.")
                         .arg(name),
                     QStringLiteral("Try again; if it happens again, cut the file to the area or the columns "
                                    "you need and open that."));
    }
    return Error(
        ErrorKind::Damaged,
        QStringLiteral("%1 could not be read: the reading process failed on it. Nothing else was touched.")
            .arg(name),
        QStringLiteral("The file may be damaged: export it again from the program that made it."));
}

Error failureOf(const QByteArray &payload, const HelperRequest &request)
{
    QDataStream in(payload);
    qint32 kind = 0;
    QString problem;
    QString advice;
    in >> kind >> problem >> advice;
    if (in.status() != QDataStream::Ok || kind < 0 || kind > static_cast<qint32>(ErrorKind::Failed))
        return Error(ErrorKind::Damaged, QStringLiteral("%1 could not be read.").arg(nameOf(request)));
    if (problem == QLatin1String(outOfMemoryText)) {
        problem = QStringLiteral("%1 needs more memory than it may have.").arg(nameOf(request));
        advice = QStringLiteral("Cut it to the area or the columns you need and open that.");
    }
    if (!problem.contains(nameOf(request)))
        problem = nameOf(request) % QStringLiteral(": ") % problem;
    return Error(static_cast<ErrorKind>(kind), problem, advice);
}

/// One helper process from start to end.
class HelperRun
{
public:
    HelperRun(const QString &program, const HelperRequest &request) : m_request(request)
    {
        m_process.setProcessEnvironment(helperEnvironment(request.memoryBytes));
        m_process.setWorkingDirectory(QStringLiteral("/"));
        m_process.setStandardErrorFile(QProcess::nullDevice());
        m_process.start(program, {QStringLiteral("helper")});
        if (!m_process.waitForStarted()) {
            throw Error(ErrorKind::Failed,
                        QStringLiteral("%1 could not be read: the program %2 does not start (%3).")
                            .arg(nameOf(request), program, m_process.errorString()),
                        QStringLiteral("Install Marz again."));
        }
        m_process.write(request.toJson());
        m_process.closeWriteChannel();
        m_clock.start();
    }

    ~HelperRun()
    {
        if (m_process.state() != QProcess::NotRunning) {
            m_process.kill();
            m_process.waitForFinished();
        }
    }
    HelperRun(const HelperRun &) = delete;
    HelperRun &operator=(const HelperRun &) = delete;

    /// Hands every frame to @p take until the answer ends. Throws when it fails, hangs, dies or is cancelled.
    void run(const base::CancelToken &cancel, const std::function<void(const Frame &)> &take)
    {
        QByteArray buffer;
        while (true) {
            if (cancel.isCancelled())
                throw Error(ErrorKind::Cancelled,
                            QStringLiteral("Reading %1 was stopped.").arg(nameOf(m_request)));
            if (m_clock.elapsed() > m_request.timeoutMs) {
                throw Error(
                    ErrorKind::Damaged,
                    QStringLiteral("%1 was not read within %2 seconds, so reading was stopped.")
                        .arg(nameOf(m_request), QString::number((m_request.timeoutMs + 999) / 1000)),
                    QStringLiteral(
                        "Cut it to the area you need, or export it again from the program that made it."));
            }
            const bool alive = m_process.state() != QProcess::NotRunning;
            if (alive)
                m_process.waitForReadyRead(pollMs);
            buffer += m_process.readAllStandardOutput();
            Frame frame;
            qsizetype at = 0;
            while (takeFrame(buffer, at, frame)) {
                if (frame.type == FrameType::Failure)
                    throw failureOf(frame.payload, m_request);
                take(frame);
                if (frame.type == FrameType::End)
                    return;
            }
            buffer.remove(0, at);
            if (!alive)
                throw crashed(m_request, m_process);
        }
    }

private:
    QProcess m_process;
    QElapsedTimer m_clock;
    const HelperRequest &m_request;
};

Error unreadable(const HelperRequest &request)
{
    return Error(ErrorKind::Damaged,
                 QStringLiteral("%1: the answer of the reading process is broken.").arg(nameOf(request)),
                 QStringLiteral("Try again; if it happens again, report the file."));
}

HelperRequest requestFor(HelperRequest::Kind kind, const QString &path, const LayerChoice &choice,
                         const HelperLimits &limits)
{
    HelperRequest request;
    request.kind = kind;
    request.path = path.isEmpty() ? path : QFileInfo(path).absoluteFilePath();
    request.choice = choice;
    request.memoryBytes = limits.memoryBytes;
    request.timeoutMs = limits.timeoutMs;
    request.maxFeatures = limits.maxFeatures;
    request.fault = qEnvironmentVariable("MARZ_HELPER_FAULT");
    return request;
}

/// Cells repeat from row to row (country, type): the same text is kept once.
void shareWithPrevious(QStringList &cells, const QStringList &before)
{
    for (qsizetype i = 0; i < std::min(cells.size(), before.size()); ++i) {
        if (!cells[i].isEmpty() && cells[i] == before[i])
            cells[i] = before[i];
    }
}

} // namespace

Foreign::Foreign(QString program, HelperLimits limits) : m_program(std::move(program)), m_limits(limits)
{
    if (m_program.isEmpty())
        m_program = QCoreApplication::applicationFilePath();
}

LayerData Foreign::readLayer(const QString &path, const LayerChoice &choice, const base::CancelToken &cancel,
                             const base::Progress &progress) const
{
    const HelperRequest request = requestFor(HelperRequest::Kind::Layer, path, choice, m_limits);
    LayerData data;
    qint64 records = 0; // as far as the file says
    HelperRun run(m_program, request);
    run.run(cancel, [&](const Frame &frame) {
        QDataStream in(frame.payload);
        if (frame.type == FrameType::Layer) {
            in >> data >> records;
            data.features.reserve(static_cast<std::size_t>(std::clamp<qint64>(records, 0, maxReserved)));
        } else if (frame.type == FrameType::Features) {
            QByteArrayView bytes(frame.payload);
            while (!bytes.isEmpty()) {
                Feature feature;
                if (!takeFeature(bytes, feature))
                    throw unreadable(request);
                if (!data.features.empty())
                    shareWithPrevious(feature.fields, data.features.back().fields);
                data.features.push_back(std::move(feature));
            }
            const auto read = static_cast<double>(data.features.size());
            if (progress)
                progress(
                    records > 0 ? std::min(1.0, read / static_cast<double>(records)) : -1,
                    QStringLiteral("%1: %2 records").arg(nameOf(request), QString::number(read, 'f', 0)));
        } else if (frame.type == FrameType::End) {
            readTexts(in, data.warnings);
            in >> data.statistics;
        }
        if (in.status() != QDataStream::Ok)
            throw unreadable(request);
    });
    if (data.features.capacity() > data.features.size() + data.features.size() / 8)
        data.features.shrink_to_fit();
    return data;
}

std::vector<LayerSummary> Foreign::layersOf(const QString &path, const base::CancelToken &cancel) const
{
    const HelperRequest request = requestFor(HelperRequest::Kind::Layers, path, {}, m_limits);
    std::vector<LayerSummary> layers;
    HelperRun run(m_program, request);
    run.run(cancel, [&](const Frame &frame) {
        QDataStream in(frame.payload);
        if (frame.type == FrameType::End)
            in >> layers;
        if (in.status() != QDataStream::Ok)
            throw unreadable(request);
    });
    return layers;
}

TableData Foreign::readTable(const QString &path, const QString &sheet, const base::CancelToken &cancel,
                             const base::Progress &progress, const QString &format) const
{
    HelperRequest request = requestFor(HelperRequest::Kind::Table, path, {sheet, {}, {}}, m_limits);
    request.format = format;
    TableData data;
    const qint64 maxBytes = maxTableBytes(QFileInfo(path).size());
    qint64 bytes = 0; // the helper counts too; this is for one that does not
    HelperRun run(m_program, request);
    run.run(cancel, [&](const Frame &frame) {
        QDataStream in(frame.payload);
        if (frame.type == FrameType::Table) {
            in >> data;
        } else if (frame.type == FrameType::Rows) {
            while (!in.atEnd() && in.status() == QDataStream::Ok) {
                qint64 number = 0;
                QStringList cells;
                in >> number;
                readTexts(in, cells);
                bytes += textBytes(cells) + cells.size() * cellBytes;
                if (bytes > 2 * maxBytes)
                    throw unreadable(request);
                if (!data.rows.empty())
                    shareWithPrevious(cells, data.rows.back());
                data.rowNumbers.push_back(number);
                data.rows.push_back(std::move(cells));
            }
            if (progress)
                progress(-1, QStringLiteral("%1: %2 rows").arg(nameOf(request)).arg(data.rows.size()));
        } else if (frame.type == FrameType::End) {
            readTexts(in, data.columns);
            readTexts(in, data.warnings);
            in >> data.problems;
        }
        if (in.status() != QDataStream::Ok)
            throw unreadable(request);
    });
    if (static_cast<qint64>(data.rows.size()) * data.columns.size() > 2 * maxBytes / cellBytes)
        throw unreadable(request);
    for (QStringList &row : data.rows) {
        if (row.size() > data.columns.size())
            throw unreadable(request);
        while (row.size() < data.columns.size())
            row.append(QString());
    }
    return data;
}

} // namespace marz::io
