#include "io/rasters.h"

#include <QTemporaryDir>
#include <QtTest>

#include <numbers>

using namespace marz;
using namespace marz::tests;

/// Foreign::drawTiles(): tiles of a service, side by side, warped to the map's CRS.
class RasterTilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void drawsSideBySide_data();
    void drawsSideBySide();
    void leavesOutWhatIsNoImage();
    void coarseTilesAreUnderFineOnes();
    void crossesTheAntimeridian();
    void takesImagesOfAllKinds_data();
    void takesImagesOfAllKinds();
    void drawsNothingOfNothing();
    void refusesTooMuch();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    /// An encoded tile of one colour.
    QByteArray image(quint32 argb, const char *driver = "PNG", int side = 256, int bands = 4) const;
    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

constexpr double half = std::numbers::pi * 6378137;

geo::MapBox tileBox(int zoom, int column, int row)
{
    const double width = 2 * half / (1 << zoom);
    const double left = -half + column * width;
    const double top = half - row * width;
    return {left, top - width, left + width, top};
}

io::RasterPixels drawnTiles(const std::vector<io::RasterTile> &tiles, const io::RasterView &view)
{
    return io::Foreign(QStringLiteral(MARZ_PROGRAM)).drawTiles(tiles, view, {});
}

geo::LonLat middleOf(const geo::MapBox &box)
{
    return geo::Crs::webMercator().toLonLat(box.centre());
}

} // namespace

QByteArray RasterTilesTest::image(quint32 argb, const char *driver, int side, int bands) const
{
    Raster raster;
    raster.pixel = 0;
    raster.epsg = 0;
    raster.width = raster.height = side;
    for (const unsigned shift : {16U, 8U, 0U, 24U})
        raster.bands.push_back(constant(argb >> shift & 0xFFU));
    raster.bands.resize(static_cast<std::size_t>(bands));
    writeRaster(path("tile.tif"), raster);
    copyRaster(path("tile"), driver, path("tile.tif"));
    QFile file(path("tile"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void RasterTilesTest::drawsSideBySide_data()
{
    QTest::addColumn<QString>("crs");
    QTest::addColumn<int>("side");
    for (const char *crs : {"EPSG:3857", "EPSG:32642", "equal-area:70,38"}) {
        QTest::addRow("%s 256", crs) << QString(crs) << 256;
        QTest::addRow("%s 512", crs) << QString(crs) << 512;
    }
}

void RasterTilesTest::drawsSideBySide()
{
    QFETCH(QString, crs);
    QFETCH(int, side);
    const std::array<quint32, 4> colours = {0xFFFF0000, 0xFF00FF00, 0xFF0000FF, 0xFFFFFF00};
    std::vector<io::RasterTile> tiles;
    for (int i = 0; i < 4; ++i)
        tiles.push_back({tileBox(8, 177 + i % 2, 97 + i / 2), image(colours[i], "PNG", side), "tile"});
    geo::GeoBox area;
    for (const io::RasterTile &tile : tiles)
        area.include(middleOf(tile.box));
    const io::RasterView view = viewOf(crs, area, 300, 300);
    const io::RasterPixels pixels = drawnTiles(tiles, view);
    QCOMPARE(pixels.warnings, QStringList());
    for (int i = 0; i < 4; ++i) {
        geo::LonLat inside = middleOf(tiles[i].box);
        inside.lon += i % 2 ? -0.1 : 0.1;
        inside.lat += i / 2 ? 0.1 : -0.1;
        QCOMPARE(QString::number(pixelAt(pixels, view, inside), 16), QString::number(colours[i], 16));
    }
    // No seam between them.
    const geo::LonLat corner =
        geo::Crs::webMercator().toLonLat(geo::MapPoint{tiles[0].box.right, tiles[0].box.bottom});
    const auto [x, y] = placeIn(view, corner);
    for (int dy = -20; dy <= 20; ++dy) {
        for (int dx = -20; dx <= 20; ++dx)
            QCOMPARE(alphaOf(pixelAt(pixels, int(x) + dx, int(y) + dy)), 255);
    }
}

void RasterTilesTest::leavesOutWhatIsNoImage()
{
    const QByteArray good = image(0xFF336699);
    QList<QByteArray> bad = {{},
                             "<html>Too many requests</html>",
                             good.left(40),
                             QByteArray("\x89PNG\r\n\x1a\n") + QByteArray(500, '\xff'),
                             "<VRTDataset rasterXSize=\"256\" rasterYSize=\"256\"></VRTDataset>",
                             image(0xFF336699, "GTiff")};
    std::vector<io::RasterTile> tiles = {{tileBox(8, 177, 97), good, "8/177/97"}};
    for (qsizetype i = 0; i < bad.size(); ++i)
        tiles.push_back({tileBox(8, 178 + int(i), 97), bad[i], QStringLiteral("bad %1").arg(i)});
    tiles.push_back({{0, 0, std::nan(""), 5}, good, "nowhere"});
    const geo::LonLat in = middleOf(tiles[0].box);
    const geo::LonLat out = middleOf(tiles[1].box);
    const io::RasterView view =
        viewOf("EPSG:3857", {in.lon - 0.2, in.lat - 0.2, out.lon + 0.2, in.lat + 0.2}, 300, 100);
    const io::RasterPixels pixels = drawnTiles(tiles, view);
    QCOMPARE(pixelAt(pixels, view, in), 0xFF336699U);
    QCOMPARE(pixelAt(pixels, view, out), 0U);
    QCOMPARE(pixels.warnings.size(), 6); // five by name, two counted
    QVERIFY(pixels.warnings[0].startsWith("bad 0 is left out: it is no picture"));
    QVERIFY(pixels.warnings.last().startsWith("2 more map tiles"));
}

void RasterTilesTest::coarseTilesAreUnderFineOnes()
{
    const std::vector<io::RasterTile> tiles = {{tileBox(8, 177, 97), image(0xFFFF0000), "fine"},
                                               {tileBox(7, 88, 48), image(0xFF0000FF), "coarse"},
                                               {tileBox(8, 176, 96), image(0), "clear"}};
    const geo::LonLat fine = middleOf(tiles[0].box);
    const geo::LonLat clear = middleOf(tiles[2].box);
    const io::RasterView view =
        viewOf("EPSG:3857", {clear.lon - 0.3, fine.lat - 0.3, fine.lon + 0.3, clear.lat + 0.3}, 200, 200);
    const io::RasterPixels pixels = drawnTiles(tiles, view);
    QCOMPARE(QString::number(pixelAt(pixels, view, fine), 16), QStringLiteral("ffff0000"));
    QCOMPARE(QString::number(pixelAt(pixels, view, clear), 16), QStringLiteral("ff0000ff"));
}

void RasterTilesTest::crossesTheAntimeridian()
{
    const QByteArray red = image(0xFFFF0000);
    const QByteArray blue = image(0xFF0000FF);
    geo::MapBox east = tileBox(6, 0, 31);
    for (const double turn :
         {0.0, 2 * half}) { // the same tile, as its own number or as the next after the last
        east.left += turn;
        east.right += turn;
        const std::vector<io::RasterTile> tiles = {{tileBox(6, 63, 31), red, "west"}, {east, blue, "east"}};
        const io::RasterView view{"equal-area:180,0", {-3e5, 1e5, 3e5, 5e5}, 300, 200};
        const io::RasterPixels pixels = drawnTiles(tiles, view);
        QCOMPARE(QString::number(pixelAt(pixels, 20, 100), 16), QStringLiteral("ffff0000"));
        QCOMPARE(QString::number(pixelAt(pixels, 280, 100), 16), QStringLiteral("ff0000ff"));
        for (int x = 0; x < 300; ++x)
            QCOMPARE(alphaOf(pixelAt(pixels, x, 100)), 255);
    }
}

void RasterTilesTest::takesImagesOfAllKinds_data()
{
    QTest::addColumn<QString>("driver");
    QTest::addColumn<int>("bands");
    QTest::addColumn<quint32>("argb");
    QTest::newRow("PNG with alpha") << "PNG" << 4 << 0x80804020U;
    QTest::newRow("PNG") << "PNG" << 3 << 0xFFFF8040U;
    QTest::newRow("grey PNG") << "PNG" << 1 << 0xFFFFFFFFU;
    QTest::newRow("JPEG") << "JPEG" << 3 << 0xFFFF8040U;
    QTest::newRow("grey JPEG") << "JPEG" << 1 << 0xFFFFFFFFU;
    QTest::newRow("WebP") << "WEBP" << 3 << 0xFFFF8040U;
}

void RasterTilesTest::takesImagesOfAllKinds()
{
    QFETCH(QString, driver);
    QFETCH(int, bands);
    QFETCH(quint32, argb);
    const std::vector<io::RasterTile> tiles = {
        {tileBox(8, 177, 97), image(0x80FF8040, qPrintable(driver), 256, bands), "tile"}};
    const geo::LonLat at = middleOf(tiles[0].box);
    const io::RasterView view =
        viewOf("EPSG:3857", {at.lon - 0.2, at.lat - 0.2, at.lon + 0.2, at.lat + 0.2}, 50, 50);
    const io::RasterPixels pixels = drawnTiles(tiles, view);
    QCOMPARE(pixels.warnings, QStringList());
    const quint32 seen = pixelAt(pixels, 25, 25);
    for (const unsigned shift : {24U, 16U, 8U, 0U}) // JPEG and WebP change them a little
        QVERIFY2(std::abs(int(seen >> shift & 0xFFU) - int(argb >> shift & 0xFFU)) <= 4,
                 qPrintable(QString::number(seen, 16)));
}

void RasterTilesTest::drawsNothingOfNothing()
{
    const io::RasterPixels pixels = drawnTiles({}, viewOf("EPSG:3857", {70, 38, 71, 39}, 30, 20));
    QCOMPARE(pixels.argb, QByteArray(30 * 20 * 4, '\0'));
    QCOMPARE(pixels.warnings, QStringList());
}

void RasterTilesTest::refusesTooMuch()
{
    const std::vector<io::RasterTile> tiles = {{tileBox(8, 177, 97), QByteArray(9 << 20, 'x'), "huge"}};
    const io::RasterPixels pixels = drawnTiles(tiles, viewOf("EPSG:3857", {70, 38, 71, 39}, 30, 20));
    QCOMPARE(pixels.warnings, QStringList{"huge is left out: it is too large for a map tile."});
}

QTEST_GUILESS_MAIN(RasterTilesTest)
#include "rastertilestest.moc"
