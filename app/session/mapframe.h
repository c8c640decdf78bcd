#pragma once

#include "map/page.h"
#include "map/renderer.h"

#include <QObject>

#include <memory>

namespace marz::session {

/// Composes a frame for the widget, the export and the bench alike. A worker draws the base image, larger
/// than the view; until it is there the last one is moved and scaled; incidents and annotations are drawn
/// fresh in each frame, labels move with the map and are placed anew by another worker.
class MapFrame : public QObject
{
    Q_OBJECT
public:
    explicit MapFrame(QObject *parent = nullptr);
    ~MapFrame() override;

    /// What the next frames show. A change of layers or theme makes the base image stale.
    void setScene(map::Scene scene);
    const map::Scene &scene() const;
    /// Paints the frame for @p view; asks the worker for a new base image when the present one does not
    /// serve. Anything but an image gets one picture of device pixels: for files see map::drawPage().
    void paint(QPainter &painter, const map::Viewport &view);
    /// True when the last painted frame was as it is to stay: base image, rasters and names were there.
    bool isSharp() const;
    /// Whether a base image or a raster is being drawn.
    bool isDrawing() const;
    /// Stops what the workers draw of base image and rasters; another view is drawn again.
    void cancel();
    /// Blocks until the base image for @p view is there; for export, bench and tests.
    void waitUntilSharp(const map::Viewport &view);
    map::Picked pick(const map::Viewport &view, QPointF at) const;

Q_SIGNALS:
    /// A base image, a raster or names have come, or will not: paint again.
    void frameReady();
    /// Names of the raster layers that are being drawn.
    void rastersDueChanged(const QStringList &names);
    /// A raster layer could not be drawn, or not all of it: a sentence or two; empty = it could.
    void rasterTold(const QString &id, const QString &problem);

private:
    void compose(QPainter &painter, const map::Viewport &view);
    void request(const map::Viewport &view);
    void requestLabels(const map::Viewport &view);

    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace marz::session
