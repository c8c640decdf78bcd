#include "session/filteredview.h"

#include "store/connection.h"
#include "support/madeupstore.h"
#include "support/tempstore.h"

#include <QSignalSpy>
#include <QTest>

using namespace marz;

class FilteredViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void countsWhatIsNotOnTheMap();
    void barsIgnoreTheDays();
    void barsIgnoreTheDaysBesideUndated();
    void days_data();
    void days();
    void recordConditionsAreAnsweredByTheStore();
    void theFilterIsThatOfTheMaskWhileTheStoreIsAsked();
    void whatTheStoreCannotAnswerMatchesNothing();
    void maskForLeavesThePresentFilterAlone();
    void anEditIsSeen();

private:
    const session::Filtered &filtered() const { return m_workspace->filtered().filtered(); }

    test::TempFolder m_folder;
    int m_number = 0;
    std::unique_ptr<session::Workspace> m_workspace;
};

void FilteredViewTest::init()
{
    m_workspace = std::make_unique<session::Workspace>();
    QVERIFY(test::openMadeUp(*m_workspace, m_folder.path(QStringLiteral("%1.gpkg").arg(++m_number))));
}

void FilteredViewTest::countsWhatIsNotOnTheMap()
{
    QCOMPARE(filtered().total, std::size_t(7));
    QCOMPARE(filtered().certain, std::size_t(7));
    QCOMPARE(filtered().undated, std::size_t(1));
    QCOMPARE(filtered().unlocated, std::size_t(1));
    QCOMPARE(filtered().coarse, std::size_t(1));
}

void FilteredViewTest::barsIgnoreTheDays()
{
    m_workspace->filter().setDays({QDate(2024, 11, 1), QDate(2024, 11, 30)});
    QCOMPARE(filtered().total, std::size_t(2));
    QCOMPARE(filtered().maskAnyDay->total(), std::size_t(7));
    QCOMPARE(filtered().undated, std::size_t(1));
}

void FilteredViewTest::barsIgnoreTheDaysBesideUndated()
{
    incident::Filter filter;
    filter.days = {QDate(2024, 11, 1), QDate(2024, 11, 30)};
    filter.undated = true;
    m_workspace->filter().setFilter(filter);
    QCOMPARE(filtered().total, std::size_t(3)); // two of November and the undated one
    QCOMPARE(filtered().maskAnyDay->total(), std::size_t(7));
    QCOMPARE(filtered().undated, std::size_t(1));
}

void FilteredViewTest::days_data()
{
    QTest::addColumn<QDate>("first");
    QTest::addColumn<QDate>("last");
    QTest::addColumn<int>("certain");
    QTest::addColumn<int>("possible");
    QTest::newRow("November 2024") << QDate(2024, 11, 1) << QDate(2024, 11, 30) << 2 << 0;
    QTest::newRow("the second night only") << QDate(2024, 11, 18) << QDate(2024, 11, 30) << 0 << 1;
    QTest::newRow("a day of the siege") << QDate(2024, 7, 15) << QDate(2024, 7, 15) << 1 << 0;
    QTest::newRow("a month of the year-only one") << QDate(2023, 3, 1) << QDate(2023, 3, 31) << 0 << 1;
    QTest::newRow("2023") << QDate(2023, 1, 1) << QDate(2023, 12, 31) << 2 << 0;
    QTest::newRow("open end") << QDate(2024, 12, 1) << QDate() << 1 << 0;
}

void FilteredViewTest::days()
{
    QFETCH(QDate, first);
    QFETCH(QDate, last);
    m_workspace->filter().setDays({first, last});
    QTEST(int(filtered().certain), "certain");
    QTEST(int(filtered().total - filtered().certain), "possible");
}

void FilteredViewTest::recordConditionsAreAnsweredByTheStore()
{
    incident::Filter filter;
    filter.casualty = incident::CasualtyChoice{QStringLiteral("CHN"), incident::Outcome::Killed, {}};
    m_workspace->filter().setFilter(filter);
    QTRY_COMPARE(filtered().total, std::size_t(1));
    m_workspace->filter().setDays({QDate(2023, 1, 1), QDate(2023, 12, 31)});
    QCOMPARE(filtered().total, std::size_t(0)); // at once: nothing is asked again
    m_workspace->filter().clear();
    QCOMPARE(filtered().total, std::size_t(7));
}

void FilteredViewTest::theFilterIsThatOfTheMaskWhileTheStoreIsAsked()
{
    incident::Filter filter;
    filter.casualty = incident::CasualtyChoice{QStringLiteral("CHN"), incident::Outcome::Killed, {}};
    m_workspace->filter().setFilter(filter);
    QCOMPARE(filtered().total, std::size_t(7)); // not answered yet: what is shown is still all
    QVERIFY(filtered().filter.isEmpty());
    QTRY_COMPARE(filtered().total, std::size_t(1));
    QCOMPARE(filtered().filter, filter);
}

void FilteredViewTest::whatTheStoreCannotAnswerMatchesNothing()
{
    const QString path = m_workspace->store().summary().path;
    store::Connection(path, store::OpenMode::ReadWrite).execute("DROP TABLE casualties");
    QSignalSpy failed(&m_workspace->store(), &session::OpenStore::failed);
    incident::Filter filter;
    filter.casualty = incident::CasualtyChoice{QStringLiteral("CHN"), incident::Outcome::Killed, {}};
    m_workspace->filter().setFilter(filter);
    QTRY_COMPARE(filtered().total, std::size_t(0));
    QCOMPARE(filtered().filter, filter);
    QTRY_VERIFY(!failed.isEmpty());
    QCOMPARE(m_workspace->filtered().maskFor(filter).total(), std::size_t(0));
    m_workspace->filter().clear();
    QCOMPARE(filtered().total, std::size_t(7));
}

void FilteredViewTest::maskForLeavesThePresentFilterAlone()
{
    incident::Filter afghan;
    afghan.countries = {QStringLiteral("AFG")};
    QCOMPARE(m_workspace->filtered().maskFor(afghan).total(), std::size_t(2));
    QCOMPARE(filtered().total, std::size_t(7));
}

void FilteredViewTest::anEditIsSeen()
{
    QSignalSpy changed(&m_workspace->filtered(), &session::FilteredView::filteredChanged);
    incident::ChangeSet set;
    set.who = QStringLiteral("AB");
    set.changes.push_back(
        incident::DeleteIncident{test::fidTitled(*m_workspace, QStringLiteral("Drone seen"))});
    m_workspace->store().apply(set);
    m_workspace->store().finish();
    QCOMPARE(filtered().total, std::size_t(6));
    QCOMPARE(filtered().undated, std::size_t(0));
    QVERIFY(changed.count() >= 1);
}

QTEST_GUILESS_MAIN(FilteredViewTest)
#include "filteredviewtest.moc"
