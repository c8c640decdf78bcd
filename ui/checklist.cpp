#include "ui/checklist.h"

#include "ui/parts.h"

#include <QCheckBox>
#include <QGridLayout>

namespace marz::ui {

CheckList::CheckList(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setVerticalSpacing(2);
    m_grid->setColumnStretch(0, 1);
}

void CheckList::add(const QString &code, const QString &words, const QIcon &icon)
{
    if (m_rows.contains(code))
        return;
    auto *box = new QCheckBox;
    box->setIcon(icon);
    box->setObjectName(code);
    auto *count = new QLabel;
    count->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    const int row = static_cast<int>(m_codes.size());
    m_grid->addWidget(box, row, 0);
    m_grid->addWidget(count, row, 1);
    m_codes << code;
    m_rows.insert(code, {box, count});
    setWords(code, words);
    connect(box, &QCheckBox::clicked, this, [this] { Q_EMIT tickedChanged(ticked()); });
}

void CheckList::setWords(const QString &code, const QString &words)
{
    if (QCheckBox *box = m_rows.value(code).box)
        box->setText(literalText(words));
}

void CheckList::setTicked(const QStringList &codes)
{
    for (const QString &code : std::as_const(m_codes))
        m_rows.value(code).box->setChecked(codes.contains(code));
}

QStringList CheckList::ticked() const
{
    QStringList codes;
    for (const QString &code : m_codes) {
        if (m_rows.value(code).box->isChecked())
            codes << code;
    }
    return codes;
}

void CheckList::setCount(const QString &code, std::size_t count)
{
    const Row row = m_rows.value(code);
    if (!row.box)
        return;
    row.count->setText(countText(count));
    row.box->setAccessibleDescription(QStringLiteral("%1 incidents").arg(countText(count)));
}

} // namespace marz::ui
