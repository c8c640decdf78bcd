/// Draws the window offscreen in the states that reviewers look at, as PNG files in the folder given.
/// No test: scripts/screenshots runs it once per pixel ratio and theme.
#include "support/elevations.h"
#include "ui/desk.h"
#include "ui/entryform.h"
#include "ui/layerdesk.h"
#include "ui/layerspanel.h"
#include "ui/mainactions.h"
#include "ui/mainwindow.h"

#include <QDialog>
#include <QDir>
#include <QFile>

#include <algorithm>
#include <cmath>
#include <cstdio>

using namespace marz;

namespace {

/// Lets everything settle that comes from workers and timers, and the map become sharp.
void settle(test::Desk &desk, ui::MainWindow &window)
{
    for (int i = 0; i < 3; ++i) {
        desk.settle();
        QTest::qWait(150);
    }
    (void)QTest::qWaitFor([&] { return window.map()->isSharp(); }, 20'000);
    QTest::qWait(100);
}

void shoot(test::Desk &desk, ui::MainWindow &window, const QString &folder, const QString &name)
{
    settle(desk, window);
    const QString path = QDir(folder).filePath(name + QStringLiteral(".png"));
    if (window.grab().save(path))
        std::printf("%s\n", qPrintable(path));
    else
        std::fprintf(stderr, "cannot write %s\n", qPrintable(path));
}

incident::Incident articleIncident()
{
    incident::Incident incident;
    incident.title = QStringLiteral("Gunmen attack gold mine workers in Shamsiddin Shohin");
    incident.summary =
        QStringLiteral("Attack on a mining camp; the assailants are said to have crossed from Afghanistan.");
    incident.eventType = QStringLiteral("armed_assault");
    incident.when =
        incident::windowOfDays(QDate(2024, 11, 17), QDate(2024, 11, 18), QStringLiteral("Asia/Dushanbe"),
                               incident::TimePrecision::PartOfDay, incident::PartOfDay::Night);
    incident.when.text = QStringLiteral("the nights of November 17 and 18");
    incident.where.place = QStringLiteral("Zarafshan Valley of Shamsuddin Shohin District");
    incident.where.point = geo::LonLat{70.0, 37.85};
    incident.where.precision = incident::PlacePrecision::District;
    incident.where.radiusM = 25'000;
    incident.where.country = QStringLiteral("TJK");
    incident.where.admin1Code = QStringLiteral("TJ-KT");
    incident.where.admin1 = QStringLiteral("Khatlon");
    incident.where.admin2 = QStringLiteral("Shamsiddin Shohin");
    incident::Casualty killed;
    killed.outcome = incident::Outcome::Killed;
    killed.side = incident::Side::Victim;
    killed.nationality = QStringLiteral("CHN");
    killed.count = {1, 1, 1};
    incident::Casualty injured = killed;
    injured.outcome = incident::Outcome::Injured;
    injured.count = {4, 4, 4};
    incident::Casualty local = injured;
    local.nationality = QStringLiteral("TJK");
    local.count = {1, 1, 1};
    incident.casualties = {killed, injured, local};
    incident::SourceUse source;
    source.publisher = QStringLiteral("RASC");
    source.publishedAt = QStringLiteral("2024-11-20");
    source.language = QStringLiteral("en");
    incident.sources = {source};
    return incident;
}

/// Measuring, rings and the way to the border.
void shootTools(test::Desk &desk, ui::MainWindow &window, const QString &folder, const QString &prefix)
{
    session::Workspace &workspace = desk.workspace;
    window.actionsOfWindow()->workspaces[0]->trigger();
    workspace.selection().clear();
    workspace.view().showBox({69.0, 37.0, 71.2, 38.6});
    window.actionsOfWindow()->tool(ui::MapTool::Measure)->trigger();
    for (const geo::LonLat at : {geo::LonLat{69.6, 37.6}, geo::LonLat{70.3, 37.9}, geo::LonLat{70.5, 37.5}})
        workspace.measuring().add(at);
    workspace.measuring().moveLooseEnd(geo::LonLat{70.1, 37.35});
    shoot(desk, window, folder, prefix + QStringLiteral("7-measure"));
    workspace.measuring().clear();
    window.map()->setTool(ui::MapTool::Pan);
    workspace.marks().addRings({{{70.0, 37.85}, {}, 0}, {10'000, 25'000, 50'000}});
    const auto link = session::borderLink({{70.0, 37.85}, {}, 0}, *workspace.geodata());
    if (link)
        workspace.marks().addLink(*link);
    shoot(desk, window, folder, prefix + QStringLiteral("8-rings"));
    workspace.marks().clear();
}

/// Districts of one's own with names in three scripts, so that labels and styles are seen.
QByteArray ownDistricts()
{
    const struct {
        double west, south;
        const char *name;
    } cells[] = {{69.0, 37.2, "Шамсиддин Шоҳин"}, {69.7, 37.2, "شهر بزرگ"}, {70.4, 37.2, "Khwahan"},
                 {69.0, 37.8, "Данғара"},         {69.7, 37.8, "Ховалинг"}, {70.4, 37.8, "دروازِ پایین"}};
    QByteArray features;
    int number = 0;
    for (const auto &cell : cells) {
        ++number;
        const auto corner = [&](double x, double y) -> QByteArray {
            return QByteArray("[") + QByteArray::number(cell.west + x * 0.7) + "," +
                   QByteArray::number(cell.south + y * 0.6) + "]";
        };
        features += QByteArray(features.isEmpty() ? "" : ",") +
                    R"({"type":"Feature","properties":{"name":")" + cell.name + R"(","number":)" +
                    QByteArray::number(number * number) +
                    R"(},"geometry":{"type":"Polygon","coordinates":[[)" + corner(0, 0) + "," + corner(1, 0) +
                    "," + corner(1, 1) + "," + corner(0, 1) + "," + corner(0, 0) + "]]}}";
    }
    return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}

/// A layer of one's own, and the map in other projections.
void shootProjections(test::Desk &desk, ui::MainWindow &window, const QString &folder, const QString &prefix)
{
    session::Workspace &workspace = desk.workspace;
    const QString path = desk.folder.path(QStringLiteral("districts.geojson"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(ownDistricts()) < 0)
        std::fprintf(stderr, "cannot write %s\n", qPrintable(path));
    file.close();
    workspace.userLayers().setHelperProgram(QStringLiteral(MARZ_PROGRAM));
    workspace.userLayers().add(session::LayerSource{path, {}, {}, {}});
    workspace.userLayers().finish();
    workspace.view().showBox({68.6, 36.9, 71.6, 38.7});
    shoot(desk, window, folder, prefix + QStringLiteral("9-own-layer"));
    workspace.layers().setGraticule(true);
    const auto in = [&](const geo::Crs &crs, const QString &name) {
        workspace.setMapCrs(crs);
        (void)QTest::qWaitFor([&] { return workspace.view().viewport().crs() == crs; }, 20'000);
        workspace.view().showBox({61, 33, 79, 43});
        shoot(desk, window, folder, prefix + name);
    };
    in(geo::Crs::webMercator(), QStringLiteral("10-mercator"));
    in(geo::Crs::fromEpsg(32642), QStringLiteral("11-utm"));
    in(geo::Crs::equalAreaAt({70, 38}), QStringLiteral("12-equal-area"));
    in(geo::Crs::conformalAt({70, 38}), QStringLiteral("13-conformal"));
    workspace.layers().setGraticule(false);
}

/// Ranges and valleys that rise to the east; no real ones.
double madeUpHeight(double lon, double lat)
{
    const double ridge = std::abs(std::sin(5 * lon + 2 * std::sin(2.3 * lat))) *
                         std::abs(std::cos(7 * lat + 1.5 * std::sin(3.1 * lon)));
    const double detail = std::sin(31 * lon + 17 * lat) * std::sin(23 * lat - 9 * lon);
    const double rise = std::clamp((lon - 67) / 5, 0.0, 1.0);
    return 350 + 3200 * rise + (500 + 2200 * rise) * (1 - ridge) + 140 * rise * detail;
}

/// A dialog over the window, as both are seen.
void shootDialog(test::Desk &desk, ui::MainWindow &window, const QString &folder, const QString &name)
{
    settle(desk, window);
    auto *dialog = window.findChild<QDialog *>(QString(), Qt::FindDirectChildrenOnly);
    if (dialog && dialog->grab().save(QDir(folder).filePath(name + QStringLiteral(".png"))))
        std::printf("%s\n", qPrintable(name));
    if (dialog)
        dialog->reject();
}

/// Terrain under the map, the small map in the corner, and the dialogs of rasters and services.
void shootTerrain(test::Desk &desk, ui::MainWindow &window, const QString &folder, const QString &prefix)
{
    session::Workspace &workspace = desk.workspace;
    const QString path = desk.folder.path(QStringLiteral("Heights.asc"));
    if (!test::writeHeights(path, 66, 35.5, 540, 330, 1.0 / 60, madeUpHeight))
        std::fprintf(stderr, "cannot write %s\n", qPrintable(path));
    const QString id = workspace.userLayers().add(session::LayerSource{path, {}, {}, {}});
    workspace.userLayers().finish();
    workspace.layers().setOverview(true);
    workspace.setMapCrs(geo::Crs::webMercator());
    (void)QTest::qWaitFor([&] { return workspace.view().viewport().crs() == geo::Crs::webMercator(); },
                          20'000);
    workspace.view().showBox({68.6, 36.6, 72.6, 38.9});
    auto *panel = window.findChild<ui::LayersPanel *>();
    if (panel)
        panel->select(id);
    shoot(desk, window, folder, prefix + QStringLiteral("14-terrain"));
    window.findChild<ui::LayerDesk *>()->showProperties(id);
    shootDialog(desk, window, folder, prefix + QStringLiteral("15-raster-style"));
    window.actionsOfWindow()->addOnline->trigger();
    shootDialog(desk, window, folder, prefix + QStringLiteral("16-online"));
    workspace.layers().setOverview(false);
}

void shootAll(const QString &folder, const QString &prefix, QSize size, const QString &theme)
{
    test::Desk desk;
    QSettings().setValue(QStringLiteral("theme"), theme);
    ui::applyTheme(*qApp);
    ui::MainWindow window(desk.workspace);
    window.resize(size);
    window.start();
    window.show();
    (void)QTest::qWaitFor([&] { return desk.workspace.geodata() && desk.workspace.store().summary().isOpen; },
                          60'000);
    window.actionsOfWindow()->workspaces[0]->trigger();
    window.actionsOfWindow()->resetWorkspace->trigger();
    shoot(desk, window, folder, prefix + QStringLiteral("1-first-start"));

    desk.workspace.store().open(session::sampleStore(desk.folder.path(QStringLiteral("own"))));
    (void)QTest::qWaitFor([&] { return !desk.workspace.store().summary().isSample; }, 30'000);
    desk.workspace.selection().select({{}, QStringLiteral("TJ-KT"), 0});
    shoot(desk, window, folder, prefix + QStringLiteral("2-region"));

    incident::Filter month;
    month.days = {QDate(2024, 11, 1), QDate(2024, 11, 30)};
    desk.workspace.filter().setFilter(month);
    const std::vector<qint64> fids = desk.workspace.filtered().matchingFids();
    if (!fids.empty())
        desk.workspace.goToIncident(fids.front());
    shoot(desk, window, folder, prefix + QStringLiteral("3-month"));

    desk.workspace.filter().clear();
    window.actionsOfWindow()->workspaces[1]->trigger();
    window.entryForm()->startFrom(articleIncident());
    shoot(desk, window, folder, prefix + QStringLiteral("4-enter"));
    window.actionsOfWindow()->workspaces[2]->trigger();
    shoot(desk, window, folder, prefix + QStringLiteral("5-brief"));
    window.actionsOfWindow()->workspaces[3]->trigger();
    shoot(desk, window, folder, prefix + QStringLiteral("6-review"));
    shootTools(desk, window, folder, prefix);
    shootProjections(desk, window, folder, prefix);
    shootTerrain(desk, window, folder, prefix);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    const QStringList words = app.arguments();
    if (words.size() < 4) {
        std::fprintf(stderr, "usage: screenshots FOLDER PREFIX WIDTHxHEIGHT [light|dark]\n");
        return 2;
    }
    QDir().mkpath(words[1]);
    const QStringList size = words[3].split(u'x');
    shootAll(words[1], words[2], QSize(size.value(0).toInt(), size.value(1).toInt()),
             words.value(4, QStringLiteral("light")));
    return 0;
}
