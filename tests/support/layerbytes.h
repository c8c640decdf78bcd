#pragma once

#include <QByteArray>
#include <QFile>
#include <QList>
#include <QPointF>
#include <QString>
#include <QtEndian>

#include <array>
#include <cstring>
#include <optional>

/// Layers and archives byte by byte, also such as no program would write; no library is needed to make them.
namespace marz::test {

template <typename T>
QByteArray little(T value)
{
    QByteArray bytes(sizeof(T), '\0');
    qToLittleEndian(value, bytes.data());
    return bytes;
}

template <typename T>
QByteArray big(T value)
{
    QByteArray bytes(sizeof(T), '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

inline QByteArray doubles(std::initializer_list<double> values)
{
    QByteArray bytes;
    for (const double value : values)
        bytes += little(value);
    return bytes;
}

inline void putFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

using Ring = QList<QPointF>;

/// A clockwise, closed square.
inline Ring squareRing(double west, double south, double size = 1)
{
    return {{west, south},
            {west, south + size},
            {west + size, south + size},
            {west + size, south},
            {west, south}};
}

/// The content of a shapefile's record: a point.
inline QByteArray pointShape(double x, double y)
{
    return little<qint32>(1) + doubles({x, y});
}

/// The content of a shapefile's record: an area. @p claimedRings and @p claimedPoints may lie; -1 = the
/// truth.
inline QByteArray areaShape(const QList<Ring> &rings, qint32 claimedRings = -1, qint32 claimedPoints = -1)
{
    QByteArray starts;
    QByteArray points;
    qint32 count = 0;
    double box[] = {1e300, 1e300, -1e300, -1e300};
    for (const Ring &ring : rings) {
        starts += little<qint32>(count);
        for (const QPointF &p : ring) {
            points += doubles({p.x(), p.y()});
            box[0] = std::min(box[0], p.x());
            box[1] = std::min(box[1], p.y());
            box[2] = std::max(box[2], p.x());
            box[3] = std::max(box[3], p.y());
        }
        count += static_cast<qint32>(ring.size());
    }
    return little<qint32>(5) + doubles({box[0], box[1], box[2], box[3]}) +
           little<qint32>(claimedRings < 0 ? static_cast<qint32>(rings.size()) : claimedRings) +
           little<qint32>(claimedPoints < 0 ? count : claimedPoints) + starts + points;
}

/// A dBASE table of text fields.
struct Dbase {
    QList<QByteArray> names = {"NAME"};
    quint8 width = 20;
    quint8 language = 0; ///< code page byte
    QList<QByteArrayList> rows;
};

inline QByteArray dbfBytes(const Dbase &table)
{
    const auto recordBytes = static_cast<quint16>(1 + table.names.size() * table.width);
    const auto headBytes = static_cast<quint16>(33 + 32 * table.names.size());
    QByteArray out = QByteArray::fromHex("037e0101") + little(static_cast<quint32>(table.rows.size())) +
                     little(headBytes) + little(recordBytes) + QByteArray(20, '\0');
    out[29] = static_cast<char>(table.language);
    for (const QByteArray &name : table.names)
        out += name.leftJustified(11, '\0', true) + "C" + QByteArray(4, '\0') + char(table.width) +
               QByteArray(15, '\0');
    out += '\r';
    for (const QByteArrayList &row : table.rows) {
        out += ' ';
        for (qsizetype i = 0; i < table.names.size(); ++i)
            out += row.value(i).leftJustified(table.width, ' ', true);
    }
    return out + '\x1a';
}

struct Shapefile {
    QByteArray shp;
    QByteArray shx;
    QByteArray dbf;
    std::optional<QByteArray> prj;
    std::optional<QByteArray> cpg;
};

constexpr char wgs84Prj[] =
    R"(GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],)"
    R"(PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]])";

/// @p type is 1 for points, 5 for areas; @p table as many rows as @p shapes unless it is to contradict.
inline Shapefile shapefile(qint32 type, const QList<QByteArray> &shapes, const Dbase &table)
{
    const auto header = [&](qsizetype bytes) -> QByteArray {
        return big<qint32>(9994) + QByteArray(20, '\0') + big(static_cast<qint32>(bytes / 2)) +
               little<qint32>(1000) + little(type) + doubles({60, 30, 80, 45, 0, 0, 0, 0});
    };
    Shapefile out;
    QByteArray records;
    QByteArray index;
    qint32 number = 0;
    for (const QByteArray &shape : shapes) {
        index +=
            big(static_cast<qint32>((100 + records.size()) / 2)) + big(static_cast<qint32>(shape.size() / 2));
        records += big(++number) + big(static_cast<qint32>(shape.size() / 2)) + shape;
    }
    out.shp = header(100 + records.size()) + records;
    out.shx = header(100 + index.size()) + index;
    out.dbf = dbfBytes(table);
    out.prj = QByteArray(wgs84Prj);
    return out;
}

/// Areas in a row, named "a0", "a1"...
inline Shapefile areas(int count)
{
    QList<QByteArray> shapes;
    Dbase table;
    for (int i = 0; i < count; ++i) {
        shapes += areaShape({squareRing(61 + i, 31)});
        table.rows += QByteArrayList{"a" + QByteArray::number(i)};
    }
    return shapefile(5, shapes, table);
}

/// Writes the files that are not empty; @p stem is the path without ending.
inline void putShapefile(const QString &stem, const Shapefile &files)
{
    putFile(stem + ".shp", files.shp);
    if (!files.shx.isNull())
        putFile(stem + ".shx", files.shx);
    if (!files.dbf.isNull())
        putFile(stem + ".dbf", files.dbf);
    if (files.prj)
        putFile(stem + ".prj", *files.prj);
    if (files.cpg)
        putFile(stem + ".cpg", *files.cpg);
}

struct ZipPart {
    QByteArray name;
    QByteArray content;
    qint64 claimedBytes = -1; ///< of the content unpacked; -1 = the truth
    quint16 flags = 0;        ///< 1 = encrypted
};

inline quint32 crc32Of(const QByteArray &bytes)
{
    static const auto table = [] {
        std::array<quint32, 256> out = {};
        for (quint32 i = 0; i < 256; ++i) {
            out[i] = i;
            for (int bit = 0; bit < 8; ++bit)
                out[i] = (out[i] >> 1U) ^ (0xEDB88320U & (0U - (out[i] & 1U)));
        }
        return out;
    }();
    quint32 crc = ~0U;
    for (const char c : bytes)
        crc = (crc >> 8U) ^ table[(crc ^ static_cast<quint8>(c)) & 0xFFU];
    return ~crc;
}

/// A ZIP archive with deflated members; @p claimedEntries may lie, -1 = the truth.
inline QByteArray zipBytes(const QList<ZipPart> &parts, int claimedEntries = -1)
{
    QByteArray out;
    QByteArray directory;
    for (const ZipPart &part : parts) {
        const QByteArray zlib = qCompress(part.content, part.content.size() > 1'000'000 ? 1 : 9);
        const QByteArray deflated = zlib.mid(6, zlib.size() - 10); // without Qt's length, zlib's head and sum
        const auto claimed =
            static_cast<quint32>(part.claimedBytes < 0 ? part.content.size() : part.claimedBytes);
        const QByteArray facts = little<quint16>(20) + little<quint16>(part.flags) + little<quint16>(8) +
                                 little<quint32>(0x21 << 16) + little(crc32Of(part.content)) +
                                 little(static_cast<quint32>(deflated.size())) + little(claimed) +
                                 little(static_cast<quint16>(part.name.size())) + little<quint16>(0);
        directory += "PK\x01\x02" + little<quint16>(20) + facts + QByteArray(10, '\0') +
                     little(static_cast<quint32>(out.size())) + part.name;
        out += "PK\x03\x04" + facts + part.name + deflated;
    }
    const auto count = static_cast<quint16>(claimedEntries < 0 ? parts.size() : claimedEntries);
    return out + directory + QByteArray("PK\x05\x06\0\0\0\0", 8) + little(count) + little(count) +
           little(static_cast<quint32>(directory.size())) + little(static_cast<quint32>(out.size())) +
           little<quint16>(0);
}

/// The files of a shapefile as members of an archive; @p stem is their path in it without ending.
inline QList<ZipPart> zipParts(const QByteArray &stem, const Shapefile &files)
{
    QList<ZipPart> parts = {
        {stem + ".shp", files.shp}, {stem + ".shx", files.shx}, {stem + ".dbf", files.dbf}};
    if (files.prj)
        parts += {stem + ".prj", *files.prj};
    if (files.cpg)
        parts += {stem + ".cpg", *files.cpg};
    return parts;
}

} // namespace marz::test
