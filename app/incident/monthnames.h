#pragma once

#include <QString>

namespace marz::incident {

/// "February": English, whatever the locale.
QString monthName(int month);

/// The number of an English, Russian or Tajik month, full or by its first three letters; 0 for any other
/// word.
int monthOf(const QString &word);

/// The first month of a meteorological season (northern half of the world); 0 for another word.
int firstMonthOfSeason(const QString &word);

} // namespace marz::incident
