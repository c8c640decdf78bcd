#include "map/legend.h"

#include "map/labelpainter.h"
#include "map/projectedlayer.h"
#include "map/rasterpainter.h"
#include "map/rasterramp.h"
#include "map/symbolgroups.h"
#include "map/symbolshape.h"
#include "map/theme.h"

#include <QPainter>

namespace marz::map {

namespace {

using Kind = LegendEntry::Kind;

constexpr double textPx = 8.5 * 96 / 72;
constexpr double lineStepPx = 14.5;
constexpr double keyWidthPx = 24;

const incident::Family &example()
{
    static const incident::Family family{{}, {}, QStringLiteral("#7A7A7A"), QStringLiteral("circle")};
    return family;
}

void addVerifications(const Placement &placed, std::vector<LegendEntry> &entries)
{
    using incident::Verification;
    if (placed.verifications.none() || !placed.showsVerification())
        return;
    entries.push_back({Kind::Heading, QStringLiteral("Verification (fill)")});
    const auto has = [&](Verification v) { return placed.verifications.test(static_cast<std::size_t>(v)); };
    const auto add = [&](Verification v, const QString &text) {
        entries.push_back({Kind::Verification, text, nullptr, v, {}});
    };
    const bool isConfirmed = has(Verification::OfficiallyConfirmed);
    if (has(Verification::Corroborated) || isConfirmed)
        add(Verification::Corroborated, QStringLiteral("corroborated or confirmed"));
    if (has(Verification::SingleOrigin))
        add(Verification::SingleOrigin, QStringLiteral("single origin"));
    if (has(Verification::Unverified))
        add(Verification::Unverified, QStringLiteral("unverified"));
    if (has(Verification::Disputed))
        add(Verification::Disputed, QStringLiteral("disputed"));
    if (has(Verification::Refuted))
        add(Verification::Refuted, QStringLiteral("refuted"));
}

void addPlaces(const Placement &placed, std::vector<LegendEntry> &entries)
{
    std::vector<LegendEntry> found;
    if (placed.hasCoarse)
        found.push_back({Kind::District, QStringLiteral("known to the district only")});
    if (placed.hasStacks)
        found.push_back({Kind::Stack, QStringLiteral("several at one place")});
    for (const bool isCountry : {false, true}) {
        const bool any = std::any_of(placed.units.begin(), placed.units.end(),
                                     [&](const PlacedUnit &unit) { return unit.isCountry == isCountry; });
        if (any && isCountry)
            found.push_back({Kind::CountryHatch, QStringLiteral("known to the country only")});
        else if (any)
            found.push_back({Kind::ProvinceHatch, QStringLiteral("known to the province only")});
    }
    if (!placed.isCrowded && placed.counts.drawn > 0 && placed.counts.drawn < Placement::fewEnoughForDiscs)
        found.push_back({Kind::Disc, QStringLiteral("somewhere inside")});
    if (placed.hasPossible)
        found.push_back({Kind::Possible, QStringLiteral("possibly matches the filter")});
    if (found.empty())
        return;
    entries.push_back({Kind::Heading, QStringLiteral("Place and match")});
    entries.insert(entries.end(), found.begin(), found.end());
}

bool isAnyInView(const ReferenceLayer &layer, const Viewport &view, bool isDashed)
{
    const auto shape = projected(layer.content, view.crs());
    const geo::MapBox box = view.box();
    for (std::size_t i = 0; i < layer.content->features.size(); ++i) {
        if (layer.content->features[i].isDashed == isDashed && shape->features()[i].box.intersects(box))
            return true;
    }
    return false;
}

/// A layer of one class is a line among the others; one of several has its own heading.
void addUserLayer(const ReferenceLayer &layer, const Viewport &view, std::vector<LegendEntry> &one,
                  std::vector<LegendEntry> &several)
{
    static const auto plain = std::make_shared<const LayerStyle>();
    const auto style = layer.style ? layer.style : plain;
    if (!style->scales.holds(view.scaleDenominator()) ||
        !projected(layer.content, view.crs())->box().intersects(view.box()))
        return;
    const SwatchKinds kinds = swatchKindsOf(*layer.content);
    const auto entry = [&](const QString &text, std::size_t number) {
        LegendEntry made{Kind::UserLayer, text};
        made.style = style;
        made.classNumber = number;
        made.kinds = kinds;
        return made;
    };
    if (style->classes.size() == 1) {
        one.push_back(entry(layer.name, 0));
        return;
    }
    several.push_back({Kind::Heading, layer.name});
    for (std::size_t i = 0; i < style->classes.size(); ++i) {
        if (style->classes[i].isVisible)
            several.push_back(entry(style->classes[i].label, i));
    }
}

/// Tints have two lines: the layer's name, and the ramp between its ends.
void addRaster(const ReferenceLayer &layer, std::vector<LegendEntry> &entries)
{
    const std::optional<RasterTints> tints = layer.raster->tints();
    if (!tints)
        return;
    entries.push_back({Kind::Heading, layer.name});
    LegendEntry ramp{
        Kind::Ramp,
        QStringLiteral("%1 to %2").arg(tintText(*tints, tints->low), tintText(*tints, tints->high))};
    ramp.tints = *tints;
    entries.push_back(std::move(ramp));
}

void addReference(const Scene &scene, const Viewport &view, std::vector<LegendEntry> &entries)
{
    std::vector<LegendEntry> found;
    std::vector<LegendEntry> own;
    for (const ReferenceLayer &layer : scene.layers) {
        if (isRasterShown(layer, view))
            addRaster(layer, own);
        if (!layer.isVisible || !layer.content || layer.opacity <= 0)
            continue;
        switch (layer.role) {
        case LayerRole::Borders:
            if (isAnyInView(layer, view, false))
                found.push_back({Kind::Border, QStringLiteral("international border")});
            if (isAnyInView(layer, view, true))
                found.push_back({Kind::Disputed, QStringLiteral("disputed line")});
            break;
        case LayerRole::Units:
            if (isAnyInView(layer, view, false))
                found.push_back({Kind::Unit, QStringLiteral("first-level unit")});
            break;
        case LayerRole::Rivers:
            if (isAnyInView(layer, view, false))
                found.push_back({Kind::River, QStringLiteral("river")});
            break;
        case LayerRole::Lakes:
            if (isAnyInView(layer, view, false))
                found.push_back({Kind::Lake, QStringLiteral("lake")});
            break;
        case LayerRole::User:
            addUserLayer(layer, view, found, own);
            break;
        default:
            break;
        }
    }
    if (!found.empty())
        entries.push_back({Kind::Heading, QStringLiteral("Map")});
    entries.insert(entries.end(), found.begin(), found.end());
    entries.insert(entries.end(), own.begin(), own.end());
}

void paintBox(QPainter &painter, const QRectF &box, const QColor &fill, const QPen &pen)
{
    painter.setBrush(fill);
    painter.setPen(pen);
    painter.drawRect(box);
}

void paintHatchKey(QPainter &painter, QPointF at, const Palette &colours, bool isCountry)
{
    const QRectF box(at.x() - 8, at.y() - 5, 16, 10);
    paintBox(painter, box, colours.land, QPen(colours.unitLine, 0.8));
    painter.setPen(QPen(colours.hatch, 1));
    const double step = isCountry ? 8 : 4.5;
    for (double x = box.left() - 10; x < box.right(); x += step) {
        // 45 degrees, cut to the box by hand
        const double from = std::max(x, box.left());
        const double to = std::min(x + 10, box.right());
        if (from >= to)
            continue;
        const double y0 = isCountry ? box.top() + (from - x) : box.bottom() - (from - x);
        const double y1 = isCountry ? box.top() + (to - x) : box.bottom() - (to - x);
        painter.drawLine(QPointF(from, y0), QPointF(to, y1));
    }
}

void paintLineKey(QPainter &painter, QPointF at, const QPen &pen)
{
    painter.setPen(pen);
    painter.drawLine(at - QPointF(9, 0), at + QPointF(9, 0));
}

void paintDiscKey(QPainter &painter, QPointF at)
{
    QColor colour(example().colour);
    colour.setAlphaF(0.12F);
    QColor edge = colour;
    edge.setAlphaF(0.8F);
    QPen pen(edge, 1, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern({3, 2});
    painter.setPen(pen);
    painter.setBrush(colour);
    painter.drawEllipse(at, 6, 6);
}

void paintStackKey(QPainter &painter, QPointF at, const Palette &colours)
{
    paintSymbol(painter, at - QPointF(4, 0), {&example(), incident::Verification::Corroborated, false}, 8);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.badge);
    painter.drawEllipse(at + QPointF(4, -2), 5.2, 5.2);
    const TextStyle style{.sizePx = 7.5, .isSemibold = true};
    const auto shape = textShape(QStringLiteral("5"), style);
    painter.fillPath(shape->path().translated(at + QPointF(4 - shape->width() / 2, 0.8)), colours.badgeText);
}

void paintKey(QPainter &painter, const LegendEntry &entry, QPointF at, const Palette &colours)
{
    using incident::Verification;
    switch (entry.kind) {
    case Kind::Heading:
        return;
    case Kind::Family:
        return paintSymbol(painter, at, {entry.family, Verification::Corroborated, false}, symbolSizePx);
    case Kind::Verification:
        return paintSymbol(painter, at, {&example(), entry.verification, false}, symbolSizePx);
    case Kind::District:
        return paintSymbol(painter, at, {&example(), Verification::Corroborated, true}, symbolSizePx);
    case Kind::Stack:
        return paintStackKey(painter, at, colours);
    case Kind::ProvinceHatch:
    case Kind::CountryHatch:
        return paintHatchKey(painter, at, colours, entry.kind == Kind::CountryHatch);
    case Kind::Disc:
        return paintDiscKey(painter, at);
    case Kind::Possible:
        return paintSymbol(painter, at, {&example(), Verification::Corroborated, false, true}, symbolSizePx);
    case Kind::Border:
        return paintLineKey(painter, at, QPen(colours.border, 1.6));
    case Kind::Disputed: {
        QPen dots(colours.border, 1.8, Qt::CustomDashLine, Qt::RoundCap);
        dots.setDashPattern({0.05, 2.2});
        return paintLineKey(painter, at, dots);
    }
    case Kind::Unit:
        return paintLineKey(painter, at, QPen(colours.unitLine, 0.8));
    case Kind::River:
        return paintLineKey(painter, at, QPen(colours.river, 1.4));
    case Kind::Lake:
        return paintBox(painter, QRectF(at.x() - 8, at.y() - 5, 16, 10), colours.water,
                        QPen(colours.river, 0.7));
    case Kind::Ramp: {
        const QRectF box(at.x() - 9, at.y() - 5, 18, 10);
        painter.drawImage(box, rampPicture(entry.tints.ramp, {18, 1}));
        return paintBox(painter, box, Qt::transparent, QPen(colours.unitLine, 0.7));
    }
    case Kind::UserLayer:
        return paintSwatch(painter, QRectF(at.x() - 9, at.y() - 6, 18, 12),
                           entry.style->classes[entry.classNumber], entry.kinds,
                           &colours == &palette(Theme::Dark) ? Theme::Dark : Theme::Light);
    }
}

} // namespace

std::vector<LegendEntry> legendOf(const Scene &scene, const Viewport &view)
{
    std::vector<LegendEntry> entries;
    const auto placed = placement(scene, view);
    if (scene.incidents.isVisible && scene.incidents.index) {
        const auto &families = scene.incidents.index->vocabulary().families();
        if (placed->families.any())
            entries.push_back({Kind::Heading, QStringLiteral("Incidents")});
        for (std::size_t i = 0; i < families.size() && i < placed->families.size(); ++i) {
            if (placed->families.test(i))
                entries.push_back({Kind::Family, families[i].label, &families[i], {}});
        }
        addVerifications(*placed, entries);
        addPlaces(*placed, entries);
    }
    addReference(scene, view, entries);
    return entries;
}

double paintLegend(QPainter &painter, const std::vector<LegendEntry> &entries, const QRectF &area,
                   Theme theme)
{
    const Palette &colours = palette(theme);
    const TextStyle plain{.sizePx = textPx};
    const TextStyle heading{.sizePx = textPx, .isSemibold = true};
    const QColor ink(0x33, 0x30, 0x2B);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    double y = area.top();
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const LegendEntry &entry = entries[i];
        const bool isHeading = entry.kind == Kind::Heading;
        const double indent = isHeading ? 0 : keyWidthPx;
        const QStringList lines = wrapped(entry.text, isHeading ? heading : plain, area.width() - indent);
        const double above = isHeading && i > 0 ? 6 : 0;
        const double height = above + lineStepPx * static_cast<double>(lines.size());
        if (y + height + (i + 1 < entries.size() ? lineStepPx : 0) > area.bottom()) {
            const QString more = QStringLiteral("and %1 more").arg(entries.size() - i);
            painter.fillPath(textShape(more, plain)->path().translated(area.left(), y + textPx), ink);
            y += lineStepPx;
            break;
        }
        y += above;
        paintKey(painter, entry, QPointF(area.left() + keyWidthPx / 2 - 3, y + lineStepPx / 2), colours);
        for (const QString &line : lines) {
            const auto shape = textShape(line, isHeading ? heading : plain);
            painter.fillPath(shape->path().translated(area.left() + indent, y + textPx), ink);
            y += lineStepPx;
        }
    }
    painter.restore();
    return y - area.top();
}

} // namespace marz::map
