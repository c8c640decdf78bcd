#pragma once

#include "io/layerdata.h"
#include "io/rasterdata.h"

#include <QByteArray>
#include <QDataStream>

namespace marz::io {

/// What the helper process is asked, as one JSON object on its standard input.
struct HelperRequest {
    enum class Kind { Layer, Layers, Table, RasterInfo, Raster, Tiles };
    Kind kind = Kind::Layer;
    QString path;
    LayerChoice choice; ///< of a table: the sheet as its layer; of a raster: its CRS
    QString format;     ///< of a table: csv, xlsx or ods; empty = by its ending
    qint64 memoryBytes = 0;
    int timeoutMs = 0;
    qint64 maxFeatures = 0;
    RasterView view;               ///< of Raster and Tiles
    RasterLook look;               ///< of Raster
    std::vector<RasterTile> tiles; ///< of Tiles
    QString
        fault; ///< for tests: "crash", "hang", "memory" or "killed", honoured only with MARZ_HELPER_FAULT set

    QByteArray toJson() const;
    /// Throws base::Error(Invalid) when @p json is no request.
    static HelperRequest fromJson(const QByteArray &json);
};

/// What the helper answers: frames of a 32-bit little-endian payload length, one byte of type, and the
/// payload.
/// Pixels are whole rows of RasterPixels::argb from the top.
enum class FrameType : quint8 { Layer, Features, Table, Rows, Pixels, Failure, End };

struct Frame {
    FrameType type = FrameType::End;
    QByteArray payload;
};

/// The problem of a Failure that stands for a limit on memory; the caller words it.
constexpr char outOfMemoryText[] = "out of memory";

constexpr qsizetype frameHeadBytes = 5;
constexpr quint32 maxFrameBytes = 1U << 30;

/// Takes the first whole frame off @p buffer from @p at on, and moves @p at; false when it is not all there
/// yet. Throws base::Error(Damaged) when the bytes are no frame.
bool takeFrame(const QByteArray &buffer, qsizetype &at, Frame &frame);
QByteArray frameHead(FrameType type, qsizetype payloadBytes);

/// What QDataStream would read as a QStringList, but room is made only for what can be there: a broken count
/// sets the stream's status.
void readTexts(QDataStream &in, QStringList &texts);

QDataStream &operator<<(QDataStream &out, const LayerStatistics &statistics);
QDataStream &operator>>(QDataStream &in, LayerStatistics &statistics);
QDataStream &operator<<(QDataStream &out, const std::vector<LayerSummary> &layers);
QDataStream &operator>>(QDataStream &in, std::vector<LayerSummary> &layers);

QDataStream &operator<<(QDataStream &out, const RasterInfo &info);
QDataStream &operator>>(QDataStream &in, RasterInfo &info);

/// The header of a layer or table: everything but its features, rows, warnings and statistics.
QDataStream &operator<<(QDataStream &out, const LayerData &layer);
QDataStream &operator>>(QDataStream &in, LayerData &layer);
QDataStream &operator<<(QDataStream &out, const TableData &table);
QDataStream &operator>>(QDataStream &in, TableData &table);
QDataStream &operator<<(QDataStream &out, const std::vector<TableProblem> &problems);
QDataStream &operator>>(QDataStream &in, std::vector<TableProblem> &problems);

} // namespace marz::io
