#pragma once

#include <QString>

#include <exception>
#include <string>

namespace marz::base {

/// What went wrong, as far as a caller may act on it.
enum class ErrorKind {
    Invalid,   ///< The input breaks a rule (bad value, malformed file).
    NotFound,  ///< A file, record or place does not exist.
    Ambiguous, ///< The input names several things; the message lists them.
    Locked,    ///< Another program holds the store; trying again may work.
    ReadOnly,  ///< The store or file may not be written.
    Newer,     ///< Written by a newer Marz; never altered.
    Damaged,   ///< The file is not what it says it is, or is corrupt.
    Conflict,  ///< The record changed since it was read.
    Full,      ///< No space left.
    Cancelled, ///< The user stopped it.
    Failed,    ///< Anything else that a library reported.
};

/// The one exception of Marz: what failed, and what the user can do next.
/// Thrown where a library failed or a rule is broken, caught once per user action in session or cli.
class Error : public std::exception
{
public:
    /// @p what names the thing (file, row, column); @p advice is one sentence that says what to do, may be
    /// empty.
    explicit Error(ErrorKind kind, QString what, QString advice = {});

    ErrorKind kind() const noexcept { return m_kind; }
    const QString &problem() const noexcept { return m_problem; }
    const QString &advice() const noexcept { return m_advice; }
    /// Problem and advice as one plain text for a person.
    QString message() const;
    const char *what() const noexcept override { return m_utf8.c_str(); }

private:
    ErrorKind m_kind;
    QString m_problem;
    QString m_advice;
    std::string m_utf8;
};

} // namespace marz::base
