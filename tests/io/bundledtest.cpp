#include "io/bundled.h"

#include "io/iofiles.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace marz;
using namespace marz::tests;

class BundledTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void reads();
    void refuses_data();
    void refuses();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void BundledTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    writeLayer(path("units.shp"), {"ESRI Shapefile", 4326, wkbPoint, {"POINT(70 37)", "POINT(71 38)"}});
}

void BundledTest::reads()
{
    const QStringList before = listing(m_folder->path());
    const io::LayerData layer = io::readBundledLayer(path("units.shp"));
    QCOMPARE(layer.features.size(), 2U);
    QCOMPARE(layer.features[1].geometry.vertices.at(0), (geo::LonLat{71, 38}));
    QCOMPARE(layer.features[1].fields.at(layer.fieldIndex("name")), QStringLiteral("Хоруғ 1"));
    QCOMPARE(layer.crs, QStringLiteral("EPSG:4326"));
    QVERIFY2(layer.warnings.isEmpty(), qPrintable(layer.warnings.join(u'\n')));
    QCOMPARE(listing(m_folder->path()), before);
}

void BundledTest::refuses_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<qint64>("keep"); // bytes kept; -1 = removed
    QTest::newRow("no shp") << "units.shp" << qint64(-1);
    QTest::newRow("no shx") << "units.shx" << qint64(-1);
    QTest::newRow("no dbf") << "units.dbf" << qint64(-1);
    QTest::newRow("shp cut") << "units.shp" << qint64(130);
    QTest::newRow("shx cut") << "units.shx" << qint64(104);
    QTest::newRow("dbf cut") << "units.dbf" << qint64(80);
    QTest::newRow("shp empty") << "units.shp" << qint64(0);
    QTest::newRow("dbf empty") << "units.dbf" << qint64(0);
}

void BundledTest::refuses()
{
    QFETCH(QString, file);
    QFETCH(qint64, keep);
    QFile changed(path(file));
    QVERIFY(keep < 0 ? changed.remove() : changed.resize(keep));
    const auto error = errorOf([&] { io::readBundledLayer(path("units.shp")); });
    QVERIFY(error);
    QVERIFY2(error->problem().contains("units.shp"), qPrintable(error->message()));
    QVERIFY2(!error->advice().isEmpty(), qPrintable(error->message()));
}

QTEST_GUILESS_MAIN(BundledTest)
#include "bundledtest.moc"
