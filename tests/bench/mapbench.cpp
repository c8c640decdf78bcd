#include "map/labelplacer.h"
#include "map/renderer.h"
#include "map/symbolplacer.h"
#include "session/geodata.h"
#include "support/mapscene.h"

#include <QGuiApplication>
#include <QPainter>

#include <benchmark/benchmark.h>

using namespace marz;

namespace {

/// The view of `marz bench`: 67-76 E, 35-41 N, 1920x1080.
map::Viewport baselineView(int step = 0)
{
    return map::Viewport::showing({67, 35, 76, 41}, geo::Crs::webMercator(), {1920, 1080})
        .moved({step * 3.0, step * 2.0});
}

map::Scene bundledScene()
{
    static int argc = 1;
    static char name[] = "mapbench";
    static char *argv[] = {name, nullptr};
    qputenv("QT_QPA_PLATFORM", "offscreen");
    static QGuiApplication app(argc, argv);
    map::Scene scene;
    scene.layers = session::sharedGeodata()->layers;
    return scene;
}

void sharpBase(benchmark::State &state)
{
    const map::Scene scene = bundledScene();
    map::Renderer renderer;
    renderer.baseImage(scene, baselineView());
    int step = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(renderer.baseImage(scene, baselineView(++step % 50)));
}
BENCHMARK(sharpBase)->Unit(benchmark::kMillisecond);

void labels(benchmark::State &state)
{
    const map::Scene scene = bundledScene();
    map::Renderer renderer;
    QImage image(1920, 1080, QImage::Format_RGB32);
    QPainter painter(&image);
    int step = 0;
    for (auto _ : state)
        renderer.drawLabels(painter, scene, baselineView(++step % 50));
}
BENCHMARK(labels)->Unit(benchmark::kMillisecond);

void incidents(benchmark::State &state)
{
    map::Scene scene = bundledScene();
    test::putIncidents(scene, test::scattered(static_cast<std::size_t>(state.range(0)), 1));
    map::Renderer renderer;
    QImage image(1920, 1080, QImage::Format_RGB32);
    QPainter painter(&image);
    int step = 0;
    for (auto _ : state)
        renderer.drawIncidents(painter, scene, baselineView(++step % 50));
}
BENCHMARK(incidents)->Arg(1'000)->Arg(10'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

void underThePointer(benchmark::State &state)
{
    map::Scene scene = bundledScene();
    test::putIncidents(scene, test::scattered(static_cast<std::size_t>(state.range(0)), 1));
    const map::Viewport view = baselineView();
    map::placement(scene, view);
    int step = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(map::pick(scene, view, QPointF(600 + ++step % 500, 500)));
}
BENCHMARK(underThePointer)->Arg(10'000)->Arg(1'000'000)->Unit(benchmark::kMicrosecond);

} // namespace
