#pragma once

#include "places/boundaries.h"

/// Two made-up countries side by side: Westland (WST, 10 to 12 E) with a northern and a southern unit,
/// Eastland (EST, 12 to 14 E) with one, both 40 to 44 N. The border between them bends at 42 N.
namespace marz::test {

inline geo::Geometry ring(std::vector<geo::LonLat> vertices)
{
    geo::Geometry area;
    area.kind = geo::GeometryKind::Polygon;
    area.vertices = std::move(vertices);
    area.vertices.push_back(area.vertices.front());
    area.partEnds = {static_cast<std::uint32_t>(area.vertices.size())};
    area.polygonEnds = {1};
    return area;
}

inline geo::Geometry line(std::vector<geo::LonLat> vertices)
{
    geo::Geometry out;
    out.kind = geo::GeometryKind::Line;
    out.vertices = std::move(vertices);
    out.partEnds = {static_cast<std::uint32_t>(out.vertices.size())};
    return out;
}

inline places::Boundaries twoCountries()
{
    const geo::LonLat south{12, 40}, bend{12.3, 42}, north{12, 44};
    std::vector<places::Unit> units;
    units.push_back(
        {"WS-N", "WST", "North", "Шимол", "Север", {}, {}, ring({{10, 42}, bend, north, {10, 44}})});
    units.push_back({"WS-S", "WST", "South", {}, {}, "جنوب", {}, ring({{10, 40}, south, bend, {10, 42}})});
    units.push_back({"ES-A", "EST", "North", {}, {}, {}, {}, ring({south, {14, 40}, {14, 44}, north, bend})});
    std::vector<places::Country> countries;
    countries.push_back(
        {"WST", "Westland", {}, {}, {}, {}, ring({{10, 40}, south, bend, north, {10, 44}, {10, 42}})});
    countries.push_back({"EST", "Eastland", {}, {}, {}, {}, ring({south, {14, 40}, {14, 44}, north, bend})});
    std::vector<places::BorderLine> borders;
    borders.push_back({"EST-WST", false, line({south, bend, north})});
    return {std::move(units), std::move(countries), std::move(borders)};
}

} // namespace marz::test
