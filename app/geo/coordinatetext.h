#pragma once

#include "geo/lonlat.h"

#include <QString>

#include <optional>
#include <vector>

namespace marz::geo {

/// How a coordinate is written.
enum class CoordinateForm { DecimalDegrees, DegreesMinutesSeconds, Utm, Mgrs };

/// What said which number is the latitude: letters, labels or a grid, or nothing, and then an assumption.
enum class CoordinateOrder { Stated, LatitudeAssumedFirst, LongitudeAssumedFirst };

/// A coordinate as typed: the position, the form it was typed in, and half the unit of its last digit in
/// metres (how precise the writing is, not how precise the place is).
struct ParsedCoordinate {
    LonLat position;
    CoordinateForm form = CoordinateForm::DecimalDegrees;
    double writtenPrecisionM = 0;
    CoordinateOrder order = CoordinateOrder::Stated;
};

/// Reads decimal degrees ("37.98 N 70.20 E", "37.98, 70.20", "37,98 70,20", "N37.98 E70.20", "lat 37.98
/// lon 70.20": latitude first unless letters or labels say else), degrees-minutes-seconds ("37°58'48\"N
/// 70°12'00\"E", with unicode primes or d m s), UTM ("42N 605387 4204275", "42S 605387 4204275"), MGRS
/// ("42SXH0527"). Digits of any script; north, south, east and west also as English, Russian, Tajik and
/// Persian words. The letter of a UTM zone is its band, N the northern hemisphere, and S the band S where the
/// northing lies in it (32 to 40 N) and the southern hemisphere elsewhere; within a degree of that band S is
/// refused as ambiguous. Empty optional with @p problem (one or two sentences, if not null) when it is none
/// of these, when latitude is beyond 90 ("Latitude 95 is beyond 90...") or longitude beyond 180, or when it
/// is ambiguous.
std::optional<ParsedCoordinate> parseCoordinate(const QString &text, QString *problem = nullptr);

/// Every reading of @p text: that of parseCoordinate() and, where nothing says the order of two numbers, the
/// one with longitude first, each as far as it is a position. Empty with @p problem as parseCoordinate().
std::vector<ParsedCoordinate> coordinateReadings(const QString &text, QString *problem = nullptr);
/// How a coordinate was understood: "decimal degrees, latitude first", "degrees, minutes, seconds", "UTM",
/// "MGRS".
QString readingText(const ParsedCoordinate &coordinate);

/// "37.98000 N 70.20000 E", "37°58'48.00\"N 70°12'00.00\"E", "42N 605387 4204275", "42S XH 05387 04275", each
/// within a metre. parseCoordinate() reads it back: south of the equator UTM has the letter S, or the band's
/// where S would be read as the band S. UTM is not defined beyond 84 N and 80 S: decimal degrees there. Empty
/// for an invalid position.
QString coordinateText(LonLat position, CoordinateForm form);

} // namespace marz::geo
