#include "ui/window.h"

#include "session/workspace.h"
#include "ui/mainwindow.h"
#include "ui/theme.h"
#include "ui/windowstate.h"

#include <QApplication>

namespace marz::ui {

int runWindow(const QStringList &arguments)
{
    applyTheme(*qApp);
    QApplication::setWindowIcon(
        QIcon::fromTheme(QStringLiteral("marz"), QIcon::fromTheme(QStringLiteral("map-globe"))));
    session::Workspace workspace;
    MainWindow window(workspace);
    QString path;
    for (const QString &argument : arguments) {
        if (!argument.startsWith(u'-'))
            path = argument;
    }
    window.start(path);
    showFitted(window);
    return QApplication::exec();
}

} // namespace marz::ui
