#pragma once

#include <QColor>
#include <QString>

#include <vector>

namespace marz::map {

/// A colour scheme of ColorBrewer (colorbrewer2.org, Cynthia Brewer, Apache License 2.0): from @p colours any
/// number of classes is taken.
struct ColorPalette {
    enum class Kind : std::uint8_t { Qualitative, Sequential, Diverging };
    QString name; ///< as ColorBrewer calls it
    Kind kind = Kind::Sequential;
    /// So many classes stay apart for colour-blind readers, as colorbrewer2.org has it.
    int safeClasses = 0;
    std::vector<QColor> colours;

    /// @p count colours: of a qualitative scheme the first, then again from the start; of the others evenly
    /// from end to end, between two of them where there are not enough.
    std::vector<QColor> taken(std::size_t count) const;
};

/// Qualitative, sequential, diverging, in this order.
const std::vector<ColorPalette> &colorPalettes();
/// Null when there is none of this name.
const ColorPalette *colorPalette(const QString &name);

} // namespace marz::map
