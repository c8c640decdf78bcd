#include "session/tablemodel.h"

#include "support/madeupstore.h"
#include "support/tempstore.h"

#include <QAbstractItemModelTester>
#include <QFont>
#include <QSignalSpy>
#include <QTest>

using namespace marz;
using session::IncidentTableModel;

class TableModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void followsTheRulesOfModels();
    void sorts_data();
    void sorts();
    void unknownIsADashAndNotCopied();
    void possibleIsMarked();
    void placesAreLoadedForWhatIsLookedAt();
    void placesAreSortedOnceLoaded();
    void persistentIndexesFollowTheSorting();
    void rowsOfFids();

private:
    QString title(const IncidentTableModel &model, int row) const
    {
        return model.index(row, IncidentTableModel::Title).data().toString();
    }

    test::TempFolder m_folder;
    int m_number = 0;
    std::unique_ptr<session::Workspace> m_workspace;
};

void TableModelTest::init()
{
    m_workspace = std::make_unique<session::Workspace>();
    QVERIFY(test::openMadeUp(*m_workspace, m_folder.path(QStringLiteral("%1.gpkg").arg(++m_number))));
}

void TableModelTest::followsTheRulesOfModels()
{
    IncidentTableModel model(m_workspace->filtered(), m_workspace->store());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.sort(IncidentTableModel::Title);
    m_workspace->filter().setDays({QDate(2024, 11, 1), QDate(2024, 11, 30)});
    QCOMPARE(model.rowCount(), 2);
    m_workspace->filter().clear();
    model.sort(IncidentTableModel::Killed, Qt::DescendingOrder);
    QCOMPARE(model.rowCount(), 7);
}

void TableModelTest::sorts_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<bool>("isAscending");
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("last");
    QTest::newRow("oldest first") << int(IncidentTableModel::Date) << true << "Arms cache"
                                  << "Drone seen";
    QTest::newRow("newest first, undated last")
        << int(IncidentTableModel::Date) << false << "Shelling of a village"
        << "Drone seen";
    QTest::newRow("title") << int(IncidentTableModel::Title) << true << "Arms cache"
                           << "Smugglers of weapons";
    QTest::newRow("most killed first") << int(IncidentTableModel::Killed) << false << "Smugglers of weapons"
                                       << "Drone seen";
    QTest::newRow("coarsest last") << int(IncidentTableModel::Precision) << true
                                   << "Rally of <b>miners</b> & others"
                                   << "Smugglers of weapons";
}

void TableModelTest::sorts()
{
    QFETCH(int, column);
    QFETCH(bool, isAscending);
    IncidentTableModel model(m_workspace->filtered(), m_workspace->store());
    model.sort(column, isAscending ? Qt::AscendingOrder : Qt::DescendingOrder);
    QTEST(title(model, 0), "first");
    QTEST(title(model, model.rowCount() - 1), "last");
}

void TableModelTest::unknownIsADashAndNotCopied()
{
    IncidentTableModel model(m_workspace->filtered(), m_workspace->store());
    const int row = model.rowOfFid(test::fidTitled(*m_workspace, QStringLiteral("Drone seen")));
    const QModelIndex killed = model.index(row, IncidentTableModel::Killed);
    QCOMPARE(killed.data().toString(), QStringLiteral("-"));
    QCOMPARE(killed.data(IncidentTableModel::TextRole).toString(), QString());
    QVERIFY(killed.data(Qt::ToolTipRole).toString().contains(QStringLiteral("not known")));
    QVERIFY(killed.data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight);
    QCOMPARE(model.index(row, IncidentTableModel::Date).data().toString(), QStringLiteral("undated"));
}

void TableModelTest::possibleIsMarked()
{
    m_workspace->filter().setDays({QDate(2024, 11, 18), QDate(2024, 11, 30)});
    IncidentTableModel model(m_workspace->filtered(), m_workspace->store());
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(model.index(0, 0).data(Qt::FontRole).value<QFont>().italic());
    QCOMPARE(model.index(0, 0).data(IncidentTableModel::MatchRole).toInt(), int(incident::Match::Possible));
}

void TableModelTest::placesAreLoadedForWhatIsLookedAt()
{
    IncidentTableModel model(m_workspace->filtered(), m_workspace->store());
    const int row =
        model.rowOfFid(test::fidTitled(*m_workspace, QStringLiteral("Attack on gold mine workers")));
    QCOMPARE(model.index(row, IncidentTableModel::Place).data().toString(), QString());
    QTRY_COMPARE(model.index(row, IncidentTableModel::Place).data().toString(),
                 QStringLiteral("Zarbuz gorge"));
}

void TableModelTest::placesAreSortedOnceLoaded()
{
    IncidentTableModel model(m_workspace->filtered(), m_workspace->store());
    model.sort(IncidentTableModel::Place, Qt::DescendingOrder); // the only one with a place comes first
    QVERIFY(title(model, 0) != QStringLiteral("Attack on gold mine workers"));
    QTRY_COMPARE(title(model, 0), QStringLiteral("Attack on gold mine workers"));
    int places = 0;
    model.withPlaces({model.fidAt(0), model.fidAt(1)}, [&places] { ++places; });
    QCOMPARE(places, 1); // loaded already, the empty one too
}

void TableModelTest::persistentIndexesFollowTheSorting()
{
    IncidentTableModel model(m_workspace->filtered(), m_workspace->store());
    const qint64 fid = test::fidTitled(*m_workspace, QStringLiteral("Siege of a post"));
    const QPersistentModelIndex kept = model.index(model.rowOfFid(fid), IncidentTableModel::Title);
    model.sort(IncidentTableModel::Title);
    QCOMPARE(kept.data(IncidentTableModel::FidRole).toLongLong(), fid);
}

void TableModelTest::rowsOfFids()
{
    IncidentTableModel model(m_workspace->filtered(), m_workspace->store());
    for (int row = 0; row < model.rowCount(); ++row)
        QCOMPARE(model.rowOfFid(model.fidAt(row)), row);
    QCOMPARE(model.fidAt(-1), qint64(0));
    m_workspace->filter().setDays({QDate(2024, 11, 1), QDate(2024, 11, 30)});
    QCOMPARE(model.rowOfFid(test::fidTitled(*m_workspace, QStringLiteral("Drone seen"))), -1);
    QCOMPARE(model.rowOfFid(99999), -1);
}

QTEST_GUILESS_MAIN(TableModelTest)
#include "tablemodeltest.moc"
