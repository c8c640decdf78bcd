#include "io/rasterframes.h"

#include "io/frames.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace marz::io {

namespace {

QJsonArray boxArray(const geo::MapBox &box)
{
    return {box.left, box.bottom, box.right, box.top};
}

geo::MapBox boxOf(const QJsonValue &value)
{
    const QJsonArray array = value.toArray();
    if (array.size() != 4)
        return {};
    return {array[0].toDouble(), array[1].toDouble(), array[2].toDouble(), array[3].toDouble()};
}

} // namespace

void putRasterRequest(QJsonObject &object, const HelperRequest &request)
{
    object.insert(QStringLiteral("view"), QJsonObject{{QStringLiteral("crs"), request.view.crs},
                                                      {QStringLiteral("box"), boxArray(request.view.box)},
                                                      {QStringLiteral("width"), request.view.width},
                                                      {QStringLiteral("height"), request.view.height}});
    QJsonArray ramp;
    for (const RampStop &stop : request.look.ramp)
        ramp.append(QJsonArray{stop.value, qint64(stop.argb)});
    object.insert(QStringLiteral("look"),
                  QJsonObject{{QStringLiteral("ramp"), ramp},
                              {QStringLiteral("low"), request.look.low},
                              {QStringLiteral("high"), request.look.high},
                              {QStringLiteral("shade"), request.look.shade},
                              {QStringLiteral("azimuth_deg"), request.look.azimuthDeg},
                              {QStringLiteral("altitude_deg"), request.look.altitudeDeg},
                              {QStringLiteral("exaggeration"), request.look.exaggeration}});
    QJsonArray tiles;
    for (const RasterTile &tile : request.tiles)
        tiles.append(QJsonObject{{QStringLiteral("box"), boxArray(tile.box)},
                                 {QStringLiteral("name"), tile.name},
                                 {QStringLiteral("base64"), QString::fromLatin1(tile.bytes.toBase64())}});
    object.insert(QStringLiteral("tiles"), tiles);
}

void takeRasterRequest(const QJsonObject &object, HelperRequest &request)
{
    const QJsonObject view = object.value(QLatin1String("view")).toObject();
    request.view.crs = view.value(QLatin1String("crs")).toString();
    request.view.box = boxOf(view.value(QLatin1String("box")));
    request.view.width = view.value(QLatin1String("width")).toInt();
    request.view.height = view.value(QLatin1String("height")).toInt();
    const QJsonObject look = object.value(QLatin1String("look")).toObject();
    for (const QJsonValue &value : look.value(QLatin1String("ramp")).toArray()) {
        const QJsonArray stop = value.toArray();
        request.look.ramp.push_back({stop.at(0).toDouble(), static_cast<quint32>(stop.at(1).toInteger())});
    }
    const auto number = [&](const char *key, double &value) {
        value = look.value(QLatin1String(key)).toDouble(value);
    };
    number("low", request.look.low);
    number("high", request.look.high);
    number("shade", request.look.shade);
    number("azimuth_deg", request.look.azimuthDeg);
    number("altitude_deg", request.look.altitudeDeg);
    number("exaggeration", request.look.exaggeration);
    for (const QJsonValue &value : object.value(QLatin1String("tiles")).toArray()) {
        const QJsonObject tile = value.toObject();
        request.tiles.push_back(
            {boxOf(tile.value(QLatin1String("box"))),
             QByteArray::fromBase64(tile.value(QLatin1String("base64")).toString().toLatin1()),
             tile.value(QLatin1String("name")).toString()});
    }
}

QDataStream &operator<<(QDataStream &out, const RasterInfo &info)
{
    out << info.driver << info.crs << info.needsCrs << info.width << info.height << info.bands
        << info.valueType << static_cast<quint8>(info.values) << info.low << info.high << info.hasNoData
        << info.hasOverviews;
    out << info.extent.west << info.extent.south << info.extent.east << info.extent.north;
    out << info.raw.left << info.raw.bottom << info.raw.right << info.raw.top;
    return out << info.warnings;
}

QDataStream &operator>>(QDataStream &in, RasterInfo &info)
{
    quint8 values = 0;
    in >> info.driver >> info.crs >> info.needsCrs >> info.width >> info.height >> info.bands >>
        info.valueType >> values >> info.low >> info.high >> info.hasNoData >> info.hasOverviews;
    in >> info.extent.west >> info.extent.south >> info.extent.east >> info.extent.north;
    in >> info.raw.left >> info.raw.bottom >> info.raw.right >> info.raw.top;
    const auto areFinite = [](std::initializer_list<double> all) {
        return std::all_of(all.begin(), all.end(), [](double each) { return std::isfinite(each); });
    };
    const geo::GeoBox &extent = info.extent;
    const geo::MapBox &raw = info.raw;
    const bool isFinite =
        areFinite({info.low, info.high}) &&
        (extent.isEmpty() || areFinite({extent.west, extent.south, extent.east, extent.north})) &&
        (raw.isEmpty() || areFinite({raw.left, raw.bottom, raw.right, raw.top}));
    if (values > static_cast<quint8>(RasterValues::Elevations) || info.width < 0 || info.height < 0 ||
        !isFinite)
        in.setStatus(QDataStream::ReadCorruptData);
    info.values = static_cast<RasterValues>(values);
    readTexts(in, info.warnings);
    return in;
}

} // namespace marz::io
