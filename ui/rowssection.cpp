#include "ui/rowssection.h"

#include "base/error.h"

#include <QTableWidget>
#include <QVBoxLayout>

namespace marz::ui {

RowsSection::RowsSection(Kind kind, QWidget *parent)
    : FormSection(kind.title, parent), m_kind(std::move(kind)),
      m_table(new RowTable(m_kind.columns, m_kind.addText, this))
{
    m_table->setObjectName(m_kind.field);
    m_table->table()->setAccessibleName(m_kind.title);
    body()->addWidget(m_table);
    connect(m_table, &RowTable::edited, this, &FormSection::edited);
}

void RowsSection::showRecord(const incident::Incident &incident)
{
    m_shown = incident;
    m_table->setLines(m_kind.lines(incident));
}

void RowsSection::fill(incident::Incident &incident) const
{
    try {
        m_kind.read(m_table->lines(), m_shown, incident);
    } catch (const base::Error &) {
        // inputProblems() tells it
    }
}

bool RowsSection::owns(const QString &field) const
{
    return field.startsWith(m_kind.field);
}

std::vector<incident::Problem> RowsSection::inputProblems() const
{
    try {
        incident::Incident read;
        m_kind.read(m_table->lines(), m_shown, read);
    } catch (const base::Error &error) {
        return {{m_kind.field, error.message()}};
    }
    return {};
}

} // namespace marz::ui
