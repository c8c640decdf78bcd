#include "session/measuring.h"

#include "geo/geodesic.h"
#include "geo/measuretext.h"

#include <QStringList>

#include <cmath>

namespace marz::session {

namespace {
constexpr std::size_t stepsAtMost = 1000;
}

Measured measure(const std::vector<geo::LonLat> &vertices)
{
    Measured measured;
    measured.vertices = vertices;
    for (std::size_t i = 1; i < vertices.size(); ++i) {
        const MeasuredSide side{geo::distanceM(vertices[i - 1], vertices[i]),
                                geo::azimuthDeg(vertices[i - 1], vertices[i])};
        measured.totalM += side.lengthM;
        measured.sides.push_back(side);
    }
    if (vertices.size() < 3)
        return measured;
    measured.perimeterM = measured.totalM + geo::distanceM(vertices.back(), vertices.front());
    measured.crossesItself = geo::crossesItself(vertices);
    if (!measured.crossesItself)
        measured.areaM2 = std::abs(geo::ringAreaM2(vertices));
    return measured;
}

QString measuredText(const Measured &measured, geo::CoordinateForm form)
{
    if (measured.vertices.empty())
        return {};
    QStringList lines{QStringLiteral("1  %1").arg(geo::coordinateText(measured.vertices.front(), form))};
    for (std::size_t i = 0; i < measured.sides.size(); ++i) {
        lines << QStringLiteral("%1  %2  %3 at %4")
                     .arg(QString::number(i + 2), geo::coordinateText(measured.vertices[i + 1], form),
                          geo::lengthText(measured.sides[i].lengthM),
                          geo::azimuthText(measured.sides[i].azimuthDeg));
    }
    lines << QStringLiteral("Total: %1").arg(geo::lengthText(measured.totalM));
    if (measured.perimeterM)
        lines << QStringLiteral("Perimeter: %1").arg(geo::lengthText(*measured.perimeterM));
    if (measured.areaM2)
        lines << QStringLiteral("Area: %1").arg(geo::areaText(*measured.areaM2));
    else if (measured.crossesItself)
        lines << QStringLiteral("Area: none, the outline crosses itself");
    lines << QStringLiteral("Geodesic, WGS 84; azimuths from true north at the start of each side");
    return lines.join(u'\n').replace(geo::unitSpace, u' ');
}

const std::vector<geo::LonLat> &Measuring::vertices() const
{
    return m_moved ? m_dragged : m_steps[m_at].vertices;
}

void Measuring::push(Step step)
{
    m_steps.resize(m_at + 1);
    m_steps.push_back(std::move(step));
    if (m_steps.size() > stepsAtMost)
        m_steps.erase(m_steps.begin());
    m_at = m_steps.size() - 1;
}

void Measuring::add(geo::LonLat at)
{
    if (!geo::isValid(at))
        return;
    cancelMove();
    m_looseEnd.reset();
    Step next = isUnderWay() ? m_steps[m_at] : Step();
    next.isUnderWay = true;
    if (next.vertices.empty() || !(next.vertices.back() == at)) {
        next.vertices.push_back(at);
        push(std::move(next));
    }
    Q_EMIT measuringChanged();
}

void Measuring::moveLooseEnd(std::optional<geo::LonLat> at)
{
    if (at && (!isUnderWay() || !geo::isValid(*at)))
        at.reset();
    if (at == m_looseEnd)
        return;
    m_looseEnd = at;
    Q_EMIT measuringChanged();
}

bool Measuring::end()
{
    if (!isUnderWay() || vertices().size() < 2)
        return false;
    m_steps[m_at].isUnderWay = false;
    m_looseEnd.reset();
    Q_EMIT measuringChanged();
    return true;
}

void Measuring::clear()
{
    m_moved.reset();
    m_looseEnd.reset();
    if (!isEmpty())
        push({});
    Q_EMIT measuringChanged();
}

void Measuring::beginMove(std::size_t i)
{
    if (i >= vertices().size())
        return;
    m_dragged = m_steps[m_at].vertices;
    m_moved = i;
    m_looseEnd.reset();
}

void Measuring::moveTo(geo::LonLat at)
{
    if (!m_moved || !geo::isValid(at))
        return;
    m_dragged[*m_moved] = at;
    Q_EMIT measuringChanged();
}

void Measuring::endMove()
{
    if (!m_moved)
        return;
    m_moved.reset();
    if (m_dragged != m_steps[m_at].vertices)
        push({std::move(m_dragged), isUnderWay()});
    Q_EMIT measuringChanged();
}

void Measuring::cancelMove()
{
    if (!m_moved)
        return;
    m_moved.reset();
    Q_EMIT measuringChanged();
}

void Measuring::undo()
{
    if (canUndo())
        goTo(m_at - 1);
}

void Measuring::redo()
{
    if (canRedo())
        goTo(m_at + 1);
}

void Measuring::goTo(std::size_t step)
{
    m_moved.reset();
    m_looseEnd.reset();
    m_at = step;
    Q_EMIT measuringChanged();
}

} // namespace marz::session
