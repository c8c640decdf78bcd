#pragma once

namespace marz::cli {

/// True when the arguments name a sub-command, --help or --version, so that no window is to be opened.
bool isCommand(int argc, char *argv[]);

/// Runs a sub-command without a display; the exit code of docs/cli.md (0 done, 1 refused, 2 wrong usage).
int run(int argc, char *argv[]);

} // namespace marz::cli
