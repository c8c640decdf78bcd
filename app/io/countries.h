#pragma once

#include <QString>

namespace marz::io {

/// ISO 3166-1 alpha-3 of a name ("Tajikistan"), an alpha-2, alpha-3 or numeric code; empty when it is none.
QString alpha3Of(const QString &country);

/// The zone of a country of the region that has one ("Asia/Dushanbe"); empty for others.
QString timeZoneOf(const QString &alpha3);

/// Whether the country is one of the region that Marz serves: Central Asia and its neighbours to the south
/// and east.
bool isInRegion(const QString &alpha3);

} // namespace marz::io
