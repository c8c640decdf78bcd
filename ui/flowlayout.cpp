#include "ui/flowlayout.h"

#include <QStyle>
#include <QWidget>

namespace marz::ui {

FlowLayout::FlowLayout(QWidget *parent, int columnGapPx, int rowGapPx)
    : QLayout(parent), m_columnGapPx(columnGapPx), m_rowGapPx(rowGapPx)
{
    setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout()
{
    while (!m_items.isEmpty())
        delete m_items.takeLast();
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

void FlowLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem *item : m_items)
        size = size.expandedTo(item->minimumSize());
    return size;
}

int FlowLayout::arrange(const QRect &rect, bool moves) const
{
    int x = 0;
    int y = 0;
    int rowHeight = 0;
    std::vector<std::pair<QLayoutItem *, QRect>> row;
    const auto finishRow = [&] {
        for (const auto &[item, place] : row) {
            QRect box = place.translated(0, (rowHeight - place.height()) / 2);
            if (moves)
                item->setGeometry(QStyle::visualRect(
                    parentWidget() ? parentWidget()->layoutDirection() : Qt::LeftToRight, rect, box));
        }
        row.clear();
    };
    for (QLayoutItem *item : m_items) {
        if (item->isEmpty())
            continue;
        QSize wanted =
            item->sizeHint().boundedTo(QSize(std::max(rect.width(), item->minimumSize().width()), 10000));
        if (item->hasHeightForWidth())
            wanted.setHeight(item->heightForWidth(wanted.width()));
        if (x > 0 && x + wanted.width() > rect.width()) {
            finishRow();
            x = 0;
            y += rowHeight + m_rowGapPx;
            rowHeight = 0;
        }
        row.emplace_back(item, QRect(rect.topLeft() + QPoint(x, y), wanted));
        x += wanted.width() + m_columnGapPx;
        rowHeight = std::max(rowHeight, wanted.height());
    }
    finishRow();
    return y + rowHeight;
}

} // namespace marz::ui
