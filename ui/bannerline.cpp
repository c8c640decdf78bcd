#include "ui/bannerline.h"

#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace marz::ui {

BannerLine::BannerLine(QWidget *parent)
    : QFrame(parent), m_icon(new QLabel(this)), m_text(new QLabel(this)), m_button(new QPushButton(this))
{
    setObjectName(QStringLiteral("banner"));
    setAccessibleName(tr("Message"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(8, 4, 4, 4);
    line->setSpacing(8);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *close = new QToolButton(this);
    close->setIcon(QIcon::fromTheme(QStringLiteral("dialog-close")));
    close->setAutoRaise(true);
    close->setToolTip(tr("Close this message"));
    close->setAccessibleName(tr("Close this message"));
    line->addWidget(m_icon, 0, Qt::AlignTop);
    line->addWidget(m_text, 1);
    line->addWidget(m_button);
    line->addWidget(close);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_button, &QPushButton::clicked, this, [this] {
        hide();
        if (const auto action = m_action)
            action();
    });
    hide();
}

void BannerLine::tell(Kind kind, const QString &message, const QString &actionText,
                      std::function<void()> action)
{
    const QString icon =
        kind == Kind::Problem ? QStringLiteral("dialog-warning") : QStringLiteral("dialog-information");
    m_icon->setPixmap(QIcon::fromTheme(icon).pixmap(16, 16));
    m_text->setText(message);
    m_action = std::move(action);
    m_button->setText(actionText);
    m_button->setVisible(!actionText.isEmpty());
    show();
}

QString BannerLine::message() const
{
    return m_text->text();
}

} // namespace marz::ui
