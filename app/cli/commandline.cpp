#include "cli/commandline.h"

#include "base/error.h"
#include "cli/filteroptions.h"
#include "cli/verbs.h"
#include "session/program.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <iostream>
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

void print(const session::CommandResult &result, bool isJson)
{
    const QByteArray text =
        isJson ? QJsonDocument(result.json).toJson(QJsonDocument::Indented) : result.text.toUtf8() + '\n';
    std::fwrite(text.constData(), 1, static_cast<std::size_t>(text.size()), stdout);
    std::fflush(stdout);
}

int exitCodeOf(const base::Error &error, bool isUsage)
{
    return isUsage || error.kind() == base::ErrorKind::Ambiguous ? wrongUsage : refused;
}

int runParsed(int argc, char *argv[])
{
    const std::string_view first = argc > 1 ? argv[1] : "";
    if (!first.empty() && first.front() != '-' && !isKnown(first)) {
        std::fprintf(stderr, "marz: there is no command '%s'. `marz --help` lists them.\n", argv[1]);
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
        const int code = app.exit(error, std::cout, std::cerr);
        return code == 0 ? done : wrongUsage;
    }
    bool isUsage = true; // until the words are understood
    try {
        const std::function<session::CommandResult()> verb = verbs.understood();
        isUsage = false;
        const session::CommandResult result = verb();
        print(result, verbs.isJson());
        return result.exitCode;
    } catch (const base::Error &error) {
        std::fprintf(stderr, "marz: %s\n", qPrintable(error.message()));
        return exitCodeOf(error, isUsage);
    } catch (const std::exception &error) {
        std::fprintf(stderr, "marz: %s\n", error.what());
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
    return first.front() != '-' && first.find('.') == std::string_view::npos &&
           first.find('/') == std::string_view::npos;
}

int run(int argc, char *argv[])
{
    return session::runOffscreen(argc, argv, [argc, argv] { return runParsed(argc, argv); });
}

} // namespace marz::cli
