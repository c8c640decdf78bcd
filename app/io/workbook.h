#pragma once

#include "io/sheetcell.h"
#include "io/source.h"

#include <QStringList>

#include <functional>
#include <vector>

namespace marz::io {

/// An Excel workbook (Office Open XML), read as it is unpacked: GDAL would hold a whole sheet in memory, and
/// takes no notice of the calendar that begins in 1904 nor of dates that are none. For the helper process.
class Workbook
{
public:
    /// Throws base::Error(Damaged) when @p source is no workbook, (Invalid) when it unpacks to too much.
    /// @p source must outlive it.
    explicit Workbook(const Source &source);

    QStringList sheets() const;
    /// Whether any cell of the sheet holds a value. Throws as eachRow().
    bool hasCells(qsizetype sheet) const;
    /// Every row that the sheet lists, its number counted from 1, its cells as text: numbers in their
    /// shortest form, dates as serialText() writes them, true as 1, an error as the sheet shows it
    /// ("#DIV/0!"). Returns warnings. Throws base::Error with file, row and column: damaged, or beyond the
    /// limits of tablelimits.h.
    QStringList eachRow(qsizetype sheet,
                        const std::function<void(qint64 number, QStringList &&cells)> &take) const;

private:
    struct Sheet {
        QString name;
        QString member; ///< of the archive
    };
    void readSheets(const QString &member);
    void readStyles(const QString &member);
    void readStrings(const QString &member);

    const Source &m_source;
    std::vector<Sheet> m_sheets;
    std::vector<NumberStyle> m_styles; ///< by cell format
    QStringList m_strings;             ///< shared by the cells, by number
    bool m_isCutShort = false;         ///< the next string was too long for a cell, and the rest was not read
    bool m_isFrom1904 = false;
};

} // namespace marz::io
