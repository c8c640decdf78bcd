#pragma once

#include <functional>

namespace marz::session {

/// The hidden sub-command of the process that opens foreign files.
inline constexpr const char *helperCommand = "helper";

/// Name, version and organisation for settings and --version; needs a QCoreApplication.
void describeProgram();

/// Runs @p program with Qt set up for drawing but never on a display: pictures and figures must not depend on
/// one.
int runOffscreen(int argc, char *argv[], const std::function<int()> &program);

/// The helper process: answers one request on standard input and output. Returns the exit code.
int runHelper(int argc, char *argv[]);

} // namespace marz::session
