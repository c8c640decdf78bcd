#include "base/job.h"

#include "base/error.h"

namespace marz::base {

void CancelToken::throwIfCancelled() const
{
    if (isCancelled())
        throw Error(ErrorKind::Cancelled, QStringLiteral("Stopped."));
}

} // namespace marz::base
