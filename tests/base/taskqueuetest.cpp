#include "base/taskqueue.h"

#include <QTest>

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

using marz::base::TaskQueue;

class TaskQueueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsInOrderOnOneOtherThread()
    {
        std::vector<int> order;
        std::vector<std::thread::id> threads;
        TaskQueue queue;
        for (int i = 0; i < 100; ++i) {
            queue.post([&, i] {
                order.push_back(i);
                threads.push_back(std::this_thread::get_id());
            });
        }
        queue.drain();
        QCOMPARE(order.size(), std::size_t(100));
        for (int i = 0; i < 100; ++i) {
            QCOMPARE(order[std::size_t(i)], i);
            QVERIFY(threads[std::size_t(i)] == threads[0]);
        }
        QVERIFY(threads[0] != std::this_thread::get_id());
    }

    void drainOfAnIdleQueueReturns()
    {
        TaskQueue queue;
        queue.drain();
        queue.drain();
    }

    void destructorFinishesTheRunningTaskAndDropsTheRest()
    {
        std::atomic_int begun = 0, finished = 0;
        std::atomic_bool release = false;
        const auto held = std::make_shared<int>(0);
        {
            TaskQueue queue;
            queue.post([&] {
                ++begun;
                while (!release)
                    std::this_thread::yield();
                ++finished;
            });
            while (begun == 0)
                std::this_thread::yield();
            queue.post([&, held] { ++begun; });
            std::thread([&] {
                std::this_thread::sleep_for(std::chrono::milliseconds(20));
                release = true;
            }).detach();
        }
        QCOMPARE(finished.load(), 1);
        QVERIFY(begun.load() <= 2);
        QCOMPARE(held.use_count(), 1L);
    }

    void tasksMayPostTasks()
    {
        std::atomic_int ran = 0;
        TaskQueue queue;
        queue.post([&] {
            ++ran;
            queue.post([&] { ++ran; });
        });
        queue.drain();
        QCOMPARE(ran.load(), 2);
    }

    void manyThreadsMayPost()
    {
        int ran = 0; // touched by the queue's thread only
        TaskQueue queue;
        std::vector<std::thread> posters;
        for (int t = 0; t < 4; ++t) {
            posters.emplace_back([&] {
                for (int i = 0; i < 250; ++i)
                    queue.post([&] { ++ran; });
            });
        }
        for (std::thread &poster : posters)
            poster.join();
        queue.drain();
        QCOMPARE(ran, 1000);
    }
};

QTEST_GUILESS_MAIN(TaskQueueTest)
#include "taskqueuetest.moc"
