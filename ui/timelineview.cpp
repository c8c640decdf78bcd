#include "ui/timelineview.h"

#include "ui/parts.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace marz::ui {

namespace {

constexpr double minBarWidthPx = 7;
constexpr double dragThresholdPx = 3;
constexpr double wheelStepFactor = 1.25;
constexpr int stillFillingDays = 30;
constexpr qint32 minLaneDays = 2;

std::uint32_t sumOf(const std::vector<std::uint32_t> &counts)
{
    return std::accumulate(counts.begin(), counts.end(), std::uint32_t{0});
}

QString isoDay(qint32 day)
{
    return QDate::fromJulianDay(day).toString(Qt::ISODate);
}

} // namespace

TimelineView::TimelineView(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(QStringLiteral("Timeline"));
    const QDate today = QDate::currentDate();
    m_picture.stillFillingTo = static_cast<qint32>(today.toJulianDay());
    m_picture.stillFillingFrom = m_picture.stillFillingTo - stillFillingDays;
}

TimelineRects TimelineView::rects() const
{
    return timelineRects(size(), QFontMetricsF(font()), !m_durations.empty());
}

TimeScale TimelineView::wholeScale() const
{
    const auto span = m_filtered.index ? m_filtered.index->daySpan() : std::nullopt;
    if (!span) {
        const QDate today = QDate::currentDate();
        return {double(today.addYears(-1).toJulianDay()), double(today.toJulianDay()), double(width())};
    }
    const double room = std::max((span->second - span->first) * 0.02, 2.0);
    return {std::floor(span->first - room), std::ceil(span->second + room), double(width())};
}

void TimelineView::setFiltered(const session::Filtered &filtered)
{
    const bool isNewSpan = !m_filtered.index || m_filtered.index->daySpan() != filtered.index->daySpan();
    m_filtered = filtered;
    m_picture.familyColours.clear();
    for (const incident::Family &family : filtered.index->vocabulary().families())
        m_picture.familyColours.push_back(QColor(family.colour));
    findLanes();
    if (isNewSpan && !m_isScaled)
        m_picture.scale = wholeScale();
    recount();
    Q_EMIT scaleChanged(m_picture.scale);
}

void TimelineView::findLanes()
{
    m_durations.clear();
    const index::IncidentIndex &rows = *m_filtered.index;
    for (index::Row row = 0; row < rows.size(); ++row) {
        if (!m_filtered.maskAnyDay->matches(row) || rows.isUndated(row))
            continue;
        if (rows.timeExtent(row) == incident::TimeExtent::Throughout &&
            rows.dayEnd(row) - rows.dayStart(row) >= minLaneDays)
            m_durations.push_back({rows.fid(row), rows.dayStart(row), rows.dayEnd(row), 0});
    }
}

void TimelineView::recount()
{
    if (!m_filtered.index)
        return;
    const TimeScale &scale = m_picture.scale;
    const int maxBins = std::max(static_cast<int>(scale.widthPx() / minBarWidthPx), 1);
    const qint32 first = scale.firstDay();
    const qint32 last = scale.lastDay();
    m_binSize = m_chosenSize.value_or(index::binSizeFor(last - first + 1, maxBins));
    const index::BinSize drawn =
        std::max(m_binSize, index::binSizeFor(last - first + 1, static_cast<int>(scale.widthPx())));
    m_picture.histogram =
        index::histogram(*m_filtered.index, *m_filtered.maskAnyDay, index::binOf(first, drawn).first,
                         index::binOf(last, drawn).second, drawn);
    std::vector<LaneBar> longer;
    for (const LaneBar &bar : m_durations) {
        const auto [binFirst, binLast] = index::binOf(bar.firstDay, m_binSize);
        if (bar.lastDay - bar.firstDay >= binLast - binFirst && bar.lastDay >= first && bar.firstDay <= last)
            longer.push_back(bar);
    }
    m_picture.lanes = inLanes(std::move(longer), laneCount);
    describe();
    Q_EMIT histogramChanged();
    update();
}

void TimelineView::describe()
{
    const QString days = m_picture.days.isOpen() ? QStringLiteral("whole span")
                                                 : QStringLiteral("%1 to %2")
                                                       .arg(m_picture.days.first.toString(Qt::ISODate),
                                                            m_picture.days.last.toString(Qt::ISODate));
    setAccessibleDescription(QStringLiteral("%1 incidents, %2 certain, in the window of days: %3")
                                 .arg(m_filtered.total)
                                 .arg(m_filtered.certain)
                                 .arg(days));
}

void TimelineView::setDays(const incident::DayRange &days)
{
    if (days == m_picture.days)
        return;
    m_picture.days = days;
    describe();
    update();
}

void TimelineView::setSelected(const std::vector<qint64> &fids)
{
    m_picture.selected = fids;
    update();
}

void TimelineView::setBinSize(std::optional<index::BinSize> size)
{
    m_chosenSize = size;
    recount();
}

void TimelineView::setScale(const TimeScale &scale)
{
    const TimeScale fitted = scale.resized(width());
    m_isScaled = !(fitted == wholeScale());
    if (fitted == m_picture.scale)
        return;
    m_picture.scale = fitted;
    recount();
    Q_EMIT scaleChanged(m_picture.scale);
}

void TimelineView::showDays()
{
    const TimeScale &scale = m_picture.scale;
    if (m_picture.days.first.isNull() || m_picture.days.last.isNull())
        return;
    const double left = scale.dayToX(double(m_picture.days.first.toJulianDay()));
    const double right = scale.dayToX(double(m_picture.days.last.toJulianDay()) + 1);
    if (right > scale.widthPx())
        setScale(scale.moved(std::min(scale.widthPx() - right, 0.0) - gripPx));
    else if (left < 0)
        setScale(scale.moved(gripPx - left));
}

void TimelineView::resizeEvent(QResizeEvent *)
{
    m_picture.scale = m_isScaled ? m_picture.scale.resized(width()) : wholeScale();
    recount();
    Q_EMIT scaleChanged(m_picture.scale);
}

void TimelineView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().base());
    paintTimeline(painter, m_picture, rects(), palette());
    if (m_filtered.index && m_filtered.index->size() == 0) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(rects().bars, Qt::AlignCenter,
                         QStringLiteral("No incidents yet: the bars will be here."));
    }
    if (hasFocus()) {
        // An outline only: a tinted surface would read as everything selected.
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(QPen(palette().color(QPalette::Highlight), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void TimelineView::mousePressEvent(QMouseEvent *event)
{
    const double x = event->position().x();
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton)
        return;
    Drag drag;
    drag.isPan = event->button() == Qt::MiddleButton;
    drag.grip = gripAt(m_picture.scale, m_picture.days, x);
    drag.start = m_picture.days;
    drag.fromDay = snappedDay(m_picture.scale, m_binSize, x);
    drag.pressX = x;
    drag.scaleAtPress = m_picture.scale;
    m_drag = drag;
    if (drag.isPan)
        setCursor(Qt::ClosedHandCursor);
}

void TimelineView::mouseMoveEvent(QMouseEvent *event)
{
    const double x = event->position().x();
    if (!m_drag) {
        updateCursor(x);
        return;
    }
    if (!m_drag->hasMoved && std::abs(x - m_drag->pressX) < dragThresholdPx)
        return;
    m_drag->hasMoved = true;
    if (m_drag->isPan)
        setScale(m_drag->scaleAtPress.moved(x - m_drag->pressX));
    else
        dragTo(x);
}

void TimelineView::dragTo(double x)
{
    // Edges lie between days: a first day begins at its edge, a last day ends just before it.
    const qint32 edge = snappedDay(m_picture.scale, m_binSize, std::clamp(x, 0.0, m_picture.scale.widthPx()));
    incident::DayRange days;
    switch (m_drag->grip) {
    case Grip::Outside: {
        const auto [low, high] = std::minmax(m_drag->fromDay, edge);
        days = {QDate::fromJulianDay(low), QDate::fromJulianDay(std::max(high - 1, low))};
        break;
    }
    case Grip::Window: {
        days = movedWindow(x - m_drag->pressX);
        break;
    }
    case Grip::First: {
        const bool isPast = !m_drag->start.last.isNull() && edge > m_drag->start.last.toJulianDay();
        days = draggedDays(Grip::First, m_drag->start, 0, isPast ? edge - 1 : edge);
        break;
    }
    case Grip::Last: {
        const bool isPast = !m_drag->start.first.isNull() && edge <= m_drag->start.first.toJulianDay();
        days = draggedDays(Grip::Last, m_drag->start, 0, isPast ? edge : edge - 1);
        break;
    }
    }
    if (days == m_picture.days)
        return;
    setDays(days);
    Q_EMIT daysDragged(days);
}

incident::DayRange TimelineView::movedWindow(double byPx) const
{
    const incident::DayRange &start = m_drag->start;
    const TimeScale &scale = m_picture.scale;
    const auto snapped = [&](qint32 edge) { return snappedDay(scale, m_binSize, scale.dayToX(edge) + byPx); };
    if (start.first.isNull()) {
        const auto edge = static_cast<qint32>(start.last.toJulianDay()) + 1;
        return draggedDays(Grip::Window, start, 0, snapped(edge) - edge);
    }
    const auto first = static_cast<qint32>(start.first.toJulianDay());
    const qint32 moved = snapped(first);
    const auto last = static_cast<qint32>(start.last.toJulianDay());
    const bool isOfBins = !start.last.isNull() && index::binOf(first, m_binSize).first == first &&
                          index::binOf(last, m_binSize).second == last;
    if (!isOfBins) // as many days as before
        return draggedDays(Grip::Window, start, 0, moved - first);
    int bins = 0; // as many bins as before: months differ in length
    const int step = moved < first ? -1 : 1;
    while (binAfter(first, m_binSize, bins) * step < moved * step)
        bins += step;
    return {QDate::fromJulianDay(moved), QDate::fromJulianDay(binAfter(last, m_binSize, bins + 1) - 1)};
}

void TimelineView::mouseReleaseEvent(QMouseEvent *event)
{
    if (!m_drag)
        return;
    const Drag drag = *m_drag;
    m_drag.reset();
    updateCursor(event->position().x());
    if (drag.hasMoved || drag.isPan)
        return;
    if (const LaneBar *bar = laneAt(event->position())) {
        Q_EMIT incidentClicked(bar->fid);
    } else if (drag.grip == Grip::Outside) { // a click on a bar takes its bin as the window
        const auto [first, last] = index::binOf(m_picture.scale.dayAt(drag.pressX), m_binSize);
        Q_EMIT daysDragged({QDate::fromJulianDay(first), QDate::fromJulianDay(last)});
    }
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_drag.reset();
    showWhole();
    Q_EMIT resetRequested();
}

void TimelineView::wheelEvent(QWheelEvent *event)
{
    const QPoint delta = event->angleDelta();
    if (std::abs(delta.x()) > std::abs(delta.y()))
        setScale(m_picture.scale.moved(delta.x() / 2.0));
    else
        setScale(m_picture.scale.zoomed(std::pow(wheelStepFactor, delta.y() / 120.0), event->position().x()));
    event->accept();
}

void TimelineView::moveEnd(bool isFirst, int bins)
{
    incident::DayRange days = m_picture.days;
    QDate &end = isFirst ? days.first : days.last;
    if (end.isNull())
        return;
    const auto day = static_cast<qint32>(end.toJulianDay());
    end = QDate::fromJulianDay(isFirst ? binAfter(day, m_binSize, bins)
                                       : binAfter(day, m_binSize, bins + 1) - 1);
    if (days.first.isNull() || days.last.isNull() || days.first <= days.last)
        Q_EMIT daysDragged(days);
}

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    const int bins = event->key() == Qt::Key_Left ? -1 : event->key() == Qt::Key_Right ? 1 : 0;
    if (bins != 0) {
        if (event->modifiers() & Qt::ShiftModifier)
            moveEnd(false, bins);
        else if (event->modifiers() & Qt::ControlModifier)
            moveEnd(true, bins);
        else
            Q_EMIT stepRequested(bins);
        return;
    }
    const double middle = width() / 2.0;
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        setScale(m_picture.scale.zoomed(wheelStepFactor, middle));
        break;
    case Qt::Key_Minus:
        setScale(m_picture.scale.zoomed(1 / wheelStepFactor, middle));
        break;
    case Qt::Key_Home:
        showWhole();
        break;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        Q_EMIT resetRequested();
        break;
    case Qt::Key_P:
        Q_EMIT playRequested();
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

const LaneBar *TimelineView::laneAt(const QPointF &at) const
{
    if (m_durations.empty() || !rects().lanes.contains(at))
        return nullptr;
    const int lane = static_cast<int>(at.y() / laneHeightPx);
    const double day = m_picture.scale.xToDay(at.x());
    for (const LaneBar &bar : m_picture.lanes) {
        if (bar.lane == lane && day >= bar.firstDay && day < bar.lastDay + 1)
            return &bar;
    }
    return nullptr;
}

QString TimelineView::hintAt(const QPointF &at) const
{
    if (const LaneBar *bar = laneAt(at))
        return QStringLiteral("%1 to %2, throughout: click to select")
            .arg(isoDay(bar->firstDay), isoDay(bar->lastDay));
    const qint32 day = m_picture.scale.dayAt(at.x());
    for (const index::Bin &bin : m_picture.histogram.bins) {
        if (day < bin.firstDay || day > bin.lastDay)
            continue;
        QStringList lines{bin.firstDay == bin.lastDay
                              ? isoDay(bin.firstDay)
                              : QStringLiteral("%1 to %2").arg(isoDay(bin.firstDay), isoDay(bin.lastDay))};
        lines << QStringLiteral("certain %1, possible %2").arg(sumOf(bin.certain)).arg(sumOf(bin.possible));
        const auto &families = m_filtered.index->vocabulary().families();
        for (std::size_t family = 0; family < bin.certain.size() && family < families.size(); ++family) {
            if (bin.certain[family] + bin.possible[family] > 0)
                lines << QStringLiteral("%1: %2")
                             .arg(families[family].label)
                             .arg(bin.certain[family] + bin.possible[family]);
        }
        if (bin.lastDay >= m_picture.stillFillingFrom && bin.firstDay <= m_picture.stillFillingTo)
            lines << QStringLiteral("still filling: reports come in late");
        return lines.join(u'\n');
    }
    return {};
}

bool TimelineView::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), plainToolTip(hintAt(help->pos())), this);
        return true;
    }
    return QWidget::event(event);
}

void TimelineView::updateCursor(double x)
{
    switch (gripAt(m_picture.scale, m_picture.days, x)) {
    case Grip::First:
    case Grip::Last:
        setCursor(Qt::SplitHCursor);
        break;
    case Grip::Window:
        setCursor(Qt::OpenHandCursor);
        break;
    case Grip::Outside:
        setCursor(Qt::CrossCursor);
    }
}

} // namespace marz::ui
