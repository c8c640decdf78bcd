#include "map/classbreaks.h"
#include "map/colorpalette.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <random>

using namespace marz::map;

using Values = std::vector<double>;
Q_DECLARE_METATYPE(Values)

class ClassBreaksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void breaks_data();
    void breaks();
    void naturalBreaksAreTheBest();
    void manyValuesAreDone();
    void palettesGiveColours_data();
    void palettesGiveColours();
};

namespace {

/// Sum of squares within the classes that end at @p ends.
double within(const Values &sorted, const Values &ends)
{
    double sum = 0;
    std::size_t at = 0;
    for (const double end : ends) {
        Values members;
        for (; at < sorted.size() && sorted[at] <= end; ++at)
            members.push_back(sorted[at]);
        double mean = 0;
        for (const double v : members)
            mean += v / static_cast<double>(members.size());
        for (const double v : members)
            sum += (v - mean) * (v - mean);
    }
    return sum;
}

} // namespace

void ClassBreaksTest::breaks_data()
{
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    QTest::addColumn<QString>("method");
    QTest::addColumn<Values>("values");
    QTest::addColumn<int>("count");
    QTest::addColumn<Values>("expected");
    const QString quantile = QStringLiteral("quantile");
    const QString equal = QStringLiteral("equal");
    const QString natural = QStringLiteral("natural");
    QTest::newRow("quantile: as many in each")
        << quantile << Values{8, 1, 2, 3, 4, 5, 6, 7} << 4 << Values{2, 4, 6, 8};
    QTest::newRow("quantile: equal values stay together")
        << quantile << Values{1, 1, 1, 1, 5} << 3 << Values{1, 5};
    QTest::newRow("quantile: fewer values than classes") << quantile << Values{3, 9} << 5 << Values{3, 9};
    QTest::newRow("equal") << equal << Values{0, 1, 2, 10} << 5 << Values{2, 4, 6, 8, 10};
    QTest::newRow("equal: one value") << equal << Values{7, 7} << 3 << Values{7};
    QTest::newRow("natural: the gaps")
        << natural << Values{1, 2, 3, 50, 51, 52, 900} << 3 << Values{3, 52, 900};
    QTest::newRow("natural: far from zero")
        << natural << Values{1e9 + 1, 1e9 + 2, 1e9 + 60, 1e9 + 61} << 2 << Values{1e9 + 2, 1e9 + 61};
    QTest::newRow("natural: one class") << natural << Values{4, 1} << 1 << Values{4};
    QTest::newRow("nothing") << natural << Values{} << 4 << Values{};
    QTest::newRow("what is no number is left out")
        << equal << Values{nan, 0, 4, INFINITY} << 2 << Values{2, 4};
}

void ClassBreaksTest::breaks()
{
    QFETCH(QString, method);
    QFETCH(Values, values);
    QFETCH(int, count);
    QFETCH(Values, expected);
    const auto wanted = static_cast<std::size_t>(count);
    const Values found = method == QLatin1String("quantile") ? quantileBreaks(values, wanted)
                         : method == QLatin1String("equal")  ? equalBreaks(values, wanted)
                                                             : naturalBreaks(values, wanted);
    QCOMPARE(found, expected);
}

void ClassBreaksTest::naturalBreaksAreTheBest()
{
    std::mt19937 random(7);
    for (int round = 0; round < 40; ++round) {
        Values values;
        for (int i = 0; i < 14; ++i)
            values.push_back(static_cast<double>(random() % 50));
        Values sorted = values;
        std::sort(sorted.begin(), sorted.end());
        const Values found = naturalBreaks(values, 3);
        double best = std::numeric_limits<double>::infinity();
        for (std::size_t a = 0; a + 2 < sorted.size(); ++a) {
            for (std::size_t b = a + 1; b + 1 < sorted.size(); ++b)
                best = std::min(best, within(sorted, {sorted[a], sorted[b], sorted.back()}));
        }
        QVERIFY(std::abs(within(sorted, found) - best) < 1e-6);
    }
}

void ClassBreaksTest::manyValuesAreDone()
{
    Values values;
    for (int i = 0; i < 300'000; ++i)
        values.push_back(std::fmod(i * 0.618, 1) * 1000);
    const Values found = naturalBreaks(values, 7);
    QCOMPARE(found.size(), std::size_t{7});
    QVERIFY(std::is_sorted(found.begin(), found.end()));
    QCOMPARE(found.back(), *std::max_element(values.begin(), values.end()));
}

void ClassBreaksTest::palettesGiveColours_data()
{
    QTest::addColumn<QString>("name");
    for (const ColorPalette &each : colorPalettes())
        QTest::newRow(qPrintable(each.name)) << each.name;
}

void ClassBreaksTest::palettesGiveColours()
{
    QFETCH(QString, name);
    const ColorPalette *palette = colorPalette(name);
    QVERIFY(palette);
    for (const std::size_t count : {1, 2, 5, 9, 15}) {
        const std::vector<QColor> colours = palette->taken(count);
        QCOMPARE(colours.size(), count);
        for (std::size_t i = 1; i < std::min<std::size_t>(count, 8); ++i)
            QVERIFY(colours[i] != colours[i - 1]);
    }
    QVERIFY(!colorPalette(QStringLiteral("no such")));
}

QTEST_GUILESS_MAIN(ClassBreaksTest)
#include "classbreakstest.moc"
