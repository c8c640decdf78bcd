#include "ui/sectionparts.h"

#include "ui/parts.h"

#include <QGridLayout>
#include <QVBoxLayout>

namespace marz::ui {

QWidget *columnWidget(QVBoxLayout **column)
{
    auto *widget = new QWidget;
    *column = new QVBoxLayout(widget);
    (*column)->setContentsMargins(0, 0, 0, 0);
    (*column)->setSpacing(insidePx);
    return widget;
}

QWidget *pairsWidget(QGridLayout **grid)
{
    auto *widget = new QWidget;
    *grid = new QGridLayout(widget);
    (*grid)->setContentsMargins(0, 0, 0, 0);
    (*grid)->setHorizontalSpacing(betweenPx);
    (*grid)->setVerticalSpacing(2);
    (*grid)->setColumnStretch(1, 1);
    return widget;
}

void addPair(QGridLayout *grid, const QString &name, QWidget *value)
{
    QLabel *label = noteLabel(name);
    label->setWordWrap(false);
    label->setTextInteractionFlags(Qt::NoTextInteraction);
    label->setFocusPolicy(Qt::NoFocus);
    label->setMinimumWidth(label->fontMetrics().horizontalAdvance(QStringLiteral("Border distance")) +
                           insidePx);
    const int row = grid->rowCount();
    grid->addWidget(label, row, 0, Qt::AlignTop);
    grid->addWidget(value, row, 1);
}

void addPair(QGridLayout *grid, const QString &name, const QString &value)
{
    if (!value.isEmpty())
        addPair(grid, name, plainLabel(value));
}

QString joined(const QStringList &words, const QString &separator)
{
    QStringList present = words;
    present.removeAll(QString());
    return present.join(separator);
}

} // namespace marz::ui
