#pragma once

#include <QString>

#include <cstdint>

namespace marz::io {

/// What a number in a sheet stands for, by its number format.
enum class NumberStyle : std::uint8_t { Plain, Date, Time, DateTime };

/// Of a built-in number format (ECMA-376 part 1, 18.8.30); Plain for the others.
NumberStyle styleOfBuiltIn(int formatId);

/// Of a format code such as "dd.mm.yyyy" or "[$-409]h:mm AM/PM". Elapsed time ("[h]:mm") is Plain.
NumberStyle styleOfCode(const QString &code);

/// A number in its shortest form: "5" for 5.0, "37.98" for 37.979999999999997. Other texts as they are.
QString shortestNumber(const QString &text);

/// A serial number of days as "2024-11-17", "2024-11-17 18:00:00" or "18:00:00". Days count from 1900,
/// without the 29 February 1900 that Excel invented, or from 1904. What is no date of that calendar (-5, 0.5
/// as a day, 99999999) stays the number, so that no reader takes it for a date.
QString serialText(const QString &number, NumberStyle style, bool isFrom1904);

} // namespace marz::io
