#include "geo/gpkgblob.h"

#include "geo/box.h"

#include <QtEndian>

#include <array>
#include <bit>
#include <limits>
#include <utility>

namespace marz::geo {

namespace {

constexpr qint32 wgs84SrsId = 4326;

/// Base codes of ISO WKB (OGC 06-103r4, table 4); MULTI* is three above its member.
enum WkbCode : quint32 { WkbPoint = 1, WkbLine = 2, WkbPolygon = 3, WkbMulti = 3 };

class Writer
{
public:
    explicit Writer(QByteArray &out) : m_out(out) {}

    void byte(quint8 value) { m_out.append(static_cast<char>(value)); }
    void number(quint32 value)
    {
        std::array<char, sizeof value> raw;
        qToLittleEndian(value, raw.data());
        m_out.append(raw.data(), raw.size());
    }
    void real(double value)
    {
        std::array<char, sizeof value> raw;
        qToLittleEndian(std::bit_cast<quint64>(value), raw.data());
        m_out.append(raw.data(), raw.size());
    }
    void begin(quint32 code)
    {
        byte(1); // little endian
        number(code);
    }
    void vertices(std::span<const LonLat> part)
    {
        for (const LonLat &p : part) {
            real(p.lon);
            real(p.lat);
        }
    }

private:
    QByteArray &m_out;
};

void writeHeader(Writer &writer, const Geometry &geometry, bool envelope)
{
    writer.byte('G');
    writer.byte('P');
    writer.byte(0); // version 1
    writer.byte(static_cast<quint8>(1 | (envelope ? 1 << 1 : 0) | (geometry.isEmpty() ? 1 << 4 : 0)));
    writer.number(wgs84SrsId);
    if (!envelope)
        return;
    const GeoBox box = extentOf(geometry);
    for (const double edge : {box.west, box.east, box.south, box.north})
        writer.real(edge);
}

/// One point or line (@p first = its part), or one polygon of the parts @p first .. @p end.
void writeMember(Writer &writer, const Geometry &geometry, std::size_t first, std::size_t end)
{
    const quint32 code = static_cast<quint32>(geometry.kind) + WkbPoint;
    writer.begin(code);
    if (code == WkbPolygon)
        writer.number(static_cast<quint32>(end - first));
    for (std::size_t i = first; i < end; ++i) {
        const std::span<const LonLat> part = geometry.part(i);
        if (code != WkbPoint)
            writer.number(static_cast<quint32>(part.size()));
        writer.vertices(part);
    }
}

void writeEmpty(Writer &writer, GeometryKind kind, bool multi)
{
    const quint32 code = static_cast<quint32>(kind) + WkbPoint;
    writer.begin(multi ? code + WkbMulti : code);
    if (code == WkbPoint && !multi) {
        writer.real(std::numeric_limits<double>::quiet_NaN());
        writer.real(std::numeric_limits<double>::quiet_NaN());
    } else {
        writer.number(0);
    }
}

} // namespace

QByteArray gpkgBlob(const Geometry &geometry, MultiPart multi)
{
    const bool polygons = geometry.kind == GeometryKind::Polygon;
    const std::size_t members = polygons ? geometry.polygonEnds.size() : geometry.partCount();
    const bool asMulti = multi == MultiPart::Always || members > 1;
    const bool envelope = members > 0 && (asMulti || geometry.kind != GeometryKind::Point);

    QByteArray out;
    out.reserve(static_cast<qsizetype>(64 + geometry.vertices.size() * 16 + geometry.partCount() * 9));
    Writer writer(out);
    writeHeader(writer, geometry, envelope);
    if (members == 0) {
        writeEmpty(writer, geometry.kind, asMulti);
        return out;
    }
    if (asMulti) {
        writer.begin(static_cast<quint32>(geometry.kind) + WkbPoint + WkbMulti);
        writer.number(static_cast<quint32>(members));
    }
    std::size_t first = 0;
    for (std::size_t i = 0; i < members; ++i) {
        const std::size_t end = polygons ? geometry.polygonEnds[i] : i + 1;
        writeMember(writer, geometry, first, end);
        first = end;
    }
    return out;
}

} // namespace marz::geo
