#pragma once

#include <QString>

#include <string>

/// Values as a person types them, checked before anything is opened.
namespace marz::cli {

/// The number that @p typed is, the whole of it: finite and from @p low to @p high. Throws
/// base::Error(Invalid) naming @p name, which is what the help calls the value ("--dpi").
double numberOf(const QString &name, const std::string &typed, double low, double high);
/// As numberOf(), in digits only: 1.5, 1e3 and numbers beyond 64 bits are refused, never rounded.
qint64 wholeNumberOf(const QString &name, const std::string &typed, qint64 low, qint64 high);

/// Why @p name cannot name a file, for CLI::Option::check(); empty when it can.
std::string problemOfFileName(const std::string &name);

/// Where the first of @p argv is that is not UTF-8, as which Marz reads them: decoded, it would name another
/// file. 0 when there is none.
int firstNotUtf8(int argc, char *argv[]);

} // namespace marz::cli
