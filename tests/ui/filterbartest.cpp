#include "ui/filterbar.h"

#include "support/madeupstore.h"
#include "support/shots.h"
#include "support/tempstore.h"

#include <QFrame>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace marz;

class FilterBarTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void countsAreToldInWords();
    void chipsAreRemovedByTheirButton();
    void countriesGetTheirNamesLater();
    void clearAndStepBack();
    void textOfChipsIsPlain();
    void atMostTwoRows();
    void offMapIsAskedFor();
    void everythingIsReachedByKeyboard();

private:
    /// The chips that stand (removed ones are deleted later).
    QList<QFrame *> chips() const;
    QToolButton *button(const char *name) const
    {
        return m_bar->findChild<QToolButton *>(QString::fromLatin1(name));
    }
    void setFilter(const std::function<void(incident::Filter &)> &change) const;

    test::TempFolder m_folder;
    int m_number = 0;
    std::unique_ptr<session::Workspace> m_workspace;
    std::unique_ptr<ui::FilterBar> m_bar;
};

void FilterBarTest::initTestCase()
{
    test::useTestSettings(QStringLiteral("filterbar"));
}

void FilterBarTest::init()
{
    m_workspace = std::make_unique<session::Workspace>();
    QVERIFY(test::openMadeUp(*m_workspace, m_folder.path(QStringLiteral("%1.gpkg").arg(++m_number))));
    m_bar = std::make_unique<ui::FilterBar>(*m_workspace);
    m_bar->resize(1000, 60);
    m_bar->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_bar.get()));
}

void FilterBarTest::cleanup()
{
    m_bar.reset();
    m_workspace.reset();
}

QList<QFrame *> FilterBarTest::chips() const
{
    QCoreApplication::processEvents();
    QList<QFrame *> standing;
    for (QFrame *chip : m_bar->findChildren<QFrame *>(QStringLiteral("chip"))) {
        if (!chip->isHidden())
            standing << chip;
    }
    return standing;
}

void FilterBarTest::setFilter(const std::function<void(incident::Filter &)> &change) const
{
    incident::Filter filter = m_workspace->filter().filter();
    change(filter);
    m_workspace->filter().setFilter(filter);
}

void FilterBarTest::countsAreToldInWords()
{
    auto *count = m_bar->findChild<QLabel *>(QStringLiteral("filterCount"));
    QCOMPARE(count->text(), QStringLiteral("7 of 7"));
    QCOMPARE(button("offMap")->text(), QStringLiteral("1 undated, 1 unlocated, 2 not on the map"));
    setFilter([](incident::Filter &filter) { filter.countries = {QStringLiteral("AFG")}; });
    QCOMPARE(count->text(), QStringLiteral("2 of 7"));
}

void FilterBarTest::chipsAreRemovedByTheirButton()
{
    setFilter([](incident::Filter &filter) {
        filter.countries = {QStringLiteral("TJK")};
        filter.minKilled = 1;
    });
    QCOMPARE(chips().size(), 2);
    QTest::mouseClick(chips().first()->findChild<QToolButton *>(), Qt::LeftButton);
    QCOMPARE(chips().size(), 1);
    QTest::keyClick(chips().first()->findChild<QToolButton *>(), Qt::Key_Space);
    QCOMPARE(chips().size(), 0);
    QVERIFY(m_workspace->filter().filter().isEmpty());
}

void FilterBarTest::countriesGetTheirNamesLater()
{
    setFilter([](incident::Filter &filter) {
        filter.countries = {QStringLiteral("AFG"), QStringLiteral("TJK")};
    });
    const auto words = [this] { return chips().constFirst()->findChild<QLabel *>()->text(); };
    QCOMPARE(words(), QStringLiteral("AFG or TJK")); // the store was open before the boundaries
    m_workspace->loadGeodataInBackground();
    QTRY_COMPARE_WITH_TIMEOUT(words(), QStringLiteral("Afghanistan (AFG) or Tajikistan (TJK)"), 60'000);
}

void FilterBarTest::clearAndStepBack()
{
    QVERIFY(!button("filterBack")->isEnabled());
    setFilter([](incident::Filter &filter) { filter.countries = {QStringLiteral("TJK")}; });
    QTest::mouseClick(button("clearFilter"), Qt::LeftButton);
    QVERIFY(m_workspace->filter().filter().isEmpty());
    QTest::mouseClick(button("filterBack"), Qt::LeftButton);
    QCOMPARE(m_workspace->filter().filter().countries, QStringList{QStringLiteral("TJK")});
    QTest::mouseClick(button("filterForward"), Qt::LeftButton);
    QVERIFY(m_workspace->filter().filter().isEmpty());
    QVERIFY(!button("filterForward")->isEnabled());
}

void FilterBarTest::textOfChipsIsPlain()
{
    setFilter([](incident::Filter &filter) { filter.text = QStringLiteral("<b>x</b>"); });
    const QLabel *words = chips().first()->findChild<QLabel *>();
    QCOMPARE(words->textFormat(), Qt::PlainText);
    QVERIFY(words->text().contains(QStringLiteral("<b>x</b>")));
}

void FilterBarTest::atMostTwoRows()
{
    const int oneRow = m_bar->height();
    setFilter([](incident::Filter &filter) {
        for (int i = 0; i < 40; ++i)
            filter.tags << QStringLiteral("a tag with number %1").arg(i);
        filter.types = {QStringLiteral("protest"), QStringLiteral("riot"), QStringLiteral("shelling")};
        filter.minKilled = 1;
        filter.minInjured = 2;
        filter.text = QStringLiteral("gold mine");
        filter.certainly = true;
    });
    QCoreApplication::processEvents();
    QVERIFY(m_bar->sizeHint().height() <= 3 * std::max(oneRow, 30));
    test::shoot(*m_bar, QStringLiteral("filterbar"));
}

void FilterBarTest::offMapIsAskedFor()
{
    QSignalSpy asked(m_bar.get(), &ui::FilterBar::offMapRequested);
    QTest::mouseClick(button("offMap"), Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
}

void FilterBarTest::everythingIsReachedByKeyboard()
{
    setFilter([](incident::Filter &filter) { filter.minKilled = 1; });
    for (const QToolButton *each : m_bar->findChildren<QToolButton *>()) {
        QVERIFY(each->focusPolicy() & Qt::TabFocus);
        QVERIFY(!each->accessibleName().isEmpty());
    }
}

QTEST_MAIN(FilterBarTest)
#include "filterbartest.moc"
