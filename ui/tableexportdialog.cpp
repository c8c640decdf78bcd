#include "ui/tableexportdialog.h"

#include "session/tableexport.h"
#include "session/workspace.h"
#include "ui/filefield.h"

#include <QDir>
#include <QLabel>
#include <QVBoxLayout>

namespace marz::ui {

TableExportDialog::TableExportDialog(session::Workspace &workspace, QWidget *parent)
    : ExportDialog(workspace, tr("Export the table"), parent)
{
    setObjectName(QStringLiteral("tableExportDialog"));
    const std::size_t matched = workspace.filtered().filtered().total;
    m_layout->addWidget(new QLabel(
        matched == 0
            ? tr("Nothing matches the filter: there is nothing to export. Remove a filter chip first.")
            : tr("%1 incidents match the filter.").arg(matched),
        this));
    addProfile();
    const QDir documents(usualFolder(QStandardPaths::DocumentsLocation));
    finish(tr("File (.csv or .geojson)"),
           new FileField(QStringLiteral("exportPath"), documents.filePath(QStringLiteral("incidents.csv")),
                         tr("Export the table"), tr("Text table (*.csv);;GeoJSON (*.geojson)"), this));
}

void TableExportDialog::run()
{
    session::exportTable(
        m_workspace.store(), m_workspace.filtered().matchingFids(), path(), profile(), this,
        [this](const session::TableExportReport &report) {
            tellOutcome(
                !report.error.isEmpty()
                    ? report.error
                    : tr("Written and read back: %1, %2 rows, %3 of them without a point; %4 withheld "
                         "by the profile.")
                          .arg(report.path)
                          .arg(report.rows)
                          .arg(report.withoutPoint)
                          .arg(report.withheld));
        });
}

} // namespace marz::ui
