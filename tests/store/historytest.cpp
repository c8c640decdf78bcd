#include "records.h"

#include <QtTest>

using namespace marz;
using namespace marz::store;
using namespace marz::store::testing;
using incident::Incident;

/// What the history holds after each kind of change, row by row: "table|revision|field|old|new|reason".
class HistoryTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    static QStringList rowsAfter(const Store &store, const QString &uid, std::size_t known)
    {
        QStringList rows;
        const auto history = store.history(uid);
        for (std::size_t i = known; i < history.size(); ++i) {
            const incident::HistoryRow &r = history[i];
            rows.append(
                QStringList{r.table, QString::number(r.revision), r.field, r.oldValue, r.newValue, r.reason}
                    .join(u'|'));
        }
        return rows;
    }

private Q_SLOTS:
    void editsAreListed_data()
    {
        QTest::addColumn<QString>("edit");
        QTest::addColumn<QStringList>("rows");
        QTest::newRow("nothing") << "nothing" << QStringList{};
        QTest::newRow("title") << "title"
                               << QStringList{"incidents|2|title|Attack on a gold mine|New title|because"};
        QTest::newRow("moved") << "moved"
                               << QStringList{
                                      "incidents|2|geom|POINT (70.2 37.98)|POINT (70.5 37.5)|because"};
        QTest::newRow("unknown now") << "unknown"
                                     << QStringList{"incidents|2|place_radius_m|5000||because",
                                                    "incidents|2|public_precision|district||because"};
        QTest::newRow("child edited")
            << "child" << QStringList{"casualties|2|best|4|5|because", "casualties|2|high|4|6|because"};
        QTest::newRow("child added") << "added"
                                     << QStringList{"notes|2|||{\"author\":\"AB\",\"kind\":\"handover\","
                                                    "\"note_text\":\"over to you\"}|because"};
        QTest::newRow("child removed")
            << "removed"
            << QStringList{"responses|2||{\"body\":\"SCO\",\"kind\":\"condemnation\",\"response_date\":"
                           "\"2024-11-19\","
                           "\"response_text\":\"condemns\",\"source\":0}||because"};
        QTest::newRow("tags") << "tags" << QStringList{"incident_tags|2|tags|gold; mine|mine|because"};
        QTest::newRow("order only") << "order" << QStringList{};
    }

    void editsAreListed()
    {
        QFETCH(QString, edit);
        QFETCH(QStringList, rows);
        Store store = Store::create(m_folder.filePath(edit + ".gpkg"));
        const qint64 fid = store.apply(put(fullIncident())).incidents.front();
        Incident record = store.incident(fid).value();
        const std::size_t known = store.history(record.uid).size();
        QCOMPARE(known, std::size_t{1});
        QCOMPARE(rowsAfter(store, record.uid, 0), QStringList{"incidents|1|||Attack on a gold mine|because"});
        if (edit == "title")
            record.title = "New title";
        else if (edit == "moved")
            record.where.point = geo::LonLat{70.5, 37.5};
        else if (edit == "unknown") {
            record.where.radiusM = std::nullopt;
            record.publicPrecision = std::nullopt;
        } else if (edit == "child")
            record.casualties[1].count = {4, 5, 6};
        else if (edit == "added")
            record.notes.push_back({0, {}, "AB", incident::NoteKind::Handover, "over to you"});
        else if (edit == "removed")
            record.responses.clear();
        else if (edit == "tags")
            record.tags = {"mine"};
        else if (edit == "order")
            std::swap(record.casualties[0], record.casualties[1]);
        store.apply(put(record));
        QCOMPARE(rowsAfter(store, record.uid, known), rows);
        QVERIFY(store.incident(fid).value().casualties == record.casualties);
    }

    void deletionKeepsTheRecord()
    {
        Store store = Store::create(m_folder.filePath("deletion.gpkg"));
        const qint64 fid = store.apply(put(fullIncident())).incidents.front();
        const QString uid = store.incident(fid)->uid;
        store.apply(one(incident::DeleteIncident{fid}));
        const auto rows = store.history(uid);
        QCOMPARE(rows.size(), std::size_t{2});
        QVERIFY(rows[1].field.isEmpty() && rows[1].newValue.isEmpty());
        const QJsonObject kept = QJsonDocument::fromJson(rows[1].oldValue.toUtf8()).object();
        QCOMPARE(kept["title"].toString(), QString("Attack on a gold mine"));
        QCOMPARE(kept["casualties"].toArray().size(), qsizetype{3});
        QCOMPARE(rows[1].changedBy, QString("AB"));
    }

    void changesSinceAreFound_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<std::vector<qint64>>("fids");
        using Fids = std::vector<qint64>;
        QTest::newRow("nothing") << "nothing" << Fids{};
        QTest::newRow("field") << "field" << Fids{1};
        QTest::newRow("row of a child") << "child" << Fids{1};
        QTest::newRow("tags") << "tags" << Fids{1};
        QTest::newRow("added") << "added" << Fids{3};
        QTest::newRow("removed") << "removed" << Fids{2};
        QTest::newRow("two change sets") << "two" << Fids{1, 2};
        QTest::newRow("a mark") << "mark" << Fids{};
    }

    void changesSinceAreFound()
    {
        QFETCH(QString, change);
        QFETCH(std::vector<qint64>, fids);
        const QString path = m_folder.filePath("since " + change + ".gpkg");
        Store window = Store::create(path);
        window.apply(put(fullIncident()));
        window.apply(put(plainIncident("second")));
        const qint64 seen = window.lastChangeId();
        QCOMPARE(seen, qint64{2});
        Store other = Store::open(path);
        incident::Annotation mark;
        mark.geometry = geo::pointGeometry({70, 38});
        Incident record = other.incident(1).value();
        record.title = change == "field" || change == "two" ? "changed" : record.title;
        if (change == "child")
            record.notes.clear();
        else if (change == "tags")
            record.tags.clear();
        if (change == "added")
            other.apply(put(plainIncident("third")));
        else if (change == "removed")
            other.apply(one(incident::DeleteIncident{2}));
        else if (change == "mark")
            other.apply(one(incident::PutAnnotation{mark}));
        else if (change != "nothing")
            other.apply(put(record));
        if (change == "two") {
            Incident second = other.incident(2).value();
            second.title = "changed too";
            other.apply(put(second));
        }
        QCOMPARE(window.incidentsChangedSince(seen), fids);
        QCOMPARE(window.incidentsChangedSince(window.lastChangeId()), std::vector<qint64>{});
        QCOMPARE(window.lastChangeId(), change == "nothing" ? seen : change == "two" ? seen + 2 : seen + 1);
    }
};

QTEST_GUILESS_MAIN(HistoryTest)
#include "historytest.moc"
