#include "ui/dayfields.h"

#include "ui/parts.h"
#include "ui/timelinelayout.h"

#include <QHBoxLayout>
#include <QLineEdit>

namespace marz::ui {

namespace {

QLineEdit *dayEdit(const QString &name, const QString &objectName)
{
    auto *edit = new QLineEdit;
    edit->setObjectName(objectName);
    edit->setPlaceholderText(QStringLiteral("YYYY-MM-DD"));
    edit->setAccessibleName(name);
    edit->setToolTip(QStringLiteral("%1: YYYY-MM-DD, YYYY-MM or YYYY; empty = open").arg(name));
    edit->setFixedWidth(edit->fontMetrics().horizontalAdvance(QStringLiteral("YYYY-MM-DD")) + 24);
    return edit;
}

} // namespace

DayFields::DayFields(QWidget *parent)
    : QWidget(parent), m_first(dayEdit(QStringLiteral("First day"), QStringLiteral("firstDay"))),
      m_last(dayEdit(QStringLiteral("Last day"), QStringLiteral("lastDay"))), m_error(errorLabel())
{
    m_error->setObjectName(QStringLiteral("dayError"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(insidePx);
    row->addWidget(m_first);
    row->addWidget(new QLabel(QStringLiteral("to")));
    row->addWidget(m_last);
    for (QLineEdit *edit : {m_first, m_last})
        connect(edit, &QLineEdit::editingFinished, this, &DayFields::enter);
}

void DayFields::setDays(const incident::DayRange &days)
{
    m_days = days;
    m_first->setText(days.first.toString(Qt::ISODate));
    m_last->setText(days.last.toString(Qt::ISODate));
    showError(m_error, {});
}

void DayFields::enter()
{
    QString problem;
    const std::optional<QDate> first = typedDay(m_first->text(), false, &problem);
    const std::optional<QDate> last = first ? typedDay(m_last->text(), true, &problem) : std::nullopt;
    if (first && last && !first->isNull() && !last->isNull() && *last < *first)
        problem = QStringLiteral("The last day is before the first.");
    showError(m_error, problem);
    if (!problem.isEmpty() || !first || !last)
        return;
    const incident::DayRange days{*first, *last};
    const bool isNew = !(days == m_days);
    setDays(days); // "2024-11" becomes the day it stands for
    if (isNew)
        Q_EMIT daysEntered(days);
}

} // namespace marz::ui
