#pragma once

#include <QDataStream>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRectF>

#include <vector>

/// Small layers as files, for tests of what reads them.
namespace marz::test {

inline bool writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(bytes) == bytes.size();
}

/// GeoJSON of squares of a quarter of a degree, each with name, kind and count.
struct Square {
    double lon = 0;
    double lat = 0;
    QString name;
    QString kind;
    QJsonValue count;
};

inline bool writeSquares(const QString &path, const std::vector<Square> &squares)
{
    QJsonArray features;
    for (const Square &each : squares) {
        const auto corner = [&](double dx, double dy) { return QJsonArray{each.lon + dx, each.lat + dy}; };
        const QJsonArray ring{corner(0, 0), corner(0.25, 0), corner(0.25, 0.25), corner(0, 0.25),
                              corner(0, 0)};
        features.append(QJsonObject{
            {QStringLiteral("type"), QStringLiteral("Feature")},
            {QStringLiteral("properties"), QJsonObject{{QStringLiteral("name"), each.name},
                                                       {QStringLiteral("kind"), each.kind},
                                                       {QStringLiteral("count"), each.count}}},
            {QStringLiteral("geometry"), QJsonObject{{QStringLiteral("type"), QStringLiteral("Polygon")},
                                                     {QStringLiteral("coordinates"), QJsonArray{ring}}}}});
    }
    return writeFile(path,
                     QJsonDocument(QJsonObject{{QStringLiteral("type"), QStringLiteral("FeatureCollection")},
                                               {QStringLiteral("features"), features}})
                         .toJson());
}

inline std::vector<Square> threeSquares()
{
    return {{69, 38, QStringLiteral("Murghob"), QStringLiteral("district"), 10},
            {70, 38, QStringLiteral("Khorog"), QStringLiteral("town"), 30},
            {71, 38, QStringLiteral("Darvoz"), QStringLiteral("district"), 200}};
}

/// A shapefile of points without .prj, with one field NAME of @p names in the bytes given.
inline bool writePoints(const QString &path, const std::vector<QPointF> &points,
                        const std::vector<QByteArray> &names)
{
    QByteArray shp;
    QByteArray shx;
    const auto header = [&](QByteArray &bytes, int words) {
        QDataStream out(&bytes, QIODevice::WriteOnly);
        out.setFloatingPointPrecision(QDataStream::DoublePrecision);
        out << qint32(9994) << qint32(0) << qint32(0) << qint32(0) << qint32(0) << qint32(0) << qint32(words);
        out.setByteOrder(QDataStream::LittleEndian);
        QRectF box;
        for (const QPointF &p : points)
            box = box.isNull() ? QRectF(p, QSizeF(1e-9, 1e-9)) : box.united(QRectF(p, QSizeF(1e-9, 1e-9)));
        out << qint32(1000) << qint32(1) << box.left() << box.top() << box.right() << box.bottom() << 0.0
            << 0.0 << 0.0 << 0.0;
    };
    const int count = static_cast<int>(points.size());
    header(shp, 50 + count * 14);
    header(shx, 50 + count * 4);
    for (int i = 0; i < count; ++i) {
        QDataStream index(&shx, QIODevice::Append);
        index << qint32(50 + i * 14) << qint32(10);
        QDataStream out(&shp, QIODevice::Append);
        out << qint32(i + 1) << qint32(10);
        out.setByteOrder(QDataStream::LittleEndian);
        out.setFloatingPointPrecision(QDataStream::DoublePrecision);
        out << qint32(1) << points[static_cast<std::size_t>(i)].x()
            << points[static_cast<std::size_t>(i)].y();
    }
    QByteArray dbf;
    {
        QDataStream out(&dbf, QIODevice::WriteOnly);
        out.setByteOrder(QDataStream::LittleEndian);
        out << quint8(3) << quint8(126) << quint8(1) << quint8(1) << quint32(count) << quint16(65)
            << quint16(41);
        dbf += QByteArray(20, '\0');
    }
    dbf += QByteArray("NAME").leftJustified(11, '\0') + "C" + QByteArray(4, '\0') + char(40) +
           QByteArray(15, '\0') + "\r";
    for (int i = 0; i < count; ++i)
        dbf += " " + names[static_cast<std::size_t>(i)].leftJustified(40, ' ', true);
    dbf += "\x1a";
    const QString stem = QFileInfo(path).path() + u'/' + QFileInfo(path).completeBaseName();
    return writeFile(stem + QStringLiteral(".shp"), shp) && writeFile(stem + QStringLiteral(".shx"), shx) &&
           writeFile(stem + QStringLiteral(".dbf"), dbf);
}

} // namespace marz::test
