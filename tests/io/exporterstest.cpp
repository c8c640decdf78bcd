#include "io/exporters.h"

#include "base/csv.h"
#include "base/error.h"
#include "io/tableimport.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

using namespace marz;
using namespace marz::incident;

namespace {

Incident sample()
{
    Incident each;
    each.uid = QStringLiteral("0192d3a0-0000-7000-8000-000000000001");
    each.title = QStringLiteral("Attack in Zarbuz gorge");
    each.eventType = QStringLiteral("armed_assault");
    each.when = windowOfDays(QDate(2024, 11, 17), QDate(2024, 11, 18), QStringLiteral("Asia/Dushanbe"),
                             TimePrecision::Day);
    each.where.point = geo::LonLat{70.2, 37.98};
    each.where.place = QStringLiteral("Zarbuz gorge");
    each.where.precision = PlacePrecision::Near;
    each.where.country = QStringLiteral("TJK");
    each.where.admin1 = QStringLiteral("Khatlon");
    each.where.admin2 = QStringLiteral("Shamsiddin Shohin");
    each.where.borderDistanceM = 4000;
    each.workflow = Workflow::Reviewed;
    each.handling = Handling::Public;
    each.createdBy = QStringLiteral("AB");
    Casualty killed;
    killed.scope = CasualtyScope::Total;
    killed.count = {1, 1, 2};
    each.casualties.push_back(killed);
    for (const bool isProtected : {false, true, false}) {
        SourceUse source;
        source.publisher = isProtected ? QStringLiteral("a friend") : QStringLiteral("RASC");
        source.isProtected = isProtected;
        each.sources.push_back(source);
    }
    each.sources[2].publisher = QStringLiteral("Yeni Safak");
    each.sources[2].cites = 1;
    each.sources[1].cites = 0;
    Claim secret;
    secret.field = QStringLiteral("place");
    secret.source = 1;
    Claim open = secret;
    open.source = 2;
    each.claims = {secret, open};
    Note note;
    note.text = QStringLiteral("call him again");
    each.notes.push_back(note);
    Involvement person;
    person.name = QStringLiteral("Somebody");
    person.kind = ActorKind::Person;
    Involvement gunmen;
    gunmen.name = QStringLiteral("gunmen");
    gunmen.role = ActorRole::Perpetrator;
    each.actors = {person, gunmen};
    return each;
}

std::vector<QStringList> tableIn(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? base::parseCsv(QString::fromUtf8(file.readAll()))
                                          : std::vector<QStringList>();
}

QString cell(const std::vector<QStringList> &table, std::size_t row, const QString &column)
{
    return table.at(row).at(table.at(0).indexOf(column));
}

} // namespace

class ExportersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void writesCsv();
    void comesBackThroughImport();
    void neutralisesFormulas();
    void writesGeoJson();
    void keepsOldFile();
    void replacesOldFile();
    void refusesOtherEndings();
    void refusesNothing();
    void holdsBack_data();
    void holdsBack();
    void hidesFromPartners();
    void hidesFromPublic();
    void snapsPoints_data();
    void snapsPoints();
    void fillsClipboard();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    const Vocabulary &m_vocabulary = Vocabulary::shipped();
    std::unique_ptr<QTemporaryDir> m_folder;
};

void ExportersTest::writesCsv()
{
    Incident unlocated = sample();
    unlocated.where = {};
    unlocated.casualties.clear();
    unlocated.title = QStringLiteral("Хоруғ, \"خاروغ\"\nsecond line");
    const io::ExportReport report =
        io::exportIncidents({sample(), unlocated}, path("a.csv"), Profile::Internal, m_vocabulary);
    QCOMPARE(report.rows, 2);
    QCOMPARE(report.withoutPoint, 1);
    const auto table = tableIn(path("a.csv"));
    QCOMPARE(table.size(), 3U);
    QCOMPARE(table[0], report.columns);
    QCOMPARE(cell(table, 1, "date_start"), QStringLiteral("2024-11-17"));
    QCOMPARE(cell(table, 1, "lat"), QStringLiteral("37.98"));
    QCOMPARE(cell(table, 1, "killed_high"), QStringLiteral("2"));
    QCOMPARE(cell(table, 1, "injured_best"), QString()); // unknown is not zero
    QCOMPARE(cell(table, 1, "family"), QStringLiteral("violence"));
    QCOMPARE(cell(table, 2, "title"), unlocated.title);
    QCOMPARE(cell(table, 2, "lat"), QString());
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{"a.csv"});
}

void ExportersTest::comesBackThroughImport()
{
    io::exportIncidents({sample()}, path("a.csv"), Profile::Internal, m_vocabulary);
    const auto rows = tableIn(path("a.csv"));
    io::TableData table;
    table.columns = rows.at(0);
    table.rows = {rows.at(1)};
    table.rowNumbers = {2};
    const io::StagedImport back = io::stageImport(table, io::guessMapping(table), m_vocabulary);
    QVERIFY2(back.staged.size() == 1, back.problems.empty() ? "" : qPrintable(back.problems[0].reason));
    const Incident &each = back.staged[0].incident;
    QCOMPARE(each.title, sample().title);
    QCOMPARE(each.eventType, sample().eventType);
    QCOMPARE(each.when.dateStart, sample().when.dateStart);
    QCOMPARE(each.when.dateEnd, sample().when.dateEnd);
    QCOMPARE(each.where.point, sample().where.point);
    QCOMPARE(each.where.precision, sample().where.precision);
    QCOMPARE(each.casualties.at(0).count, sample().casualties[0].count);
    QCOMPARE(each.actors.at(1).role, ActorRole::Perpetrator);
    QCOMPARE(each.sources.size(), 3U);
}

void ExportersTest::neutralisesFormulas()
{
    Incident each = sample();
    each.title = QStringLiteral("=HYPERLINK(\"http://x\")");
    each.where.point = geo::LonLat{-70.5, -37.25};
    io::exportIncidents({each}, path("a.csv"), Profile::Internal, m_vocabulary);
    const auto table = tableIn(path("a.csv"));
    QCOMPARE(cell(table, 1, "title"), QStringLiteral("'=HYPERLINK(\"http://x\")"));
    QCOMPARE(cell(table, 1, "lon"), QStringLiteral("-70.5"));
}

void ExportersTest::writesGeoJson()
{
    Incident unlocated = sample();
    unlocated.where.point.reset();
    io::exportIncidents({sample(), unlocated}, path("a.geojson"), Profile::Internal, m_vocabulary);
    QFile file(path("a.geojson"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray features = QJsonDocument::fromJson(file.readAll()).object().value("features").toArray();
    QCOMPARE(features.size(), 2);
    QCOMPARE(features[0].toObject().value("geometry").toObject().value("coordinates").toArray(),
             (QJsonArray{70.2, 37.98}));
    QVERIFY(features[1].toObject().value("geometry").isNull());
    QCOMPARE(features[0].toObject().value("properties").toObject().value("killed_high").toInt(), 2);
    QVERIFY(features[0].toObject().value("properties").toObject().value("injured_low").isNull());
}

void ExportersTest::keepsOldFile()
{
    QVERIFY(QDir().mkdir(path("a.csv")));
    QVERIFY_EXCEPTION_THROWN(io::exportIncidents({sample()}, path("a.csv"), Profile::Internal, m_vocabulary),
                             base::Error);
    QVERIFY(QFileInfo(path("a.csv")).isDir());
    try {
        io::exportIncidents({sample()}, path("none/a.csv"), Profile::Internal, m_vocabulary);
        QFAIL("wrote into a folder that is not there");
    } catch (const base::Error &error) {
        QVERIFY(error.problem().contains("none/a.csv"));
        QVERIFY(!error.advice().isEmpty());
    }
}

void ExportersTest::replacesOldFile()
{
    io::exportIncidents({sample(), sample()}, path("a.csv"), Profile::Internal, m_vocabulary);
    io::exportIncidents({sample()}, path("a.csv"), Profile::Internal, m_vocabulary);
    QCOMPARE(tableIn(path("a.csv")).size(), 2U);
    base::CancelToken cancel;
    cancel.cancel();
    QVERIFY_EXCEPTION_THROWN(
        io::exportIncidents({sample(), sample()}, path("a.csv"), Profile::Internal, m_vocabulary, cancel),
        base::Error);
    QCOMPARE(tableIn(path("a.csv")).size(), 2U);
}

void ExportersTest::refusesOtherEndings()
{
    QVERIFY_EXCEPTION_THROWN(io::exportIncidents({sample()}, path("a.doc"), Profile::Internal, m_vocabulary),
                             base::Error);
    QVERIFY(!QFile::exists(path("a.doc")));
}

void ExportersTest::refusesNothing()
{
    QVERIFY_EXCEPTION_THROWN(io::exportIncidents({}, path("a.csv"), Profile::Internal, m_vocabulary),
                             base::Error);
    QVERIFY(!QFile::exists(path("a.csv")));
}

void ExportersTest::holdsBack_data()
{
    QTest::addColumn<Handling>("handling");
    QTest::addColumn<Workflow>("workflow");
    QTest::addColumn<QString>("profiles"); // letters of those that see it
    QTest::newRow("public") << Handling::Public << Workflow::Reviewed << "public partner internal";
    QTest::newRow("partner") << Handling::Partner << Workflow::Reviewed << "partner internal";
    QTest::newRow("internal") << Handling::Internal << Workflow::Reviewed << "internal";
    QTest::newRow("never") << Handling::NeverExport << Workflow::Reviewed << "";
    QTest::newRow("draft") << Handling::Public << Workflow::Draft << "internal";
    QTest::newRow("withdrawn") << Handling::Public << Workflow::Withdrawn << "partner internal";
}

void ExportersTest::holdsBack()
{
    QFETCH(Handling, handling);
    QFETCH(Workflow, workflow);
    Incident each = sample();
    each.handling = handling;
    each.workflow = workflow;
    QStringList profiles;
    for (const Profile profile : {Profile::Public, Profile::Partner, Profile::Internal}) {
        if (io::redacted(each, profile))
            profiles += code(profile);
    }
    QTEST(profiles.join(u' '), "profiles");
}

void ExportersTest::hidesFromPartners()
{
    const Incident out = io::redacted(sample(), Profile::Partner).value();
    QVERIFY(out.notes.empty());
    QVERIFY(out.createdBy.isEmpty());
    QCOMPARE(out.sources.size(), 2U);
    QCOMPARE(out.sources[1].publisher, QStringLiteral("Yeni Safak"));
    QCOMPARE(out.sources[1].cites, std::optional<int>(0)); // through the hidden one to its root
    QCOMPARE(out.claims.size(), 1U);
    QCOMPARE(out.claims[0].source, std::optional<int>(1));
    QCOMPARE(out.where.point, sample().where.point);
    QCOMPARE(out.actors.size(), 2U);
}

void ExportersTest::hidesFromPublic()
{
    Incident each = sample();
    each.publicPrecision = PlacePrecision::District;
    const Incident out = io::redacted(each, Profile::Public).value();
    QCOMPARE(out.actors.size(), 1U);
    QCOMPARE(out.actors[0].name, QStringLiteral("gunmen"));
    QVERIFY(out.claims.empty());
    QCOMPARE(out.where.place, QStringLiteral("Shamsiddin Shohin"));
    QVERIFY(!out.title.contains("Zarbuz"));
    QVERIFY(!out.where.borderDistanceM);
    io::exportIncidents({each}, path("a.csv"), Profile::Public, m_vocabulary);
    QFile file(path("a.csv"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    for (const char *hidden : {"Zarbuz", "70.2,", "37.98", "Somebody", "a friend", "call him", ",AB,"})
        QVERIFY2(!text.contains(hidden), hidden);
}

void ExportersTest::snapsPoints_data()
{
    QTest::addColumn<PlacePrecision>("own");
    QTest::addColumn<int>("wanted"); // -1 = not set
    QTest::addColumn<PlacePrecision>("shown");
    QTest::addColumn<bool>("hasPoint");
    QTest::newRow("exact, not set") << PlacePrecision::Exact << -1 << PlacePrecision::Near << true;
    QTest::newRow("exact, allowed") << PlacePrecision::Exact << 0 << PlacePrecision::Exact << true;
    QTest::newRow("district, near wanted")
        << PlacePrecision::District << 1 << PlacePrecision::District << true;
    QTest::newRow("near, province wanted") << PlacePrecision::Near << 3 << PlacePrecision::Province << true;
    QTest::newRow("near, country wanted") << PlacePrecision::Near << 4 << PlacePrecision::Country << false;
}

void ExportersTest::snapsPoints()
{
    QFETCH(PlacePrecision, own);
    QFETCH(int, wanted);
    QFETCH(PlacePrecision, shown);
    QFETCH(bool, hasPoint);
    Incident each = sample();
    each.where.precision = own;
    each.where.point = geo::LonLat{70.2123456, 37.9876543};
    if (wanted >= 0)
        each.publicPrecision = static_cast<PlacePrecision>(wanted);
    const Incident out = io::redacted(each, Profile::Public).value();
    QCOMPARE(out.where.precision, shown);
    QCOMPARE(out.where.point.has_value(), hasPoint);
    if (hasPoint) {
        QVERIFY(out.where.point != each.where.point);
        QVERIFY(std::abs(out.where.point->lon - each.where.point->lon) <= 0.5);
    }
    // Two neighbours become one point: nothing of the exact place is left.
    each.where.point->lon += 1e-4;
    QCOMPARE(io::redacted(each, Profile::Public)->where.point, out.where.point);
}

void ExportersTest::fillsClipboard()
{
    Incident each = sample();
    each.title = QStringLiteral("a\tb");
    const QString text = io::clipboardText({each}, Profile::Internal, m_vocabulary);
    const auto table = base::parseCsv(text, u'\t');
    QCOMPARE(table.size(), 2U);
    QCOMPARE(table[0].size(), table[1].size());
    QCOMPARE(cell(table, 1, "title"), each.title);
}

QTEST_GUILESS_MAIN(ExportersTest)
#include "exporterstest.moc"
