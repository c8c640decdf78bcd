#include "session/regionreport.h"

#include "session/commands.h"
#include "support/madeupstore.h"
#include "support/tempstore.h"

#include <QJsonArray>
#include <QTest>

using namespace marz;

/// The people of a region: who only possibly died in it is never counted as certain.
class RegionReportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void possibleMatchesRaiseTheHighOnly_data();
    void possibleMatchesRaiseTheHighOnly();

private:
    test::TempFolder m_folder;
    QString m_path;
    int m_number = 0;
    std::unique_ptr<session::Workspace> m_workspace;
};

void RegionReportTest::init()
{
    m_workspace = std::make_unique<session::Workspace>();
    m_path = m_folder.path(QStringLiteral("%1.gpkg").arg(++m_number));
    QVERIFY(test::openMadeUp(*m_workspace, m_path));
}

void RegionReportTest::possibleMatchesRaiseTheHighOnly_data()
{
    QTest::addColumn<QStringList>("types");
    QTest::addColumn<int>("certain");
    QTest::addColumn<int>("possible");
    QTest::addColumn<QString>("killed");
    QTest::newRow("certain alone") << QStringList{"armed_assault"} << 1 << 0 << "1";
    QTest::newRow("possible alone") << QStringList{"security_operation"} << 0 << 1 << "up to 3";
    QTest::newRow("both") << QStringList{"armed_assault", "security_operation"} << 1 << 1 << "1-4";
}

void RegionReportTest::possibleMatchesRaiseTheHighOnly()
{
    QFETCH(QStringList, types);
    incident::Filter filter;
    filter.types = types;
    m_workspace->filter().setFilter(filter);
    const session::RegionReport report = session::regionReport(
        QStringLiteral("TJ-KT"), m_workspace->filtered().filtered(), *session::sharedGeodata());
    QTEST(int(report.certain), "certain");
    QTEST(int(report.possible), "possible");
    QTEST(incident::rangeText(report.toll.killed), "killed");

    filter.regions = {{QStringLiteral("TJ-KT"), {}, QStringLiteral("TJK"), QStringLiteral("Khatlon")}};
    const QJsonArray killed = session::countIncidents(m_path, filter, {}).json["killed"].toArray();
    const auto figure = [&](int at) {
        return killed[at].isNull() ? std::optional<qint64>() : std::optional<qint64>(killed[at].toInt());
    };
    const incident::Range counted{figure(0), figure(1), figure(2)};
    QCOMPARE(counted, report.toll.killed); // the command line says the same
}

QTEST_GUILESS_MAIN(RegionReportTest)
#include "regionreporttest.moc"
