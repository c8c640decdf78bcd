#include "ui/startcard.h"

#include <QEvent>
#include <QGridLayout>
#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace marz::ui {

namespace {
constexpr int cardWidthPx = 340;
constexpr int marginPx = 16;
} // namespace

StartCard::StartCard(QWidget *map) : QFrame(map)
{
    setObjectName(QStringLiteral("startCard"));
    setAccessibleName(tr("First steps"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    setCursor(Qt::ArrowCursor);

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(16, 12, 12, 16);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    auto *title = new QLabel(tr("This is sample data"), this);
    QFont font = title->font();
    font.setWeight(QFont::DemiBold);
    title->setFont(font);
    auto *close = new QToolButton(this);
    close->setIcon(QIcon::fromTheme(QStringLiteral("dialog-close")));
    close->setAutoRaise(true);
    close->setToolTip(tr("Close (Help > First steps shows it again)"));
    close->setAccessibleName(tr("Close the first steps"));
    grid->addWidget(title, 0, 0, 1, 2);
    grid->addWidget(close, 0, 2);

    const std::pair<QString, QString> hints[] = {
        {QStringLiteral("mark-location"), tr("Click a symbol for its record, a region for its counts.")},
        {QStringLiteral("view-calendar-timeline"),
         tr("Drag across the timeline to choose days; P plays it.")},
        {QStringLiteral("list-add"), tr("Ctrl+I enters an incident, once you have a store of your own.")}};
    int row = 1;
    for (const auto &[icon, words] : hints) {
        auto *picture = new QLabel(this);
        picture->setPixmap(QIcon::fromTheme(icon).pixmap(16, 16));
        auto *text = new QLabel(words, this);
        text->setWordWrap(true);
        grid->addWidget(picture, row, 0, Qt::AlignTop);
        grid->addWidget(text, row, 1, 1, 2);
        ++row;
    }
    auto *start = new QPushButton(tr("Start my own store"), this);
    start->setObjectName(QStringLiteral("startOwnStore"));
    start->setDefault(true);
    grid->addWidget(start, row, 1, 1, 2, Qt::AlignLeft);

    connect(start, &QPushButton::clicked, this, &StartCard::ownStoreRequested);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    map->installEventFilter(this);
    hide();
}

bool StartCard::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parent() && event->type() == QEvent::Resize)
        place();
    return QFrame::eventFilter(watched, event);
}

void StartCard::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    place();
}

void StartCard::place()
{
    setFixedWidth(std::clamp(parentWidget()->width() - 2 * marginPx, 1, cardWidthPx));
    layout()->activate();
    resize(width(),
           std::min(layout()->totalHeightForWidth(width()), parentWidget()->height() - 2 * marginPx));
    // The scale bar and the north arrow keep their corners.
    move(parentWidget()->width() - width() - marginPx, parentWidget()->height() - height() - marginPx);
    raise();
}

} // namespace marz::ui
