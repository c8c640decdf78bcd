#include "session/program.h"

#include "io/foreign.h"

#include <QCoreApplication>

namespace marz::session {

void describeProgram()
{
    QCoreApplication::setApplicationName(QStringLiteral("marz"));
    QCoreApplication::setOrganizationName(QStringLiteral("marz"));
    QCoreApplication::setApplicationVersion(QStringLiteral(MARZ_VERSION));
}

int runHelper(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    return io::runHelper();
}

} // namespace marz::session
