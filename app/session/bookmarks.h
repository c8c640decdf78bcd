#pragma once

#include "map/viewport.h"

#include <QObject>

#include <optional>
#include <vector>

namespace marz::session {

class OpenStore;

/// A view with a name: where its middle is, at which scale, in which CRS.
struct Bookmark {
    QString name;
    geo::LonLat centre;
    double scaleDenominator = 1'000'000; ///< 1:N at 96 dpi
    QString crs;                         ///< geo::Crs::code()

    friend bool operator==(const Bookmark &, const Bookmark &) = default;
};

QByteArray bookmarkJson(const Bookmark &bookmark);
/// Nullopt for what is no bookmark of this program: no object, a position or scale that is none.
std::optional<Bookmark> bookmarkOf(const QString &name, const QByteArray &json);
Bookmark bookmarkOf(const QString &name, const map::Viewport &view);
/// @p bookmark in a window as large as that of @p now. Throws base::Error(Invalid) when its CRS is unknown
/// here.
map::Viewport viewOf(const Bookmark &bookmark, const map::Viewport &now);

/// The bookmarks of the open store, sorted by name: in its table of views; those of a store that cannot be
/// written in the settings of this computer, after what its table has.
class Bookmarks : public QObject
{
    Q_OBJECT
public:
    explicit Bookmarks(OpenStore &store, QObject *parent = nullptr);

    const std::vector<Bookmark> &all() const { return m_all; }
    /// Why no bookmark can have this name beside the present ones, @p except aside; empty when one can. Names
    /// that differ in capitals only are the same.
    QString problemOfName(const QString &name, const QString &except = {}) const;
    /// False for one that a store which cannot be written holds.
    bool isOurs(const QString &name) const;

    /// Stores @p bookmark; one of the same name is replaced.
    void put(const Bookmark &bookmark);
    void rename(const QString &from, const QString &to);
    void remove(const QString &name);
    /// Reads them anew; after opening a store it happens by itself.
    void load();

Q_SIGNALS:
    void bookmarksChanged();

private:
    bool isInSettings() const;
    void save(const QString &name, const QByteArray &json);
    void keepInSettings() const;
    void sort();

    OpenStore &m_store;
    std::vector<Bookmark> m_all;
    QStringList m_held; ///< by a store that cannot be written
};

} // namespace marz::session
