#pragma once

#include "geo/geometry.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace marz::io {

/// One feature of a foreign or bundled layer: geometry in WGS 84 degrees and its fields as text (null =
/// isNull()).
struct Feature {
    geo::Geometry geometry;
    QStringList fields;
};

/// A vector layer read whole.
struct LayerData {
    QString name;
    QString driver; ///< GDAL's short name, "ESRI Shapefile"
    QString
        crs; ///< "EPSG:4326", or what the file says; empty = it says nothing (taken as WGS 84 when it fits)
    QString encoding;
    QStringList fields; ///< names
    std::vector<Feature> features;
    /// What was skipped or doubtful, one plain sentence each ("3 records have no geometry").
    QStringList warnings;

    /// Position of a field, case-insensitive; -1 when absent.
    int fieldIndex(const QString &name) const;
};

/// A spreadsheet or text table read whole, every cell as text.
struct TableData {
    QString format; ///< "csv", "xlsx", "ods"
    QString sheet;  ///< name of the sheet read
    QStringList sheets;
    QStringList columns;
    std::vector<QStringList> rows;  ///< as many cells as columns
    std::vector<qint64> rowNumbers; ///< line or row number in the file of each row, for messages (header = 1)
    QString encoding;
    QString sha256; ///< of the file, hex
    QStringList warnings;
};

} // namespace marz::io
