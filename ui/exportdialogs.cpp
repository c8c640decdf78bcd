#include "ui/dialogs.h"

#include "session/windowexport.h"
#include "session/workspace.h"
#include "ui/mapexportdialog.h"
#include "ui/tableexportdialog.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QInputDialog>
#include <QPointer>

namespace marz::ui {

void runMapExportDialog(session::Workspace &workspace, QWidget *parent)
{
    MapExportDialog(workspace, parent).exec();
}

void runTableExportDialog(session::Workspace &workspace, QWidget *parent)
{
    TableExportDialog(workspace, parent).exec();
}

void copySlidePicture(session::Workspace &workspace, QWidget *parent)
{
    session::MapExportChoice choice;
    choice.sizePx = {1920, 1080};
    session::prepareExport(
        workspace, choice, parent, [&workspace, parent](const session::MapExport &prepared) {
            auto image = std::make_shared<QImage>();
            workspace.jobs().start(
                QDialog::tr("Copying the map"),
                [prepared, image](const base::CancelToken &cancel, const base::Progress &) {
                    *image = session::exportImage(prepared, cancel);
                },
                [image, &workspace, parent = QPointer<QWidget>(parent)](const QString &error) {
                    if (error.isEmpty())
                        QGuiApplication::clipboard()->setImage(*image);
                    else if (parent)
                        Q_EMIT workspace.failed(error);
                });
        });
}

std::optional<QString> askReason(QWidget *parent, const QString &question)
{
    QInputDialog dialog(parent);
    dialog.setObjectName(QStringLiteral("reasonDialog"));
    dialog.setWindowTitle(QDialog::tr("Reason"));
    dialog.setLabelText(question);
    dialog.setInputMode(QInputDialog::TextInput);
    dialog.setMinimumWidth(420);
    if (dialog.exec() != QDialog::Accepted)
        return std::nullopt;
    return dialog.textValue().trimmed();
}

} // namespace marz::ui
