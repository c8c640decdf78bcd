#pragma once

#include "base/taskqueue.h"
#include "session/jobs.h"
#include "session/layerjson.h"
#include "session/layerlist.h"
#include "session/tilesource.h"
#include "session/userlayer.h"

#include <QObject>

#include <atomic>
#include <deque>
#include <map>
#include <memory>

namespace marz::session {

struct LoadedLayer;

/// The layers of the user's own files: where they come from, how they fare, how they look. What the map shows
/// of them stands in the LayerList, under the same id. Files are read in the background, two at a time; one
/// that cannot be read stays in the list with its reason.
class UserLayers : public QObject
{
    Q_OBJECT
public:
    UserLayers(LayerList &list, Jobs &jobs, QObject *parent = nullptr);
    ~UserLayers() override;

    /// The program that reads files, for tests; empty = this one.
    void setHelperProgram(const QString &program) { m_setup.helperProgram = program; }
    const QString &helperProgram() const { return m_setup.helperProgram; }
    /// Where fetched tiles are kept, and whom their fetching is told.
    void setTileCache(const QString &folder, std::shared_ptr<ActivityNotes> notes);
    const TileSourceSetup &tileSetup() const { return m_setup; }

    /// TileService::consentKey() of those that the user has agreed to ask; layers of others stay offline.
    void setAllowedServices(const QStringList &keys) { m_allowedServices = keys; }
    /// Agrees to ask @p service: its layers are shown.
    void allowService(const TileService &service);
    /// Switches all layers of services off: nobody is asked any more.
    void hideServices();

    /// Null for a bundled layer and an unknown id. Valid until the next change.
    const UserLayer *layer(const QString &id) const;
    /// Bottom to top.
    QStringList ids() const;
    /// As it would be saved, bottom to top.
    std::vector<SavedLayer> saved() const;
    /// The layer of the same file and layer; empty when there is none.
    QString sameAs(const LayerSource &source) const;

    /// Puts a layer on top and begins to read it; its id.
    QString add(const LayerSource &source, const QString &name = {});
    /// The same for one that was saved.
    void add(const SavedLayer &saved);
    /// Reads the file again; what was shown stays until then.
    void reload(const QString &id);
    void cancel(const QString &id);
    /// Takes the layer from another file, in the same style and place; others that are missing are taken from
    /// the same folder when they are there.
    void locate(const QString &id, const QString &path);
    /// Reads with another coordinate system or encoding, empty = as the file says.
    void setCrs(const QString &id, const QString &crs);
    /// Both at once; reads only when one is another than before.
    void setReading(const QString &id, const QString &crs, const QString &encoding);
    void setStyle(const QString &id, const map::LayerStyle &style);
    void rename(const QString &id, const QString &name);
    /// Takes the layer out of the list; putBack() undoes the last removal, and then the one before it.
    void remove(const QString &id);
    bool canPutBack() const { return !m_removed.empty(); }
    /// The name of the layer that putBack() would bring; empty when there is none.
    QString removedName() const { return m_removed.empty() ? QString() : m_removed.back().shown.name; }
    void putBack();
    /// All of @p ids, for another store; not to be put back.
    void drop(const QStringList &ids);
    void setChangedOnDisk(const QString &id);
    /// What of a raster could not be drawn; empty = all was.
    void setDrawingProblem(const QString &id, const QString &problem);
    /// Marks the layer as one whose coordinate system was asked for in vain.
    void giveUpCrs(const QString &id);

    /// Points a feature out on the map.
    void highlight(const map::HighlightedFeature &feature);
    const map::HighlightedFeature &highlighted() const { return m_highlighted; }

    /// Blocks until nothing is read or restyled any more; for tests.
    void finish();

Q_SIGNALS:
    /// The user has added a layer; those of a store that opens are not told.
    void added(const QString &id);
    /// Something of the layer is different: state, facts, style.
    void layerChanged(const QString &id);
    /// The layer was read or could not be.
    void loadingEnded(const QString &id);
    void highlightChanged();

private:
    struct Entry {
        UserLayer layer;
        int reading = 0; ///< number of the last reading asked for: what comes of an older one is dropped
        LayerState before = LayerState::Waiting;
        std::shared_ptr<std::atomic_int> styling = std::make_shared<std::atomic_int>(0);
    };
    struct Removed {
        map::ReferenceLayer shown;
        Entry entry;
        int row = 0;
    };
    struct Prepared;

    Entry *entry(const QString &id);
    void queue(const QString &id);
    void startNext();
    void read(const QString &id);
    void connectService(const QString &id);
    void take(const QString &id, int reading, const std::shared_ptr<Prepared> &prepared,
              const QString &error);
    void show(const QString &id, const Entry &of, const Prepared &prepared);
    void fail(Entry &of, const Prepared &prepared, const QString &error);
    void recolour(const QString &id, const Entry &of, const map::RasterStyle &before);
    void restyle(const QString &id, const map::LayerStyle &before);
    void stopReading(Entry &of);

    LayerList &m_list;
    Jobs &m_jobs;
    TileSourceSetup m_setup;
    QStringList m_allowedServices;
    std::map<QString, Entry> m_entries;
    std::deque<QString> m_waiting;
    int m_running = 0;
    int m_nextColour = 0;
    std::vector<Removed> m_removed; ///< the last one at the end
    map::HighlightedFeature m_highlighted;
    base::TaskQueue m_styler; // last: joins first
};

} // namespace marz::session
