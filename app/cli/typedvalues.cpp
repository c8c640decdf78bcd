#include "cli/typedvalues.h"

#include "base/error.h"

#include <QUtf8StringView>

#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

namespace marz::cli {

namespace {

template <typename Number>
std::optional<Number> parsed(const std::string &typed)
{
    Number number{};
    const char *const end = typed.data() + typed.size();
    const std::from_chars_result read = std::from_chars(typed.data(), end, number);
    if (typed.empty() || read.ec != std::errc() || read.ptr != end)
        return std::nullopt;
    return number;
}

[[noreturn]] void refuse(const QString &name, const std::string &typed, const QString &needed)
{
    constexpr qsizetype shown = 40;
    QString value = QString::fromStdString(typed);
    if (value.size() > shown)
        value = value.left(shown) + u'…';
    throw base::Error(base::ErrorKind::Invalid,
                      QStringLiteral("%1 '%2': %3 is needed.").arg(name, value, needed));
}

} // namespace

double numberOf(const QString &name, const std::string &typed, double low, double high)
{
    const std::optional<double> number = parsed<double>(typed);
    if (!number || !std::isfinite(*number) || *number < low || *number > high)
        refuse(name, typed, QStringLiteral("a number from %1 to %2").arg(low).arg(high));
    return *number;
}

qint64 wholeNumberOf(const QString &name, const std::string &typed, qint64 low, qint64 high)
{
    const std::optional<qint64> number = parsed<qint64>(typed);
    if (!number || *number < low || *number > high)
        refuse(name, typed,
               high == std::numeric_limits<qint64>::max()
                   ? QStringLiteral("a whole number from %1 up").arg(low)
                   : QStringLiteral("a whole number from %1 to %2").arg(low).arg(high));
    return *number;
}

std::string problemOfFileName(const std::string &name)
{
    if (name.empty())
        return "the name of a file is needed, this one is empty.";
    if (name.front() == ':') // SQLite's ":memory:", Qt's ":/resources"
        return "'" + name + "' is no file; for a file of that name write './" + name + "'.";
    return {};
}

int firstNotUtf8(int argc, char *argv[])
{
    for (int i = 1; i < argc; ++i) {
        if (!QUtf8StringView(argv[i]).isValidUtf8())
            return i;
    }
    return 0;
}

} // namespace marz::cli
