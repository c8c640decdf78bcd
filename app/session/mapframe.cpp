#include "session/mapframe.h"

#include "base/taskqueue.h"
#include "session/rasterpictures.h"

#include <QCoreApplication>
#include <QPainter>

#include <atomic>
#include <cmath>
#include <optional>

namespace marz::session {

namespace {

/// The base image reaches this far beyond the view on each side, so that a drag shows no blank edge.
constexpr double paddingFraction = 0.35;
/// With less than this left on a side the next one is drawn.
constexpr double renewAtFraction = 0.1;

map::Viewport padded(const map::Viewport &view, double fraction = paddingFraction)
{
    const QSize size(static_cast<int>(view.size().width() * (1 + 2 * fraction)),
                     static_cast<int>(view.size().height() * (1 + 2 * fraction)));
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
            x.colour != y.colour || x.style != y.style || x.classOf != y.classOf || x.raster != y.raster)
            return false;
    }
    return true;
}

} // namespace

struct MapFrame::Impl {
    map::Scene scene;
    RasterPictures pictures;
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
    bool areLabelsCurrent = false;
    bool areRastersDrawn = true;                                                                ///< or failed
    std::shared_ptr<map::LabelPictures> labelPictures = std::make_shared<map::LabelPictures>(); ///< worker's
    std::optional<map::Viewport> askedLabels; ///< names are being placed for it
    quint64 askedLabelsScene = 0;
    quint64 contentNumber = 0; ///< grows with each scene
    std::shared_ptr<std::atomic<quint64>> newestLabels = std::make_shared<std::atomic<quint64>>(0);
    base::CancelToken cancel;
    base::TaskQueue labelQueue{base::ThreadPriority::Background};
    base::TaskQueue queue{base::ThreadPriority::Background}; // last: joins before the renderer goes

    /// What the base image and the names show.
    map::Scene layersOnly() const
    {
        map::Scene only;
        only.layers = scene.layers;
        only.theme = scene.theme;
        only.hasGraticule = scene.hasGraticule;
        only.selectedUnit = scene.selectedUnit;
        return only;
    }

    bool serves(const map::Viewport &view) const
    {
        return !image.isNull() && imageNumber == sceneNumber && covers(imageView, view);
    }
};

MapFrame::MapFrame(QObject *parent) : QObject(parent), m_impl(std::make_unique<Impl>())
{
    connect(&m_impl->pictures, &RasterPictures::arrived, this, [this] {
        ++m_impl->sceneNumber;
        Q_EMIT frameReady();
    });
    connect(&m_impl->pictures, &RasterPictures::told, this,
            [this](const QString &id, const QString &problem) {
                Q_EMIT rasterTold(id, problem);
                Q_EMIT frameReady(); // a layer that failed is waited for no more
            });
    connect(&m_impl->pictures, &RasterPictures::dueChanged, this,
            [this] { Q_EMIT rastersDueChanged(m_impl->pictures.due()); });
}

MapFrame::~MapFrame()
{
    m_impl->cancel.cancel();
}

void MapFrame::setScene(map::Scene scene)
{
    if (!sameBase(scene, m_impl->scene))
        ++m_impl->sceneNumber;
    ++m_impl->contentNumber;
    m_impl->scene = std::move(scene);
    m_impl->pictures.forgetOthers(m_impl->scene.layers);
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
    map::Scene layersOnly = m_impl->layersOnly();
    m_impl->pictures.fillIn(layersOnly.layers);
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

/// Names are shaped and placed by a worker too: a layer may bring thousands at once.
void MapFrame::requestLabels(const map::Viewport &view)
{
    const auto &asked = m_impl->askedLabels;
    if (asked && m_impl->askedLabelsScene == m_impl->contentNumber && covers(padded(*asked), view))
        return;
    m_impl->askedLabels = view;
    m_impl->askedLabelsScene = m_impl->contentNumber;
    const quint64 request = ++*m_impl->newestLabels;
    m_impl->labelQueue.post([this, request, newest = m_impl->newestLabels, only = m_impl->layersOnly(), view,
                             pictures = m_impl->labelPictures, number = m_impl->contentNumber,
                             clear = map::keptClear(m_impl->scene, view)] {
        if (request != *newest)
            return; // overtaken before its turn came
        auto names = map::placeNames(only, view, clear, pictures.get());
        QMetaObject::invokeMethod(this, [this, names, view, number] {
            m_impl->overlay.takeLabels(names);
            if (m_impl->askedLabels == view && m_impl->askedLabelsScene == number)
                m_impl->askedLabels.reset();
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
    m_impl->areRastersDrawn = m_impl->pictures.areComplete(m_impl->scene.layers, view);
    // Before the image runs out: then a drag shows no edge.
    if (!m_impl->wasSharp || !covers(m_impl->imageView, view, renewAtFraction))
        request(view);
    const bool isZooming =
        !m_impl->wasSharp && !m_impl->image.isNull() && !isSameScale(m_impl->imageView, view);
    // Not for each step of the wheel: they start processes and ask hosts.
    if (!isZooming)
        m_impl->pictures.request(m_impl->scene.layers, padded(view, renewAtFraction), padded(view));
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
    const map::Renderer::LabelState labels =
        m_impl->overlay.drawLabels(painter, m_impl->scene, view, map::LabelFreshness::Known);
    // While the scale changes frame by frame they are not placed for each.
    if (!isZooming && !labels.isLasting)
        requestLabels(view);
    m_impl->areLabelsCurrent = labels.isCurrent;
    m_impl->overlay.drawIncidents(painter, m_impl->scene, view);
    m_impl->overlay.drawAnnotations(painter, m_impl->scene, view);
    m_impl->overlay.drawOverview(painter, m_impl->scene, view);
}

bool MapFrame::isSharp() const
{
    return m_impl->wasSharp && m_impl->areLabelsCurrent && m_impl->areRastersDrawn;
}

void MapFrame::cancel()
{
    m_impl->cancel.cancel();
    m_impl->isAsked = false;
    m_impl->pictures.stop();
}

bool MapFrame::isDrawing() const
{
    return m_impl->isAsked || !m_impl->pictures.due().isEmpty();
}

void MapFrame::waitUntilSharp(const map::Viewport &view)
{
    const map::Viewport needed = padded(view, renewAtFraction);
    m_impl->pictures.request(m_impl->scene.layers, needed, padded(view));
    m_impl->pictures.finish();
    if (!m_impl->serves(view))
        request(view);
    requestLabels(view);
    m_impl->queue.drain();
    m_impl->labelQueue.drain();
    QCoreApplication::sendPostedEvents(this);
}

map::Picked MapFrame::pick(const map::Viewport &view, QPointF at) const
{
    return map::pick(m_impl->scene, view, at);
}

} // namespace marz::session
