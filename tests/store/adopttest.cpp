#include "records.h"

#include "geo/gpkgblob.h"
#include "store/connection.h"

#include <QtTest>

using namespace marz;
using namespace marz::store;
using namespace marz::store::testing;
using incident::Incident;

namespace {

/// Another program: its connection, triggers off because they need functions that plain SQLite lacks.
void alter(const QString &path, std::string_view sql, const QByteArray &blob = {})
{
    Connection connection(path, OpenMode::ReadWrite);
    Query q = connection.query(sql);
    if (!blob.isNull())
        q.bind(1, blob);
    q.run();
}

QByteArray pointBlob(double lon, double lat)
{
    return geo::gpkgBlob(geo::pointGeometry({lon, lat}));
}

bool hasProgram(const QString &name)
{
    return !QStandardPaths::findExecutable(name).isEmpty();
}

/// Standard output and error of a program together.
QString run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    process.waitForFinished(60000);
    return QString::fromUtf8(process.readAll());
}

} // namespace

/// Rows that other programs add, change and remove.
class AdoptTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    int m_count = 0;

    QString freshStore()
    {
        const QString path = m_folder.filePath(QStringLiteral("a%1.gpkg").arg(++m_count));
        Store store = Store::create(path);
        store.apply(put(fullIncident()));
        store.apply(put(plainIncident("second")));
        return path;
    }

    static Incident byTitle(const Store &store, const QString &title)
    {
        for (const auto &[fid, match] : store.recordMatches({}).rows) {
            if (const auto record = store.incident(fid); record && record->title == title)
                return *record;
        }
        return {};
    }

private Q_SLOTS:
    void addedRow()
    {
        const QString path = freshStore();
        alter(path,
              "INSERT INTO incidents (title, date_start, date_end, time_zone, geom) "
              "VALUES ('from outside', '2024-08-06', '2024-08-07', 'Asia/Dushanbe', ?)",
              pointBlob(69, 38));
        Store store = Store::open(path);
        const Incident record = byTitle(store, "from outside");
        QVERIFY(record.fid > 0);
        QVERIFY(QRegularExpression("^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
                    .match(record.uid)
                    .hasMatch());
        QVERIFY(record.code.startsWith("MZ-"));
        QCOMPARE(record.eventType, QString("other"));
        QCOMPARE(incident::isoUtc(record.when.startMs), QString("2024-08-05T19:00:00.000Z"));
        QCOMPARE(incident::isoUtc(record.when.endMs), QString("2024-08-07T18:59:59.999Z"));
        QCOMPARE(record.updatedBy, QString("external"));
        QCOMPARE(store.search("outside", 5), std::vector<qint64>{record.fid});
        QCOMPARE(store.history(record.uid).at(0).reason, QString("external"));
        QVERIFY(store.verify().empty());
    }

    void changedRow()
    {
        const QString path = freshStore();
        alter(path, "UPDATE incidents SET title = 'renamed', geom = ? WHERE fid = 1", pointBlob(60, 30));
        Store store = Store::open(path);
        const Incident record = store.incident(1).value();
        QCOMPARE(record.where.point->lon, 60.0);
        QCOMPARE(record.revision, qint64{2});
        QCOMPARE(record.casualties.size(), std::size_t{3});
        QCOMPARE(store.history(record.uid).back().changedBy, QString("external"));
        QVERIFY(store.verify().empty());
        QVERIFY(!store.lastChangeInverse());
        QVERIFY(store.adoptExternal().empty());
    }

    void unreadableGeometryIsLeftAlone()
    {
        const QString path = freshStore();
        alter(path, "UPDATE incidents SET geom = ? WHERE fid = 1", "not a geometry");
        {
            Store store = Store::open(path);
            QVERIFY(store.adoptExternal().empty());
            QVERIFY(!store.verify().empty());
            QVERIFY(store.lastChangeInverse());
        }
        Connection connection(path, OpenMode::ReadOnly);
        QCOMPARE(connection.text("SELECT CAST(geom AS TEXT) FROM incidents WHERE fid = 1"),
                 QString("not a geometry"));
    }

    void uidThatIsNoneIsReplaced()
    {
        const QString path = freshStore();
        alter(path, "INSERT INTO incidents (uid, title) VALUES ('7', 'odd')");
        Store store = Store::open(path);
        QCOMPARE(byTitle(store, "odd").uid.size(), qsizetype{36});
        QVERIFY(store.verify().empty());
    }

    void removedRow()
    {
        const QString path = freshStore();
        QString uid;
        {
            uid = Store::open(path, Access::ReadOnly).incident(1)->uid;
        }
        alter(path, "DELETE FROM incidents WHERE fid = 1");
        Store store = Store::open(path);
        QVERIFY(store.search("gold", 5).empty());
        QCOMPARE(store.history(uid).back().reason, QString("external"));
        QVERIFY(store.verify().empty());
    }

    void changedWhileOpen()
    {
        const QString path = freshStore();
        Store store = Store::open(path);
        const qint64 version = store.dataVersion();
        alter(path, "UPDATE incidents SET place = 'elsewhere' WHERE fid = 2");
        QVERIFY(store.dataVersion() != version);
        QCOMPARE(store.adoptExternal(), std::vector<qint64>{2});
        QVERIFY(store.adoptExternal().empty());
        QVERIFY(store.verify().empty());
    }

    void untouchedStoreIsNotSearched()
    {
        const QString path = freshStore();
        const qint64 before = Store::open(path).incident(2)->revision;
        QCOMPARE(Store::open(path).incident(2)->revision, before);
    }

    void derivedDataIsCompared_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("total") << "UPDATE incidents SET killed_best = 99 WHERE fid = 1";
        QTest::newRow("origins") << "UPDATE incidents SET origins = 99 WHERE fid = 1";
        QTest::newRow("casualty") << "DELETE FROM casualties WHERE fid = 1";
        QTest::newRow("search text") << "UPDATE search_text SET folded = 'x' WHERE fid = 1";
        QTest::newRow("R-tree") << "DELETE FROM rtree_incidents_geom WHERE id = 1";
        QTest::newRow("R-tree moved") << "UPDATE rtree_incidents_geom SET maxx = 99 WHERE id = 1";
        QTest::newRow("geometry") << "UPDATE annotations SET geom = x'00' WHERE fid = 1";
        QTest::newRow("reference") << "UPDATE casualties SET incident = 77 WHERE fid = 1";
    }

    void derivedDataIsCompared()
    {
        QFETCH(QString, sql);
        const QString path = freshStore();
        Store store = Store::open(path);
        incident::Annotation mark;
        mark.geometry = geo::pointGeometry({1, 2});
        store.apply(one(incident::PutAnnotation{mark}));
        QVERIFY(store.verify().empty());
        {
            Connection connection(path, OpenMode::ReadWrite);
            connection.execute("PRAGMA foreign_keys = OFF");
            connection.execute(sql.toUtf8().constData());
        }
        QVERIFY(!store.verify().empty());
    }

    void ogrReadsWithoutWarnings()
    {
        QVERIFY2(hasProgram("ogrinfo"), "ogrinfo is missing: ./scripts/deps installs it (gdal-bin)");
        const QString path = freshStore();
        const QString summary = run("ogrinfo", {"-so", path, "incidents"});
        QVERIFY2(!summary.contains("Warning") && !summary.contains("ERROR"), qPrintable(summary));
        QVERIFY(summary.contains("date_start: Date (0.0)") && summary.contains("time_start: DateTime (0.0)"));
        QVERIFY(summary.contains("Geometry: Point") && summary.contains("Feature Count: 2"));
        const QString all = run("ogrinfo", {"-so", "-al", path});
        QVERIFY2(!all.contains("Warning") && !all.contains("ERROR"), qPrintable(all));
        QVERIFY(!all.contains("search_data") && !all.contains("rtree_") && !all.contains("sqlite_sequence"));
        const QString features = run("ogrinfo", {"-al", path});
        QVERIFY2(!features.contains("Warning") && !features.contains("ERROR"),
                 qPrintable(features.left(4000)));
    }

    void ogrAddsAndMoves()
    {
        QVERIFY2(hasProgram("ogr2ogr"), "ogr2ogr is missing: ./scripts/deps installs it (gdal-bin)");
        const QString path = freshStore();
        const QString source = m_folder.filePath("more.geojson");
        QFile file(source);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(
            R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"title":"from QGIS",)"
            R"("date_start":"2024-05-01"},"geometry":{"type":"Point","coordinates":[69.5,38.5]}},)"
            R"({"type":"Feature","properties":{"title":"another"},"geometry":null}]})");
        file.close();
        const QString added = run("ogr2ogr", {"-append", path, source, "-nln", "incidents"});
        QVERIFY2(!added.contains("ERROR"), qPrintable(added));
        // INDIRECT_SQLITE writes through the layer, as QGIS does; plain SQL would store what MakePoint gives,
        // which is no GeoPackage geometry.
        const QString moved =
            run("ogrinfo", {path, "-dialect", "INDIRECT_SQLITE", "-sql",
                            "UPDATE incidents SET geom = MakePoint(61, 31, 4326) WHERE title = 'second'"});
        QVERIFY2(!moved.contains("ERROR"), qPrintable(moved));
        const QString direct =
            run("ogrinfo", {path, "-sql", "UPDATE incidents SET title = 'renamed' WHERE fid = 2"});
        QVERIFY2(!direct.contains("ERROR"), qPrintable(direct));
        Store store = Store::open(path);
        const Incident record = byTitle(store, "from QGIS");
        QVERIFY(record.fid > 2);
        QCOMPARE(record.uid.at(14), QLatin1Char('7')); // the version of the UUID: from the column's DEFAULT
        QVERIFY(byTitle(store, "another").fid > 2);
        QCOMPARE(record.where.point->lat, 38.5);
        QCOMPARE(record.when.dateEnd, QDate(2024, 5, 1));
        const Incident changed = byTitle(store, "renamed");
        QCOMPARE(changed.fid, qint64{2});
        QVERIFY(changed.where.point == geo::LonLat({61, 31}));
        QVERIFY(store.verify().empty());
    }
};

QTEST_GUILESS_MAIN(AdoptTest)
#include "adopttest.moc"
