// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/packets.h"

#include "core/casework/directory/organisation_keys.h"
#include "core/wire/package.h"
#include "core/wire/package_reply.h"

#include <algorithm>

namespace indaro::exchange {

using base::Errc;
using base::Error;
using base::Result;
using State = PacketOnItsWay::State;

namespace {

/// Nothing: it has not been signed by whom the packet was sealed to, over this very packet.
std::optional<base::UtcMs> readAt(const transport::SentPacket &packet, const std::vector<wire::OrganisationSecrets> &secrets)
{
    for (const wire::OrganisationSecrets &own : secrets) {
        const auto opened = wire::openPackageReply(packet.answer, own);
        if (opened && opened->reply.hash == packet.hash && wire::fingerprintOf(opened->signer) == packet.recipient &&
            opened->reply.answer == wire::PackageAnswer::Received)
            return opened->reply.at;
    }
    return std::nullopt;
}

PacketOnItsWay wayOf(const transport::SentPacket &packet, const std::vector<wire::OrganisationSecrets> &secrets)
{
    PacketOnItsWay way{packet.hash, State::Waiting, packet.queuedAt, packet.problem, false};
    if (!packet.receipt)
        return way;
    way.state = State::AtServer;
    way.at = packet.receipt->receivedAt;
    if (packet.state == wire::PacketState::Removed) {
        way.state = State::TakenAway;
        way.at = packet.askedAt;
    } else if (packet.state == wire::PacketState::Answered) {
        const auto read = readAt(packet, secrets);
        way.isAnswerFalse = !read;
        if (read) {
            way.state = State::Read;
            way.at = *read;
        }
    }
    return way;
}

} // namespace

Result<PacketStanding> loadPacketStanding(casework::Desk &desk, ExchangeDesk &exchange)
{
    PacketStanding standing;
    store::Connection &db = desk.log.connection();
    const auto self = exchange.trust().isMember() ? exchange.trust().self() : std::nullopt;
    if (self && !self->isRevoked) {
        INDARO_TRY_ASSIGN(const auto server, transport::findServer(db));
        standing.canSend = server.has_value();
    }
    std::vector<wire::OrganisationSecrets> secrets;
    if (auto own = casework::rows::organisationSecrets(desk))
        secrets = std::move(own).value();
    else if (own.error().code != Errc::OrganisationKeyMissing)
        return own.error();
    INDARO_TRY_ASSIGN(const auto sent, transport::sentPackets(db));
    for (const transport::SentPacket &packet : sent)
        standing.sent.push_back(wayOf(packet, secrets));
    INDARO_TRY_ASSIGN(standing.mailboxes, transport::mailboxes(db));
    INDARO_TRY_ASSIGN(standing.apart, transport::apartPackets(db));
    standing.hasOtherKey = !standing.mailboxes.empty() && !secrets.empty() &&
                           std::ranges::find(standing.mailboxes, wire::fingerprintOf(secrets.front().publicKey()),
                                             &transport::Mailbox::recipient) == standing.mailboxes.end();
    return standing;
}

Result<void> mayFetchPackets(casework::Desk &desk)
{
    return desk.access.mustDo(casework::Thing::Numbers);
}

Result<base::Bytes> packetAnswer(casework::Desk &desk, base::ByteView packet)
{
    INDARO_TRY(mayFetchPackets(desk));
    INDARO_TRY_ASSIGN(const auto partners, casework::listPartnerKeys(desk));
    INDARO_TRY_ASSIGN(const auto secrets, casework::rows::organisationSecrets(desk));
    const auto isKnown = [&](const wire::OrganisationKey &key) {
        return std::ranges::any_of(partners, [&](const auto &partner) { return partner.isCompared && partner.key == key; });
    };
    // Asked of a packet that was opened before: that it was is no obstacle, and it may have run out meanwhile.
    const wire::PackageRules rules{0, isKnown, [](const wire::PackageId &) { return false; }};
    for (std::size_t i = 0; i < secrets.size(); ++i) {
        const auto opened = wire::openPackage(packet, secrets[i], rules);
        if (!opened && opened.error().code == Errc::PackageWrongRecipient && i + 1 < secrets.size())
            continue;
        if (!opened)
            return opened.error();
        return wire::sealPackageReply({.package = opened->cover.id,
                                       .hash = opened->hash,
                                       .answer = wire::PackageAnswer::Received,
                                       .at = desk.clock.nowUtc()},
                                      opened->sender, secrets[i]);
    }
    return Error(Errc::OrganisationKeyMissing);
}

} // namespace indaro::exchange
