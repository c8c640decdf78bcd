#include "places/zonegrid.h"

#include "places/madeup.h"

#include <QTest>

#include <random>

using namespace marz;
using namespace marz::places;

namespace {

/// Even-odd rule by a loop over all edges.
bool holds(const geo::Geometry &area, geo::LonLat p)
{
    bool inside = false;
    for (std::size_t i = 0; i < area.partCount(); ++i) {
        const auto ring = area.part(i);
        for (std::size_t k = 1; k < ring.size(); ++k) {
            const geo::LonLat &a = ring[k - 1], &b = ring[k];
            if ((a.lat > p.lat) != (b.lat > p.lat) &&
                p.lon < (b.lon - a.lon) * (p.lat - a.lat) / (b.lat - a.lat) + a.lon)
                inside = !inside;
        }
    }
    return inside;
}

/// A jagged ring around a centre, its radius between a third and one.
geo::Geometry star(geo::LonLat centre, double radius, int spikes, std::mt19937 &random)
{
    std::uniform_real_distribution<double> share(0.33, 1);
    std::vector<geo::LonLat> ring;
    for (int i = 0; i < spikes; ++i) {
        const double angle = 2 * M_PI * i / spikes, r = radius * share(random);
        ring.push_back({centre.lon + r * std::cos(angle), centre.lat + r * std::sin(angle)});
    }
    return test::ring(ring);
}

} // namespace

class ZoneGridTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void zonesAreThoseOfALoop_data()
    {
        QTest::addColumn<double>("radius");
        QTest::addColumn<int>("spikes");
        QTest::newRow("larger than cells") << 2.0 << 200;
        QTest::newRow("as large as cells") << 0.06 << 40;
        QTest::newRow("smaller than cells") << 0.02 << 12;
        QTest::newRow("half the world") << 60.0 << 90;
    }
    void zonesAreThoseOfALoop()
    {
        QFETCH(double, radius);
        QFETCH(int, spikes);
        std::mt19937 random(3);
        std::vector<geo::Geometry> areas;
        for (int i = 0; i < 4; ++i) // they overlap: the first counts
            areas.push_back(star({0.8 * radius * i, 0.3 * radius * i}, radius, spikes, random));
        std::vector<const geo::Geometry *> pointers;
        for (const geo::Geometry &area : areas)
            pointers.push_back(&area);
        const ZoneGrid grid(pointers);
        std::uniform_real_distribution<double> lon(-1.2 * radius, 3.6 * radius),
            lat(-1.2 * radius, 2.2 * radius);
        for (int i = 0; i < 5000; ++i) {
            const geo::LonLat p{lon(random), lat(random)};
            std::optional<std::size_t> expected;
            for (std::size_t k = 0; k < areas.size() && !expected; ++k) {
                if (holds(areas[k], p))
                    expected = k;
            }
            QVERIFY2(grid.zoneAt(p) == expected, qPrintable(QString("%1 %2").arg(p.lon).arg(p.lat)));
        }
    }

    void noAreasHoldNothing()
    {
        QVERIFY(!ZoneGrid({}).zoneAt({0, 0}));
        const geo::Geometry empty{geo::GeometryKind::Polygon, {}, {}, {}};
        QVERIFY(!ZoneGrid({&empty}).zoneAt({0, 0}));
    }
};

QTEST_GUILESS_MAIN(ZoneGridTest)
#include "zonegridtest.moc"
