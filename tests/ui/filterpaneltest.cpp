#include "ui/filterpanel.h"

#include "support/madeupstore.h"
#include "support/shots.h"
#include "support/tempstore.h"
#include "ui/addfield.h"
#include "ui/checklist.h"
#include "ui/typetree.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace marz;

class FilterPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void familiesAndTypesWriteTheFilter();
    void partOfAFamilyIsHalfTicked();
    void countsAreUnderAllOtherConditions();
    void checkBoxesOfCodes();
    void peopleNarrowTheTotal();
    void figures_data();
    void figures();
    void wrongFigureIsRefused();
    void regionShowsBothBadakhshans();
    void countriesGetTheirNamesLater();
    void textIsTakenOnReturn();
    void clearEmptiesTheFields();

private:
    template <typename Widget>
    Widget *child(const char *name) const
    {
        return m_panel->findChild<Widget *>(QString::fromLatin1(name));
    }
    const incident::Filter &filter() const { return m_workspace->filter().filter(); }
    QTreeWidgetItem *item(const QString &label) const;
    /// Clicks the check box of a line.
    void tick(const QString &label) const;

    test::TempFolder m_folder;
    int m_number = 0;
    std::unique_ptr<session::Workspace> m_workspace;
    std::unique_ptr<ui::FilterPanel> m_panel;
};

void FilterPanelTest::initTestCase()
{
    test::useTestSettings(QStringLiteral("filterpanel"));
}

void FilterPanelTest::init()
{
    m_workspace = std::make_unique<session::Workspace>();
    QVERIFY(test::openMadeUp(*m_workspace, m_folder.path(QStringLiteral("%1.gpkg").arg(++m_number))));
    m_panel = std::make_unique<ui::FilterPanel>(*m_workspace);
    m_panel->resize(300, 1400);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    child<ui::TypeTree>("types")->expandAll();
}

void FilterPanelTest::cleanup()
{
    m_panel.reset();
    m_workspace.reset();
}

QTreeWidgetItem *FilterPanelTest::item(const QString &label) const
{
    const QList<QTreeWidgetItem *> found =
        child<ui::TypeTree>("types")->findItems(label, Qt::MatchFixedString | Qt::MatchRecursive);
    return found.isEmpty() ? nullptr : found.first();
}

void FilterPanelTest::tick(const QString &label) const
{
    auto *tree = child<ui::TypeTree>("types");
    QTreeWidgetItem *wanted = item(label);
    QVERIFY2(wanted, qPrintable(label));
    tree->setCurrentItem(wanted);
    tree->setFocus();
    QTest::keyClick(tree, Qt::Key_Space);
    QCoreApplication::processEvents();
}

void FilterPanelTest::familiesAndTypesWriteTheFilter()
{
    tick(QStringLiteral("Violence"));
    QCOMPARE(filter().families, QStringList{QStringLiteral("violence")});
    QVERIFY(filter().types.isEmpty());
    tick(QStringLiteral("Violence"));
    QVERIFY(filter().isEmpty());
}

void FilterPanelTest::partOfAFamilyIsHalfTicked()
{
    tick(QStringLiteral("protest"));
    QCOMPARE(filter().types, QStringList{QStringLiteral("protest")});
    QVERIFY(filter().families.isEmpty());
    QCOMPARE(item(QStringLiteral("Unrest"))->checkState(0), Qt::PartiallyChecked);
    m_workspace->filter().clear();
    QCOMPARE(item(QStringLiteral("Unrest"))->checkState(0), Qt::Unchecked);
}

void FilterPanelTest::countsAreUnderAllOtherConditions()
{
    QTRY_COMPARE(item(QStringLiteral("protest"))->text(1), QStringLiteral("1"));
    tick(QStringLiteral("armed assault"));
    QTest::qWait(100);
    QCOMPARE(item(QStringLiteral("protest"))->text(1), QStringLiteral("1")); // its own condition is left out
    incident::Filter afghan;
    afghan.countries = {QStringLiteral("AFG")};
    m_workspace->filter().setFilter(afghan);
    QTRY_COMPARE(item(QStringLiteral("protest"))->text(1), QStringLiteral("0"));
    QTRY_COMPARE(item(QStringLiteral("shelling"))->text(1), QStringLiteral("1"));
}

void FilterPanelTest::checkBoxesOfCodes()
{
    auto *verification = child<ui::CheckList>("verification");
    QTest::mouseClick(verification->box(QStringLiteral("disputed")), Qt::LeftButton, {}, {8, 8});
    QCOMPARE(filter().verifications, std::vector<incident::Verification>{incident::Verification::Disputed});
    QCOMPARE(m_workspace->filtered().filtered().total, std::size_t(1));
    m_workspace->filter().clear();
    QVERIFY(!verification->box(QStringLiteral("disputed"))->isChecked());

    auto *countries = child<ui::CheckList>("countries");
    QTRY_VERIFY(countries->has(QStringLiteral("AFG")));
    QTest::mouseClick(countries->box(QStringLiteral("AFG")), Qt::LeftButton, {}, {8, 8});
    QCOMPARE(filter().countries, QStringList{QStringLiteral("AFG")});
    QTest::mouseClick(child<QCheckBox>("certainly"), Qt::LeftButton, {}, {8, 8});
    QVERIFY(filter().certainly);
}

void FilterPanelTest::peopleNarrowTheTotal()
{
    auto *nationality = child<QLineEdit>("nationality");
    QTest::keyClicks(nationality, QStringLiteral("chn"));
    QTest::keyClick(nationality, Qt::Key_Return);
    QVERIFY(filter().casualty.has_value());
    QCOMPARE(filter().casualty->nationality, QStringLiteral("CHN"));
    auto *outcome = child<QComboBox>("outcome");
    outcome->setFocus();
    QTest::keyClicks(outcome, QStringLiteral("killed"));
    QVERIFY(filter().casualty->outcome == incident::Outcome::Killed);
    auto *total = child<QLabel>("peopleTotal");
    QTRY_VERIFY2(total->text().contains(QStringLiteral("1 in 1 incident")), qPrintable(total->text()));
    QVERIFY(total->text().contains(QStringLiteral("Only these people")));
}

void FilterPanelTest::figures_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<double>("value");
    QTest::newRow("killed") << "minKilled"
                            << "3" << 3.0;
    QTest::newRow("injured") << "minInjured"
                             << "4" << 4.0;
    QTest::newRow("border") << "borderKm"
                            << "2,5" << 2500.0;
}

void FilterPanelTest::figures()
{
    QFETCH(QString, field);
    QFETCH(QString, typed);
    auto *edit = m_panel->findChild<QLineEdit *>(field);
    edit->setText(typed);
    QTest::keyClick(edit, Qt::Key_Return);
    const double value = field == QLatin1String("minKilled")    ? double(filter().minKilled.value_or(-1))
                         : field == QLatin1String("minInjured") ? double(filter().minInjured.value_or(-1))
                                                                : filter().withinBorderM.value_or(-1);
    QTEST(value, "value");
}

void FilterPanelTest::wrongFigureIsRefused()
{
    auto *edit = child<QLineEdit>("minKilled");
    edit->setText(QStringLiteral("many"));
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(filter().isEmpty());
}

void FilterPanelTest::regionShowsBothBadakhshans()
{
    auto *region = child<ui::AddField>("region");
    region->setChoices({{QStringLiteral("TJ-GB"), QStringLiteral("Gorno-Badakhshan, TJ-GB"),
                         QStringLiteral("Gorno-Badakhshan TJ-GB")},
                        {QStringLiteral("AF-BDS"), QStringLiteral("Badakhshan, AF-BDS"),
                         QStringLiteral("Badakhshan AF-BDS")}});
    QSignalSpy refused(region, &ui::AddField::refused);
    QSignalSpy added(region, &ui::AddField::added);
    region->setText(QStringLiteral("badakhshan"));
    QTest::keyClick(region, Qt::Key_Return);
    QCOMPARE(added.count(), 0);
    QVERIFY(refused.last().first().toString().contains(QStringLiteral("2")));
    region->setText(QStringLiteral("AF-BDS"));
    QTest::keyClick(region, Qt::Key_Return);
    QCOMPARE(added.last().first().toString(), QStringLiteral("AF-BDS"));
}

void FilterPanelTest::countriesGetTheirNamesLater()
{
    QVERIFY(!m_workspace->geodata()); // the store was open before the boundaries
    m_workspace->filter().setFilter([] {
        incident::Filter filter;
        filter.countries = {QStringLiteral("TJK")};
        return filter;
    }());
    const auto *countries = child<ui::CheckList>("countries");
    QCOMPARE(countries->box(QStringLiteral("TJK"))->text(), QStringLiteral("TJK"));
    m_workspace->loadGeodataInBackground();
    QTRY_COMPARE_WITH_TIMEOUT(countries->box(QStringLiteral("TJK"))->text(),
                              QStringLiteral("Tajikistan (TJK)"), 60'000);
    QVERIFY(countries->box(QStringLiteral("TJK"))->isChecked());
}

void FilterPanelTest::textIsTakenOnReturn()
{
    m_panel->focusText();
    auto *text = child<QLineEdit>("text");
    QTest::keyClicks(text, QStringLiteral("gold"));
    QTest::keyClick(text, Qt::Key_Return);
    QCOMPARE(filter().text, QStringLiteral("gold"));
}

void FilterPanelTest::clearEmptiesTheFields()
{
    incident::Filter set;
    set.text = QStringLiteral("gold");
    set.minKilled = 2;
    set.precision = incident::PlacePrecision::District;
    set.sourceGrade = QStringLiteral("B2");
    m_workspace->filter().setFilter(set);
    QCOMPARE(child<QComboBox>("reliability")->currentData().toString(), QStringLiteral("B"));
    QCOMPARE(child<QLineEdit>("minKilled")->text(), QStringLiteral("2"));
    test::shoot(*m_panel, QStringLiteral("filterpanel"));
    QTest::mouseClick(child<QToolButton>("clear"), Qt::LeftButton);
    QVERIFY(filter().isEmpty());
    QVERIFY(child<QLineEdit>("text")->text().isEmpty());
    QVERIFY(child<QLineEdit>("minKilled")->text().isEmpty());
    QCOMPARE(child<QComboBox>("precision")->currentIndex(), 0);
}

QTEST_MAIN(FilterPanelTest)
#include "filterpaneltest.moc"
