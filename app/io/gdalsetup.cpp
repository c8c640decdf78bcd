#include "io/gdalsetup.h"

#include <QFile>

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
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

void registerOnce()
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
    };
    for (const auto &[name, value] : settings)
        CPLSetConfigOption(name, value);
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

} // namespace

void setUpGdal()
{
    static std::once_flag once;
    std::call_once(once, registerOnce);
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

DatasetPtr openVector(const QString &path, const QStringList &drivers, const QStringList &options)
{
    CPLStringList allowed;
    for (const QString &driver : drivers)
        allowed.AddString(driver.toUtf8().constData());
    CPLStringList open;
    for (const QString &option : options)
        open.AddString(option.toUtf8().constData());
    const unsigned flags = GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR;
    return DatasetPtr(
        GDALDataset::Open(QFile::encodeName(path).constData(), flags, allowed.List(), open.List(), nullptr));
}

} // namespace marz::io
