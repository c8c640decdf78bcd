#include "io/helperrun.h"

#include "base/error.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>

#include <csignal>

namespace marz::io {

using base::Error;
using base::ErrorKind;

namespace {

constexpr int pollMs = 50; ///< how soon a cancel is noticed

/// The caller's environment without what steers GDAL from outside, and with a memory limit that
/// AddressSanitizer knows.
QProcessEnvironment helperEnvironment(const HelperRequest &request)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QStringList keep = {QStringLiteral("GDAL_DATA")};
    for (const QString &key : environment.keys()) {
        for (const char *prefix : {"GDAL_", "OGR_", "CPL_", "SHAPE_", "AWS_", "VSI_", "GPKG_", "SQLITE_",
                                   "LIBKML_", "GPX_", "OSR_", "no_proxy", "NO_PROXY", "all_proxy",
                                   "ALL_PROXY", "ZIP_", "GTIFF_", "MBTILES_", "AAIGRID_"}) {
            if (key.startsWith(QLatin1String(prefix)) && !keep.contains(key))
                environment.remove(key);
        }
    }
    environment.insert(QStringLiteral("PROJ_NETWORK"), QStringLiteral("OFF"));
    if (request.kind == HelperRequest::Kind::Raster || request.kind == HelperRequest::Kind::Tiles) {
        // Drawing takes and frees arrays of a few megabytes all the time: a quarter faster when glibc keeps
        // them.
        environment.insert(QStringLiteral("MALLOC_MMAP_THRESHOLD_"), QString::number(128 << 20));
        environment.insert(QStringLiteral("MALLOC_TRIM_THRESHOLD_"), QString::number(256 << 20));
    }
#ifdef MARZ_SANITIZE
    const QString options = environment.value(QStringLiteral("ASAN_OPTIONS"));
    environment.insert(QStringLiteral("ASAN_OPTIONS"),
                       options % QStringLiteral(":hard_rss_limit_mb=%1").arg(request.memoryBytes >> 20));
#endif
    return environment;
}

/// What to do about a file that takes too long.
QString slowAdvice(const HelperRequest &request)
{
    if (request.kind == HelperRequest::Kind::Raster || request.kind == HelperRequest::Kind::RasterInfo)
        return QStringLiteral("Convert it to a GeoTIFF with overviews (gdal_translate, gdaladdo), or cut it "
                              "to the area you need.");
    return QStringLiteral("Cut it to the area you need, or export it again from the program that made it.");
}

Error crashed(const HelperRequest &request, const QProcess &process)
{
    const QString name = nameOf(request);
    if (process.exitStatus() == QProcess::CrashExit && process.exitCode() == SIGXCPU) {
        return Error(ErrorKind::Damaged, QStringLiteral("%1 takes too long to read.").arg(name),
                     slowAdvice(request));
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

} // namespace

QString nameOf(const HelperRequest &request)
{
    return request.kind == HelperRequest::Kind::Tiles ? QStringLiteral("The map tiles")
                                                      : QFileInfo(request.path).fileName();
}

HelperRun::HelperRun(const QString &program, const HelperRequest &request)
    : m_request(request), m_process(std::make_unique<QProcess>())
{
    m_process->setProcessEnvironment(helperEnvironment(request));
    m_process->setWorkingDirectory(QStringLiteral("/"));
    m_process->setStandardErrorFile(QProcess::nullDevice());
    m_process->start(program, {QStringLiteral("helper")});
    if (!m_process->waitForStarted()) {
        throw Error(ErrorKind::Failed,
                    QStringLiteral("%1 could not be read: the program %2 does not start (%3).")
                        .arg(nameOf(request), program, m_process->errorString()),
                    QStringLiteral("Install Marz again."));
    }
    m_process->write(request.toJson());
    m_process->closeWriteChannel();
}

HelperRun::~HelperRun()
{
    if (m_process->state() != QProcess::NotRunning) {
        m_process->kill();
        m_process->waitForFinished();
    }
}

void HelperRun::run(const base::CancelToken &cancel, const std::function<void(const Frame &)> &take)
{
    QElapsedTimer clock;
    clock.start();
    QByteArray buffer;
    while (true) {
        if (cancel.isCancelled())
            throw Error(ErrorKind::Cancelled,
                        QStringLiteral("Reading %1 was stopped.").arg(nameOf(m_request)));
        if (clock.elapsed() > m_request.timeoutMs) {
            throw Error(ErrorKind::Damaged,
                        QStringLiteral("%1 was not read within %2 seconds, so reading was stopped.")
                            .arg(nameOf(m_request), QString::number((m_request.timeoutMs + 999) / 1000)),
                        slowAdvice(m_request));
        }
        const bool alive = m_process->state() != QProcess::NotRunning;
        if (alive)
            m_process->waitForReadyRead(pollMs);
        buffer += m_process->readAllStandardOutput();
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
            throw crashed(m_request, *m_process);
    }
}

Error unreadable(const HelperRequest &request)
{
    return Error(ErrorKind::Damaged,
                 QStringLiteral("%1: the answer of the reading process is broken.").arg(nameOf(request)),
                 QStringLiteral("Try again; if it happens again, report the file."));
}

} // namespace marz::io
