#include "session/rasterfile.h"

#include "base/error.h"
#include "io/foreign.h"
#include "session/helperturn.h"

#include <algorithm>
#include <cmath>

namespace marz::session {

RasterFile::RasterFile(QString program, QString path, QString crs, io::RasterLook look,
                       std::optional<map::RasterTints> tints)
    : m_program(std::move(program)), m_path(std::move(path)), m_crs(std::move(crs)), m_look(std::move(look)),
      m_tints(std::move(tints))
{
}

map::RasterPicture RasterFile::picture(const map::Viewport &view, const base::CancelToken &cancel) const
{
    const HelperTurn turn(cancel);
    return pictureOf(io::Foreign(m_program).drawRaster(m_path, m_crs, rasterViewOf(view), m_look, cancel),
                     view);
}

io::RasterView rasterViewOf(const map::Viewport &view)
{
    const QSize size = view.deviceSize();
    io::RasterView part;
    part.crs = view.crs().code();
    part.box = view.box();
    // A view of broken device pixels ends within its last ones.
    const double unitsPerDevicePx = view.unitsPerPx() / view.devicePixelRatio();
    part.box.right = part.box.left + size.width() * unitsPerDevicePx;
    part.box.bottom = part.box.top - size.height() * unitsPerDevicePx;
    const double shrink =
        std::min(1.0, double(io::maxRasterSide) / std::max({1, size.width(), size.height()}));
    part.width = std::max(1, static_cast<int>(std::floor(size.width() * shrink)));
    part.height = std::max(1, static_cast<int>(std::floor(size.height() * shrink)));
    return part;
}

map::RasterPicture pictureOf(const io::RasterPixels &pixels, const map::Viewport &view)
{
    const qsizetype rowBytes = qsizetype(pixels.width) * 4;
    if (pixels.width <= 0 || pixels.height <= 0 || pixels.argb.size() != rowBytes * pixels.height)
        throw base::Error(base::ErrorKind::Damaged, QStringLiteral("The reading process sent no picture."),
                          QStringLiteral("Try again; if it happens again, report the file."));
    auto *bytes = new QByteArray(pixels.argb); // shared with the image
    map::RasterPicture picture;
    picture.image = QImage(
        reinterpret_cast<const uchar *>(bytes->constData()), pixels.width, pixels.height, rowBytes,
        QImage::Format_ARGB32_Premultiplied, [](void *held) { delete static_cast<QByteArray *>(held); },
        bytes);
    picture.view = view;
    picture.problems = pixels.warnings;
    return picture;
}

} // namespace marz::session
