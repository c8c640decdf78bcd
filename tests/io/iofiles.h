#pragma once

#include "base/error.h"

#include <QDir>
#include <QFile>
#include <QString>
#include <QStringList>

#include <cpl_string.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <memory>
#include <optional>

/// Real files for the tests of io.
namespace marz::tests {

inline void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

/// Names, sizes and contents of a folder, to see that nothing changed in it.
inline QStringList listing(const QString &folder)
{
    QStringList out;
    for (const QFileInfo &info :
         QDir(folder).entryInfoList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::System | QDir::Hidden))
        out += info.fileName() + u':' + QString::number(info.size()) + u':' +
               info.lastModified().toString(Qt::ISODateWithMs);
    return out;
}

/// The error that @p action throws; fails the program when it throws none.
template <typename F>
std::optional<base::Error> errorOf(F action)
{
    try {
        action();
    } catch (const base::Error &error) {
        return error;
    }
    return std::nullopt;
}

struct Layer {
    QString driver;
    int epsg = 4326; ///< 0 = none
    OGRwkbGeometryType type = wkbPoint;
    QStringList wkt; ///< empty text = no geometry
    QString name = QStringLiteral("layer");
};

inline void fillLayer(GDALDataset *dataset, const Layer &what)
{
    OGRSpatialReference crs;
    if (what.epsg != 0) {
        crs.importFromEPSG(what.epsg);
        crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    }
    CPLStringList options;
    if (what.driver == QLatin1String("ESRI Shapefile"))
        options.SetNameValue("ENCODING", "UTF-8");
    OGRLayer *layer = dataset->CreateLayer(qPrintable(what.name), what.epsg == 0 ? nullptr : &crs, what.type,
                                           options.List());
    OGRFieldDefn name("name", OFTString);
    OGRFieldDefn size("size", OFTReal);
    layer->CreateField(&name);
    layer->CreateField(&size);
    for (qsizetype i = 0; i < what.wkt.size(); ++i) {
        OGRFeature feature(layer->GetLayerDefn());
        feature.SetField("name", QStringLiteral("Хоруғ %1").arg(i).toUtf8().constData());
        feature.SetField("size", 1.5);
        if (!what.wkt[i].isEmpty()) {
            OGRGeometry *geometry = nullptr;
            OGRGeometryFactory::createFromWkt(qPrintable(what.wkt[i]), nullptr, &geometry);
            feature.SetGeometryDirectly(geometry);
        }
        if (layer->CreateFeature(&feature) != OGRERR_NONE)
            qFatal("cannot write a feature");
    }
    GDALClose(dataset);
}

/// Writes features with the fields "name" (feature's number) and "size" (real).
inline void writeLayer(const QString &path, const Layer &what)
{
    GDALAllRegister();
    GDALDriver *driver = GetGDALDriverManager()->GetDriverByName(qPrintable(what.driver));
    fillLayer(driver->Create(qPrintable(path), 0, 0, 0, GDT_Unknown, nullptr), what);
}

/// Writes a further layer into a file of writeLayer().
inline void addLayer(const QString &path, const Layer &what)
{
    fillLayer(GDALDataset::Open(qPrintable(path), GDAL_OF_VECTOR | GDAL_OF_UPDATE), what);
}

/// Writes a workbook (XLSX or ODS) of one sheet with text cells, except for what parses as a number or an ISO
/// date.
inline void writeWorkbook(const QString &path, const char *driverName, const QList<QStringList> &rows,
                          const QString &sheet = QStringLiteral("Sheet1"))
{
    GDALAllRegister();
    GDALDriver *driver = GetGDALDriverManager()->GetDriverByName(driverName);
    GDALDataset *dataset = driver->Create(qPrintable(path), 0, 0, 0, GDT_Unknown, nullptr);
    OGRLayer *layer = dataset->CreateLayer(qPrintable(sheet), nullptr, wkbNone, nullptr);
    const QStringList &first = rows[1];
    for (qsizetype i = 0; i < first.size(); ++i) {
        bool number = false;
        first[i].toDouble(&number);
        const bool date = QDate::fromString(first[i], Qt::ISODate).isValid();
        OGRFieldDefn field(rows[0][i].toUtf8().constData(), date ? OFTDate : number ? OFTReal : OFTString);
        layer->CreateField(&field);
    }
    for (qsizetype r = 1; r < rows.size(); ++r) {
        OGRFeature feature(layer->GetLayerDefn());
        for (qsizetype i = 0; i < rows[r].size(); ++i) {
            if (!rows[r][i].isEmpty())
                feature.SetField(static_cast<int>(i), rows[r][i].toUtf8().constData());
        }
        if (layer->CreateFeature(&feature) != OGRERR_NONE)
            qFatal("cannot write a row");
    }
    GDALClose(dataset);
}

} // namespace marz::tests
