#include "base/error.h"
#include "io/foreignrequest.h"
#include "io/helperrun.h"

#include <cmath>

namespace marz::io {

using base::Error;
using base::ErrorKind;

namespace {

constexpr qint64 maxTileBytes = 8 << 20;     ///< of one; services send some 30 kB
constexpr qint64 maxTilesBytes = 64LL << 20; ///< of all in one request

void requireDrawable(const RasterView &view)
{
    const geo::MapBox &box = view.box;
    const bool isBox = std::isfinite(box.left + box.bottom + box.right + box.top) && box.left < box.right &&
                       box.bottom < box.top;
    const auto isSide = [](int pixels) { return pixels >= 1 && pixels <= maxRasterSide; };
    if (!isBox || !isSide(view.width) || !isSide(view.height))
        throw Error(
            ErrorKind::Invalid,
            QStringLiteral("A picture of %1 x %2 pixels cannot be drawn.").arg(view.width).arg(view.height),
            QStringLiteral("Choose a smaller one, of at most %1 pixels a side.").arg(maxRasterSide));
}

RasterPixels drawn(const QString &program, const HelperRequest &request, const base::CancelToken &cancel)
{
    RasterPixels pixels;
    pixels.width = request.view.width;
    pixels.height = request.view.height;
    const qsizetype rowBytes = qsizetype(pixels.width) * 4;
    const qsizetype bytes = rowBytes * pixels.height;
    pixels.argb.reserve(bytes);
    HelperRun run(program, request);
    run.run(cancel, [&](const Frame &frame) {
        if (frame.type == FrameType::Pixels) {
            if (frame.payload.size() % rowBytes != 0 || frame.payload.size() > bytes - pixels.argb.size())
                throw unreadable(request);
            pixels.argb += frame.payload;
        } else if (frame.type == FrameType::End) {
            QDataStream in(frame.payload);
            readTexts(in, pixels.warnings);
            if (in.status() != QDataStream::Ok || pixels.argb.size() != bytes)
                throw unreadable(request);
        } else {
            throw unreadable(request);
        }
    });
    return pixels;
}

} // namespace

RasterInfo Foreign::readRasterInfo(const QString &path, const QString &crs,
                                   const base::CancelToken &cancel) const
{
    const HelperRequest request = requestFor(HelperRequest::Kind::RasterInfo, path, {{}, crs, {}}, m_limits);
    RasterInfo info;
    HelperRun run(m_program, request);
    run.run(cancel, [&](const Frame &frame) {
        QDataStream in(frame.payload);
        if (frame.type == FrameType::End)
            in >> info;
        if (frame.type != FrameType::End || in.status() != QDataStream::Ok)
            throw unreadable(request);
    });
    return info;
}

RasterPixels Foreign::drawRaster(const QString &path, const QString &crs, const RasterView &view,
                                 const RasterLook &look, const base::CancelToken &cancel) const
{
    requireDrawable(view);
    HelperRequest request = requestFor(HelperRequest::Kind::Raster, path, {{}, crs, {}}, m_limits);
    request.view = view;
    request.look = look;
    return drawn(m_program, request, cancel);
}

RasterPixels Foreign::drawTiles(const std::vector<RasterTile> &tiles, const RasterView &view,
                                const base::CancelToken &cancel) const
{
    requireDrawable(view);
    HelperRequest request = requestFor(HelperRequest::Kind::Tiles, {}, {}, m_limits);
    request.view = view;
    QStringList warnings;
    qint64 bytes = 0;
    for (const RasterTile &tile : tiles) {
        bytes += tile.bytes.size();
        if (tile.bytes.size() > maxTileBytes || bytes > maxTilesBytes) {
            bytes -= tile.bytes.size();
            warnings += QStringLiteral("%1 is left out: it is too large for a map tile.").arg(tile.name);
        } else {
            request.tiles.push_back(tile);
        }
    }
    RasterPixels pixels = drawn(m_program, request, cancel);
    pixels.warnings = warnings + pixels.warnings;
    return pixels;
}

} // namespace marz::io
