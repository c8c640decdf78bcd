#pragma once

#include <QStringList>

#include <array>

namespace marz::io {

/// What reading a layer met, counted in records unless the name says otherwise.
struct LayerStatistics {
    qint64 records = 0;         ///< read from the file
    qint64 drawn = 0;           ///< that became a shape or several
    qint64 vertices = 0;        ///< of all shapes together
    qint64 withoutGeometry = 0; ///< not drawn: none, or an empty one
    qint64 notFinite = 0;       ///< not drawn: coordinates that are not numbers
    qint64 outside = 0;         ///< not drawn: beyond 180 or 90 degrees
    qint64 untransformed = 0;   ///< not drawn: where the coordinate system is not defined
    qint64 farFromCrs = 0;      ///< drawn, far from where the coordinate system is meant to be used
    qint64 unsupported = 0;     ///< hold a kind of shape that cannot be drawn
    qint64 mixed = 0;           ///< of points, lines and areas, split by kind
    qint64 withHeight = 0;      ///< whose Z was dropped
    qint64 withMeasure = 0;     ///< whose M was dropped
    qint64 curved = 0;          ///< whose arcs were made straight
    qint64 droppedParts = 0;    ///< rings of fewer than three corners and lines of one point, in parts
    qint64 closedRings = 0;     ///< rings whose end was not their start, in rings
    qint64 judgedAreas = 0;     ///< areas tested for crossing themselves; not all of a large layer are
    qint64 crossingAreas = 0;   ///< of these, those that do
    qint64 doubtfulCells = 0;   ///< cells that are not UTF-8 and were read as a Windows code page
    qint64 brokenCells = 0;     ///< cells with bytes that mean nothing in the layer's encoding
    qint64 unread = 0;          ///< that the file says it holds and that could not be read

    /// Records read and not drawn.
    qint64 notDrawn() const { return records - drawn; }
    /// One plain sentence for each count that a user should know of.
    QStringList sentences() const;

    friend bool operator==(const LayerStatistics &, const LayerStatistics &) = default;

    /// Every count, in the order declared.
    static constexpr auto members();
};

constexpr auto LayerStatistics::members()
{
    using S = LayerStatistics;
    return std::array{&S::records,       &S::drawn,         &S::vertices,      &S::withoutGeometry,
                      &S::notFinite,     &S::outside,       &S::untransformed, &S::farFromCrs,
                      &S::unsupported,   &S::mixed,         &S::withHeight,    &S::withMeasure,
                      &S::curved,        &S::droppedParts,  &S::closedRings,   &S::judgedAreas,
                      &S::crossingAreas, &S::doubtfulCells, &S::brokenCells,   &S::unread};
}
static_assert(LayerStatistics::members().size() * sizeof(qint64) == sizeof(LayerStatistics));

} // namespace marz::io
