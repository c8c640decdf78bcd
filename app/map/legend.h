#pragma once

#include "map/symbolplacer.h"
#include "map/userlayerpainter.h"

class QPainter;

namespace marz::map {

/// One line of the legend.
struct LegendEntry {
    enum class Kind : std::uint8_t {
        Heading,
        Family,
        Verification,
        District,
        Stack,
        ProvinceHatch,
        CountryHatch,
        Disc,
        Possible,
        Border,
        Disputed,
        Unit,
        River,
        Lake,
        UserLayer,
        Ramp ///< the tints of a raster
    };
    Kind kind = Kind::Heading;
    QString text{};
    const incident::Family *family = nullptr; ///< of the index's vocabulary
    incident::Verification verification = incident::Verification::Corroborated;
    // A class of a user's layer:
    std::shared_ptr<const LayerStyle> style{};
    std::size_t classNumber = 0;
    SwatchKinds kinds{};
    RasterTints tints{}; ///< of a raster
};

/// What is visible in @p view, and only that: families, fills, what dashed, pale and hatched mean, lines.
std::vector<LegendEntry> legendOf(const Scene &scene, const Viewport &view);

/// Draws the legend into @p area (device-independent pixels, text 8.5 pt); returns the height used. Entries
/// that do not fit are counted in a last line.
double paintLegend(QPainter &painter, const std::vector<LegendEntry> &entries, const QRectF &area,
                   Theme theme);

} // namespace marz::map
