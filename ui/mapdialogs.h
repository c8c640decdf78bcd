#pragma once

#include "session/bookmarks.h"

#include <QString>

#include <optional>
#include <vector>

class QWidget;

namespace marz::session {
class Workspace;
}

/// The dialogs of the map's tools, each a function that returns when the user is done.
namespace marz::ui {

/// The radii of range rings around @p place, metres, as they were asked for the last time unless changed;
/// nullopt when cancelled.
std::optional<std::vector<double>> askRadii(QWidget *parent, const QString &place);

/// A position that was typed, and the scale to see it at.
struct Destination {
    geo::LonLat position;
    std::optional<double> scaleDenominator; ///< none = as now
};
/// Ctrl+G: coordinates in every form, read while they are typed, and a scale. Nullopt when cancelled.
std::optional<Destination> askDestination(QWidget *parent);

/// A name for the present view that no bookmark has; nullopt when cancelled.
std::optional<QString> askBookmarkName(QWidget *parent, const session::Bookmarks &bookmarks);
/// The list of bookmarks: rename, remove, take the removal back. Returns the one to go to, if any.
std::optional<session::Bookmark> manageBookmarks(session::Workspace &workspace, QWidget *parent);

} // namespace marz::ui
