// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/connection.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace indaro::store {

/// The one thread that owns the one connection. Jobs run in the order they were posted; the GUI thread only posts.
class StoreThread
{
public:
    using Job = std::function<void(Connection &)>;

    explicit StoreThread(Connection connection);
    /// Runs what is already posted, closes the connection on its own thread, then joins.
    ~StoreThread();
    StoreThread(const StoreThread &) = delete;
    StoreThread &operator=(const StoreThread &) = delete;

    /// Thread: any. A job must not block on another job.
    void post(Job job);
    /// Waits until everything posted so far has run; for lock and close, and for tests. Never call it from a job.
    void drain();
    [[nodiscard]] bool isCurrent() const noexcept { return std::this_thread::get_id() == m_thread.get_id(); }

private:
    void run(Connection connection);
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_idle;
    std::deque<Job> m_jobs;
    bool m_busy = false;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace indaro::store
