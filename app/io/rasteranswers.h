#pragma once

namespace marz::io {

class FrameOut;
struct HelperRequest;

/// What the helper answers about rasters. They throw base::Error.
void answerRasterInfo(const HelperRequest &request, FrameOut &out);
void answerRaster(const HelperRequest &request, FrameOut &out);
void answerTiles(const HelperRequest &request, FrameOut &out);

} // namespace marz::io
