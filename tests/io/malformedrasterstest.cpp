#include "io/foreign.h"

#include "io/iofiles.h"
#include "tests/support/folderstate.h"
#include "tests/support/listener.h"
#include "tests/support/malformedrasters.h"

#include <QElapsedTimer>
#include <QSet>
#include <QTemporaryDir>
#include <QtTest>

using namespace marz;
using namespace marz::tests;
using test::MalformedRaster;
using Verdict = test::MalformedRaster::Verdict;

/// Every malformed raster is opened and drawn or refused within seconds, with words that help, and nothing
/// else happens.
class MalformedRastersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bounded_data();
    void bounded();
    void cleanupTestCase();

private:
    test::Listener m_listener;
    QList<MalformedRaster> m_rasters;
};

void MalformedRastersTest::bounded_data()
{
    m_rasters = test::malformedRasters(m_listener.port());
    QVERIFY(m_rasters.size() > 60);
    QTest::addColumn<int>("row");
    QSet<QByteArray> names;
    for (int i = 0; i < m_rasters.size(); ++i) {
        QVERIFY2(!names.contains(m_rasters[i].name), m_rasters[i].name);
        names += m_rasters[i].name;
        QTest::newRow(m_rasters[i].name) << i;
    }
}

void MalformedRastersTest::bounded()
{
    QFETCH(int, row);
    const MalformedRaster &raster = m_rasters[row];
    const QTemporaryDir temporary;
    const QDir folder(temporary.path());
    raster.make(folder);
    const QStringList before = test::folderState(folder.path());
    io::HelperLimits limits;
    limits.timeoutMs = 10'000;
    limits.memoryBytes = qint64(1) << 30;
    const io::Foreign foreign(QStringLiteral(MARZ_PROGRAM), limits);
    const QString path = folder.filePath(raster.file);
    io::RasterInfo info;
    io::RasterPixels pixels;
    const auto opening = errorOf([&] { info = foreign.readRasterInfo(path, {}, {}); });
    io::RasterLook look;
    look.shade = 0.5;
    look.ramp = {{0, 0xFF008000}, {100, 0xFFFFFFFF}};
    const io::RasterView view{"EPSG:3857", {6'700'000, 3'600'000, 7'000'000, 3'800'000}, 300, 200};
    const auto drawing = errorOf([&] { pixels = foreign.drawRaster(path, {}, view, look, {}); });
    QCOMPARE(test::folderState(folder.path()), before);
    QVERIFY2(!m_listener.wasCalled(), "something connected to this computer");

    const QString opened = opening ? opening->message() : info.warnings.join(u'\n');
    const QString drawn = drawing ? drawing->message() : pixels.warnings.join(u'\n');
    const QString said = opened + u'\n' + drawn;
    QVERIFY2(opening.has_value() == (raster.verdict == Verdict::Refused), qPrintable(said));
    QVERIFY2(drawing.has_value() == (raster.verdict != Verdict::Drawn), qPrintable(said));
    QVERIFY2(said.contains(raster.says), qPrintable(said));
    for (const auto &error : {opening, drawing}) {
        if (!error)
            continue;
        QVERIFY2(!error->advice().isEmpty(), qPrintable(said));
        QVERIFY2(error->problem().contains(QFileInfo(raster.file).completeBaseName()), qPrintable(said));
    }
    QCOMPARE(info.needsCrs, raster.verdict == Verdict::NeedsCrs);
    if (!drawing)
        QCOMPARE(pixels.argb.size(), qsizetype(300) * 200 * 4);
    if (!opening && !info.needsCrs) {
        QVERIFY(std::isfinite(info.low + info.high));
        QVERIFY(!info.extent.isEmpty() && info.extent.west >= -180 && info.extent.north <= 90);
    }
}

void MalformedRastersTest::cleanupTestCase()
{
    QVERIFY2(!m_listener.wasCalled(200), "something connected to this computer");
}

QTEST_GUILESS_MAIN(MalformedRastersTest)
#include "malformedrasterstest.moc"
