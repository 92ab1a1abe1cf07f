// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/transport/server_access.h"
#include "core/wire/packet_mail.h"

#include <optional>
#include <string>
#include <vector>

/// What this laptop keeps of sealed packets that travel by a server: in the vault's file (local_meta), never synced. A house
/// keeps what it sends until the commission has answered; the commission's workstation keeps where it fetches and what it
/// could not open. Store thread. Errors of all: StoreDamaged, and the store's.
namespace indaro::transport {

/// A packet this laptop sends.
struct SentPacket
{
    crypto::Digest hash{};
    crypto::Digest recipient{}; ///< fingerprint of the key it is sealed to
    base::UtcMs queuedAt = 0;
    /// Of the server, verified when it came; nothing: it waits here.
    std::optional<wire::PacketReceipt> receipt{};
    wire::PacketState state = wire::PacketState::Waiting; ///< as the server says
    base::Bytes answer{};                                 ///< of an answered one; whose it is, is looked at by who shows it
    base::UtcMs askedAt = 0;                              ///< when the server was last asked how it stands
    /// Why the server did not take it the last time: NotFound (it has no mailbox for this recipient), QuotaFull,
    /// WireTooLarge, ServerRefused.
    std::optional<base::Errc> problem{};
};

/// Keeps it and sends it when there is a road; the same again changes nothing. Errors: TrainingVault, WireTooLarge (over
/// wire::MaxCountPacket), WireDamaged (no package).
[[nodiscard]] base::Result<void> queuePacket(store::Connection &db, base::ByteView packet, base::UtcMs now);
/// In the order they were queued.
[[nodiscard]] base::Result<std::vector<SentPacket>> sentPackets(store::Connection &db);

/// What to do next for what this laptop sends.
struct PacketErrand
{
    SentPacket packet;
    base::Bytes bytes; ///< to be sent; empty: the server is asked how it stands
};
/// After `skipped` were done or failed in this round. Nobody is asked about a packet more often than every `askEvery`.
[[nodiscard]] base::Result<std::optional<PacketErrand>>
nextErrand(store::Connection &db, const std::vector<crypto::Digest> &skipped, base::UtcMs now, base::UtcMs askEvery);
/// The server's word for a packet. Errors: WireDamaged (what=receipt: for another packet, house or recipient),
/// CryptoAuthFailed (not signed by this server).
[[nodiscard]] base::Result<void> noteReceipt(store::Connection &db, const crypto::Digest &hash,
                                             const wire::ShelterId &shelter, const crypto::SignPublicKey &serverKey,
                                             base::ByteView receipt);
/// As above, and what it says of the packet now.
[[nodiscard]] base::Result<void> noteNews(store::Connection &db, const crypto::Digest &hash, const wire::ShelterId &shelter,
                                          const crypto::SignPublicKey &serverKey, const wire::PacketNews &news,
                                          base::UtcMs now);
/// The server does not know it any more (restored from an older backup): it is sent again.
[[nodiscard]] base::Result<void> noteLost(store::Connection &db, const crypto::Digest &hash);
[[nodiscard]] base::Result<void> noteProblem(store::Connection &db, const crypto::Digest &hash, base::Errc problem);

/// Where the commission's workstation fetches: one server, one of its keys.
struct Mailbox
{
    std::string url;
    crypto::Digest recipient{};
    wire::Token token{};
    std::optional<crypto::Digest> certificate{}; ///< as of ServerAccess
    base::UtcMs joinedAt = 0;
    base::UtcMs fetchedAt = 0; ///< when everything that was there had been looked at, last; 0: never
};
[[nodiscard]] base::Result<std::vector<Mailbox>> mailboxes(store::Connection &db);
/// Replaces the one of the same address and key. Errors: TrainingVault.
[[nodiscard]] base::Result<void> keepMailbox(store::Connection &db, const Mailbox &mailbox);

/// Whether an error of opening says something of the packet, and not of this laptop or its disk.
[[nodiscard]] bool isAboutPacket(base::Errc code) noexcept;
/// One that waits at the server and could not be opened: kept apart, never counted. `why`: isAboutPacket().
struct ApartPacket
{
    std::string url; ///< of the mailbox
    wire::ListedPacket packet;
    base::Error why;
};
[[nodiscard]] base::Result<std::vector<ApartPacket>> apartPackets(store::Connection &db);
[[nodiscard]] base::Result<void> keepApart(store::Connection &db, const ApartPacket &packet);
/// After a mailbox was read to its end: those that are in `listed` no more are forgotten.
[[nodiscard]] base::Result<void> noteFetched(store::Connection &db, const Mailbox &mailbox,
                                             const std::vector<std::uint64_t> &listed, base::UtcMs now);
[[nodiscard]] base::Result<void> forgetApart(store::Connection &db, const std::string &url, std::uint64_t number);

} // namespace indaro::transport
