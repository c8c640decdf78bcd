#pragma once

#include <QStringList>

namespace marz::ui {

/// The files of a command line without a sub-command.
struct WindowFiles {
    QString store; ///< empty = the last one, else the sample
    QStringList layers;
};

/// The first GeoPackage that is a store of Marz, or is not there, is the store; every other file is a layer.
/// Options are left out.
WindowFiles filesOf(const QStringList &arguments);

/// Opens the window on the files of @p arguments; runs until it is closed.
int runWindow(const QStringList &arguments);

} // namespace marz::ui
