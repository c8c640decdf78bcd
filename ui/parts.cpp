#include "ui/parts.h"

#include "incident/statistics.h"
#include "map/sprites.h"

#include <QHeaderView>
#include <QLayout>
#include <QLocale>
#include <QPixmap>
#include <QTableView>
#include <QToolButton>

namespace marz::ui {

namespace {

/// A wrapping label that never forces its panel wider than its longest word would like.
class WrappingLabel : public QLabel
{
public:
    using QLabel::QLabel;
    QSize minimumSizeHint() const override { return {24, QLabel::minimumSizeHint().height()}; }
};

QColor errorColour(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < 128 ? QColor(0xFF, 0x8A, 0x80)
                                                             : QColor(0xB0, 0x1E, 0x1E);
}

} // namespace

QLabel *plainLabel(const QString &text, QWidget *parent)
{
    auto *label = new WrappingLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setFocusPolicy(Qt::ClickFocus);
    label->setLayoutDirection(text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    label->setText(text);
    return label;
}

QLabel *noteLabel(const QString &text, QWidget *parent)
{
    QLabel *label = plainLabel(text, parent);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

QLabel *headingLabel(const QString &text, double sizeFactor, QWidget *parent)
{
    QLabel *label = plainLabel(text, parent);
    QFont font = label->font();
    font.setBold(true);
    font.setPointSizeF(font.pointSizeF() * sizeFactor);
    label->setFont(font);
    return label;
}

QLabel *rangeLabel(const incident::Range &range, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(incident::rangeText(range));
    label->setAlignment(Qt::AlignRight | Qt::AlignTop);
    if (range.isUnknown())
        label->setToolTip(QStringLiteral("not known"));
    return label;
}

QLabel *errorLabel(QWidget *parent)
{
    QLabel *label = plainLabel({}, parent);
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, errorColour(palette));
    label->setPalette(palette);
    label->hide();
    return label;
}

void showError(QLabel *label, const QString &text)
{
    label->setText(text);
    label->setVisible(!text.isEmpty());
}

QString literalText(const QString &text)
{
    return QString(text).replace(u'&', QStringLiteral("&&"));
}

QToolButton *flatButton(const QString &text, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setText(literalText(text));
    button->setAccessibleName(text);
    return button;
}

QToolButton *iconButton(const QString &icon, const QString &words, QWidget *parent)
{
    QToolButton *button = flatButton(words, parent);
    const QIcon themed = QIcon::fromTheme(icon);
    if (!themed.isNull()) {
        button->setIcon(themed);
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    }
    button->setToolTip(plainToolTip(words));
    return button;
}

QIcon familyIcon(const incident::Family &family, const QWidget *widget, incident::Verification verification)
{
    return QIcon(
        QPixmap::fromImage(map::symbol(family, verification, false, 12, widget->devicePixelRatioF())));
}

QString plainToolTip(const QString &text)
{
    if (text.isEmpty())
        return text;
    return QStringLiteral("<qt>%1</qt>").arg(text.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")));
}

void emptyLayout(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        } else if (QLayout *inner = item->layout()) {
            emptyLayout(inner);
        }
        delete item;
    }
}

void setUpRowTable(QTableView *table)
{
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setAlternatingRowColors(true);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->setContextMenuPolicy(Qt::CustomContextMenu);
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + betweenPx);
    QHeaderView *header = table->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setSectionsMovable(true);
}

QString countText(std::size_t count)
{
    return QLocale(QLocale::English).toString(static_cast<qulonglong>(count));
}

QString countedText(std::size_t count, const QString &one, const QString &many)
{
    return QStringLiteral("%1 %2").arg(countText(count), count == 1 ? one : many);
}

} // namespace marz::ui
