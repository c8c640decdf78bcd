#pragma once

#include "incident/statistics.h"
#include "session/filteredview.h"
#include "session/geodata.h"

namespace marz::session {

/// What the inspector says of a region under the present filter.
struct RegionReport {
    QString code; ///< ISO 3166-2
    QString name;
    QString country;          ///< alpha-3
    QStringList names;        ///< in every script, the Latin one first
    std::size_t certain = 0;  ///< incidents certainly in it
    std::size_t possible = 0; ///< possibly in it
    incident::Toll toll;      ///< lows of the certain, highs of the certain and possible
    std::vector<std::pair<QString, std::size_t>> byType; ///< label, count; most first
    std::vector<std::pair<QString, std::size_t>> byYear; ///< "2024" -> n
    std::vector<qint64> incidents;                       ///< fids, newest first
};

RegionReport regionReport(const QString &unitCode, const Filtered &filtered, const Geodata &geodata);

} // namespace marz::session
