// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transport/auto_sync.h"
#include "core/transport/packet_courier.h"

#include <memory>
#include <optional>

namespace indaro::exchange {

/// The road of sealed packets of counts: when the courier goes, by itself or because somebody asks. Made anywhere, then
/// moved to the exchange's network thread; everything but the constructor is called there.
class PacketRoad final : public QObject
{
    Q_OBJECT
public:
    PacketRoad(transport::RunOnStore store, const base::Clock &clock);
    ~PacketRoad() override;

    /// `open`: transport::OpenPacket; none: this laptop fetches nothing.
    void setOpening(transport::OpenPacket open) { m_open = std::move(open); }
    /// Begins or changes going by itself; without `isAutomatic` it ends.
    void configure(bool isAutomatic, bool isSlow);
    /// Soon, because there is something new to carry.
    void noteQueued();
    /// Now, asked by a person; after the round under way when there is one.
    void goNow();
    void join(const transport::PacketCourier::MailboxOptions &options, transport::PacketCourier::MailboxJoined done);
    void remove(const transport::ApartPacket &packet, std::function<void(base::Result<void>)> done);
    /// Ends what is under way, and everything by itself.
    void shutDown();

Q_SIGNALS:
    void finished(const indaro::transport::CourierReport &report, bool wasByHand);

private:
    void make();
    void go(bool isByHand);
    void look();
    void ended(const transport::CourierReport &report);
    transport::RunOnStore m_store;
    const base::Clock &m_clock;
    transport::OpenPacket m_open;
    std::unique_ptr<transport::PacketCourier> m_courier;
    std::unique_ptr<QTimer> m_timer;
    std::optional<transport::SyncSchedule> m_schedule;
    QSet<QHostAddress> m_addresses;
    bool m_isByHand = false; ///< the round under way
    bool m_mustGoOn = false; ///< once more, by hand
    bool m_isApart = false;  ///< joining or taking away: no round meanwhile
};

} // namespace indaro::exchange
