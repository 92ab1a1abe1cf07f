// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/wire/exchange.h"
#include "core/wire/organisation_key.h"
#include "core/wire/receipt.h"

#include <optional>
#include <string>
#include <vector>

/// Sealed packets of counts by way of a server: what a commission's workstation says to have a mailbox, what the server
/// signs when it holds a packet, and what it answers about one. PROTOCOL.md. Thread of all: any.
namespace indaro::wire {

inline constexpr std::size_t MaxPacketAnswer = 16 * 1024; ///< what a recipient gives back about a packet (package_reply.h)
inline constexpr std::size_t MaxPacketsListed = 200;      ///< in one answer

/// For whom a package is, as its header says; nothing else of it can be read. Errors: WireDamaged (what=package: another
/// file, or not as long as it says), WireTooNew (version=…).
[[nodiscard]] base::Result<crypto::Digest> recipientOf(base::ByteView package);

inline constexpr std::string_view ReceiverContext = "indaro/v1/receiver";
/// POST /v1/receivers: an organisation with an invitation asks for a mailbox under its key. Signed with that key, so that
/// nobody fetches what is sealed to another.
struct ReceiverRequest
{
    std::string code; ///< normalInvitationCode()
    OrganisationKey key;
};
[[nodiscard]] base::Bytes signReceiverRequest(const std::string &code, const OrganisationSecrets &secrets);
/// The signature has been verified. Errors: WireDamaged, WireTooNew, CryptoAuthFailed.
[[nodiscard]] base::Result<ReceiverRequest> openReceiverRequest(base::ByteView body);

inline constexpr std::size_t PacketReceiptSize = 165;
inline constexpr std::string_view PacketReceiptContext = "indaro/v1/packet-receipt";
/// A server's signed word that it holds a packet for its recipient: durable before it is signed. The only proof for which a
/// screen may say that the server has it.
struct PacketReceipt
{
    ShelterId shelter; ///< the sender's house
    crypto::Digest recipient{};
    crypto::Digest hash{}; ///< packageHash()
    base::UtcMs receivedAt = 0;
    base::UtcMs expiresAt = 0; ///< until then it is kept, unless the recipient answers before
    friend bool operator==(const PacketReceipt &, const PacketReceipt &) = default;
};
[[nodiscard]] base::Bytes signPacketReceipt(const PacketReceipt &receipt, const crypto::SignKeyPair &serverKeys);
/// Errors: WireDamaged, WireTooNew, CryptoAuthFailed.
[[nodiscard]] base::Result<PacketReceipt> openPacketReceipt(base::ByteView bytes, const crypto::SignPublicKey &serverKey);

/// Waiting: with the server. Answered: the recipient has given back a signed word, and the packet is gone. Removed: the
/// recipient took it away without one.
enum class PacketState : std::uint8_t { Waiting = 0, Answered = 1, Removed = 2 };

/// What the sender's house is told of one packet.
struct PacketNews
{
    PacketState state = PacketState::Waiting;
    base::Bytes receipt; ///< of signPacketReceipt()
    base::Bytes answer;  ///< of an answered one: sealed to the sender (openPackageReply)
};
[[nodiscard]] base::Bytes encodePacketNews(const PacketNews &news);
/// Errors: WireDamaged, WireTooNew.
[[nodiscard]] base::Result<PacketNews> decodePacketNews(base::ByteView body);

/// What the recipient sees of a packet before it is fetched.
struct ListedPacket
{
    std::uint64_t number = 0; ///< rising, not without gaps
    ShelterId shelter;
    crypto::Digest hash{};
    std::uint32_t size = 0;
    base::UtcMs receivedAt = 0;
    base::UtcMs expiresAt = 0;
    friend bool operator==(const ListedPacket &, const ListedPacket &) = default;
};
struct PacketList
{
    bool hasMore = false; ///< ask again, after the last number
    std::vector<ListedPacket> packets;
};
/// Precondition: at most MaxPacketsListed.
[[nodiscard]] base::Bytes encodePacketList(const PacketList &list);
/// Errors: WireDamaged (numbers that do not rise, too), WireTooNew, WireTooLarge.
[[nodiscard]] base::Result<PacketList> decodePacketList(base::ByteView body);

} // namespace indaro::wire
