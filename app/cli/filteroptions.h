#pragma once

#include "incident/filter.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace marz::cli {

/// The FILTER words of docs/cli.md on a sub-command.
class FilterOptions
{
public:
    void addTo(CLI::App &command);
    /// The filter as typed. Throws base::Error (wrong usage).
    incident::Filter filter() const;

private:
    std::map<std::string, std::vector<std::string>> m_values; ///< option -> values as typed
    std::map<std::string, bool> m_flags;
};

} // namespace marz::cli
