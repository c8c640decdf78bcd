#pragma once

namespace marz::io {

/// Refuses, for this process and for good, the system calls that reading a file does not need: new sockets
/// and connections, other programs, and whatever changes, moves or removes files. False where the system
/// offers no such filter; nothing is changed then. Needs PR_SET_NO_NEW_PRIVS.
bool refuseCalls();

} // namespace marz::io
