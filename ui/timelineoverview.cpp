#include "ui/timelineoverview.h"

#include <QMouseEvent>
#include <QPainter>

namespace marz::ui {

TimelineOverview::TimelineOverview(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(QStringLiteral("Overview of the whole span"));
    setToolTip(QStringLiteral("The whole span: drag to move the visible part"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TimelineOverview::setFiltered(const session::Filtered &filtered)
{
    m_filtered = filtered;
    recount();
}

void TimelineOverview::recount()
{
    if (!m_filtered.index)
        return;
    const TimeScale &scale = m_picture.scale;
    const index::BinSize size =
        index::binSizeFor(scale.lastDay() - scale.firstDay() + 1, std::max(width() / 3, 1));
    m_picture.histogram = index::histogram(*m_filtered.index, *m_filtered.maskAnyDay,
                                           index::binOf(scale.firstDay(), size).first,
                                           index::binOf(scale.lastDay(), size).second, size);
    update();
}

void TimelineOverview::setDays(const incident::DayRange &days)
{
    m_picture.days = days;
    update();
}

void TimelineOverview::setVisibleScale(const TimeScale &visible, const TimeScale &whole)
{
    m_visible = visible;
    const TimeScale fitted = whole.resized(width());
    if (!(fitted == m_picture.scale)) {
        m_picture.scale = fitted;
        recount();
    }
    update();
}

void TimelineOverview::resizeEvent(QResizeEvent *)
{
    m_picture.scale = m_picture.scale.resized(width());
    recount();
}

void TimelineOverview::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().base());
    paintOverview(painter, m_picture, QRectF(rect()), palette(), m_visible);
    if (hasFocus()) {
        painter.setPen(palette().color(QPalette::Highlight));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void TimelineOverview::centreOn(double x)
{
    const double middle = m_picture.scale.xToDay(x);
    const double first = middle - m_visible.days() / 2;
    Q_EMIT scaleDragged(TimeScale(first, first + m_visible.days() - 1, m_visible.widthPx()));
}

void TimelineOverview::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        centreOn(event->position().x());
}

void TimelineOverview::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        centreOn(event->position().x());
}

void TimelineOverview::keyPressEvent(QKeyEvent *event)
{
    const double tenth = m_visible.widthPx() / 10;
    if (event->key() == Qt::Key_Left)
        Q_EMIT scaleDragged(m_visible.moved(tenth));
    else if (event->key() == Qt::Key_Right)
        Q_EMIT scaleDragged(m_visible.moved(-tenth));
    else
        QWidget::keyPressEvent(event);
}

} // namespace marz::ui
