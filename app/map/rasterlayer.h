#pragma once

#include "base/job.h"
#include "map/viewport.h"

#include <QImage>
#include <QStringList>

#include <optional>

namespace marz::map {

/// What the tints of a raster mean, for legends.
struct RasterTints {
    QString ramp; ///< the name of a RasterRamp
    double low = 0, high = 0;
};

/// A raster layer drawn for one view.
struct RasterPicture {
    QImage image; ///< premultiplied, transparent where there is nothing; covers all of `view`
    Viewport view;
    QStringList problems; ///< what could not be drawn, one plain sentence each
};

/// Draws a raster layer: a picture, an elevation model, the tiles of a service. Immutable, shared between
/// threads; another look is another source.
class RasterSource
{
public:
    virtual ~RasterSource() = default;
    RasterSource(const RasterSource &) = delete;
    RasterSource &operator=(const RasterSource &) = delete;

    /// The raster in the CRS and the pixels of @p view. Blocks, perhaps for seconds: call it on a worker.
    /// Throws base::Error, Cancelled too.
    virtual RasterPicture picture(const Viewport &view, const base::CancelToken &cancel) const = 0;
    /// Who has to be named on a map that shows it; may be empty.
    virtual QString attribution() const { return {}; }
    /// Nothing where it is drawn in its own colours.
    virtual std::optional<RasterTints> tints() const { return std::nullopt; }

protected:
    RasterSource() = default;
};

} // namespace marz::map
