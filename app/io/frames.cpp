#include "io/frames.h"

#include "base/error.h"
#include "io/rasterframes.h"

#include <QIODevice>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtEndian>

#include <optional>

namespace marz::io {

namespace {

QLatin1String kindText(HelperRequest::Kind kind)
{
    switch (kind) {
    case HelperRequest::Kind::Layer:
        return QLatin1String("layer");
    case HelperRequest::Kind::Layers:
        return QLatin1String("layers");
    case HelperRequest::Kind::RasterInfo:
        return QLatin1String("raster info");
    case HelperRequest::Kind::Raster:
        return QLatin1String("raster");
    case HelperRequest::Kind::Tiles:
        return QLatin1String("tiles");
    case HelperRequest::Kind::Table:
        break;
    }
    return QLatin1String("table");
}

std::optional<HelperRequest::Kind> kindOf(const QString &text)
{
    using Kind = HelperRequest::Kind;
    for (const Kind kind :
         {Kind::Layer, Kind::Layers, Kind::Table, Kind::RasterInfo, Kind::Raster, Kind::Tiles}) {
        if (text == kindText(kind))
            return kind;
    }
    return std::nullopt;
}

} // namespace

QByteArray HelperRequest::toJson() const
{
    QJsonObject object{
        {QStringLiteral("read"), kindText(kind)},      {QStringLiteral("path"), path},
        {QStringLiteral("part"), choice.layer},        {QStringLiteral("crs"), choice.crs},
        {QStringLiteral("encoding"), choice.encoding}, {QStringLiteral("format"), format},
        {QStringLiteral("memory_bytes"), memoryBytes}, {QStringLiteral("timeout_ms"), timeoutMs},
        {QStringLiteral("max_features"), maxFeatures}, {QStringLiteral("fault"), fault}};
    if (kind == Kind::Raster || kind == Kind::Tiles)
        putRasterRequest(object, *this);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

HelperRequest HelperRequest::fromJson(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    HelperRequest request;
    const auto kind = kindOf(object.value(QLatin1String("read")).toString());
    if (!kind) {
        throw base::Error(base::ErrorKind::Invalid,
                          QStringLiteral("The helper was not asked for anything it knows."),
                          QStringLiteral("It is started by Marz itself, not by hand."));
    }
    request.kind = *kind;
    request.path = object.value(QLatin1String("path")).toString();
    request.choice = {object.value(QLatin1String("part")).toString(),
                      object.value(QLatin1String("crs")).toString(),
                      object.value(QLatin1String("encoding")).toString()};
    request.format = object.value(QLatin1String("format")).toString();
    request.memoryBytes = object.value(QLatin1String("memory_bytes")).toInteger();
    request.timeoutMs = object.value(QLatin1String("timeout_ms")).toInt();
    request.maxFeatures = object.value(QLatin1String("max_features")).toInteger();
    if (request.kind == Kind::Raster || request.kind == Kind::Tiles)
        takeRasterRequest(object, request);
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

void readTexts(QDataStream &in, QStringList &texts)
{
    quint32 count = 0;
    in >> count;
    texts.clear();
    if (in.status() != QDataStream::Ok || count > in.device()->bytesAvailable() / qint64(sizeof(quint32))) {
        in.setStatus(QDataStream::ReadCorruptData);
        return;
    }
    texts.reserve(count);
    for (quint32 i = 0; i < count && in.status() == QDataStream::Ok; ++i) {
        QString text;
        in >> text;
        texts.append(std::move(text));
    }
}

QDataStream &operator<<(QDataStream &out, const LayerStatistics &statistics)
{
    for (const auto member : LayerStatistics::members())
        out << statistics.*member;
    return out;
}

QDataStream &operator>>(QDataStream &in, LayerStatistics &statistics)
{
    for (const auto member : LayerStatistics::members())
        in >> statistics.*member;
    return in;
}

QDataStream &operator<<(QDataStream &out, const std::vector<LayerSummary> &layers)
{
    out << static_cast<quint32>(layers.size());
    for (const LayerSummary &layer : layers)
        out << layer.name << layer.geometry << layer.records << layer.crs;
    return out;
}

QDataStream &operator>>(QDataStream &in, std::vector<LayerSummary> &layers)
{
    quint32 count = 0;
    in >> count;
    for (quint32 i = 0; i < count && in.status() == QDataStream::Ok; ++i) {
        LayerSummary layer;
        in >> layer.name >> layer.geometry >> layer.records >> layer.crs;
        layers.push_back(std::move(layer));
    }
    return in;
}

QDataStream &operator<<(QDataStream &out, const LayerData &layer)
{
    return out << layer.name << layer.driver << layer.crs << layer.needsCrs << layer.encoding << layer.fields;
}

QDataStream &operator>>(QDataStream &in, LayerData &layer)
{
    in >> layer.name >> layer.driver >> layer.crs >> layer.needsCrs >> layer.encoding;
    readTexts(in, layer.fields);
    return in;
}

QDataStream &operator<<(QDataStream &out, const TableData &table)
{
    return out << table.format << table.sheet << table.sheets << table.columns << table.encoding
               << table.sha256;
}

QDataStream &operator>>(QDataStream &in, TableData &table)
{
    in >> table.format >> table.sheet;
    readTexts(in, table.sheets);
    readTexts(in, table.columns);
    return in >> table.encoding >> table.sha256;
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
