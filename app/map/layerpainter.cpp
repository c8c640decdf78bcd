#include "map/layerpainter.h"

#include "map/tracer.h"
#include "map/userlayerpainter.h"

#include <QPainter>

#include <array>

namespace marz::map {

namespace {

void fill(QPainter &painter, const QPainterPath &path, const QColor &colour)
{
    if (!path.isEmpty())
        painter.fillPath(path, colour);
}

void paintLand(const LayerJob &job)
{
    Tracer tracer(job.shape, job.view, job.frame);
    QPainterPath focus;
    QPainterPath muted;
    for (std::size_t i = 0; i < job.features().size(); ++i)
        tracer.addArea(i, job.features()[i].isMuted ? muted : focus);
    fill(job.painter, muted, job.colours.mutedLand);
    fill(job.painter, focus, job.colours.land);
}

void paintUnits(const LayerJob &job)
{
    // Only where two units meet: the outer edge is coast, international border or the end of the data.
    Tracer tracer(job.shape, job.view, job.frame);
    QPainterPath lines;
    for (const ProjectedLayer::Arc &arc : job.shape.arcs()) {
        if (arc.users > 1)
            tracer.addLine(arc, lines);
    }
    strokeLayer(job, lines, job.colours.unitLine, 0.8);
}

void paintBorders(const LayerJob &job)
{
    Tracer sharp(job.shape, job.view, job.frame);
    Tracer coarse(job.shape, job.view, job.frame, 2.5);
    QPainterPath band;
    QPainterPath agreed;
    QPainterPath disputed;
    for (const ProjectedLayer::Arc &arc : job.shape.arcs()) {
        coarse.addLine(arc, band);
        if (job.features()[arc.feature].isDashed)
            sharp.addDots(arc, 4, disputed);
        else
            sharp.addLine(arc, agreed);
    }
    QColor soft = job.colours.border;
    soft.setAlphaF(0.12F);
    strokeLayer(job, band, soft, 1.6 + 2 * 4);
    strokeLayer(job, agreed, job.colours.border, 1.6);
    strokeLayer(job, disputed, job.colours.border, 1.9);
}

/// Look.md: 0.8 to 1.6 px by rank.
double riverWidthPx(int rank)
{
    return std::clamp(1.6 - 0.2 * rank, 0.8, 1.6);
}

void paintRivers(const LayerJob &job)
{
    Tracer tracer(job.shape, job.view, job.frame);
    constexpr std::size_t classes = 5;
    std::array<QPainterPath, classes> paths;
    for (const ProjectedLayer::Arc &arc : job.shape.arcs()) {
        const int rank = std::clamp(job.features()[arc.feature].rank, 0, static_cast<int>(classes) - 1);
        tracer.addLine(arc, paths[static_cast<std::size_t>(rank)]);
    }
    for (std::size_t i = classes; i-- > 0;)
        strokeLayer(job, paths[i], job.colours.river, riverWidthPx(static_cast<int>(i)));
}

void paintLakes(const LayerJob &job)
{
    Tracer tracer(job.shape, job.view, job.frame);
    QPainterPath areas;
    QPainterPath shores;
    for (std::size_t i = 0; i < job.features().size(); ++i) {
        tracer.addArea(i, areas);
        tracer.addOutline(i, shores);
    }
    fill(job.painter, areas, job.colours.water);
    strokeLayer(job, shores, job.colours.river, 0.7);
}

} // namespace

void strokeLayer(const LayerJob &job, const QPainterPath &path, const QColor &colour, double widthPx)
{
    if (path.isEmpty())
        return;
    if (!job.canvas) {
        job.painter.strokePath(path, {colour, widthPx, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin});
        return;
    }
    QColor tint = colour;
    tint.setAlphaF(colour.alphaF() * static_cast<float>(job.painter.opacity()));
    job.canvas->mask.addLines(job.canvas->toPixels.map(path), widthPx * job.canvas->toPixels.m11());
    job.canvas->mask.paint(job.canvas->rows, tint.rgba());
}

void paintLayer(const LayerJob &job)
{
    switch (job.layer.role) {
    case LayerRole::Land:
        return paintLand(job);
    case LayerRole::Units:
        return paintUnits(job);
    case LayerRole::Borders:
        return paintBorders(job);
    case LayerRole::Rivers:
        return paintRivers(job);
    case LayerRole::Lakes:
        return paintLakes(job);
    case LayerRole::User:
        return paintUserLayer(job);
    case LayerRole::Places: // dots belong to their labels
        return;
    }
}

} // namespace marz::map
