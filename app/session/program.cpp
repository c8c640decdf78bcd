#include "session/program.h"

#include "io/foreign.h"

#include <QGuiApplication>

namespace marz::session {

void describeProgram()
{
    QCoreApplication::setApplicationName(QStringLiteral("marz"));
    QCoreApplication::setOrganizationName(QStringLiteral("marz"));
    QCoreApplication::setApplicationVersion(QStringLiteral(MARZ_VERSION));
}

int runOffscreen(int argc, char *argv[], const std::function<int()> &program)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication app(argc, argv);
    describeProgram();
    return program();
}

int runHelper(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    return io::runHelper();
}

} // namespace marz::session
