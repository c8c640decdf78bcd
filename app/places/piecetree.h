#pragma once

#include "geo/geometry.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <vector>

namespace marz::places {

/// A point in space, WGS 84 earth-centred earth-fixed, metres.
struct Space {
    double x = 0, y = 0, z = 0;
};
Space inSpace(geo::LonLat p);
/// The length of the straight line in space between points that are @p geodesicM apart on the ellipsoid, and
/// back. On a sphere of the mean radius: right to a millionth within 1,000 km.
double chordM(double geodesicM);

/// Lines and points for "what is nearest" and "is anything within". Lines are cut into pieces, straight in
/// space between two points that lie on the line (straight in longitude and latitude); the pieces hang in a
/// binary tree of boxes. The chord grows with the geodesic, so nearest in space is nearest on the ground.
class PieceTree
{
public:
    /// A piece of 2 km is less than 0.1 m off its line, one of 10 km less than 2 m.
    explicit PieceTree(double pieceM = 2000) : m_pieceM(pieceM) {}
    /// Every part of @p lines as a line (rings too), or every vertex when it is a point geometry, owned by @p
    /// owner.
    void add(const geo::Geometry &lines, std::uint32_t owner);
    /// After the last add(), before the first question.
    void build();
    bool isEmpty() const { return m_pieces.empty(); }

    struct Hit {
        std::uint32_t owner = 0;
        double squaredChord = std::numeric_limits<double>::infinity();
        geo::LonLat at;
        bool isLineEnd = false; ///< the first or last vertex of a line, where it may meet others
    };
    /// The nearest piece; an infinite distance when the tree is empty or all lies beyond @p withinChordM.
    Hit nearest(const Space &p, double withinChordM = std::numeric_limits<double>::infinity()) const;

    /// Calls @p visit(owner) for pieces within @p chord metres of @p p until it returns true; whether it did.
    template <typename Visit>
    bool anyWithin(const Space &p, double chord, Visit &&visit) const
    {
        std::array<std::uint32_t, maxDepth> stack;
        std::size_t depth = 0;
        if (!m_nodes.empty())
            stack[depth++] = 0;
        const double squared = chord * chord;
        while (depth > 0) {
            const std::uint32_t at = stack[--depth];
            const Node &node = m_nodes[at];
            if (node.squaredDistance(p) > squared)
                continue;
            if (node.isLeaf()) {
                for (std::uint32_t i = node.first; i < node.last; ++i) {
                    double along = 0;
                    if (squaredDistance(m_pieces[i], p, along) <= squared && visit(m_pieces[i].owner))
                        return true;
                }
            } else {
                stack[depth++] = node.second;
                stack[depth++] = at + 1;
            }
        }
        return false;
    }

private:
    static constexpr std::size_t maxDepth = 64;

    struct Piece {
        Space from, along; ///< along = to - from
        geo::LonLat a, b;
        std::uint32_t owner = 0;
        bool startsLine = false, endsLine = false;
    };
    struct Node {
        std::array<double, 3> low, high;
        std::uint32_t first = 0, last = 0; ///< pieces of a leaf
        std::uint32_t second = 0;          ///< second child; the first is the next node
        bool isLeaf() const { return second == 0; }
        double squaredDistance(const Space &p) const
        {
            const double dx = std::max({low[0] - p.x, p.x - high[0], 0.0});
            const double dy = std::max({low[1] - p.y, p.y - high[1], 0.0});
            const double dz = std::max({low[2] - p.z, p.z - high[2], 0.0});
            return dx * dx + dy * dy + dz * dz;
        }
    };

    void addEdge(geo::LonLat a, geo::LonLat b, std::uint32_t owner);
    void split(std::uint32_t first, std::uint32_t last);
    static double squaredDistance(const Piece &piece, const Space &p, double &along);

    double m_pieceM;
    std::vector<Piece> m_pieces;
    std::vector<Node> m_nodes;
};

} // namespace marz::places
