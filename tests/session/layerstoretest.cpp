#include "session/layerstore.h"

#include "session/workspace.h"
#include "store/store.h"
#include "support/layerfiles.h"
#include "support/tempstore.h"

#include <QSignalSpy>
#include <QTest>

using namespace marz;
using namespace marz::session;

/// Layers kept in the store, on one machine and on another.
class LayerStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void layersComeBack();
    void theStoreMovesWithItsLayers();
    void whatIsChangedLastIsKept();
    void layersBelongToTheirStore();
    void orderAmongBundledLayersIsKept();
    void openingWritesNothing();
    void readOnlyTellsAndCarriesOn();
    void hostileContentIsHarmless_data();
    void hostileContentIsHarmless();

private:
    QString path(const QString &name) const { return m_folder->path(name); }
    bool open(const QString &name)
    {
        QSignalSpy restored(&m_workspace->layerStore(), &LayerStore::restored);
        if (!QFile::exists(path(name)))
            store::Store::create(path(name));
        m_workspace->store().open(path(name));
        return restored.wait(30'000);
    }
    void restart()
    {
        m_workspace.reset(); // as the window closes
        m_workspace = std::make_unique<Workspace>();
        m_workspace->userLayers().setHelperProgram(QStringLiteral(MARZ_PROGRAM));
        m_workspace->layers().setLayers(bundled());
        m_workspace->layerStore().bundledLoaded();
    }
    static std::vector<map::ReferenceLayer> bundled()
    {
        std::vector<map::ReferenceLayer> layers(2);
        layers[0].id = QStringLiteral("land");
        layers[0].role = map::LayerRole::Land;
        layers[1].id = QStringLiteral("rivers");
        layers[1].role = map::LayerRole::Rivers;
        return layers;
    }
    QString add(const QString &name)
    {
        test::writeSquares(path(name), test::threeSquares());
        const QString id = m_workspace->userLayers().add(LayerSource{path(name), {}, {}, {}});
        m_workspace->userLayers().finish();
        return id;
    }
    QStringList order() const
    {
        QStringList ids;
        for (const map::ReferenceLayer &each : m_workspace->layers().layers())
            ids << each.id;
        return ids;
    }
    QByteArray stored(const QString &name) const
    {
        m_workspace->store().finish();
        const auto rows =
            store::Store::open(path(name), store::Access::ReadOnly).named(QStringLiteral("layers"));
        return rows.empty() ? QByteArray() : rows.front().second;
    }

    std::unique_ptr<test::TempFolder> m_folder;
    std::unique_ptr<Workspace> m_workspace;
};

void LayerStoreTest::init()
{
    m_folder = std::make_unique<test::TempFolder>();
    restart();
}

void LayerStoreTest::cleanup()
{
    m_workspace.reset();
    m_folder.reset();
}

void LayerStoreTest::layersComeBack()
{
    QVERIFY(open(QStringLiteral("own.gpkg")));
    const QString id = add(QStringLiteral("squares.geojson"));
    UserLayers &layers = m_workspace->userLayers();
    map::LayerStyle style = *layers.layer(id)->style;
    style.classes[0].dash = map::LineDash::Dash;
    style.scales = {0, 2e6};
    layers.setStyle(id, style);
    layers.rename(id, QStringLiteral("Squares of mine"));
    const int row = m_workspace->layers().rowOf(id);
    m_workspace->layers().setOpacity(row, 0.4);
    m_workspace->layers().setVisible(row, false);
    restart();
    QVERIFY(open(QStringLiteral("own.gpkg")));
    QCOMPARE(m_workspace->userLayers().ids(), QStringList{id});
    const map::ReferenceLayer &shown =
        m_workspace->layers().layers()[static_cast<std::size_t>(m_workspace->layers().rowOf(id))];
    QCOMPARE(shown.name, QStringLiteral("Squares of mine"));
    QCOMPARE(shown.opacity, 0.4);
    QVERIFY(!shown.isVisible);
    QVERIFY(m_workspace->userLayers().layer(id)->style);
    QVERIFY(*m_workspace->userLayers().layer(id)->style == style);
    m_workspace->userLayers().finish();
    QCOMPARE(m_workspace->userLayers().layer(id)->state, LayerState::Ready);
}

void LayerStoreTest::theStoreMovesWithItsLayers()
{
    QVERIFY(QDir(m_folder->path()).mkpath(QStringLiteral("one/data")));
    QVERIFY(open(QStringLiteral("one/own.gpkg")));
    const QString id = add(QStringLiteral("one/data/squares.geojson"));
    restart();
    QVERIFY(QDir().rename(path(QStringLiteral("one")), path(QStringLiteral("two"))));
    QVERIFY(open(QStringLiteral("two/own.gpkg")));
    m_workspace->userLayers().finish();
    QCOMPARE(m_workspace->userLayers().layer(id)->state, LayerState::Ready);
    QCOMPARE(m_workspace->userLayers().layer(id)->source.path,
             path(QStringLiteral("two/data/squares.geojson")));
}

void LayerStoreTest::whatIsChangedLastIsKept()
{
    QVERIFY(open(QStringLiteral("own.gpkg")));
    QVERIFY(open(QStringLiteral("other.gpkg")));
    const QString id = add(QStringLiteral("squares.geojson"));
    m_workspace->userLayers().rename(id, QStringLiteral("Last words"));
    QVERIFY(open(QStringLiteral("own.gpkg"))); // at once, before any timer
    QVERIFY(m_workspace->userLayers().ids().isEmpty());
    QVERIFY(stored(QStringLiteral("other.gpkg")).contains("Last words"));
}

void LayerStoreTest::layersBelongToTheirStore()
{
    QVERIFY(open(QStringLiteral("own.gpkg")));
    const QString id = add(QStringLiteral("squares.geojson"));
    QVERIFY(open(QStringLiteral("other.gpkg")));
    QVERIFY(m_workspace->userLayers().ids().isEmpty());
    QVERIFY(stored(QStringLiteral("other.gpkg")).isEmpty());
    QVERIFY(open(QStringLiteral("own.gpkg")));
    QCOMPARE(m_workspace->userLayers().ids(), QStringList{id});
}

void LayerStoreTest::orderAmongBundledLayersIsKept()
{
    QVERIFY(open(QStringLiteral("own.gpkg")));
    const QString id = add(QStringLiteral("squares.geojson"));
    m_workspace->layers().move(m_workspace->layers().rowOf(id), 1);
    QCOMPARE(order(), (QStringList{QStringLiteral("land"), id, QStringLiteral("rivers")}));
    // The bundled ones may come after the store.
    m_workspace.reset();
    m_workspace = std::make_unique<Workspace>();
    m_workspace->userLayers().setHelperProgram(QStringLiteral(MARZ_PROGRAM));
    QVERIFY(open(QStringLiteral("own.gpkg")));
    m_workspace->userLayers().finish();
    m_workspace->layers().setLayers(bundled());
    m_workspace->layerStore().bundledLoaded();
    QCOMPARE(order(), (QStringList{QStringLiteral("land"), id, QStringLiteral("rivers")}));
    QVERIFY(m_workspace->layers().layers()[1].content);
}

void LayerStoreTest::openingWritesNothing()
{
    QVERIFY(open(QStringLiteral("own.gpkg")));
    add(QStringLiteral("squares.geojson"));
    m_workspace->layerStore().flush();
    const QByteArray before = stored(QStringLiteral("own.gpkg"));
    QVERIFY(!before.isEmpty());
    restart();
    QVERIFY(open(QStringLiteral("own.gpkg")));
    m_workspace->userLayers().finish();
    QTest::qWait(600); // longer than the timer
    QCOMPARE(stored(QStringLiteral("own.gpkg")), before);
}

void LayerStoreTest::readOnlyTellsAndCarriesOn()
{
    QSignalSpy told(&m_workspace->layerStore(), &LayerStore::notKept);
    QSignalSpy restored(&m_workspace->layerStore(), &LayerStore::restored);
    m_workspace->store().openSample(path(QStringLiteral("data")));
    QVERIFY(restored.wait(60'000));
    const QString id = add(QStringLiteral("squares.geojson"));
    QCOMPARE(told.count(), 1);
    add(QStringLiteral("more.geojson"));
    QCOMPARE(told.count(), 1); // said once
    QVERIFY(open(QStringLiteral("own.gpkg")));
    QVERIFY(m_workspace->userLayers().ids().contains(id)); // goes along
    m_workspace->layerStore().flush();
    QVERIFY(stored(QStringLiteral("own.gpkg")).contains(id.toUtf8()));
}

void LayerStoreTest::hostileContentIsHarmless_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("no JSON") << QByteArray("]]]");
    QTest::newRow("wrong kinds") << QByteArray(R"({"layers":{"a":1},"user":[1,null,"x",[]]})");
    QTest::newRow("paths") << QByteArray(
        R"({"user":[{"id":"user:1","absolute_path":"/vsicurl/http://127.0.0.1:1/a.shp"},{"id":"user:2","absolute_path":"/dev/zero"},{"id":"user:3","path":"PG:host=127.0.0.1"}]})");
    QTest::newRow("the same id twice") << QByteArray(
        R"({"user":[{"id":"user:1","path":"a.shp"},{"id":"user:1","path":"b.shp"},{"id":"land","path":"c.shp"}]})");
    QTest::newRow("absurd rows") << QByteArray(
        R"({"layers":[{"id":"land","opacity":1e300},{"id":"land","opacity":-5}],"user":[]})");
    QByteArray many = R"({"user":[)";
    for (int i = 0; i < 5000; ++i)
        many += "{\"id\":\"user:" + QByteArray::number(i) + "\",\"path\":\"a.shp\"},";
    QTest::newRow("thousands") << many + "{}]}";
}

void LayerStoreTest::hostileContentIsHarmless()
{
    QFETCH(QByteArray, json);
    {
        store::Store made = store::Store::create(path(QStringLiteral("hostile.gpkg")));
        made.saveNamed(QStringLiteral("layers"), QStringLiteral("window"), json);
    }
    QVERIFY(open(QStringLiteral("hostile.gpkg")));
    m_workspace->userLayers().finish();
    QVERIFY(m_workspace->userLayers().ids().size() <= 200);
    for (const QString &id : m_workspace->userLayers().ids()) {
        const UserLayer *layer = m_workspace->userLayers().layer(id);
        QVERIFY(layer->isInTrouble());
        QVERIFY(isPlainPath(layer->source.path));
    }
    const int land = m_workspace->layers().rowOf(QStringLiteral("land"));
    QVERIFY(land >= 0);
    const double opacity = m_workspace->layers().layers()[static_cast<std::size_t>(land)].opacity;
    QVERIFY(opacity >= 0 && opacity <= 1);
}

QTEST_MAIN(LayerStoreTest)
#include "layerstoretest.moc"
