#include "session/mapframe.h"

#include "base/taskqueue.h"

#include <QCoreApplication>
#include <QPainter>

#include <cmath>

namespace marz::session {

namespace {

/// The base image reaches this far beyond the view on each side, so that a drag shows no blank edge.
constexpr double paddingFraction = 0.35;
/// With less than this left on a side the next one is drawn.
constexpr double renewAtFraction = 0.1;

map::Viewport padded(const map::Viewport &view)
{
    const QSize size(static_cast<int>(view.size().width() * (1 + 2 * paddingFraction)),
                     static_cast<int>(view.size().height() * (1 + 2 * paddingFraction)));
    return map::Viewport(view.crs(), view.centre(), view.unitsPerPx(), size, view.devicePixelRatio());
}

bool isSameScale(const map::Viewport &a, const map::Viewport &b)
{
    return a.crs() == b.crs() && a.unitsPerPx() == b.unitsPerPx() &&
           a.devicePixelRatio() == b.devicePixelRatio();
}

/// Whether an image of @p have shows all of @p want at its scale, with @p margin of the view's size to spare
/// on each side.
bool covers(const map::Viewport &have, const map::Viewport &want, double margin = 0)
{
    if (!isSameScale(have, want))
        return false;
    const geo::MapBox outer = have.box();
    const geo::MapBox inner = want.box();
    const double dx = inner.width() * margin;
    const double dy = inner.height() * margin;
    return outer.left <= inner.left - dx && outer.right >= inner.right + dx &&
           outer.bottom <= inner.bottom - dy && outer.top >= inner.top + dy;
}

/// Whether the two scenes look alike as far as the base image goes.
bool sameBase(const map::Scene &a, const map::Scene &b)
{
    if (a.theme != b.theme || a.hasGraticule != b.hasGraticule || a.selectedUnit != b.selectedUnit ||
        a.layers.size() != b.layers.size())
        return false;
    for (std::size_t i = 0; i < a.layers.size(); ++i) {
        const map::ReferenceLayer &x = a.layers[i];
        const map::ReferenceLayer &y = b.layers[i];
        if (x.content != y.content || x.isVisible != y.isVisible || x.opacity != y.opacity ||
            x.colour != y.colour || x.style != y.style || x.classOf != y.classOf)
            return false;
    }
    return true;
}

} // namespace

struct MapFrame::Impl {
    map::Scene scene;
    map::Renderer overlay; ///< labels, incidents, annotations: on this thread
    std::shared_ptr<map::Renderer> base = std::make_shared<map::Renderer>(); ///< on the worker only
    QImage composed;                                                         ///< the frame of a widget
    QImage image;
    map::Viewport imageView;
    quint64 sceneNumber = 0; ///< grows with each change of what the base shows
    quint64 imageNumber = 0;
    map::Viewport askedView;
    quint64 askedNumber = 0;
    bool isAsked = false;
    bool wasSharp = false;
    base::CancelToken cancel;
    base::TaskQueue queue{base::ThreadPriority::Background}; // last: joins before the renderer goes

    bool serves(const map::Viewport &view) const
    {
        return !image.isNull() && imageNumber == sceneNumber && covers(imageView, view);
    }
};

MapFrame::MapFrame(QObject *parent) : QObject(parent), m_impl(std::make_unique<Impl>()) {}

MapFrame::~MapFrame()
{
    m_impl->cancel.cancel();
}

void MapFrame::setScene(map::Scene scene)
{
    if (!sameBase(scene, m_impl->scene))
        ++m_impl->sceneNumber;
    m_impl->scene = std::move(scene);
}

const map::Scene &MapFrame::scene() const
{
    return m_impl->scene;
}

void MapFrame::request(const map::Viewport &view)
{
    const map::Viewport wanted = padded(view);
    // While the map is dragged each frame asks: one that is under way and will serve is let finish.
    if (m_impl->isAsked && m_impl->askedNumber == m_impl->sceneNumber && covers(m_impl->askedView, view))
        return;
    m_impl->cancel.cancel(); // what was asked before is stale
    m_impl->cancel = base::CancelToken();
    m_impl->askedView = wanted;
    m_impl->askedNumber = m_impl->sceneNumber;
    m_impl->isAsked = true;
    map::Scene layersOnly;
    layersOnly.layers = m_impl->scene.layers;
    layersOnly.theme = m_impl->scene.theme;
    layersOnly.hasGraticule = m_impl->scene.hasGraticule;
    layersOnly.selectedUnit = m_impl->scene.selectedUnit;
    m_impl->queue.post([this, renderer = m_impl->base, layersOnly = std::move(layersOnly), wanted,
                        number = m_impl->sceneNumber, cancel = m_impl->cancel] {
        if (cancel.isCancelled())
            return;
        QImage image = renderer->baseImage(layersOnly, wanted, cancel);
        if (image.isNull() || cancel.isCancelled())
            return;
        QMetaObject::invokeMethod(this, [this, image, wanted, number] {
            m_impl->image = image;
            m_impl->imageView = wanted;
            m_impl->imageNumber = number;
            m_impl->isAsked = false;
            Q_EMIT frameReady();
        });
    });
}

void MapFrame::paint(QPainter &painter, const map::Viewport &view)
{
    if (painter.device()->devType() == QInternal::Image) {
        compose(painter, view);
        return;
    }
    // On an image of our own, whose pixels incidents are stamped on, then all at once.
    QImage &image = m_impl->composed;
    if (image.size() != view.deviceSize()) {
        image = QImage(view.deviceSize(), QImage::Format_RGB32);
        image.fill(map::backgroundOf(m_impl->scene.theme));
    }
    image.setDevicePixelRatio(view.devicePixelRatio());
    {
        QPainter inside(&image);
        compose(inside, view);
    }
    painter.drawImage(QPointF(0, 0), image);
}

void MapFrame::compose(QPainter &painter, const map::Viewport &view)
{
    m_impl->wasSharp = m_impl->serves(view);
    // Before the image runs out: then a drag shows no edge.
    if (!m_impl->wasSharp || !covers(m_impl->imageView, view, renewAtFraction))
        request(view);
    const bool isZooming = !m_impl->wasSharp && !isSameScale(m_impl->imageView, view);
    if (m_impl->image.isNull()) {
        painter.fillRect(QRectF(QPointF(0, 0), view.size()), map::backgroundOf(m_impl->scene.theme));
    } else {
        if (!m_impl->wasSharp)
            painter.fillRect(QRectF(QPointF(0, 0), view.size()), map::backgroundOf(m_impl->scene.theme));
        const geo::MapBox box = m_impl->imageView.box();
        const QRectF target(view.worldToScreen({box.left, box.top}),
                            view.worldToScreen({box.right, box.bottom}));
        if (isSameScale(m_impl->imageView, view)) {
            // Whole device pixels: a blit, and no blur.
            const double dpr = view.devicePixelRatio();
            const QPointF at(std::round(target.left() * dpr) / dpr, std::round(target.top() * dpr) / dpr);
            painter.drawImage(at, m_impl->image);
        } else {
            painter.drawImage(target, m_impl->image);
        }
    }
    m_impl->overlay.drawLabels(painter, m_impl->scene, view,
                               isZooming ? map::LabelFreshness::Moved : map::LabelFreshness::Placed);
    m_impl->overlay.drawIncidents(painter, m_impl->scene, view);
    m_impl->overlay.drawAnnotations(painter, m_impl->scene, view);
}

bool MapFrame::isSharp() const
{
    return m_impl->wasSharp;
}

void MapFrame::cancel()
{
    m_impl->cancel.cancel();
    m_impl->isAsked = false;
}

void MapFrame::waitUntilSharp(const map::Viewport &view)
{
    if (m_impl->serves(view))
        return;
    request(view);
    m_impl->queue.drain();
    QCoreApplication::sendPostedEvents(this);
}

map::Picked MapFrame::pick(const map::Viewport &view, QPointF at) const
{
    return map::pick(m_impl->scene, view, at);
}

} // namespace marz::session
