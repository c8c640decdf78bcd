#include "ui/searchbox.h"
#include "ui/desk.h"

#include <QLabel>
#include <QListWidget>
#include <QVBoxLayout>

using namespace marz;

class SearchBoxTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void findsThePlaceInAnySpelling_data();
    void findsThePlaceInAnySpelling();
    void goesToCoordinates();
    void saysHowCoordinatesWereUnderstood_data();
    void saysHowCoordinatesWereUnderstood();
    void theOtherOrderIsOffered();
    void saysWhatIsWrongWithACoordinate();
    void findsAnIncidentByItsCode();
    void saysWhatTheProjectionCannotShow();
    void tellsTheTwoBadakhshansApart();
    void findsIncidents();
    void shiftEnterAsksForANewIncident();
    void escapeClosesThenClears();

private:
    QListWidget *results() { return m_window.findChild<QListWidget *>(QStringLiteral("searchResults")); }
    void type(const QString &text);

    std::unique_ptr<test::Desk> m_desk;
    QWidget m_window;
    ui::SearchBox *m_box = nullptr;
};

void SearchBoxTest::initTestCase()
{
    m_desk = std::make_unique<test::Desk>();
    QVERIFY(m_desk->loadGeodata());
    QVERIFY(m_desk->openStore());
    m_box = new ui::SearchBox(m_desk->workspace, &m_window);
    auto *column = new QVBoxLayout(&m_window);
    column->addWidget(m_box, 0, Qt::AlignTop);
    m_window.resize(600, 400);
    m_window.show();
    QVERIFY(QTest::qWaitForWindowActive(&m_window));
}

void SearchBoxTest::init()
{
    const geo::Crs crs = geo::Crs::webMercator();
    m_desk->workspace.view().setViewport(
        map::Viewport(crs, crs.toMap(geo::LonLat{60, 30}), 2000, {800, 600}));
    m_desk->workspace.selection().clear();
    QTest::keyClick(m_box, Qt::Key_Escape); // the list of the test before
    m_box->clear();
    m_box->setFocus();
}

void SearchBoxTest::type(const QString &text)
{
    m_box->setText(text);
    QTest::keyClick(m_box, Qt::Key_Space); // as typed: the timer runs on edits only
    QTRY_VERIFY(results()->isVisible());
}

void SearchBoxTest::findsThePlaceInAnySpelling_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("former name, Cyrillic") << QStringLiteral("Шуроабад");
    QTest::newRow("English") << QStringLiteral("Shamsuddin Shohin");
    QTest::newRow("Russian way") << QStringLiteral("Shamsiddin Shokhin");
    QTest::newRow("Tajik") << QStringLiteral("Шамсиддин Шоҳин");
}

void SearchBoxTest::findsThePlaceInAnySpelling()
{
    QFETCH(QString, text);
    type(text);
    QVERIFY2(results()->item(0)->text().contains(QStringLiteral("Sh"), Qt::CaseInsensitive),
             qPrintable(results()->item(0)->text()));
    QSignalSpy shown(m_box, &ui::SearchBox::placeShown);
    QSignalSpy chosen(m_box, &ui::SearchBox::hitChosen);
    QTest::keyClick(m_box, Qt::Key_Return);
    QCOMPARE(shown.size(), 1);
    QCOMPARE(chosen.size(), 1); // the map takes the keys then
    const map::Viewport &view = m_desk->workspace.view().viewport();
    const geo::LonLat centre = view.crs().toLonLat(view.centre());
    QVERIFY2(std::abs(centre.lon - 70.0) < 0.4 && std::abs(centre.lat - 37.8) < 0.4,
             qPrintable(QStringLiteral("%1 %2").arg(centre.lon).arg(centre.lat)));
    QVERIFY(view.unitsPerPx() < 2000);
    QVERIFY(!results()->isVisible());
}

void SearchBoxTest::goesToCoordinates()
{
    type(QStringLiteral("37.98 N 70.20 E"));
    QTest::keyClick(m_box, Qt::Key_Return);
    const map::Viewport &view = m_desk->workspace.view().viewport();
    const geo::LonLat centre = view.crs().toLonLat(view.centre());
    QVERIFY(std::abs(centre.lon - 70.2) < 1e-3 && std::abs(centre.lat - 37.98) < 1e-3);
}

void SearchBoxTest::saysHowCoordinatesWereUnderstood_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    QTest::newRow("letters") << "37.98 N 70.20 E"
                             << "read as decimal degrees;";
    QTest::newRow("signed") << "-37.98, 70.20"
                            << "read as decimal degrees, latitude first;";
    QTest::newRow("DMS") << QStringLiteral("37°58′48″ N, 70°12′00″ E")
                         << "read as degrees, minutes, seconds;";
    QTest::newRow("DMS, other marks")
        << QStringLiteral("37º58’48” N 70º12’00” E") << "read as degrees, minutes, seconds;";
    QTest::newRow("UTM") << "42N 605387 4204275"
                         << "read as UTM;";
    QTest::newRow("MGRS") << "42SXH0538704275"
                          << "read as MGRS;";
}

void SearchBoxTest::saysHowCoordinatesWereUnderstood()
{
    QFETCH(QString, text);
    QFETCH(QString, words);
    type(text);
    QVERIFY2(results()->item(0)->text().contains(words), qPrintable(results()->item(0)->text()));
}

void SearchBoxTest::theOtherOrderIsOffered()
{
    type(QStringLiteral("70.20 37.98"));
    QCOMPARE(results()->count(), 2);
    QVERIFY(results()->item(0)->text().startsWith(QStringLiteral("70.20000 N 37.98000 E")));
    QVERIFY(results()->item(1)->text().contains(QStringLiteral("longitude first")));
    QTest::keyClick(m_box, Qt::Key_Down);
    QTest::keyClick(m_box, Qt::Key_Return);
    const map::Viewport &view = m_desk->workspace.view().viewport();
    const geo::LonLat centre = view.crs().toLonLat(view.centre());
    QVERIFY(std::abs(centre.lon - 70.2) < 1e-3 && std::abs(centre.lat - 37.98) < 1e-3);
}

void SearchBoxTest::saysWhatIsWrongWithACoordinate()
{
    m_box->setText(QStringLiteral("95 N 70 E"));
    QTest::keyClick(m_box, Qt::Key_Space);
    const auto *popup = m_window.findChild<QWidget *>(QStringLiteral("searchPopup"));
    QTRY_VERIFY(popup->isVisible());
    QVERIFY2(popup->findChild<QLabel *>()->text().contains(QStringLiteral("beyond 90")),
             qPrintable(popup->findChild<QLabel *>()->text()));
}

void SearchBoxTest::findsAnIncidentByItsCode()
{
    const qint64 fid = m_desk->workspace.store().index()->fid(3);
    QString code;
    m_desk->workspace.store().loadIncidents(
        {fid}, this, [&code](const std::vector<incident::Incident> &loaded) { code = loaded.front().code; });
    m_desk->settle();
    QVERIFY(code.startsWith(QStringLiteral("MZ-")));
    type(code.toLower());
    QTRY_COMPARE(results()->count(), 1);
    QTest::keyClick(m_box, Qt::Key_Return);
    QCOMPARE(m_desk->workspace.selection().selected().incidents, std::vector<qint64>{fid});
}

void SearchBoxTest::saysWhatTheProjectionCannotShow()
{
    const geo::Crs utm = geo::Crs::fromEpsg(32642);
    m_desk->workspace.view().setViewport(map::Viewport(utm, utm.toMap(geo::LonLat{70, 38}), 200, {800, 600}));
    const map::Viewport before = m_desk->workspace.view().viewport();
    QSignalSpy notShown(m_box, &ui::SearchBox::notShown);
    type(QStringLiteral("40 N 110 W"));
    QTest::keyClick(m_box, Qt::Key_Return);
    QCOMPARE(notShown.size(), 1);
    QVERIFY(notShown.front().front().toString().contains(QStringLiteral("EPSG:32642")));
    QVERIFY(m_desk->workspace.view().viewport() == before);
}

void SearchBoxTest::tellsTheTwoBadakhshansApart()
{
    type(QStringLiteral("Badakhshan"));
    const auto all = [this] {
        QStringList texts;
        for (int i = 0; i < results()->count(); ++i)
            texts << results()->item(i)->text();
        return texts.join(u'\n');
    };
    QTRY_VERIFY2(all().contains(QStringLiteral("TJ-GB")), qPrintable(all()));
    QTRY_VERIFY2(all().contains(QStringLiteral("AF-BDS")), qPrintable(all()));
}

void SearchBoxTest::findsIncidents()
{
    const auto &index = m_desk->workspace.store().index();
    const QString title = m_desk->workspace.store().title(index->fid(0));
    type(title.section(u' ', 0, 2));
    QTRY_VERIFY([this] {
        for (int i = 0; i < results()->count(); ++i) {
            if (results()->item(i)->text().endsWith(QStringLiteral("incident")))
                return true;
        }
        return false;
    }());
}

void SearchBoxTest::shiftEnterAsksForANewIncident()
{
    type(QStringLiteral("Шуроабад"));
    QSignalSpy requested(m_box, &ui::SearchBox::incidentRequested);
    QTest::keyClick(m_box, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(requested.size(), 1);
    const auto where = requested.front().front().value<incident::Where>();
    QVERIFY(where.precision != incident::PlacePrecision::Exact);
}

void SearchBoxTest::escapeClosesThenClears()
{
    type(QStringLiteral("Khorog"));
    QTest::keyClick(m_box, Qt::Key_Escape);
    QVERIFY(!results()->isVisible());
    QVERIFY(!m_box->text().isEmpty());
    QTest::keyClick(m_box, Qt::Key_Escape);
    QVERIFY(m_box->text().isEmpty());
}

QTEST_MAIN(SearchBoxTest)
#include "searchboxtest.moc"
