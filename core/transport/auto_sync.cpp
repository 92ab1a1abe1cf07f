// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/auto_sync.h"

#include <QNetworkInterface>
#include <QRandomGenerator>

#include <algorithm>

namespace indaro::transport {

namespace {

constexpr int LookEvery = 30'000;
constexpr std::int64_t AfterWriting = 20'000; // one exchange for a page of fields, not one for each
constexpr std::int64_t Usual = 10 * 60'000;
constexpr std::int64_t Metered = 60 * 60'000;

} // namespace

QSet<QHostAddress> usableAddresses()
{
    QSet<QHostAddress> out;
    for (const QHostAddress &address : QNetworkInterface::allAddresses()) {
        if (!address.isLoopback() && !address.isLinkLocal())
            out.insert(address);
    }
    return out;
}

void SyncSchedule::wrote(std::int64_t now)
{
    if (m_failures == 0) // while it fails, writing does not make it succeed
        m_next = std::min(m_next, now + AfterWriting);
}

void SyncSchedule::linkAppeared(std::int64_t now)
{
    m_failures = 0;
    m_next = now;
}

void SyncSchedule::ended(bool isGood, bool isPassing, std::int64_t now, double jitter)
{
    m_needsPerson = !isGood && !isPassing;
    m_failures = isGood ? 0 : m_failures + 1;
    m_next = now + (isGood ? (m_isMetered ? Metered : Usual) : retryDelayMs(m_failures + 4, jitter));
}

AutoSync::AutoSync(HttpsTransport &road, const base::Clock &clock, SyncOptions options, QObject *parent)
    : QObject(parent), m_road(road), m_clock(clock), m_options(std::move(options)), m_schedule(m_options.isSlow)
{
    m_timer.setInterval(LookEvery);
    connect(&m_timer, &QTimer::timeout, this, &AutoSync::look);
    // A round somebody started by hand counts too.
    connect(&m_road, &HttpsTransport::finished, this, [this](const SyncReport &report) {
        const bool isPassing = report.failure && (report.failure->code == base::Errc::Cancelled ||
                                                  HttpsTransport::isPassing(report.failure->code));
        m_schedule.ended(!report.failure, isPassing, m_clock.monotonicMs(), QRandomGenerator::global()->generateDouble());
    });
}

void AutoSync::start()
{
    m_timer.start();
    look();
}

void AutoSync::stop()
{
    m_timer.stop();
    m_road.cancel();
}

void AutoSync::look()
{
    const auto addresses = usableAddresses();
    if (!(addresses - m_addresses).isEmpty())
        m_schedule.linkAppeared(m_clock.monotonicMs());
    m_addresses = addresses;
    if (!addresses.isEmpty() && !m_road.isRunning() && m_schedule.isDue(m_clock.monotonicMs()))
        m_road.start(m_options);
}

} // namespace indaro::transport
