#include "map/labelplacer.h"
#include "map/projectedlayer.h"
#include "map/renderer.h"
#include "map/symbolplacer.h"
#include "session/geodata.h"
#include "support/mapscene.h"

#include <QGuiApplication>
#include <QPainter>

#include <benchmark/benchmark.h>

#include <random>

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

/// A wavy line between two corners of a cell, the same for both cells that share it.
std::vector<geo::LonLat> fractalEdge(geo::LonLat a, geo::LonLat b, std::size_t steps, unsigned seed)
{
    std::vector<geo::LonLat> line(steps + 1);
    line.front() = a;
    line.back() = b;
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> offset(-0.25, 0.25);
    for (std::size_t step = steps; step > 1; step /= 2) {
        for (std::size_t i = 0; i + step <= steps; i += step) {
            const geo::LonLat p = line[i];
            const geo::LonLat q = line[i + step];
            const double k = offset(random);
            line[i + step / 2] = {(p.lon + q.lon) / 2 - (q.lat - p.lat) * k,
                                  (p.lat + q.lat) / 2 + (q.lon - p.lon) * k};
        }
    }
    return line;
}

/// 49 x 49 areas over 60-80 E, 30-45 N with boundaries of 512 steps: 4.9 million vertices.
std::shared_ptr<const map::LayerContent> largeContent()
{
    constexpr unsigned cells = 49;
    constexpr std::size_t steps = 512;
    const auto corner = [](unsigned x, unsigned y) {
        return geo::LonLat{60 + 20.0 * x / cells, 30 + 15.0 * y / cells};
    };
    const auto across = [&](unsigned x, unsigned y) {
        return fractalEdge(corner(x, y), corner(x + 1, y), steps, 2 * (y * 1000 + x));
    };
    const auto up = [&](unsigned x, unsigned y) {
        return fractalEdge(corner(x, y), corner(x, y + 1), steps, 2 * (y * 1000 + x) + 1);
    };
    std::vector<map::LayerFeature> features;
    for (unsigned y = 0; y < cells; ++y) {
        for (unsigned x = 0; x < cells; ++x) {
            std::vector<geo::LonLat> ring = across(x, y);
            const auto east = up(x + 1, y);
            ring.insert(ring.end(), east.begin() + 1, east.end());
            const auto north = across(x, y + 1);
            ring.insert(ring.end(), north.rbegin() + 1, north.rend());
            const auto west = up(x, y);
            ring.insert(ring.end(), west.rbegin() + 1, west.rend());
            map::LayerFeature feature;
            feature.geometry = geo::polygonGeometry(std::move(ring));
            features.push_back(std::move(feature));
        }
    }
    return std::make_shared<const map::LayerContent>(map::LayerContent{std::move(features)});
}

map::ReferenceLayer largeLayer()
{
    static const std::shared_ptr<const map::LayerContent> content = largeContent();
    map::ReferenceLayer layer;
    layer.id = QStringLiteral("large");
    layer.content = content;
    layer.colour = QColor(120, 60, 160);
    return layer;
}

void largeLayerIsProjected(benchmark::State &state)
{
    const map::ReferenceLayer layer = largeLayer();
    for (auto _ : state)
        benchmark::DoNotOptimize(map::ProjectedLayer(*layer.content, geo::Crs::webMercator()));
}
BENCHMARK(largeLayerIsProjected)->Unit(benchmark::kMillisecond);

/// The argument is the scale: 1 = the view of `marz bench`, more = closer.
void largeLayerSharp(benchmark::State &state)
{
    map::Scene scene = bundledScene();
    scene.layers.push_back(largeLayer());
    map::Renderer renderer;
    const map::Viewport view = baselineView().zoomed(double(state.range(0)), {960, 540});
    renderer.baseImage(scene, view);
    int step = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(renderer.baseImage(scene, view.moved({++step % 50 * 3.0, 0})));
}
BENCHMARK(largeLayerSharp)->Unit(benchmark::kMillisecond)->Arg(1)->Arg(10)->Arg(100);

} // namespace
