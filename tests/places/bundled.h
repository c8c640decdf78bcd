#pragma once

#include "io/bundled.h"
#include "places/boundaries.h"
#include "places/gazetteer.h"

#include <QFile>

/// The shipped geography, read from the source tree.
namespace marz::test {

inline io::LayerData bundledLayer(const char *name)
{
    return io::readBundledLayer(QStringLiteral(MARZ_SOURCE_DIR "/geodata/") + QLatin1String(name));
}

inline places::Boundaries bundledBoundaries()
{
    const io::LayerData unitLayer = bundledLayer("units.shp"), countryLayer = bundledLayer("countries.shp"),
                        borderLayer = bundledLayer("borders.shp");
    const auto field = [](const io::LayerData &layer, const io::Feature &feature, const char *name) {
        return feature.fields.value(layer.fieldIndex(QLatin1String(name)));
    };
    std::vector<places::Unit> units;
    for (const io::Feature &f : unitLayer.features) {
        units.push_back({field(unitLayer, f, "code"), field(unitLayer, f, "country"),
                         field(unitLayer, f, "name"), field(unitLayer, f, "name_tg"),
                         field(unitLayer, f, "name_ru"), field(unitLayer, f, "name_fa"),
                         field(unitLayer, f, "name_nat"), f.geometry});
    }
    std::vector<places::Country> countries;
    for (const io::Feature &f : countryLayer.features) {
        countries.push_back({field(countryLayer, f, "iso3"), field(countryLayer, f, "name"),
                             field(countryLayer, f, "name_tg"), field(countryLayer, f, "name_ru"),
                             field(countryLayer, f, "name_fa"), field(countryLayer, f, "name_nat"),
                             f.geometry});
    }
    std::vector<places::BorderLine> borders;
    for (const io::Feature &f : borderLayer.features) {
        borders.push_back({field(borderLayer, f, "pair"),
                           field(borderLayer, f, "status") == QLatin1String("disputed"), f.geometry});
    }
    return {std::move(units), std::move(countries), std::move(borders)};
}

inline places::Gazetteer bundledGazetteer()
{
    QFile file(QStringLiteral(MARZ_SOURCE_DIR "/geodata/gazetteer.csv"));
    return file.open(QIODevice::ReadOnly) ? places::Gazetteer::fromCsv(QString::fromUtf8(file.readAll()))
                                          : places::Gazetteer();
}

} // namespace marz::test
