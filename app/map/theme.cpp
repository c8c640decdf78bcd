#include "map/theme.h"

namespace marz::map {

namespace {

Palette lightPalette()
{
    return {.land = QColor(0xF7F5F0),
            .mutedLand = QColor(0xECEAE4),
            .water = QColor(0xC9DDE8),
            .noData = QColor(0xE3E1DB),
            .river = QColor(0x8FB4CC),
            .unitLine = QColor(0xB9B3A6),
            .border = QColor(0x6B6459),
            .name = QColor(0x4A463F),
            .mutedName = QColor(0x6E695F),
            .unitName = QColor(0x8A8375),
            .riverName = QColor(0x5B86A3),
            .accent = QColor(0x1F6FB2),
            .symbolOutline = QColor(0x2B2B2B),
            .symbolRim = QColor(255, 255, 255, 210),
            .hatch = QColor(0x6B, 0x64, 0x59, 84),
            .badge = QColor(0x3A3733),
            .badgeText = QColor(0xFFFFFF)};
}

Palette darkPalette()
{
    return {.land = QColor(0x22262B),
            .mutedLand = QColor(0x1B1E22),
            .water = QColor(0x14212B),
            .noData = QColor(0x17191C),
            .river = QColor(0x3F6378),
            .unitLine = QColor(0x4B5058),
            .border = QColor(0xA7A193),
            .name = QColor(0xC9C5BC),
            .mutedName = QColor(0x9C988F),
            .unitName = QColor(0x7F848B),
            .riverName = QColor(0x6C97B1),
            .accent = QColor(0x5AA7E0),
            .symbolOutline = QColor(0x16181B),
            .symbolRim = QColor(255, 255, 255, 170),
            .hatch = QColor(0xA7, 0xA1, 0x93, 72),
            .badge = QColor(0xE6E2D9),
            .badgeText = QColor(0x1B1E22)};
}

} // namespace

const Palette &palette(Theme theme)
{
    static const Palette light = lightPalette();
    static const Palette dark = darkPalette();
    return theme == Theme::Dark ? dark : light;
}

QColor backgroundOf(Theme theme)
{
    return palette(theme).water;
}

} // namespace marz::map
