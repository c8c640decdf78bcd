#pragma once

#include "base/job.h"
#include "incident/incident.h"
#include "incident/vocabulary.h"

namespace marz::io {

/// What an export did: read back and checked before it is reported.
struct ExportReport {
    QString file;
    qint64 rows = 0;
    qint64 withoutPoint = 0; ///< rows of formats that need a geometry are listed with none, never dropped
    QStringList columns;     ///< what the file carries
};

/// Writes @p incidents to @p path by its ending (csv, geojson). Public and partner profiles leave out what
/// product.md ("Do no harm") says. Replaces the file as replaceFile() does; throws base::Error and
/// leaves the old file on failure.
ExportReport exportIncidents(const std::vector<incident::Incident> &incidents, const QString &path,
                             incident::Profile profile, const incident::Vocabulary &vocabulary,
                             const base::CancelToken &cancel = {});

/// The same rows as tab-separated text for the clipboard, header first.
QString clipboardText(const std::vector<incident::Incident> &incidents, incident::Profile profile,
                      const incident::Vocabulary &vocabulary);

/// @p incident as the profile may see it: points snapped to their public precision, protected sources, notes
/// and analysts removed; nullopt when the profile may not see it at all.
std::optional<incident::Incident> redacted(const incident::Incident &incident, incident::Profile profile);

} // namespace marz::io
