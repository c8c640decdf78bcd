#include "tests/support/listener.h"
#include "tests/support/malformedlayers.h"
#include "tests/support/marzrun.h"
#include "tests/support/tempstore.h"

#include <QTest>

using namespace marz;
using test::MalformedLayer;
using test::marzRun;
using test::Run;
using Verdict = test::MalformedLayer::Verdict;

/// `marz render --layers` of malformed files: a picture and exit code 0, or a message, exit code 1 and
/// nothing.
class MalformedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void renders_data();
    void renders();
    void cleanupTestCase();

private:
    test::TempFolder m_store;
    test::Listener m_listener;
    QList<MalformedLayer> m_layers;
};

void MalformedTest::initTestCase()
{
    const Run made = marzRun({"new", m_store.path("sample.gpkg"), "--sample"});
    QVERIFY2(made.exitCode == 0, made.err.constData());
}

void MalformedTest::renders_data()
{
    m_layers = test::malformedLayers(m_listener.port());
    QTest::addColumn<int>("row");
    for (int i = 0; i < m_layers.size(); ++i) {
        if (!m_layers[i].isEndless) // io.malformed has them with a shorter time
            QTest::newRow(m_layers[i].name) << i;
    }
}

void MalformedTest::renders()
{
    QFETCH(int, row);
    const MalformedLayer &layer = m_layers[row];
    const test::TempFolder inputs;
    const test::TempFolder outputs;
    layer.make(QDir(inputs.path()));
    const QString file = QDir(inputs.path()).filePath(layer.file);
    const Run run = marzRun({"render", m_store.path("sample.gpkg"), outputs.path("map.png"), "--layers", file,
                             "--size", "100x100", "--extent", "60,30,80,45"});
    const QStringList written =
        QDir(outputs.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    const QByteArray said = "exit code " + QByteArray::number(run.exitCode) + ": " + run.err;
    if (layer.verdict == Verdict::Opened) {
        QVERIFY2(run.exitCode == 0, said.constData());
        QCOMPARE(written, QStringList{"map.png"});
        return;
    }
    QVERIFY2(run.exitCode == 1, said.constData());
    QVERIFY2(QString::fromUtf8(run.err).contains(layer.says), run.err.constData());
    QCOMPARE(written, QStringList());
    QVERIFY(run.out.isEmpty());
}

void MalformedTest::cleanupTestCase()
{
    QVERIFY2(!m_listener.wasCalled(200), "something connected to this computer");
}

QTEST_GUILESS_MAIN(MalformedTest)
#include "malformedtest.moc"
