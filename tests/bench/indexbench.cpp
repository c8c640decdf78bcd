#include "index/histogram.h"
#include "index/picker.h"
#include "places/bundled.h"

#include <benchmark/benchmark.h>

#include <random>

using namespace marz;
using namespace marz::index;

namespace {

/// Incidents as an import gives them: fifteen years of days, one in ten known to a month or a year, places in
/// nine units.
std::vector<incident::Facts> made(int count)
{
    std::mt19937 random(1);
    const auto below = [&](int end) { return static_cast<int>(random() % static_cast<unsigned>(end)); };
    const QStringList units{"TJ-KT",  "TJ-GB",  "TJ-SU",  "TJ-RA", "TJ-DU",
                            "AF-BDS", "AF-TAK", "AF-KDZ", "AF-BAL"};
    const auto &types = incident::Vocabulary::shipped().types();
    std::vector<incident::Facts> all(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < all.size(); ++i) {
        incident::Facts &facts = all[i];
        facts.fid = static_cast<qint64>(i) + 1;
        const qint32 day = 2'455'198 + below(5479);
        const int length = below(10) > 0 ? below(2) : below(2) ? 30 : 365;
        facts.dayStart = day;
        facts.dayEnd = day + length;
        facts.startMs = (day - 2'440'588LL) * 86'400'000LL - 18'000'000;
        facts.endMs = *facts.startMs + (length + 1) * 86'400'000LL - 1;
        facts.timePrecision = length < 2     ? incident::TimePrecision::Day
                              : length == 30 ? incident::TimePrecision::Month
                                             : incident::TimePrecision::Year;
        const int unit = below(9);
        facts.point = geo::LonLat{67 + below(90000) / 10000.0, 35 + below(60000) / 10000.0};
        facts.placePrecision = static_cast<incident::PlacePrecision>(below(3));
        facts.radiusM = facts.placePrecision == incident::PlacePrecision::District ? 25'000 : 5000;
        facts.admin1Code = units[unit];
        facts.country = unit < 5 ? "TJK" : "AFG";
        facts.admin2 = units[unit] + QString::number(below(15));
        facts.borderDistanceM = below(200'000);
        facts.borderPair = "AFG-TJK";
        facts.borderSide = facts.country;
        facts.eventType = types[static_cast<std::size_t>(below(static_cast<int>(types.size())))].code;
        facts.verification = static_cast<incident::Verification>(below(6));
        if (below(3) == 0)
            facts.killed.low = facts.killed.best = facts.killed.high = below(12);
        facts.killedExclPerpetrators = facts.killed;
        if (below(4) == 0)
            facts.injured.best = below(30);
        facts.batch = 1 + below(4);
    }
    return all;
}

const IncidentIndex &million()
{
    static const auto index = IncidentIndex::build(made(1'000'000), incident::Vocabulary::shipped());
    return *index;
}

void filterBench(benchmark::State &state, const incident::Filter &filter)
{
    const IncidentIndex &index = million();
    std::size_t total = 0;
    for (auto _ : state) {
        const Mask mask = index.filter(filter);
        benchmark::DoNotOptimize(mask);
        total = mask.total();
    }
    state.counters["matches"] = static_cast<double>(total);
}

void build(benchmark::State &state)
{
    const auto facts = made(1'000'000);
    for (auto _ : state) {
        state.PauseTiming();
        auto copy = facts;
        state.ResumeTiming();
        benchmark::DoNotOptimize(IncidentIndex::build(std::move(copy), incident::Vocabulary::shipped()));
    }
    state.counters["bytes"] = static_cast<double>(million().bytesPerIncident());
}
BENCHMARK(build)->Unit(benchmark::kMillisecond);

void oneEdit(benchmark::State &state)
{
    const auto facts = made(1);
    for (auto _ : state)
        benchmark::DoNotOptimize(million().withChanges(facts, {}));
}
BENCHMARK(oneEdit)->Unit(benchmark::kMillisecond);

void filterTypes(benchmark::State &state)
{
    incident::Filter filter;
    filter.types = QStringList{"armed_assault", "shelling"};
    filterBench(state, filter);
}
BENCHMARK(filterTypes)->Unit(benchmark::kMillisecond);

void filterRegion(benchmark::State &state)
{
    incident::Filter filter;
    filter.regions = {{"TJ-KT", {}, "TJK", {}}};
    filterBench(state, filter);
}
BENCHMARK(filterRegion)->Unit(benchmark::kMillisecond);

void filterKilled(benchmark::State &state)
{
    incident::Filter filter;
    filter.minKilled = 3;
    filterBench(state, filter);
}
BENCHMARK(filterKilled)->Unit(benchmark::kMillisecond);

void filterWindow(benchmark::State &state)
{
    incident::Filter filter;
    filter.days = {QDate(2020, 3, 1), QDate(2021, 2, 28)};
    filterBench(state, filter);
}
BENCHMARK(filterWindow)->Unit(benchmark::kMillisecond);

void filterEverything(benchmark::State &state)
{
    incident::Filter filter;
    filter.days = {QDate(2012, 1, 1), QDate(2022, 12, 31)};
    filter.families = QStringList{"violence", "border"};
    filter.countries = QStringList{"TJK"};
    filter.withinBorderM = 100'000;
    filter.certainly = true;
    filterBench(state, filter);
}
BENCHMARK(filterEverything)->Unit(benchmark::kMillisecond);

void filterBox(benchmark::State &state)
{
    incident::Filter filter;
    filter.box = geo::GeoBox{69, 36.5, 73, 39};
    filterBench(state, filter);
}
BENCHMARK(filterBox)->Unit(benchmark::kMillisecond);

void histogramByMonth(benchmark::State &state)
{
    const IncidentIndex &index = million();
    const Mask mask(index.size(), incident::Match::Certain);
    const auto span = *index.daySpan();
    for (auto _ : state)
        benchmark::DoNotOptimize(histogram(index, mask, span.first, span.second, BinSize::Month));
}
BENCHMARK(histogramByMonth)->Unit(benchmark::kMillisecond);

void firstPick(benchmark::State &state)
{
    const IncidentIndex &index = million();
    for (auto _ : state) {
        state.PauseTiming();
        const auto next = index.withChanges({}, {});
        state.ResumeTiming();
        benchmark::DoNotOptimize(&next->cellGrid());
    }
}
BENCHMARK(firstPick)->Unit(benchmark::kMillisecond);

/// Eight pixels around the pointer where the whole region fills 1920 pixels.
void pick(benchmark::State &state)
{
    const IncidentIndex &index = million();
    const Mask mask(index.size(), incident::Match::Certain);
    std::mt19937 random(3);
    std::uniform_real_distribution<double> lon(67, 76), lat(35, 41);
    for (auto _ : state)
        benchmark::DoNotOptimize(rowsNear(index, mask, projected({lon(random), lat(random)}), 4000));
}
BENCHMARK(pick)->Unit(benchmark::kMicrosecond);

const places::Boundaries &boundaries()
{
    static const places::Boundaries shipped = test::bundledBoundaries();
    return shipped;
}

const places::Gazetteer &gazetteer()
{
    static const places::Gazetteer shipped = test::bundledGazetteer();
    return shipped;
}

void prepareBoundaries(benchmark::State &state)
{
    for (auto _ : state) {
        benchmark::DoNotOptimize(
            places::Boundaries(boundaries().units(), boundaries().countries(), boundaries().borders()));
    }
}
BENCHMARK(prepareBoundaries)->Unit(benchmark::kMillisecond);

void adminUnits(benchmark::State &state)
{
    std::mt19937 random(4);
    std::uniform_real_distribution<double> lon(67, 76), lat(35, 41);
    boundaries();
    for (auto _ : state)
        benchmark::DoNotOptimize(boundaries().at({lon(random), lat(random)}, 5000));
}
BENCHMARK(adminUnits)->Unit(benchmark::kMicrosecond);

void loadGazetteer(benchmark::State &state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(test::bundledGazetteer());
}
BENCHMARK(loadGazetteer)->Unit(benchmark::kMillisecond);

void findPlace(benchmark::State &state)
{
    const QString name = state.range(0) == 0 ? "Shamsuddin Shokhin" : "Shamsudin Shohinn";
    for (auto _ : state)
        benchmark::DoNotOptimize(gazetteer().find(name));
}
BENCHMARK(findPlace)->Arg(0)->Arg(1)->Unit(benchmark::kMicrosecond);

void nearestPlace(benchmark::State &state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(gazetteer().nearest({70.3, 37.9}, 50'000));
}
BENCHMARK(nearestPlace)->Unit(benchmark::kMicrosecond);

} // namespace
