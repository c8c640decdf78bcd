#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace marz::base {

/// How a thread stands against the one that answers the user.
enum class ThreadPriority : std::uint8_t { Usual, Background };

/// Lets the calling thread, and those it starts from now on, get out of the way of others.
void lowerThreadPriority();

/// One worker thread that runs tasks in order. The destructor drops tasks not yet begun and joins.
/// A task must not throw: it reports its own failure.
class TaskQueue
{
public:
    explicit TaskQueue(ThreadPriority priority = ThreadPriority::Usual);
    ~TaskQueue();
    TaskQueue(const TaskQueue &) = delete;
    TaskQueue &operator=(const TaskQueue &) = delete;

    /// Thread-safe; returns at once.
    void post(std::function<void()> task);
    /// Blocks until the queue is empty and idle: all that was posted has run, and what that posted. Without
    /// bound; not from a task. For tests, and for closing, where what was asked for must be done first.
    void drain();

private:
    void run();

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_idle;
    std::deque<std::function<void()>> m_tasks;
    bool m_busy = false;
    bool m_stop = false;
    std::thread m_thread;
};

} // namespace marz::base
