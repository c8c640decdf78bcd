#pragma once

#include "cli/filteroptions.h"
#include "session/commands.h"

#include <functional>
#include <list>

namespace marz::cli {

/// Every sub-command: its words on the parser, and what it calls in session.
class Verbs
{
public:
    void addTo(CLI::App &app);
    /// The chosen command, its words checked (throws base::Error: wrong usage), ready to run.
    std::function<session::CommandResult()> understood() const { return m_chosen(); }
    bool isJson() const { return m_isJson; }

private:
    CLI::App *command(CLI::App &app, const char *name, const char *help);
    /// A command whose first word is a STORE.
    CLI::App *storeCommand(CLI::App &app, const char *name, const char *help);
    /// Runs @p understand when @p sub was chosen; its result is the verb.
    void choose(CLI::App *sub, std::function<std::function<session::CommandResult()>()> understand);

    void addReading(CLI::App &app);
    void addWriting(CLI::App &app);
    void addImporting(CLI::App &app);
    void addRendering(CLI::App &app);
    void addCare(CLI::App &app);

    bool m_isJson = false;
    std::string m_store;
    std::list<std::string> m_texts; ///< values of options; a list keeps addresses
    std::list<std::vector<std::string>> m_lists;
    std::list<FilterOptions> m_filters;
    std::list<bool> m_flags;
    std::function<std::function<session::CommandResult()>()> m_chosen;
};

} // namespace marz::cli
