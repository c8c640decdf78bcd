#include "session/windowexport.h"
#include "support/layerfiles.h"
#include "support/marzrun.h"
#include "ui/bannerline.h"
#include "ui/desk.h"
#include "ui/mainactions.h"
#include "ui/mainwindow.h"
#include "ui/mapexportdialog.h"
#include "ui/tableexportdialog.h"

#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace marz;

/// What leaves the window: pictures and tables, written by the real dialogs.
class ExportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void theWindowsPictureIsTheCommandLines_data();
    void theWindowsPictureIsTheCommandLines();
    void aLayerThatIsGoneIsAWarningOfTheCommandLine();
    void theButtonSaysThatAFileIsReplaced();
    void whatCannotBeWrittenIsSaid_data();
    void whatCannotBeWrittenIsSaid();
    void thePublicPictureShowsThePublicPlace();
    void theClipboardGetsASlide();
    void theTableHoldsWhatTheFilterShows();
    void anEmptyTableIsNotSuccess();

private:
    QString path(const char *name) const { return m_desk->folder.path(QLatin1String(name)); }
    /// Fills in the dialog, presses the button and returns what the dialog says then.
    QString exported(QDialog &dialog, const QString &path);
    QString mapExported(const QString &path);
    /// Three layers in the store: one styled by category under the units, one hidden, one of its first style.
    void addLayers();
    test::Run rendered(const geo::GeoBox &seen, const QString &file) const;

    QImage m_before; ///< of the row before
    std::unique_ptr<test::Desk> m_desk;
    std::unique_ptr<ui::MainWindow> m_window;
};

void ExportTest::initTestCase()
{
    m_desk = std::make_unique<test::Desk>();
    QVERIFY(m_desk->loadGeodata());
    const QString store = session::sampleStore(m_desk->folder.path(QStringLiteral("own")));
    m_window = std::make_unique<ui::MainWindow>(m_desk->workspace);
    m_window->resize(1366, 768);
    m_window->start(store);
    m_window->show();
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->workspace.store().summary().isOpen &&
                                 !m_desk->workspace.store().summary().isSample &&
                                 m_desk->workspace.store().index()->size() == 71,
                             60'000);
}

void ExportTest::cleanupTestCase()
{
    m_window.reset();
    m_desk.reset();
}

QString ExportTest::exported(QDialog &dialog, const QString &path)
{
    dialog.show();
    dialog.findChild<QLineEdit *>(QStringLiteral("exportPath"))->setText(path);
    auto *button = dialog.findChild<QPushButton *>(QStringLiteral("runExport"));
    QTest::mouseClick(button, Qt::LeftButton);
    if (!QTest::qWaitFor([&] { return button->isEnabled(); }, 60'000))
        return QStringLiteral("still running");
    return dialog.findChild<QLabel *>(QStringLiteral("exportStatus"))->text();
}

QString ExportTest::mapExported(const QString &path)
{
    ui::MapExportDialog dialog(m_desk->workspace);
    dialog.findChild<QLineEdit *>(QStringLiteral("exportTitle"))
        ->setText(QStringLiteral("Khatlon, November 2024"));
    auto *size = dialog.findChild<QComboBox *>(QStringLiteral("exportSize"));
    size->setCurrentIndex(size->findText(QStringLiteral("Slide"), Qt::MatchStartsWith));
    return exported(dialog, path);
}

void ExportTest::addLayers()
{
    session::UserLayers &layers = m_desk->workspace.userLayers();
    layers.setHelperProgram(QStringLiteral(MARZ_PROGRAM));
    QStringList ids;
    for (const char *name : {"classes.geojson", "hidden.geojson", "first.geojson"}) {
        std::vector<test::Square> squares = test::threeSquares();
        for (test::Square &each : squares) {
            each.lon -= 0.3 * static_cast<double>(ids.size());
            each.lat += 0.2 * static_cast<double>(ids.size());
        }
        QVERIFY(test::writeSquares(path(name), squares));
        ids << layers.add(session::LayerSource{path(name), {}, {}, {}});
        layers.finish();
    }
    map::LayerStyle style = *layers.layer(ids[0])->style;
    style.kind = map::StyleKind::Categories;
    style.field = QStringLiteral("kind");
    style.classes.resize(2, style.classes[0]);
    style.classes[0].value = style.classes[0].label = QStringLiteral("town");
    style.classes[0].fill = Qt::red;
    layers.setStyle(ids[0], style);
    layers.finish();
    session::LayerList &list = m_desk->workspace.layers();
    list.setVisible(list.rowOf(ids[1]), false);
    list.move(list.rowOf(ids[0]), 1);
    m_desk->workspace.layerStore().flush();
    m_desk->settle();
}

test::Run ExportTest::rendered(const geo::GeoBox &seen, const QString &file) const
{
    const auto degrees = [](double value) { return QString::number(value, 'g', 17); };
    return test::marzRun({QStringLiteral("render"), m_desk->workspace.store().summary().path, file,
                          QStringLiteral("--from"), QStringLiteral("2024-11-01"), QStringLiteral("--to"),
                          QStringLiteral("2024-11-30"), QStringLiteral("--size"), QStringLiteral("1920x1080"),
                          QStringLiteral("--title"), QStringLiteral("Khatlon, November 2024"),
                          QStringLiteral("--extent=") + degrees(seen.west) + u',' + degrees(seen.south) +
                              u',' + degrees(seen.east) + u',' + degrees(seen.north)});
}

void ExportTest::theWindowsPictureIsTheCommandLines_data()
{
    QTest::addColumn<bool>("hasLayers");
    QTest::newRow("the map's layers") << false;
    QTest::newRow("layers that the store keeps") << true; // last: they stay
}

void ExportTest::theWindowsPictureIsTheCommandLines()
{
    QFETCH(bool, hasLayers);
    if (hasLayers)
        addLayers();
    incident::Filter month;
    month.days = {QDate(2024, 11, 1), QDate(2024, 11, 30)};
    m_desk->workspace.filter().setFilter(month);
    const auto geodata = m_desk->workspace.geodata();
    m_desk->workspace.view().showBox(geo::extentOf(geodata->boundaries.unit(QStringLiteral("TJ-KT"))->area));

    const geo::GeoBox seen = m_desk->workspace.view().viewport().geoBox();
    const QString status = mapExported(path("window.png"));
    QVERIFY2(status.startsWith(QStringLiteral("Written and read back")), qPrintable(status));

    const test::Run render = rendered(seen, path("command.png"));
    QVERIFY2(render.exitCode == 0, render.err.constData());
    QVERIFY2(render.err.isEmpty(), render.err.constData());

    const QImage ours(path("window.png"));
    const QImage theirs(path("command.png"));
    QCOMPARE(ours.size(), QSize(1920, 1080));
    QCOMPARE(theirs.size(), ours.size());
    QCOMPARE(theirs, ours);
    QVERIFY(ours != std::exchange(m_before, ours)); // the layers are seen
}

void ExportTest::aLayerThatIsGoneIsAWarningOfTheCommandLine()
{
    QVERIFY(QFile::remove(path("first.geojson")));
    const test::Run render = rendered(m_desk->workspace.view().viewport().geoBox(), path("without.png"));
    QCOMPARE(render.exitCode, 0);
    QVERIFY2(render.err.contains("The layer first is not drawn."), render.err.constData());
    QVERIFY(!render.out.contains("first"));
    QVERIFY(!QImage(path("without.png")).isNull());
}

void ExportTest::theButtonSaysThatAFileIsReplaced()
{
    QFile old(path("old.png"));
    QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
    old.close();
    ui::MapExportDialog dialog(m_desk->workspace);
    auto *button = dialog.findChild<QPushButton *>(QStringLiteral("runExport"));
    auto *line = dialog.findChild<QLineEdit *>(QStringLiteral("exportPath"));
    line->setText(path("new.png"));
    QCOMPARE(button->text(), QStringLiteral("Export"));
    line->setText(path("old.png"));
    QCOMPARE(button->text(), QStringLiteral("Replace old.png"));
    line->clear();
    QVERIFY(!button->isEnabled());
}

void ExportTest::whatCannotBeWrittenIsSaid_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("says");
    QTest::newRow("no such folder") << QStringLiteral("none/map.png") << QStringLiteral("cannot be written");
    QTest::newRow("unknown ending") << QStringLiteral("map.doc") << QStringLiteral(".png or .jpg");
    QTest::newRow("a folder") << QStringLiteral("own") << QStringLiteral("own");
}

void ExportTest::whatCannotBeWrittenIsSaid()
{
    QFETCH(QString, name);
    QFETCH(QString, says);
    const QString status = mapExported(m_desk->folder.path(name));
    QVERIFY2(status.contains(says) && !status.startsWith(QStringLiteral("Written")), qPrintable(status));
}

void ExportTest::thePublicPictureShowsThePublicPlace()
{
    m_desk->workspace.filter().clear();
    session::OpenStore &store = m_desk->workspace.store();
    // An exact place that the public may know to the province only, and one that it may not know at all.
    std::vector<qint64> fids;
    for (index::Row row = 0; row < store.index()->size() && fids.size() < 2; ++row) {
        if (store.index()->isLocated(row) &&
            store.index()->placePrecision(row) <= incident::PlacePrecision::Near)
            fids.push_back(store.index()->fid(row));
    }
    QCOMPARE(fids.size(), std::size_t(2));
    std::vector<incident::Incident> records;
    store.loadIncidents(fids, this, [&](const auto &loaded) { records = loaded; });
    QTRY_COMPARE(records.size(), std::size_t(2));
    for (incident::Incident &record : records) {
        record.workflow = incident::Workflow::Reviewed;
        record.handling =
            record.fid == fids[0] ? incident::Handling::Public : incident::Handling::NeverExport;
        record.publicPrecision = incident::PlacePrecision::Province;
        store.apply(session::saveIncident(record, QStringLiteral("AB"), *m_desk->workspace.geodata()));
    }
    m_desk->settle();

    std::optional<session::MapExport> prepared;
    session::MapExportChoice choice;
    choice.sizePx = {1920, 1080};
    choice.profile = incident::Profile::Public;
    session::prepareExport(m_desk->workspace, choice, this,
                           [&](const session::MapExport &made) { prepared = made; });
    QTRY_VERIFY(prepared);
    const index::IncidentIndex &shown = *prepared->scene.incidents.index;
    const index::Mask &mask = *prepared->scene.incidents.mask;
    QVERIFY(mask.matches(*shown.rowOf(fids[0])));
    QCOMPARE(shown.placePrecision(*shown.rowOf(fids[0])), incident::PlacePrecision::Province);
    QVERIFY(!mask.matches(*shown.rowOf(fids[1])));
    // The window itself goes on showing what is known.
    QVERIFY(store.index()->placePrecision(*store.index()->rowOf(fids[0])) <= incident::PlacePrecision::Near);
}

void ExportTest::theClipboardGetsASlide()
{
    QGuiApplication::clipboard()->clear();
    m_window->actionsOfWindow()->copySlide->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!QGuiApplication::clipboard()->image().isNull(), 60'000);
    QCOMPARE(QGuiApplication::clipboard()->image().size(), QSize(1920, 1080));
    // Text and symbols are drawn for a slide that is read from afar, not for a screen of 96 dpi.
    QCOMPARE(QGuiApplication::clipboard()->image().dotsPerMeterX(), 6299);
    QTRY_COMPARE(m_window->banner()->message(), QStringLiteral("The map is on the clipboard (1920 x 1080)."));
}

void ExportTest::theTableHoldsWhatTheFilterShows()
{
    incident::Filter year;
    year.days = {QDate(2025, 1, 1), QDate(2025, 12, 31)};
    m_desk->workspace.filter().setFilter(year);
    const std::size_t matched = m_desk->workspace.filtered().filtered().total;
    QVERIFY(matched > 0 && matched < 71);
    ui::TableExportDialog dialog(m_desk->workspace);
    const QString status = exported(dialog, path("year.csv"));
    QVERIFY2(status.contains(QStringLiteral("%1 rows").arg(matched)), qPrintable(status));
    auto *words = dialog.findChild<QLabel *>(QStringLiteral("exportStatus"));
    QTRY_VERIFY(words->height() >= words->heightForWidth(words->width()));
    QVERIFY(dialog.rect().contains(words->geometry()));
    QVERIFY(words->height() > words->fontMetrics().lineSpacing()); // it is more than one line
    QFile file(path("year.csv"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().count("\r\n") >= static_cast<qsizetype>(matched) + 1);
}

void ExportTest::anEmptyTableIsNotSuccess()
{
    incident::Filter never;
    never.days = {QDate(1700, 1, 1), QDate(1700, 1, 2)};
    m_desk->workspace.filter().setFilter(never);
    QCOMPARE(m_desk->workspace.filtered().filtered().total, std::size_t(0));
    ui::TableExportDialog dialog(m_desk->workspace);
    const QString status = exported(dialog, path("empty.csv"));
    QVERIFY2(!status.startsWith(QStringLiteral("Written")), qPrintable(status));
    QVERIFY(!QFile::exists(path("empty.csv")));
    m_desk->workspace.filter().clear();
}

QTEST_MAIN(ExportTest)
#include "exporttest.moc"
