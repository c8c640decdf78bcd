#include "ui/scalefield.h"

#include "ui/desk.h"
#include "ui/statusbar.h"

#include <QMenu>
#include <QTimer>
#include <QToolButton>

#include <cmath>

using namespace marz;

/// Typing a scale into the status bar.
class ScaleFieldTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textsAreUnderstood_data();
    void textsAreUnderstood();
    void enterZoomsTheMap();
    void nonsenseStaysAndIsTold();
};

void ScaleFieldTest::textsAreUnderstood_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("scale"); // 0 = refused
    const auto row = [](const char *text, double scale) {
        QTest::newRow(text) << QString::fromUtf8(text) << scale;
    };
    row("1:250000", 250'000);
    row("1 : 250,000", 250'000);
    row("250 000", 250'000);
    row("1/25.000", 25'000);
    row("250000", 250'000);
    row("250k", 250'000);
    row("1.5 M", 1'500'000);
    row("1:1,250,000", 1'250'000);
    row("", 0);
    row("1:", 0);
    row("99", 0);
    row("25,00", 0);
    row("-5000", 0);
    row("1:0", 0);
    row("1:99999999999999999999", 0);
    row("2:5000", 0);
    row("five", 0);
}

void ScaleFieldTest::textsAreUnderstood()
{
    QFETCH(QString, text);
    QFETCH(double, scale);
    QCOMPARE(ui::scaleOf(text).value_or(0), scale);
}

void ScaleFieldTest::enterZoomsTheMap()
{
    test::Desk desk;
    desk.workspace.view().setViewport(
        map::Viewport::showing({69, 37, 72, 39}, geo::Crs::webMercator(), {800, 600}));
    desk.workspace.view().rest();
    ui::StatusBar bar(desk.workspace);
    bar.show();
    auto *scale = bar.findChild<QToolButton *>(QStringLiteral("scale"));
    auto *field = scale->menu()->findChild<ui::ScaleField *>();
    QTimer::singleShot(0, [&] {
        QCOMPARE(field->text(), scale->text()); // begins with what is shown, all of it selected
        field->selectAll();
        QTest::keyClicks(field, QStringLiteral("750k"));
        QTest::keyClick(field, Qt::Key_Return);
    });
    scale->menu()->popup({0, 0});
    QTRY_COMPARE(scale->text(), QStringLiteral("1:750,000"));
    QVERIFY(std::abs(desk.workspace.view().viewport().scaleDenominator() - 750'000) < 1);
    QVERIFY(!scale->menu()->isVisible());
    desk.workspace.view().stepBack();
    QVERIFY(scale->text() != QStringLiteral("1:750,000"));
}

void ScaleFieldTest::nonsenseStaysAndIsTold()
{
    test::Desk desk;
    ui::StatusBar bar(desk.workspace);
    auto *scale = bar.findChild<QToolButton *>(QStringLiteral("scale"));
    const QString before = scale->text();
    auto *field = scale->menu()->findChild<ui::ScaleField *>();
    field->setText(QStringLiteral("near"));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(scale->text(), before);
    QCOMPARE(field->text(), QStringLiteral("near"));
    QVERIFY(bar.currentMessage().contains(QStringLiteral("near")));
}

QTEST_MAIN(ScaleFieldTest)
#include "scalefieldtest.moc"
