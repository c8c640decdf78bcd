#include "map/areahit.h"

namespace marz::map {

bool holds(const geo::Geometry &area, geo::LonLat p)
{
    bool isInside = false;
    for (std::size_t i = 0; i < area.partCount(); ++i) {
        const auto ring = area.part(i);
        for (std::size_t a = 0, b = ring.size() - 1; a < ring.size(); b = a++) {
            if ((ring[a].lat > p.lat) == (ring[b].lat > p.lat))
                continue;
            const double t = (p.lat - ring[a].lat) / (ring[b].lat - ring[a].lat);
            if (p.lon < ring[a].lon + t * (ring[b].lon - ring[a].lon))
                isInside = !isInside;
        }
    }
    return isInside;
}

} // namespace marz::map
