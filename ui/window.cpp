#include "ui/window.h"

#include "session/layerloading.h"
#include "session/workspace.h"
#include "ui/mainwindow.h"
#include "ui/theme.h"
#include "ui/windowstate.h"

#include <QApplication>
#include <QFileInfo>

namespace marz::ui {

WindowFiles filesOf(const QStringList &arguments)
{
    WindowFiles files;
    for (const QString &argument : arguments) {
        if (argument.startsWith(u'-'))
            continue;
        const QFileInfo file(argument);
        const bool mayBeStore =
            files.store.isEmpty() && file.suffix().compare(QLatin1String("gpkg"), Qt::CaseInsensitive) == 0;
        if (mayBeStore && (!file.exists() || session::isMarzStore(argument)))
            files.store = argument;
        else
            files.layers << argument;
    }
    return files;
}

int runWindow(const QStringList &arguments)
{
    applyTheme(*qApp);
    QApplication::setWindowIcon(
        QIcon::fromTheme(QStringLiteral("marz"), QIcon::fromTheme(QStringLiteral("map-globe"))));
    session::Workspace workspace;
    MainWindow window(workspace);
    const WindowFiles files = filesOf(arguments);
    window.start(files.store, files.layers);
    showFitted(window);
    return QApplication::exec();
}

} // namespace marz::ui
