#pragma once

#include <QStringList>

class QMainWindow;

namespace marz::session {
class Workspace;
}

/// What the window remembers between two starts, in QSettings.
namespace marz::ui {

void saveWindowPlace(const QMainWindow &window);
/// The remembered size and place, else 1400x900 as far as the screen has it.
void restoreWindowPlace(QMainWindow &window);

/// Shows @p window, maximised when it and its title bar have no room on the screen.
void showFitted(QMainWindow &window);

/// View, layers, filter and store.
void saveSession(session::Workspace &workspace);
/// The remembered view, else Khatlon, both Badakhshans and their neighbours.
void restoreView(session::Workspace &workspace);
/// After the geography is loaded: the layers come from it.
void restoreLayers(session::Workspace &workspace);
/// After the store that the filter was used on is open, and the geography is loaded (regions are named by
/// it).
void restoreFilter(session::Workspace &workspace);

QString lastStore();
/// Newest first; files that are gone are left out.
QStringList recentStores();
void rememberStore(const QString &path);

} // namespace marz::ui
