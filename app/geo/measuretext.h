#pragma once

#include <QString>

namespace marz::geo {

/// Between a number and its unit: a narrow space at which no line breaks.
inline constexpr QChar unitSpace(0x202F);

/// "4.2 m", "850 m", "1.234 km", "12.34 km", "123.4 km", "1,234 km", with unitSpace: four digits, as a
/// distance measured by hand bears, and none that is finer than @p resolutionM (what a pixel of the map
/// covers; 0 = no limit): "5 km" where a pixel is 700 m. "-" for what is no number.
QString lengthText(double metres, double resolutionM = 0);
/// "850 m²", "12.34 ha", "45.67 km²", "1,234 km²", with unitSpace; hectares up to a square kilometre. No
/// digit is finer than @p resolutionM2.
QString areaText(double squareMetres, double resolutionM2 = 0);
/// "072.5°": degrees clockwise from true north, three digits and a decimal.
QString azimuthText(double degrees);

} // namespace marz::geo
