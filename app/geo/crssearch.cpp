#include "geo/crssearch.h"

#include "base/error.h"

#include <QStringList>

#include <proj.h>

#include <algorithm>
#include <memory>

namespace marz::geo {

namespace {

struct ContextDeleter {
    void operator()(PJ_CONTEXT *context) const { proj_context_destroy(context); }
};
struct ListDeleter {
    void operator()(PROJ_CRS_INFO **list) const { proj_crs_info_list_destroy(list); }
};
struct ParametersDeleter {
    void operator()(PROJ_CRS_LIST_PARAMETERS *p) const { proj_get_crs_list_parameters_destroy(p); }
};

std::vector<CrsListing> readRegister()
{
    const std::unique_ptr<PJ_CONTEXT, ContextDeleter> context(proj_context_create());
    proj_log_level(context.get(), PJ_LOG_NONE);
    const std::unique_ptr<PROJ_CRS_LIST_PARAMETERS, ParametersDeleter> wanted(
        proj_get_crs_list_parameters_create());
    const PJ_TYPE projectedOnly = PJ_TYPE_PROJECTED_CRS;
    wanted->types = &projectedOnly;
    wanted->typesCount = 1;
    wanted->allow_deprecated = 0;
    int count = 0;
    const std::unique_ptr<PROJ_CRS_INFO *, ListDeleter> found(
        proj_get_crs_info_list_from_database(context.get(), "EPSG", wanted.get(), &count));
    if (!found || count == 0)
        throw base::Error(base::ErrorKind::Failed, QStringLiteral("The CRS database of PROJ was not found."),
                          QStringLiteral("Install PROJ's data (proj.db) again."));
    std::vector<CrsListing> all;
    all.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        const PROJ_CRS_INFO &info = *found.get()[i];
        CrsListing one;
        one.epsg = QByteArray(info.code).toInt();
        one.name = QString::fromUtf8(info.name);
        one.areaName = QString::fromUtf8(info.area_name);
        one.areaOfUse = {-180, -90, 180, 90};
        if (info.bbox_valid) {
            one.areaOfUse = {info.west_lon_degree, info.south_lat_degree, info.east_lon_degree,
                             info.north_lat_degree};
            if (one.areaOfUse.west > one.areaOfUse.east) {
                one.areaOfUse.west = -180;
                one.areaOfUse.east = 180;
            }
        }
        all.push_back(std::move(one));
    }
    return all;
}

double sizeOf(const GeoBox &box)
{
    return (box.east - box.west) * (box.north - box.south);
}

} // namespace

std::vector<CrsListing> searchCrs(const QString &text, LonLat place, std::size_t most)
{
    static const std::vector<CrsListing> all = readRegister();
    QString plain = text.trimmed();
    if (plain.startsWith(QLatin1String("epsg:"), Qt::CaseInsensitive))
        plain = plain.mid(5).trimmed();
    const QStringList words = plain.split(u' ', Qt::SkipEmptyParts);
    std::vector<CrsListing> found;
    for (const CrsListing &one : all) {
        const QString code = QString::number(one.epsg);
        const bool fits = std::ranges::all_of(words, [&](const QString &word) {
            return one.name.contains(word, Qt::CaseInsensitive) ||
                   one.areaName.contains(word, Qt::CaseInsensitive) || code.startsWith(word);
        });
        if (!fits)
            continue;
        found.push_back(one);
        found.back().holdsPlace = one.areaOfUse.contains(place);
    }
    const auto order = [&](const CrsListing &a, const CrsListing &b) {
        const bool isA = QString::number(a.epsg) == plain;
        const bool isB = QString::number(b.epsg) == plain;
        if (isA != isB)
            return isA;
        const bool isPhraseA = a.name.contains(plain, Qt::CaseInsensitive);
        const bool isPhraseB = b.name.contains(plain, Qt::CaseInsensitive);
        if (isPhraseA != isPhraseB)
            return isPhraseA;
        if (a.holdsPlace != b.holdsPlace)
            return a.holdsPlace;
        const double sizeA = sizeOf(a.areaOfUse);
        const double sizeB = sizeOf(b.areaOfUse);
        return sizeA != sizeB ? sizeA < sizeB : a.epsg < b.epsg;
    };
    std::ranges::sort(found, order);
    if (found.size() > most)
        found.resize(most);
    return found;
}

} // namespace marz::geo
