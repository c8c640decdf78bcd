#include "map/rasterramp.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace marz::map {

namespace {

std::vector<QColor> colours(std::initializer_list<QRgb> values)
{
    return {values.begin(), values.end()};
}

} // namespace

QColor RasterRamp::at(double fraction) const
{
    if (colours.empty())
        return {};
    const double place = std::clamp(fraction, 0.0, 1.0) * static_cast<double>(colours.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, colours.size() - 1);
    const double part = place - static_cast<double>(below);
    const auto mixed = [&](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * part)); };
    const QColor &a = colours[below];
    const QColor &b = colours[above];
    return {mixed(a.red(), b.red()), mixed(a.green(), b.green()), mixed(a.blue(), b.blue())};
}

const std::vector<RasterRamp> &rasterRamps()
{
    // Pale, so that borders, names and symbols stay readable on them. Cividis: Nunez, Anderton and Renslow
    // 2018, PLoS ONE 13(7), made for colour-blind readers; eleven of its colours.
    static const std::vector<RasterRamp> ramps{
        {QStringLiteral("hypsometric"), QStringLiteral("Hypsometric"),
         colours({0xFFB4CDA8, 0xFFCBD9AE, 0xFFE2E2B8, 0xFFEDDFB4, 0xFFE4CBA0, 0xFFD6B58E, 0xFFC9AA8D,
                  0xFFD3C3B4, 0xFFE8E3DD, 0xFFFFFFFF})},
        {QStringLiteral("arid"), QStringLiteral("Arid"),
         colours({0xFFE9E4CF, 0xFFE6DBBB, 0xFFDFCDA5, 0xFFD4BA90, 0xFFC7A680, 0xFFBFA189, 0xFFCDBFB2,
                  0xFFE6E1DB, 0xFFFFFFFF})},
        {QStringLiteral("grey"), QStringLiteral("Grey"), colours({0xFF8C8C8C, 0xFFFFFFFF})},
        {QStringLiteral("cividis"), QStringLiteral("Cividis"),
         colours({0xFF00224E, 0xFF083370, 0xFF35456C, 0xFF4F576C, 0xFF666970, 0xFF7D7C78, 0xFF948E77,
                  0xFFAEA371, 0xFFC8B866, 0xFFE5CF52, 0xFFFEE838})}};
    return ramps;
}

const RasterRamp *rasterRamp(const QString &name)
{
    const auto &all = rasterRamps();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const RasterRamp &ramp) { return ramp.name == name; });
    return found == all.end() ? nullptr : &*found;
}

QImage rampPicture(const QString &name, QSize sizePx)
{
    const RasterRamp *ramp = rasterRamp(name);
    if (!ramp || sizePx.width() < 2 || sizePx.height() < 1)
        return {};
    QImage picture(sizePx, QImage::Format_RGB32);
    for (int x = 0; x < sizePx.width(); ++x) {
        const QRgb colour = ramp->at(double(x) / (sizePx.width() - 1)).rgb();
        for (int y = 0; y < sizePx.height(); ++y)
            picture.setPixel(x, y, colour);
    }
    return picture;
}

QString tintText(const RasterTints &tints, double value)
{
    const double span = tints.high - tints.low;
    const int decimals = span > 0 ? std::clamp(static_cast<int>(std::ceil(1 - std::log10(span))), 0, 9) : 0;
    QLocale grouped = QLocale::c();
    grouped.setNumberOptions({});
    return grouped.toString(value, 'f', decimals);
}

RasterRange rangeOf(const RasterStyle &style, RasterRange found)
{
    if (style.high > style.low)
        return {style.low, style.high};
    if (!found.isKnown())
        return found;
    const double span = found.high - found.low;
    const double step = std::pow(10, std::floor(std::log10(span / 2)));
    return {std::floor(found.low / step) * step, std::ceil(found.high / step) * step};
}

} // namespace marz::map
