#include "cli/commandline.h"
#include "session/program.h"
#include "ui/window.h"

#include <QApplication>

#include <csignal>
#include <string_view>

/// The composition root: a sub-command, the hidden helper for foreign files, or the window.
int main(int argc, char *argv[])
{
    using namespace marz;
    // A file beyond the size limit is then an error to tell and to tidy up after, not the end.
    std::signal(SIGXFSZ, SIG_IGN);
    const std::string_view first = argc > 1 ? argv[1] : "";
    if (first == session::helperCommand)
        return session::runHelper(argc, argv);
    if (cli::isCommand(argc, argv))
        return cli::run(argc, argv);

    QApplication app(argc, argv);
    session::describeProgram();
    return ui::runWindow(app.arguments().mid(1));
}
