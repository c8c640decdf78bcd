#include "session/helperturn.h"

#include <chrono>
#include <semaphore>

namespace marz::session {

namespace {

constexpr int atOnce = 3;
constexpr std::chrono::milliseconds pollTime{20}; ///< how soon a cancel is noticed

std::counting_semaphore<atOnce> &turns()
{
    static std::counting_semaphore<atOnce> all{atOnce};
    return all;
}

} // namespace

HelperTurn::HelperTurn(const base::CancelToken &cancel)
{
    while (!turns().try_acquire_for(pollTime))
        cancel.throwIfCancelled();
}

HelperTurn::~HelperTurn()
{
    turns().release();
}

} // namespace marz::session
