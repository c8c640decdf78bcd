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
    /// Shows @p box; remembered as a step. Nothing happens where the map's CRS cannot show it.
    void showBox(const geo::GeoBox &box);
    /// Centres on @p position; at most @p unitsPerPx coarse, never zooming out. False, and nothing happens,
    /// where the map's CRS cannot show it.
    bool showPosition(geo::LonLat position, double unitsPerPx);
    /// Called when a gesture ends: what is seen now becomes a step of the history. A mere change of the
    /// window's size is none.
    void rest();
    bool canStepBack() const { return m_at > 0; }
    bool canStepForward() const { return m_at + 1 < m_steps.size(); }
    /// From a view that was not rested on yet, to the last one that was.
    void stepBack();
    void stepForward();

Q_SIGNALS:
    void viewportChanged(const marz::map::Viewport &viewport);
    /// Where one can step to changed.
    void stepsChanged();

private:
    void goTo(std::size_t step);

    map::Viewport m_viewport;
    std::vector<map::Viewport> m_steps;
    std::size_t m_at = 0;
};

} // namespace marz::session
