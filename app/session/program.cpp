#include "session/program.h"

#include "io/foreign.h"

#include <QDir>
#include <QGuiApplication>
#include <QTemporaryDir>

#include <optional>

namespace marz::session {

namespace {

/// While it lives, XDG_RUNTIME_DIR is an empty folder of our own. Qt looks there for settings of a desktop
/// when it starts; without one that suits it, it complains on standard error and makes one that stays.
class OwnRuntimeFolder
{
public:
    OwnRuntimeFolder()
    {
        if (m_folder.isValid())
            qputenv(variable, QFile::encodeName(m_folder.path()));
    }
    ~OwnRuntimeFolder()
    {
        if (m_wasSet)
            qputenv(variable, m_before);
        else
            qunsetenv(variable);
    }
    OwnRuntimeFolder(const OwnRuntimeFolder &) = delete;
    OwnRuntimeFolder &operator=(const OwnRuntimeFolder &) = delete;

private:
    static constexpr const char *variable = "XDG_RUNTIME_DIR";
    QTemporaryDir m_folder{QDir::tempPath() + QStringLiteral("/marz-XXXXXX")};
    bool m_wasSet = qEnvironmentVariableIsSet(variable);
    QByteArray m_before = qgetenv(variable);
};

} // namespace

void describeProgram()
{
    QCoreApplication::setApplicationName(QStringLiteral("marz"));
    QCoreApplication::setOrganizationName(QStringLiteral("marz"));
    QCoreApplication::setApplicationVersion(QStringLiteral(MARZ_VERSION));
}

int runOffscreen(int argc, char *argv[], const std::function<int()> &program)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    std::optional<OwnRuntimeFolder> starting(std::in_place);
    QGuiApplication app(argc, argv);
    starting.reset();
    describeProgram();
    return program();
}

int runHelper(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    return io::runHelper();
}

} // namespace marz::session
