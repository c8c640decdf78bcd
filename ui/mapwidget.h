#pragma once

#include "geo/lonlat.h"
#include "map/viewport.h"

#include <QWidget>

#include <memory>

namespace marz::session {
class Workspace;
}

namespace marz::ui {

/// What the left button does on the map.
enum class MapTool { Pan, Select, AddIncident, Text, Arrow, Line, Area };

/// The map canvas: a thin adapter between Qt's events and the shared state (view, selection, filter). It paints what
/// session::MapFrame composes and keeps no state but the gesture under way.
class MapWidget : public QWidget
{
    Q_OBJECT
public:
    explicit MapWidget(session::Workspace &workspace, QWidget *parent = nullptr);
    ~MapWidget() override;

    MapTool tool() const;
    void setTool(MapTool tool);
    /// True when the frame on screen is final; for tests and screenshots.
    bool isSharp() const;
    QSize sizeHint() const override { return {900, 600}; }
    QSize minimumSizeHint() const override { return {320, 240}; }

Q_SIGNALS:
    void toolChanged(marz::ui::MapTool tool);
    /// The pointer moved; for the status bar.
    void pointerMoved(marz::geo::LonLat position);
    void pointerLeft();
    /// "New incident here": @p groundMetresPerPx is the scale at which it was pointed at.
    void incidentRequested(marz::geo::LonLat position, double groundMetresPerPx);
    /// A symbol was double-clicked.
    void incidentOpened(qint64 fid);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace marz::ui
