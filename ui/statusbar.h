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

/// Coordinates, scale, CRS, what is under way, and how many incidents are not on the map.
class StatusBar : public QStatusBar
{
    Q_OBJECT
public:
    explicit StatusBar(session::Workspace &workspace, QWidget *parent = nullptr);

    void showPointer(geo::LonLat position);
    /// The pointer left the map: the centre is shown instead.
    void hidePointer();
    void showRendering(bool isRendering);

Q_SIGNALS:
    void offMapRequested();

private:
    void showPosition();
    void showScale();
    void showOffMap();
    void showJobs();
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
    QLabel *m_job;
    QProgressBar *m_progress;
    QToolButton *m_cancel;
    QToolButton *m_offMap;
};

} // namespace marz::ui
