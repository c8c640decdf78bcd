#include "records.h"

#include "base/error.h"
#include "store/connection.h"

#include <QtTest>

using namespace marz;
using namespace marz::store;
using namespace marz::store::testing;
using incident::ChangeSet;
using incident::Incident;

/// Taking changes back: what others did since is not written over, the log holds what can still be undone,
/// and the history tells who undid.
class UndoLogTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    int m_count = 0;
    QString freshPath() { return m_folder.filePath(QStringLiteral("u%1.gpkg").arg(++m_count)); }

    static ChangeSet renamed(const Store &store, qint64 fid, const QString &title)
    {
        Incident record = store.incident(fid).value();
        record.title = title;
        return put(record);
    }

    static QString titleIn(const Store &store, qint64 fid)
    {
        const auto record = store.incident(fid);
        return record ? record->title : QStringLiteral("(gone)");
    }

    static ChangeSet marked(const Store &store, const QString &content)
    {
        incident::Annotation mark;
        if (!store.annotations().empty())
            mark = store.annotations().front();
        mark.content = content;
        mark.geometry = geo::pointGeometry({70.123456789, 38});
        mark.widthPx = 1.1;
        return one(incident::PutAnnotation{mark});
    }

    static QString contentIn(const Store &store)
    {
        return store.annotations().empty() ? QStringLiteral("(gone)") : store.annotations().front().content;
    }

private Q_SLOTS:
    void laterChangesAreNotWrittenOver_data()
    {
        QTest::addColumn<QString>("ours");
        QTest::addColumn<QString>("theirs");
        QTest::addColumn<QString>("left"); ///< the title after the undo that was refused
        QTest::newRow("edit, then edited") << "edit"
                                           << "edit"
                                           << "theirs";
        QTest::newRow("edit, then deleted") << "edit"
                                            << "delete"
                                            << "(gone)";
        QTest::newRow("creation, then edited") << "create"
                                               << "edit"
                                               << "theirs";
        QTest::newRow("deletion, then brought back and edited") << "delete"
                                                                << "undo, edit"
                                                                << "theirs";
        QTest::newRow("deletion, then brought back") << "delete"
                                                     << "undo"
                                                     << "first";
    }

    void laterChangesAreNotWrittenOver()
    {
        QFETCH(QString, ours);
        QFETCH(QString, theirs);
        QFETCH(QString, left);
        const QString path = freshPath();
        Store window = Store::create(path);
        Store other = Store::open(path);
        incident::Applied done = window.apply(put(plainIncident("first")));
        const qint64 fid = done.incidents.front();
        if (ours == "edit")
            done = window.apply(renamed(window, fid, "ours"));
        else if (ours == "delete")
            done = window.apply(one(incident::DeleteIncident{fid}));
        const ChangeSet fromLog = window.lastChangeInverse().value();
        if (theirs.startsWith("undo"))
            other.apply(other.lastChangeInverse().value());
        if (theirs.endsWith("edit"))
            other.apply(renamed(other, fid, "theirs"));
        else if (theirs == "delete")
            other.apply(one(incident::DeleteIncident{fid}));
        for (const ChangeSet &inverse : {done.inverse, fromLog}) {
            try {
                window.apply(inverse);
                QFAIL("a later change was written over");
            } catch (const base::Error &e) {
                QCOMPARE(e.kind(), base::ErrorKind::Conflict);
            }
            QCOMPARE(titleIn(window, fid), left);
        }
        QVERIFY(window.verify().empty());
    }

    void stepsGoBackAndForth()
    {
        Store store = Store::create(freshPath());
        const qint64 fid = store.apply(put(plainIncident("first"))).incidents.front();
        std::vector<ChangeSet> back;
        back.push_back(store.apply(renamed(store, fid, "second")).inverse);
        ChangeSet twice = renamed(store, fid, "third"); // one incident twice in one set
        twice.changes.push_back(renamed(store, fid, "fourth").changes.front());
        back.push_back(store.apply(twice).inverse);
        QCOMPARE(titleIn(store, fid), QString("fourth"));
        for (int round = 0; round < 2; ++round) {
            const ChangeSet redoSecond = store.apply(back[1]).inverse;
            QCOMPARE(titleIn(store, fid), QString("second"));
            const ChangeSet redoFirst = store.apply(back[0]).inverse;
            QCOMPARE(titleIn(store, fid), QString("first"));
            QCOMPARE(redoFirst.reason, QString("redo"));
            back[0] = store.apply(redoFirst).inverse;
            QCOMPARE(titleIn(store, fid), QString("second"));
            back[1] = store.apply(redoSecond).inverse;
            QCOMPARE(titleIn(store, fid), QString("fourth"));
        }
        store.apply(store.lastChangeInverse().value());
        QCOMPARE(titleIn(store, fid), QString("second"));
    }

    void laterChangesOfAMarkAreNotWrittenOver_data()
    {
        QTest::addColumn<QString>("ours");
        QTest::addColumn<QString>("theirs");
        QTest::addColumn<QString>("left"); ///< the content after the undo that was refused
        const auto row = [](const char *ours, const char *theirs, const char *left) {
            QTest::addRow("%s, then %s", ours, theirs) << ours << theirs << left;
        };
        row("edit", "edit", "theirs");
        row("edit", "edit elsewhere", "theirs");
        row("edit", "delete", "(gone)");
        row("create", "edit", "theirs");
        row("create", "edit elsewhere", "theirs");
        row("delete", "undo", "first");
    }

    void laterChangesOfAMarkAreNotWrittenOver()
    {
        QFETCH(QString, ours);
        QFETCH(QString, theirs);
        QFETCH(QString, left);
        const QString path = freshPath();
        Store window = Store::create(path);
        Store other = Store::open(path);
        incident::Applied done = window.apply(marked(window, "first"));
        const qint64 fid = done.annotations.front();
        if (ours == "edit")
            done = window.apply(marked(window, "ours"));
        else if (ours == "delete")
            done = window.apply(one(incident::DeleteAnnotation{fid}));
        const ChangeSet fromLog = window.lastChangeInverse().value();
        if (theirs == "undo")
            other.apply(other.lastChangeInverse().value());
        else if (theirs == "edit")
            other.apply(marked(other, "theirs"));
        else if (theirs == "delete")
            other.apply(one(incident::DeleteAnnotation{fid}));
        else // a map editor does not count the revision on
            Connection(path, OpenMode::ReadWrite).execute("UPDATE annotations SET content = 'theirs'");
        for (const ChangeSet &inverse : {done.inverse, fromLog}) {
            try {
                window.apply(inverse);
                QFAIL("a later change was written over");
            } catch (const base::Error &e) {
                QCOMPARE(e.kind(), base::ErrorKind::Conflict);
            }
            QCOMPARE(contentIn(window), left);
        }
    }

    void stepsOfAMarkGoBackAndForth()
    {
        Store store = Store::create(freshPath());
        std::vector<ChangeSet> steps;
        for (const char *content : {"first", "second", "third"})
            steps.push_back(store.apply(marked(store, content)).inverse);
        steps.push_back(
            store.apply(one(incident::DeleteAnnotation{store.annotations().front().fid})).inverse);
        const QStringList before{"(gone)", "first", "second", "third", "(gone)"};
        for (int round = 0; round < 2; ++round) {
            for (qsizetype i = 3; i >= 0; --i) {
                steps[std::size_t(i)] = store.apply(steps[std::size_t(i)]).inverse;
                QCOMPARE(contentIn(store), before[i]);
            }
            for (qsizetype i = 0; i < 4; ++i) {
                steps[std::size_t(i)] = store.apply(steps[std::size_t(i)]).inverse;
                QCOMPARE(contentIn(store), before[i + 1]);
            }
        }
    }

    void stepsOfAMarkGoBackFromTheLog()
    {
        Store store = Store::create(freshPath());
        for (const char *content : {"first", "second", "third"})
            store.apply(marked(store, content));
        store.apply(one(incident::DeleteAnnotation{store.annotations().front().fid}));
        for (const char *content : {"third", "second", "first", "(gone)"}) {
            store.apply(store.lastChangeInverse().value());
            QCOMPARE(contentIn(store), QString(content));
        }
        QVERIFY(!store.lastChangeInverse());
    }

    void theSameDoneByHandIsNoUndo()
    {
        Store store = Store::create(freshPath());
        const incident::Applied created = store.apply(put(plainIncident("kept")));
        ChangeSet byHand = created.inverse; // the very changes that undoing would make
        byHand.undoes.reset();
        store.apply(byHand);
        QVERIFY(!store.incident(created.incidents.front()));
        store.apply(store.lastChangeInverse().value());
        QCOMPARE(titleIn(store, created.incidents.front()), QString("kept"));
    }

    void whoUndoesIsTold()
    {
        Store store = Store::create(freshPath());
        const qint64 fid = store.apply(put(plainIncident("first"))).incidents.front();
        store.apply(renamed(store, fid, "second"));
        ChangeSet undo = store.lastChangeInverse().value();
        QCOMPARE(undo.who, QString());
        QCOMPARE(undo.label, QString("Edit"));
        undo.who = "CD";
        store.apply(undo);
        const incident::HistoryRow row = store.history(store.incident(fid)->uid).back();
        QCOMPARE(row.newValue, QString("first"));
        QCOMPARE(row.changedBy, QString("CD"));
        QCOMPARE(row.reason, QString("undo"));
        QCOMPARE(store.incident(fid)->updatedBy, QString("AB")); // the record is as AB left it
    }

    void anEntryInTheMiddleIsTakenOut()
    {
        Store store = Store::create(freshPath());
        const qint64 a = store.apply(put(plainIncident("a"))).incidents.front();
        const qint64 b = store.apply(put(plainIncident("b"))).incidents.front();
        const ChangeSet undoA = store.apply(renamed(store, a, "a changed")).inverse;
        store.apply(renamed(store, b, "b changed"));
        store.apply(undoA);
        store.apply(store.lastChangeInverse().value());
        QCOMPARE(titleIn(store, b), QString("b"));
        QCOMPARE(titleIn(store, a), QString("a"));
        store.apply(store.lastChangeInverse().value()); // the change of a is not there any more
        QVERIFY(!store.incident(b));
        QVERIFY(store.incident(a));
    }
};

QTEST_GUILESS_MAIN(UndoLogTest)
#include "undologtest.moc"
