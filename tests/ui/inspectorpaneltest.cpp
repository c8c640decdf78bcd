#include "ui/inspectorpanel.h"

#include "support/madeupstore.h"
#include "support/shots.h"
#include "support/tempstore.h"
#include "ui/foldingsection.h"
#include "ui/historyview.h"
#include "ui/hovercard.h"
#include "ui/offmaptray.h"
#include "ui/recordtext.h"
#include "ui/recordview.h"
#include "ui/regionview.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QListWidget>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

using namespace marz;

class InspectorPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void saysWhatWouldBeHere();
    void showsTheWholeRecord();
    void textOfDataIsPlain();
    void callout();
    void chainsHaveTheirOrigin();
    void buttonsTell();
    void copiesTheCallout();
    void linkGoesToTheOther();
    void historyIsLoadedOnDemand();
    void foldingIsRemembered();
    void severalAreListed();
    void hiddenByTheFilterIsSaid();
    void withdrawnIsSaid();
    void nothingIsWiderThanThePanel();
    void borderDistanceIsAsVagueAsThePlace_data();
    void borderDistanceIsAsVagueAsThePlace();
    void hoverLeavesOutWhatIsNotKnown();
    void regionIsShown();
    void trayListsWhatIsNotOnTheMap();

private:
    qint64 fid(const QString &title) const { return test::fidTitled(*m_workspace, title); }
    /// Selects the incident and waits for its record.
    void showRecord(const QString &title) const;
    ui::RecordView *record() const { return m_panel->findChild<ui::RecordView *>(); }
    /// The words of all labels that are shown.
    QStringList words() const;
    bool says(const QString &text) const;

    test::TempFolder m_folder;
    int m_number = 0;
    std::unique_ptr<session::Workspace> m_workspace;
    std::unique_ptr<ui::InspectorPanel> m_panel;
};

void InspectorPanelTest::initTestCase()
{
    test::useTestSettings(QStringLiteral("inspectorpanel"));
}

void InspectorPanelTest::init()
{
    QSettings().clear();
    m_workspace = std::make_unique<session::Workspace>();
    QVERIFY(test::openMadeUp(*m_workspace, m_folder.path(QStringLiteral("%1.gpkg").arg(++m_number))));
    m_panel = std::make_unique<ui::InspectorPanel>(*m_workspace);
    m_panel->resize(360, 1600);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
}

void InspectorPanelTest::cleanup()
{
    m_panel.reset();
    m_workspace.reset();
}

void InspectorPanelTest::showRecord(const QString &title) const
{
    m_workspace->selection().selectIncident(fid(title));
    QTRY_COMPARE(record()->incident().title, title);
    QTRY_VERIFY(record()->isVisible());
}

QStringList InspectorPanelTest::words() const
{
    QStringList all;
    for (const QLabel *label : m_panel->findChildren<QLabel *>()) {
        if (label->isVisible())
            all << label->text();
    }
    for (const QToolButton *button : m_panel->findChildren<QToolButton *>()) {
        if (button->isVisible())
            all << button->accessibleName();
    }
    return all;
}

bool InspectorPanelTest::says(const QString &text) const
{
    return words().join(u'\n').contains(text);
}

void InspectorPanelTest::saysWhatWouldBeHere()
{
    QVERIFY(says(QStringLiteral("Nothing is selected")));
}

void InspectorPanelTest::showsTheWholeRecord()
{
    showRecord(QStringLiteral("Attack on gold mine workers"));
    for (const QString &expected :
         {QStringLiteral("Zarbuz gorge"), QStringLiteral("Asia/Dushanbe"), QStringLiteral("within 25 km"),
          QStringLiteral("TJ-KT"), QStringLiteral("4-5"), QStringLiteral("CHN"),
          QStringLiteral("Rival hypotheses"), QStringLiteral("Islamist militants"),
          QStringLiteral("grade C3"), QStringLiteral("from Yeni Safak"),
          QStringLiteral("2 outlets, 1 origin"), QStringLiteral("(chosen)"),
          QStringLiteral("namesake in Sughd"), QStringLiteral("mining"), QStringLiteral("disputed"),
          QStringLiteral("earlier crossing"), QStringLiteral("TLP:GREEN")})
        QVERIFY2(says(expected), qPrintable(expected));
    test::shoot(*m_panel, QStringLiteral("inspector"));
}

void InspectorPanelTest::textOfDataIsPlain()
{
    showRecord(test::taggedTitle);
    const auto *title = m_panel->findChild<QLabel *>(QStringLiteral("title"));
    QCOMPARE(title->text(), test::taggedTitle);
    for (const QLabel *label : m_panel->findChildren<QLabel *>())
        QVERIFY2(label->textFormat() == Qt::PlainText || label->text().isEmpty() ||
                     !label->text().contains(u'<'),
                 qPrintable(label->text()));
}

void InspectorPanelTest::callout()
{
    const QString text = ui::calloutText(test::goldMine(), incident::Vocabulary::shipped());
    QVERIFY2(text.startsWith(QStringLiteral("armed assault, ")), qPrintable(text));
    QVERIFY(text.contains(QStringLiteral(
        "Zarbuz gorge (district). Reported: 1 killed. Attribution: suspected by RASC. 1 origin, disputed.")));
    QVERIFY(
        !text.contains(QStringLiteral("traffickers"))); // a perpetrator that is not established is not named
}

void InspectorPanelTest::chainsHaveTheirOrigin()
{
    const std::vector<ui::ChainLine> lines = ui::chainLines(test::goldMine().sources);
    QCOMPARE(lines.size(), std::size_t(2));
    QVERIFY((lines[0] == ui::ChainLine{0, 0}));
    QVERIFY((lines[1] == ui::ChainLine{1, 1}));
    std::vector<incident::SourceUse> circle(2);
    circle[0].cites = 1;
    circle[1].cites = 0;
    QVERIFY(ui::chainLines(circle).size() >= 2); // and it ends
}

void InspectorPanelTest::buttonsTell()
{
    showRecord(QStringLiteral("Siege of a post"));
    const qint64 expected = fid(QStringLiteral("Siege of a post"));
    QSignalSpy edit(m_panel.get(), &ui::InspectorPanel::editRequested);
    QSignalSpy duplicate(m_panel.get(), &ui::InspectorPanel::duplicateRequested);
    QSignalSpy withdraw(m_panel.get(), &ui::InspectorPanel::withdrawRequested);
    QSignalSpy remove(m_panel.get(), &ui::InspectorPanel::deleteRequested);
    for (const char *name : {"edit", "duplicate", "withdraw", "delete"})
        QTest::mouseClick(record()->findChild<QToolButton *>(QString::fromLatin1(name)), Qt::LeftButton);
    for (const QSignalSpy *spy : {&edit, &duplicate, &withdraw, &remove}) {
        QCOMPARE(spy->count(), 1);
        QCOMPARE(spy->first().first().toLongLong(), expected);
    }
}

void InspectorPanelTest::copiesTheCallout()
{
    showRecord(QStringLiteral("Attack on gold mine workers"));
    QTest::mouseClick(record()->findChild<QToolButton *>(QStringLiteral("copyText")), Qt::LeftButton);
    QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("Reported: 1 killed")));
}

void InspectorPanelTest::linkGoesToTheOther()
{
    showRecord(QStringLiteral("Attack on gold mine workers"));
    QTest::mouseClick(record()->findChild<QToolButton *>(QStringLiteral("link")), Qt::LeftButton);
    QTRY_COMPARE(record()->incident().uid, test::smugglersUid);
    QCOMPARE(m_workspace->selection().selected().incidents,
             std::vector<qint64>{fid(QStringLiteral("Smugglers of weapons"))});
}

void InspectorPanelTest::historyIsLoadedOnDemand()
{
    showRecord(QStringLiteral("Siege of a post"));
    QVERIFY(!record()->history()->isLoaded());
    auto *section = record()->findChild<ui::FoldingSection *>(QStringLiteral("history"));
    QTest::mouseClick(section->findChild<QToolButton *>(QStringLiteral("header")), Qt::LeftButton);
    QTRY_VERIFY(record()->history()->isLoaded());
}

void InspectorPanelTest::foldingIsRemembered()
{
    showRecord(QStringLiteral("Siege of a post"));
    auto *section = record()->findChild<ui::FoldingSection *>(QStringLiteral("where"));
    QVERIFY(section->isUnfolded());
    QTest::mouseClick(section->findChild<QToolButton *>(QStringLiteral("header")), Qt::LeftButton);
    showRecord(QStringLiteral("Drone seen"));
    QTRY_VERIFY(!record()->findChild<ui::FoldingSection *>(QStringLiteral("where"))->isUnfolded());
}

void InspectorPanelTest::severalAreListed()
{
    const qint64 first = fid(QStringLiteral("Siege of a post"));
    const qint64 second = fid(QStringLiteral("Drone seen"));
    m_workspace->selection().select({{first, second}, {}, 0});
    QVERIFY(says(QStringLiteral("2 incidents selected")));
    auto *list = m_panel->findChild<QListWidget *>(QStringLiteral("severalList"));
    QCOMPARE(list->count(), 2);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(1)).center());
    QCOMPARE(m_workspace->selection().selected().incidents, std::vector<qint64>{second});
}

void InspectorPanelTest::hiddenByTheFilterIsSaid()
{
    showRecord(QStringLiteral("Siege of a post"));
    QVERIFY(!says(QStringLiteral("Not in the present filter")));
    incident::Filter filter;
    filter.countries = {QStringLiteral("TJK")};
    m_workspace->filter().setFilter(filter);
    QVERIFY(says(QStringLiteral("Not in the present filter")));
}

void InspectorPanelTest::withdrawnIsSaid()
{
    incident::Incident made = test::goldMine();
    ui::RecordView view;
    const auto &vocabulary = m_workspace->store().vocabulary();
    view.setIncident(made, vocabulary, false);
    QVERIFY(!view.findChild<QLabel *>(QStringLiteral("withdrawn")));
    QVERIFY(view.findChild<QToolButton *>(QStringLiteral("withdraw"))->isEnabled());
    QVERIFY(!ui::HoverCard::linesOf(made, vocabulary, 0).contains(QStringLiteral("WITHDRAWN")));
    made.workflow = incident::Workflow::Withdrawn;
    ui::RecordView withdrawn;
    withdrawn.setIncident(made, vocabulary, false);
    QVERIFY(withdrawn.findChild<QLabel *>(QStringLiteral("withdrawn")));
    QVERIFY(withdrawn.findChild<QLabel *>(QStringLiteral("title"))->font().strikeOut());
    QVERIFY(!withdrawn.findChild<QToolButton *>(QStringLiteral("withdraw"))->isEnabled());
    QVERIFY(ui::HoverCard::linesOf(made, vocabulary, 0).startsWith(QStringLiteral("WITHDRAWN\n")));
}

void InspectorPanelTest::nothingIsWiderThanThePanel()
{
    incident::Incident made = test::goldMine();
    made.subType = QStringLiteral("vehicle_ramming_of_a_convoy_of_a_mining_company_on_the_road_to_the_pass");
    ui::RecordView view;
    view.resize(260, 700);
    view.setIncident(made, m_workspace->store().vocabulary(), false);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const auto *area = view.findChild<QScrollArea *>();
    QCOMPARE(area->widget()->width(), area->viewport()->width());
    const QList<QWidget *> chips = view.findChildren<QWidget *>(QStringLiteral("chip"));
    QVERIFY(!chips.isEmpty());
    bool isInWords = false;
    for (const QWidget *chip : chips) {
        const int right = chip->mapTo(area->widget(), QPoint(chip->width(), 0)).x();
        QVERIFY2(right <= area->viewport()->width(), qPrintable(QString::number(right)));
        isInWords |= chip->findChild<QLabel *>()->text().startsWith(QStringLiteral("vehicle ramming of"));
    }
    QVERIFY(isInWords);
}

void InspectorPanelTest::borderDistanceIsAsVagueAsThePlace_data()
{
    QTest::addColumn<double>("distanceM");
    QTest::addColumn<double>("radiusM"); ///< below 0 = unknown
    QTest::addColumn<QString>("words");
    QTest::newRow("known better than the distance") << 12'000.0 << 500.0 << "about 12 km";
    QTest::newRow("no radius") << 54.0 << -1.0 << "about 54 m";
    QTest::newRow("may be anywhere up to the radius") << 54.0 << 45'000.0 << "0 to 45 km";
}

void InspectorPanelTest::borderDistanceIsAsVagueAsThePlace()
{
    QFETCH(double, distanceM);
    QFETCH(double, radiusM);
    incident::Where where;
    where.borderDistanceM = distanceM;
    if (radiusM >= 0)
        where.radiusM = radiusM;
    QTEST(ui::borderDistanceText(where), "words");
}

void InspectorPanelTest::hoverLeavesOutWhatIsNotKnown()
{
    const auto &vocabulary = m_workspace->store().vocabulary();
    incident::Incident made = test::titled(QStringLiteral("Rally"), QStringLiteral("protest"));
    QVERIFY(ui::HoverCard::linesOf(made, vocabulary, 0)
                .contains(QStringLiteral("Killed and injured: not known")));
    made.casualties = {test::people(incident::Outcome::Killed, incident::Side::Victim, {}, 2, 2)};
    QVERIFY(ui::HoverCard::linesOf(made, vocabulary, 0).contains(QStringLiteral("Reported: 2 killed\n")));
}

void InspectorPanelTest::regionIsShown()
{
    session::RegionReport report;
    report.code = QStringLiteral("TJ-KT");
    report.name = QStringLiteral("Khatlon");
    report.country = QStringLiteral("TJK");
    report.names = {report.name, QStringLiteral("Хатлон"), QStringLiteral("ختلان")};
    report.certain = 2;
    report.possible = 1;
    report.toll.killed = {1, 1, 4};
    report.byType = {{QStringLiteral("protest"), 1}};
    report.byYear = {{QStringLiteral("2023"), 1}, {QStringLiteral("2024"), 2}};
    report.incidents = {fid(test::taggedTitle), fid(QStringLiteral("Arms cache"))};
    ui::RegionView view;
    view.resize(360, 700);
    view.setReport(report, QStringLiteral("Tajikistan (TJK)"), m_workspace->store());
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    test::shoot(view, QStringLiteral("region"));
    bool isRightToLeft = false;
    for (const QLabel *label : view.findChildren<QLabel *>()) {
        if (label->text() == report.names[2])
            isRightToLeft = label->layoutDirection() == Qt::RightToLeft;
    }
    QVERIFY(isRightToLeft);
    QSignalSpy only(&view, &ui::RegionView::onlyThisRequested);
    QTest::mouseClick(view.findChild<QToolButton *>(QStringLiteral("onlyThis")), Qt::LeftButton);
    QCOMPARE(only.first().first().toString(), report.code);
    QSignalSpy chosen(&view, &ui::RegionView::incidentChosen);
    auto *list = view.findChild<QListWidget *>(QStringLiteral("regionIncidents"));
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(1)).center());
    QCOMPARE(chosen.first().first().toLongLong(), report.incidents[1]);
}

void InspectorPanelTest::trayListsWhatIsNotOnTheMap()
{
    ui::OffMapTray tray(*m_workspace);
    tray.resize(320, 400);
    tray.show();
    QVERIFY(QTest::qWaitForWindowExposed(&tray));
    auto *tree = tray.findChild<QTreeWidget *>();
    QVERIFY(tree);
    QCOMPARE(tree->topLevelItemCount(), 3);
    for (int group = 0; group < 3; ++group)
        QCOMPARE(tree->topLevelItem(group)->text(1), QStringLiteral("1"));
    QTreeWidgetItem *smugglers = tree->topLevelItem(0)->child(0)->child(0);
    tree->expandAll();
    tree->scrollToItem(smugglers);
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualItemRect(smugglers).center());
    QCOMPARE(m_workspace->selection().selected().incidents,
             std::vector<qint64>{fid(QStringLiteral("Smugglers of weapons"))});
    test::shoot(tray, QStringLiteral("tray"));
}

QTEST_MAIN(InspectorPanelTest)
#include "inspectorpaneltest.moc"
