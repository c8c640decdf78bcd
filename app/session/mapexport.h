#pragma once

#include "base/job.h"
#include "incident/filter.h"
#include "map/page.h"
#include "session/filteredview.h"

namespace marz::session {

/// An export of the map as chosen in the dialog or on the command line.
struct MapExportChoice {
    QString path;    ///< .png or .jpg
    QSize sizePx;    ///< device pixels of the page
    double dpi = 96; ///< dots per inch
    QString title;
    incident::Profile profile = incident::Profile::Internal;
    QString disclaimer; ///< empty = the standing one
    QString watermark;  ///< "SAMPLE DATA" for the sample
    bool hasLegend = true;
    QStringList inUse; ///< files that are on the map: neither they nor those read with them are overwritten
};

struct MapExportReport {
    QString path;
    QSize sizePx;
    geo::GeoBox extent;
    std::size_t incidentsDrawn = 0;
    std::size_t incidentsNotOnMap = 0;
    double seconds = 0;
    QStringList warnings; ///< what of the layers could not be drawn, one plain sentence each
};

/// An export with everything it needs, so that a worker can draw it while the user goes on.
struct MapExport {
    MapExportChoice choice;
    map::Page page;
    map::Scene scene;
    map::Viewport framed; ///< of the page's map
};

/// The part of the world that an export shows. In degrees, whatever the CRS, as `marz render --extent` takes
/// it: then the window and the command line frame the same map, bit for bit.
struct MapSection {
    geo::Crs crs;
    geo::GeoBox extent;
    double marginPx = 0; ///< left free around it, device-independent pixels
};

/// The export of @p section: what the profile withholds is left out, the page has its words, counts, sources
/// and marking. @p scene brings layers and annotations; @p shown are the records that @p filtered matches.
MapExport mapExportOf(const MapExportChoice &choice, map::Scene scene, Filtered filtered,
                      const std::vector<incident::Incident> &shown, const MapSection &section);

/// The page drawn on an image (the clipboard's slide picture too); @p warnings gets what of the layers could
/// not be drawn. Throws base::Error.
QImage exportImage(const MapExport &prepared, const base::CancelToken &cancel,
                   QStringList *warnings = nullptr);

/// Makes @p encoded the content of @p path, once it decodes to the size of @p drawn and, where the format
/// loses nothing, to its pixels. Throws base::Error; a file of that name stays as it was then.
void writePicture(const QString &path, const QByteArray &encoded, const QImage &drawn);

/// Draws and writes (writePicture()). Blocks: call it on a worker. Throws base::Error; a file of that name
/// stays as it was then.
MapExportReport exportMap(const MapExport &prepared, const base::CancelToken &cancel);

} // namespace marz::session
