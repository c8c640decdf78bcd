#pragma once

#include "incident/incident.h"

#include <QObject>
#include <QString>

#include <functional>
#include <vector>

namespace marz::session {

class OpenStore;

/// What a table export did, for people.
struct TableExportReport {
    QString path;
    qint64 rows = 0;
    qint64 withheld = 0; ///< matched, but the profile may not show them
    qint64 withoutPoint = 0;
    QStringList columns;
    QString error; ///< empty = done and read back
};

/// Writes the incidents to @p path by its ending, off the GUI thread; @p done is called on @p context's
/// thread.
void exportTable(OpenStore &store, std::vector<qint64> fids, const QString &path, incident::Profile profile,
                 QObject *context, std::function<void(const TableExportReport &)> done);

/// The incidents as tab-separated text for the clipboard, header first.
void rowsAsText(OpenStore &store, std::vector<qint64> fids, QObject *context,
                std::function<void(const QString &)> done);

} // namespace marz::session
