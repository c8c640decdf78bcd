#include "io/tilemosaic.h"

#include "base/error.h"

#include <cpl_vsi.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <QHash>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <map>
#include <numbers>

namespace marz::io {

using base::Error;
using base::ErrorKind;

namespace {

constexpr double halfWorldM = std::numbers::pi * 6378137; ///< of Web Mercator
constexpr int maxTileSide = 2048;                         ///< pixels
constexpr qint64 maxDecodedBytes = 768LL << 20;
constexpr int maxTold = 5;
constexpr double gridTolerance = 0.01; ///< of a tile's width

/// A tile's place in its grid, counted from the world's upper left corner.
struct Cell {
    qint64 column = 0, row = 0;
    friend bool operator==(const Cell &, const Cell &) = default;
    friend size_t qHash(const Cell &cell, size_t seed) { return qHashMulti(seed, cell.column, cell.row); }
};

using Planes = std::array<QByteArray, 4>;

/// Tiles that are one mosaic.
struct Grid {
    double width = 0, height = 0;                ///< metres, of a tile
    double left = -halfWorldM, top = halfWorldM; ///< of the cell 0, 0
    int side = 0;                                ///< pixels, of the largest tile
    QHash<Cell, Planes> tiles;
};

const char *driverOf(const QByteArray &bytes)
{
    if (bytes.startsWith("\x89PNG"))
        return "PNG";
    if (bytes.startsWith("\xFF\xD8\xFF"))
        return "JPEG";
    if (bytes.startsWith("RIFF") && bytes.mid(8, 4) == "WEBP")
        return "WEBP";
    return nullptr;
}

/// The square picture in @p bytes as planes of red, green, blue and alpha; @p side gets its pixels. Empty
/// planes when it is none.
Planes decoded(const QByteArray &bytes, int &side)
{
    static constexpr char path[] = "/vsimem/tile";
    const char *driver = driverOf(bytes);
    if (!driver)
        return {};
    VSIFCloseL(VSIFileFromMemBuffer(path, reinterpret_cast<GByte *>(const_cast<char *>(bytes.constData())),
                                    static_cast<vsi_l_offset>(bytes.size()), FALSE));
    Planes planes;
    {
        const DatasetPtr picture = openRaster(QString::fromLatin1(path), {QString::fromLatin1(driver)});
        const int bands = picture ? picture->GetRasterCount() : 0;
        const bool isTile = bands > 0 && picture->GetRasterXSize() == picture->GetRasterYSize() &&
                            picture->GetRasterXSize() <= maxTileSide &&
                            GDALGetDataTypeSizeBytes(picture->GetRasterBand(1)->GetRasterDataType()) <= 2;
        side = isTile ? picture->GetRasterXSize() : 0;
        const auto read = [&](GDALRasterBand *band, QByteArray &plane) {
            plane.resize(qsizetype(side) * side);
            return band->RasterIO(GF_Read, 0, 0, side, side, plane.data(), side, side, GDT_Byte, 0, 0,
                                  nullptr) == CE_None;
        };
        bool isRead = isTile;
        const GDALColorTable *table = isTile ? picture->GetRasterBand(1)->GetColorTable() : nullptr;
        for (std::size_t c = 0; isRead && c < 3; ++c)
            isRead = read(picture->GetRasterBand(bands >= 3 ? static_cast<int>(c) + 1 : 1), planes[c]);
        if (isRead && bands % 2 == 0)
            isRead = read(picture->GetRasterBand(bands), planes[3]);
        else if (isRead)
            isRead = read(picture->GetRasterBand(1)->GetMaskBand(), planes[3]);
        for (qsizetype i = 0; isRead && table && bands < 3 && i < planes[0].size(); ++i) {
            GDALColorEntry entry = {};
            table->GetColorEntryAsRGB(static_cast<quint8>(planes[0][i]), &entry);
            planes[0][i] = static_cast<char>(entry.c1);
            planes[1][i] = static_cast<char>(entry.c2);
            planes[2][i] = static_cast<char>(entry.c3);
            planes[3][i] = static_cast<char>(entry.c4);
        }
        if (!isRead)
            planes = {};
    }
    VSIUnlink(path);
    return planes;
}

class MosaicRaster final : public GDALDataset
{
public:
    explicit MosaicRaster(Grid grid);

    void read(int band, int blockX, int blockY, char *out) const;
    int side() const { return m_grid.side; }
    CPLErr GetGeoTransform(double *transform) override
    {
        std::copy(m_transform.begin(), m_transform.end(), transform);
        return CE_None;
    }
    const OGRSpatialReference *GetSpatialRef() const override { return &m_crs; }

private:
    Grid m_grid;
    Cell m_first;
    std::array<double, 6> m_transform = {};
    OGRSpatialReference m_crs;
};

class MosaicBand final : public GDALRasterBand
{
public:
    MosaicBand(MosaicRaster &raster, int number)
    {
        poDS = &raster;
        nBand = number;
        eDataType = GDT_Byte;
        nBlockXSize = raster.side();
        nBlockYSize = raster.side();
    }

protected:
    CPLErr IReadBlock(int blockX, int blockY, void *out) override
    {
        static_cast<MosaicRaster &>(*poDS).read(nBand, blockX, blockY, static_cast<char *>(out));
        return CE_None;
    }
};

MosaicRaster::MosaicRaster(Grid grid) : m_grid(std::move(grid))
{
    Cell last = m_grid.tiles.constBegin().key();
    m_first = last;
    for (auto each = m_grid.tiles.constBegin(); each != m_grid.tiles.constEnd(); ++each) {
        m_first = {std::min(m_first.column, each.key().column), std::min(m_first.row, each.key().row)};
        last = {std::max(last.column, each.key().column), std::max(last.row, each.key().row)};
    }
    const qint64 width = (last.column - m_first.column + 1) * m_grid.side;
    const qint64 height = (last.row - m_first.row + 1) * m_grid.side;
    if (std::max(width, height) > std::numeric_limits<int>::max())
        throw Error(ErrorKind::Invalid,
                    QStringLiteral("The map tiles lie too far apart to be drawn at once."),
                    QStringLiteral("Zoom in."));
    nRasterXSize = static_cast<int>(width);
    nRasterYSize = static_cast<int>(height);
    m_transform = {m_grid.left + double(m_first.column) * m_grid.width,
                   m_grid.width / m_grid.side,
                   0,
                   m_grid.top - double(m_first.row) * m_grid.height,
                   0,
                   -m_grid.height / m_grid.side};
    m_crs.importFromEPSG(3857);
    m_crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    for (int band = 1; band <= 4; ++band)
        SetBand(band, new MosaicBand(*this, band));
}

void MosaicRaster::read(int band, int blockX, int blockY, char *out) const
{
    const int side = m_grid.side;
    std::memset(out, 0, static_cast<std::size_t>(side) * static_cast<std::size_t>(side));
    const auto tile = m_grid.tiles.constFind({m_first.column + blockX, m_first.row + blockY});
    if (tile == m_grid.tiles.constEnd())
        return;
    const QByteArray &plane = (*tile)[static_cast<std::size_t>(band - 1)];
    const int own = static_cast<int>(std::lround(std::sqrt(double(plane.size()))));
    for (int row = 0; row < side; ++row) { // a smaller tile among larger ones is repeated
        const char *from = plane.constData() + qsizetype(row * own / side) * own;
        for (int column = 0; column < side; ++column)
            out[row * side + column] = from[column * own / side];
    }
}

/// Whole cells of the world's grid of such tiles; false when the tile lies across them.
bool findCell(const Grid &grid, const geo::MapBox &box, Cell &cell)
{
    // Beyond the antimeridian the world begins again.
    const double turns = std::round(box.centre().x / (2 * halfWorldM));
    const double column = (box.left - turns * 2 * halfWorldM - grid.left) / grid.width;
    const double row = (grid.top - box.top) / grid.height;
    cell = {std::llround(column), std::llround(row)};
    return std::abs(column - double(cell.column)) < gridTolerance &&
           std::abs(row - double(cell.row)) < gridTolerance;
}

} // namespace

std::vector<DatasetPtr> mosaicsOf(const std::vector<RasterTile> &tiles, QStringList &warnings)
{
    std::map<qint64, Grid> grids; // by the width of a tile, centimetres, largest first; loose ones beyond all
    qint64 decodedBytes = 0;
    qint64 loose = 0;
    int left = 0;
    for (const RasterTile &tile : tiles) {
        const double width = tile.box.width();
        const double height = tile.box.height();
        const bool isPlaced = std::isfinite(tile.box.left + tile.box.top + width + height) && width > 0.01 &&
                              height > 0.01 && std::abs(tile.box.centre().x) < 4 * halfWorldM &&
                              width <= 2.01 * halfWorldM;
        int side = 0;
        Planes planes = isPlaced ? decoded(tile.bytes, side) : Planes{};
        if (planes[0].isEmpty()) {
            ++left;
            if (left <= maxTold)
                warnings +=
                    QStringLiteral("%1 is left out: it is no picture (PNG, JPEG or WebP) of a map tile.")
                        .arg(tile.name);
            continue;
        }
        decodedBytes += 4 * qint64(side) * side;
        if (decodedBytes > maxDecodedBytes)
            throw Error(ErrorKind::Invalid, QStringLiteral("These are too many map tiles to draw at once."),
                        QStringLiteral("Draw a smaller part of the map, or with fewer pixels."));
        Grid grid;
        grid.width = width;
        grid.height = height;
        Cell cell;
        qint64 key = -std::llround(width * 100);
        if (!findCell(grid, tile.box, cell)) {
            grid.left = tile.box.left;
            grid.top = tile.box.top;
            cell = {};
            key = ++loose;
        }
        Grid &home = grids.try_emplace(key, std::move(grid)).first->second;
        home.side = std::max(home.side, side);
        home.tiles.insert(cell, std::move(planes));
    }
    if (left > maxTold)
        warnings += QStringLiteral("%1 more map tiles are left out in the same way.").arg(left - maxTold);
    std::vector<DatasetPtr> mosaics;
    for (auto &[key, grid] : grids)
        mosaics.emplace_back(new MosaicRaster(std::move(grid)));
    return mosaics;
}

} // namespace marz::io
