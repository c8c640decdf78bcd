#pragma once

#include "incident/codes.h"
#include "io/tableimport.h"

#include <QDate>
#include <QTime>

#include <optional>

namespace marz::io {

/// A date as a cell gives it, in no time zone yet.
struct DateCell {
    QDate first;
    QDate last;                                                       ///< = first, but for an interval
    incident::TimePrecision precision = incident::TimePrecision::Day; ///< minute, day, month or year
    QTime time;                                                       ///< with minute precision
    std::optional<int> utcOffsetS;                                    ///< when the cell names its offset
};

struct DateReading {
    std::optional<DateCell> date;
    QString kind;   ///< bad_date or ambiguous_date when there is no date
    QString reason; ///< one sentence part: "30 February does not exist"
};

/// Reads 2024-11-17, 2024-11-17T18:00Z, 2024/11/17, 20241117, 17.11.2024, 17/11/2024, 17 Nov 2024, Nov 17,
/// 2024, 17-18 Nov 2024, 2024-11, Nov 2024, 2024 and intervals of these. With slashes or hyphens and the year
/// last, the order decides; without one a date that both orders allow is ambiguous. A bare serial number of a
/// spreadsheet is no date.
DateReading readDate(const QString &text, std::optional<DateOrder> order);

/// The order that one cell proves by a number above 12; empty when it proves none.
std::optional<DateOrder> orderProvenBy(const QString &text);

} // namespace marz::io
