#include "incident/range.h"

#include <limits>

namespace marz::incident {

namespace {

/// The sum, stopping at the largest count instead of overflowing.
qint64 saturatedSum(qint64 a, qint64 b)
{
    qint64 sum = 0;
    if (!__builtin_add_overflow(a, b, &sum))
        return sum;
    return a > 0 ? std::numeric_limits<qint64>::max() : std::numeric_limits<qint64>::min();
}

std::optional<qint64> sumOfBoth(std::optional<qint64> a, std::optional<qint64> b)
{
    if (!a || !b)
        return std::nullopt;
    return saturatedSum(*a, *b);
}

} // namespace

void RangeSum::add(const Range &part)
{
    if (!any) {
        any = true;
        value = part;
        return;
    }
    if (part.low)
        value.low = value.low ? saturatedSum(*value.low, *part.low) : *part.low;
    value.best = sumOfBoth(value.best, part.best);
    value.high = sumOfBoth(value.high, part.high);
}

void RangeSum::addPossible(const Range &part)
{
    add(part.high == 0 ? part : Range{std::nullopt, std::nullopt, part.high});
}

} // namespace marz::incident
