#pragma once

#include "io/rasterdata.h"
#include "map/rasterlayer.h"

namespace marz::session {

/// Draws a raster file in one look, through the helper process.
class RasterFile : public map::RasterSource
{
public:
    /// @p program is the helper, empty = this one; @p crs in place of what the file says, empty = its own.
    /// @p tints are what the look's ramp is made of.
    RasterFile(QString program, QString path, QString crs, io::RasterLook look,
               std::optional<map::RasterTints> tints);

    map::RasterPicture picture(const map::Viewport &view, const base::CancelToken &cancel) const override;
    std::optional<map::RasterTints> tints() const override { return m_tints; }

private:
    QString m_program;
    QString m_path;
    QString m_crs;
    io::RasterLook m_look;
    std::optional<map::RasterTints> m_tints;
};

/// @p view as the helper draws it: in whole device pixels, fewer of them where it would be too large.
io::RasterView rasterViewOf(const map::Viewport &view);
/// What the helper has drawn of it. Throws base::Error when that is no picture.
map::RasterPicture pictureOf(const io::RasterPixels &pixels, const map::Viewport &view);

} // namespace marz::session
