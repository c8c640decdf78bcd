#include "records.h"

#include "base/error.h"
#include "incident/facts.h"
#include "incident/statistics.h"

#include <QtTest>

using namespace marz;
using namespace marz::store;
using namespace marz::store::testing;
using incident::Incident;

/// apply(): what goes in comes out, comes back, and nothing else happens.
class StoreTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    int m_count = 0;
    QString freshPath() { return m_folder.filePath(QStringLiteral("s%1.gpkg").arg(++m_count)); }

    template <typename F>
    static std::optional<base::ErrorKind> errorOf(F &&f)
    {
        try {
            f();
        } catch (const base::Error &e) {
            return e.kind();
        }
        return std::nullopt;
    }

private Q_SLOTS:
    void wholeRecordRoundTrips()
    {
        Store store = Store::create(freshPath());
        const Incident given = fullIncident();
        const auto applied = store.apply(put(given));
        QCOMPARE(applied.incidents.size(), std::size_t{1});
        const Incident read = store.incident(applied.incidents.front()).value();
        Incident expected = given;
        expected.fid = read.fid;
        expected.uid = read.uid;
        expected.code = read.code;
        expected.createdAt = expected.updatedAt = read.createdAt;
        expected.createdBy = expected.updatedBy = QStringLiteral("AB");
        expected.revision = 1;
        const auto takeFids = [](auto &to, const auto &from) {
            QCOMPARE(to.size(), from.size());
            for (std::size_t i = 0; i < to.size(); ++i) {
                QVERIFY(from[i].fid > 0);
                to[i].fid = from[i].fid;
            }
        };
        takeFids(expected.casualties, read.casualties);
        takeFids(expected.items, read.items);
        takeFids(expected.actors, read.actors);
        takeFids(expected.sources, read.sources);
        takeFids(expected.claims, read.claims);
        takeFids(expected.responses, read.responses);
        takeFids(expected.links, read.links);
        takeFids(expected.notes, read.notes);
        takeFids(expected.sites, read.sites);
        takeFids(expected.movements, read.movements);
        takeFids(expected.attachments, read.attachments);
        QCOMPARE(store.attachmentBytes(read.attachments[0].fid), given.attachments[0].bytes);
        expected.attachments[0].bytes.clear();
        QVERIFY(read == expected);
        QVERIFY(QRegularExpression("^MZ-[0-9A-HJKMNP-TV-Z]{6}$").match(read.code).hasMatch());
        QVERIFY(QRegularExpression("^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
                    .match(read.uid)
                    .hasMatch());
        QCOMPARE(store.fidOfUid(read.uid), std::optional(read.fid));
        QCOMPARE(store.fidOfUid(read.code), std::optional(read.fid));
        QVERIFY(store.facts(read.fid).value() == incident::factsOf(read));
        QVERIFY(store.verify().empty());
    }

    void factsStreamNewestFirst()
    {
        Store store = Store::create(freshPath());
        Incident undated = plainIncident("undated");
        undated.when = {};
        store.apply(put(undated));
        store.apply(put(plainIncident("old", QDate(1, 1, 1))));
        store.apply(put(plainIncident("new", QDate(9999, 12, 31))));
        store.apply(put(plainIncident("middle", QDate(2024, 2, 29))));
        QStringList titles;
        store.eachFacts([&](incident::Facts &&f) {
            titles.append(f.title);
            const Incident record = store.incident(f.fid).value();
            return f == incident::factsOf(record);
        });
        QCOMPARE(titles, QStringList({"new", "middle", "old", "undated"}));
        int seen = 0;
        store.eachFacts([&](incident::Facts &&) { return ++seen < 2; });
        QCOMPARE(seen, 2);
    }

    void placeNamesAreReadAlone()
    {
        Store store = Store::create(freshPath());
        Incident nameless = plainIncident("nameless");
        nameless.where.place.clear();
        store.apply(put(plainIncident("a")));
        store.apply(put(nameless));
        store.apply(put(fullIncident()));
        const std::vector<std::pair<qint64, QString>> expected{{1, "Zarbuz gorge"}, {2, QString()}};
        QCOMPARE(store.placeNames({2, 77, 1}), expected);
        QVERIFY(store.placeNames({}).empty());
    }

    void editUndoRedo_data()
    {
        QTest::addColumn<int>("edit");
        QTest::newRow("field") << 0;
        QTest::newRow("no point") << 1;
        QTest::newRow("children removed") << 2;
        QTest::newRow("children changed and added") << 3;
        QTest::newRow("children in another order") << 4;
        QTest::newRow("everything emptied") << 5;
    }

    void editUndoRedo()
    {
        QFETCH(int, edit);
        Store store = Store::create(freshPath());
        const qint64 fid = store.apply(put(fullIncident())).incidents.front();
        const Incident before = store.incident(fid).value();
        const QByteArray bytes = store.attachmentBytes(before.attachments[0].fid);
        Incident changed = before;
        changeBy(changed, edit);
        auto applied = store.apply(put(changed));
        const Incident after = store.incident(fid).value();
        QCOMPARE(after.revision, before.revision + 1);
        QVERIFY(after.updatedAt > before.updatedAt);
        auto redo = store.apply(applied.inverse);
        const Incident back = store.incident(fid).value();
        QVERIFY(settled(back) == settled(before));
        QCOMPARE(back.revision, before.revision + 2);
        QCOMPARE(store.attachmentBytes(back.attachments[0].fid), bytes);
        store.apply(redo.inverse);
        QVERIFY(settled(store.incident(fid).value()) == settled(after));
        QVERIFY(store.verify().empty());
    }

    void deletedComesBackTheSame()
    {
        Store store = Store::create(freshPath());
        const qint64 fid = store.apply(put(fullIncident())).incidents.front();
        const Incident before = store.incident(fid).value();
        const auto applied = store.apply(one(incident::DeleteIncident{fid}));
        QCOMPARE(applied.deleted, std::vector<qint64>{fid});
        QVERIFY(!store.incident(fid));
        QVERIFY(store.search("gold", 10).empty());
        QVERIFY(store.verify().empty());
        store.apply(put(plainIncident("between")));
        const auto redo = store.apply(applied.inverse);
        QVERIFY(settled(store.incident(fid).value()) == settled(before));
        QCOMPARE(store.attachmentBytes(before.attachments[0].fid).size(), qsizetype{5});
        QCOMPARE(store.search("gold", 10), std::vector<qint64>{fid});
        store.apply(redo.inverse);
        QVERIFY(!store.incident(fid));
        QVERIFY(store.verify().empty());
    }

    void undoSurvivesRestart()
    {
        const QString path = freshPath();
        qint64 fid = 0;
        Incident first, second;
        {
            Store store = Store::create(path);
            QVERIFY(!store.lastChangeInverse());
            fid = store.apply(put(fullIncident())).incidents.front();
            first = store.incident(fid).value();
            Incident changed = first;
            changed.title = "second";
            changed.attachments.clear();
            store.apply(put(changed));
            second = store.incident(fid).value();
            changed = second;
            changed.casualties.clear();
            store.apply(put(changed));
        }
        Store store = Store::open(path);
        store.apply(store.lastChangeInverse().value());
        QVERIFY(settled(store.incident(fid).value()) == settled(second));
        store.apply(store.lastChangeInverse().value());
        QVERIFY(settled(store.incident(fid).value()) == settled(first));
        store.apply(store.lastChangeInverse().value());
        QVERIFY(!store.incident(fid));
        QVERIFY(!store.lastChangeInverse());
        QVERIFY(store.verify().empty());
    }

    void staleEditIsAConflict()
    {
        const QString path = freshPath();
        Store store = Store::create(path);
        Store other = Store::open(path);
        const qint64 fid = store.apply(put(plainIncident("a"))).incidents.front();
        Incident mine = store.incident(fid).value();
        Incident theirs = other.incident(fid).value();
        const qint64 seen = store.dataVersion();
        theirs.title = "theirs";
        other.apply(put(theirs));
        QVERIFY(store.dataVersion() != seen);
        QVERIFY(store.adoptExternal().empty());
        mine.title = "mine";
        auto set = put(mine);
        std::get<incident::PutIncident>(set.changes[0]).baseRevision = mine.revision;
        QCOMPARE(errorOf([&] { store.apply(set); }), std::optional(base::ErrorKind::Conflict));
        QCOMPARE(store.incident(fid)->title, QString("theirs"));
        other.apply(one(incident::DeleteIncident{fid}));
        QCOMPARE(errorOf([&] { store.apply(set); }), std::optional(base::ErrorKind::Conflict));
    }

    void brokenRuleChangesNothing()
    {
        Store store = Store::create(freshPath());
        auto set = put(plainIncident("good"));
        Incident bad = plainIncident("bad");
        bad.where.point = geo::LonLat{70, 95};
        set.changes.push_back(incident::PutIncident{bad, std::nullopt, {}});
        QCOMPARE(errorOf([&] { store.apply(set); }), std::optional(base::ErrorKind::Invalid));
        QVERIFY(store.recordMatches({}).rows.empty());
        QVERIFY(!store.lastChangeInverse());
    }

    void childOfAnotherIncidentIsRefused()
    {
        Store store = Store::create(freshPath());
        const qint64 a = store.apply(put(fullIncident())).incidents.front();
        Incident b = plainIncident("thief");
        b.casualties = store.incident(a)->casualties;
        QCOMPARE(errorOf([&] { store.apply(put(b)); }), std::optional(base::ErrorKind::Invalid));
        QVERIFY(store.verify().empty());
    }

    void batchIsTakenBackAndComesAgain()
    {
        const QString path = freshPath();
        Store store = Store::create(path);
        incident::ChangeSet import{"AB", {}, "Import", incident::Batch{}, {}};
        import.batch->file = "x.csv";
        import.batch->format = "csv";
        for (int i = 0; i < 5; ++i) {
            Incident record = i == 0 ? fullIncident() : plainIncident(QString("row %1").arg(i));
            record.nativeId = QString("n%1").arg(i);
            import.changes.push_back(incident::PutIncident{record,
                                                           std::nullopt,
                                                           { { {"extra", "x"},
                                                               { "empty",
                                                                 "" } } }});
        }
        const auto applied = store.apply(import);
        QCOMPARE(applied.incidents.size(), std::size_t{5});
        const qint64 first = applied.incidents.front();
        const Incident before = store.incident(first).value();
        QCOMPARE(before.batch, applied.batch);
        QVERIFY(store.history(before.uid).empty());
        QCOMPARE(store.fidOfNativeId("csv", "n3"), std::optional(applied.incidents[3]));
        QVERIFY(!store.fidOfNativeId("xlsx", "n3"));

        const auto undone = store.apply(applied.inverse);
        QCOMPARE(undone.deleted.size(), std::size_t{5});
        QVERIFY(!store.batches().front().undoneAt.isEmpty());
        QVERIFY(store.recordMatches({}).rows.empty());
        QCOMPARE(errorOf([&] { store.apply(one(incident::UndoBatch{*applied.batch})); }),
                 std::optional(base::ErrorKind::Invalid));
        QVERIFY(store.verify().empty());

        const auto again = store.apply(undone.inverse);
        QVERIFY(store.batches().front().undoneAt.isEmpty());
        QVERIFY(settled(store.incident(first).value()) == settled(before));
        QCOMPARE(store.nativeAttributes(first).columns.size(), std::size_t{2});
        store.apply(again.inverse);
        QVERIFY(store.recordMatches({}).rows.empty());
        QVERIFY(store.verify().empty());
    }

    void annotationsAndRegister()
    {
        Store store = Store::create(freshPath());
        incident::Annotation mark;
        mark.kind = incident::AnnotationKind::Area;
        mark.content = "area";
        mark.geometry = geo::polygonGeometry({{70, 37}, {71, 37}, {71, 38}});
        const auto added = store.apply(one(incident::PutAnnotation{mark}));
        const auto read = store.annotations().at(0);
        QVERIFY(read.geometry == mark.geometry);
        auto moved = read;
        moved.geometry = geo::polygonGeometry({{60, 37}, {61, 37}, {61, 38}});
        moved.isLocked = true;
        const auto edited = store.apply(one(incident::PutAnnotation{moved}));
        store.apply(edited.inverse);
        auto back = store.annotations().at(0);
        back.revision = read.revision;
        QVERIFY(back == read);
        const auto gone = store.apply(one(incident::DeleteAnnotation{read.fid}));
        QVERIFY(store.annotations().empty());
        store.apply(gone.inverse);
        QCOMPARE(store.annotations().at(0).uid, read.uid);

        store.apply(one(incident::RegisterActor{
            "Ansarullah", incident::ActorKind::ArmedGroup, {"Jamaat", "Ансоруллоҳ"}}));
        store.apply(one(incident::RelateActors{
            "Ansarullah", "Taliban", incident::ActorRelation::Allied, "UN", "2021", {}}));
        QCOMPARE(store.actorNames(), QStringList({"Ansarullah", "Taliban"}));
        const auto meta = store.apply(one(incident::SetMeta{"author", "XY"}));
        QCOMPARE(store.meta("author"), QString("XY"));
        store.apply(meta.inverse);
        QCOMPARE(store.meta("author"), QString());
        QCOMPARE(errorOf([&] {
                     store.apply(one(incident::SetMeta{"schema_version", "9"}));
                 }),
                 std::optional(base::ErrorKind::Invalid));
        store.apply(one(incident::DescribeSeries{"s", "about"}));
        QCOMPARE(store.seriesNames(), QStringList({"s"}));
    }

    void draftsAndNamed()
    {
        const QString path = freshPath();
        {
            Store store = Store::create(path);
            store.saveDraft({"new", {}, "{\"a\":1}"});
            store.saveDraft({"new", {}, "{\"a\":2}"});
            store.saveNamed("filters", "november", "{}");
            QVERIFY(!store.lastChangeInverse());
        }
        Store store = Store::open(path);
        QCOMPARE(store.drafts().size(), std::size_t{1});
        QCOMPARE(store.drafts()[0].json, QByteArray("{\"a\":2}"));
        store.removeDraft("new");
        QVERIFY(store.drafts().empty());
        QCOMPARE(store.named("filters").at(0).first, QString("november"));
        store.saveNamed("filters", "november", {});
        QVERIFY(store.named("filters").empty());
        QCOMPARE(errorOf([&] { store.named("incidents; DROP TABLE incidents"); }),
                 std::optional(base::ErrorKind::Invalid));
    }

    void rebuildAndCompactKeepEverything()
    {
        Store store = Store::create(freshPath());
        const qint64 fid = store.apply(put(fullIncident())).incidents.front();
        const Incident before = store.incident(fid).value();
        store.rebuild();
        store.compact();
        QVERIFY(store.incident(fid).value() == before);
        QCOMPARE(store.search("gold", 9).size(), std::size_t{1});
        QVERIFY(store.verify().empty());
    }

private:
    static void changeBy(Incident &r, int edit)
    {
        switch (edit) {
        case 0:
            r.title = "changed";
            r.where.radiusM = std::nullopt;
            r.publicPrecision = std::nullopt;
            break;
        case 1:
            r.where.point = std::nullopt;
            r.where.radiusM = std::nullopt;
            r.where.precision = incident::PlacePrecision::Country;
            break;
        case 2:
            r.casualties.erase(r.casualties.begin());
            r.actors.clear();
            r.attachments.clear();
            r.sites.clear();
            r.notes.clear();
            r.tags = {"mine"};
            break;
        case 3:
            r.casualties[0].count.high = 7;
            r.casualties.insert(r.casualties.begin(), incident::Casualty{});
            r.sources[1].url = "https://example.org/b";
            r.actors[0].name = "another";
            r.attachments[0].bytes = "other bytes";
            r.attachments[0].sizeBytes = 11;
            r.claims.push_back({0, "title", "x", 0, {}, {}, {}, {}, false, {}});
            break;
        case 4:
            std::swap(r.casualties[0], r.casualties[1]);
            std::swap(r.claims[0], r.claims[1]);
            std::swap(r.tags[0], r.tags[1]);
            break;
        default: {
            const Incident old = r;
            r = plainIncident("empty");
            r.fid = old.fid;
            r.uid = old.uid;
            r.attachments = old.attachments;
            break;
        }
        }
    }
};

QTEST_GUILESS_MAIN(StoreTest)
#include "storetest.moc"
