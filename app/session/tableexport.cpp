#include "session/tableexport.h"

#include "base/error.h"
#include "io/exporters.h"
#include "session/openstore.h"

namespace marz::session {

void exportTable(OpenStore &store, std::vector<qint64> fids, const QString &path, incident::Profile profile,
                 QObject *context, std::function<void(const TableExportReport &)> done)
{
    const incident::Vocabulary vocabulary = store.vocabulary();
    store.loadInto<TableExportReport>(
        std::move(fids), context,
        [path, profile, vocabulary](const std::vector<incident::Incident> &incidents) {
            TableExportReport report;
            report.path = path;
            try {
                const io::ExportReport written = io::exportIncidents(incidents, path, profile, vocabulary);
                report.rows = written.rows;
                report.withheld = static_cast<qint64>(incidents.size()) - written.rows;
                report.withoutPoint = written.withoutPoint;
                report.columns = written.columns;
            } catch (const base::Error &error) {
                report.error = error.message();
            }
            return report;
        },
        [done = std::move(done)](TableExportReport report) { done(report); });
}

void rowsAsText(OpenStore &store, std::vector<qint64> fids, QObject *context,
                std::function<void(const QString &)> done)
{
    const incident::Vocabulary vocabulary = store.vocabulary();
    store.loadInto<QString>(
        std::move(fids), context,
        [vocabulary](const std::vector<incident::Incident> &incidents) {
            return io::clipboardText(incidents, incident::Profile::Internal, vocabulary);
        },
        [done = std::move(done)](const QString &text) { done(text); });
}

} // namespace marz::session
