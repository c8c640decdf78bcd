#include "map/incidentpainter.h"

#include "map/badge.h"
#include "map/discs.h"
#include "map/hatch.h"
#include "map/projectedlayer.h"
#include "map/stamp.h"
#include "map/surface.h"
#include "map/symbolgroups.h"
#include "map/theme.h"

#include <QPainter>

#include <cmath>

namespace marz::map {

namespace {

/// More discs than this hide the map.
constexpr std::size_t mostDiscs = 60;
/// Above this a vector file gets the symbols as a picture.
constexpr std::size_t mostVectorSymbols = 20'000;

} // namespace

struct IncidentPainter::Job {
    QPainter &painter;
    const Scene &scene;
    const Viewport &view;
    FrameEdge edge;
    const Placement &placement;
    const index::IncidentIndex &index;
    const index::Mask &mask;
    const Palette &colours;

    bool isVector() const { return surfaceOf(painter) == Surface::Vector; }
    /// A vector file must hold nothing whose place is outside the frame.
    bool isAllowed(QPointF place) const
    {
        return edge == FrameEdge::Padded || QRectF(QPointF(0, 0), QSizeF(view.size())).contains(place);
    }
    SymbolStyle styleOf(index::Row row) const
    {
        const auto &families = index.vocabulary().families();
        const std::uint8_t family = index.familyId(row);
        return {family < families.size() ? &families[family] : nullptr, index.verification(row),
                isDistrict(index.placePrecision(row))};
    }
    /// The symbols that are selected or hovered, by row.
    std::vector<std::pair<index::Row, bool>> marked() const
    {
        std::vector<std::pair<index::Row, bool>> rows;
        const auto add = [&](qint64 fid, bool isSelected) {
            const auto row = index.rowOf(fid);
            if (row && *row < mask.size() && mask.matches(*row))
                rows.emplace_back(*row, isSelected);
        };
        for (const qint64 fid : scene.incidents.selected)
            add(fid, true);
        if (scene.incidents.hovered != 0)
            add(scene.incidents.hovered, false);
        return rows;
    }
};

void IncidentPainter::paint(QPainter &painter, const Scene &scene, const Viewport &view, FrameEdge edge)
{
    const IncidentLayer &layer = scene.incidents;
    if (!layer.isVisible || !layer.index || !layer.mask || layer.opacity <= 0)
        return;
    const auto placed = placement(scene, view);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity(painter.opacity() * layer.opacity);
    const Job job{painter, scene, view, edge, *placed, *layer.index, *layer.mask, palette(scene.theme)};
    paintHatches(job);
    paintDiscs(job);
    if (placed->isCrowded)
        paintCrowd(job);
    else
        paintSymbols(job);
    paintUnitBadges(job);
    paintMarked(job);
    painter.restore();
}

void IncidentPainter::paintHatches(const Job &job)
{
    // Countries first: a province's denser hatch lies on top.
    for (const bool isCountry : {true, false}) {
        for (const PlacedUnit &unit : job.placement.units) {
            if (unit.isCountry != isCountry)
                continue;
            const auto shape = projected(job.scene.layers[unit.layer].content, job.view.crs());
            const QPainterPath area = areaPath(*shape, unit.feature, job.view, job.edge);
            HatchPattern pattern;
            pattern.isRising = isCountry;
            pattern.spacingPx = isCountry ? 22 : 11;
            pattern.widthPx = isCountry ? 0.7 : 0.9;
            pattern.origin = job.view.worldToScreen(shape->features()[unit.feature].box.centre());
            if (!job.isVector()) {
                PixelPainter pixels(job.painter);
                pixels.pave(area, hatchTile(pattern, job.colours.hatch, pixels.scale()), pattern.origin);
                continue;
            }
            const std::vector<QLineF> lines = hatchLines(area, pattern);
            job.painter.setPen(QPen(job.colours.hatch, pattern.widthPx));
            job.painter.drawLines(lines.data(), static_cast<int>(lines.size()));
        }
    }
}

void IncidentPainter::paintDiscs(const Job &job)
{
    std::vector<index::Row> rows;
    for (const auto &[row, isSelected] : job.marked())
        rows.push_back(row);
    if (!job.placement.isCrowded && job.placement.counts.drawn < Placement::fewEnoughForDiscs) {
        for (const PlacedSymbol &symbol : job.placement.symbols) {
            for (const index::Row row : job.placement.membersOf(symbol))
                rows.push_back(row);
        }
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    if (rows.size() > mostDiscs)
        rows.resize(mostDiscs);
    UncertaintyAreas areas(job.scene, job.view, job.edge);
    for (const index::Row row : rows) {
        const UncertaintyArea area = areas.of(row);
        const SymbolStyle style = job.styleOf(row);
        QColor colour(style.family ? style.family->colour : QStringLiteral("#8C8C8C"));
        colour.setAlphaF(0.10F);
        QPainterPath filled;
        for (const QPolygonF &polygon : area.areas) {
            filled.addPolygon(polygon);
            filled.closeSubpath();
        }
        job.painter.fillPath(filled, colour);
        colour.setAlphaF(0.75F);
        QPen pen(colour, 1.1, Qt::CustomDashLine, Qt::FlatCap);
        pen.setDashPattern({4, 3});
        job.painter.setPen(pen);
        job.painter.setBrush(Qt::NoBrush);
        for (const QPolygonF &edge : area.edges)
            job.painter.drawPolyline(edge);
    }
}

void IncidentPainter::paintSymbolAt(const Job &job, QPointF at, index::Row row, double sizePx,
                                    bool isPossible)
{
    SymbolStyle style = job.styleOf(row);
    style.isPossible = isPossible;
    if (job.isVector()) {
        paintSymbol(job.painter, at, style, sizePx);
        return;
    }
    PixelPainter pixels(job.painter);
    const QImage &image = m_sprites.sprite(style, sizePx, pixels.scale());
    pixels.put(image, at, QPoint(image.width() / 2, image.height() / 2));
}

void IncidentPainter::paintSymbols(const Job &job)
{
    QPainter &painter = job.painter;
    // A symbol that was moved aside keeps a thread to its place.
    for (const PlacedSymbol &symbol : job.placement.symbols) {
        if (!job.isAllowed(symbol.place) || (symbol.at - symbol.place).manhattanLength() < 5)
            continue;
        painter.setPen(QPen(job.colours.name, 0.9));
        painter.drawLine(symbol.place, symbol.at);
        painter.setPen(Qt::NoPen);
        painter.setBrush(job.colours.name);
        painter.drawEllipse(symbol.place, 1.4, 1.4);
    }
    for (const bool isCoarse : {true, false}) {
        for (const PlacedSymbol &symbol : job.placement.symbols) {
            if (symbol.isCoarse != isCoarse || !job.isAllowed(symbol.place))
                continue;
            paintSymbolAt(job, symbol.at, symbol.row, symbolSizePx, symbol.isPossible);
        }
    }
    for (const PlacedSymbol &symbol : job.placement.symbols) {
        if (symbol.memberCount > 1 && job.isAllowed(symbol.place))
            paintBadge(job, symbol.at + QPointF(8.5, -7.5), countText(symbol.memberCount));
    }
}

void IncidentPainter::paintCrowd(const Job &job)
{
    if (job.isVector() && job.placement.dots.size() <= mostVectorSymbols) {
        for (const PlacedDot &dot : job.placement.dots) {
            const QPointF at = job.placement.centreOf(dot);
            if (!job.isAllowed(at))
                continue;
            const bool isPossible = job.mask.at(dot.row) == incident::Match::Possible;
            paintSymbolAt(job, at, dot.row, job.placement.dotPx, isPossible);
        }
    } else {
        paintStampedCrowd(job);
    }
    for (const std::uint32_t dot : job.placement.lonelyStacks) {
        const QPointF at = job.placement.centreOf(job.placement.dots[dot]);
        if (job.isAllowed(at))
            paintBadge(job, at + QPointF(8, -7), countText(job.placement.dots[dot].count));
    }
}

void IncidentPainter::paintStampedCrowd(const Job &job)
{
    const double ratio = job.view.devicePixelRatio();
    if (const auto pixels = pixelsUnder(job.painter, QRectF(QPointF(0, 0), QSizeF(job.view.size())))) {
        stampDots(*pixels, job.placement, job.index, job.mask, ratio, m_sprites);
        return;
    }
    const QSize size = job.view.deviceSize();
    if (m_crowd.size() != size)
        m_crowd = QImage(size, QImage::Format_ARGB32_Premultiplied);
    m_crowd.fill(Qt::transparent);
    stampDots(pixelsOf(m_crowd), job.placement, job.index, job.mask, ratio, m_sprites);
    if (job.isVector())
        job.painter.drawImage(QRectF(QPointF(0, 0), QSizeF(size) / ratio), m_crowd, QRectF(m_crowd.rect()));
    else
        PixelPainter(job.painter).put(m_crowd, {0, 0}, {0, 0});
}

void IncidentPainter::paintBadge(const Job &job, QPointF centre, const QString &text)
{
    const TextStyle style = badgeStyle();
    const auto shape = textShape(text, style);
    const QRectF box = badgeBox(text).translated(centre);
    const double height = box.height();
    job.painter.setPen(QPen(job.colours.symbolRim, 1));
    job.painter.setBrush(job.colours.badge);
    job.painter.drawRoundedRect(box, height / 2, height / 2);
    m_labels.paintText(job.painter, centre + QPointF(-shape->width() / 2, 3.4), text, style,
                       job.colours.badgeText, Qt::transparent);
}

void IncidentPainter::paintUnitBadges(const Job &job)
{
    for (const PlacedUnit &unit : job.placement.units) {
        if (!unit.isBadgeVisible)
            continue;
        paintBadge(job, unit.badgeAt, unitBadgeText(unit));
    }
}

bool IncidentPainter::paintMarkedUnit(const Job &job, index::Row row)
{
    for (const PlacedUnit &unit : job.placement.units) {
        if (std::find(unit.rows.begin(), unit.rows.end(), row) == unit.rows.end())
            continue;
        if (unit.isBadgeVisible) {
            const QRectF box = unitBadgeBox(unit).adjusted(-3, -3, 3, 3);
            job.painter.setBrush(Qt::NoBrush);
            job.painter.setPen(QPen(job.colours.accent, 2.2));
            job.painter.drawRoundedRect(box, box.height() / 2, box.height() / 2);
        }
        return true;
    }
    // A unit that no layer draws has no mark at all.
    const auto precision = job.index.placePrecision(row);
    return precision == incident::PlacePrecision::Province || precision == incident::PlacePrecision::Country;
}

void IncidentPainter::paintMarked(const Job &job)
{
    const auto marked = job.marked();
    if (marked.empty())
        return;
    std::unordered_map<index::Row, const PlacedSymbol *> symbolOf;
    for (const PlacedSymbol &symbol : job.placement.symbols) {
        for (const index::Row row : job.placement.membersOf(symbol))
            symbolOf.emplace(row, &symbol);
    }
    const QRectF around = QRectF(QPointF(0, 0), QSizeF(job.view.size())).adjusted(-24, -24, 24, 24);
    for (const auto &[row, isSelected] : marked) {
        QPointF at;
        if (const auto it = symbolOf.find(row); it != symbolOf.end())
            at = it->second->at;
        else if (paintMarkedUnit(job, row) || !job.placement.isCrowded || !job.index.isLocated(row))
            continue;
        else
            at = job.view.worldToScreen(mapPointOf(job.index, row, job.view.crs()));
        if (!around.contains(at) || !job.isAllowed(at))
            continue;
        const bool isPossible = job.mask.at(row) == incident::Match::Possible;
        const double sizePx = isSelected ? symbolSizePx + 1 : hoveredSizePx;
        paintSymbolAt(job, at, row, sizePx, isPossible);
        if (!isSelected)
            continue;
        job.painter.setBrush(Qt::NoBrush);
        job.painter.setPen(QPen(job.colours.symbolRim, 4));
        job.painter.drawEllipse(at, 10.5, 10.5);
        job.painter.setPen(QPen(job.colours.accent, 2.2));
        job.painter.drawEllipse(at, 10.5, 10.5);
    }
}

} // namespace marz::map
