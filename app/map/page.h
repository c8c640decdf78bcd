#pragma once

#include "map/renderer.h"

#include <QSize>
#include <QStringList>

namespace marz::map {

/// A page around a map: title, legend of what is visible, scale bar, north arrow, sources, disclaimer,
/// filter, counts, profile (look.md "Page").
struct Page {
    QSize sizePx; ///< device pixels of the whole page
    double dpi = 96;
    QString title; ///< empty = no title line
    QString subtitle;
    QString filterWords;
    QString
        countLine; ///< "12 incidents: 10 certain, 2 possible; 3 not on the map (2 unlocated, 1 country only)"
    QString sourcesLine;
    QString disclaimer;  ///< never empty on a written file
    QString profileLine; ///< "Profile: public. TLP:GREEN"
    QString marking;     ///< banner top and bottom; empty = none
    QString watermark;   ///< "SAMPLE DATA"; empty = none
    bool hasLegend = true;
};

/// The standing text on boundaries: no endorsement, dotted = disputed, how accurate.
QString defaultDisclaimer();

/// Size in device pixels of a named paper ("A4", "A3", "Letter"; landscape) at @p dpi. Throws
/// base::Error(Invalid).
QSize paperSizePx(const QString &paper, double dpi);

/// Where the map itself goes on the page, device pixels.
QRect mapRect(const Page &page);

/// The view of the page's map: all of @p seen (map units of @p crs) fitted into mapRect(), in device pixels
/// of the page with a pixel ratio of dpi / 96, so that symbols and text have the size in print that they have
/// on the screen.
Viewport viewOnPage(const Page &page, const geo::Crs &crs, const geo::MapBox &seen);

/// Draws page and map; @p framed is viewOnPage(). The same call serves the window's export, `marz render` and
/// the clipboard picture.
void drawPage(QPainter &painter, const Page &page, Renderer &renderer, const Scene &scene,
              const Viewport &framed, const base::CancelToken &cancel = {});

/// Scale bar, north arrow and, where there are, @p credits for the window (device-independent pixels).
void drawDecorations(QPainter &painter, const Viewport &view, Theme theme, const QString &credits = {});

} // namespace marz::map
