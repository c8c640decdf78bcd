#pragma once

#include "map/scene.h"
#include "session/userlayer.h"

#include <vector>

/// Makes styles from a layer's attributes, and from a style what a frame needs. All pure: call them on any
/// thread.
namespace marz::session {

/// One look for all in the palette's colour number @p colourNumber, names from the field that reads most like
/// a name.
map::LayerStyle firstStyle(const LayerTable &table, const LayerFacts &facts, int colourNumber);

/// How the classes of a style are made: sizes, dashes and markers are those of @p like.
struct ClassChoice {
    QString field;
    QString palette;
    map::ClassStyle like;
};

/// One class a value, the frequent ones first, at most @p most of them, and one for all others. Empty cells
/// are "others".
std::vector<map::ClassStyle> categoryClasses(const LayerTable &table, const ClassChoice &choice,
                                             std::size_t most = 24);
/// Classes by number: @p method is "quantile", "equal" or "natural"; fewer than @p count when the values do
/// not make so many; the last is for what is no number. One class alone when there are no numbers.
std::vector<map::ClassStyle> graduatedClasses(const LayerTable &table, const ClassChoice &choice,
                                              const QString &method, std::size_t count);
/// Gives classes the colours of a palette, and leaves the rest of them.
void applyPalette(std::vector<map::ClassStyle> &classes, const QString &palette, map::StyleKind kind);

/// The class of every feature; null for a single class.
std::shared_ptr<const std::vector<std::uint8_t>> classNumbers(const LayerTable &table,
                                                              const map::LayerStyle &style);
/// Whether the two styles put features into the same classes.
bool haveSameClasses(const map::LayerStyle &a, const map::LayerStyle &b);
/// Writes names and their rank into @p features.
void setLabels(std::vector<map::LayerFeature> &features, const LayerTable &table,
               const map::LabelStyle &labels);
bool haveSameLabels(const map::LayerStyle &a, const map::LayerStyle &b);

} // namespace marz::session
