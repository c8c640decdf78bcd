#pragma once

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace marz::session {

/// The attributes of a layer, as many rows as its content has features, in the same order; shared and never
/// changed. A null text is a cell without a value.
struct LayerTable {
    QStringList fields;
    std::vector<QStringList> rows;

    /// Position of a field; -1 when there is none of exactly this name.
    int fieldIndex(const QString &name) const { return static_cast<int>(fields.indexOf(name)); }
    QString cell(std::size_t row, int field) const
    {
        return row < rows.size() && field >= 0 && field < rows[row].size() ? rows[row][field] : QString();
    }
};

/// The number that a cell holds ("12", " -3.5 ", "1e6"); nothing for words, empty cells and what is not
/// finite.
std::optional<double> numberIn(const QString &cell);

/// Whether the field reads as numbers: at least one, and no words.
bool isNumeric(const LayerTable &table, int field);

} // namespace marz::session
