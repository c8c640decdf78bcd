#include "session/crsguess.h"

#include "base/error.h"
#include "geo/crs.h"
#include "session/geodata.h"

#include <cmath>

namespace marz::session {

namespace {

QString degrees(double value, char positive, char negative)
{
    return QStringLiteral("%1 %2")
        .arg(std::abs(value), 0, 'f', 2)
        .arg(QLatin1Char(value < 0 ? negative : positive));
}

QString nameOf(const QString &code)
{
    try {
        return geo::Crs::fromEpsg(code.section(u':', 1).toInt()).name();
    } catch (const base::Error &) {
        return {};
    }
}

} // namespace

std::vector<CrsCandidate> crsCandidates(const QString &last)
{
    // EPSG: UTM of WGS 84, Web Mercator, Gauss-Krueger of Pulkovo 1942 with the zone in the easting and
    // without.
    static const QStringList usual{QStringLiteral("EPSG:32642"), QStringLiteral("EPSG:32643"),
                                   QStringLiteral("EPSG:32641"), QStringLiteral("EPSG:3857"),
                                   QStringLiteral("EPSG:28412"), QStringLiteral("EPSG:28413"),
                                   QStringLiteral("EPSG:28411"), QStringLiteral("EPSG:2502"),
                                   QStringLiteral("EPSG:2503"),  QStringLiteral("EPSG:2501")};
    QStringList codes = usual;
    if (!last.isEmpty()) {
        codes.removeAll(last);
        codes.prepend(last);
    }
    std::vector<CrsCandidate> candidates;
    for (const QString &code : codes)
        candidates.push_back({code, nameOf(code)});
    return candidates;
}

Landing landingOf(const QString &code, const geo::MapBox &raw, const Geodata *geodata)
{
    Landing landing;
    if (raw.isEmpty()) {
        landing.text = QStringLiteral("The layer has no coordinates to try.");
        return landing;
    }
    try {
        bool isNumber = false;
        const int epsg = code.section(u':', -1).trimmed().toInt(&isNumber);
        if (!isNumber)
            throw base::Error(base::ErrorKind::Invalid,
                              QStringLiteral("\"%1\" is not an EPSG code.").arg(code),
                              QStringLiteral("It is a number, such as EPSG:32642."));
        const geo::Crs crs = geo::Crs::fromEpsg(epsg);
        for (const geo::MapPoint &corner :
             {geo::MapPoint{raw.left, raw.bottom}, geo::MapPoint{raw.right, raw.bottom},
              geo::MapPoint{raw.left, raw.top}, geo::MapPoint{raw.right, raw.top}}) {
            const geo::LonLat p = crs.toLonLat(corner);
            if (!geo::isValid(p)) {
                landing.extent = {};
                break;
            }
            landing.extent.include(p);
        }
    } catch (const base::Error &error) {
        landing.text = error.message();
        return landing;
    }
    const geo::GeoBox &box = landing.extent;
    if (box.isEmpty()) {
        landing.text = QStringLiteral("The layer would lie outside of where this system is defined.");
        return landing;
    }
    const geo::LonLat middle{(box.west + box.east) / 2, (box.south + box.north) / 2};
    QString where = QStringLiteral("outside the countries of the map");
    if (geodata) {
        const places::AdminAnswer answer = geodata->boundaries.at(middle);
        const places::Country *country = geodata->boundaries.country(answer.country);
        landing.isLikely = country != nullptr;
        if (country && !answer.admin1.isEmpty())
            where = QStringLiteral("%1, %2").arg(answer.admin1, country->name);
        else if (country)
            where = country->name;
    }
    landing.text = QStringLiteral("From %1, %2 to %3, %4; its middle in: %5.")
                       .arg(degrees(box.south, 'N', 'S'), degrees(box.west, 'E', 'W'),
                            degrees(box.north, 'N', 'S'), degrees(box.east, 'E', 'W'), where);
    return landing;
}

} // namespace marz::session
