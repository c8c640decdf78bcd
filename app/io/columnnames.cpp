#include "io/cells.h"
#include "io/tableimport.h"

#include <QSet>

namespace marz::io {

namespace {

struct FieldNames {
    const char *field;
    const char *names; ///< usual column names in bare form, best first
};

/// From the exports of ACLED, UCDP, GTD, GDELT, NASA, our own, and what people call their columns.
constexpr FieldNames fieldNames[] = {
    {"native_id",
     "eventidcnty eventid eventcode incidentid nativeid uid recordid id key globaleventid objectid code"},
    {"title", "title headline eventtitle name incident subject"},
    {"summary", "summary description eventdescription narrative details desc whathappened"},
    {"date_start",
     "datestart startdate eventdate incidentdate dateofincident dateoccurred date sqldate start day when"},
    {"date_end", "dateend enddate end lastdate dateto"},
    {"date_precision", "dateprecision dateprec timeprecision"},
    {"time", "time eventtime timeofday hour"},
    {"event_type",
     "eventtype incidenttype eventcategory type category kind hazardtype typeofviolence attacktype1txt"},
    {"sub_type", "subeventtype subtype eventsubtype landslidetype"},
    {"lat", "latitude lat y ycoord latdd actiongeolat decimallatitude"},
    {"lon", "longitude lon lng long x xcoord londd actiongeolong decimallongitude"},
    {"place", "place placename locationname location wherecoordinates nearestplaces locality settlement "
              "village town city site"},
    {"place_precision",
     "placeprecision locationprecision geoprecision whereprec locationaccuracy specificity"},
    {"place_radius_m", "placeradiusm radiusm coordinateuncertaintyinmeters"},
    {"country", "country countryname admin0 adm0 countrytxt countrycode iso3 iso"},
    {"admin1", "admin1 adm1 adminname1 admin1name province provstate oblast viloyat state"},
    {"admin2", "admin2 adm2 adminname2 admin2name district rayon raion nohiya county"},
    {"killed", "killed killedbest numkilled nkilled nkill deaths dead deathtoll fatalities fatality"},
    {"killed_low", "killedlow killedmin deathslow"},
    {"killed_high", "killedhigh killedmax deathshigh"},
    {"injured", "injured injuredbest wounded injuries numinjured nwound"},
    {"injured_low", "injuredlow injuredmin woundedlow"},
    {"injured_high", "injuredhigh injuredmax woundedhigh"},
    {"casualty_breakdown", "casualtybreakdown casualties"},
    {"items", "weaponsseized itemsseized seized"},
    {"actors", "actors actor gname"},
    {"source_publisher",
     "sourcepublisher sourcepublishers sourcenames sourcename publisher source outlet sourceoffice"},
    {"source_url", "sourceurl sourceurls sourcelink url link links"},
    {"notes", "notes note comments comment remarks"},
    {"reported_at", "reportedat datereported reporteddate reportdate reported sourcedate dateadded"},
};

} // namespace

ImportMapping guessMapping(const TableData &table)
{
    QMap<QString, QString> byName; // bare name -> column
    for (const QString &column : table.columns) {
        const QString bare = bareName(column);
        if (!byName.contains(bare))
            byName.insert(bare, column);
    }
    const auto has = [&](const char *bare) { return byName.contains(QLatin1String(bare)); };
    ImportMapping mapping;
    QSet<QString> used;
    const auto take = [&](const char *field, const QString &bare) {
        const QString column = byName.value(bare);
        if (column.isEmpty() || used.contains(column) || mapping.columns.contains(QLatin1String(field)))
            return;
        mapping.columns.insert(QLatin1String(field), column);
        used.insert(column);
    };
    const auto takeActors = [&](const char *first, const char *second) {
        QStringList columns;
        for (const char *bare : {first, second}) {
            if (has(bare))
                columns.append(byName.value(QLatin1String(bare)));
        }
        mapping.columns.insert(QStringLiteral("actors"), columns.join(u';'));
        used.unite(QSet<QString>(columns.begin(), columns.end()));
    };
    if (has("eventidcnty")) { // ACLED
        take("summary", QStringLiteral("notes"));
        take("killed_low", QStringLiteral("fatalities"));
        takeActors("actor1", "actor2");
        mapping.isZeroUnknown = true;
    } else if (has("whereprec") && has("best") && has("low") && has("high")) { // UCDP GED
        take("killed", QStringLiteral("best"));
        take("killed_low", QStringLiteral("low"));
        take("killed_high", QStringLiteral("high"));
        take("title", QStringLiteral("sourceheadline"));
        takeActors("sidea", "sideb");
    }
    for (const FieldNames &entry : fieldNames) {
        for (const QString &bare : QString::fromLatin1(entry.names).split(u' '))
            take(entry.field, bare);
    }
    if (!mapping.columns.contains(QStringLiteral("lat")) ||
        !mapping.columns.contains(QStringLiteral("lon"))) {
        for (const char *bare :
             {"coordinates", "coordinate", "geolocation", "latlon", "latlong", "mgrs", "geomwkt", "wkt"}) {
            if (!has(bare))
                continue;
            mapping.columns.insert(QStringLiteral("lat"), byName.value(QLatin1String(bare)));
            mapping.columns.insert(QStringLiteral("lon"), byName.value(QLatin1String(bare)));
            break;
        }
    }
    if (!mapping.columns.contains(QStringLiteral("admin1")) && !has("whereprec") && !has("eventidcnty"))
        take("admin1", QStringLiteral("region"));
    return mapping;
}

} // namespace marz::io
