// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/packet_road.h"

#include <QRandomGenerator>

namespace indaro::exchange {

using base::Errc;
using base::Error;
using transport::PacketCourier;

namespace {

constexpr int LookForPacketsMs = 30'000;
constexpr int SoonMs = 1'000;

} // namespace

PacketRoad::PacketRoad(transport::RunOnStore store, const base::Clock &clock) : m_store(std::move(store)), m_clock(clock)
{
    qRegisterMetaType<transport::CourierReport>();
}

PacketRoad::~PacketRoad() = default;

void PacketRoad::make()
{
    if (m_courier != nullptr)
        return;
    m_courier = std::make_unique<PacketCourier>(m_store); // here, so that network and timers belong to this thread
    connect(m_courier.get(), &PacketCourier::finished, this, &PacketRoad::ended);
    m_timer = std::make_unique<QTimer>();
    m_timer->setInterval(LookForPacketsMs);
    connect(m_timer.get(), &QTimer::timeout, this, &PacketRoad::look);
}

void PacketRoad::configure(bool isAutomatic, bool isSlow)
{
    make();
    m_timer->stop();
    m_schedule.reset();
    if (!isAutomatic)
        return;
    m_schedule.emplace(isSlow);
    m_timer->start();
    look();
}

void PacketRoad::look()
{
    const auto addresses = transport::usableAddresses();
    if (!(addresses - m_addresses).isEmpty())
        m_schedule->linkAppeared(m_clock.monotonicMs());
    m_addresses = addresses;
    if (!addresses.isEmpty() && !m_courier->isRunning() && !m_isApart && m_schedule->isDue(m_clock.monotonicMs()))
        go(false);
}

void PacketRoad::noteQueued()
{
    if (m_schedule)
        QTimer::singleShot(SoonMs, this, [this] {
            if (m_courier != nullptr && !m_courier->isRunning() && !m_isApart)
                go(false);
        });
}

void PacketRoad::goNow()
{
    make();
    if (m_courier->isRunning() || m_isApart)
        m_mustGoOn = true;
    else
        go(true);
}

void PacketRoad::go(bool isByHand)
{
    m_isByHand = isByHand;
    m_courier->start({isByHand, m_open});
}

void PacketRoad::ended(const transport::CourierReport &report)
{
    if (m_schedule) {
        const bool isPassing = report.failure && (report.failure->code == Errc::Cancelled ||
                                                  transport::HttpsTransport::isPassing(report.failure->code));
        m_schedule->ended(!report.failure, isPassing, m_clock.monotonicMs(), QRandomGenerator::global()->generateDouble());
    }
    Q_EMIT finished(report, m_isByHand);
    if (std::exchange(m_mustGoOn, false))
        go(true);
}

void PacketRoad::join(const PacketCourier::MailboxOptions &options, PacketCourier::MailboxJoined done)
{
    make();
    if (m_courier->isRunning() || m_isApart)
        return done(Error(Errc::WrongState));
    m_isApart = true;
    m_courier->join(options, [this, done = std::move(done)](base::Result<std::string> url) {
        m_isApart = false;
        done(std::move(url));
        if (std::exchange(m_mustGoOn, false))
            go(true);
    });
}

void PacketRoad::remove(const transport::ApartPacket &packet, std::function<void(base::Result<void>)> done)
{
    make();
    if (m_courier->isRunning() || m_isApart)
        return done(Error(Errc::WrongState));
    m_isApart = true;
    m_courier->remove(packet, false, [this, done = std::move(done)](base::Result<void> removed) {
        m_isApart = false;
        done(std::move(removed));
        if (std::exchange(m_mustGoOn, false))
            go(true);
    });
}

void PacketRoad::shutDown()
{
    m_timer.reset();
    m_schedule.reset();
    m_mustGoOn = false;
    if (m_courier != nullptr) {
        disconnect(m_courier.get(), nullptr, this, nullptr);
        m_courier->cancel();
    }
    m_courier.reset();
}

} // namespace indaro::exchange
