#pragma once

#include <QRgb>

namespace marz::map {

/// The premultiplied colour @p c times @p a / 255, four channels at once.
inline QRgb scaled(QRgb c, quint32 a)
{
    quint32 rb = (c & 0x00FF00FF) * a;
    rb = ((rb + ((rb >> 8) & 0x00FF00FF) + 0x00800080) >> 8) & 0x00FF00FF;
    quint32 ag = ((c >> 8) & 0x00FF00FF) * a;
    ag = (ag + ((ag >> 8) & 0x00FF00FF) + 0x00800080) & 0xFF00FF00;
    return rb | ag;
}

/// Premultiplied @p over laid on premultiplied or opaque @p below.
inline QRgb laid(QRgb over, QRgb below)
{
    return over + scaled(below, 255 - (over >> 24));
}

} // namespace marz::map
