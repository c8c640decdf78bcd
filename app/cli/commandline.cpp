#include "cli/commandline.h"

#include "base/error.h"
#include "cli/terminaltext.h"
#include "cli/typedvalues.h"
#include "cli/verbs.h"
#include "session/program.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <functional>
#include <sstream>
#include <string_view>

namespace marz::cli {

namespace {

constexpr int done = 0;
constexpr int refused = 1;
constexpr int wrongUsage = 2;

const char *const commands[] = {"info",   "new",         "add",    "edit", "history", "undo",
                                "import", "undo-import", "export", "list", "count",   "render",
                                "where",  "verify",      "backup", "bench"};

bool isKnown(std::string_view word)
{
    return std::find(std::begin(commands), std::end(commands), word) != std::end(commands);
}

void complain(const QString &message)
{
    std::fprintf(stderr, "marz: %s\n", terminalText(message).toUtf8().constData());
}

/// Writes to standard output; false, and said, when it did not take everything (a full disk, closed).
bool print(const QByteArray &text)
{
    const auto size = static_cast<std::size_t>(text.size());
    if (std::fwrite(text.constData(), 1, size, stdout) == size && std::fflush(stdout) == 0)
        return true;
    const QString cause = QString::fromLocal8Bit(std::strerror(errno));
    complain(QStringLiteral("the result could not be written to standard output: %1.").arg(cause));
    return false;
}

/// What the parser says: help, or what is wrong with the words.
int answered(const CLI::App &app, const CLI::ParseError &error)
{
    std::ostringstream help;
    std::ostringstream problem;
    const bool isHelp = app.exit(error, help, problem) == 0;
    const QByteArray said = terminalText(QString::fromStdString(problem.str())).toUtf8();
    std::fwrite(said.constData(), 1, static_cast<std::size_t>(said.size()), stderr);
    if (!print(QByteArray::fromStdString(help.str())))
        return refused;
    return isHelp ? done : wrongUsage;
}

int exitCodeOf(const base::Error &error, bool isUsage)
{
    return isUsage || error.kind() == base::ErrorKind::Ambiguous ? wrongUsage : refused;
}

int runParsed(int argc, char *argv[])
{
    if (const int at = firstNotUtf8(argc, argv); at > 0) {
        complain(QStringLiteral("argument %1, '%2', is not UTF-8: Marz would take it for another name. "
                                "Rename the file in UTF-8.")
                     .arg(at)
                     .arg(QString::fromUtf8(argv[at])));
        return wrongUsage;
    }
    const std::string_view first = argc > 1 ? argv[1] : "";
    if (argc > 1 && !first.starts_with('-') && !isKnown(first)) {
        complain(QStringLiteral("there is no command '%1'. `marz --help` lists them.")
                     .arg(QString::fromUtf8(first.data())));
        return wrongUsage;
    }
    CLI::App app("Marz: incidents of border regions, on a map and on the command line", "marz");
    app.set_version_flag("--version", "marz " + QCoreApplication::applicationVersion().toStdString());
    app.require_subcommand(1);
    app.footer("`marz` alone, or `marz STORE.gpkg`, opens the window.");
    Verbs verbs;
    verbs.addTo(app);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return answered(app, error);
    }
    bool isUsage = true; // until the words are understood
    try {
        const std::function<session::CommandResult()> verb = verbs.understood();
        isUsage = false;
        const session::CommandResult result = verb();
        const QByteArray text = verbs.isJson() ? QJsonDocument(result.json).toJson(QJsonDocument::Indented)
                                               : terminalText(result.text).toUtf8() + '\n';
        for (const QString &note : result.notes)
            complain(note);
        return print(text) ? result.exitCode : refused;
    } catch (const base::Error &error) {
        complain(error.message());
        return exitCodeOf(error, isUsage);
    } catch (const std::exception &error) {
        complain(QString::fromUtf8(error.what()));
        return refused;
    }
}

} // namespace

bool isCommand(int argc, char *argv[])
{
    if (argc < 2)
        return false;
    const std::string_view first = argv[1];
    if (first == "--help" || first == "-h" || first == "--version")
        return true;
    if (isKnown(first))
        return true;
    // A store to open, or Qt's own options; any other word is a mistyped command.
    return !first.starts_with('-') && first.find('.') == std::string_view::npos &&
           first.find('/') == std::string_view::npos;
}

int run(int argc, char *argv[])
{
    return session::runOffscreen(argc, argv, [argc, argv] { return runParsed(argc, argv); });
}

} // namespace marz::cli
