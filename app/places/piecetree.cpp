#include "places/piecetree.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace marz::places {

namespace {

constexpr double degree = std::numbers::pi / 180;
constexpr double equatorM = 6378137.0;
constexpr double flattening = 1 / 298.257223563;
constexpr double eccentricitySquared = flattening * (2 - flattening);
constexpr double meanRadiusM = 6371008.8;
constexpr std::uint32_t leafSize = 6;

Space difference(const Space &a, const Space &b)
{
    return {a.x - b.x, a.y - b.y, a.z - b.z};
}

double product(const Space &a, const Space &b)
{
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

} // namespace

Space inSpace(geo::LonLat p)
{
    const double sinLat = std::sin(p.lat * degree), cosLat = std::cos(p.lat * degree);
    const double normal = equatorM / std::sqrt(1 - eccentricitySquared * sinLat * sinLat);
    return {normal * cosLat * std::cos(p.lon * degree), normal * cosLat * std::sin(p.lon * degree),
            normal * (1 - eccentricitySquared) * sinLat};
}

double chordM(double geodesicM)
{
    return 2 * meanRadiusM * std::sin(std::min(geodesicM / (2 * meanRadiusM), std::numbers::pi / 2));
}

void PieceTree::add(const geo::Geometry &lines, std::uint32_t owner)
{
    if (lines.kind == geo::GeometryKind::Point) {
        for (const geo::LonLat &p : lines.vertices)
            m_pieces.push_back({inSpace(p), {}, p, p, owner, true, true});
        return;
    }
    for (std::size_t i = 0; i < lines.partCount(); ++i) {
        const std::span<const geo::LonLat> part = lines.part(i);
        const std::size_t first = m_pieces.size();
        for (std::size_t k = 1; k < part.size(); ++k)
            addEdge(part[k - 1], part[k], owner);
        if (m_pieces.size() > first) {
            m_pieces[first].startsLine = true;
            m_pieces.back().endsLine = true;
        }
    }
}

void PieceTree::addEdge(geo::LonLat a, geo::LonLat b, std::uint32_t owner)
{
    const Space across = difference(inSpace(b), inSpace(a));
    const int count = std::max(1, static_cast<int>(std::ceil(std::sqrt(product(across, across)) / m_pieceM)));
    geo::LonLat from = a;
    for (int i = 1; i <= count; ++i) {
        const double t = static_cast<double>(i) / count;
        const geo::LonLat to =
            i == count ? b : geo::LonLat{std::lerp(a.lon, b.lon, t), std::lerp(a.lat, b.lat, t)};
        const Space fromSpace = inSpace(from);
        m_pieces.push_back({fromSpace, difference(inSpace(to), fromSpace), from, to, owner, false, false});
        from = to;
    }
}

void PieceTree::build()
{
    m_nodes.clear();
    if (!m_pieces.empty())
        split(0, static_cast<std::uint32_t>(m_pieces.size()));
    m_pieces.shrink_to_fit();
}

/// A node over pieces [first, last), halved at the median of the longest side.
void PieceTree::split(std::uint32_t first, std::uint32_t last)
{
    const std::size_t at = m_nodes.size();
    Node node;
    node.low.fill(std::numeric_limits<double>::infinity());
    node.high.fill(-std::numeric_limits<double>::infinity());
    for (std::uint32_t i = first; i < last; ++i) {
        const Piece &piece = m_pieces[i];
        const std::array<double, 3> from{piece.from.x, piece.from.y, piece.from.z};
        const std::array<double, 3> along{piece.along.x, piece.along.y, piece.along.z};
        for (std::size_t axis = 0; axis < 3; ++axis) {
            node.low[axis] = std::min(node.low[axis], from[axis] + std::min(along[axis], 0.0));
            node.high[axis] = std::max(node.high[axis], from[axis] + std::max(along[axis], 0.0));
        }
    }
    node.first = first;
    node.last = last;
    m_nodes.push_back(node);
    if (last - first <= leafSize)
        return;
    std::size_t axis = 0;
    for (std::size_t i = 1; i < 3; ++i) {
        if (node.high[i] - node.low[i] > node.high[axis] - node.low[axis])
            axis = i;
    }
    const auto middleOf = [axis](const Piece &piece) {
        const std::array<double, 3> from{piece.from.x, piece.from.y, piece.from.z};
        const std::array<double, 3> along{piece.along.x, piece.along.y, piece.along.z};
        return from[axis] + along[axis] / 2;
    };
    const std::uint32_t half = first + (last - first) / 2;
    std::nth_element(m_pieces.begin() + first, m_pieces.begin() + half, m_pieces.begin() + last,
                     [&](const Piece &a, const Piece &b) { return middleOf(a) < middleOf(b); });
    split(first, half);
    m_nodes[at].second = static_cast<std::uint32_t>(m_nodes.size());
    split(half, last);
}

double PieceTree::squaredDistance(const Piece &piece, const Space &p, double &along)
{
    const Space toP = difference(p, piece.from);
    const double length = product(piece.along, piece.along);
    along = length > 0 ? std::clamp(product(toP, piece.along) / length, 0.0, 1.0) : 0;
    const Space off{toP.x - along * piece.along.x, toP.y - along * piece.along.y,
                    toP.z - along * piece.along.z};
    return product(off, off);
}

PieceTree::Hit PieceTree::nearest(const Space &p, double withinChordM) const
{
    struct Waiting {
        std::uint32_t node;
        double squared;
    };
    std::array<Waiting, maxDepth> stack;
    std::size_t depth = 0;
    if (!m_nodes.empty())
        stack[depth++] = {0, m_nodes[0].squaredDistance(p)};
    double bestSquared = withinChordM * withinChordM, bestAlong = 0;
    const Piece *best = nullptr;
    while (depth > 0) {
        const auto [at, squared] = stack[--depth];
        if (squared > bestSquared)
            continue;
        const Node &node = m_nodes[at];
        if (node.isLeaf()) {
            for (std::uint32_t i = node.first; i < node.last; ++i) {
                double along = 0;
                const double distance = squaredDistance(m_pieces[i], p, along);
                if (distance < bestSquared || (!best && distance <= bestSquared)) {
                    best = &m_pieces[i];
                    bestSquared = distance;
                    bestAlong = along;
                }
            }
            continue;
        }
        Waiting near{at + 1, m_nodes[at + 1].squaredDistance(p)};
        Waiting far{node.second, m_nodes[node.second].squaredDistance(p)};
        if (far.squared < near.squared)
            std::swap(near, far);
        stack[depth++] = far;
        stack[depth++] = near;
    }
    if (!best)
        return {};
    Hit hit{best->owner, bestSquared, {}, false};
    hit.at = {std::lerp(best->a.lon, best->b.lon, bestAlong), std::lerp(best->a.lat, best->b.lat, bestAlong)};
    hit.isLineEnd = (best->startsLine && bestAlong == 0) || (best->endsLine && bestAlong == 1);
    return hit;
}

} // namespace marz::places
