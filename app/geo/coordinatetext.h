#pragma once

#include "geo/lonlat.h"

#include <QString>

#include <optional>

namespace marz::geo {

/// How a coordinate is written.
enum class CoordinateForm { DecimalDegrees, DegreesMinutesSeconds, Utm, Mgrs };

/// A coordinate as typed: the position, the form it was typed in, and half the unit of its last digit in metres
/// (how precise the writing is, not how precise the place is).
struct ParsedCoordinate
{
    LonLat position;
    CoordinateForm form = CoordinateForm::DecimalDegrees;
    double writtenPrecisionM = 0;
};

/// Reads decimal degrees ("37.98 N 70.20 E", "37.98, 70.20", "N37.98 E70.20": latitude first unless letters say
/// else), degrees-minutes-seconds ("37°58'48\"N 70°12'00\"E", with unicode primes or d m s), UTM ("42S 605000 4200000"
/// or "42N 605000 4200000", zone letter = band, N/S hemisphere when followed by six-digit easting), MGRS ("42SXG0512").
/// Eastern Arabic digits are read too. Empty optional with @p problem (one sentence, if not null) when it is none of
/// these, when latitude is beyond 90 ("Latitude 95 is beyond 90...") or longitude beyond 180, or when it is ambiguous.
std::optional<ParsedCoordinate> parseCoordinate(const QString &text, QString *problem = nullptr);

/// "37.98000 N 70.20000 E", "37°58'48.0\"N 70°12'00.0\"E", "42N 605384 4204278", "42S XG 05384 04278".
QString coordinateText(LonLat position, CoordinateForm form);

} // namespace marz::geo
