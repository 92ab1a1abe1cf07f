// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/partial_uploads.h"
#include "app/server/router.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace indaro::server {

/// Threads that each own a store and a relay and answer requests one after the other. The embedded store gets
/// one thread, PostgreSQL several.
class Workers
{
public:
    using Done = std::function<void(HttpReply)>;

    Workers(const base::Clock &clock, const relay::RelayPolicy &policy, Metrics &metrics);
    ~Workers();
    Workers(const Workers &) = delete;
    Workers &operator=(const Workers &) = delete;

    using OpenStore = std::function<base::Result<std::unique_ptr<relay::RelayStore>>()>;
    /// Adds a thread, on which the store is opened and stays. Errors: the store's, and as Relay::open.
    [[nodiscard]] base::Result<void> add(const OpenStore &open);
    /// False when too much is waiting already. `done` is called on the worker's thread.
    [[nodiscard]] bool post(HttpRequest request, Done done);
    /// What is waiting is still answered; then the threads end.
    void finish();
    [[nodiscard]] PartialUploads &partials() { return m_partials; }

private:
    struct Job
    {
        HttpRequest request;
        Done done;
    };
    void work(relay::RelayStore &store, relay::Relay relay);
    void keepHouse(relay::Relay &relay);
    const base::Clock &m_clock;
    relay::RelayPolicy m_policy;
    Metrics &m_metrics;
    PartialUploads m_partials;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_jobs;
    std::int64_t m_nextHousekeeping = 0;
    bool m_isEnding = false;
    std::vector<std::thread> m_threads;
};

} // namespace indaro::server
