#pragma once

#include "geo/coordinatetext.h"

#include <QStatusBar>

#include <optional>

class QLabel;
class QProgressBar;
class QToolButton;

namespace marz::session {
class Workspace;
}

namespace marz::ui {

class OnlineLight;

/// Coordinates, scale, CRS, what is under way, who is asked over the network, and how many incidents are not
/// on the map.
class StatusBar : public QStatusBar
{
    Q_OBJECT
public:
    explicit StatusBar(session::Workspace &workspace, QWidget *parent = nullptr);

    void showPointer(geo::LonLat position);
    /// The pointer left the map: the centre is shown instead.
    void hidePointer();
    void showRendering(bool isRendering);
    /// Names of the raster layers that are being drawn.
    void showRastersDue(const QStringList &names);

Q_SIGNALS:
    void offMapRequested();

private:
    void showPosition();
    void showScale();
    void showOffMap();
    void showDrawing();
    void showJobs();
    void showServices();
    void cycleForm();
    void copyPosition();
    void fillScaleMenu();

    session::Workspace &m_workspace;
    std::optional<geo::LonLat> m_pointer;
    geo::CoordinateForm m_form;
    QToolButton *m_position;
    QToolButton *m_scale;
    QToolButton *m_crs;
    QLabel *m_rendering;
    bool m_isRendering = false;
    QStringList m_rastersDue;
    QLabel *m_job;
    QProgressBar *m_progress;
    QToolButton *m_cancel;
    QToolButton *m_offMap;
    OnlineLight *m_online;
};

} // namespace marz::ui
