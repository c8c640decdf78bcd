#include "io/frames.h"

#include "base/error.h"

#include <QIODevice>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtEndian>

namespace marz::io {

namespace {

constexpr std::uint32_t maxVertices = 1U << 28;

QLatin1String kindText(HelperRequest::Kind kind)
{
    return kind == HelperRequest::Kind::Layer ? QLatin1String("layer") : QLatin1String("table");
}

template <typename T>
void writeArray(QDataStream &out, const std::vector<T> &values)
{
    out << static_cast<quint32>(values.size());
    out.writeRawData(reinterpret_cast<const char *>(values.data()),
                     static_cast<int>(values.size() * sizeof(T)));
}

template <typename T>
bool readArray(QDataStream &in, std::vector<T> &values)
{
    quint32 count = 0;
    in >> count;
    const qint64 bytes = qint64(count) * qint64(sizeof(T));
    if (in.status() != QDataStream::Ok || count > maxVertices || bytes > in.device()->bytesAvailable())
        return false;
    values.resize(count);
    return in.readRawData(reinterpret_cast<char *>(values.data()), static_cast<int>(bytes)) == bytes;
}

/// Rising ends, the last of them @p total.
bool areEnds(const std::vector<std::uint32_t> &ends, std::size_t total)
{
    std::uint32_t before = 0;
    for (const std::uint32_t end : ends) {
        if (end <= before)
            return false;
        before = end;
    }
    return ends.empty() ? total == 0 : ends.back() == total;
}

} // namespace

QByteArray HelperRequest::toJson() const
{
    const QJsonObject object{{QStringLiteral("read"), kindText(kind)},
                             {QStringLiteral("path"), path},
                             {QStringLiteral("part"), part},
                             {QStringLiteral("format"), format},
                             {QStringLiteral("memory_bytes"), memoryBytes},
                             {QStringLiteral("timeout_ms"), timeoutMs},
                             {QStringLiteral("max_features"), maxFeatures},
                             {QStringLiteral("fault"), fault}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

HelperRequest HelperRequest::fromJson(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    HelperRequest request;
    const QString kind = object.value(QLatin1String("read")).toString();
    if (kind != kindText(Kind::Layer) && kind != kindText(Kind::Table)) {
        throw base::Error(base::ErrorKind::Invalid,
                          QStringLiteral("The helper was not asked for anything it knows."),
                          QStringLiteral("It is started by Marz itself, not by hand."));
    }
    request.kind = kind == kindText(Kind::Layer) ? Kind::Layer : Kind::Table;
    request.path = object.value(QLatin1String("path")).toString();
    request.part = object.value(QLatin1String("part")).toString();
    request.format = object.value(QLatin1String("format")).toString();
    request.memoryBytes = object.value(QLatin1String("memory_bytes")).toInteger();
    request.timeoutMs = object.value(QLatin1String("timeout_ms")).toInt();
    request.maxFeatures = object.value(QLatin1String("max_features")).toInteger();
    request.fault = object.value(QLatin1String("fault")).toString();
    return request;
}

QByteArray frameHead(FrameType type, qsizetype payloadBytes)
{
    QByteArray head(frameHeadBytes, '\0');
    qToLittleEndian(static_cast<quint32>(payloadBytes), head.data());
    head[4] = static_cast<char>(type);
    return head;
}

bool takeFrame(const QByteArray &buffer, qsizetype &at, Frame &frame)
{
    if (buffer.size() - at < frameHeadBytes)
        return false;
    const quint32 length = qFromLittleEndian<quint32>(buffer.constData() + at);
    const auto type = static_cast<quint8>(buffer[at + 4]);
    if (length > maxFrameBytes || type > static_cast<quint8>(FrameType::End))
        throw base::Error(base::ErrorKind::Damaged, QStringLiteral("The helper's answer is not readable."));
    if (buffer.size() - at - frameHeadBytes < qsizetype(length))
        return false;
    frame.type = static_cast<FrameType>(type);
    frame.payload = buffer.mid(at + frameHeadBytes, length);
    at += frameHeadBytes + qsizetype(length);
    return true;
}

void writeFeature(QDataStream &out, const Feature &feature)
{
    out << static_cast<quint8>(feature.geometry.kind);
    writeArray(out, feature.geometry.vertices);
    writeArray(out, feature.geometry.partEnds);
    writeArray(out, feature.geometry.polygonEnds);
    out << feature.fields;
}

bool readFeature(QDataStream &in, Feature &feature)
{
    quint8 kind = 0;
    in >> kind;
    geo::Geometry &geometry = feature.geometry;
    if (kind > static_cast<quint8>(geo::GeometryKind::Polygon))
        return false;
    geometry.kind = static_cast<geo::GeometryKind>(kind);
    if (!readArray(in, geometry.vertices) || !readArray(in, geometry.partEnds) ||
        !readArray(in, geometry.polygonEnds))
        return false;
    const std::size_t polygonParts =
        geometry.kind == geo::GeometryKind::Polygon ? geometry.partEnds.size() : 0;
    if (!areEnds(geometry.partEnds, geometry.vertices.size()) || !areEnds(geometry.polygonEnds, polygonParts))
        return false;
    in >> feature.fields;
    return in.status() == QDataStream::Ok;
}

QDataStream &operator<<(QDataStream &out, const LayerData &layer)
{
    return out << layer.name << layer.driver << layer.crs << layer.encoding << layer.fields;
}

QDataStream &operator>>(QDataStream &in, LayerData &layer)
{
    return in >> layer.name >> layer.driver >> layer.crs >> layer.encoding >> layer.fields;
}

QDataStream &operator<<(QDataStream &out, const TableData &table)
{
    return out << table.format << table.sheet << table.sheets << table.columns << table.encoding
               << table.sha256;
}

QDataStream &operator>>(QDataStream &in, TableData &table)
{
    return in >> table.format >> table.sheet >> table.sheets >> table.columns >> table.encoding >>
           table.sha256;
}

QDataStream &operator<<(QDataStream &out, const std::vector<TableProblem> &problems)
{
    out << static_cast<quint32>(problems.size());
    for (const TableProblem &problem : problems)
        out << problem.row << problem.column << problem.kind << problem.text;
    return out;
}

QDataStream &operator>>(QDataStream &in, std::vector<TableProblem> &problems)
{
    quint32 count = 0;
    in >> count;
    for (quint32 i = 0; i < count && in.status() == QDataStream::Ok; ++i) {
        TableProblem problem;
        in >> problem.row >> problem.column >> problem.kind >> problem.text;
        problems.push_back(std::move(problem));
    }
    return in;
}

} // namespace marz::io
