#include "io/gdalsetup.h"

#include <QFile>

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <gdal_frmts.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <mutex>

namespace marz::io {

namespace {

constexpr qsizetype maxMessages = 20;

void CPL_STDCALL collect(CPLErr level, CPLErrorNum, const char *text)
{
    auto *messages = static_cast<GdalMessages *>(CPLGetErrorHandlerUserData());
    if (messages && level >= CE_Warning)
        messages->add(QString::fromUtf8(text));
}

void setOptions()
{
    const std::pair<const char *, const char *> settings[] = {
        {"GDAL_PAM_ENABLED", "NO"},               // no .aux.xml
        {"GDAL_DISABLE_READDIR_ON_OPEN", "TRUE"}, // side files are asked for by name; folders are not listed
        {"SHAPE_RESTORE_SHX", "NO"},              // would write beside the source
        {"CPL_VSIL_CURL_ALLOWED_EXTENSIONS", "{none}"},
        {"GDAL_HTTP_PROXY", "127.0.0.1:9"}, // nothing listens on the discard port
        {"GDAL_HTTP_TIMEOUT", "1"},
        {"LIBKML_RESOLVE_STYLE", "NO"},
        {"LIBKML_EXTERNAL_STYLE", "NO"},             // would be fetched
        {"OGR_SQLITE_PRAGMA", "trusted_schema=OFF"}, // views may not call what reaches outside
        {"OGR_XLSX_HEADERS", "DISABLE"},
        {"OGR_XLSX_FIELD_TYPES", "STRING"},
        {"OGR_ODS_HEADERS", "DISABLE"},
        {"OGR_ODS_FIELD_TYPES", "STRING"},
        {"OGR_GEOJSON_MAX_OBJ_SIZE", "200"},
        {"OSR_DEFAULT_AXIS_MAPPING_STRATEGY", "TRADITIONAL_GIS_ORDER"},
        {"GDAL_CACHEMAX", "256"}, // MB
    };
    for (const auto &[name, value] : settings)
        CPLSetConfigOption(name, value);
}

void registerVectors()
{
    setOptions();
    RegisterOGRShape();
    RegisterOGRGeoPackage();
    RegisterOGRGeoJSON();
    RegisterOGRLIBKML();
    RegisterOGRKML();
    RegisterOGRFlatGeobuf();
    RegisterOGRGPX();
    RegisterOGRXLSX();
    RegisterOGRODS();
}

/// No description of files elsewhere (VRT) is among them: what GDAL opens beside a raster stays a picture.
void registerRasters()
{
    setOptions();
    GDALRegister_GTiff();
    GDALRegister_MBTiles();
    GDALRegister_SRTMHGT();
    GDALRegister_AAIGrid();
    GDALRegister_MEM();
    GDALRegister_PNG();
    GDALRegister_JPEG();
    GDALRegister_WEBP();
    RegisterOGRSQLite(); // what MBTiles is read through
}

} // namespace

void setUpGdal()
{
    static std::once_flag once;
    std::call_once(once, registerVectors);
}

void setUpRasterGdal()
{
    static std::once_flag once;
    std::call_once(once, registerRasters);
}

void DatasetCloser::operator()(GDALDataset *dataset) const
{
    GDALClose(dataset);
}

GdalMessages::GdalMessages()
{
    CPLPushErrorHandlerEx(collect, this);
}

GdalMessages::~GdalMessages()
{
    CPLPopErrorHandler();
}

void GdalMessages::add(const QString &text)
{
    if (m_texts.size() < maxMessages && !m_texts.contains(text))
        m_texts.append(text);
}

namespace {

DatasetPtr opened(const QByteArray &name, unsigned kind, const QStringList &drivers,
                  const QStringList &options)
{
    CPLStringList allowed;
    for (const QString &driver : drivers)
        allowed.AddString(driver.toUtf8().constData());
    CPLStringList open;
    for (const QString &option : options)
        open.AddString(option.toUtf8().constData());
    const unsigned flags = kind | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR;
    return DatasetPtr(GDALDataset::Open(name.constData(), flags, allowed.List(), open.List(), nullptr));
}

} // namespace

DatasetPtr openVector(const QString &path, const QStringList &drivers, const QStringList &options)
{
    return opened(QFile::encodeName(path), GDAL_OF_VECTOR, drivers, options);
}

DatasetPtr openRaster(const QString &path, const QStringList &drivers, const QStringList &options)
{
    return opened(QFile::encodeName(path), GDAL_OF_RASTER, drivers, options);
}

} // namespace marz::io
