#pragma once

#include "geo/geometry.h"
#include "io/layerstatistics.h"

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

/// Which layer of a file is read, and what its user knows better than the file.
struct LayerChoice {
    QString layer;    ///< name; empty = the first that has records
    QString crs;      ///< "EPSG:32642" in place of what the file says; empty = the file's own
    QString encoding; ///< "CP1251" in place of what the file says; empty = the file's own
    friend bool operator==(const LayerChoice &, const LayerChoice &) = default;
};

/// A layer of a file, to choose from.
struct LayerSummary {
    QString name;
    QString geometry;    ///< "points", "lines", "areas", "mixed", "table"
    qint64 records = -1; ///< -1 = not known without reading it
    QString crs;         ///< as LayerData::crs
};

/// A vector layer read whole.
struct LayerData {
    QString name;
    QString driver; ///< GDAL's short name, "ESRI Shapefile"
    QString
        crs; ///< "EPSG:4326", or what the file says; empty = it says nothing (taken as WGS 84 when it fits)
    /// The file names no CRS and its coordinates are not degrees: nothing was read, ask for one and read
    /// again with LayerChoice::crs.
    bool needsCrs = false;
    QString encoding;   ///< that its texts were read in, "UTF-8", "CP1251"; good for LayerChoice::encoding
    QStringList fields; ///< names
    std::vector<Feature> features;
    /// What was skipped or doubtful, one plain sentence each ("3 records have no geometry"). With needsCrs
    /// the first says why.
    QStringList warnings;
    LayerStatistics statistics;

    /// Position of a field, case-insensitive; -1 when absent.
    int fieldIndex(const QString &name) const;
};

/// A row that cannot be right as it was read: an import refuses it. stageImport() does.
struct TableProblem {
    qint64 row = 0; ///< as in TableData::rowNumbers
    QString column; ///< name of the column, empty = the whole row
    QString kind;   ///< as ImportProblem::kind
    QString text;   ///< the reason and what to do, without the place
    friend bool operator==(const TableProblem &, const TableProblem &) = default;
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
    /// One sentence or two each: file, row, what was done or is to be done.
    QStringList warnings;
    std::vector<TableProblem> problems; ///< rows to refuse: an unclosed quotation mark
};

} // namespace marz::io
