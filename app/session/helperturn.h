#pragma once

#include "base/job.h"

namespace marz::session {

/// A turn to let a helper process draw: a few at a time, each may take some memory. Held while it lives.
class HelperTurn
{
public:
    /// Waits for it. Throws base::Error(Cancelled).
    explicit HelperTurn(const base::CancelToken &cancel);
    ~HelperTurn();
    HelperTurn(const HelperTurn &) = delete;
    HelperTurn &operator=(const HelperTurn &) = delete;
};

} // namespace marz::session
