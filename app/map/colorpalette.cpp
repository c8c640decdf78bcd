#include "map/colorpalette.h"

#include <algorithm>
#include <cmath>

namespace marz::map {

namespace {

using Kind = ColorPalette::Kind;

ColorPalette scheme(const char *name, Kind kind, int safeClasses, std::initializer_list<QRgb> colours)
{
    ColorPalette made{QLatin1String(name), kind, safeClasses, {}};
    for (const QRgb colour : colours)
        made.colours.push_back(QColor::fromRgb(colour));
    return made;
}

QColor between(const QColor &a, const QColor &b, double part)
{
    const auto mixed = [part](int x, int y) { return static_cast<int>(std::lround(x + (y - x) * part)); };
    return QColor(mixed(a.red(), b.red()), mixed(a.green(), b.green()), mixed(a.blue(), b.blue()));
}

} // namespace

std::vector<QColor> ColorPalette::taken(std::size_t count) const
{
    std::vector<QColor> result;
    for (std::size_t i = 0; i < count; ++i) {
        if (kind == Kind::Qualitative) {
            result.push_back(colours[i % colours.size()]);
            continue;
        }
        const double last = static_cast<double>(colours.size() - 1);
        // One class alone is the scheme's strong middle; the palest end is left out of a sequential one,
        // where it would vanish in the land.
        const double first = kind == Kind::Sequential ? std::min(1.0, last) : 0;
        const double at =
            count == 1 ? last * 0.6
                       : first + (last - first) * static_cast<double>(i) / static_cast<double>(count - 1);
        const auto low = static_cast<std::size_t>(at);
        const std::size_t high = std::min(low + 1, colours.size() - 1);
        result.push_back(between(colours[low], colours[high], at - static_cast<double>(low)));
    }
    return result;
}

const std::vector<ColorPalette> &colorPalettes()
{
    static const std::vector<ColorPalette> all{
        scheme("Dark2", Kind::Qualitative, 3,
               {0x1B9E77, 0xD95F02, 0x7570B3, 0xE7298A, 0x66A61E, 0xE6AB02, 0xA6761D, 0x666666}),
        scheme("Set2", Kind::Qualitative, 3,
               {0x66C2A5, 0xFC8D62, 0x8DA0CB, 0xE78AC3, 0xA6D854, 0xFFD92F, 0xE5C494, 0xB3B3B3}),
        scheme("Paired", Kind::Qualitative, 4,
               {0xA6CEE3, 0x1F78B4, 0xB2DF8A, 0x33A02C, 0xFB9A99, 0xE31A1C, 0xFDBF6F, 0xFF7F00, 0xCAB2D6,
                0x6A3D9A, 0xFFFF99, 0xB15928}),
        scheme("YlOrRd", Kind::Sequential, 9,
               {0xFFFFCC, 0xFFEDA0, 0xFED976, 0xFEB24C, 0xFD8D3C, 0xFC4E2A, 0xE31A1C, 0xBD0026, 0x800026}),
        scheme("YlGnBu", Kind::Sequential, 9,
               {0xFFFFD9, 0xEDF8B1, 0xC7E9B4, 0x7FCDBB, 0x41B6C4, 0x1D91C0, 0x225EA8, 0x253494, 0x081D58}),
        scheme("Blues", Kind::Sequential, 9,
               {0xF7FBFF, 0xDEEBF7, 0xC6DBEF, 0x9ECAE1, 0x6BAED6, 0x4292C6, 0x2171B5, 0x08519C, 0x08306B}),
        scheme("Greens", Kind::Sequential, 9,
               {0xF7FCF5, 0xE5F5E0, 0xC7E9C0, 0xA1D99B, 0x74C476, 0x41AB5D, 0x238B45, 0x006D2C, 0x00441B}),
        scheme("Purples", Kind::Sequential, 9,
               {0xFCFBFD, 0xEFEDF5, 0xDADAEB, 0xBCBDDC, 0x9E9AC8, 0x807DBA, 0x6A51A3, 0x54278F, 0x3F007D}),
        scheme("Oranges", Kind::Sequential, 9,
               {0xFFF5EB, 0xFEE6CE, 0xFDD0A2, 0xFDAE6B, 0xFD8D3C, 0xF16913, 0xD94801, 0xA63603, 0x7F2704}),
        scheme("RdBu", Kind::Diverging, 11,
               {0x67001F, 0xB2182B, 0xD6604D, 0xF4A582, 0xFDDBC7, 0xF7F7F7, 0xD1E5F0, 0x92C5DE, 0x4393C3,
                0x2166AC, 0x053061}),
        scheme("PuOr", Kind::Diverging, 11,
               {0x7F3B08, 0xB35806, 0xE08214, 0xFDB863, 0xFEE0B6, 0xF7F7F7, 0xD8DAEB, 0xB2ABD2, 0x8073AC,
                0x542788, 0x2D004B}),
        scheme("BrBG", Kind::Diverging, 11,
               {0x543005, 0x8C510A, 0xBF812D, 0xDFC27D, 0xF6E8C3, 0xF5F5F5, 0xC7EAE5, 0x80CDC1, 0x35978F,
                0x01665E, 0x003C30}),
    };
    return all;
}

const ColorPalette *colorPalette(const QString &name)
{
    const std::vector<ColorPalette> &all = colorPalettes();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const ColorPalette &each) { return each.name == name; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace marz::map
