#include "ui/timelinepainter.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <numeric>

namespace marz::ui {

namespace {

constexpr int outsideAlpha = 90; ///< bars outside the window of days
constexpr double minBarPx = 1;

std::uint32_t sumOf(const std::vector<std::uint32_t> &counts)
{
    return std::accumulate(counts.begin(), counts.end(), std::uint32_t{0});
}

QColor faded(QColor colour, bool isFaded)
{
    if (isFaded)
        colour.setAlpha(outsideAlpha);
    return colour;
}

bool isInside(const index::Bin &bin, const incident::DayRange &days)
{
    return (days.first.isNull() || bin.lastDay >= days.first.toJulianDay()) &&
           (days.last.isNull() || bin.firstDay <= days.last.toJulianDay());
}

void paintGrid(QPainter &painter, std::uint32_t top, const QRectF &rect, const QPalette &palette)
{
    QColor line = palette.color(QPalette::Text);
    line.setAlpha(30);
    const QColor words = palette.color(QPalette::Text);
    const double height = QFontMetricsF(painter.font()).height();
    std::vector<std::uint32_t> values{top};
    if (top % 2 == 0 && rect.height() > 4 * height)
        values.push_back(top / 2);
    for (const std::uint32_t value : values) {
        const double y = rect.bottom() - rect.height() * value / top;
        painter.setPen(QPen(line, 0));
        painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y));
        // With a halo: the bars begin right at the left side.
        QPainterPath number;
        number.addText(QPointF(rect.left() + 3, y + height - 3), painter.font(), QString::number(value));
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.strokePath(
            number, QPen(palette.color(QPalette::Base), 4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.fillPath(number, words);
        painter.restore();
    }
}

void paintBar(QPainter &painter, const TimelinePicture &picture, const index::Bin &bin, const QRectF &column,
              double unit)
{
    const bool isFaded = !isInside(bin, picture.days);
    double y = column.bottom();
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (std::size_t family = 0; family < bin.certain.size(); ++family) {
        if (bin.certain[family] == 0)
            continue;
        const double height = bin.certain[family] * unit;
        painter.fillRect(QRectF(column.left(), y - height, column.width(), height),
                         faded(picture.familyColours[family], isFaded));
        y -= height;
    }
    for (std::size_t family = 0; family < bin.possible.size(); ++family) {
        if (bin.possible[family] == 0)
            continue;
        const double height = bin.possible[family] * unit;
        const QRectF box(column.left() + 0.5, y - height + 0.5, std::max(column.width() - 1, 1.0),
                         std::max(height - 1, 1.0));
        QColor pale = picture.familyColours[family];
        pale.setAlpha(isFaded ? 15 : 40);
        painter.fillRect(box, pale);
        painter.setPen(QPen(faded(picture.familyColours[family], isFaded), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(box);
        y -= height;
    }
}

void paintBars(QPainter &painter, const TimelinePicture &picture, const QRectF &rect)
{
    const double unit = rect.height() / niceCeiling(std::max(picture.histogram.highest, 1U));
    for (const index::Bin &bin : picture.histogram.bins) {
        if (sumOf(bin.certain) + sumOf(bin.possible) == 0)
            continue;
        const double left = rect.left() + picture.scale.dayToX(bin.firstDay);
        const double width = rect.left() + picture.scale.dayToX(bin.lastDay + 1) - left;
        const double gap = width > 5 ? 1 : 0;
        paintBar(painter, picture, bin,
                 QRectF(left + gap, rect.top(), std::max(width - 2 * gap, minBarPx), rect.height()), unit);
    }
}

void paintLanes(QPainter &painter, const TimelinePicture &picture, const QRectF &rect,
                const QPalette &palette)
{
    for (const LaneBar &bar : picture.lanes) {
        const double left = rect.left() + picture.scale.dayToX(bar.firstDay);
        const double right = rect.left() + picture.scale.dayToX(bar.lastDay + 1);
        const QRectF box(left, rect.top() + bar.lane * laneHeightPx + 1, std::max(right - left, 2.0),
                         laneHeightPx - 2);
        const bool isSelected =
            std::find(picture.selected.begin(), picture.selected.end(), bar.fid) != picture.selected.end();
        QColor colour = palette.color(isSelected ? QPalette::Highlight : QPalette::Text);
        colour.setAlpha(isSelected ? 255 : 120);
        painter.fillRect(box, colour);
    }
}

void paintAxis(QPainter &painter, const TimelinePicture &picture, const TimelineRects &rects,
               const QPalette &palette)
{
    const QFontMetricsF metrics(painter.font());
    QColor line = palette.color(QPalette::Text);
    line.setAlpha(90);
    painter.setPen(QPen(line, 0));
    painter.drawLine(rects.axis.topLeft(), rects.axis.topRight());
    for (const TimeTick &tick : ticksOf(picture.scale, metrics.averageCharWidth())) {
        const double x = rects.axis.left() + picture.scale.dayToX(tick.day);
        if (x < rects.axis.left())
            continue;
        painter.setPen(QPen(line, 0));
        painter.drawLine(QPointF(x, rects.axis.top()), QPointF(x, rects.axis.top() + 4));
        painter.setPen(palette.color(QPalette::Text));
        if (x + metrics.horizontalAdvance(tick.label) + 3 <= rects.axis.right())
            painter.drawText(QPointF(x + 3, rects.axis.top() + metrics.ascent() + 2), tick.label);
    }
}

void paintWindow(QPainter &painter, const TimelinePicture &picture, const QRectF &rect,
                 const QPalette &palette, bool hasHandles)
{
    if (picture.days.isOpen())
        return;
    const auto clampX = [&](double x) { return std::clamp(x, rect.left() - 1, rect.right() + 1); };
    const bool hasFirst = !picture.days.first.isNull();
    const bool hasLast = !picture.days.last.isNull();
    const double left =
        hasFirst ? clampX(rect.left() + picture.scale.dayToX(double(picture.days.first.toJulianDay())))
                 : rect.left();
    const double right =
        hasLast ? clampX(rect.left() + picture.scale.dayToX(double(picture.days.last.toJulianDay()) + 1))
                : rect.right();
    QColor fill = palette.color(QPalette::Highlight);
    fill.setAlpha(36);
    painter.fillRect(QRectF(left, rect.top(), right - left, rect.height()), fill);
    if (!hasHandles)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    for (const auto &[x, has] : {std::pair{left, hasFirst}, std::pair{right, hasLast}}) {
        if (!has)
            continue;
        painter.setPen(QPen(palette.color(QPalette::Highlight), 2));
        painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()));
        painter.setPen(QPen(palette.color(QPalette::Base), 1));
        painter.setBrush(palette.color(QPalette::Highlight));
        painter.drawRoundedRect(QRectF(x - 4, rect.center().y() - 10, 8, 20), 3, 3);
    }
}

void paintStillFilling(QPainter &painter, const TimelinePicture &picture, const QRectF &rect,
                       const QPalette &palette)
{
    if (picture.stillFillingFrom > picture.scale.lastDay())
        return;
    const double left = rect.left() + picture.scale.dayToX(picture.stillFillingFrom);
    const double right = rect.left() + picture.scale.dayToX(picture.stillFillingTo + 1);
    QColor hatch = palette.color(QPalette::Text);
    hatch.setAlpha(40);
    painter.fillRect(QRectF(left, rect.top(), right - left, rect.height()).intersected(rect),
                     QBrush(hatch, Qt::BDiagPattern));
}

} // namespace

TimelineRects timelineRects(const QSizeF &size, const QFontMetricsF &metrics, bool hasLanes)
{
    const double axisHeight = metrics.height() + 4;
    const double lanesHeight = hasLanes ? laneCount * laneHeightPx + 2 : 0;
    TimelineRects rects;
    rects.lanes = QRectF(0, 0, size.width(), lanesHeight);
    rects.bars =
        QRectF(0, lanesHeight + 2, size.width(), std::max(size.height() - axisHeight - lanesHeight - 2, 1.0));
    rects.axis = QRectF(0, rects.bars.bottom(), size.width(), axisHeight);
    return rects;
}

void paintTimeline(QPainter &painter, const TimelinePicture &picture, const TimelineRects &rects,
                   const QPalette &palette)
{
    paintStillFilling(painter, picture, rects.bars, palette);
    painter.save();
    painter.setClipRect(rects.lanes.united(rects.bars));
    paintBars(painter, picture, rects.bars);
    paintLanes(painter, picture, rects.lanes, palette);
    painter.restore();
    if (picture.histogram.highest > 0)
        paintGrid(painter, niceCeiling(picture.histogram.highest), rects.bars, palette);
    paintAxis(painter, picture, rects, palette);
    paintWindow(painter, picture, rects.lanes.united(rects.bars), palette, true);
}

void paintOverview(QPainter &painter, const TimelinePicture &picture, const QRectF &rect,
                   const QPalette &palette, const TimeScale &visible)
{
    QColor silhouette = palette.color(QPalette::Text);
    silhouette.setAlpha(110);
    const double unit = rect.height() / std::max(picture.histogram.highest, 1U);
    for (const index::Bin &bin : picture.histogram.bins) {
        const std::uint32_t count = sumOf(bin.certain) + sumOf(bin.possible);
        if (count == 0)
            continue;
        const double left = rect.left() + picture.scale.dayToX(bin.firstDay);
        const double right = rect.left() + picture.scale.dayToX(bin.lastDay + 1);
        const double height = std::max(count * unit, 1.0);
        painter.fillRect(QRectF(left, rect.bottom() - height, std::max(right - left, minBarPx), height),
                         silhouette);
    }
    paintWindow(painter, picture, rect, palette, false);
    const double left = std::max(picture.scale.dayToX(visible.first()), 0.0);
    const double right = std::min(picture.scale.dayToX(visible.end()), rect.width());
    painter.setPen(QPen(palette.color(QPalette::Highlight), 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(rect.left() + left + 0.5, rect.top() + 0.5, std::max(right - left - 1, 3.0),
                            rect.height() - 1));
}

} // namespace marz::ui
