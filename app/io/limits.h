#pragma once

#include <QtGlobal>

namespace marz::io {

/// Binds this process for good: memory, processor time, no file written, no core dump, no network where the
/// system allows, dead when its parent dies.
void bindProcess(qint64 memoryBytes, int timeoutMs);

} // namespace marz::io
