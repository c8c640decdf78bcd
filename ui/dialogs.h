#pragma once

#include "session/importing.h"
#include "session/openstore.h"

#include <QSize>
#include <QString>

#include <functional>
#include <optional>

class QWidget;

namespace marz::session {
class Workspace;
}

namespace marz::ui {

/// The dialogs of the window, each a function: it returns when the user is done, and has done what was asked.

/// "Start my own store": name, initials, countries, default marking, file. @p before fills it in and @p
/// problem, why that could not be created, is shown until something is changed.
std::optional<session::NewStoreChoice> askNewStore(QWidget *parent,
                                                   const std::optional<session::NewStoreChoice> &before = {},
                                                   const QString &problem = {});
/// Import of a table: mapping, date order, dry run with every refused row, one undo. @p path may be empty
/// (asks). Returns what was stored; nullopt when nothing was.
std::optional<session::ImportReport> runImportDialog(session::Workspace &workspace, QWidget *parent,
                                                     const QString &path = {});
/// Ctrl+E: the map as an image.
void runMapExportDialog(session::Workspace &workspace, QWidget *parent);
/// The filtered table as a file.
void runTableExportDialog(session::Workspace &workspace, QWidget *parent);
/// Ctrl+Shift+C: the map as a 1920x1080 picture with its footer on the clipboard, drawn large enough to be
/// read from a slide; @p done gets its size in pixels. A failure is Workspace::failed().
void copySlidePicture(session::Workspace &workspace, QWidget *parent, std::function<void(QSize px)> done);
/// The view in its own size on the clipboard, with the lines around it that every export has; as
/// copySlidePicture() otherwise.
void copyViewPicture(session::Workspace &workspace, QWidget *parent, std::function<void(QSize px)> done);
/// Why an incident is withdrawn or deleted; nullopt when cancelled.
std::optional<QString> askReason(QWidget *parent, const QString &question);
/// All keys and gestures.
void showShortcuts(QWidget *parent);

} // namespace marz::ui
