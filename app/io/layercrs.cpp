#include "io/layercrs.h"

#include "base/error.h"

#include <QRegularExpression>

#include <ogr_geometry.h>
#include <ogr_spatialref.h>

namespace marz::io {

using base::Error;
using base::ErrorKind;

namespace {

constexpr double marginDegrees = 5; ///< beyond the area of use that an honest layer may reach

void destroyTransform(void *transform)
{
    OGRCoordinateTransformation::DestroyCT(static_cast<OGRCoordinateTransformation *>(transform));
}

QString crsText(const OGRSpatialReference &crs)
{
    const char *authority = crs.GetAuthorityName(nullptr);
    const char *code = crs.GetAuthorityCode(nullptr);
    if (authority && code)
        return QString::fromUtf8(authority) % u':' % QString::fromUtf8(code);
    return QString::fromUtf8(crs.GetName() ? crs.GetName() : "");
}

Error notACode(const QString &file, const QString &chosen)
{
    return Error(
        ErrorKind::Invalid,
        QStringLiteral("%1: \"%2\" is not a coordinate system that is known.").arg(file, chosen),
        QStringLiteral("Give its EPSG code, such as EPSG:4326 for longitude and latitude or EPSG:32642 "
                       "for UTM zone 42N."));
}

/// The horizontal part of @p crs, longitude or easting first.
OGRSpatialReference flat(const OGRSpatialReference &crs)
{
    OGRSpatialReference out(crs);
    if (out.IsCompound())
        out.StripVertical();
    out.DemoteTo2D(nullptr);
    out.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return out;
}

} // namespace

LayerCrs::LayerCrs(const QString &file, const OGRSpatialReference *own, const QString &chosen)
    : m_isChosen(!chosen.isEmpty()), m_transform(nullptr, destroyTransform)
{
    if (m_isChosen) {
        static const QRegularExpression form(QStringLiteral("^(?:EPSG:)?([0-9]{1,6})$"),
                                             QRegularExpression::CaseInsensitiveOption);
        const QRegularExpressionMatch match = form.match(chosen.trimmed());
        OGRSpatialReference crs;
        if (!match.hasMatch() || crs.importFromEPSG(match.captured(1).toInt()) != OGRERR_NONE || !use(crs))
            throw notACode(file, chosen);
        m_text = QStringLiteral("EPSG:") % match.captured(1);
        return;
    }
    if (!own)
        return;
    const QString name = crsText(*own);
    if (name.startsWith(QLatin1String("Undefined"), Qt::CaseInsensitive)) // GeoPackage's 0 and -1
        return;
    if (use(*own)) {
        m_text = name;
    } else {
        m_doubt =
            QStringLiteral("The coordinate system that the file names (%1) cannot be turned into longitude "
                           "and latitude, so it counts as none.")
                .arg(name.left(80));
    }
}

LayerCrs::~LayerCrs() = default;

bool LayerCrs::use(const OGRSpatialReference &crs)
{
    const OGRSpatialReference from = flat(crs);
    if (!from.IsGeographic() && !from.IsProjected())
        return false;
    OGRSpatialReference wgs84;
    wgs84.importFromEPSG(4326);
    wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    const char *const criteria[] = {"IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES", "CRITERION=EQUIVALENT",
                                    nullptr};
    if (!from.IsSame(&wgs84, criteria) && crsText(from) != QLatin1String("OGC:CRS84")) {
        m_transform.reset(OGRCreateCoordinateTransformation(&from, &wgs84));
        if (!m_transform)
            return false;
        Area area = {};
        if (from.GetAreaOfUse(&area.west, &area.south, &area.east, &area.north, nullptr) &&
            area.west > -999) {
            m_area = Area{area.west - marginDegrees, area.south - marginDegrees, area.east + marginDegrees,
                          area.north + marginDegrees};
        }
    }
    m_reference = std::make_shared<OGRSpatialReference>(from);
    m_isKnown = true;
    return true;
}

bool LayerCrs::toWgs84(OGRGeometry &geometry) const
{
    return !m_transform ||
           geometry.transform(static_cast<OGRCoordinateTransformation *>(m_transform.get())) == OGRERR_NONE;
}

bool LayerCrs::isFar(double lon, double lat) const
{
    if (!m_area)
        return false;
    const bool beside = m_area->west <= m_area->east ? lon < m_area->west || lon > m_area->east
                                                     : lon < m_area->west && lon > m_area->east;
    return beside || lat < m_area->south || lat > m_area->north;
}

} // namespace marz::io
