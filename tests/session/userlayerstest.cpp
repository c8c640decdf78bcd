#include "session/userlayers.h"

#include "session/layerwatcher.h"
#include "support/layerfiles.h"
#include "support/tempstore.h"

#include <QSignalSpy>
#include <QTest>

using namespace marz;
using namespace marz::session;

class UserLayersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void layerIsReadInTheBackground();
    void missingFileStaysInTheList();
    void brokenFileSaysWhy();
    void locateKeepsStyleAndPlace();
    void locateFindsItsNeighboursToo();
    void cancelKeepsTheLayer();
    void withoutCrsItAsks();
    void styleIsRecounted();
    void labelsFollowTheirField();
    void lookAloneIsShownAtOnce();
    void removedIsPutBack();
    void theSameFileIsKnown();
    void changedFileIsMarked_data();
    void changedFileIsMarked();
    void reloadReadsAnew();

private:
    QString path(const QString &name) const { return m_folder->path(name); }
    QString addSquares(const QString &name = QStringLiteral("squares.geojson"))
    {
        if (!test::writeSquares(path(name), test::threeSquares()))
            return {};
        const QString id = m_layers->add(LayerSource{path(name), {}, {}, {}});
        m_layers->finish();
        return id;
    }
    const map::ReferenceLayer &shown(const QString &id) const
    {
        return m_list->layers()[static_cast<std::size_t>(m_list->rowOf(id))];
    }

    std::unique_ptr<test::TempFolder> m_folder;
    std::unique_ptr<Jobs> m_jobs;
    std::unique_ptr<LayerList> m_list;
    std::unique_ptr<UserLayers> m_layers;
};

void UserLayersTest::init()
{
    m_folder = std::make_unique<test::TempFolder>();
    m_jobs = std::make_unique<Jobs>();
    m_list = std::make_unique<LayerList>();
    m_layers = std::make_unique<UserLayers>(*m_list, *m_jobs);
    m_layers->setHelperProgram(QStringLiteral(MARZ_PROGRAM));
}

void UserLayersTest::cleanup()
{
    m_layers.reset();
    m_list.reset();
    m_jobs.reset();
    m_folder.reset();
}

void UserLayersTest::layerIsReadInTheBackground()
{
    QVERIFY(test::writeSquares(path(QStringLiteral("a.geojson")), test::threeSquares()));
    QSignalSpy ended(m_layers.get(), &UserLayers::loadingEnded);
    const QString id = m_layers->add(LayerSource{path(QStringLiteral("a.geojson")), {}, {}, {}});
    QCOMPARE(m_layers->layer(id)->state, LayerState::Loading);
    QVERIFY(!shown(id).content); // in the list at once, greyed
    QVERIFY(ended.wait(30'000));
    const UserLayer *layer = m_layers->layer(id);
    QCOMPARE(layer->reason, QString());
    QCOMPARE(layer->state, LayerState::Ready);
    QCOMPARE(layer->table->rows.size(), std::size_t{3});
    QCOMPARE(layer->table->cell(1, layer->table->fieldIndex(QStringLiteral("name"))),
             QStringLiteral("Khorog"));
    QCOMPARE(layer->facts.areas, std::size_t{3});
    QCOMPARE(layer->facts.extent.west, 69.0);
    QCOMPARE(shown(id).content->features.size(), std::size_t{3});
    QCOMPARE(shown(id).content->features[0].label, QStringLiteral("Murghob"));
    QCOMPARE(shown(id).name, QStringLiteral("a"));
    QVERIFY(shown(id).style);
}

void UserLayersTest::missingFileStaysInTheList()
{
    const QString id = m_layers->add(LayerSource{path(QStringLiteral("gone.shp")), {}, {}, {}});
    m_layers->finish();
    const UserLayer *layer = m_layers->layer(id);
    QCOMPARE(layer->state, LayerState::Missing);
    QVERIFY(layer->reason.contains(QStringLiteral("gone.shp")));
    QVERIFY(m_list->rowOf(id) >= 0 && !shown(id).content);
}

void UserLayersTest::brokenFileSaysWhy()
{
    QVERIFY(test::writeFile(path(QStringLiteral("broken.geojson")), "{\"type\": \"FeatureColl"));
    const QString id = m_layers->add(LayerSource{path(QStringLiteral("broken.geojson")), {}, {}, {}});
    m_layers->finish();
    QCOMPARE(m_layers->layer(id)->state, LayerState::Failed);
    QVERIFY(m_layers->layer(id)->reason.contains(QStringLiteral("broken.geojson")));
}

void UserLayersTest::locateKeepsStyleAndPlace()
{
    const QString below = addSquares(QStringLiteral("below.geojson"));
    const QString id = addSquares();
    addSquares(QStringLiteral("above.geojson"));
    map::LayerStyle style = *m_layers->layer(id)->style;
    style.classes[0].widthPx = 5;
    m_layers->setStyle(id, style);
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("new")));
    QVERIFY(QFile::rename(path(QStringLiteral("squares.geojson")), path(QStringLiteral("new/s.geojson"))));
    m_layers->reload(id);
    m_layers->finish();
    QCOMPARE(m_layers->layer(id)->state, LayerState::Missing);
    m_layers->locate(id, path(QStringLiteral("new/s.geojson")));
    m_layers->finish();
    QCOMPARE(m_layers->layer(id)->state, LayerState::Ready);
    QCOMPARE(m_list->rowOf(id), 1);
    QCOMPARE(m_list->rowOf(below), 0);
    QCOMPARE(shown(id).style->classes[0].widthPx, 5.0);
}

void UserLayersTest::locateFindsItsNeighboursToo()
{
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("new")));
    QStringList ids;
    for (const char *name : {"a.geojson", "b.geojson", "c.geojson"}) {
        ids << m_layers->add(LayerSource{path(QLatin1String(name)), {}, {}, {}});
        if (*name != 'c')
            QVERIFY(
                test::writeSquares(path(QStringLiteral("new/") + QLatin1String(name)), test::threeSquares()));
    }
    m_layers->finish();
    m_layers->locate(ids[0], path(QStringLiteral("new/a.geojson")));
    m_layers->finish();
    QCOMPARE(m_layers->layer(ids[0])->state, LayerState::Ready);
    QCOMPARE(m_layers->layer(ids[1])->state, LayerState::Ready);
    QCOMPARE(m_layers->layer(ids[2])->state, LayerState::Missing);
}

void UserLayersTest::cancelKeepsTheLayer()
{
    const QString id = addSquares();
    m_layers->reload(id);
    m_layers->cancel(id);
    m_layers->finish();
    QCOMPARE(m_layers->layer(id)->state, LayerState::Ready); // what was there stays
    QVERIFY(shown(id).content);
    QVERIFY(test::writeSquares(path(QStringLiteral("new.geojson")), test::threeSquares()));
    const QString fresh = m_layers->add(LayerSource{path(QStringLiteral("new.geojson")), {}, {}, {}});
    m_layers->cancel(fresh);
    m_layers->finish();
    QCOMPARE(m_layers->layer(fresh)->state, LayerState::Failed);
    QVERIFY(m_layers->layer(fresh)->reason.contains(QStringLiteral("stopped")));
}

void UserLayersTest::withoutCrsItAsks()
{
    QVERIFY(test::writePoints(path(QStringLiteral("p.shp")), {{500'000, 4'200'000}, {510'000, 4'210'000}},
                              {"a", "b"}));
    const QString id = m_layers->add(LayerSource{path(QStringLiteral("p.shp")), {}, {}, {}});
    m_layers->finish();
    QCOMPARE(m_layers->layer(id)->state, LayerState::NeedsCrs);
    QVERIFY(!m_layers->layer(id)->reason.isEmpty());
    m_layers->setCrs(id, QStringLiteral("EPSG:32642"));
    m_layers->finish();
    QCOMPARE(m_layers->layer(id)->state, LayerState::Ready);
    QCOMPARE(m_layers->layer(id)->source.crs, QStringLiteral("EPSG:32642"));
    QVERIFY(std::abs(m_layers->layer(id)->facts.extent.west - 69) < 0.01);
}

void UserLayersTest::styleIsRecounted()
{
    const QString id = addSquares();
    map::LayerStyle style = *m_layers->layer(id)->style;
    style.kind = map::StyleKind::Categories;
    style.field = QStringLiteral("kind");
    style.classes.resize(2, style.classes[0]);
    style.classes[0].value = QStringLiteral("town");
    m_layers->setStyle(id, style);
    m_layers->finish();
    QVERIFY(shown(id).classOf);
    QCOMPARE(*shown(id).classOf, (std::vector<std::uint8_t>{1, 0, 1}));
    m_layers->reload(id);
    m_layers->finish();
    QCOMPARE(*shown(id).classOf, (std::vector<std::uint8_t>{1, 0, 1}));
}

void UserLayersTest::labelsFollowTheirField()
{
    const QString id = addSquares();
    map::LayerStyle style = *m_layers->layer(id)->style;
    style.labels.field = QStringLiteral("kind");
    style.labels.priority = 1;
    m_layers->setStyle(id, style);
    m_layers->finish();
    QCOMPARE(shown(id).content->features[1].label, QStringLiteral("town"));
    QCOMPARE(shown(id).content->features[1].rank, 1);
}

void UserLayersTest::lookAloneIsShownAtOnce()
{
    const QString id = addSquares();
    const auto content = shown(id).content;
    map::LayerStyle style = *m_layers->layer(id)->style;
    style.classes[0].fill = Qt::red;
    m_layers->setStyle(id, style);
    QCOMPARE(shown(id).style->classes[0].fill, QColor(Qt::red));
    QCOMPARE(shown(id).content, content); // not projected anew
}

void UserLayersTest::removedIsPutBack()
{
    const QString id = addSquares();
    addSquares(QStringLiteral("other.geojson"));
    m_layers->rename(id, QStringLiteral("  My   squares "));
    m_layers->remove(id);
    QCOMPARE(m_list->rowOf(id), -1);
    QVERIFY(!m_layers->layer(id));
    QVERIFY(m_layers->canPutBack());
    m_layers->putBack();
    QCOMPARE(m_list->rowOf(id), 0);
    QCOMPARE(shown(id).name, QStringLiteral("My squares"));
    QCOMPARE(m_layers->layer(id)->state, LayerState::Ready);
    QVERIFY(!m_layers->canPutBack());
}

void UserLayersTest::theSameFileIsKnown()
{
    const QString id = addSquares();
    QCOMPARE(m_layers->sameAs({path(QStringLiteral("./squares.geojson")), {}, {}, {}}), id);
    QCOMPARE(m_layers->sameAs({path(QStringLiteral("squares.geojson")), QStringLiteral("other"), {}, {}}),
             QString());
    QCOMPARE(m_layers->sameAs({path(QStringLiteral("else.geojson")), {}, {}, {}}), QString());
}

void UserLayersTest::changedFileIsMarked_data()
{
    QTest::addColumn<QString>("how");
    QTest::newRow("written") << QStringLiteral("written");
    QTest::newRow("replaced") << QStringLiteral("replaced");
    QTest::newRow("side file") << QStringLiteral("side file");
}

void UserLayersTest::changedFileIsMarked()
{
    QFETCH(QString, how);
    LayerWatcher watcher(*m_layers);
    const QString shp = path(QStringLiteral("p.shp"));
    QVERIFY(test::writePoints(shp, {{69, 38}}, {"a"}));
    const QString id = m_layers->add(LayerSource{shp, {}, {}, {}});
    m_layers->finish();
    QCOMPARE(m_layers->layer(id)->state, LayerState::Ready);
    watcher.look();
    QVERIFY(!m_layers->layer(id)->isChangedOnDisk);
    QTest::qWait(20); // another millisecond
    if (how == QLatin1String("side file")) {
        QVERIFY(test::writeFile(path(QStringLiteral("p.cpg")), "UTF-8"));
    } else if (how == QLatin1String("written")) {
        QVERIFY(test::writePoints(shp, {{70, 38}, {71, 38}}, {"b", "c"}));
    } else {
        QVERIFY(test::writePoints(path(QStringLiteral("q.shp")), {{70, 38}, {71, 38}}, {"b", "c"}));
        QVERIFY(QFile::remove(shp) && QFile::rename(path(QStringLiteral("q.shp")), shp));
    }
    QTRY_VERIFY_WITH_TIMEOUT(m_layers->layer(id)->isChangedOnDisk, 10'000);
    QCOMPARE(shown(id).content->features.size(), std::size_t{1}); // nothing is read by itself
    m_layers->reload(id);
    m_layers->finish();
    QVERIFY(!m_layers->layer(id)->isChangedOnDisk);
}

void UserLayersTest::reloadReadsAnew()
{
    const QString id = addSquares();
    std::vector<test::Square> more = test::threeSquares();
    more.push_back({72, 38, QStringLiteral("Rushon"), QStringLiteral("town"), 5});
    QVERIFY(test::writeSquares(path(QStringLiteral("squares.geojson")), more));
    m_layers->reload(id);
    QVERIFY(shown(id).content); // shown until the new one is there
    m_layers->finish();
    QCOMPARE(shown(id).content->features.size(), std::size_t{4});
}

QTEST_MAIN(UserLayersTest)
#include "userlayerstest.moc"
