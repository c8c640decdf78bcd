#pragma once

#include <QFile>
#include <QString>

#include <functional>

/// Elevation models for tests, as Esri ASCII grids: text that needs no library.
namespace marz::test {

/// @p columns x @p rows cells of @p cellDeg degrees from the lower left corner @p west, @p south; @p height
/// tells metres of a cell's middle.
inline bool writeHeights(const QString &path, double west, double south, int columns, int rows,
                         double cellDeg, const std::function<double(double lon, double lat)> &height)
{
    QByteArray text = "ncols " + QByteArray::number(columns) + "\nnrows " + QByteArray::number(rows) +
                      "\nxllcorner " + QByteArray::number(west, 'f', 6) + "\nyllcorner " +
                      QByteArray::number(south, 'f', 6) + "\ncellsize " +
                      QByteArray::number(cellDeg, 'f', 8) + "\nNODATA_value -9999\n";
    for (int row = 0; row < rows; ++row) {
        const double lat = south + (rows - row - 0.5) * cellDeg;
        for (int column = 0; column < columns; ++column)
            text += QByteArray::number(height(west + (column + 0.5) * cellDeg, lat), 'f', 1) + ' ';
        text += '\n';
    }
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

/// Two degrees around Khorog that rise from 1,000 m in the west to 5,000 m in the east.
inline bool writeSlope(const QString &path)
{
    return writeHeights(path, 70.5, 36.5, 120, 120, 1.0 / 60,
                        [](double lon, double) { return 1000 + (lon - 70.5) * 2000; });
}

} // namespace marz::test
