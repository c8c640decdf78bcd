#include "map/page.h"

#include "base/error.h"
#include "map/decorations.h"
#include "map/legend.h"
#include "map/textshape.h"
#include "map/theme.h"

#include <QPainter>

#include <cmath>

namespace marz::map {

namespace {

constexpr double pxPerPt = 96.0 / 72;
constexpr double marginPx = 36;
constexpr double legendWidthPx = 190;
constexpr double legendGapPx = 18;
constexpr double bannerPx = 24;
constexpr double scaleRowPx = 34;

const TextStyle titleStyle{.sizePx = 18 * pxPerPt, .isSemibold = true};
const TextStyle subtitleStyle{.sizePx = 11 * pxPerPt};
const TextStyle noteStyle{.sizePx = 8 * pxPerPt};
const TextStyle countStyle{.sizePx = 8.5 * pxPerPt, .isSemibold = true};
const TextStyle bannerStyle{.sizePx = 10 * pxPerPt, .isSemibold = true, .spacingEm = 0.1};

/// One paragraph under the map.
struct Note {
    QStringList lines;
    TextStyle style;
};

/// Everything on a page except the map's content, in pixels of 1/96 inch.
struct Layout {
    double scale = 1; ///< device pixels per such pixel
    QSizeF size;
    double left = marginPx;
    double right = 0;
    QStringList titleLines;
    QStringList subtitleLines;
    double titleTop = 0;
    QRect map; ///< device pixels
    QRectF legend;
    double scaleRowTop = 0;
    std::vector<Note> notes;
    double notesTop = 0;
};

double lineHeight(const TextStyle &style)
{
    return style.sizePx * 1.38;
}

std::vector<Note> notesOf(const Page &page, double width)
{
    std::vector<Note> notes;
    const auto add = [&](const QString &text, const TextStyle &style) {
        if (!text.isEmpty())
            notes.push_back({wrapped(text, style, width), style});
    };
    add(page.countLine, countStyle);
    add(page.filterWords, noteStyle);
    add(page.sourcesLine, noteStyle);
    add(page.disclaimer, noteStyle);
    add(page.profileLine, noteStyle);
    return notes;
}

double heightOf(const std::vector<Note> &notes)
{
    double height = 0;
    for (const Note &note : notes)
        height += lineHeight(note.style) * static_cast<double>(note.lines.size());
    return height;
}

Layout layoutOf(const Page &page)
{
    Layout layout;
    layout.scale = page.dpi / 96;
    layout.size = QSizeF(page.sizePx) / layout.scale;
    // Small pictures keep a smaller margin, so that the map keeps the most of them.
    const double margin = std::clamp(layout.size.width() * 0.035, 8.0, marginPx);
    layout.left = margin;
    layout.right = layout.size.width() - margin;
    const double width = std::max(20.0, layout.right - layout.left);
    const double banner = page.marking.isEmpty() ? 0 : bannerPx;
    double top = margin + banner;
    layout.titleTop = top;
    if (!page.title.isEmpty())
        layout.titleLines = wrapped(page.title, titleStyle, width);
    if (!page.subtitle.isEmpty())
        layout.subtitleLines = wrapped(page.subtitle, subtitleStyle, width);
    top += lineHeight(titleStyle) * static_cast<double>(layout.titleLines.size()) +
           lineHeight(subtitleStyle) * static_cast<double>(layout.subtitleLines.size());
    if (!layout.titleLines.isEmpty() || !layout.subtitleLines.isEmpty())
        top += 8;
    layout.notes = notesOf(page, width);
    layout.notesTop = layout.size.height() - margin - banner - heightOf(layout.notes);
    layout.scaleRowTop = layout.notesTop - scaleRowPx - 6;
    const bool hasLegend = page.hasLegend && width > 2.2 * legendWidthPx;
    const double mapRight = hasLegend ? layout.right - legendWidthPx - legendGapPx : layout.right;
    const auto device = [&](double v) { return static_cast<int>(std::lround(v * layout.scale)); };
    layout.map = QRect(QPoint(device(layout.left), device(top)),
                       QSize(std::max(1, device(mapRight) - device(layout.left)),
                             std::max(1, device(layout.scaleRowTop - 4) - device(top))));
    if (hasLegend)
        layout.legend = QRectF(mapRight + legendGapPx, top, legendWidthPx, layout.scaleRowTop - 4 - top);
    return layout;
}

void paintText(QPainter &painter, QPointF baseline, const QString &text, const TextStyle &style,
               const QColor &colour)
{
    painter.fillPath(textShape(text, style)->path().translated(baseline), colour);
}

double paintLinesOfText(QPainter &painter, QPointF topLeft, const QStringList &lines, const TextStyle &style,
                        const QColor &colour)
{
    double y = topLeft.y();
    for (const QString &line : lines) {
        paintText(painter, {topLeft.x(), y + style.sizePx}, line, style, colour);
        y += lineHeight(style);
    }
    return y;
}

void paintBanners(QPainter &painter, const Layout &layout, const QString &marking)
{
    if (marking.isEmpty())
        return;
    const auto shape = textShape(marking, bannerStyle);
    for (const double top : {0.0, layout.size.height() - bannerPx}) {
        painter.fillRect(QRectF(0, top, layout.size.width(), bannerPx), QColor(0x2B2B2B));
        paintText(
            painter,
            {(layout.size.width() - shape->width()) / 2, top + bannerPx / 2 + bannerStyle.sizePx * 0.36},
            marking, bannerStyle, Qt::white);
    }
}

void paintWatermark(QPainter &painter, const Page &page, const Layout &layout)
{
    if (page.watermark.isEmpty())
        return;
    const QRectF map(QPointF(layout.map.topLeft()) / layout.scale, QSizeF(layout.map.size()) / layout.scale);
    TextStyle style{.sizePx = 100, .isSemibold = true};
    const double diagonal = std::hypot(map.width(), map.height());
    style.sizePx = 100 * 0.6 * diagonal / std::max(1.0, textShape(page.watermark, style)->width());
    style.sizePx = std::min(style.sizePx, map.height() * 0.3);
    const auto shape = textShape(page.watermark, style);
    painter.save();
    painter.translate(map.center());
    painter.rotate(-std::atan2(map.height(), map.width()) * 180 / 3.14159265358979);
    painter.fillPath(shape->path().translated(-shape->width() / 2, style.sizePx * 0.35),
                     QColor(90, 90, 90, 46));
    painter.restore();
}

/// Lines and symbols may reach over the frame by half their width; the margin goes over them, since an SVG
/// file cannot clip.
void paintMargin(QPainter &painter, const Layout &layout)
{
    const QRectF page(QPointF(0, 0), layout.size);
    const QRectF map(QPointF(layout.map.topLeft()) / layout.scale, QSizeF(layout.map.size()) / layout.scale);
    painter.fillRect(QRectF(page.topLeft(), QPointF(page.right(), map.top())), Qt::white);
    painter.fillRect(QRectF(QPointF(0, map.bottom()), page.bottomRight()), Qt::white);
    painter.fillRect(QRectF(QPointF(0, map.top()), QPointF(map.left(), map.bottom())), Qt::white);
    painter.fillRect(QRectF(QPointF(map.right(), map.top()), QPointF(page.right(), map.bottom())), Qt::white);
    painter.setPen(QPen(QColor(0x6B6459), 0.8));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(map);
}

void paintScaleRow(QPainter &painter, const Layout &layout, const Viewport &view)
{
    const DecorationStyle style{QColor(0x33302B), Qt::white, Qt::transparent, 8.5 * pxPerPt};
    const double bottom = layout.scaleRowTop + scaleRowPx - 4;
    const double mapWidth = layout.map.width() / layout.scale;
    const ScaleBar bar = scaleBarOf(view, std::min(200.0, mapWidth * 0.45));
    paintScaleBar(painter, bar, {layout.left + 1, bottom}, style);
    const QString words = QStringLiteral("Scale true at the map's centre; %1")
                              .arg(view.crs().epsg() != 0 ? view.crs().code() : view.crs().name());
    const double x = layout.left + 2 * bar.segmentPx + 46;
    if (x + textShape(words, noteStyle)->width() < layout.left + mapWidth - 30)
        paintText(painter, {x, bottom}, words, noteStyle, QColor(0x6E695F));
    paintNorthArrow(painter, northDeg(view),
                    {layout.left + mapWidth - 10, layout.scaleRowTop + scaleRowPx / 2 + 6}, 20, style);
}

} // namespace

QString defaultDisclaimer()
{
    return QStringLiteral(
        "Boundaries, names and designations do not imply endorsement or acceptance; dotted lines are "
        "disputed. Nine tenths of the boundary lines lie within 1.8 km of better sources; they decide "
        "no claim.");
}

QSize paperSizePx(const QString &paper, double dpi)
{
    struct Paper {
        const char *name;
        double widthMm, heightMm; ///< landscape
    };
    constexpr Paper papers[] = {
        {"A5", 210, 148}, {"A4", 297, 210}, {"A3", 420, 297}, {"A2", 594, 420}, {"Letter", 279.4, 215.9}};
    constexpr double mmPerInch = 25.4;
    QStringList names;
    for (const Paper &p : papers) {
        if (paper.compare(QLatin1String(p.name), Qt::CaseInsensitive) == 0 && dpi >= 1 && dpi <= 2400)
            return {static_cast<int>(std::lround(p.widthMm / mmPerInch * dpi)),
                    static_cast<int>(std::lround(p.heightMm / mmPerInch * dpi))};
        names.append(QLatin1String(p.name));
    }
    throw base::Error(
        base::ErrorKind::Invalid, QStringLiteral("No paper size \"%1\" at %2 dpi").arg(paper).arg(dpi),
        QStringLiteral("Use one of %1, at 1 to 2400 dpi.").arg(names.join(QStringLiteral(", "))));
}

QRect mapRect(const Page &page)
{
    return layoutOf(page).map;
}

Viewport viewOnPage(const Page &page, const geo::Crs &crs, const geo::MapBox &seen)
{
    const Layout layout = layoutOf(page);
    const double width = layout.map.width() / layout.scale;
    const double height = layout.map.height() / layout.scale;
    const QSize size(static_cast<int>(std::ceil(width)), static_cast<int>(std::ceil(height)));
    return Viewport(crs, seen.centre(), std::max(seen.width() / width, seen.height() / height), size,
                    layout.scale);
}

void drawPage(QPainter &painter, const Page &page, Renderer &renderer, const Scene &scene,
              const Viewport &framed, const base::CancelToken &cancel)
{
    const Layout layout = layoutOf(page);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRect(QPoint(0, 0), page.sizePx), Qt::white);
    painter.save();
    painter.setClipRect(layout.map);
    painter.translate(layout.map.topLeft());
    painter.scale(layout.scale, layout.scale);
    renderer.drawFrame(painter, scene, framed, cancel);
    painter.restore();
    if (cancel.isCancelled()) {
        painter.restore();
        return;
    }
    painter.scale(layout.scale, layout.scale);
    paintMargin(painter, layout);
    paintWatermark(painter, page, layout);
    double y = paintLinesOfText(painter, {layout.left, layout.titleTop}, layout.titleLines, titleStyle,
                                QColor(0x1E1C19));
    paintLinesOfText(painter, {layout.left, y}, layout.subtitleLines, subtitleStyle, QColor(0x777268));
    if (!layout.legend.isNull())
        paintLegend(painter, legendOf(scene, framed), layout.legend, scene.theme);
    paintScaleRow(painter, layout, framed);
    y = layout.notesTop;
    for (const Note &note : layout.notes)
        y = paintLinesOfText(painter, {layout.left, y}, note.lines, note.style, QColor(0x55514A));
    paintBanners(painter, layout, page.marking);
    painter.restore();
}

} // namespace marz::map
