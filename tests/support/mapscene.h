#pragma once

#include "map/scene.h"

#include <cmath>
#include <random>

/// A small made-up world for tests of the map: two countries, four units, a river, a lake, towns.
namespace marz::test {

inline std::vector<geo::LonLat> wavyEdge(double lon, double south, double north)
{
    std::vector<geo::LonLat> edge;
    constexpr int steps = 200;
    for (int i = 0; i <= steps; ++i) {
        const double lat = south + (north - south) * i / steps;
        edge.push_back({lon + 0.05 * std::sin(i * 0.37) + 0.02 * std::sin(i * 1.9), lat});
    }
    return edge;
}

/// A unit between two wavy edges; neighbours share the edge vertex by vertex.
inline geo::Geometry stripe(double west, double east, double south, double north)
{
    std::vector<geo::LonLat> ring = wavyEdge(west, south, north);
    const std::vector<geo::LonLat> other = wavyEdge(east, south, north);
    ring.insert(ring.end(), other.rbegin(), other.rend());
    return geo::polygonGeometry(std::move(ring));
}

inline map::ReferenceLayer layerOf(map::LayerRole role, std::vector<map::LayerFeature> features)
{
    map::ReferenceLayer layer;
    layer.id = QStringLiteral("layer%1").arg(static_cast<int>(role));
    layer.name = layer.id;
    layer.role = role;
    layer.content = std::make_shared<const map::LayerContent>(map::LayerContent{std::move(features)});
    return layer;
}

inline std::vector<map::LayerFeature> towns(int count, unsigned seed)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> lon(67, 73);
    std::uniform_real_distribution<double> lat(36, 39);
    const QStringList names{QStringLiteral("Khorog"), QStringLiteral("Хоруғ"),
                            QStringLiteral("خاروغ"),  QStringLiteral("Shamsiddin Shohin"),
                            QStringLiteral("Panj"),   QStringLiteral("فیض‌آباد")};
    std::vector<map::LayerFeature> features;
    for (int i = 0; i < count; ++i) {
        map::LayerFeature town;
        town.geometry = geo::pointGeometry({lon(random), lat(random)});
        town.label = names[i % names.size()];
        town.rank = i % 5;
        town.isMuted = i % 3 == 0;
        town.key = QString::number(i);
        features.push_back(town);
    }
    return features;
}

inline map::Scene smallWorld(int townCount = 300, unsigned seed = 1)
{
    using map::LayerRole;
    map::Scene scene;
    scene.layers.push_back(layerOf(
        LayerRole::Land,
        {{stripe(67, 70, 36, 39), QStringLiteral("Tajikistan"), 0, false, false, QStringLiteral("TJK")},
         {stripe(70, 73, 36, 39), QStringLiteral("China"), 0, true, false, QStringLiteral("CHN")}}));
    scene.layers.push_back(
        layerOf(LayerRole::Lakes,
                {{stripe(71.5, 71.9, 36.8, 37.2), QStringLiteral("Karakul"), 0, false, false, {}}}));
    std::vector<geo::LonLat> river;
    for (int i = 0; i <= 300; ++i)
        river.push_back({67.2 + i * 0.018, 37.5 + 0.4 * std::sin(i * 0.03)});
    scene.layers.push_back(layerOf(
        LayerRole::Rivers, {{geo::lineGeometry(river), QStringLiteral("Panj"), 1, false, false, {}}}));
    std::vector<map::LayerFeature> units;
    const char *codes[] = {"TJ-KT", "TJ-GB", "CN-65", "CN-63"};
    for (int i = 0; i < 4; ++i)
        units.push_back({stripe(67 + 1.5 * i, 68.5 + 1.5 * i, 36, 39), QStringLiteral("Unit %1").arg(i), 0,
                         i > 1, false, QLatin1String(codes[i])});
    scene.layers.push_back(layerOf(LayerRole::Units, std::move(units)));
    scene.layers.push_back(
        layerOf(LayerRole::Borders, {{geo::lineGeometry(wavyEdge(70, 36, 37.5)), {}, 0, false, false, {}},
                                     {geo::lineGeometry(wavyEdge(70, 37.5, 39)), {}, 0, false, true, {}}}));
    scene.layers.push_back(layerOf(LayerRole::Places, towns(townCount, seed)));
    return scene;
}

inline incident::Facts factAt(qint64 fid, double lon, double lat,
                              incident::PlacePrecision precision = incident::PlacePrecision::Near)
{
    incident::Facts facts;
    facts.fid = fid;
    facts.dayStart = facts.dayEnd = static_cast<qint32>(2460000 + fid % 1000);
    facts.startMs = facts.endMs = (*facts.dayStart - 2440588) * 86'400'000LL;
    facts.timePrecision = incident::TimePrecision::Day;
    facts.point = geo::LonLat{lon, lat};
    facts.placePrecision = precision;
    facts.radiusM = 5000;
    facts.country = QStringLiteral("TJK");
    facts.admin1Code = QStringLiteral("TJ-KT");
    const auto &types = incident::Vocabulary::shipped().types();
    facts.eventType = types[static_cast<std::size_t>(fid) % types.size()].code;
    facts.verification = static_cast<incident::Verification>(fid % 6);
    return facts;
}

inline std::vector<incident::Facts> scattered(std::size_t count, unsigned seed)
{
    using incident::PlacePrecision;
    std::mt19937 random(seed);
    std::normal_distribution<double> lon(70, 0.8);
    std::normal_distribution<double> lat(37.5, 0.5);
    std::vector<incident::Facts> facts;
    for (std::size_t i = 0; i < count; ++i) {
        const auto precision = static_cast<PlacePrecision>(random() % 3);
        facts.push_back(factAt(static_cast<qint64>(i) + 1, lon(random), lat(random), precision));
        if (i % 7 == 1) // co-located
            facts.back().point = facts[i - 1].point;
    }
    return facts;
}

inline void putIncidents(map::Scene &scene, std::vector<incident::Facts> facts,
                         incident::Match match = incident::Match::Certain)
{
    scene.incidents.mask = std::make_shared<const index::Mask>(facts.size(), match);
    scene.incidents.index = index::IncidentIndex::build(std::move(facts), incident::Vocabulary::shipped());
}

} // namespace marz::test
