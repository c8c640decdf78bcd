#include "map/rasterpainter.h"

#include "base/error.h"

#include <QPainter>

#include <cmath>

namespace marz::map {

namespace {

/// Heights are tinted for paper; on the dark map they let the ground through.
constexpr double darkTerrainOpacity = 0.45;

bool isSameScale(const Viewport &a, const Viewport &b)
{
    return a.unitsPerPx() == b.unitsPerPx() && a.devicePixelRatio() == b.devicePixelRatio();
}

bool isTerrain(const ReferenceLayer &layer)
{
    return layer.style && layer.style->raster.kind == RasterKind::Terrain;
}

} // namespace

bool serves(const RasterPicture &picture, const Viewport &view)
{
    if (!(picture.view.crs() == view.crs()) || !isSameScale(picture.view, view))
        return false;
    const geo::MapBox have = picture.view.box();
    const geo::MapBox want = view.box();
    const double slack = view.unitsPerPx() * 1e-6;
    return have.left <= want.left + slack && have.right >= want.right - slack &&
           have.bottom <= want.bottom + slack && have.top >= want.top - slack;
}

bool isRasterShown(const ReferenceLayer &layer, const Viewport &view)
{
    return layer.raster && layer.isVisible && layer.opacity > 0 &&
           (!layer.style || layer.style->scales.holds(view.scaleDenominator()));
}

void paintRaster(QPainter &painter, const ReferenceLayer &layer, const Viewport &view, Theme theme)
{
    if (!layer.picture || layer.picture->image.isNull() || !isRasterShown(layer, view) ||
        !(layer.picture->view.crs() == view.crs()))
        return;
    const RasterPicture &picture = *layer.picture;
    const geo::MapBox box = picture.view.box();
    const QRectF target(view.worldToScreen({box.left, box.top}), view.worldToScreen({box.right, box.bottom}));
    painter.save();
    if (theme == Theme::Dark && isTerrain(layer))
        painter.setOpacity(painter.opacity() * darkTerrainOpacity);
    const bool isPixelForPixel = isSameScale(picture.view, view) &&
                                 picture.image.size() == picture.view.deviceSize() &&
                                 std::abs(painter.worldTransform().m11() - view.devicePixelRatio()) < 1e-9;
    if (isPixelForPixel) {
        // Whole device pixels: no blur.
        const QPointF at = painter.worldTransform().map(target.topLeft());
        painter.setWorldTransform({});
        painter.drawImage(at.toPoint(), picture.image);
    } else {
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(target, picture.image);
    }
    painter.restore();
}

QString attributionOf(const std::vector<ReferenceLayer> &layers, const Viewport &view)
{
    QStringList names;
    for (const ReferenceLayer &layer : layers) {
        const QString name =
            isRasterShown(layer, view) ? layer.raster->attribution().simplified() : QString();
        if (!name.isEmpty() && !names.contains(name))
            names << name;
    }
    constexpr qsizetype longest = 120;
    for (QString &name : names) {
        if (name.size() > longest)
            name = name.left(longest) + QStringLiteral("...");
    }
    return names.join(QStringLiteral(", "));
}

QStringList drawPictures(std::vector<ReferenceLayer> &layers, const Viewport &view,
                         const base::CancelToken &cancel)
{
    QStringList problems;
    for (ReferenceLayer &layer : layers) {
        if (!isRasterShown(layer, view) || (layer.picture && serves(*layer.picture, view)))
            continue;
        try {
            auto picture = std::make_shared<const RasterPicture>(layer.raster->picture(view, cancel));
            for (const QString &problem : picture->problems)
                problems << QStringLiteral("%1: %2").arg(layer.name, problem);
            layer.picture = std::move(picture);
        } catch (const base::Error &error) {
            if (error.kind() == base::ErrorKind::Cancelled)
                throw;
            problems << QStringLiteral("%1 is not drawn. %2").arg(layer.name, error.message());
        }
    }
    return problems;
}

} // namespace marz::map
