#include "io/frameout.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace marz::io {

FrameOut::FrameOut(qint64 maxBytes) : m_left(maxBytes)
{
    m_fd = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
    ::dup2(STDERR_FILENO, STDOUT_FILENO);
    ::fcntl(m_fd, F_SETPIPE_SZ, batchBytes); // a batch at once where the system allows
}

void FrameOut::limitTo(qint64 maxBytes)
{
    m_left = std::min(m_left, maxBytes);
}

void FrameOut::send(FrameType type, const QByteArray &payload)
{
    m_left -= payload.size();
    if (m_left < 0) {
        m_left = batchBytes; // room for the failure itself
        throw base::Error(base::ErrorKind::Invalid,
                          QStringLiteral("The file holds more than fits in memory."),
                          QStringLiteral("Cut it to the area or the columns you need and open that."));
    }
    write(frameHead(type, payload.size()));
    write(payload);
}

void FrameOut::fail(const base::Error &error)
{
    QByteArray payload;
    QDataStream out(&payload, QIODevice::WriteOnly);
    out << static_cast<qint32>(error.kind()) << error.problem() << error.advice();
    m_left = std::max<qint64>(m_left, payload.size());
    send(FrameType::Failure, payload);
}

void FrameOut::write(const QByteArray &bytes)
{
    qsizetype at = 0;
    while (at < bytes.size()) {
        const ssize_t written =
            ::write(m_fd, bytes.constData() + at, static_cast<std::size_t>(bytes.size() - at));
        if (written < 0 && errno != EINTR)
            ::_exit(4); // the caller is gone
        at += std::max<ssize_t>(written, 0);
    }
}

} // namespace marz::io
