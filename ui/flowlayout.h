#pragma once

#include <QLayout>
#include <QList>

namespace marz::ui {

/// Items in rows, each as wide as it likes, wrapping like words.
class FlowLayout : public QLayout
{
public:
    FlowLayout(QWidget *parent, int columnGapPx, int rowGapPx);
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override { m_items.append(item); }
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem *itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem *takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return arrange(QRect(0, 0, width, 0), false); }
    void setGeometry(const QRect &rect) override;
    QSize sizeHint() const override { return minimumSize(); }
    QSize minimumSize() const override;

private:
    /// Returns the height used; moves the items only when asked.
    int arrange(const QRect &rect, bool moves) const;

    QList<QLayoutItem *> m_items;
    int m_columnGapPx;
    int m_rowGapPx;
};

} // namespace marz::ui
