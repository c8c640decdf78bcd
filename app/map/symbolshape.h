#pragma once

#include "incident/codes.h"
#include "incident/vocabulary.h"

#include <QPainterPath>
#include <QPointF>

class QPainter;

namespace marz::map {

/// What a symbol says.
struct SymbolStyle {
    const incident::Family *family = nullptr;
    incident::Verification verification = incident::Verification::Unverified;
    bool isCoarse = false;
    bool isPossible = false; ///< only possibly matches the filter: the inside lets the map through
};

/// Opacity of the inside of what possibly matches.
inline constexpr double possibleFillOpacity = 0.4;
/// Opacity of its outline: it must be found on the map as surely as the others.
inline constexpr double possibleOutlineOpacity = 0.85;

/// Room for outline and rim around a symbol, device-independent pixels.
inline constexpr double symbolMarginPx = 2.5;

/// The outline of a shape name around the origin, as heavy to the eye as a circle of diameter @p sizePx.
QPainterPath shapePath(const QString &shape, double sizePx);

/// Draws a symbol with outline and rim (look.md "Incidents") at @p centre; needs antialiasing.
void paintSymbol(QPainter &painter, QPointF centre, const SymbolStyle &style, double sizePx);

} // namespace marz::map
