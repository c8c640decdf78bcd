#pragma once

#include "geo/lonlat.h"
#include "map/viewport.h"
#include "session/mapmarks.h"

#include <QWidget>

#include <memory>

namespace marz::session {
class Workspace;
}

namespace marz::ui {

/// What the left button does on the map.
enum class MapTool { Pan, Select, AddIncident, Text, Arrow, Line, Area, Measure };

/// The map canvas: a thin adapter between Qt's events and the shared state (view, selection, filter). It
/// paints what session::MapFrame composes and keeps no state but the gesture under way.
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

    /// Points at a place that was searched for, until the next click: a ring of @p radiusM, at least a few
    /// pixels.
    void pointAt(geo::LonLat position, double radiusM);
    void stopPointing();
    bool isPointing() const;
    /// Edits the text, or changes the colour, of the selected annotation, or deletes it; nothing when none
    /// is.
    void editSelectedAnnotation();
    void colourSelectedAnnotation(const QString &colour);
    void deleteSelectedAnnotation();
    /// What is measured as text on the clipboard; false when nothing is.
    bool copyMeasured();
    /// Takes measurement, rings and ways to the border off the map.
    void clearTools();

Q_SIGNALS:
    void toolChanged(marz::ui::MapTool tool);
    /// The pointer moved; for the status bar.
    void pointerMoved(marz::geo::LonLat position);
    void pointerLeft();
    /// "New incident here": @p groundMetresPerPx is the scale at which it was pointed at.
    void incidentRequested(marz::geo::LonLat position, double groundMetresPerPx);
    /// A symbol was double-clicked.
    void incidentOpened(qint64 fid);
    /// Rendering began or ended.
    void sharpChanged(bool isSharp);
    /// Names of the raster layers that are being drawn.
    void rastersDueChanged(const QStringList &names);
    /// Something was copied, or is not known: a short line for the status bar.
    void noticed(const QString &words);
    /// Range rings or ways to the border were taken off the map by Escape.
    void marksCleared(const marz::session::MapMarks::Content &before);
    /// Ctrl+C with nothing measured: what is selected, else the view.
    void copyRequested();
    void viewCopyRequested();
    /// Of the right-click menu.
    void ringsRequested(const marz::session::MarkedPlace &place);
    void borderRequested(const marz::session::MarkedPlace &place);
    /// "Keep as annotation".
    void keepRequested(const marz::session::RangeRings &rings);

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace marz::ui
