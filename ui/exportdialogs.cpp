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

namespace {
constexpr double slideDpi = 160; ///< symbols and text 1.7 times as large as on a screen
}

void runMapExportDialog(session::Workspace &workspace, QWidget *parent)
{
    MapExportDialog(workspace, parent).exec();
}

void runTableExportDialog(session::Workspace &workspace, QWidget *parent)
{
    TableExportDialog(workspace, parent).exec();
}

namespace {

/// Draws @p prepared on a worker and puts it on the clipboard.
void copyPicture(session::Workspace &workspace, QWidget *parent, const session::MapExport &prepared,
                 const std::function<void(QSize px)> &done)
{
    auto image = std::make_shared<QImage>();
    auto warnings = std::make_shared<QStringList>();
    workspace.jobs().start(
        QDialog::tr("Copying the map"),
        [prepared, image, warnings](const base::CancelToken &cancel, const base::Progress &) {
            *image = session::exportImage(prepared, cancel, warnings.get());
        },
        [image, warnings, &workspace, done, parent = QPointer<QWidget>(parent)](const QString &error) {
            if (!parent)
                return;
            if (!error.isEmpty()) {
                Q_EMIT workspace.failed(error);
                return;
            }
            QGuiApplication::clipboard()->setImage(*image);
            done(image->size());
            if (!warnings->isEmpty())
                Q_EMIT workspace.failed(warnings->join(u'\n'));
        });
}

} // namespace

void copySlidePicture(session::Workspace &workspace, QWidget *parent, std::function<void(QSize px)> done)
{
    session::MapExportChoice choice;
    choice.sizePx = {1920, 1080};
    choice.dpi = slideDpi;
    session::prepareExport(workspace, choice, parent,
                           [&workspace, parent, done](const session::MapExport &prepared) {
                               copyPicture(workspace, parent, prepared, done);
                           });
}

void copyViewPicture(session::Workspace &workspace, QWidget *parent, std::function<void(QSize px)> done)
{
    session::prepareViewPicture(workspace, parent,
                                [&workspace, parent, done](const session::MapExport &prepared) {
                                    copyPicture(workspace, parent, prepared, done);
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
