#include "session/viewstate.h"

#include <cmath>

namespace marz::session {

namespace {
constexpr std::size_t stepLimit = 100;

bool seeTheSame(const map::Viewport &a, const map::Viewport &b)
{
    return a == b.resized(a.size(), a.devicePixelRatio());
}
} // namespace

void ViewState::setViewport(const map::Viewport &viewport)
{
    if (viewport == m_viewport)
        return;
    m_viewport = viewport;
    Q_EMIT viewportChanged(m_viewport);
}

void ViewState::showBox(const geo::GeoBox &box)
{
    if (box.isEmpty() || m_viewport.crs().toMap(box).isEmpty())
        return;
    setViewport(
        map::Viewport::showing(box, m_viewport.crs(), m_viewport.size(), m_viewport.devicePixelRatio(), 24));
    rest();
}

bool ViewState::showPosition(geo::LonLat position, double unitsPerPx)
{
    const geo::MapPoint centre = m_viewport.crs().toMap(position);
    if (!std::isfinite(centre.x) || !std::isfinite(centre.y))
        return false;
    const map::Viewport at(m_viewport.crs(), centre, std::min(m_viewport.unitsPerPx(), unitsPerPx),
                           m_viewport.size(), m_viewport.devicePixelRatio());
    setViewport(at);
    rest();
    return true;
}

void ViewState::rest()
{
    if (!m_steps.empty() && seeTheSame(m_steps[m_at], m_viewport))
        return;
    if (!m_steps.empty())
        m_steps.resize(m_at + 1);
    m_steps.push_back(m_viewport);
    if (m_steps.size() > stepLimit)
        m_steps.erase(m_steps.begin());
    m_at = m_steps.size() - 1;
    Q_EMIT stepsChanged();
}

void ViewState::stepBack()
{
    rest();
    if (canStepBack())
        goTo(m_at - 1);
}

void ViewState::stepForward()
{
    rest();
    if (canStepForward())
        goTo(m_at + 1);
}

void ViewState::goTo(std::size_t step)
{
    m_at = step;
    // The window may have been resized since: keep its present size.
    setViewport(m_steps[step].resized(m_viewport.size(), m_viewport.devicePixelRatio()));
    Q_EMIT stepsChanged();
}

} // namespace marz::session
