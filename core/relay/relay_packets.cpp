// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/relay.h"
#include "core/wire/package.h"
#include "core/wire/package_reply.h"

namespace indaro::relay {

using base::Errc;
using base::Error;
using base::Result;
using wire::PacketState;

namespace {

constexpr base::UtcMs CountedMonth = base::UtcMs{30} * 24 * 3600 * 1000;

Error tooLargePacket(base::ByteView bytes)
{
    return Error(Errc::WireTooLarge, {{"bytes", static_cast<std::int64_t>(bytes.size())}});
}

/// One that is there and for this receiver.
Result<PacketRow> ownPacket(RelayWork &work, const Caller &caller, std::uint64_t number)
{
    INDARO_TRY_ASSIGN(const auto row, work.packet(number));
    if (!row || row->recipient != *caller.receiver)
        return Error(Errc::NotFound);
    return *row;
}

} // namespace

Result<void> Relay::needReceiver(const Caller &caller) const
{
    if (caller.role != Role::Commission || !caller.receiver)
        return Error(Errc::AccessRefused);
    return {};
}

base::Bytes Relay::receiptOf(const PacketRow &row) const
{
    return wire::signPacketReceipt({row.shelter, row.recipient, row.hash, row.receivedAt, row.expiresAt}, m_keys);
}

Result<wire::JoinAnswer> Relay::joinReceiver(base::ByteView body)
{
    INDARO_TRY_ASSIGN(const auto request, wire::openReceiverRequest(body));
    INDARO_TRY_ASSIGN(auto work, m_store->write(std::nullopt));
    const base::UtcMs now = m_clock->nowUtc();
    INDARO_TRY_ASSIGN(const auto invitation, work->takeInvitation(wire::invitationHash(request.code)));
    if (!invitation || invitation->kind != InvitationKind::Receiver || invitation->expiresAt <= now)
        return Error(Errc::InvitationInvalid);
    const crypto::Digest recipient = wire::fingerprintOf(request.key);
    INDARO_TRY(work->addReceiver(recipient, now));
    const wire::Token token = wire::makeToken();
    INDARO_TRY(work->addToken(wire::tokenHash(token), {Role::Commission, std::nullopt, std::nullopt, now, recipient}));
    INDARO_TRY(work->commit());
    return wire::JoinAnswer{token, m_keys.publicKey};
}

Result<base::Bytes> Relay::sendPacket(const Caller &caller, base::ByteView bytes)
{
    INDARO_TRY(needMember(caller));
    if (bytes.empty() || bytes.size() > wire::MaxCountPacket)
        return tooLargePacket(bytes);
    INDARO_TRY_ASSIGN(const crypto::Digest recipient, wire::recipientOf(bytes));
    const crypto::Digest hash = wire::packageHash(bytes);
    INDARO_TRY_ASSIGN(auto work, m_store->write(caller.shelter));
    INDARO_TRY_ASSIGN(const auto known, work->packet(*caller.shelter, hash));
    if (known)
        return receiptOf(*known); // the answer to it was lost on the way
    INDARO_TRY_ASSIGN(const bool hasReceiver, work->hasReceiver(recipient));
    if (!hasReceiver)
        return Error(Errc::NotFound);
    const base::UtcMs now = m_clock->nowUtc();
    INDARO_TRY_ASSIGN(const auto sent, work->packetsSince(*caller.shelter, now - CountedMonth));
    INDARO_TRY_ASSIGN(const WaitingSize own, work->waitingFrom(*caller.shelter));
    // Two shelters at the same moment may pass the receiver's limit by a packet each: nothing breaks by that.
    INDARO_TRY_ASSIGN(const WaitingSize there, work->waitingFor(recipient));
    if (sent >= m_policy.packetsPerMonth || own.bytes + bytes.size() > m_policy.packetBytes ||
        there.count >= m_policy.packetCount || there.bytes + bytes.size() > m_policy.receiverBytes)
        return Error(Errc::QuotaFull);
    const PacketRow row{
        0, *caller.shelter, recipient, hash, static_cast<std::uint32_t>(bytes.size()), now, now + m_policy.packetLifetime};
    INDARO_TRY(work->addPacket(row, bytes));
    INDARO_TRY(work->commit());
    return receiptOf(row);
}

Result<wire::PacketNews> Relay::packetNews(const Caller &caller, const crypto::Digest &hash)
{
    INDARO_TRY(needMember(caller));
    INDARO_TRY_ASSIGN(auto work, m_store->read());
    INDARO_TRY_ASSIGN(const auto row, work->packet(*caller.shelter, hash));
    if (!row)
        return Error(Errc::NotFound);
    wire::PacketNews news{row->state, receiptOf(*row), {}};
    if (row->state == PacketState::Answered) {
        INDARO_TRY_ASSIGN(news.answer, work->packetAnswer(row->number));
    }
    return news;
}

Result<wire::PacketList> Relay::packets(const Caller &caller, std::uint64_t number)
{
    INDARO_TRY(needReceiver(caller));
    INDARO_TRY_ASSIGN(auto work, m_store->read());
    INDARO_TRY_ASSIGN(const auto rows, work->packets(*caller.receiver, number, wire::MaxPacketsListed + 1));
    wire::PacketList list;
    for (const PacketRow &row : rows) {
        if (list.packets.size() == wire::MaxPacketsListed) {
            list.hasMore = true;
            break;
        }
        list.packets.push_back({row.number, row.shelter, row.hash, row.size, row.receivedAt, row.expiresAt});
    }
    return list;
}

Result<base::Bytes> Relay::packetBytes(const Caller &caller, std::uint64_t number)
{
    INDARO_TRY(needReceiver(caller));
    INDARO_TRY_ASSIGN(auto work, m_store->read());
    INDARO_TRY_ASSIGN(const PacketRow row, ownPacket(*work, caller, number));
    INDARO_TRY_ASSIGN(auto bytes, work->packetBytes(row.number));
    if (!bytes)
        return Error(Errc::NotFound);
    return std::move(*bytes);
}

Result<void> Relay::answerPacket(const Caller &caller, std::uint64_t number, base::ByteView answer)
{
    INDARO_TRY(needReceiver(caller));
    if (answer.size() > wire::MaxPacketAnswer)
        return tooLargePacket(answer);
    if (wire::organisationFileOf(answer) != wire::OrganisationFile::Reply)
        return Error(Errc::WireDamaged, {{"what", std::string("answer")}});
    INDARO_TRY_ASSIGN(auto work, m_store->write(std::nullopt));
    INDARO_TRY_ASSIGN(const PacketRow row, ownPacket(*work, caller, number));
    if (row.state != PacketState::Waiting)
        return {};
    INDARO_TRY(work->closePacket(row.number, PacketState::Answered, answer));
    return work->commit();
}

Result<void> Relay::removePacket(const Caller &caller, std::uint64_t number)
{
    INDARO_TRY(needReceiver(caller));
    INDARO_TRY_ASSIGN(auto work, m_store->write(std::nullopt));
    INDARO_TRY_ASSIGN(const PacketRow row, ownPacket(*work, caller, number));
    if (row.state != PacketState::Waiting)
        return {};
    INDARO_TRY(work->closePacket(row.number, PacketState::Removed, {}));
    return work->commit();
}

} // namespace indaro::relay
