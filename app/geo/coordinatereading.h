#pragma once

#include "geo/coordinatetext.h"

#include <optional>

namespace marz::geo {

/// What one reader of coordinateText's forms made of a text: a coordinate, or why there is none.
struct CoordinateReading {
    std::optional<ParsedCoordinate> coordinate;
    QString problem; ///< Sentences for a person, empty when there is a coordinate.
};

/// Reads UTM and MGRS; empty optional when @p text does not look like either.
/// @p text has ASCII digits and single spaces.
std::optional<CoordinateReading> gridReading(const QString &text);

/// Reads decimal degrees and degrees-minutes-seconds from a text as gridReading() takes it. Where nothing
/// says the order of the two numbers, it is @p assumed.
CoordinateReading degreesReading(const QString &text,
                                 CoordinateOrder assumed = CoordinateOrder::LatitudeAssumedFirst);

/// The UTM text of @p position, e.g. "42N 605387 4204275"; empty where UTM is not defined.
QString utmText(LonLat position);
/// The MGRS text of @p position to the metre, e.g. "42S XH 05387 04275".
QString mgrsText(LonLat position);

} // namespace marz::geo
