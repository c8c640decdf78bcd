#pragma once

#include "tests/support/layerbytes.h"

#include <QDir>

#include <functional>

/// Layer files as hostile, broken or careless hands leave them, and what Marz has to say of each.
namespace marz::test {

struct MalformedLayer {
    enum class Verdict { Opened, NeedsCrs, Refused };
    const char *name;
    QString file; ///< in the folder of its own that make() is given
    Verdict verdict = Verdict::Refused;
    int features = 0; ///< of an opened one
    QString says;     ///< in the message of a refused one, else in the warnings; empty = anything
    std::function<void(const QDir &folder)> make;
    bool isEndless = false; ///< refused only when the time for reading is over
};

namespace malformed {

using Rows = QList<MalformedLayer>;
using Verdict = MalformedLayer::Verdict;

inline std::function<void(const QDir &)> content(const QString &file, const QByteArray &bytes)
{
    return [=](const QDir &folder) { putFile(folder.filePath(file), bytes); };
}

} // namespace malformed

} // namespace marz::test
