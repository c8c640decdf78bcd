#include "map/linelabel.h"

#include <QTransform>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace marz::map {

namespace {

constexpr double abovePx = 3;          ///< between line and baseline
constexpr double steepestBendDeg = 24; ///< between neighbouring letters
constexpr double widestBendDeg = 75;   ///< over the whole name

double slopeDeg(QPointF from, QPointF to)
{
    return std::atan2(to.y() - from.y(), to.x() - from.x()) * 180 / std::numbers::pi;
}

double between(double aDeg, double bDeg)
{
    return std::remainder(aDeg - bDeg, 360.0);
}

void add(LineLabel &label, const QPainterPath &glyph, const QTransform &toScreen, const QRectF &box)
{
    label.bent.addPath((toScreen * QTransform::fromTranslate(-label.at.x(), -label.at.y())).map(glyph));
    label.boxes.push_back(toScreen.mapRect(box));
}

} // namespace

MeasuredLine::MeasuredLine(std::vector<QPointF> line) : m_line(std::move(line))
{
    double total = 0;
    for (std::size_t i = 0; i < m_line.size(); ++i) {
        if (i > 0)
            total += std::hypot(m_line[i].x() - m_line[i - 1].x(), m_line[i].y() - m_line[i - 1].y());
        m_lengths.push_back(total);
    }
}

QPointF MeasuredLine::at(double length) const
{
    const auto it = std::lower_bound(m_lengths.begin(), m_lengths.end(), length);
    if (it == m_lengths.begin())
        return m_line.front();
    if (it == m_lengths.end())
        return m_line.back();
    const auto i = static_cast<std::size_t>(it - m_lengths.begin());
    const double stretch = m_lengths[i] - m_lengths[i - 1];
    const double t = stretch > 0 ? (length - m_lengths[i - 1]) / stretch : 0;
    return m_line[i - 1] + t * (m_line[i] - m_line[i - 1]);
}

std::optional<LineLabel> setAlong(const MeasuredLine &line, double middle, const TextShape &shape)
{
    const double half = shape.width() / 2;
    if (middle - half < 2 || middle + half > line.length() - 2)
        return std::nullopt;
    const QPointF first = line.at(middle - half);
    const QPointF last = line.at(middle + half);
    const bool isReversed = last.x() < first.x();
    const double chord = std::hypot(last.x() - first.x(), last.y() - first.y());
    if (chord < shape.width() * 0.8)
        return std::nullopt;
    LineLabel label;
    label.at = line.at(middle);
    label.bent.setFillRule(Qt::WindingFill);
    const double overallDeg = isReversed ? slopeDeg(last, first) : slopeDeg(first, last);
    if (!shape.canBend()) {
        if (chord < shape.width() * 0.97)
            return std::nullopt;
        QTransform toScreen;
        toScreen.translate(label.at.x(), label.at.y()).rotate(overallDeg).translate(-half, -abovePx);
        add(label, shape.path(), toScreen, shape.box());
        return label;
    }
    double previousDeg = overallDeg;
    for (const TextShape::Glyph &glyph : shape.glyphs()) {
        const double reach = std::max(glyph.advance, 6.0) / 2 + 2;
        const double along = glyph.position.x() + glyph.advance / 2 - half;
        const double s = isReversed ? middle - along : middle + along;
        const QPointF before = line.at(s - reach);
        const QPointF after = line.at(s + reach);
        const double deg = isReversed ? slopeDeg(after, before) : slopeDeg(before, after);
        if (std::abs(between(deg, previousDeg)) > steepestBendDeg ||
            std::abs(between(deg, overallDeg)) > widestBendDeg / 2)
            return std::nullopt;
        previousDeg = deg;
        const QPointF centre = (before + after) / 2 * 0.5 + line.at(s) * 0.5;
        QTransform toScreen;
        toScreen.translate(centre.x(), centre.y())
            .rotate(deg)
            .translate(-glyph.advance / 2, glyph.position.y() - abovePx);
        add(label, glyph.path, toScreen, QRectF(0, -shape.ascent() * 0.8, glyph.advance, shape.ascent()));
    }
    return label;
}

} // namespace marz::map
