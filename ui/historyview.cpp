#include "ui/historyview.h"

#include "ui/parts.h"
#include "ui/recordtext.h"
#include "ui/sectionparts.h"

#include <QVBoxLayout>

namespace marz::ui {

namespace {

constexpr std::size_t maxRows = 300; ///< as many labels as a panel can bear

QString orEmpty(const QString &value)
{
    return value.isEmpty() ? QStringLiteral("(empty)") : value;
}

} // namespace

QString historyText(const incident::HistoryRow &row)
{
    const QString table =
        row.table == QLatin1String("incidents") ? QString() : QString(fieldWords(row.table) + u' ');
    if (!row.field.isEmpty())
        return QStringLiteral("%1%2: %3 \u2192 %4")
            .arg(table, fieldWords(row.field), orEmpty(row.oldValue), orEmpty(row.newValue));
    const QString what = table.isEmpty() ? QStringLiteral("incident ") : table;
    if (row.oldValue.isEmpty())
        return row.newValue.isEmpty() ? QString(what + QStringLiteral("added"))
                                      : QStringLiteral("%1added: %2").arg(what, row.newValue);
    if (row.newValue.isEmpty())
        return QStringLiteral("%1removed: %2").arg(what, row.oldValue);
    return QStringLiteral("%1changed: %2 \u2192 %3").arg(what, row.oldValue, row.newValue);
}

HistoryView::HistoryView(QWidget *parent) : QWidget(parent), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(insidePx);
    m_column->addWidget(noteLabel(QStringLiteral("Loading...")));
}

void HistoryView::setRows(const std::vector<incident::HistoryRow> &rows)
{
    m_isLoaded = true;
    emptyLayout(m_column);
    if (rows.empty())
        m_column->addWidget(noteLabel(QStringLiteral("Nothing was changed yet.")));
    std::vector<incident::HistoryRow> newest = rows;
    std::stable_sort(newest.begin(), newest.end(),
                     [](const auto &a, const auto &b) { return a.fid > b.fid; });
    QString lastHead;
    for (std::size_t i = 0; i < newest.size() && i < maxRows; ++i) {
        const incident::HistoryRow &row = newest[i];
        const QString head = joined(
            {row.changedAt, row.changedBy, QStringLiteral("revision %1").arg(row.revision), row.reason});
        if (head != lastHead)
            m_column->addWidget(noteLabel(head));
        lastHead = head;
        m_column->addWidget(plainLabel(historyText(row)));
    }
    if (newest.size() > maxRows)
        m_column->addWidget(
            noteLabel(QStringLiteral("%1 older rows are in the store.").arg(newest.size() - maxRows)));
}

} // namespace marz::ui
