#include "ui/entryform.h"
#include "geo/coordinatetext.h"
#include "incident/incidentjson.h"
#include "session/recordverbs.h"
#include "session/sample.h"
#include "session/workspace.h"
#include "tests/support/tempstore.h"
#include "ui/rowssection.h"

#include <QComboBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QKeyEvent>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>

using namespace marz;

/// Incidents entered through the real widgets.
class EntryFormTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theFirstReportIsStoredFieldByField();
    void aPlaceIsFoundInAnySpelling_data();
    void aPlaceIsFoundInAnySpelling();
    void whatIsWrongIsSaidInWords_data();
    void whatIsWrongIsSaidInWords();
    void aProblemStandsUnderItsField_data();
    void aProblemStandsUnderItsField();
    void theWordsOfTheSourceStay_data();
    void theWordsOfTheSourceStay();
    void theNextRecordHasTheDefaultMarking();
    void theReportStaysInSight();
    void aClickIsNeverExact();
    void theReportsAddressBecomesTheSource();
    void aNearIncidentIsShownBeforeANewOneIsMade();
    void aDraftOutlivesTheProgram();
    void aKeptDraftIsNotOverwrittenByTheNextIncident();
    void anotherStoreEndsTheEditingOfThisOnes();

private:
    void type(const char *name, const QString &text);
    void choose(const char *name, const QString &code);
    void addLine(const char *list, const QStringList &cells);
    void enter(const incident::Incident &record);
    incident::Incident reopened(const QString &path);
    static incident::Incident firstReport();

    std::unique_ptr<test::TempFolder> m_folder;
    std::unique_ptr<session::Workspace> m_workspace;
    std::unique_ptr<ui::EntryForm> m_form;
};

void EntryFormTest::init()
{
    m_folder = std::make_unique<test::TempFolder>();
    m_workspace = std::make_unique<session::Workspace>();
    QSignalSpy loaded(m_workspace.get(), &session::Workspace::geodataLoaded);
    m_workspace->loadGeodataInBackground();
    m_workspace->store().create({m_folder->path(QStringLiteral("own.gpkg")),
                                 QStringLiteral("AB"),
                                 {},
                                 {},
                                 QStringLiteral("TLP:GREEN")});
    QVERIFY(loaded.count() > 0 || loaded.wait(20'000));
    QTRY_VERIFY(m_workspace->store().summary().isOpen);
    m_form = std::make_unique<ui::EntryForm>(*m_workspace);
    m_form->resize(520, 900);
    m_form->show();
    m_form->startNew();
}

void EntryFormTest::cleanup()
{
    m_form.reset();
    m_workspace.reset();
}

void EntryFormTest::type(const char *name, const QString &text)
{
    auto *edit = m_form->findChild<QLineEdit *>(QLatin1String(name));
    QVERIFY2(edit, name);
    edit->setFocus();
    edit->selectAll();
    QTest::keyClick(edit, Qt::Key_Delete);
    // Typed as one event: keyClicks knows Latin letters only.
    QKeyEvent press(QEvent::KeyPress, 0, Qt::NoModifier, text);
    if (!text.isEmpty())
        QCoreApplication::sendEvent(edit, &press);
}

void EntryFormTest::choose(const char *name, const QString &code)
{
    auto *box = m_form->findChild<QComboBox *>(QLatin1String(name));
    QVERIFY2(box, name);
    const int at = box->findData(code);
    QVERIFY2(at >= 0, qPrintable(code));
    box->setCurrentIndex(at);
    Q_EMIT box->activated(at);
}

void EntryFormTest::addLine(const char *list, const QStringList &cells)
{
    auto *rows = m_form->findChild<ui::RowTable *>(QLatin1String(list));
    QVERIFY2(rows, list);
    QTest::mouseClick(rows->findChildren<QPushButton *>().front(), Qt::LeftButton);
    QTableWidget *table = rows->table();
    const int row = table->rowCount() - 1;
    for (int column = 0; column < cells.size(); ++column) {
        table->setCurrentCell(row, column); // opens the editor, and stores what the former one held
        if (const auto boxes = table->viewport()->findChildren<QComboBox *>();
            !table->itemDelegateForColumn(column)) {
            const auto edits = table->viewport()->findChildren<QLineEdit *>();
            QVERIFY(!edits.isEmpty());
            edits.last()->setText(cells[column]);
        } else {
            QVERIFY(!boxes.isEmpty());
            boxes.last()->setCurrentIndex(boxes.last()->findData(cells[column]));
        }
    }
    table->setCurrentCell(-1, -1);
}

incident::Incident EntryFormTest::firstReport()
{
    for (const incident::ChangeSet &changes : session::sampleChanges()) {
        for (const incident::Change &change : changes.changes) {
            const auto *put = std::get_if<incident::PutIncident>(&change);
            if (put && put->incident.nativeId == QLatin1String("TJ-2024-11-17-zarbuz"))
                return put->incident;
        }
    }
    return {};
}

void EntryFormTest::enter(const incident::Incident &a)
{
    type("place", a.where.place);
    type("coordinates", geo::coordinateText(*a.where.point, geo::CoordinateForm::DecimalDegrees));
    choose("placePrecision", incident::code(a.where.precision));
    choose("placeBasis", incident::code(a.where.basis));
    type("placeRadius", QString::number(*a.where.radiusM / 1000));
    type("country", a.where.country);
    type("admin1Code", a.where.admin1Code);
    type("admin2", a.where.admin2);
    type("whenFrom", a.when.dateStart.toString(Qt::ISODate));
    type("whenTo", a.when.dateEnd.toString(Qt::ISODate));
    choose("timeZone", a.when.timeZone);
    choose("partOfDay", QStringLiteral("night"));
    choose("timeExtent", incident::code(a.when.extent));
    type("timeText", a.when.text);
    type("reportedAt", a.reportedAt);
    type("title", a.title);
    choose("eventType", a.eventType);
    m_form->findChild<QPlainTextEdit *>(QStringLiteral("summary"))->setPlainText(a.summary);
    choose("verification", incident::code(a.verification));
    choose("workflow", incident::code(a.workflow));
    choose("handling", incident::code(a.handling));
    type("marking", a.marking);
    type("series", a.series.join(QStringLiteral("; ")));
    type("tags", a.tags.join(QStringLiteral("; ")));
    const std::vector<std::pair<const char *, ui::RowsSection::Kind>> lists{
        {"sources", ui::sourceRows()},     {"casualties", ui::casualtyRows()},
        {"actors", ui::actorRows()},       {"items", ui::itemRows()},
        {"claims", ui::claimRows()},       {"responses", ui::responseRows()},
        {"movements", ui::movementRows()}, {"places", ui::siteRows()},
        {"links", ui::linkRows()},         {"notes", ui::noteRows()}};
    for (const auto &[name, kind] : lists) {
        for (const QStringList &line : kind.lines(a))
            addLine(name, line);
    }
}

/// Without identity: what the analyst entered.
static incident::Incident content(incident::Incident record)
{
    record.fid = 0;
    record.uid.clear();
    record.code.clear();
    record.nativeId.clear();
    record.batch.reset();
    record.createdAt = record.createdBy = record.updatedAt = record.updatedBy = QString();
    record.reviewedAt = record.reviewedBy = QString();
    record.reviewedRevision.reset();
    record.revision = 0;
    const auto forget = [](auto &children) {
        for (auto &child : children)
            child.fid = 0;
    };
    forget(record.sources);
    forget(record.casualties);
    forget(record.actors);
    forget(record.items);
    forget(record.claims);
    forget(record.responses);
    forget(record.movements);
    forget(record.sites);
    forget(record.links);
    forget(record.notes);
    return record;
}

incident::Incident EntryFormTest::reopened(const QString &path)
{
    session::OpenStore store;
    QSignalSpy opened(&store, &session::OpenStore::storeOpened);
    store.open(path);
    if (!opened.wait(10'000) || store.index()->size() == 0)
        return {};
    incident::Incident record;
    store.loadIncidents({store.index()->fid(0)}, this,
                        [&](const std::vector<incident::Incident> &loaded) { record = loaded.at(0); });
    store.finish();
    return record;
}

void EntryFormTest::theFirstReportIsStoredFieldByField()
{
    incident::Incident a = firstReport();
    QVERIFY(!a.uid.isEmpty());
    a.links.clear(); // they lead to incidents that this store does not hold
    enter(a);
    auto *save = m_form->findChild<QPushButton *>(QStringLiteral("saveIncident"));
    QTRY_VERIFY2(save->isEnabled(),
                 qPrintable(m_form->findChild<QLabel *>(QStringLiteral("missing"))->text()));
    QSignalSpy saved(m_form.get(), &ui::EntryForm::saved);
    QTest::mouseClick(save, Qt::LeftButton);
    QVERIFY(saved.wait(10'000));
    const QString path = m_workspace->store().summary().path;
    const QString uid = [&] {
        QString found;
        m_workspace->store().loadIncidents(
            {saved[0][0].toLongLong()}, this,
            [&](const std::vector<incident::Incident> &loaded) { found = loaded.at(0).uid; });
        m_workspace->store().finish();
        return found;
    }();
    std::vector<incident::HistoryRow> history;
    m_workspace->store().loadHistory(uid, this,
                                     [&](const std::vector<incident::HistoryRow> &rows) { history = rows; });
    m_workspace->store().finish();
    QCOMPARE(history.size(), std::size_t(1)); // creation is one row
    QCOMPARE(history[0].table, QStringLiteral("incidents"));
    QCOMPARE(history[0].changedBy, QStringLiteral("AB"));
    cleanup();

    incident::Incident expected = content(a);
    incident::Incident stored = content(reopened(path));
    // The form takes the unit as the analyst's word.
    expected.where.adminBasis = stored.where.adminBasis;
    const QJsonObject want = incident::toJson(expected);
    const QJsonObject have = incident::toJson(stored);
    for (const QString &key : want.keys())
        QVERIFY2(want[key] == have[key],
                 qPrintable(key + QStringLiteral(": wanted ") +
                            QJsonDocument(QJsonArray{want[key]}).toJson(QJsonDocument::Compact) +
                            QStringLiteral(" have ") +
                            QJsonDocument(QJsonArray{have[key]}).toJson(QJsonDocument::Compact)));
    QCOMPARE(have.keys(), want.keys());
}

void EntryFormTest::aPlaceIsFoundInAnySpelling_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("English") << QStringLiteral("Shamsuddin Shohin");
    QTest::newRow("variant") << QStringLiteral("Shamsiddin Shokhin");
    QTest::newRow("Tajik") << QStringLiteral("Шамсиддин Шоҳин");
    QTest::newRow("former name, Russian") << QStringLiteral("Шуроабад");
}

void EntryFormTest::aPlaceIsFoundInAnySpelling()
{
    QFETCH(QString, typed);
    type("placeSearch", typed);
    auto *found = m_form->findChild<QListWidget *>(QStringLiteral("placeSuggestions"));
    QVERIFY(found->count() > 0);
    int district = -1;
    for (int i = 0; i < found->count(); ++i) {
        if (found->item(i)->text().contains(QStringLiteral("district")) &&
            found->item(i)->text().contains(QStringLiteral("Shamsiddin Shohin"))) {
            district = i;
            break;
        }
    }
    QVERIFY(district >= 0);
    QTest::mouseClick(found->viewport(), Qt::LeftButton, {},
                      found->visualItemRect(found->item(district)).center());
    const incident::Where where = m_form->incident().where;
    QCOMPARE(where.admin1Code, QStringLiteral("TJ-KT"));
    QCOMPARE(where.admin2, QStringLiteral("Shamsiddin Shohin"));
    QCOMPARE(where.precision, incident::PlacePrecision::District);
}

void EntryFormTest::whatIsWrongIsSaidInWords_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("told");
    QTest::newRow("latitude 95") << QByteArray("coordinates") << QStringLiteral("95 N 70 E")
                                 << QStringLiteral("95");
    QTest::newRow("30 February") << QByteArray("whenFrom") << QStringLiteral("2024-02-30")
                                 << QStringLiteral("30");
    QTest::newRow("an ambiguous date")
        << QByteArray("whenFrom") << QStringLiteral("03/04/2024") << QStringLiteral("03/04/2024");
    QTest::newRow("a radius of nothing")
        << QByteArray("placeRadius") << QStringLiteral("0") << QStringLiteral("radius");
}

void EntryFormTest::whatIsWrongIsSaidInWords()
{
    QFETCH(QByteArray, field);
    QFETCH(QString, text);
    QFETCH(QString, told);
    type("title", QStringLiteral("Something"));
    type(field.constData(), text);
    auto *save = m_form->findChild<QPushButton *>(QStringLiteral("saveIncident"));
    const auto isTold = [&] {
        for (const QLabel *label : m_form->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(told) &&
                label->styleSheet().contains(QStringLiteral("C0392B")))
                return true;
        }
        return false;
    };
    QTRY_VERIFY(isTold());
    QVERIFY(!save->isEnabled());
}

void EntryFormTest::aProblemStandsUnderItsField_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("text");
    QTest::newRow("coordinates") << QByteArray("coordinates") << QStringLiteral("95 N 70 E");
    QTest::newRow("radius") << QByteArray("placeRadius") << QStringLiteral("0");
    QTest::newRow("country") << QByteArray("country") << QStringLiteral("Tajikistan");
    QTest::newRow("day") << QByteArray("whenFrom") << QStringLiteral("2024-02-30");
    QTest::newRow("follow-up") << QByteArray("followUpOn") << QStringLiteral("soon");
}

void EntryFormTest::aProblemStandsUnderItsField()
{
    QFETCH(QByteArray, field);
    QFETCH(QString, text);
    type("title", QStringLiteral("Something"));
    choose("eventType", QStringLiteral("other"));
    type(field.constData(), text);
    auto *edit = m_form->findChild<QLineEdit *>(QLatin1String(field));
    const QLayout *column = edit->parentWidget()->layout();
    const auto below = [&] {
        const QLayoutItem *item = column->itemAt(column->indexOf(edit) + 1);
        return item ? qobject_cast<QLabel *>(item->widget()) : nullptr;
    };
    QTRY_VERIFY(below() && below()->isVisible() && below()->styleSheet().contains(QStringLiteral("C0392B")) &&
                !below()->text().isEmpty());
    type(field.constData(), QString());
    QTRY_VERIFY(!below()->isVisible() || !below()->styleSheet().contains(QStringLiteral("C0392B")));
}

void EntryFormTest::theWordsOfTheSourceStay_data()
{
    QTest::addColumn<QString>("reported"); ///< typed as the place before
    QTest::addColumn<QString>("searched"); ///< empty = pointed at on the map
    QTest::addColumn<QString>("place");
    const QString words = QStringLiteral("the camp above Zarbuz");
    QTest::newRow("a place is chosen") << words << QStringLiteral("Khorog") << words;
    QTest::newRow("coordinates are searched") << words << QStringLiteral("37.98 N 70.20 E") << words;
    QTest::newRow("pointed at") << words << QString() << words;
    QTest::newRow("nothing typed, the report's spelling searched")
        << QString() << QStringLiteral("Шуроабад") << QStringLiteral("Шуроабад");
    QTest::newRow("coordinates are no words of a source")
        << QString() << QStringLiteral("37.98 N 70.20 E") << QString();
}

void EntryFormTest::theWordsOfTheSourceStay()
{
    QFETCH(QString, reported);
    QFETCH(QString, searched);
    QFETCH(QString, place);
    type("place", reported);
    if (searched.isEmpty()) {
        m_form->setPlace(session::placeOfClick({70.2, 37.98}, 100.0, *m_workspace->geodata()));
    } else {
        type("placeSearch", searched);
        QTest::keyClick(m_form->findChild<QLineEdit *>(QStringLiteral("placeSearch")), Qt::Key_Return);
    }
    QVERIFY(m_form->incident().where.point);
    QCOMPARE(m_form->incident().where.place, place);
}

void EntryFormTest::theNextRecordHasTheDefaultMarking()
{
    type("title", QStringLiteral("The first"));
    choose("eventType", QStringLiteral("other"));
    auto *save = m_form->findChild<QPushButton *>(QStringLiteral("saveIncident"));
    QTRY_VERIFY(save->isEnabled());
    QSignalSpy saved(m_form.get(), &ui::EntryForm::saved);
    QTest::mouseClick(save, Qt::LeftButton);
    QVERIFY(saved.wait(10'000));
    QVERIFY(m_form->incident().title.isEmpty());
    QCOMPARE(m_form->incident().marking, QStringLiteral("TLP:GREEN"));
    m_workspace->store().create({m_folder->path(QStringLiteral("next.gpkg")),
                                 QStringLiteral("AB"),
                                 {},
                                 {},
                                 QStringLiteral("TLP:RED")});
    QTRY_COMPARE(m_form->incident().marking, QStringLiteral("TLP:RED"));
}

void EntryFormTest::theReportStaysInSight()
{
    m_form->resize(520, 600);
    auto *fields = m_form->findChild<QScrollArea *>(QStringLiteral("entryFields"));
    auto *report = m_form->findChild<QPlainTextEdit *>(QStringLiteral("report"));
    QTRY_VERIFY(fields->verticalScrollBar()->maximum() > 0);
    fields->verticalScrollBar()->setValue(fields->verticalScrollBar()->maximum());
    QCoreApplication::processEvents();
    QVERIFY(report->height() >= 3 * report->fontMetrics().lineSpacing());
    QCOMPARE(report->visibleRegion().boundingRect().height(), report->height());
    m_form->startNew(); // the next begins at its first field
    QCoreApplication::processEvents();
    QVERIFY(!m_form->findChild<QLineEdit *>(QStringLiteral("placeSearch"))->visibleRegion().isEmpty());
}

void EntryFormTest::aClickIsNeverExact()
{
    m_form->startNew(session::placeOfClick({70.2, 37.98}, 1.0, *m_workspace->geodata()));
    const incident::Where where = m_form->incident().where;
    QVERIFY(where.precision != incident::PlacePrecision::Exact);
    QCOMPARE(where.basis, incident::PlaceBasis::ReadOffMap);
    QCOMPARE(where.radiusM.value_or(0), 50.0); // 20 pixels of 1 m, but never below 50 m
}

void EntryFormTest::theReportsAddressBecomesTheSource()
{
    m_form->findChild<QPlainTextEdit *>(QStringLiteral("report"))
        ->setPlainText(QStringLiteral("Gunmen attacked ... https://example.org/news/1 said"));
    QCOMPARE(m_form->incident().sources.size(), std::size_t(1));
    QCOMPARE(m_form->incident().sources[0].url, QStringLiteral("https://example.org/news/1"));
}

void EntryFormTest::aNearIncidentIsShownBeforeANewOneIsMade()
{
    incident::Incident known = firstReport();
    known.links.clear();
    known.uid.clear();
    m_workspace->store().apply(session::saveIncident(known, QStringLiteral("AB"), *m_workspace->geodata()));
    m_workspace->store().finish();
    type("title", QStringLiteral("Attack on a mine"));
    type("coordinates", QStringLiteral("37.9 N 70.1 E"));
    type("whenFrom", QStringLiteral("2024-11-18"));
    auto *candidates = m_form->findChild<QListWidget *>(QStringLiteral("knownCandidates"));
    QTRY_VERIFY(candidates->isVisible());
    QCOMPARE(candidates->count(), 1);
    QVERIFY(candidates->item(0)->text().contains(known.title));
}

void EntryFormTest::aDraftOutlivesTheProgram()
{
    type("title", QStringLiteral("Half written"));
    const QString path = m_workspace->store().summary().path;
    const auto draftThere = [&] {
        bool isThere = false;
        m_workspace->store().loadDrafts(this, [&](const auto &drafts) { isThere = !drafts.empty(); });
        m_workspace->store().finish();
        return isThere;
    };
    QTRY_VERIFY(draftThere());
    m_form.reset(); // as if the program had crashed: nobody asked, nobody saved
    m_workspace.reset();
    m_workspace = std::make_unique<session::Workspace>();
    m_workspace->store().open(path);
    QTRY_VERIFY(m_workspace->store().summary().isOpen);
    m_form = std::make_unique<ui::EntryForm>(*m_workspace);
    m_form->show();
    m_form->startNew();
    auto *restore = m_form->findChild<QPushButton *>(QStringLiteral("restoreDraft"));
    QTRY_VERIFY(restore->isVisible());
    QTest::mouseClick(restore, Qt::LeftButton);
    QCOMPARE(m_form->incident().title, QStringLiteral("Half written"));
    QVERIFY(m_form->isModified());
}

void EntryFormTest::aKeptDraftIsNotOverwrittenByTheNextIncident()
{
    const auto titlesOfDrafts = [&] {
        QStringList titles;
        m_workspace->store().loadDrafts(this, [&](const auto &drafts) {
            for (const auto &draft : drafts)
                titles << QJsonDocument::fromJson(draft.second)[QStringLiteral("title")].toString();
        });
        m_workspace->store().finish();
        return titles;
    };
    type("title", QStringLiteral("First report"));
    QTRY_COMPARE(titlesOfDrafts(), QStringList{QStringLiteral("First report")});
    m_form = std::make_unique<ui::EntryForm>(*m_workspace);
    m_form->show();
    m_form->startNew();
    auto *bar = m_form->findChild<QWidget *>(QStringLiteral("draftBar"));
    QTRY_VERIFY(bar->isVisible());
    type("title", QStringLiteral("Second report"));
    QTRY_COMPARE(titlesOfDrafts(),
                 QStringList({QStringLiteral("First report"), QStringLiteral("Second report")}));
    QTest::mouseClick(m_form->findChild<QPushButton *>(QStringLiteral("discardDraft")), Qt::LeftButton);
    QTRY_COMPARE(titlesOfDrafts(), QStringList{QStringLiteral("Second report")});
    QVERIFY(!bar->isVisible());
}

void EntryFormTest::anotherStoreEndsTheEditingOfThisOnes()
{
    m_workspace->store().apply(
        session::saveIncident(firstReport(), QStringLiteral("AB"), *m_workspace->geodata()));
    m_workspace->store().finish();
    m_form->edit(m_workspace->store().index()->fid(0));
    QTRY_COMPARE(m_form->incident().title, firstReport().title);
    m_workspace->store().open(session::sampleStore(m_folder->path()));
    QTRY_COMPARE(m_workspace->store().index()->size(), std::size_t(71));
    QTRY_COMPARE(m_form->incident().fid, qint64(0));
    QVERIFY(m_form->incident().title.isEmpty());

    type("title", QStringLiteral("Written anew"));
    m_workspace->store().create(
        {m_folder->path(QStringLiteral("third.gpkg")), QStringLiteral("AB"), {}, {}, {}});
    QTRY_COMPARE(m_workspace->store().index()->size(), std::size_t(0));
    QCOMPARE(m_form->incident().title, QStringLiteral("Written anew"));
}

QTEST_MAIN(EntryFormTest)
#include "entryformtest.moc"
