#include "base/error.h"
#include "index/histogram.h"
#include "session/commands.h"
#include "session/commandstore.h"
#include "session/filteredview.h"
#include "session/foreignlayer.h"
#include "session/geodata.h"
#include "session/mapframe.h"
#include "session/rasterlayers.h"
#include "session/recordverbs.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QPainter>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <sys/resource.h>
#include <unistd.h>

/// `bench`: this machine's figures, measured on the code that the window runs.
namespace marz::session {

namespace {

const geo::GeoBox benchExtent{67, 35, 76, 41}; ///< Tajikistan and its neighbours: the view of every figure
const QSize benchSize{1920, 1080};
constexpr int frames = 200;

/// What there was nothing to measure with: the keys are there all the same.
QJsonObject notMeasured()
{
    return {{QStringLiteral("p50"), QJsonValue()}, {QStringLiteral("p99"), QJsonValue()}};
}

/// Milliseconds of each of @p count runs as {p50, p99}.
QJsonObject measured(
    int count, const std::function<void(int)> &run, const std::function<void()> &before = [] {})
{
    std::vector<double> ms;
    for (int i = 0; i < count; ++i) {
        before();
        QElapsedTimer clock;
        clock.start();
        run(i);
        ms.push_back(double(clock.nsecsElapsed()) / 1e6);
    }
    std::sort(ms.begin(), ms.end());
    const auto at = [&ms](double share) {
        return ms[std::min(ms.size() - 1, static_cast<std::size_t>(share * double(ms.size())))];
    };
    return {{QStringLiteral("p50"), at(0.50)}, {QStringLiteral("p99"), at(0.99)}};
}

double since(const QElapsedTimer &clock)
{
    return double(clock.nsecsElapsed()) / 1e6;
}

double presentMegabytes()
{
    QFile status(QStringLiteral("/proc/self/statm"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    return status.readAll().split(' ').value(1).toDouble() * double(sysconf(_SC_PAGESIZE)) / (1 << 20);
}

/// What the screen leaves between two frames, with the events that come meanwhile.
void waitForNextFrame()
{
    constexpr int frameMs = 16;
    QEventLoop loop;
    QTimer::singleShot(frameMs, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

double peakMegabytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return double(usage.ru_maxrss) / 1024;
}

/// Saves @p count edits to a copy of the store, so that the measured one is left alone.
QJsonObject measuredEdits(const QString &path, int count)
{
    const QTemporaryDir folder;
    const QString copy = folder.filePath(QStringLiteral("bench.gpkg"));
    store::Store::open(path, store::Access::ReadOnly).backup(copy);
    store::Store store = store::Store::open(copy);
    std::vector<qint64> fids;
    store.eachFacts([&](incident::Facts &&facts) {
        fids.push_back(facts.fid);
        return fids.size() < static_cast<std::size_t>(count);
    });
    if (fids.empty())
        return notMeasured();
    return measured(count, [&](int i) {
        std::optional<incident::Incident> each =
            store.incident(fids[static_cast<std::size_t>(i) % fids.size()]);
        each->summary = QStringLiteral("edit %1").arg(i);
        incident::ChangeSet set = saveIncident(std::move(*each), QStringLiteral("bench"), *sharedGeodata());
        store.apply(set);
    });
}

/// Frames of the map with foreign layers, as the window composes them: `layers_ms` = read and projected,
/// `layers_sharp_ms` = from a new view to the sharp frame, `layers_drag_ms` and `layers_zoom_ms` = a frame
/// while the view moves and the worker draws.
void measureLayers(const QStringList &files, map::Scene scene, const map::Viewport &view, QJsonObject &json)
{
    QElapsedTimer clock;
    clock.start();
    for (const QString &file : files)
        insertForeign(scene.layers, foreignLayer(foreignChoice(file, 0), {}, {}).layer);
    map::prepareFor(scene, view.crs(), {}, {});
    json.insert(QStringLiteral("layers_ms"), since(clock));
    json.insert(QStringLiteral("layers_rss_mb"), presentMegabytes());
    QImage image(benchSize, QImage::Format_ARGB32_Premultiplied);
    MapFrame frame;
    frame.setScene(scene);
    const auto paint = [&](const map::Viewport &each) {
        QPainter painter(&image);
        frame.paint(painter, each);
    };
    constexpr int sharpFrames = 20;
    json.insert(QStringLiteral("layers_sharp_ms"), measured(sharpFrames, [&](int i) {
                    const map::Viewport each = view.zoomed(1 + 0.01 * i, {960, 540});
                    frame.waitUntilSharp(each);
                    paint(each);
                }));
    // A step of 9 pixels each 16 ms, as a hand drags: the base image runs out and is drawn again meanwhile.
    map::Viewport moving = view;
    json.insert(QStringLiteral("layers_drag_ms"),
                measured(
                    frames,
                    [&](int i) {
                        moving = moving.moved(QPointF(i < frames / 2 ? 9 : -9, 4));
                        paint(moving);
                    },
                    waitForNextFrame));
    json.insert(QStringLiteral("layers_zoom_ms"), measured(
                                                      frames,
                                                      [&](int i) {
                                                          paint(view.zoomed(1 + 0.02 * (i % 50), {700, 500}));
                                                      },
                                                      waitForNextFrame));
    json.insert(QStringLiteral("layers_max_rss_mb"), peakMegabytes());
}

/// Words that occur in the data, for the search.
QStringList wordsOf(const store::Store &store)
{
    QStringList words;
    store.eachFacts([&words](incident::Facts &&facts) {
        words += facts.title.split(u' ', Qt::SkipEmptyParts);
        return words.size() < 200;
    });
    return words;
}

QString figureText(const QString &name, const QJsonValue &figure)
{
    if (!figure.isObject())
        return QStringLiteral("%1: %2").arg(name).arg(figure.toDouble());
    const QJsonValue p50 = figure[QLatin1String("p50")];
    if (p50.isNull())
        return QStringLiteral("%1: not measured, the store has no incidents for it").arg(name);
    return QStringLiteral("%1: p50 %2, p99 %3")
        .arg(name)
        .arg(p50.toDouble(), 0, 'f', 2)
        .arg(figure[QLatin1String("p99")].toDouble(), 0, 'f', 2);
}

} // namespace

CommandResult benchStore(const QString &path, const QStringList &layers)
{
    QElapsedTimer clock;
    clock.start();
    const std::shared_ptr<const Geodata> geodata = sharedGeodata();
    const map::Viewport view = map::Viewport::showing(benchExtent, geo::Crs::webMercator(), benchSize);
    QImage image(benchSize, QImage::Format_ARGB32_Premultiplied);
    map::Scene scene;
    scene.layers = geodata->layers;
    MapFrame frame;
    frame.setScene(scene);
    frame.waitUntilSharp(view);
    {
        QPainter painter(&image);
        frame.paint(painter, view);
    }
    QJsonObject json;
    json.insert(QStringLiteral("first_frame_ms"), since(clock));

    clock.restart();
    const CommandStore opened(path, store::Access::ReadOnly);
    const index::IncidentIndex &rows = *opened.index;
    scene.incidents.index = opened.index;
    scene.incidents.mask = std::make_shared<const index::Mask>(rows.filter({}));
    frame.setScene(scene);
    const auto paint = [&](const map::Viewport &each) {
        QPainter painter(&image);
        frame.paint(painter, each);
    };
    paint(view);
    json.insert(QStringLiteral("incidents"), static_cast<qint64>(rows.size()));
    json.insert(QStringLiteral("open_ms"), since(clock));

    json.insert(QStringLiteral("drag_ms"),
                measured(frames, [&](int i) { paint(view.moved(QPointF(i % 300, i % 170))); }));
    map::Renderer renderer;
    json.insert(QStringLiteral("frame_ms"), measured(frames, [&](int i) {
                    QPainter painter(&image);
                    renderer.drawFrame(painter, scene, view.moved(QPointF(i, 0)));
                }));

    const auto span = rows.daySpan().value_or(std::pair<qint32, qint32>{0, 0});
    const auto scrubbed = [&](int i) {
        incident::Filter filter;
        const qint32 first = span.first + static_cast<qint32>(double(span.second - span.first) * i / frames);
        filter.days = {QDate::fromJulianDay(first), QDate::fromJulianDay(first + 364)};
        const Filtered filtered =
            filteredOf(opened.index, filter, [&](const incident::Filter &f) { return rows.filter(f); });
        scene.incidents.mask = filtered.mask;
        frame.setScene(scene);
        index::histogram(rows, *filtered.maskAnyDay, span.first, span.second,
                         index::binSizeFor(span.second - span.first + 1, 200));
        paint(view);
    };
    json.insert(QStringLiteral("scrub_ms"), measured(frames, scrubbed));

    const auto &types = rows.vocabulary().types();
    json.insert(QStringLiteral("filter_ms"), measured(frames, [&](int i) {
                    incident::Filter filter;
                    filter.types = {types[static_cast<std::size_t>(i) % types.size()].code};
                    rows.filter(filter);
                }));
    const QStringList words = wordsOf(opened.store);
    const auto searched = [&](int i) { opened.store.search(words[i % words.size()], 50); };
    json.insert(QStringLiteral("search_ms"), words.isEmpty() ? notMeasured() : measured(frames, searched));
    scene.incidents.mask = std::make_shared<const index::Mask>(rows.filter({}));
    frame.setScene(scene);
    paint(view);
    json.insert(QStringLiteral("pick_ms"), measured(frames, [&](int i) {
                    frame.pick(view, QPointF((i * 97) % 1920, (i * 61) % 1080));
                }));
    json.insert(QStringLiteral("edit_ms"), measuredEdits(path, frames));
    json.insert(QStringLiteral("bytes_per_incident"), static_cast<qint64>(rows.bytesPerIncident()));
    json.insert(QStringLiteral("max_rss_mb"), peakMegabytes());
    if (!layers.isEmpty()) {
        const double before = presentMegabytes();
        measureLayers(layers, scene, view, json);
        json.insert(QStringLiteral("layers_memory_mb"),
                    json[QLatin1String("layers_rss_mb")].toDouble() - before);
    }

    CommandResult result;
    QStringList lines;
    for (auto it = json.begin(); it != json.end(); ++it)
        lines << figureText(it.key(), it.value());
    result.json = json;
    result.text = lines.join(u'\n');
    return result;
}

} // namespace marz::session
