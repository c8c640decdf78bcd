#pragma once

#include "geo/geometry.h"

#include <QString>

#include <optional>

namespace marz::incident {

enum class AnnotationKind : std::uint8_t { Text, Arrow, Line, Area };

/// A mark that an analyst puts on the map; kept in the store (table annotations).
struct Annotation {
    qint64 fid = 0;
    QString uid; ///< UUID v7
    AnnotationKind kind = AnnotationKind::Text;
    QString content; ///< plain text, shown as it is
    /// Text: one point; arrow: a line from tail to head; line: a line; area: a polygon. WGS 84 degrees.
    geo::Geometry geometry;
    QString colour = QStringLiteral("#C0392B"); ///< "#RRGGBB"
    double sizePt = 11;                         ///< text height, points
    double widthPx = 2;                         ///< line width, device-independent pixels
    int zOrder = 0;
    QString shownFrom, shownTo; ///< ISO days of the timeline between which it shows; empty = always
    bool isLocked = false;
    bool isVisible = true;
    qint64 revision = 0;
    friend bool operator==(const Annotation &, const Annotation &) = default;
};

} // namespace marz::incident
