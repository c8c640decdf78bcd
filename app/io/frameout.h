#pragma once

#include "base/error.h"
#include "io/frames.h"

#include <QIODevice>

namespace marz::io {

constexpr qsizetype batchBytes = 1 << 20;

/// The helper's standard output as frames; nothing that a library prints can get between them.
class FrameOut
{
public:
    /// Takes standard output over. @p maxBytes is all that may be sent.
    explicit FrameOut(qint64 maxBytes);

    /// What may still be sent.
    void limitTo(qint64 maxBytes);
    /// Counts what the caller's memory takes beside what is sent.
    void charge(qint64 bytes) { m_left -= bytes; }
    /// Throws base::Error(Invalid) when more is sent than may be.
    void send(FrameType type, const QByteArray &payload);
    void fail(const base::Error &error);

private:
    void write(const QByteArray &bytes);

    int m_fd = -1;
    qint64 m_left;
};

template <typename... T>
QByteArray packed(const T &...values)
{
    QByteArray payload;
    QDataStream out(&payload, QIODevice::WriteOnly);
    (out << ... << values);
    return payload;
}

} // namespace marz::io
