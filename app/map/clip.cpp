#include "map/clip.h"

#include <algorithm>
#include <array>

namespace marz::map {

namespace {

enum class Side { Left, Right, Top, Bottom };

bool isInside(const QPointF &p, const QRectF &frame, Side side)
{
    switch (side) {
    case Side::Left:
        return p.x() >= frame.left();
    case Side::Right:
        return p.x() <= frame.right();
    case Side::Top:
        return p.y() >= frame.top();
    case Side::Bottom:
        return p.y() <= frame.bottom();
    }
    return true;
}

QPointF crossing(const QPointF &a, const QPointF &b, const QRectF &frame, Side side)
{
    if (side == Side::Left || side == Side::Right) {
        const double x = side == Side::Left ? frame.left() : frame.right();
        return {x, a.y() + (b.y() - a.y()) * (x - a.x()) / (b.x() - a.x())};
    }
    const double y = side == Side::Top ? frame.top() : frame.bottom();
    return {a.x() + (b.x() - a.x()) * (y - a.y()) / (b.y() - a.y()), y};
}

/// Narrows [from, to] of a segment to where p * t <= q holds; false when nothing is left.
bool narrow(double p, double q, double &from, double &to)
{
    if (p == 0)
        return q >= 0;
    const double t = q / p;
    if (p < 0)
        from = std::max(from, t);
    else
        to = std::min(to, t);
    return from <= to;
}

} // namespace

void clipRing(std::vector<QPointF> &ring, const QRectF &frame)
{
    std::vector<QPointF> out;
    for (const Side side : {Side::Left, Side::Right, Side::Top, Side::Bottom}) {
        if (ring.empty())
            return;
        if (std::all_of(ring.begin(), ring.end(), [&](const QPointF &p) { return isInside(p, frame, side); }))
            continue;
        out.clear();
        QPointF previous = ring.back();
        bool wasInside = isInside(previous, frame, side);
        for (const QPointF &p : ring) {
            const bool inside = isInside(p, frame, side);
            if (inside != wasInside)
                out.push_back(crossing(previous, p, frame, side));
            if (inside)
                out.push_back(p);
            previous = p;
            wasInside = inside;
        }
        ring.swap(out);
    }
    if (ring.size() < 3)
        ring.clear();
}

void clipLine(std::span<const QPointF> line, const QRectF &frame, std::vector<QPolygonF> &pieces)
{
    QPolygonF piece;
    const auto finish = [&] {
        if (piece.size() > 1)
            pieces.push_back(piece);
        piece.clear();
    };
    for (std::size_t i = 1; i < line.size(); ++i) {
        const QPointF a = line[i - 1];
        const QPointF d = line[i] - a;
        double from = 0;
        double to = 1;
        const bool isVisible = narrow(-d.x(), a.x() - frame.left(), from, to) &&
                               narrow(d.x(), frame.right() - a.x(), from, to) &&
                               narrow(-d.y(), a.y() - frame.top(), from, to) &&
                               narrow(d.y(), frame.bottom() - a.y(), from, to);
        if (!isVisible) {
            finish();
            continue;
        }
        if (from > 0)
            finish();
        if (piece.isEmpty())
            piece.append(a + from * d);
        piece.append(to < 1 ? a + to * d : line[i]);
        if (to < 1)
            finish();
    }
    finish();
}

} // namespace marz::map
