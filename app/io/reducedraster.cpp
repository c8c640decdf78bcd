#include "io/reducedraster.h"

#include <gdal_priv.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace marz::io {

namespace {

constexpr int blockSide = 256;
constexpr int maxStripPixels = 1 << 18; ///< of a block that is as wide as the raster

/// Windows with something unreadable in them are read in parts, so often in a raster.
constexpr int maxRetries = 512;

/// A window of the raster's pixels, and its place in a block when reduced.
struct Window {
    int x = 0, y = 0, width = 0, height = 0;
    int outX = 0, outY = 0, outWidth = 0, outHeight = 0;
    std::size_t count() const
    {
        return static_cast<std::size_t>(outWidth) * static_cast<std::size_t>(outHeight);
    }
};

class ReducedRaster final : public GDALDataset
{
public:
    ReducedRaster(GDALDataset &raster, RasterBands bands, const Reduction &reduction, UnreadBlocks &unread);

    /// Fills the planes of the block: all bands at once.
    void fill(int blockX, int blockY);
    /// The block of @p band as fill() left it.
    const void *plane(int band) const;
    std::size_t planeBytes() const { return blockPixels() * (isColours() ? 1 : sizeof(float)); }
    std::size_t blockPixels() const
    {
        return static_cast<std::size_t>(m_blockWidth) * static_cast<std::size_t>(m_blockHeight);
    }
    bool isColours() const { return m_bands.values == RasterValues::Colours; }

private:
    bool read(int band, const Window &window, GDALDataType type, void *out);
    bool readAlpha(const Window &window, std::vector<quint8> &alpha);
    void fillWindow(int left, int top, Window window);
    bool fillColours(const Window &window);
    bool fillPalette(const Window &window);
    bool fillValues(const Window &window);
    std::size_t placeOf(const Window &window, int column, int row) const;
    template <typename T>
    void spread(const std::vector<T> &from, const Window &window, std::vector<T> &to) const;

    GDALDataset &m_raster;
    RasterBands m_bands;
    Reduction m_reduction;
    UnreadBlocks &m_unread;
    int m_retries = 0;
    int m_blockWidth = 0, m_blockHeight = 0;
    std::array<std::vector<quint8>, 4> m_colours;
    std::array<std::vector<float>, 2> m_values;
};

class ReducedBand final : public GDALRasterBand
{
public:
    ReducedBand(ReducedRaster &raster, int number, int blockWidth, int blockHeight)
    {
        poDS = &raster;
        nBand = number;
        eDataType = raster.isColours() ? GDT_Byte : GDT_Float32;
        nBlockXSize = blockWidth;
        nBlockYSize = blockHeight;
    }

protected:
    CPLErr IReadBlock(int blockX, int blockY, void *out) override
    {
        auto &raster = static_cast<ReducedRaster &>(*poDS);
        raster.fill(blockX, blockY);
        std::memcpy(out, raster.plane(nBand), raster.planeBytes());
        // The other bands came along: they are not to be read again.
        for (int other = 1; other <= raster.GetRasterCount(); ++other) {
            GDALRasterBlock *block =
                other == nBand ? nullptr
                               : raster.GetRasterBand(other)->GetLockedBlockRef(blockX, blockY, TRUE);
            if (block) {
                std::memcpy(block->GetDataRef(), raster.plane(other), raster.planeBytes());
                block->DropLock();
            }
        }
        return CE_None;
    }
};

ReducedRaster::ReducedRaster(GDALDataset &raster, RasterBands bands, const Reduction &reduction,
                             UnreadBlocks &unread)
    : m_raster(raster), m_bands(std::move(bands)), m_reduction(reduction), m_unread(unread)
{
    const auto reduced = [&](int side) {
        return static_cast<int>((qint64(side) + reduction.factor - 1) / reduction.factor);
    };
    nRasterXSize = reduced(raster.GetRasterXSize());
    nRasterYSize = reduced(raster.GetRasterYSize());
    int sourceWidth = 0;
    int sourceHeight = 0;
    raster.GetRasterBand(1)->GetBlockSize(&sourceWidth, &sourceHeight);
    // Strips would be read again for each block beside the other.
    const bool isStriped = sourceWidth >= raster.GetRasterXSize() && nRasterXSize <= maxStripPixels;
    m_blockWidth = isStriped ? nRasterXSize : std::min(blockSide, nRasterXSize);
    m_blockHeight = std::min(std::clamp(maxStripPixels / m_blockWidth, 1, blockSide), nRasterYSize);
    for (int band = 1; band <= (isColours() ? 4 : 2); ++band)
        SetBand(band, new ReducedBand(*this, band, m_blockWidth, m_blockHeight));
}

const void *ReducedRaster::plane(int band) const
{
    const auto i = static_cast<std::size_t>(band - 1);
    return isColours() ? static_cast<const void *>(m_colours[i].data()) : m_values[i].data();
}

void ReducedRaster::fill(int blockX, int blockY)
{
    for (auto &plane : m_colours)
        plane.assign(isColours() ? blockPixels() : 0, 0);
    for (auto &plane : m_values)
        plane.assign(isColours() ? 0 : blockPixels(), 0.0F);
    const int left = blockX * m_blockWidth;
    const int top = blockY * m_blockHeight;
    fillWindow(left, top,
               {.outWidth = std::min(m_blockWidth, nRasterXSize - left),
                .outHeight = std::min(m_blockHeight, nRasterYSize - top)});
}

/// @p left and @p top are of the block, reduced.
void ReducedRaster::fillWindow(int left, int top, Window window)
{
    const int factor = m_reduction.factor;
    window.x = (left + window.outX) * factor;
    window.y = (top + window.outY) * factor;
    window.width = static_cast<int>(
        std::min<qint64>(qint64(window.outWidth) * factor, m_raster.GetRasterXSize() - window.x));
    window.height = static_cast<int>(
        std::min<qint64>(qint64(window.outHeight) * factor, m_raster.GetRasterYSize() - window.y));
    const bool isRead = m_bands.isPalette ? fillPalette(window)
                        : isColours()     ? fillColours(window)
                                          : fillValues(window);
    const bool isPixel = window.outWidth == 1 && window.outHeight == 1;
    if (isRead || isPixel || m_retries >= maxRetries) {
        ++(isRead ? m_unread.read : m_unread.failed);
        return;
    }
    m_retries += 2;
    const bool isTall = window.outHeight >= window.outWidth;
    int Window::*const at = isTall ? &Window::outY : &Window::outX;
    int Window::*const size = isTall ? &Window::outHeight : &Window::outWidth;
    Window first = window;
    Window second = window;
    first.*size = window.*size / 2;
    second.*at += first.*size;
    second.*size -= first.*size;
    fillWindow(left, top, first);
    fillWindow(left, top, second);
}

bool ReducedRaster::read(int band, const Window &window, GDALDataType type, void *out)
{
    GDALRasterIOExtraArg how;
    INIT_RASTERIO_EXTRA_ARG(how);
    how.eResampleAlg = m_bands.isPalette || m_reduction.isQuick ? GRIORA_NearestNeighbour : GRIORA_Average;
    return m_raster.GetRasterBand(band)->RasterIO(GF_Read, window.x, window.y, window.width, window.height,
                                                  out, window.outWidth, window.outHeight, type, 0, 0,
                                                  &how) == CE_None;
}

/// What the file itself says: an alpha band, else a mask of its own. Signs for nothing among the values are
/// the caller's.
bool ReducedRaster::readAlpha(const Window &window, std::vector<quint8> &alpha)
{
    alpha.assign(window.count(), 255);
    if (m_bands.alpha > 0) {
        const GDALDataType type = m_raster.GetRasterBand(m_bands.alpha)->GetRasterDataType();
        const float whole = type == GDT_UInt16 ? 65535.0F : 255.0F;
        std::vector<float> wide(window.count());
        const bool isRead = read(m_bands.alpha, window, GDT_Float32, wide.data());
        for (std::size_t i = 0; i < wide.size(); ++i)
            alpha[i] = static_cast<quint8>(std::lround(std::clamp(wide[i] / whole, 0.0F, 1.0F) * 255));
        return isRead;
    }
    GDALRasterBand &first = *m_raster.GetRasterBand(m_bands.drawn.front());
    if ((first.GetMaskFlags() & (GMF_ALL_VALID | GMF_NODATA)) != 0)
        return true;
    return first.GetMaskBand()->RasterIO(GF_Read, window.x, window.y, window.width, window.height,
                                         alpha.data(), window.outWidth, window.outHeight, GDT_Byte, 0, 0,
                                         nullptr) == CE_None;
}

std::size_t ReducedRaster::placeOf(const Window &window, int column, int row) const
{
    return static_cast<std::size_t>(window.outY + row) * static_cast<std::size_t>(m_blockWidth) +
           static_cast<std::size_t>(window.outX + column);
}

template <typename T>
void ReducedRaster::spread(const std::vector<T> &from, const Window &window, std::vector<T> &to) const
{
    for (int row = 0; row < window.outHeight; ++row)
        std::copy_n(from.begin() + std::ptrdiff_t(row) * window.outWidth, window.outWidth,
                    to.begin() + static_cast<std::ptrdiff_t>(placeOf(window, 0, row)));
}

bool ReducedRaster::fillColours(const Window &window)
{
    std::vector<quint8> alpha;
    if (!readAlpha(window, alpha))
        return false;
    std::array<std::vector<quint8>, 3> colours;
    std::vector<quint8> isThere(m_bands.noData || m_bands.isStretched ? window.count() : 0, 0);
    std::vector<float> numbers(m_bands.isStretched ? window.count() : 0);
    const ValueRange &stretch = m_reduction.stretch;
    const double factor = stretch.high > stretch.low ? 255 / (stretch.high - stretch.low) : 0;
    for (std::size_t c = 0; c < 3; ++c) {
        std::vector<quint8> &bytes = colours[c];
        bytes.resize(window.count());
        const bool isRead = m_bands.isStretched ? read(m_bands.drawn[c], window, GDT_Float32, numbers.data())
                                                : read(m_bands.drawn[c], window, GDT_Byte, bytes.data());
        if (!isRead)
            return false;
        for (std::size_t i = 0; i < isThere.size(); ++i) {
            const double number = m_bands.isStretched ? double(numbers[i]) : bytes[i];
            isThere[i] = isThere[i] || !isNothing(m_bands, number) ? 1 : 0;
            if (m_bands.isStretched && std::isfinite(number))
                bytes[i] =
                    static_cast<quint8>(std::lround(std::clamp((number - stretch.low) * factor, 0.0, 255.0)));
        }
    }
    for (std::size_t i = 0; i < isThere.size(); ++i)
        alpha[i] = isThere[i] ? alpha[i] : 0;
    for (std::size_t c = 0; c < 3; ++c)
        spread(colours[c], window, m_colours[c]);
    spread(alpha, window, m_colours[3]);
    return true;
}

bool ReducedRaster::fillPalette(const Window &window)
{
    std::vector<quint8> alpha;
    std::vector<qint32> indices(window.count());
    if (!readAlpha(window, alpha) || !read(m_bands.drawn.front(), window, GDT_Int32, indices.data()))
        return false;
    const GDALColorTable *table = m_raster.GetRasterBand(m_bands.drawn.front())->GetColorTable();
    for (int row = 0; row < window.outHeight; ++row) {
        for (int column = 0; column < window.outWidth; ++column) {
            const auto from = static_cast<std::size_t>(row * window.outWidth + column);
            const std::size_t to = placeOf(window, column, row);
            GDALColorEntry entry = {};
            if (isNothing(m_bands, indices[from]) || !table ||
                !table->GetColorEntryAsRGB(indices[from], &entry))
                continue;
            m_colours[0][to] = static_cast<quint8>(entry.c1);
            m_colours[1][to] = static_cast<quint8>(entry.c2);
            m_colours[2][to] = static_cast<quint8>(entry.c3);
            m_colours[3][to] = static_cast<quint8>(entry.c4 * alpha[from] / 255);
        }
    }
    return true;
}

bool ReducedRaster::fillValues(const Window &window)
{
    std::vector<quint8> alpha;
    std::vector<float> numbers(window.count());
    if (!readAlpha(window, alpha) || !read(m_bands.drawn.front(), window, GDT_Float32, numbers.data()))
        return false;
    std::vector<float> opacity(window.count());
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const bool isThere = !isNothing(m_bands, double(numbers[i]));
        opacity[i] = isThere ? float(alpha[i]) : 0.0F;
        numbers[i] = isThere ? float(double(numbers[i]) * m_bands.scale + m_bands.offset) : 0.0F;
    }
    spread(numbers, window, m_values[0]);
    spread(opacity, window, m_values[1]);
    return true;
}

} // namespace

DatasetPtr reducedRaster(GDALDataset &raster, const RasterBands &bands, const Reduction &reduction,
                         UnreadBlocks &unread)
{
    return DatasetPtr(new ReducedRaster(raster, bands, reduction, unread));
}

} // namespace marz::io
