// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/exchange_desk.h"
#include "core/transport/packet_courier.h"

#include <QString>

#include <optional>
#include <vector>

/// Sealed packets of counts by way of a server, as the screens see them. Everything called "with the server" or "read" is
/// proven by a signature. Store thread. Errors of all: the store's, and where said.
namespace indaro::exchange {

struct PacketOnItsWay
{
    crypto::Digest hash{};
    enum class State : std::uint8_t {
        Waiting,  ///< on this laptop; it leaves when there is a road
        AtServer, ///< the server has signed for it
        Read,     ///< the commission has signed that it opened it
        TakenAway ///< the commission's workstation took it off the server without opening it
    } state = State::Waiting;
    base::UtcMs at = 0;                  ///< since when, by the clock of who says it
    std::optional<base::Errc> problem{}; ///< why the server did not take it (transport::SentPacket)
    /// What the server gave as the commission's word is not signed by the key the packet was sealed to: it counts as none.
    bool isAnswerFalse = false;
};

struct PacketStanding
{
    bool canSend = false; ///< this laptop exchanges with a server
    std::vector<PacketOnItsWay> sent{};
    std::vector<transport::Mailbox> mailboxes{};
    bool hasOtherKey = false; ///< mailboxes, but none under the key the commission has now: it must join again
    std::vector<transport::ApartPacket> apart{};
};
[[nodiscard]] base::Result<PacketStanding> loadPacketStanding(casework::Desk &desk, ExchangeDesk &exchange);

/// Who may have the commission's packets fetched: whoever may hand numbers on. Errors: AccessRefused (thing=numbers).
[[nodiscard]] base::Result<void> mayFetchPackets(casework::Desk &desk);

/// The commission's signed word that it has opened this packet, sealed to the house that sent it. Only for a packet that was
/// opened here, now or before. Errors: wire::openPackage's, OrganisationKeyMissing.
[[nodiscard]] base::Result<base::Bytes> packetAnswer(casework::Desk &desk, base::ByteView packet);

} // namespace indaro::exchange
