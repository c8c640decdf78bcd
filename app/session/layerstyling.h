#pragma once

#include "map/scene.h"
#include "session/userlayer.h"

#include <optional>
#include <vector>

/// Makes styles from a layer's attributes, and from a style what a frame needs. All pure: call them on any
/// thread.
namespace marz::session {

/// One look for all in the palette's colour number @p colourNumber, names from the field that reads most like
/// a name.
map::LayerStyle firstStyle(const LayerTable &table, const LayerFacts &facts, int colourNumber);

/// Whether a layer that was just added shows its labels: areas or points with names that are not too many to
/// be read beside the map's own.
bool isLabelledAtFirst(const LayerFacts &facts, const map::LayerStyle &style);

/// How the classes of a style are made: sizes, dashes and markers are those of @p like.
struct ClassChoice {
    QString field;
    QString palette;
    map::ClassStyle like;
};

/// One class a value, the frequent ones first, at most @p most of them, and one for all others. Empty cells
/// are "others".
std::vector<map::ClassStyle> categoryClasses(const LayerTable &table, const ClassChoice &choice,
                                             std::size_t most = map::maxClasses - 1);
/// Adds a class for @p value before that of all others and colours it; the number of the class, also of one
/// that was there. Nothing when there are as many as there can be, or @p value is empty.
std::optional<std::size_t> addCategory(map::LayerStyle &style, const QString &value);
/// Takes classes out of a style by category; that of all others stays. Features of theirs become others.
void removeCategories(map::LayerStyle &style, const std::vector<std::size_t> &numbers);
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
