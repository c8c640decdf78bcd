#include "ui/searchbox.h"
#include "ui/desk.h"

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
