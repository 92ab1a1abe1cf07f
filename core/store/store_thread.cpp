// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/store_thread.h"

namespace indaro::store {

StoreThread::StoreThread(Connection connection)
    : m_thread([this, moved = std::make_shared<Connection>(std::move(connection))]() mutable {
          Connection own = std::move(*moved);
          moved.reset();
          run(std::move(own));
      })
{
}

StoreThread::~StoreThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void StoreThread::post(Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_one();
}

void StoreThread::drain()
{
    std::unique_lock lock(m_mutex);
    m_idle.wait(lock, [this] { return m_jobs.empty() && !m_busy; });
}

void StoreThread::run(Connection connection)
{
    connection.bindToThisThread();
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_stopping || !m_jobs.empty(); });
        if (m_jobs.empty())
            return;
        {
            const Job job = std::move(m_jobs.front());
            m_jobs.pop_front();
            m_busy = true;
            lock.unlock();
            job(connection);
            // The job is destroyed before others hear that it is done: it may hold names.
        }
        lock.lock();
        m_busy = false;
        if (m_jobs.empty())
            m_idle.notify_all();
    }
}

} // namespace indaro::store
