#include "map/linework.h"

#include <cmath>

namespace marz::map {

namespace {

/// Lays out the dashes of one line.
class Dasher
{
public:
    Dasher(const QRectF &frame, double onPx, double offPx, QPainterPath &path)
        : m_frame(frame), m_on(onPx), m_period(onPx + offPx), m_path(path)
    {
    }

    void add(QPointF a, QPointF b)
    {
        const double length = std::hypot(b.x() - a.x(), b.y() - a.y());
        if (length <= 0)
            return;
        if (QRectF(a, b).normalized().adjusted(-1, -1, 1, 1).intersects(m_frame))
            cut(a, b, length);
        else
            m_isOpen = false;
        m_at = std::fmod(m_at + length, m_period);
    }

private:
    /// Only the stretch near the frame: a line at a close scale is millions of pixels long.
    void cut(QPointF a, QPointF b, double length)
    {
        const QPointF step = (b - a) / length;
        const QPointF middle = m_frame.center();
        const double nearest =
            std::clamp((middle.x() - a.x()) * step.x() + (middle.y() - a.y()) * step.y(), 0.0, length);
        const double reach = std::hypot(m_frame.width(), m_frame.height());
        double from = std::max(0.0, nearest - reach);
        if (from > 0) {
            from = std::max(0.0, std::floor((from + m_at) / m_period) * m_period - m_at);
            m_isOpen = false;
        }
        const double to = std::min(length, nearest + reach);
        while (from < to) {
            const double phase = std::fmod(from + m_at, m_period);
            const bool isOn = phase < m_on;
            // A step that rounding would make nothing must still end.
            const double end = std::min(to, from + std::max((isOn ? m_on : m_period) - phase, 1e-6));
            if (isOn) {
                if (!m_isOpen)
                    m_path.moveTo(a + step * from);
                m_path.lineTo(a + step * end);
            }
            m_isOpen = isOn && end >= length && phase + (end - from) < m_on;
            from = end;
        }
        if (to < length)
            m_isOpen = false;
    }

    const QRectF &m_frame;
    double m_on;
    double m_period;
    QPainterPath &m_path;
    double m_at = 0;       ///< along the pattern, at the next segment's start
    bool m_isOpen = false; ///< a dash goes on over the vertex
};

/// A point besides the vertex: on the mitre of both segments, never further than twice the distance.
QPointF besideVertex(const QPointF *before, const QPointF &at, const QPointF *after, double byPx)
{
    const auto normal = [](const QPointF &a, const QPointF &b) {
        const double length = std::hypot(b.x() - a.x(), b.y() - a.y());
        return length > 0 ? QPointF((b.y() - a.y()) / length, (a.x() - b.x()) / length) : QPointF();
    };
    const QPointF n1 = before ? normal(*before, at) : QPointF();
    const QPointF n2 = after ? normal(at, *after) : QPointF();
    if (!before || n1.isNull())
        return at + n2 * byPx;
    if (!after || n2.isNull())
        return at + n1 * byPx;
    const QPointF sum = n1 + n2;
    const double square = QPointF::dotProduct(sum, sum);
    if (square < 0.5)
        return at + n1 * byPx;
    return at + sum * (2 * byPx / square);
}

void addBeside(const std::vector<QPointF> &line, double byPx, QPainterPath &path)
{
    if (line.size() < 2)
        return;
    const bool isClosed = line.size() > 3 && line.front() == line.back();
    for (std::size_t i = 0; i < line.size(); ++i) {
        const QPointF *before = i > 0 ? &line[i - 1] : isClosed ? &line[line.size() - 2] : nullptr;
        const QPointF *after = i + 1 < line.size() ? &line[i + 1] : isClosed ? &line[1] : nullptr;
        const QPointF at = besideVertex(before, line[i], after, byPx);
        if (i == 0)
            path.moveTo(at);
        else
            path.lineTo(at);
    }
}

} // namespace

void addDashes(const Tracer &tracer, const ProjectedLayer &layer, const ProjectedLayer::Arc &arc,
               float tolerance, double onPx, double offPx, QPainterPath &path)
{
    if (!tracer.isVisible(arc.box))
        return;
    const auto vertices = layer.vertices(arc);
    const auto kept = layer.significances(arc);
    Dasher dasher(tracer.frame(), onPx, offPx, path);
    QPointF last;
    bool isFirst = true;
    for (std::size_t i = 0; i < vertices.size(); ++i) {
        if (kept[i] <= tolerance)
            continue;
        const QPointF at = tracer.toScreen(vertices[i]);
        if (!isFirst)
            dasher.add(last, at);
        last = at;
        isFirst = false;
    }
}

QPainterPath besides(const QPainterPath &path, double byPx)
{
    QPainterPath both;
    std::vector<QPointF> line;
    const auto flush = [&] {
        addBeside(line, byPx, both);
        addBeside(line, -byPx, both);
        line.clear();
    };
    for (int i = 0; i < path.elementCount(); ++i) {
        const QPainterPath::Element element = path.elementAt(i);
        if (element.isMoveTo())
            flush();
        const QPointF at(element.x, element.y);
        if (line.empty() || line.back() != at)
            line.push_back(at);
    }
    flush();
    return both;
}

QPainterPath markerShape(MarkerShape shape, double sizePx)
{
    const double r = sizePx / 2;
    QPainterPath path;
    switch (shape) {
    case MarkerShape::Circle:
        path.addEllipse(QPointF(0, 0), r, r);
        break;
    case MarkerShape::Square:
        path.addRect(QRectF(-r * 0.9, -r * 0.9, r * 1.8, r * 1.8));
        break;
    case MarkerShape::Triangle:
        path.addPolygon(QPolygonF{{0, -r}, {r, r * 0.8}, {-r, r * 0.8}});
        path.closeSubpath();
        break;
    case MarkerShape::Diamond:
        path.addPolygon(QPolygonF{{0, -r}, {r, 0}, {0, r}, {-r, 0}});
        path.closeSubpath();
        break;
    case MarkerShape::Cross: {
        const double t = r / 3;
        path.addPolygon(QPolygonF{{-t, -r},
                                  {t, -r},
                                  {t, -t},
                                  {r, -t},
                                  {r, t},
                                  {t, t},
                                  {t, r},
                                  {-t, r},
                                  {-t, t},
                                  {-r, t},
                                  {-r, -t},
                                  {-t, -t}});
        path.closeSubpath();
        break;
    }
    }
    return path;
}

} // namespace marz::map
