#pragma once

#include "base/csv.h"
#include "io/tableimport.h"

/// Tables from text, staged as an import would stage them.
namespace marz::tests {

/// A table from text, as the helper would hand it over.
inline io::TableData tableOf(const QString &text)
{
    io::TableData table;
    table.format = QStringLiteral("csv");
    base::CsvReader reader(text);
    QStringList row;
    reader.next(table.columns);
    while (reader.next(row)) {
        while (row.size() < table.columns.size())
            row.append(QString());
        table.rows.push_back(row);
        table.rowNumbers.push_back(reader.line());
    }
    return table;
}

inline io::StagedImport staged(const QString &text, io::ImportMapping *mapping = nullptr)
{
    const io::TableData table = tableOf(text);
    return io::stageImport(table, mapping ? *mapping : io::guessMapping(table),
                           incident::Vocabulary::shipped());
}

inline QString problemsText(const io::StagedImport &result)
{
    QStringList out;
    for (const io::ImportProblem &problem : result.problems)
        out += QStringLiteral("%1 %2 %3 [%4] %5")
                   .arg(problem.row)
                   .arg(problem.kind, problem.column, problem.value, problem.reason);
    return out.join(u'\n');
}

} // namespace marz::tests
