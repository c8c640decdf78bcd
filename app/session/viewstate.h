#pragma once

#include "map/viewport.h"

#include <QObject>

#include <vector>

namespace marz::session {

/// The one viewport of the window, with back and forward through the views that were rested on.
class ViewState : public QObject
{
    Q_OBJECT
public:
    const map::Viewport &viewport() const { return m_viewport; }
    void setViewport(const map::Viewport &viewport);
    /// Shows @p box; remembered as a step.
    void showBox(const geo::GeoBox &box);
    /// Centres on @p position; at most @p unitsPerPx coarse, never zooming out.
    void showPosition(geo::LonLat position, double unitsPerPx);
    /// Called when a gesture ends: what is seen now becomes a step of the history.
    void rest();
    bool canStepBack() const { return m_at > 0; }
    bool canStepForward() const { return m_at + 1 < m_steps.size(); }
    void stepBack();
    void stepForward();

Q_SIGNALS:
    void viewportChanged(const marz::map::Viewport &viewport);

private:
    void goTo(std::size_t step);

    map::Viewport m_viewport;
    std::vector<map::Viewport> m_steps;
    std::size_t m_at = 0;
};

} // namespace marz::session
