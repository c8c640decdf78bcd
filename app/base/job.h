#pragma once

#include <QString>

#include <atomic>
#include <functional>
#include <memory>

namespace marz::base {

/// A shared stop flag: the owner cancels, the worker asks. Copies share the flag; thread-safe.
class CancelToken
{
public:
    void cancel() const noexcept { m_flag->store(true, std::memory_order_relaxed); }
    bool isCancelled() const noexcept { return m_flag->load(std::memory_order_relaxed); }
    /// Throws Error(Cancelled) when the owner has cancelled.
    void throwIfCancelled() const;

private:
    std::shared_ptr<std::atomic_bool> m_flag = std::make_shared<std::atomic_bool>(false);
};

/// Called from the worker with the fraction done (0..1, negative = unknown) and what is being done.
using Progress = std::function<void(double fraction, const QString &what)>;

} // namespace marz::base
