#include "io/tableimport.h"

#include "base/error.h"
#include "io/datecell.h"
#include "io/rowstaging.h"

namespace marz::io {

std::optional<DateOrder> provenDateOrder(const TableData &table, const QString &dateColumn)
{
    const qsizetype index = table.columns.indexOf(dateColumn);
    if (index < 0)
        return std::nullopt;
    std::optional<DateOrder> proven;
    for (const QStringList &row : table.rows) {
        const auto order = orderProvenBy(row[index]);
        if (!order || order == proven)
            continue;
        if (proven && order != DateOrder::YearMonthDay && proven != DateOrder::YearMonthDay)
            return std::nullopt; // both orders occur
        if (!proven || proven == DateOrder::YearMonthDay)
            proven = order;
    }
    return proven;
}

namespace {

constexpr qsizetype shownChars = 200; ///< of a value in a problem

/// Refuses row @p index when it could not be read right.
bool isRefused(const TableData &table, std::size_t index, std::vector<ImportProblem> &problems)
{
    if (table.problems.empty() || index >= table.rowNumbers.size())
        return false;
    const auto found =
        std::find_if(table.problems.begin(), table.problems.end(),
                     [&](const TableProblem &problem) { return problem.row == table.rowNumbers[index]; });
    if (found == table.problems.end())
        return false;
    const qsizetype column = table.columns.indexOf(found->column);
    const QString value = column >= 0 ? table.rows[index][column].left(shownChars) : QString();
    problems.push_back({found->row, found->column, value, found->kind, found->text});
    return true;
}

} // namespace

StagedImport stageImport(const TableData &table, const ImportMapping &mapping,
                         const incident::Vocabulary &vocabulary, const base::CancelToken &cancel)
{
    if (table.rows.empty()) {
        throw base::Error(base::ErrorKind::Invalid, QStringLiteral("The table holds no row to import."),
                          QStringLiteral("Check that the right sheet was chosen."));
    }
    RowStaging staging(table, mapping, vocabulary);
    StagedImport out;
    out.rows = static_cast<qint64>(table.rows.size());
    out.staged.reserve(table.rows.size());
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        if (i % 256 == 0)
            cancel.throwIfCancelled();
        StagedRow row;
        if (isRefused(table, i, out.problems))
            ++out.rejected;
        else if (staging.stage(i, row, out.problems))
            out.staged.push_back(std::move(row));
        else
            ++out.rejected;
    }
    out.needsDateOrder =
        std::any_of(out.problems.begin(), out.problems.end(), [&](const ImportProblem &problem) {
            return problem.kind == QLatin1String("ambiguous_date") && staging.isIncidentDate(problem.column);
        });
    return out;
}

} // namespace marz::io
