#include "index/picker.h"

#include "index/cellgrid.h"

#include <algorithm>

namespace marz::index {

void eachInBox(const IncidentIndex &index, const Mask &mask, const geo::MapBox &box,
               const std::function<void(Row)> &each)
{
    index.cellGrid().eachCandidate(box, [&](Row row) {
        if (mask.matches(row) && box.contains(index.mercator(row)))
            each(row);
    });
}

std::vector<Row> rowsNear(const IncidentIndex &index, const Mask &mask, geo::MapPoint at, double radius)
{
    struct Hit {
        double squared;
        Row row;
    };
    std::vector<Hit> hits;
    const geo::MapBox box{at.x - radius, at.y - radius, at.x + radius, at.y + radius};
    index.cellGrid().eachCandidate(box, [&](Row row) {
        if (!mask.matches(row))
            return;
        const geo::MapPoint p = index.mercator(row);
        const double squared = (p.x - at.x) * (p.x - at.x) + (p.y - at.y) * (p.y - at.y);
        if (squared <= radius * radius)
            hits.push_back({squared, row});
    });
    std::sort(hits.begin(), hits.end(), [](const Hit &a, const Hit &b) {
        return a.squared != b.squared ? a.squared < b.squared : a.row < b.row;
    });
    std::vector<Row> rows;
    rows.reserve(hits.size());
    for (const Hit &hit : hits)
        rows.push_back(hit.row);
    return rows;
}

} // namespace marz::index
