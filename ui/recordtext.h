#pragma once

#include "incident/incident.h"
#include "incident/vocabulary.h"

#include <vector>

/// What the inspector says of a record, as words.
namespace marz::ui {

/// The default callout: "{type}, {date wording}, {place} ({precision}). Reported: {killed} killed.
/// Attribution: {attribution} by {attributed_by}. {origins} origins, {verification}." Never a perpetrator's
/// name.
QString calloutText(const incident::Incident &incident, const incident::Vocabulary &vocabulary);

/// "9 outlets, 7 origins".
QString outletsText(const incident::Incident &incident);
/// "B2", or "not graded".
QString gradeText(const incident::SourceUse &source);
/// "RASC" for a position in the sources; empty when there is none.
QString sourceName(const incident::Incident &incident, std::optional<int> position);

/// A line of the source list: chains from what was read to its origin, each step one deeper.
struct ChainLine {
    int source = 0; ///< position in Incident::sources
    int depth = 0;
    friend bool operator==(const ChainLine &, const ChainLine &) = default;
};
std::vector<ChainLine> chainLines(const std::vector<incident::SourceUse> &sources);

/// "850 m", "12.3 km".
QString distanceText(double metres);
/// How far the border is, as well as the place is known: "0 to 45 km", "about 54 m"; empty without one.
QString borderDistanceText(const incident::Where &where);
/// "4-5 kg", "12 pieces", "-".
QString quantityText(const incident::Item &item);
/// "date_start" as "date start".
QString fieldWords(const QString &field);
/// "TJ-KT Khatlon, Shamsiddin Shohin" with what is not certain about it.
QString unitText(const incident::Where &where);
/// "district, within 25 km".
QString precisionText(const incident::Where &where);
/// One end of a movement.
QString movementEndText(const incident::MovementEnd &end);

} // namespace marz::ui
