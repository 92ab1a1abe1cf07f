// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/transport/https_transport.h"

#include <QHostAddress>
#include <QSet>

namespace indaro::transport {

/// When to exchange without being asked: soon after something was written, at once when a link appears, again and again
/// in between, later and later while it fails. Pure; times are monotonic milliseconds.
class SyncSchedule
{
public:
    /// `isMetered`: every byte costs; between exchanges there is more time.
    explicit SyncSchedule(bool isMetered) : m_isMetered(isMetered) {}
    void wrote(std::int64_t now);
    void linkAppeared(std::int64_t now);
    /// `isPassing`: it may work by itself later. Anything else waits for a person, who starts it by hand.
    void ended(bool isGood, bool isPassing, std::int64_t now, double jitter);
    [[nodiscard]] bool isDue(std::int64_t now) const { return !m_needsPerson && now >= m_next; }
    [[nodiscard]] bool needsPerson() const { return m_needsPerson; }

private:
    bool m_isMetered;
    bool m_needsPerson = false;
    unsigned m_failures = 0;
    std::int64_t m_next = 0;
};

/// Addresses by which this machine could reach somebody else: what changes when a link appears.
[[nodiscard]] QSet<QHostAddress> usableAddresses();

/// Runs the exchange with the server used last by itself while the vault is open. Lives on the transport's thread; both
/// references outlive it. It looks twice a minute whether this machine has an address it did not have before; that is
/// all a laptop knows about "the network is back" without asking somebody outside.
class AutoSync final : public QObject
{
    Q_OBJECT
public:
    AutoSync(HttpsTransport &road, const base::Clock &clock, SyncOptions options, QObject *parent = nullptr);
    void start();
    void stop();
    /// Something was written here.
    void noteWritten() { m_schedule.wrote(m_clock.monotonicMs()); }
    [[nodiscard]] bool needsPerson() const { return m_schedule.needsPerson(); }

private:
    void look();
    HttpsTransport &m_road;
    const base::Clock &m_clock;
    SyncOptions m_options;
    SyncSchedule m_schedule;
    QTimer m_timer;
    QSet<QHostAddress> m_addresses;
};

} // namespace indaro::transport
