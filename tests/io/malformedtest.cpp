#include "io/foreign.h"

#include "io/iofiles.h"
#include "tests/support/folderstate.h"
#include "tests/support/listener.h"
#include "tests/support/malformedlayers.h"

#include <QSet>
#include <QTemporaryDir>
#include <QtTest>

using namespace marz;
using namespace marz::tests;
using test::MalformedLayer;

/// Every malformed layer is opened or refused within seconds, with words that help, and nothing else happens.
class MalformedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bounded_data();
    void bounded();
    void cleanupTestCase();

private:
    test::Listener m_listener;
    QList<MalformedLayer> m_layers;
};

void MalformedTest::bounded_data()
{
    m_layers = test::malformedLayers(m_listener.port());
    QVERIFY(m_layers.size() > 60);
    QTest::addColumn<int>("row");
    QSet<QByteArray> names;
    for (int i = 0; i < m_layers.size(); ++i) {
        QVERIFY2(!names.contains(m_layers[i].name), m_layers[i].name);
        names += m_layers[i].name;
        QTest::newRow(m_layers[i].name) << i;
    }
}

void MalformedTest::bounded()
{
    QFETCH(int, row);
    const MalformedLayer &layer = m_layers[row];
    const QTemporaryDir temporary;
    const QDir folder(temporary.path());
    layer.make(folder);
    const QStringList before = test::folderState(folder.path());
    io::HelperLimits limits;
    limits.timeoutMs = 10'000;
    limits.memoryBytes = qint64(1) << 30;
    io::LayerData data;
    const auto error = errorOf([&] {
        data =
            io::Foreign(QStringLiteral(MARZ_PROGRAM), limits).readLayer(folder.filePath(layer.file), {}, {});
    });
    const auto listing = errorOf(
        [&] { io::Foreign(QStringLiteral(MARZ_PROGRAM), limits).layersOf(folder.filePath(layer.file), {}); });
    QCOMPARE(test::folderState(folder.path()), before);
    QVERIFY2(!listing || !listing->advice().isEmpty(), qPrintable(listing ? listing->message() : QString()));
    QVERIFY2(!m_listener.wasCalled(), "something connected to this computer");

    const QString message = error ? error->message() : data.warnings.join(u'\n');
    const bool isRefused = error.has_value();
    QVERIFY2(isRefused == (layer.verdict == MalformedLayer::Verdict::Refused), qPrintable(message));
    QVERIFY2(message.contains(layer.says), qPrintable(message));
    if (error) {
        QVERIFY2(!error->advice().isEmpty(), qPrintable(message));
        QVERIFY2(error->problem().contains(QFileInfo(layer.file).completeBaseName()), qPrintable(message));
        return;
    }
    QCOMPARE(data.needsCrs, layer.verdict == MalformedLayer::Verdict::NeedsCrs);
    QVERIFY2(static_cast<int>(data.features.size()) == layer.features,
             qPrintable(QString::number(data.features.size()) + u'\n' + message));
    for (const io::Feature &feature : data.features) {
        for (const geo::LonLat &p : feature.geometry.vertices)
            QVERIFY(geo::isValid(p));
    }
}

void MalformedTest::cleanupTestCase()
{
    QVERIFY2(!m_listener.wasCalled(200), "something connected to this computer");
}

QTEST_GUILESS_MAIN(MalformedTest)
#include "malformedtest.moc"
