#include "map/sprites.h"

#include "map/symbolshape.h"

#include <QPainter>

#include <cmath>

namespace marz::map {

QImage symbol(const incident::Family &family, incident::Verification verification, bool isCoarse,
              double sizePx, double devicePixelRatio, bool isPossible)
{
    // An odd number of device pixels, so that the symbol has a middle pixel to put on its place.
    const int half = static_cast<int>(std::ceil((sizePx / 2 + symbolMarginPx) * devicePixelRatio));
    const int side = 2 * half + 1;
    QImage image(side, side, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(half + 0.5, half + 0.5);
    painter.scale(devicePixelRatio, devicePixelRatio);
    paintSymbol(painter, {0, 0}, {&family, verification, isCoarse, isPossible}, sizePx);
    painter.end();
    image.setDevicePixelRatio(devicePixelRatio);
    return image;
}

} // namespace marz::map
