#pragma once

#include "io/foreign.h"
#include "map/rasterlayer.h"
#include "session/tilegrid.h"

#include <map>
#include <memory>
#include <mutex>

namespace marz::net {
class Downloads;
struct Download;
struct DownloadRules;
} // namespace marz::net

namespace marz::session {

class ActivityNotes;

/// What the layers of one origin share: who is to be left alone, what is not there, four requests at a time.
class SharedDownloads
{
public:
    SharedDownloads();
    ~SharedDownloads();
    /// Those of the origin that @p rules name; made with them when there are none. Thread-safe.
    std::shared_ptr<net::Downloads> of(const net::DownloadRules &rules);
    /// What is missing is asked for again.
    void forget();

private:
    std::mutex m_mutex;
    std::map<QString, std::shared_ptr<net::Downloads>> m_downloads; ///< by origin and folder
};

/// Where a TileSource keeps what it fetched, and whom it tells.
struct TileSourceSetup {
    QString cacheFolder;                  ///< of all services; empty = nothing is kept
    std::shared_ptr<ActivityNotes> notes; ///< for the light; may be null
    QString helperProgram;                ///< as io::Foreign's; empty = this one
    std::shared_ptr<SharedDownloads> shared = std::make_shared<SharedDownloads>();
};

/// Draws the tiles of a service: fetches them from its one host, or takes what the disk has, and lets the
/// helper process draw them.
class TileSource : public map::RasterSource
{
public:
    TileSource(const TileService &service, const TileSourceSetup &setup);
    ~TileSource() override;

    map::RasterPicture picture(const map::Viewport &view, const base::CancelToken &cancel) const override;
    QString attribution() const override { return m_service.attribution(); }
    const TileService &service() const { return m_service; }

private:
    std::vector<net::Download> fetch(const std::vector<TileNumber> &tiles, const base::CancelToken &cancel,
                                     QStringList &problems) const;
    std::vector<io::RasterTile> drawable(const std::vector<TileNumber> &tiles,
                                         const std::vector<net::Download> &fetched) const;
    std::vector<io::RasterTile> keptAbove(const std::vector<TileNumber> &missing) const;

    TileService m_service;
    std::shared_ptr<ActivityNotes> m_notes;
    io::Foreign m_helper;
    std::shared_ptr<net::Downloads> m_downloads;
};

/// Where the window keeps fetched tiles.
QString usualTileCache();
/// The part of @p cacheFolder that @p service fills: deleting it forgets what was looked at.
QString tileCacheOf(const QString &cacheFolder, const TileService &service);
/// Bytes kept of all services, and forgetting them.
qint64 tileCacheBytes(const QString &cacheFolder);
void clearTileCache(const QString &cacheFolder);

} // namespace marz::session
