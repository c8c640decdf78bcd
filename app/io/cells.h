#pragma once

#include "geo/lonlat.h"
#include "incident/codes.h"
#include "incident/range.h"
#include "incident/vocabulary.h"

#include <QMap>
#include <QString>

#include <optional>

namespace marz::io {

/// A count as a cell gives it: "3", "24,803", "12-15", "at least 5", "5+", "about 20". Empty optional with @p
/// reason when it is negative, a fraction or no number; an unknown Range for an empty cell, "unknown", "n/a",
/// "-", "?".
std::optional<incident::Range> readCount(const QString &text, QString *reason);

/// One coordinate in decimal degrees, comma or point, with a degree sign or a letter N S E W; NaN when it is
/// none.
double readDegrees(const QString &text);

/// Both coordinates in one cell: "POINT (70.2 38)" (longitude first), "(38, 70.2)" and what
/// geo::parseCoordinate reads (latitude first).
std::optional<geo::LonLat> readPair(const QString &text);

/// How exact a place is.
struct PlaceDetail {
    incident::PlacePrecision precision = incident::PlacePrecision::Unknown;
    std::optional<double> radiusM;
};

/// Our codes, words like "village" or "Known_within_5_km", and the figures of ACLED (geo_precision), UCDP
/// (where_prec) and GTD (specificity), told apart by @p column. Empty when the text is none of these.
std::optional<PlaceDetail> readPlaceDetail(const QString &text, const QString &column);

/// How exact a date is; `night` and other parts of the day are PartOfDay.
std::optional<incident::TimePrecision> readTimePrecision(const QString &text, const QString &column);

/// The event type of a native one: @p own first, then the vocabulary's codes, labels and ACLED names, then
/// the usual words of other lists. Empty when none fits.
QString readEventType(const QString &text, const QString &column, const QMap<QString, QString> &own,
                      const incident::Vocabulary &vocabulary);

/// Lower case letters and digits only: "Event_Date" and "event date" are one.
QString bareName(const QString &text);

} // namespace marz::io
