#pragma once

#include "io/datecell.h"
#include "io/tableimport.h"

#include <QHash>

namespace marz::io {

/// A mapping made ready for many rows: fields as positions.
class RowStaging
{
public:
    /// Throws base::Error(Invalid) when the mapping names a column or a field that is not there.
    RowStaging(const TableData &table, const ImportMapping &mapping, const incident::Vocabulary &vocabulary);

    /// Parses row @p index of the table. False when it must be rejected; @p problems then tells why, and may
    /// hold doubts about an accepted row too.
    bool stage(std::size_t index, StagedRow &staged, std::vector<ImportProblem> &problems);

    /// Whether the column holds the incident's days, which a row cannot do without once they are given.
    bool isIncidentDate(const QString &name) const
    {
        return name == column("date_start") || name == column("date_end");
    }

private:
    /// The cell of a field without blanks at its ends; empty when the field is not mapped, or the cell shows
    /// a spreadsheet's error that the field does not refuse by itself.
    QString cell(const char *field) const;
    /// The same with the error.
    QString shownCell(const char *field) const;
    QString column(const char *field) const;
    bool reject(const char *field, const QString &kind, const QString &reason);
    void doubt(const QString &column, const QString &value, const QString &kind, const QString &reason);
    void keep(const char *field);

    bool stageWhen();
    bool stageDays(const DateCell &first, const DateCell &last);
    bool stageWhere();
    bool stagePoint();
    bool takePoint(geo::LonLat point);
    void stageCountry();
    bool stageCounts();
    bool stageOutcome(incident::Outcome outcome, const char *best, const char *low, const char *high);
    void stageType();
    void stageTexts();
    void stageReported();
    void stageTitle();
    bool holdsAnything() const;
    void stageNative();
    void doubtCells();
    bool obeysRules();

    const TableData &m_table;
    const ImportMapping &m_mapping;
    const incident::Vocabulary &m_vocabulary;
    std::optional<DateOrder> m_dateOrder;
    QMap<QString, std::vector<int>> m_positions; ///< field -> columns
    std::vector<bool> m_isMapped;                ///< by column
    std::vector<bool> m_blanksErrors;            ///< by column: a spreadsheet's error counts as no value
    QHash<QString, QString> m_typeCache;         ///< native -> ours, "" = unknown

    // The row at hand.
    std::size_t m_row = 0;
    StagedRow *m_staged = nullptr;
    std::vector<ImportProblem> *m_problems = nullptr;
    std::vector<bool> m_isKept; ///< mapped columns whose native text must be kept beside
};

} // namespace marz::io
