#pragma once

#include "base/error.h"
#include "geo/coordinatetext.h"
#include "incident/incident.h"
#include "ui/rowtable.h"

/// Cells of the form's lists: codes, figures and positions as text and back.
namespace marz::ui {

template <typename E>
RowColumn codeColumn(const QString &title, int widthPx = 110)
{
    RowColumn column{title, {}, {}, {}, false, widthPx};
    for (const incident::CodeEntry<E> &entry : incident::codeList<E>()) {
        column.codes << QLatin1String(entry.code);
        column.words << QLatin1String(entry.words);
    }
    return column;
}

inline RowColumn textColumn(const QString &title, int widthPx = 110, const QString &accepts = {})
{
    return {title, accepts, {}, {}, false, widthPx};
}

inline RowColumn figureColumn(const QString &title, int widthPx = 56)
{
    return {title, QStringLiteral("a figure; empty = not known"), {}, {}, true, widthPx};
}

template <typename E>
E codeCell(const QString &cell)
{
    return incident::fromCode<E>(cell).value_or(incident::codeList<E>().front().value);
}

[[noreturn]] inline void refuseCell(const QString &cell, const QString &why)
{
    throw base::Error(base::ErrorKind::Invalid, QStringLiteral("'%1' %2").arg(cell, why));
}

inline QString cellOf(const std::optional<qint64> &count)
{
    return count ? QString::number(*count) : QString();
}

inline std::optional<qint64> countCell(const QString &cell)
{
    if (cell.isEmpty())
        return std::nullopt;
    bool ok = false;
    const qint64 count = cell.toLongLong(&ok);
    if (!ok || count < 0)
        refuseCell(cell,
                   QStringLiteral("is no count: write a whole number, or nothing when it is not known."));
    return count;
}

inline QString cellOf(const std::optional<double> &number)
{
    return number ? QString::number(*number, 'g', 15) : QString();
}

inline std::optional<double> numberCell(const QString &cell)
{
    if (cell.isEmpty())
        return std::nullopt;
    bool ok = false;
    const double number = cell.toDouble(&ok);
    if (!ok)
        refuseCell(cell, QStringLiteral("is no figure: write 3.5, or nothing when it is not known."));
    return number;
}

/// Lists are numbered from 1 for people, from 0 in the record.
inline QString cellOf(const std::optional<int> &position)
{
    return position ? QString::number(*position + 1) : QString();
}

inline std::optional<int> positionCell(const QString &cell)
{
    const std::optional<qint64> number = countCell(cell);
    if (!number)
        return std::nullopt;
    if (*number == 0)
        refuseCell(cell, QStringLiteral("is no source: they are numbered from 1."));
    return static_cast<int>(*number - 1);
}

inline QString cellOf(const std::optional<geo::LonLat> &point)
{
    return point ? geo::coordinateText(*point, geo::CoordinateForm::DecimalDegrees) : QString();
}

/// @p shown is kept with all its digits while the cell still says it.
inline std::optional<geo::LonLat> pointCell(const QString &cell, const std::optional<geo::LonLat> &shown)
{
    if (cell.isEmpty() || cell == cellOf(shown))
        return cell.isEmpty() ? std::nullopt : shown;
    QString problem;
    const std::optional<geo::ParsedCoordinate> typed = geo::parseCoordinate(cell, &problem);
    if (!typed)
        refuseCell(cell, QStringLiteral("is no position: ") + problem);
    return typed->position;
}

/// The child that a line came from, or a new one.
template <typename Child>
Child originalOf(const RowTable::Line &line, const std::vector<Child> &shown)
{
    return line.original >= 0 && line.original < static_cast<int>(shown.size())
               ? shown[static_cast<std::size_t>(line.original)]
               : Child{};
}

} // namespace marz::ui
