#pragma once

#include <QtGlobal>

namespace marz::io {

/// Binds this process for good: memory, processor time, no file written or removed, no core dump, no network
/// and no other program where the system allows, dead when its parent dies.
void bindProcess(qint64 memoryBytes, int timeoutMs);

} // namespace marz::io
