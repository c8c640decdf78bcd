#pragma once

#include "base/job.h"
#include "incident/filter.h"
#include "map/page.h"
#include "session/filteredview.h"

namespace marz::session {

/// An export of the map as chosen in the dialog or on the command line.
struct MapExportChoice {
    QString path; ///< .png (.jpg, .tif)
    QSize sizePx; ///< device pixels of the page
    double dpi = 96;
    QString title;
    incident::Profile profile = incident::Profile::Internal;
    QString disclaimer; ///< empty = the standing one
    QString marking;    ///< highest marking of what is shown; empty = no banner
    QString watermark;  ///< "SAMPLE DATA" for the sample
    bool hasLegend = true;
};

struct MapExportReport {
    QString path;
    QSize sizePx;
    geo::GeoBox extent;
    std::size_t incidentsDrawn = 0;
    std::size_t incidentsNotOnMap = 0;
    double seconds = 0;
};

/// Publishers of the sources, each once, protected ones left out.
QStringList publishersOf(const std::vector<incident::Incident> &incidents);
/// The narrowest marking among @p incidents; empty when none has one.
QString highestMarking(const std::vector<incident::Incident> &incidents);
/// Takes out of @p filtered what @p profile may not show (io::redacted) and counts again; @p shown are the
/// records matched.
void restrictToProfile(Filtered &filtered, const std::vector<incident::Incident> &shown,
                       incident::Profile profile);

/// The page of a scene: words from filter, counts and profile. @p sources are the publishers of what is
/// shown.
map::Page pageFor(const MapExportChoice &choice, const Filtered &filtered, const incident::Filter &filter,
                  const map::OffMap &offMap, const QStringList &publishers);

/// The view that the page's map frame shows of the world in @p view: same centre, same world width or more.
map::Viewport pageView(const map::Page &page, const map::Viewport &view);

/// Draws, writes (QSaveFile), reads back and compares size and pixels before it reports. Blocks: call it on a
/// worker.
/// @p scene and @p view as the window has them.
MapExportReport exportMap(const MapExportChoice &choice, const map::Page &page, const map::Scene &scene,
                          const map::Viewport &view, const base::CancelToken &cancel);

/// The page drawn on an image (the clipboard's slide picture too).
QImage pageImage(const map::Page &page, const map::Scene &scene, const map::Viewport &view,
                 const base::CancelToken &cancel);

} // namespace marz::session
