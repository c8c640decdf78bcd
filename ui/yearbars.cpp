#include "ui/yearbars.h"

#include <QPainter>

namespace marz::ui {

YearBars::YearBars(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(QStringLiteral("Incidents by year"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void YearBars::setCounts(std::vector<std::pair<QString, std::size_t>> counts)
{
    m_counts = std::move(counts);
    QStringList words;
    for (const auto &[year, count] : m_counts)
        words << QStringLiteral("%1: %2").arg(year).arg(count);
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    setToolTip(words.join(u'\n'));
    update();
}

void YearBars::paintEvent(QPaintEvent *)
{
    if (m_counts.empty())
        return;
    QPainter painter(this);
    const QFontMetricsF metrics(font());
    std::size_t highest = 1;
    for (const auto &[year, count] : m_counts)
        highest = std::max(highest, count);
    const double slot = std::min(width() / double(m_counts.size()), 56.0);
    const double axis = height() - metrics.height();
    const double room = axis - metrics.height();
    const bool hasNames = slot >= metrics.horizontalAdvance(QStringLiteral("2024")) + 4;
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        const auto &[year, count] = m_counts[i];
        const double bar = room * double(count) / double(highest);
        const QRectF box(double(i) * slot + slot * 0.15, axis - bar, slot * 0.7, bar);
        painter.fillRect(box, palette().color(QPalette::Highlight));
        painter.setPen(palette().color(QPalette::WindowText));
        if (hasNames)
            painter.drawText(QRectF(double(i) * slot, box.top() - metrics.height(), slot, metrics.height()),
                             Qt::AlignCenter, QString::number(count));
        if (hasNames || i == 0)
            painter.drawText(QRectF(double(i) * slot, axis, std::max(slot, 40.0), metrics.height()),
                             hasNames ? Qt::AlignCenter : Qt::AlignLeft, year);
    }
}

} // namespace marz::ui
