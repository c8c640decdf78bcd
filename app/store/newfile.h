#pragma once

#include "base/error.h"

namespace marz::store {

/// What is thrown when a file is to be made and something has the name @p target.
base::Error existsAlready(const QString &target);

/// A database file in the making: it has a name of its own in the folder where it will lie, and gets its
/// proper name only when it is whole, never in the place of another file. What was not published is removed,
/// with its journals; close every connection to it first.
class NewFile
{
public:
    /// An empty file beside @p target. Throws Failed or Full when the folder does not take one.
    explicit NewFile(const QString &target);
    ~NewFile();
    NewFile(const NewFile &) = delete;
    NewFile &operator=(const NewFile &) = delete;

    /// The name while it is made: the target's with a random part and ".part" at the end.
    const QString &path() const { return m_path; }

    /// Writes it to disk and names it @p target, in the same folder; false when something has that name.
    /// Throws Failed when the disk or the folder refuses.
    bool publishAs(const QString &target);

private:
    QString m_path;
    bool m_isPublished = false;
};

} // namespace marz::store
