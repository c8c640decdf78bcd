#include "session/geodata.h"

#include "base/error.h"
#include "io/bundled.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <mutex>

namespace marz::session {

namespace {

const QStringList focusCountries{QStringLiteral("TJK"), QStringLiteral("AFG")};

io::LayerData bundled(const QString &folder, const char *name)
{
    return io::readBundledLayer(QDir(folder).filePath(QLatin1String(name)));
}

/// The value of a field by name; empty when the layer lacks it.
QString field(const io::LayerData &layer, const io::Feature &feature, const char *name)
{
    const int at = layer.fieldIndex(QLatin1String(name));
    return at < 0 || at >= feature.fields.size() ? QString() : feature.fields[at];
}

map::ReferenceLayer referenceLayer(const char *id, const char *name, map::LayerRole role,
                                   std::vector<map::LayerFeature> features)
{
    map::ReferenceLayer layer;
    layer.id = QLatin1String(id);
    layer.name = QLatin1String(name);
    layer.role = role;
    layer.content = std::make_shared<const map::LayerContent>(map::LayerContent{std::move(features)});
    return layer;
}

/// Label priority of a gazetteer kind: 0 first; negative = not drawn as a place.
int placeRank(const QString &kind)
{
    static const QHash<QString, int> ranks{{QStringLiteral("town"), 1},    {QStringLiteral("crossing"), 2},
                                           {QStringLiteral("village"), 4}, {QStringLiteral("border_post"), 4},
                                           {QStringLiteral("bridge"), 3},  {QStringLiteral("pass"), 5},
                                           {QStringLiteral("site"), 5}};
    return ranks.value(kind, -1);
}

std::vector<map::LayerFeature> placeFeatures(const places::Gazetteer &gazetteer)
{
    std::vector<map::LayerFeature> features;
    for (const places::Place &place : gazetteer.places()) {
        const int rank = placeRank(place.kind);
        if (rank < 0)
            continue;
        map::LayerFeature feature;
        feature.geometry = geo::pointGeometry(place.position);
        feature.label = place.name;
        feature.rank = rank;
        feature.isMuted = place.kind != QLatin1String("town");
        feature.key = place.id;
        features.push_back(std::move(feature));
    }
    return features;
}

std::vector<map::LayerFeature> lineFeatures(const io::LayerData &layer)
{
    std::vector<map::LayerFeature> features;
    for (const io::Feature &source : layer.features) {
        map::LayerFeature feature;
        feature.geometry = source.geometry;
        feature.label = field(layer, source, "name");
        feature.rank = field(layer, source, "rank").toInt();
        features.push_back(std::move(feature));
    }
    return features;
}

places::Boundaries readBoundaries(const QString &folder)
{
    std::vector<places::Unit> units;
    const io::LayerData unitLayer = bundled(folder, "units.shp");
    for (const io::Feature &f : unitLayer.features) {
        units.push_back({field(unitLayer, f, "code"), field(unitLayer, f, "country"),
                         field(unitLayer, f, "name"), field(unitLayer, f, "name_tg"),
                         field(unitLayer, f, "name_ru"), field(unitLayer, f, "name_fa"),
                         field(unitLayer, f, "name_nat"), f.geometry});
    }
    std::vector<places::Country> countries;
    const io::LayerData countryLayer = bundled(folder, "countries.shp");
    for (const io::Feature &f : countryLayer.features) {
        countries.push_back({field(countryLayer, f, "iso3"), field(countryLayer, f, "name"),
                             field(countryLayer, f, "name_tg"), field(countryLayer, f, "name_ru"),
                             field(countryLayer, f, "name_fa"), field(countryLayer, f, "name_nat"),
                             f.geometry});
    }
    std::vector<places::BorderLine> borders;
    const io::LayerData borderLayer = bundled(folder, "borders.shp");
    for (const io::Feature &f : borderLayer.features) {
        borders.push_back({field(borderLayer, f, "pair"),
                           field(borderLayer, f, "status") == QLatin1String("disputed"), f.geometry});
    }
    return {std::move(units), std::move(countries), std::move(borders)};
}

std::vector<map::ReferenceLayer> referenceLayers(const places::Boundaries &boundaries, const QString &folder,
                                                 const places::Gazetteer &gazetteer)
{
    std::vector<map::LayerFeature> land, units, borders;
    for (const places::Country &country : boundaries.countries())
        land.push_back(
            {country.area, country.name, 0, !focusCountries.contains(country.iso3), false, country.iso3});
    for (const places::Unit &unit : boundaries.units())
        units.push_back({unit.area, unit.name, 0, !focusCountries.contains(unit.country), false, unit.code});
    for (const places::BorderLine &border : boundaries.borders())
        borders.push_back({border.line, {}, 0, false, border.isDisputed, border.pair});

    std::vector<map::ReferenceLayer> layers;
    layers.push_back(referenceLayer("land", "Countries", map::LayerRole::Land, std::move(land)));
    layers.push_back(
        referenceLayer("lakes", "Lakes", map::LayerRole::Lakes, lineFeatures(bundled(folder, "lakes.shp"))));
    layers.push_back(referenceLayer("rivers", "Rivers", map::LayerRole::Rivers,
                                    lineFeatures(bundled(folder, "rivers.shp"))));
    layers.push_back(referenceLayer("units", "Regions", map::LayerRole::Units, std::move(units)));
    layers.push_back(referenceLayer("borders", "Borders", map::LayerRole::Borders, std::move(borders)));
    layers.push_back(referenceLayer("places", "Places", map::LayerRole::Places, placeFeatures(gazetteer)));
    return layers;
}

} // namespace

QString geodataFolder()
{
    const QString besideProgram =
        QCoreApplication::applicationDirPath() + QStringLiteral("/../share/marz/geodata");
    const QStringList candidates{qEnvironmentVariable("MARZ_GEODATA"), besideProgram,
                                 QStringLiteral(MARZ_SOURCE_GEODATA)};
    for (const QString &folder : candidates) {
        if (!folder.isEmpty() && QFile::exists(folder + QStringLiteral("/units.shp")))
            return QDir(folder).absolutePath();
    }
    throw base::Error(base::ErrorKind::NotFound, QStringLiteral("The map data (units.shp) was not found."),
                      QStringLiteral("Reinstall Marz, or set MARZ_GEODATA to the folder that holds it."));
}

std::shared_ptr<const Geodata> loadGeodata(const QString &folder)
{
    const QString path = folder + QStringLiteral("/gazetteer.csv");
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw base::Error(base::ErrorKind::NotFound,
                          QStringLiteral("The gazetteer %1 cannot be read.").arg(path),
                          QStringLiteral("Reinstall Marz."));
    auto geodata = std::make_shared<Geodata>();
    geodata->gazetteer = places::Gazetteer::fromCsv(QString::fromUtf8(file.readAll()));
    geodata->boundaries = readBoundaries(folder);
    geodata->layers = referenceLayers(geodata->boundaries, folder, geodata->gazetteer);
    return geodata;
}

std::shared_ptr<const Geodata> sharedGeodata()
{
    static std::once_flag once;
    static std::shared_ptr<const Geodata> shared;
    std::call_once(once, [] { shared = loadGeodata(geodataFolder()); });
    return shared;
}

} // namespace marz::session
