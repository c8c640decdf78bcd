#include "session/layerstyling.h"

#include "session/layerjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace marz;
using namespace marz::session;

/// Classes from attributes, and styles and layers as JSON from stores that anybody may have written.
class LayerStylingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbers_data();
    void numbers();
    void categoriesAreOneAValue();
    void graduatedCountsNumbersOnly();
    void manyValuesAreOthers();
    void categoriesAreAddedAndRemoved();
    void labelsComeFromAField();
    void firstStyleNamesByName();
    void styleSurvivesJson();
    void absurdStylesBecomeUsual_data();
    void absurdStylesBecomeUsual();
    void pathsAreChecked_data();
    void pathsAreChecked();
    void layerIsFoundBesideTheStore();
    void absurdLayersAreRefused_data();
    void absurdLayersAreRefused();

private:
    static LayerTable table()
    {
        return {{QStringLiteral("name"), QStringLiteral("kind"), QStringLiteral("count")},
                {{QStringLiteral("Murghob"), QStringLiteral("district"), QStringLiteral("10")},
                 {QStringLiteral("Khorog"), QStringLiteral("town"), QStringLiteral("30")},
                 {QStringLiteral("Darvoz"), QStringLiteral("district"), QStringLiteral("200")},
                 {QStringLiteral("Ишкошим"), QString(), QStringLiteral("n/a")}}};
    }
};

void LayerStylingTest::numbers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("number"); // NaN = none
    QTest::newRow("whole") << QStringLiteral("12") << 12.0;
    QTest::newRow("spaces") << QStringLiteral(" -3.5 ") << -3.5;
    QTest::newRow("power") << QStringLiteral("1e6") << 1e6;
    QTest::newRow("words") << QStringLiteral("12 men") << std::nan("");
    QTest::newRow("empty") << QString() << std::nan("");
    QTest::newRow("nan") << QStringLiteral("nan") << std::nan("");
    QTest::newRow("infinite") << QStringLiteral("-inf") << std::nan("");
    QTest::newRow("too large") << QStringLiteral("1e999") << std::nan("");
}

void LayerStylingTest::numbers()
{
    QFETCH(QString, text);
    QFETCH(double, number);
    const auto found = numberIn(text);
    QCOMPARE(found.has_value(), !std::isnan(number));
    if (found)
        QCOMPARE(*found, number);
}

void LayerStylingTest::categoriesAreOneAValue()
{
    map::LayerStyle style;
    style.kind = map::StyleKind::Categories;
    style.field = QStringLiteral("kind");
    style.classes = categoryClasses(table(), {style.field, QStringLiteral("Dark2"), {}});
    QCOMPARE(style.classes.size(), std::size_t{3});
    QCOMPARE(style.classes[0].value, QStringLiteral("district")); // the frequent one first
    QCOMPARE(style.classes[1].label, QStringLiteral("town"));
    QCOMPARE(style.classes[2].label, QStringLiteral("all others"));
    QVERIFY(style.classes[0].fill != style.classes[1].fill);
    const auto classes = classNumbers(table(), style);
    QVERIFY(classes);
    QCOMPARE(*classes, (std::vector<std::uint8_t>{0, 1, 0, 2}));
}

void LayerStylingTest::graduatedCountsNumbersOnly()
{
    map::LayerStyle style;
    style.kind = map::StyleKind::Graduated;
    style.field = QStringLiteral("count");
    style.classes =
        graduatedClasses(table(), {style.field, QStringLiteral("YlOrRd"), {}}, QStringLiteral("quantile"), 3);
    QCOMPARE(style.classes.size(), std::size_t{4});
    QCOMPARE(style.classes[1].label, QStringLiteral("10 to 30"));
    QCOMPARE(style.classes[3].label, QStringLiteral("no number"));
    QCOMPARE(*classNumbers(table(), style), (std::vector<std::uint8_t>{0, 1, 2, 3}));
    // Without any number there is one class alone.
    QCOMPARE(graduatedClasses(table(), {QStringLiteral("name"), {}, {}}, QStringLiteral("equal"), 5).size(),
             std::size_t{1});
}

void LayerStylingTest::manyValuesAreOthers()
{
    LayerTable large{{QStringLiteral("id")}, {}};
    for (int i = 0; i < 1000; ++i)
        large.rows.push_back({QString::number(i)});
    map::LayerStyle style;
    style.kind = map::StyleKind::Categories;
    style.field = QStringLiteral("id");
    style.classes = categoryClasses(large, {style.field, QStringLiteral("Paired"), {}}, 24);
    QCOMPARE(style.classes.size(), std::size_t{25});
    const auto classes = classNumbers(large, style);
    QCOMPARE(std::count(classes->begin(), classes->end(), 24), 976);
    const auto all = categoryClasses(large, {style.field, QStringLiteral("Paired"), {}});
    QCOMPARE(all.size(), map::maxClasses);
    QCOMPARE(all.back().value, QString()); // all others
}

void LayerStylingTest::categoriesAreAddedAndRemoved()
{
    map::LayerStyle style;
    style.kind = map::StyleKind::Categories;
    style.field = QStringLiteral("kind");
    style.palette = QStringLiteral("Paired");
    style.classes = categoryClasses(table(), {style.field, style.palette, {}});
    const std::size_t before = style.classes.size();
    const map::ClassStyle others = style.classes.back();
    QCOMPARE(addCategory(style, QStringLiteral("village")).value_or(0), before - 1);
    QCOMPARE(style.classes.size(), before + 1);
    QCOMPARE(style.classes[before - 1].value, QStringLiteral("village"));
    QCOMPARE(style.classes.back(), others);
    QVERIFY(before < 2 || style.classes[before - 1].fill != style.classes[before - 2].fill);
    QCOMPARE(addCategory(style, QStringLiteral("village")).value_or(0), before - 1); // is there
    QCOMPARE(style.classes.size(), before + 1);
    QVERIFY(!addCategory(style, QString()));
    removeCategories(style, {before - 1, before}); // of these, "all others" stays
    QCOMPARE(style.classes.size(), before);
    QCOMPARE(style.classes.back(), others);
    for (int i = 0; style.classes.size() < map::maxClasses; ++i)
        QVERIFY(addCategory(style, QString::number(i)));
    QVERIFY(!addCategory(style, QStringLiteral("one too many")));
    QCOMPARE(style.classes.size(), map::maxClasses);
}

void LayerStylingTest::labelsComeFromAField()
{
    std::vector<map::LayerFeature> features(4);
    map::LabelStyle labels;
    labels.field = QStringLiteral("name");
    labels.priority = 7;
    setLabels(features, table(), labels);
    QCOMPARE(features[3].label, QStringLiteral("Ишкошим"));
    QCOMPARE(features[3].rank, 7);
    labels.field = QStringLiteral("gone");
    setLabels(features, table(), labels);
    QVERIFY(features[3].label.isEmpty());
}

void LayerStylingTest::firstStyleNamesByName()
{
    LayerFacts facts;
    facts.areas = 4;
    const map::LayerStyle style = firstStyle(table(), facts, 0);
    QCOMPARE(style.labels.field, QStringLiteral("name"));
    facts.drawn = 200;
    QVERIFY(isLabelledAtFirst(facts, style));
    facts.drawn = 201; // too many to be read beside the map's own
    QVERIFY(!isLabelledAtFirst(facts, style));
    LayerFacts lines;
    lines.lines = lines.drawn = 3;
    QVERIFY(!isLabelledAtFirst(lines, style));
    map::LayerStyle nameless = style;
    nameless.labels.field.clear();
    facts.drawn = 4;
    QVERIFY(!isLabelledAtFirst(facts, nameless));
    QVERIFY(firstStyle(table(), facts, 1).classes[0].fill != style.classes[0].fill);
}

void LayerStylingTest::styleSurvivesJson()
{
    map::LayerStyle style;
    style.kind = map::StyleKind::Graduated;
    style.field = QStringLiteral("count");
    style.palette = QStringLiteral("YlOrRd");
    style.method = QStringLiteral("natural");
    style.classes = graduatedClasses(table(), {style.field, style.palette, {}}, QStringLiteral("natural"), 3);
    style.classes[0].dash = map::LineDash::Dot;
    style.classes[1].marker = map::MarkerShape::Cross;
    style.classes[1].isDouble = true;
    style.classes[2].isVisible = false;
    style.scales = {10'000, 500'000};
    style.labels = {QStringLiteral("name"), 14, 5, {0, 1e6}};
    const QByteArray json = QJsonDocument(styleJson(style)).toJson();
    QVERIFY(styleOf(QJsonDocument::fromJson(json).object()) == style);
}

void LayerStylingTest::absurdStylesBecomeUsual_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray("{}");
    QTest::newRow("wrong kinds") << QByteArray(
        R"({"kind":7,"classes":"red","scales":[1],"label_size":"big"})");
    QTest::newRow("huge numbers") << QByteArray(
        R"({"classes":[{"width":1e300,"size":1e300}],"label_size":1e9,"label_priority":-1e9,"scales":{"widest":1e300}})");
    QTest::newRow("colours that are none")
        << QByteArray("{\"classes\":[{\"fill\":\"url(x)\",\"line\":\"#12\"}]}");
    QTest::newRow("ends that do not ascend")
        << QByteArray(R"({"kind":"graduated","classes":[{"up_to":9},{"up_to":3},{"up_to":5}]})");
    QTest::newRow("too many classes")
        << QByteArray("{\"kind\":\"categories\",\"classes\":[") + QByteArray("{},").repeated(5000) + "{}]}";
}

void LayerStylingTest::absurdStylesBecomeUsual()
{
    QFETCH(QByteArray, json);
    const map::LayerStyle style = styleOf(QJsonDocument::fromJson(json).object());
    QVERIFY(!style.classes.empty() && style.classes.size() <= map::maxClasses);
    for (const map::ClassStyle &each : style.classes) {
        QVERIFY(each.widthPx >= 0 && each.widthPx <= 20);
        QVERIFY(each.markerPx >= 1 && each.markerPx <= 64);
        QVERIFY(each.fill.isValid() && each.line.isValid());
    }
    QVERIFY(style.labels.sizePx >= 6 && style.labels.sizePx <= 40);
    QVERIFY(style.labels.priority >= 0 && style.labels.priority <= 9);
    QVERIFY(style.scales.widest <= 1e10);
    (void)classNumbers(table(), style);
}

void LayerStylingTest::pathsAreChecked_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("isPlain");
    QTest::newRow("file") << QStringLiteral("/home/a/маҳалла.shp") << true;
    QTest::newRow("relative") << QStringLiteral("a.shp") << false;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("network") << QStringLiteral("/vsicurl/http://example.org/a.shp") << false;
    QTest::newRow("capitals") << QStringLiteral("/VSIZIP/a.zip") << false;
    QTest::newRow("hidden behind dots") << QStringLiteral("/home/../vsicurl/x") << false;
    QTest::newRow("address") << QStringLiteral("/x/http://example.org/a") << false;
    QTest::newRow("device") << QStringLiteral("/dev/zero") << false;
    QTest::newRow("kernel") << QStringLiteral("/proc/self/mem") << false;
    QTest::newRow("share") << QStringLiteral("//server/share/a.shp") << false;
    QTest::newRow("control") << QStringLiteral("/home/a\n.shp") << false;
    QTest::newRow("endless") << QString(QStringLiteral("/") + QString(5000, u'a')) << false;
}

void LayerStylingTest::pathsAreChecked()
{
    QFETCH(QString, path);
    QFETCH(bool, isPlain);
    QCOMPARE(isPlainPath(path), isPlain);
}

void LayerStylingTest::layerIsFoundBesideTheStore()
{
    QTemporaryDir here;
    QTemporaryDir there;
    QVERIFY(QDir(here.path()).mkpath(QStringLiteral("data")));
    SavedLayer layer;
    layer.id = QStringLiteral("user:1");
    layer.name = QStringLiteral("Villages");
    layer.source = {here.filePath(QStringLiteral("data/v.shp")), QStringLiteral("v"),
                    QStringLiteral("EPSG:32642"), QStringLiteral("CP1251")};
    const QJsonObject json = layerJson(layer, here.path());
    QCOMPARE(json[QLatin1String("path")].toString(), QStringLiteral("data/v.shp"));
    // Nothing is there: beside the store is where it is missed.
    QCOMPARE(layerOf(json, there.path())->source.path, there.filePath(QStringLiteral("data/v.shp")));
    QFile file(here.filePath(QStringLiteral("data/v.shp")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    // Only the old place has it.
    QCOMPARE(layerOf(json, there.path())->source.path, layer.source.path);
    QVERIFY(QDir(there.path()).mkpath(QStringLiteral("data")) &&
            QFile::copy(file.fileName(), there.filePath(QStringLiteral("data/v.shp"))));
    const auto moved = layerOf(json, there.path());
    QCOMPARE(moved->source.path, there.filePath(QStringLiteral("data/v.shp")));
    QCOMPARE(moved->source.crs, layer.source.crs);
    QCOMPARE(moved->source.encoding, layer.source.encoding);
    QCOMPARE(moved->name, layer.name);
}

void LayerStylingTest::absurdLayersAreRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray("{}");
    QTest::newRow("no id") << QByteArray(R"({"path":"a.shp"})");
    QTest::newRow("a bundled layer's id") << QByteArray(R"({"id":"land","path":"a.shp"})");
    QTest::newRow("network") << QByteArray(
        R"({"id":"user:1","path":"","absolute_path":"/vsicurl/http://x/a"})");
    QTest::newRow("connection") << QByteArray(R"({"id":"user:1","absolute_path":"PG:dbname=x"})");
    QTest::newRow("device") << QByteArray(R"({"id":"user:1","path":"../../../../../../dev/zero"})");
}

void LayerStylingTest::absurdLayersAreRefused()
{
    QFETCH(QByteArray, json);
    QVERIFY(!layerOf(QJsonDocument::fromJson(json).object(), QStringLiteral("/home/somebody")));
}

QTEST_GUILESS_MAIN(LayerStylingTest)
#include "layerstylingtest.moc"
