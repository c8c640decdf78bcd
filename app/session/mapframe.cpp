#include "session/mapframe.h"

#include "base/taskqueue.h"

#include <QCoreApplication>
#include <QPainter>

#include <cmath>

namespace marz::session {

namespace {

/// The base image reaches this far beyond the view on each side, so that a drag shows no blank edge.
constexpr double paddingFraction = 0.35;

map::Viewport padded(const map::Viewport &view)
{
    const QSize size(static_cast<int>(view.size().width() * (1 + 2 * paddingFraction)),
                     static_cast<int>(view.size().height() * (1 + 2 * paddingFraction)));
    return map::Viewport(view.crs(), view.centre(), view.unitsPerPx(), size, view.devicePixelRatio());
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
        if (image.isNull() || imageNumber != sceneNumber || !(imageView.crs() == view.crs()) ||
            imageView.unitsPerPx() != view.unitsPerPx() ||
            imageView.devicePixelRatio() != view.devicePixelRatio())
            return false;
        const geo::MapBox have = imageView.box();
        const geo::MapBox want = view.box();
        return have.left <= want.left && have.right >= want.right && have.bottom <= want.bottom &&
               have.top >= want.top;
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
    if (m_impl->isAsked && m_impl->askedView == wanted && m_impl->askedNumber == m_impl->sceneNumber)
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
    if (!m_impl->wasSharp)
        request(view);
    if (m_impl->image.isNull()) {
        painter.fillRect(QRectF(QPointF(0, 0), view.size()), map::backgroundOf(m_impl->scene.theme));
    } else {
        if (!m_impl->wasSharp)
            painter.fillRect(QRectF(QPointF(0, 0), view.size()), map::backgroundOf(m_impl->scene.theme));
        const geo::MapBox box = m_impl->imageView.box();
        const QRectF target(view.worldToScreen({box.left, box.top}),
                            view.worldToScreen({box.right, box.bottom}));
        if (m_impl->wasSharp) {
            // Whole device pixels: a blit, and no blur.
            const double dpr = view.devicePixelRatio();
            const QPointF at(std::round(target.left() * dpr) / dpr, std::round(target.top() * dpr) / dpr);
            painter.drawImage(at, m_impl->image);
        } else {
            painter.drawImage(target, m_impl->image);
        }
    }
    m_impl->overlay.drawLabels(painter, m_impl->scene, view);
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
