#include "ui/foldingsection.h"

#include "ui/parts.h"

#include <QSettings>
#include <QToolButton>
#include <QVBoxLayout>

namespace marz::ui {

FoldingSection::FoldingSection(const QString &title, const QString &key, bool isUnfoldedAtFirst,
                               QWidget *parent)
    : QWidget(parent), m_header(flatButton(title)), m_content(new QWidget),
      m_body(new QVBoxLayout(m_content)), m_key(QStringLiteral("folding/%1").arg(key))
{
    m_header->setObjectName(QStringLiteral("header"));
    m_header->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_header->setCheckable(true);
    QFont bold = m_header->font();
    bold.setBold(true);
    m_header->setFont(bold);
    m_header->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_body->setContentsMargins(betweenPx, 0, insidePx, betweenPx);
    m_body->setSpacing(insidePx);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_content);
    setUnfolded(QSettings().value(m_key, isUnfoldedAtFirst).toBool());
    connect(m_header, &QToolButton::clicked, this, [this](bool unfolded) {
        setUnfolded(unfolded);
        QSettings().setValue(m_key, unfolded);
    });
}

void FoldingSection::setTitle(const QString &title)
{
    m_header->setText(literalText(title));
    m_header->setAccessibleName(title);
}

bool FoldingSection::isUnfolded() const
{
    return m_header->isChecked();
}

void FoldingSection::setUnfolded(bool unfolded)
{
    m_header->setChecked(unfolded);
    m_header->setArrowType(unfolded ? Qt::DownArrow : Qt::RightArrow);
    m_content->setVisible(unfolded);
    Q_EMIT unfoldedChanged(unfolded);
}

} // namespace marz::ui
