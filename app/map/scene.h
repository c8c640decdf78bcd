#pragma once

#include "geo/geometry.h"
#include "incident/annotation.h"
#include "index/incidentindex.h"
#include "map/layerstyle.h"
#include "map/rasterlayer.h"

#include <QColor>
#include <QString>

#include <memory>
#include <vector>

namespace marz::map {

/// How a reference layer is drawn; colours come from the theme by role, user layers carry their own.
enum class LayerRole : std::uint8_t { Land, Units, Borders, Rivers, Lakes, Places, User };

/// One feature of a reference layer, in degrees, with what its label says and how important it is.
struct LayerFeature {
    geo::Geometry geometry;
    QString label;         ///< empty = no label
    int rank = 0;          ///< smaller = more important: label priority and line width
    bool isMuted = false;  ///< land outside the focus countries; places of small kinds
    bool isDashed = false; ///< disputed border
    QString key;           ///< unit code, country, place id: for identify
};

/// The immutable content of a reference layer; shared between threads.
struct LayerContent {
    std::vector<LayerFeature> features;
};

/// A reference layer in the scene: content and how it is shown.
struct ReferenceLayer {
    QString id; ///< stable: "units", "rivers"; a user's layer: its own
    QString name;
    LayerRole role = LayerRole::User;
    std::shared_ptr<const LayerContent> content;
    bool isVisible = true;
    double opacity = 1; ///< 0..1
    bool hasLabels = true;
    QColor colour;                           ///< user layers without a style
    std::shared_ptr<const LayerStyle> style; ///< user layers
    /// The class of each feature in `style`; null = all of the first.
    std::shared_ptr<const std::vector<std::uint8_t>> classOf;
    std::shared_ptr<const RasterSource> raster;   ///< raster layers; these have no content
    std::shared_ptr<const RasterPicture> picture; ///< the newest of `raster`, moved and scaled where it does
                                                  ///< not fit; null = not drawn yet
};

enum class Theme : std::uint8_t { Light, Dark };

/// What is under everything: water.
QColor backgroundOf(Theme theme);

/// What the incident layer shows. Row numbers refer to `index`.
struct IncidentLayer {
    std::shared_ptr<const index::IncidentIndex> index;
    std::shared_ptr<const index::Mask> mask;
    bool isVisible = true;
    double opacity = 1;
    std::vector<qint64> selected; ///< fids
    qint64 hovered = 0;           ///< fid, 0 = none
};

/// One feature of a layer that is pointed out on the map.
struct HighlightedFeature {
    QString layer; ///< ReferenceLayer::id; empty = none
    std::size_t feature = 0;
    friend bool operator==(const HighlightedFeature &, const HighlightedFeature &) = default;
};

/// Everything a frame shows, as a value that can be handed to a worker.
struct Scene {
    std::vector<ReferenceLayer> layers; ///< bottom to top
    IncidentLayer incidents;
    std::vector<incident::Annotation> annotations;
    bool annotationsVisible = true;
    bool hasGraticule = false; ///< meridians and parallels over the layers
    bool hasOverview = false;  ///< a small map in the corner
    QString selectedUnit;      ///< ISO 3166-2 of the unit clicked, outlined; empty = none
    HighlightedFeature highlighted;
    Theme theme = Theme::Light;
};

} // namespace marz::map
