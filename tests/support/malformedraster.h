#pragma once

#include "tests/support/geopackagebytes.h"
#include "tests/support/tiffbytes.h"

#include <QDir>

#include <functional>

/// Raster files as hostile, broken or careless hands leave them, and what Marz has to say of each.
namespace marz::test {

struct MalformedRaster {
    enum class Verdict {
        Drawn,    ///< perhaps with less than there should be
        NeedsCrs, ///< opened, refused when it is to be drawn
        Undrawn,  ///< opened, refused when it is to be drawn: its pixels cannot be read
        Refused
    };
    const char *name;
    QString file; ///< in the folder of its own that make() is given
    Verdict verdict = Verdict::Refused;
    QString says; ///< in the message of what is refused, else in the warnings; empty = anything
    std::function<void(const QDir &folder)> make;
    bool isEndless = false; ///< refused only when the time for reading is over
};

namespace malformed {

using Rasters = QList<MalformedRaster>;
using RasterVerdict = MalformedRaster::Verdict;

inline std::function<void(const QDir &)> bytesIn(const QString &file, const QByteArray &bytes)
{
    return [=](const QDir &folder) { putFile(folder.filePath(file), bytes); };
}

} // namespace malformed

} // namespace marz::test
