#include "session/attributemodel.h"

#include "session/crsguess.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace marz;
using namespace marz::session;

class AttributeModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsTheRulesOfModels();
    void sorts_data();
    void sorts();
    void finds_data();
    void finds();
    void copiesForSpreadsheets();
    void rowsOfFeatures();
    void manyRowsAreOrderedAside();
    void lastOrderWins();
    void landsWhereItSays_data();
    void landsWhereItSays();
    void lastChoiceComesFirst();

private:
    static std::shared_ptr<const LayerTable> table()
    {
        return std::make_shared<const LayerTable>(
            LayerTable{{QStringLiteral("name"), QStringLiteral("count")},
                       {{QStringLiteral("Хоруғ"), QStringLiteral("9")},
                        {QStringLiteral("Murghob"), QStringLiteral("10")},
                        {QStringLiteral("Khorog (town)"), QString()},
                        {QStringLiteral("darvoz"), QStringLiteral("-2.5")},
                        {QString(), QStringLiteral("many")}}});
    }
    static std::vector<std::size_t> features(const AttributeModel &model)
    {
        std::vector<std::size_t> found;
        for (int row = 0; row < model.rowCount(); ++row)
            found.push_back(model.featureAt(row));
        return found;
    }
};

using Features = std::vector<std::size_t>;
Q_DECLARE_METATYPE(Features)

void AttributeModelTest::followsTheRulesOfModels()
{
    AttributeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setTable(table());
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(model.columnCount(), 2);
    model.sort(1);
    model.setWords(QStringLiteral("o"));
    model.setTable(
        std::make_shared<const LayerTable>(LayerTable{{QStringLiteral("a")}, {{QStringLiteral("o")}}}));
    QCOMPARE(model.columnCount(), 1);
    QCOMPARE(model.headerData(0, Qt::Horizontal).toString(), QStringLiteral("a"));
    model.setTable(nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void AttributeModelTest::sorts_data()
{
    QTest::addColumn<int>("field");
    QTest::addColumn<bool>("isUp");
    QTest::addColumn<Features>("expected");
    QTest::newRow("as in the file") << -1 << true << Features{0, 1, 2, 3, 4};
    QTest::newRow("numbers by value, then words, then nothing") << 1 << true << Features{3, 0, 1, 4, 2};
    QTest::newRow("downwards, nothing last") << 1 << false << Features{4, 1, 0, 3, 2};
    QTest::newRow("words without regard to case") << 0 << true << Features{3, 2, 1, 0, 4};
}

void AttributeModelTest::sorts()
{
    QFETCH(int, field);
    QFETCH(bool, isUp);
    QFETCH(Features, expected);
    AttributeModel model;
    model.setTable(table());
    model.sort(field, isUp ? Qt::AscendingOrder : Qt::DescendingOrder);
    QCOMPARE(features(model), expected);
}

void AttributeModelTest::finds_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<Features>("expected");
    QTest::newRow("nothing") << QString() << Features{0, 1, 2, 3, 4};
    QTest::newRow("another script") << QStringLiteral("khor") << Features{0, 2};
    QTest::newRow("Cyrillic finds Latin") << QStringLiteral("Мурғоб") << Features{1};
    QTest::newRow("case") << QStringLiteral("DARVOZ") << Features{3};
    QTest::newRow("a number") << QStringLiteral("10") << Features{1};
    QTest::newRow("what is not there") << QStringLiteral("Kabul") << Features{};
}

void AttributeModelTest::finds()
{
    QFETCH(QString, words);
    QFETCH(Features, expected);
    AttributeModel model;
    model.setTable(table());
    model.setWords(words);
    QCOMPARE(features(model), expected);
}

void AttributeModelTest::copiesForSpreadsheets()
{
    AttributeModel model;
    model.setTable(std::make_shared<const LayerTable>(LayerTable{
        {QStringLiteral("a"), QStringLiteral("b")},
        {{QStringLiteral("=1+1"), QStringLiteral("x\ty\nz")}, {QStringLiteral("-3"), QString()}}}));
    QCOMPARE(model.copied({0, 1}), QStringLiteral("a\tb\n'=1+1\tx y z\n-3\t\n"));
}

void AttributeModelTest::rowsOfFeatures()
{
    AttributeModel model;
    model.setTable(table());
    model.sort(1);
    QCOMPARE(model.rowOfFeature(3), 0);
    model.setWords(QStringLiteral("Murghob"));
    QCOMPARE(model.rowOfFeature(3), -1);
    QCOMPARE(model.rowOfFeature(1), 0);
}

void AttributeModelTest::manyRowsAreOrderedAside()
{
    auto large = std::make_shared<LayerTable>(LayerTable{{QStringLiteral("n")}, {}});
    constexpr int count = 60'000;
    for (int i = 0; i < count; ++i)
        large->rows.push_back({QString::number(i * 7919 % count)});
    AttributeModel model;
    QSignalSpy ordering(&model, &AttributeModel::orderingChanged);
    model.setTable(large);
    QVERIFY(model.isOrdering());
    model.finish();
    QCOMPARE(model.rowCount(), count);
    model.sort(0, Qt::DescendingOrder);
    QCOMPARE(model.featureAt(1), std::size_t{1}); // the former order stays meanwhile
    model.finish();
    for (int row = 0; row < 100; ++row)
        QCOMPARE(model.index(row, 0).data().toString(), QString::number(count - 1 - row));
    QVERIFY(!model.isOrdering());
    QCOMPARE(ordering.count(), 4);
}

void AttributeModelTest::lastOrderWins()
{
    auto large = std::make_shared<LayerTable>(LayerTable{{QStringLiteral("n")}, {}});
    for (int i = 0; i < 30'000; ++i)
        large->rows.push_back({QString::number(i)});
    AttributeModel model;
    model.setTable(large);
    model.sort(0, Qt::DescendingOrder);
    model.setWords(QStringLiteral("9999"));
    model.setWords(QStringLiteral("2999"));
    model.finish();
    QCOMPARE(model.rowCount(), 13); // 2999, 12999, 22999, 29990 to 29999
    QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("29999"));
}

void AttributeModelTest::landsWhereItSays_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("words");
    QTest::addColumn<double>("west"); // 999 = nowhere
    QTest::newRow("UTM") << QStringLiteral("EPSG:32642") << QStringLiteral("69.00 E") << 69.0;
    QTest::newRow("bare number") << QStringLiteral(" 32643 ") << QStringLiteral("75.00 E") << 75.0;
    QTest::newRow("no number") << QStringLiteral("EPSG:UTM") << QStringLiteral("not an EPSG code") << 999.0;
    QTest::newRow("unknown") << QStringLiteral("EPSG:999999") << QStringLiteral("999999") << 999.0;
    QTest::newRow("elsewhere") << QStringLiteral("EPSG:28412") << QStringLiteral("outside") << 999.0;
}

void AttributeModelTest::landsWhereItSays()
{
    QFETCH(QString, code);
    QFETCH(QString, words);
    QFETCH(double, west);
    const Landing landing = landingOf(code, {500'000, 4'200'000, 510'000, 4'210'000}, nullptr);
    QVERIFY2(landing.text.contains(words), qPrintable(landing.text));
    QCOMPARE(landing.extent.isEmpty(), west > 180);
    if (west <= 180)
        QVERIFY(std::abs(landing.extent.west - west) < 0.01);
}

void AttributeModelTest::lastChoiceComesFirst()
{
    QCOMPARE(crsCandidates({}).front().code, QStringLiteral("EPSG:32642"));
    const auto again = crsCandidates(QStringLiteral("EPSG:28412"));
    QCOMPARE(again.front().code, QStringLiteral("EPSG:28412"));
    QCOMPARE(again.size(), crsCandidates({}).size());
    for (const CrsCandidate &each : again)
        QVERIFY2(!each.name.isEmpty(), qPrintable(each.code));
}

QTEST_GUILESS_MAIN(AttributeModelTest)
#include "attributemodeltest.moc"
