// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/workers.h"

#include "app/server/metrics.h"
#include "core/base/log.h"

#include <future>

namespace indaro::server {

namespace {

constexpr std::size_t MostWaiting = 512;
constexpr std::int64_t HousekeepingMs = 3600 * 1000;

} // namespace

Workers::Workers(const base::Clock &clock, const relay::RelayPolicy &policy, Metrics &metrics)
    : m_clock(clock), m_policy(policy), m_metrics(metrics)
{
}

Workers::~Workers()
{
    finish();
}

base::Result<void> Workers::add(const OpenStore &open)
{
    std::promise<base::Result<void>> opened;
    auto result = opened.get_future();
    m_threads.emplace_back([this, &open, &opened] {
        auto store = open();
        if (!store)
            return opened.set_value(store.error());
        auto relay = relay::Relay::open(*store.value(), m_clock, m_policy);
        if (!relay)
            return opened.set_value(relay.error());
        opened.set_value({}); // `open` and `opened` are gone from here on
        work(*store.value(), std::move(relay).value());
    });
    return result.get();
}

bool Workers::post(HttpRequest request, Done done)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_isEnding || m_jobs.size() >= MostWaiting)
            return false;
        m_jobs.push_back({std::move(request), std::move(done)});
    }
    m_wake.notify_one();
    return true;
}

void Workers::finish()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_wake.notify_all();
    for (std::thread &thread : m_threads)
        if (thread.joinable())
            thread.join();
    m_threads.clear();
}

void Workers::work(relay::RelayStore &store, relay::Relay relay)
{
    for (;;) {
        Job job;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [&] { return m_isEnding || !m_jobs.empty(); });
            if (m_jobs.empty())
                return;
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
        }
        job.done(route(job.request, relay, store, m_metrics, m_partials));
        keepHouse(relay);
    }
}

/// Once an hour, after a request, by whichever thread comes first.
void Workers::keepHouse(relay::Relay &relay)
{
    {
        const std::lock_guard lock(m_mutex);
        const std::int64_t now = m_clock.monotonicMs();
        if (m_isEnding || now < m_nextHousekeeping)
            return;
        m_nextHousekeeping = now + HousekeepingMs;
    }
    if (const auto kept = relay.keepHouse(); !kept)
        base::logError("housekeeping_failed", kept.error());
}

} // namespace indaro::server
