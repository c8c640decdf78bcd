#pragma once

#include "base/job.h"
#include "io/layerdata.h"
#include "io/rasterdata.h"

namespace marz::io {

/// Limits on a helper process.
struct HelperLimits {
    qint64 memoryBytes = qint64(2) << 30;
    int timeoutMs = 60'000;
    qint64 maxFeatures = 20'000'000;
};

/// Opens foreign files in a helper process: this program started again with the hidden sub-command `helper`,
/// a limit on memory and time, no network, no connection strings, regular files only, driver chosen by our
/// own sniffing. The helper sends batches; a crash, hang or refusal becomes base::Error with the file's name.
/// Sources are never written beside.
class Foreign
{
public:
    /// @p program is the marz executable; empty = this one.
    explicit Foreign(QString program = {}, HelperLimits limits = {});

    /// Blocks: call it on a worker. Throws base::Error(Cancelled) too.
    LayerData readLayer(const QString &path, const LayerChoice &choice, const base::CancelToken &cancel,
                        const base::Progress &progress = {}) const;
    /// The layers of a file that may hold several, in its order. Blocks.
    std::vector<LayerSummary> layersOf(const QString &path, const base::CancelToken &cancel) const;
    /// @p sheet empty = the first that has rows; @p format "csv", "xlsx" or "ods", empty = by the ending.
    TableData readTable(const QString &path, const QString &sheet, const base::CancelToken &cancel,
                        const base::Progress &progress = {}, const QString &format = {}) const;

    /// What a raster file is: GeoTIFF, MBTiles, elevation models. @p crs in place of what the file says,
    /// empty = its own. Blocks. Throws base::Error, Cancelled too; NotFound when there is no such file.
    RasterInfo readRasterInfo(const QString &path, const QString &crs, const base::CancelToken &cancel) const;
    /// The raster warped to @p view and coloured. Blocks. Throws as readRasterInfo().
    RasterPixels drawRaster(const QString &path, const QString &crs, const RasterView &view,
                            const RasterLook &look, const base::CancelToken &cancel) const;
    /// Fetched tiles warped to @p view. A tile that is no image is left out and told in the warnings. Blocks.
    /// Throws base::Error, Cancelled too.
    RasterPixels drawTiles(const std::vector<RasterTile> &tiles, const RasterView &view,
                           const base::CancelToken &cancel) const;

private:
    QString m_program;
    HelperLimits m_limits;
};

/// The helper's own main: reads one request from standard input, writes the answer to standard output.
/// Returns the exit code. Called by main for the hidden sub-command `helper`.
int runHelper();

} // namespace marz::io
