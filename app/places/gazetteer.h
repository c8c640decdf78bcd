#pragma once

#include "geo/lonlat.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace marz::places {

/// A named place of the gazetteer.
struct Place {
    QString id;
    QString name;
    QString kind; ///< district, town, village, crossing, ...
    geo::LonLat position;
    double radiusM = 0; ///< Darwin Core coordinateUncertaintyInMeters
    QString country;    ///< alpha-3
    QString admin1Code; ///< ISO 3166-2
    QString admin2;
    QStringList aliases;
    QString source;
};

/// A place that a name may mean.
struct PlaceMatch {
    const Place *place = nullptr; ///< owned by the gazetteer
    QString matched;              ///< the name or alias that matched
    double score = 0; ///< 1 = same letters, 0.9 = same folded, 0.8 = same skeleton, less = prefix or near
};

/// The shipped places with every spelling, found by any of them. Immutable after loading; safe to share.
class Gazetteer
{
public:
    Gazetteer() = default;
    /// @p csv as geodata/gazetteer.csv
    /// (id,name,kind,lon,lat,radius_m,country,admin1_code,admin2,aliases,source). Throws base::Error(Invalid)
    /// naming the row.
    static Gazetteer fromCsv(const QString &csv);

    const std::vector<Place> &places() const;
    const Place *byId(const QString &id) const;
    /// Best first, at most @p limit. A town comes before the district or province of the same name.
    std::vector<PlaceMatch> find(const QString &name, int limit = 10) const;
    /// The nearest place of any kind but provinces and countries, within @p withinM metres.
    const Place *nearest(geo::LonLat p, double withinM) const;
    /// Every district row.
    std::vector<const Place *> districts() const;

private:
    struct Impl;
    std::shared_ptr<const Impl> m_impl;
};

} // namespace marz::places
