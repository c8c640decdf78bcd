#include "io/limits.h"

#include "io/callfilter.h"

#include <csignal>

#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>

namespace marz::io {

namespace {

/// Lowers a limit; where it is lower already it stays.
void lower(__rlimit_resource resource, rlim_t value)
{
    rlimit limit = {};
    if (getrlimit(resource, &limit) != 0)
        return;
    limit.rlim_max = limit.rlim_max == RLIM_INFINITY ? value : std::min(limit.rlim_max, value);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(resource, &limit);
}

} // namespace

void bindProcess(qint64 memoryBytes, int timeoutMs)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    // A user namespace of its own gives the right to an empty network; where the system forbids it, GDAL's
    // own switches stand alone.
    if (unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0)
        unshare(CLONE_NEWNET);
    std::signal(SIGXFSZ, SIG_IGN); // a refused write is an error to the library, not the end
    lower(RLIMIT_FSIZE, 0);
    lower(RLIMIT_CORE, 0);
    if (timeoutMs > 0)
        lower(RLIMIT_CPU, static_cast<rlim_t>(timeoutMs / 1000 + 5));
#ifndef MARZ_SANITIZE
    // An address-space limit kills AddressSanitizer, whose hard_rss_limit_mb the caller sets instead.
    if (memoryBytes > 0)
        lower(RLIMIT_AS, static_cast<rlim_t>(memoryBytes));
#else
    Q_UNUSED(memoryBytes)
#endif
    refuseCalls(); // where it cannot be had, the limits above stand alone
}

} // namespace marz::io
