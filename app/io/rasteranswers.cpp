#include "io/rasteranswers.h"

#include "io/frameout.h"
#include "io/rasterdraw.h"
#include "io/rasterreader.h"

namespace marz::io {

namespace {

/// Sends rows by the megabyte.
PixelSink senderOf(const RasterView &view, FrameOut &out)
{
    const qsizetype rowBytes = qsizetype(view.width) * 4;
    return [&out, step = std::max<qsizetype>(batchBytes / rowBytes, 1) * rowBytes](const QByteArray &rows) {
        for (qsizetype at = 0; at < rows.size(); at += step)
            out.send(FrameType::Pixels, rows.mid(at, step));
    };
}

} // namespace

void answerRasterInfo(const HelperRequest &request, FrameOut &out)
{
    out.send(FrameType::End, packed(rasterInfo(examinedRaster(request.path), request.choice.crs)));
}

void answerRaster(const HelperRequest &request, FrameOut &out)
{
    const Source source = examinedRaster(request.path);
    const QStringList warnings =
        drawRasterInto(source, request.choice.crs, request.view, request.look, senderOf(request.view, out));
    out.send(FrameType::End, packed(warnings));
}

void answerTiles(const HelperRequest &request, FrameOut &out)
{
    const QStringList warnings = drawTilesInto(request.tiles, request.view, senderOf(request.view, out));
    out.send(FrameType::End, packed(warnings));
}

} // namespace marz::io
