#include "ui/theme.h"

#include "support/madeupstore.h"
#include "ui/desktopscheme.h"

#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QPainter>
#include <QTest>

#include <cmath>

using namespace marz;

/// What one can tick or fill in shows its outline in both themes.
class ThemeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void outlinesAreSeen_data();
    void outlinesAreSeen();
    void portalAnswersAreUnderstood_data();
    void portalAnswersAreUnderstood();
};

namespace {

/// Relative luminance as WCAG defines it, 0-1.
double luminance(const QColor &colour)
{
    const auto linear = [](double c) {
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

/// WCAG contrast, from 1 (none) to 21.
double contrast(const QColor &a, const QColor &b)
{
    const auto [low, high] = std::minmax(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

} // namespace

void ThemeTest::portalAnswersAreUnderstood_data()
{
    QTest::addColumn<QVariant>("answer");
    QTest::addColumn<QVariant>("isDark"); // invalid = nothing said
    const auto wrapped = [](const QVariant &value) { return QVariant::fromValue(QDBusVariant(value)); };
    QTest::newRow("dark") << QVariant(1U) << QVariant(true);
    QTest::newRow("light") << QVariant(2U) << QVariant(false);
    QTest::newRow("no preference") << QVariant(0U) << QVariant();
    QTest::newRow("twice wrapped, as Read() answers") << wrapped(wrapped(1U)) << QVariant(true);
    QTest::newRow("a number to come") << QVariant(3U) << QVariant();
    QTest::newRow("a word") << QVariant(QStringLiteral("dark")) << QVariant();
    QTest::newRow("nothing") << QVariant() << QVariant();
}

void ThemeTest::portalAnswersAreUnderstood()
{
    QFETCH(QVariant, answer);
    QFETCH(QVariant, isDark);
    const std::optional<bool> meaning = ui::DesktopScheme::meaningOf(answer);
    QCOMPARE(meaning.has_value(), isDark.isValid());
    if (meaning)
        QCOMPARE(*meaning, isDark.toBool());
}

void ThemeTest::initTestCase()
{
    test::useTestSettings(QStringLiteral("theme"));
}

void ThemeTest::outlinesAreSeen_data()
{
    QTest::addColumn<bool>("isLineEdit");
    QTest::newRow("check box") << false;
    QTest::newRow("line edit") << true;
}

void ThemeTest::outlinesAreSeen()
{
    QFETCH(bool, isLineEdit);
    QSettings().setValue(QStringLiteral("theme"), QStringLiteral("dark"));
    ui::applyTheme(*qApp);
    QWidget window;
    QWidget *field = isLineEdit ? static_cast<QWidget *>(new QLineEdit(&window)) : new QCheckBox(&window);
    field->setGeometry(20, 20, 60, 30);
    window.resize(120, 80);
    const QImage image = window.grab().toImage();
    const QColor around = image.pixelColor(4, 4);
    QCOMPARE(around, qApp->palette().color(QPalette::Window));
    double best = 1; // of the pixels met on the way from the left side into the field
    for (int x = 16; x < 32; ++x)
        best = std::max(best, contrast(image.pixelColor(x, 35), around));
    QVERIFY2(best >= 3, qPrintable(QString::number(best))); // WCAG 1.4.11
}

QTEST_MAIN(ThemeTest)
#include "themetest.moc"
