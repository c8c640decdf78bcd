#include "map/strokemask.h"

#include <QPainter>
#include <QTest>

using namespace marz::map;

/// Lines on pixels, beside what Qt's own painter makes of them.
class StrokeMaskTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void looksAsQtsStroke_data();
    void looksAsQtsStroke();
    void isNotDarkerWhereItMeetsItself();
    void staysInsideANarrowTarget();
    void takesNoNumbersThatAreNone();
    void outlinesAreClosedAndCurved();
};

namespace {

constexpr int side = 64;

QImage white(int width = side, int height = side)
{
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(Qt::white);
    return image;
}

QImage stroked(const QPainterPath &path, double widthPx, const QColor &colour)
{
    QImage image = white();
    StrokeMask mask(side, side);
    mask.addLines(path, widthPx);
    mask.paint(pixelsOf(image), colour.rgba());
    return image;
}

QPainterPath zigzag()
{
    QPainterPath path(QPointF(5.3, 8.1));
    path.lineTo(40.2, 12.7);
    path.lineTo(22.9, 55.5);
    path.lineTo(58.4, 57.0);
    return path;
}

} // namespace

void StrokeMaskTest::looksAsQtsStroke_data()
{
    QTest::addColumn<double>("widthPx");
    QTest::newRow("hairline") << 0.8;
    QTest::newRow("border") << 1.6;
    QTest::newRow("band") << 9.6;
}

void StrokeMaskTest::looksAsQtsStroke()
{
    QFETCH(double, widthPx);
    const QImage ours = stroked(zigzag(), widthPx, Qt::black);
    QImage qts = white();
    QPainter painter(&qts);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.strokePath(zigzag(), QPen(Qt::black, widthPx, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.end();
    double sum = 0;
    int touched = 0;
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const int difference = std::abs(qGreen(ours.pixel(x, y)) - qGreen(qts.pixel(x, y)));
            // The pixel in an inner corner, half covered from both sides, keeps one half in ours.
            QVERIFY2(difference < 96, qPrintable(QStringLiteral("%1,%2: %3").arg(x).arg(y).arg(difference)));
            if (qts.pixel(x, y) != 0xFFFFFFFF) {
                sum += difference;
                ++touched;
            }
        }
    }
    QVERIFY(touched > 100);
    QVERIFY2(sum / touched < 20, qPrintable(QString::number(sum / touched)));
}

void StrokeMaskTest::isNotDarkerWhereItMeetsItself()
{
    QPainterPath there(QPointF(5, 32));
    there.lineTo(60, 32);
    QPainterPath thereAndBack = there;
    thereAndBack.lineTo(5, 32);
    thereAndBack.lineTo(32, 32);
    const QColor faint(200, 0, 0, 40);
    QCOMPARE(stroked(thereAndBack, 8, faint), stroked(there, 8, faint));
}

void StrokeMaskTest::staysInsideANarrowTarget()
{
    // The last column of an image is narrower than the others: what lies to its right is another's.
    QImage image = white();
    QPainterPath across(QPointF(-10, 20));
    across.lineTo(200, 20);
    StrokeMask mask(side, side);
    mask.setWidth(16);
    mask.addLines(across, 6);
    PixelRows rows = pixelsOf(image);
    rows.width = 16;
    mask.paint(rows, qRgb(0, 0, 0));
    QCOMPARE(image.pixel(15, 20), qRgb(0, 0, 0));
    QCOMPARE(image.pixel(16, 20), qRgb(255, 255, 255));
    QCOMPARE(image.pixel(0, 30), qRgb(255, 255, 255));
    mask.paint(rows, qRgb(255, 0, 0)); // nothing is left to paint
    QCOMPARE(image.pixel(8, 20), qRgb(0, 0, 0));
}

void StrokeMaskTest::takesNoNumbersThatAreNone()
{
    QImage image = white();
    StrokeMask mask(side, side);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double huge = 1e300;
    mask.addSegment({nan, 5}, {20, 20}, 2);
    mask.addSegment({5, 5}, {20, nan}, 2);
    mask.addSegment({-huge, huge}, {huge, 2 * huge}, 2);
    mask.addSegment({-1e12, -1e12}, {1e13, 2e12}, 2); // its line passes the image far to the right
    mask.paint(pixelsOf(image), qRgb(0, 0, 0));
    QCOMPARE(image, white());
}

void StrokeMaskTest::outlinesAreClosedAndCurved()
{
    QPainterPath ring;
    ring.addEllipse(QPointF(32, 32), 20, 20);
    QPainterPath open(QPointF(4, 4));
    open.lineTo(60, 4);
    open.lineTo(60, 60); // the way back is not drawn, but an outline is closed
    ring.addPath(open);
    QImage image(side, side, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    StrokeMask mask(side, side);
    mask.addOutlines(ring, 4);
    mask.paint(pixelsOf(image), qRgba(255, 0, 0, 128));
    for (const double angle : {0.0, 0.7, 2.0, 3.9, 5.5}) {
        const QPoint on(static_cast<int>(32 + 20 * std::cos(angle)),
                        static_cast<int>(32 + 20 * std::sin(angle)));
        QCOMPARE(image.pixelColor(on).alpha(), 128);
    }
    QCOMPARE(image.pixelColor(16, 16).alpha(), 128); // on the closing line
    QCOMPARE(image.pixelColor(40, 28).alpha(), 0);   // inside, on no line
}

QTEST_MAIN(StrokeMaskTest)
#include "strokemasktest.moc"
