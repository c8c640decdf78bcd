#include "base/taskqueue.h"

#include <utility>

#include <sys/resource.h>
#include <unistd.h>

namespace marz::base {

void lowerThreadPriority()
{
    // Of this thread alone, as Linux has it; a refusal changes nothing but the speed.
    setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), 10);
}

TaskQueue::TaskQueue(ThreadPriority priority)
    : m_thread([this, priority] {
          if (priority == ThreadPriority::Background)
              lowerThreadPriority();
          run();
      })
{
}

TaskQueue::~TaskQueue()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
        m_tasks.clear();
    }
    m_wake.notify_all();
    m_thread.join();
}

void TaskQueue::post(std::function<void()> task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back(std::move(task));
    }
    m_wake.notify_one();
}

void TaskQueue::drain()
{
    std::unique_lock lock(m_mutex);
    m_idle.wait(lock, [this] { return m_tasks.empty() && !m_busy; });
}

void TaskQueue::run()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_stop || !m_tasks.empty(); });
        if (m_stop)
            return;
        std::function<void()> task = std::move(m_tasks.front());
        m_tasks.pop_front();
        m_busy = true;
        lock.unlock();
        task();
        task = nullptr; // what the task holds is released off the lock
        lock.lock();
        m_busy = false;
        if (m_tasks.empty())
            m_idle.notify_all();
    }
}

} // namespace marz::base
