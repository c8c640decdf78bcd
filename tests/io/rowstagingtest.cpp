#include "io/tables.h"

#include <QtTest>

using namespace marz;
using namespace marz::tests;

/// Dates, coordinates and counts as people write them.
class RowStagingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsDates_data();
    void readsDates();
    void provesOrder_data();
    void provesOrder();
    void readsCoordinates_data();
    void readsCoordinates();
    void readsCounts_data();
    void readsCounts();
    void readsPartsOfDay();
    void readsOffsets();
    void readsReportDays();
    void takesNoErrorForAValue_data();
    void takesNoErrorForAValue();
    void keepsTitlesShort();
};

void RowStagingTest::readsDates_data()
{
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QString>("order"); // "" = none given
    QTest::addColumn<QString>("days");  // first/last, or a problem kind
    QTest::newRow("iso") << "2024-11-17"
                         << ""
                         << "2024-11-17/2024-11-17";
    QTest::newRow("iso with slashes") << "2024/11/17"
                                      << ""
                                      << "2024-11-17/2024-11-17";
    QTest::newRow("compact") << "20241117"
                             << ""
                             << "2024-11-17/2024-11-17";
    QTest::newRow("database midnight") << "2024-11-17 00:00:00.000"
                                       << ""
                                       << "2024-11-17/2024-11-17";
    QTest::newRow("with time") << "2024-11-17 18:30"
                               << ""
                               << "2024-11-17/2024-11-17";
    QTest::newRow("month as word") << "16 May 2025"
                                   << ""
                                   << "2025-05-16/2025-05-16";
    QTest::newRow("month first") << "May 16, 2025"
                                 << ""
                                 << "2025-05-16/2025-05-16";
    QTest::newRow("short year") << "16-May-25"
                                << ""
                                << "2025-05-16/2025-05-16";
    QTest::newRow("russian") << QStringLiteral("16 мая 2025") << ""
                             << "2025-05-16/2025-05-16";
    QTest::newRow("two days") << "17-18 November 2024"
                              << ""
                              << "2024-11-17/2024-11-18";
    QTest::newRow("interval") << "2024-11-17/2024-11-18"
                              << ""
                              << "2024-11-17/2024-11-18";
    QTest::newRow("dots") << "03.04.2024"
                          << ""
                          << "2024-04-03/2024-04-03";
    QTest::newRow("month") << "2024-02"
                           << ""
                           << "2024-02-01/2024-02-29";
    QTest::newRow("month word") << "Feb 2024"
                                << ""
                                << "2024-02-01/2024-02-29";
    QTest::newRow("year") << "2024"
                          << ""
                          << "2024-01-01/2024-12-31";
    QTest::newRow("javascript") << "Thu Jan 07 2016 21:19:10 GMT+0000 (UTC)"
                                << ""
                                << "2016-01-08/2016-01-08"; // in Dushanbe
    QTest::newRow("clear by its size") << "25/03/2024"
                                       << ""
                                       << "2024-03-25/2024-03-25";
    QTest::newRow("same both ways") << "05/05/2024"
                                    << ""
                                    << "2024-05-05/2024-05-05";
    QTest::newRow("ambiguous") << "03/04/2024"
                               << ""
                               << "ambiguous_date";
    QTest::newRow("dmy") << "03/04/2024"
                         << "dmy"
                         << "2024-04-03/2024-04-03";
    QTest::newRow("mdy") << "03/04/2024"
                         << "mdy"
                         << "2024-03-04/2024-03-04";
    QTest::newRow("against the order") << "03/25/2024"
                                       << "dmy"
                                       << "bad_date";
    QTest::newRow("30 February") << "2024-02-30"
                                 << ""
                                 << "bad_date";
    QTest::newRow("30 February in words") << "30 February 2024"
                                          << ""
                                          << "bad_date";
    QTest::newRow("29 February") << "29.02.2023"
                                 << ""
                                 << "bad_date";
    QTest::newRow("serial number") << "45613"
                                   << ""
                                   << "bad_date";
    QTest::newRow("words") << "last week"
                           << ""
                           << "bad_date";
    QTest::newRow("hour 25") << "2024-11-17 25:00"
                             << ""
                             << "bad_date";
}

void RowStagingTest::readsDates()
{
    QFETCH(QString, cell);
    QFETCH(QString, order);
    QFETCH(QString, days);
    const io::TableData table = tableOf(QStringLiteral("title,date\nx,\"%1\"\n").arg(cell));
    io::ImportMapping mapping = io::guessMapping(table);
    if (!order.isEmpty())
        mapping.dateOrder = order == "dmy" ? io::DateOrder::DayMonthYear : io::DateOrder::MonthDayYear;
    const io::StagedImport result = io::stageImport(table, mapping, incident::Vocabulary::shipped());
    if (!days.contains(u'/')) {
        QCOMPARE(result.rejected, 1);
        QCOMPARE(result.problems.at(0).kind, days);
        QCOMPARE(result.problems.at(0).row, 2);
        QCOMPARE(result.problems.at(0).column, QStringLiteral("date"));
        QCOMPARE(result.problems.at(0).value, cell);
        QCOMPARE(result.needsDateOrder, days == "ambiguous_date");
        return;
    }
    QVERIFY2(result.staged.size() == 1, qPrintable(problemsText(result)));
    const incident::When &when = result.staged[0].incident.when;
    QCOMPARE(when.dateStart.toString(Qt::ISODate) + u'/' + when.dateEnd.toString(Qt::ISODate), days);
}

void RowStagingTest::provesOrder_data()
{
    QTest::addColumn<QStringList>("dates");
    QTest::addColumn<int>("order"); // -1 = none
    QTest::newRow("day first") << QStringList{"03/04/2024", "25/04/2024"} << 0;
    QTest::newRow("month first") << QStringList{"03/04/2024", "04/25/2024"} << 1;
    QTest::newRow("iso") << QStringList{"2024-04-03"} << 2;
    QTest::newRow("both") << QStringList{"25/04/2024", "04/25/2024"} << -1;
    QTest::newRow("neither") << QStringList{"03/04/2024", "05/06/2024"} << -1;
}

void RowStagingTest::provesOrder()
{
    QFETCH(QStringList, dates);
    QFETCH(int, order);
    const io::TableData table = tableOf(QStringLiteral("date\n") + dates.join(u'\n') + u'\n');
    const auto proven = io::provenDateOrder(table, QStringLiteral("date"));
    QCOMPARE(proven ? static_cast<int>(*proven) : -1, order);
    QVERIFY(!io::provenDateOrder(table, QStringLiteral("none")));
}

void RowStagingTest::readsCoordinates_data()
{
    QTest::addColumn<QString>("lat");
    QTest::addColumn<QString>("lon");
    QTest::addColumn<QString>("expected"); // "lat lon", or a problem kind
    QTest::newRow("plain") << "37.84"
                           << "70.04"
                           << "37.84 70.04";
    QTest::newRow("decimal comma") << "37,84"
                                   << "70,04"
                                   << "37.84 70.04";
    QTest::newRow("letters") << QStringLiteral("37.84° N") << QStringLiteral("70.04° E") << "37.84 70.04";
    QTest::newRow("west") << "5.5"
                          << "4.25 W"
                          << "5.5 -4.25";
    QTest::newRow("latitude 95") << "95"
                                 << "70"
                                 << "bad_coordinate";
    QTest::newRow("longitude 200") << "37"
                                   << "200"
                                   << "bad_coordinate";
    QTest::newRow("no number") << "north"
                               << "70"
                               << "bad_coordinate";
    QTest::newRow("one only") << "37.84"
                              << ""
                              << "bad_coordinate";
    QTest::newRow("not a number") << "nan"
                                  << "70"
                                  << "bad_coordinate";
    QTest::newRow("exchanged") << "70.04"
                               << "37.84"
                               << "swapped_coordinates";
    QTest::newRow("zero") << "0"
                          << "0.0"
                          << "zero_coordinate";
}

void RowStagingTest::readsCoordinates()
{
    QFETCH(QString, lat);
    QFETCH(QString, lon);
    QFETCH(QString, expected);
    const io::StagedImport result = staged(QStringLiteral("title,lat,lon\nx,\"%1\",\"%2\"\n").arg(lat, lon));
    if (!expected.contains(u' ')) {
        QCOMPARE(result.problems.size(), 1U);
        QCOMPARE(result.problems[0].kind, expected);
        QCOMPARE(result.problems[0].row, 2);
        QCOMPARE(result.rejected, expected == "zero_coordinate" ? 0 : 1);
        if (!result.staged.empty())
            QVERIFY(result.staged[0].incident.where.isUnlocated());
        return;
    }
    QVERIFY2(result.staged.size() == 1, qPrintable(problemsText(result)));
    const geo::LonLat point = result.staged[0].incident.where.point.value();
    QCOMPARE(QStringLiteral("%1 %2").arg(point.lat).arg(point.lon), expected);
}

void RowStagingTest::readsCounts_data()
{
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QString>("expected"); // low best high, - = unknown; or a problem kind
    QTest::newRow("figure") << "3"
                            << "3 3 3";
    QTest::newRow("zero") << "0"
                          << "0 0 0";
    QTest::newRow("empty") << ""
                           << "none";
    QTest::newRow("not known") << "unknown"
                               << "none";
    QTest::newRow("thousands") << "24,803"
                               << "24803 24803 24803";
    QTest::newRow("range") << "12-15"
                           << "12 - 15";
    QTest::newRow("range with a dash") << QStringLiteral("12–15") << "12 - 15";
    QTest::newRow("at least") << "at least 5"
                              << "5 - -";
    QTest::newRow("plus") << "5+"
                          << "5 - -";
    QTest::newRow("about") << "about 20"
                           << "- 20 -";
    QTest::newRow("spreadsheet") << "3.0"
                                 << "3 3 3";
    QTest::newRow("negative") << "-3"
                              << "bad_count";
    QTest::newRow("fraction") << "2.5"
                              << "bad_count";
    QTest::newRow("words") << "several"
                           << "bad_count";
    QTest::newRow("falling") << "15-12"
                             << "bad_count";
    QTest::newRow("huge") << "99999999999999999999"
                          << "bad_count";
}

void RowStagingTest::readsCounts()
{
    QFETCH(QString, cell);
    QFETCH(QString, expected);
    const io::StagedImport result = staged(QStringLiteral("title,killed\nx,\"%1\"\n").arg(cell));
    if (expected == "bad_count") {
        QCOMPARE(result.rejected, 1);
        QCOMPARE(result.problems.at(0).kind, expected);
        QCOMPARE(result.problems.at(0).column, QStringLiteral("killed"));
        return;
    }
    QVERIFY2(result.staged.size() == 1, qPrintable(problemsText(result)));
    const std::vector<incident::Casualty> &rows = result.staged[0].incident.casualties;
    if (expected == "none") {
        QVERIFY(rows.empty());
        return;
    }
    QCOMPARE(rows.size(), 1U);
    QCOMPARE(rows[0].scope, incident::CasualtyScope::Total);
    const auto text = [](std::optional<qint64> n) { return n ? QString::number(*n) : QStringLiteral("-"); };
    QCOMPARE(text(rows[0].count.low) + u' ' + text(rows[0].count.best) + u' ' + text(rows[0].count.high),
             expected);
}

void RowStagingTest::readsPartsOfDay()
{
    const io::StagedImport result = staged(
        QStringLiteral("title,date_start,date_end,date_precision,country,time\na,2024-11-17,2024-11-18,night,"
                       "Tajikistan,\nb,2024-11-17,,,Tajikistan,Evening\nc,2024-11-17,,,Afghanistan,04:30\n"));
    QVERIFY2(result.staged.size() == 3, qPrintable(problemsText(result)));
    const incident::When &night = result.staged[0].incident.when;
    QCOMPARE(incident::isoUtc(night.startMs), QStringLiteral("2024-11-17T13:00:00.000Z"));
    QCOMPARE(incident::isoUtc(night.endMs), QStringLiteral("2024-11-18T00:59:59.999Z"));
    QCOMPARE(night.precision, incident::TimePrecision::PartOfDay);
    QCOMPARE(result.staged[1].incident.when.precision, incident::TimePrecision::PartOfDay);
    QCOMPARE(incident::isoUtc(result.staged[2].incident.when.startMs),
             QStringLiteral("2024-11-17T00:00:00.000Z")); // UTC+4:30
    QCOMPARE(result.staged[2].incident.when.timeZone, QStringLiteral("Asia/Kabul"));
}

void RowStagingTest::readsOffsets()
{
    const io::StagedImport result = staged(QStringLiteral("title,date\na,2024-11-17T20:30:00Z\n"));
    QVERIFY2(result.staged.size() == 1, qPrintable(problemsText(result)));
    const incident::When &when = result.staged[0].incident.when;
    QCOMPARE(incident::isoUtc(when.startMs), QStringLiteral("2024-11-17T20:30:00.000Z"));
    QCOMPARE(when.dateStart, QDate(2024, 11, 18)); // in Dushanbe
}

void RowStagingTest::readsReportDays()
{
    const io::StagedImport result =
        staged(QStringLiteral("title,source_date\na,2021-03-11;2021-03-04\nb,soon\n"));
    QCOMPARE(result.staged.size(), 2U);
    QCOMPARE(result.staged[0].incident.reportedAt, QStringLiteral("2021-03-04"));
    QCOMPARE(result.staged[0].native.size(), 1U); // all days kept
    QCOMPARE(result.problems.size(), 1U);
    QCOMPARE(result.problems[0].kind, QStringLiteral("bad_date"));
    QCOMPARE(result.problems[0].row, 3);
}

void RowStagingTest::takesNoErrorForAValue_data()
{
    QTest::addColumn<QString>("column");
    QTest::addColumn<QString>("error");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("isRefused");
    const auto row = [](const char *column, const char *error, const char *kind, bool isRefused) {
        QTest::newRow(column) << QString::fromLatin1(column) << QString::fromLatin1(error)
                              << QString::fromLatin1(kind) << isRefused;
    };
    row("date", "#DIV/0!", "bad_date", true);
    row("end_date", "#N/A", "bad_date", true);
    row("killed", "#VALUE!", "bad_count", true);
    row("lat", "#REF!", "bad_coordinate", true);
    row("title", "#DIV/0!", "missing", false);
    row("place", "#NAME?", "missing", false);
    row("country", "Err:502", "missing", false);
    row("event_type", "#NUM!", "missing", false);
    row("actors", " #NULL! ", "missing", false);
}

void RowStagingTest::takesNoErrorForAValue()
{
    QFETCH(QString, column);
    QFETCH(QString, error);
    QFETCH(bool, isRefused);
    const QStringList columns = {"title", "date",    "end_date",   "lat",    "lon",
                                 "place", "country", "event_type", "actors", "killed"};
    QStringList cells = {"A title", "2024-11-17", "2024-11-17", "37.5",   "70.5",
                         "Khorog",  "Tajikistan", "explosion",  "gunmen", "1"};
    cells[columns.indexOf(column)] = error;
    const io::StagedImport result = staged(columns.join(u',') + u'\n' + cells.join(u',') + u'\n');
    QVERIFY2(result.problems.size() == 1, qPrintable(problemsText(result)));
    QCOMPARE(result.problems[0].column, column);
    QCOMPARE(result.problems[0].value.trimmed(), error.trimmed());
    QTEST(result.problems[0].kind, "kind");
    QCOMPARE(result.staged.empty(), isRefused);
    if (isRefused)
        return;
    const incident::Incident &incident = result.staged[0].incident;
    QVERIFY(incident.title != error && incident.where.place != error);
    QCOMPARE(incident.actors.empty(), column == QLatin1String("actors"));
}

void RowStagingTest::keepsTitlesShort()
{
    const io::StagedImport result = staged(
        QStringLiteral("title,place,date\n%1,Khorog,2024-11-17\n,%1,2024-11-17\n").arg(QString(1'001, u'x')));
    QCOMPARE(result.staged.size(), 1U); // the long place makes no title
    QVERIFY(result.staged[0].incident.title.size() < 100);
    QCOMPARE(result.staged[0].incident.where.place.size(), 1'001);
    QCOMPARE(result.problems.size(), 1U);
    QCOMPARE(result.problems[0].row, 2);
    QVERIFY2(result.problems[0].reason.contains("1,000"), qPrintable(result.problems[0].reason));
}

QTEST_GUILESS_MAIN(RowStagingTest)
#include "rowstagingtest.moc"
