#pragma once

#include "session/bookmarks.h"
#include "session/filteredview.h"
#include "session/filterstate.h"
#include "session/geodata.h"
#include "session/jobs.h"
#include "session/layerlist.h"
#include "session/layerstore.h"
#include "session/layerwatcher.h"
#include "session/mapmarks.h"
#include "session/measuring.h"
#include "session/onlineactivity.h"
#include "session/openstore.h"
#include "session/selection.h"
#include "session/userlayers.h"
#include "session/viewstate.h"

#include <QObject>

#include <functional>

namespace marz::session {

/// Everything the window works with, in one place; widgets get references to the parts they need.
class Workspace : public QObject
{
    Q_OBJECT
public:
    explicit Workspace(QObject *parent = nullptr);
    ~Workspace() override;

    FilterState &filter() { return m_filter; }
    Selection &selection() { return m_selection; }
    ViewState &view() { return m_view; }
    OpenStore &store() { return m_store; }
    FilteredView &filtered() { return m_filtered; }
    LayerList &layers() { return m_layers; }
    UserLayers &userLayers() { return m_userLayers; }
    LayerStore &layerStore() { return m_layerStore; }
    OnlineActivity &online() { return m_online; }
    Jobs &jobs() { return m_jobs; }
    Measuring &measuring() { return m_measuring; }
    MapMarks &marks() { return m_marks; }
    Bookmarks &bookmarks() { return m_bookmarks; }
    /// Null until geodataLoaded().
    std::shared_ptr<const Geodata> geodata() const { return m_geodata; }

    /// Reads the bundled geography in the background.
    void loadGeodataInBackground();
    /// The scene of the present state: layers, filtered incidents, selection, annotations.
    map::Scene scene(map::Theme theme) const;

    // Verbs that several panels share
    /// Shows the same place at the same scale in another CRS, once a worker has projected layers and
    /// incidents. The last choice counts, also when an earlier one is projected later.
    void setMapCrs(const geo::Crs &crs);
    /// Shows a bookmark's place, in its CRS, in the same way. Throws base::Error when PROJ does not know it.
    void goToBookmark(const Bookmark &bookmark);
    /// The view of everything that the reference layers hold.
    void showWholeExtent();
    /// The view of the incidents that the filter leaves, as far as they have a point.
    void showFiltered();
    /// Keeps only the incidents of a unit (adds the region to the filter).
    void filterToUnit(const QString &unitCode);
    /// The place of an incident, for marks around it; nullopt when it has no point.
    std::optional<MarkedPlace> markedPlace(qint64 fid) const;
    /// Pans and zooms to an incident, and selects it.
    void goToIncident(qint64 fid);

Q_SIGNALS:
    void geodataLoaded();
    /// Something went wrong that no store action told: a message for a banner.
    void failed(const QString &message);

private:
    /// Shows @p view once everything is projected to @p crs, unless something else is chosen before.
    void projectThen(const geo::Crs &crs, std::function<map::Viewport()> view);

    FilterState m_filter;
    Selection m_selection;
    ViewState m_view;
    OpenStore m_store;
    FilteredView m_filtered;
    LayerList m_layers;
    Jobs m_jobs;
    OnlineActivity m_online;
    UserLayers m_userLayers;
    LayerStore m_layerStore;
    LayerWatcher m_layerWatcher;
    Measuring m_measuring;
    MapMarks m_marks;
    Bookmarks m_bookmarks;
    std::shared_ptr<const Geodata> m_geodata;
    int m_crsChoice = 0;  ///< number of the last CRS asked for
    int m_projecting = 0; ///< the job of it
};

} // namespace marz::session
