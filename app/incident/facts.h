#pragma once

#include "incident/incident.h"

namespace marz::incident {

/// What a filter, a map and a timeline need of an incident without its children: one row of the store,
/// streamed into the index. Everything derived is already derived.
struct Facts {
    qint64 fid = 0;
    QString title; ///< for tables and cards; the index does not keep it
    std::optional<qint64> startMs, endMs;
    std::optional<qint32> dayStart, dayEnd; ///< Julian days of date_start and date_end
    TimePrecision timePrecision = TimePrecision::Unknown;
    TimeExtent timeExtent = TimeExtent::Unknown;
    std::optional<geo::LonLat> point;
    PlacePrecision placePrecision = PlacePrecision::Unknown;
    std::optional<double> radiusM;
    QString country, admin1Code, admin2;
    bool adminCertain = true;
    std::optional<double> borderDistanceM;
    QString borderPair, borderSide;
    QString eventType;
    Workflow workflow = Workflow::Draft;
    Verification verification = Verification::Unverified;
    Range killed, killedExclPerpetrators, injured;
    std::optional<qint64> batch;

    friend bool operator==(const Facts &, const Facts &) = default;
};

/// The facts of a whole record, casualty totals included (statistics.h).
Facts factsOf(const Incident &incident);

} // namespace marz::incident
