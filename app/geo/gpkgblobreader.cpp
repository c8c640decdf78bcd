#include "geo/gpkgblob.h"

#include <QtEndian>

#include <array>
#include <bit>
#include <cmath>
#include <utility>

namespace marz::geo {

namespace {

constexpr quint32 wgs84SrsId = 4326;
constexpr quint32 undefinedGeographicSrsId = 0;

/// Base codes of ISO WKB (OGC 06-103r4, table 4); MULTI* is three above its member.
enum WkbCode : quint32 { WkbPoint = 1, WkbLine = 2, WkbPolygon = 3, WkbMulti = 3 };

/// Reads WKB; every read checks what is left, and nothing is reserved beyond what the bytes left could fill.
class Reader
{
public:
    explicit Reader(const QByteArray &bytes) : m_at(bytes.constData()), m_end(m_at + bytes.size()) {}

    bool atEnd() const { return m_at == m_end; }
    void setBigEndian(bool bigEndian) { m_bigEndian = bigEndian; }
    bool skip(std::size_t count)
    {
        if (left() < count)
            return false;
        m_at += count;
        return true;
    }
    bool byte(quint8 &value)
    {
        if (left() < 1)
            return false;
        value = static_cast<quint8>(*m_at++);
        return true;
    }
    bool number(quint32 &value)
    {
        if (left() < sizeof value)
            return false;
        value = m_bigEndian ? qFromBigEndian<quint32>(m_at) : qFromLittleEndian<quint32>(m_at);
        m_at += sizeof value;
        return true;
    }
    bool real(double &value)
    {
        if (left() < sizeof value)
            return false;
        value = std::bit_cast<double>(m_bigEndian ? qFromBigEndian<quint64>(m_at)
                                                  : qFromLittleEndian<quint64>(m_at));
        m_at += sizeof value;
        return true;
    }
    /// A count of items of at least @p itemSize bytes each that can still follow.
    bool count(quint32 &value, std::size_t itemSize) { return number(value) && value <= left() / itemSize; }

private:
    std::size_t left() const { return static_cast<std::size_t>(m_end - m_at); }

    const char *m_at;
    const char *m_end;
    bool m_bigEndian = false;
};

struct WkbType {
    quint32 base = 0; ///< 1..6
    quint32 dimensions = 2;
};

class WkbParser
{
public:
    explicit WkbParser(Reader &reader) : m_reader(reader) {}

    std::optional<Geometry> geometry()
    {
        WkbType type;
        if (!header(type))
            return {};
        const quint32 member = type.base > WkbMulti ? type.base - WkbMulti : type.base;
        m_geometry.kind = static_cast<GeometryKind>(member - WkbPoint);
        const bool good = type.base > WkbMulti ? members({member, type.dimensions}) : body(type);
        if (!good)
            return {};
        return std::move(m_geometry);
    }

private:
    bool header(WkbType &type)
    {
        quint8 order = 0;
        quint32 code = 0;
        if (!m_reader.byte(order) || order > 1)
            return false;
        m_reader.setBigEndian(order == 0);
        if (!m_reader.number(code) || code >= 4000)
            return false;
        const quint32 extra = code / 1000; // 0 = XY, 1 = Z, 2 = M, 3 = ZM
        type = {code % 1000, extra == 3 ? 4u : extra > 0 ? 3u : 2u};
        return type.base >= WkbPoint && type.base <= WkbPolygon + WkbMulti;
    }

    bool members(const WkbType &expected)
    {
        quint32 count = 0;
        if (!m_reader.count(count, 5))
            return false;
        for (quint32 i = 0; i < count; ++i) {
            WkbType type;
            if (!header(type) || type.base != expected.base || type.dimensions != expected.dimensions ||
                !body(type))
                return false;
        }
        return true;
    }

    bool body(const WkbType &type)
    {
        if (type.base == WkbPoint)
            return point(type.dimensions);
        if (type.base == WkbLine) {
            quint32 count = 0;
            return m_reader.count(count, vertexSize(type.dimensions)) &&
                   (count == 0 || part(count, 2, type.dimensions));
        }
        quint32 rings = 0;
        if (!m_reader.count(rings, sizeof(quint32)))
            return false;
        for (quint32 i = 0; i < rings; ++i) {
            quint32 count = 0;
            if (!m_reader.count(count, vertexSize(type.dimensions)) || !part(count, 4, type.dimensions))
                return false;
            const std::span<const LonLat> ring = m_geometry.part(m_geometry.partCount() - 1);
            if (ring.front() != ring.back())
                return false;
        }
        if (rings > 0)
            m_geometry.polygonEnds.push_back(static_cast<std::uint32_t>(m_geometry.partCount()));
        return true;
    }

    bool point(quint32 dimensions)
    {
        LonLat p;
        if (!vertex(p, dimensions))
            return false;
        if (std::isnan(p.lon) && std::isnan(p.lat))
            return true; // the empty point of GeoPackage
        return append(p) && endPart();
    }

    bool part(quint32 count, quint32 least, quint32 dimensions)
    {
        if (count < least)
            return false;
        m_geometry.vertices.reserve(m_geometry.vertices.size() + count);
        for (quint32 i = 0; i < count; ++i) {
            LonLat p;
            if (!vertex(p, dimensions) || !append(p))
                return false;
        }
        return endPart();
    }

    static std::size_t vertexSize(quint32 dimensions) { return dimensions * sizeof(double); }

    bool vertex(LonLat &p, quint32 dimensions)
    {
        return m_reader.real(p.lon) && m_reader.real(p.lat) && m_reader.skip(vertexSize(dimensions - 2));
    }

    bool append(const LonLat &p)
    {
        if (!std::isfinite(p.lon) || !std::isfinite(p.lat))
            return false;
        m_geometry.vertices.push_back(p);
        return true;
    }

    bool endPart()
    {
        m_geometry.partEnds.push_back(static_cast<std::uint32_t>(m_geometry.vertices.size()));
        return true;
    }

    Reader &m_reader;
    Geometry m_geometry;
};

} // namespace

std::optional<Geometry> geometryOfGpkgBlob(const QByteArray &blob)
{
    constexpr std::array<std::size_t, 5> envelopeSizes{0, 32, 48, 48, 64};
    Reader reader(blob);
    quint8 magic0 = 0, magic1 = 0, version = 0, flags = 0;
    if (!reader.byte(magic0) || !reader.byte(magic1) || !reader.byte(version) || !reader.byte(flags))
        return {};
    const quint8 envelope = (flags >> 1) & 7;
    const quint8 reservedOrExtended = flags & 0xe0;
    if (magic0 != 'G' || magic1 != 'P' || version != 0 || reservedOrExtended ||
        envelope >= envelopeSizes.size())
        return {};
    reader.setBigEndian((flags & 1) == 0);
    quint32 srs = 0;
    if (!reader.number(srs) || !reader.skip(envelopeSizes[envelope]))
        return {};
    if (srs != wgs84SrsId && srs != undefinedGeographicSrsId)
        return {};
    std::optional<Geometry> geometry = WkbParser(reader).geometry();
    const bool saysEmpty = flags & (1 << 4);
    if (!geometry || !reader.atEnd() || (saysEmpty && !geometry->isEmpty()))
        return {};
    return geometry;
}

} // namespace marz::geo
