// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/relay.h"

#include <algorithm>

namespace indaro::relay {

using base::Errc;
using base::Error;
using wire::ItemStatus;

/// A revoked device's stream is shown up to its cut, even where more had come before the news did.
std::uint64_t Relay::visibleNumber(const wire::RosterState &roster, const StreamKey &key, const StreamRow &row) const
{
    const auto *device = roster.device(key.device);
    if (device == nullptr || (key.stream == wire::Stream::House && !m_policy.takesHouse))
        return 0;
    if (!device->isRevoked)
        return row.number;
    for (const wire::Cut &cut : device->cuts)
        if (cut.stream == key.stream)
            return std::min(cut.number, row.number);
    return 0;
}

base::Result<void> Relay::acknowledge(const Caller &caller, const wire::HaveVector &have)
{
    INDARO_TRY_ASSIGN(auto work, m_store->write(caller.shelter));
    INDARO_TRY(work->setAcknowledged(*caller.shelter, *caller.device, have));
    return work->commit();
}

namespace {

/// Nothing of what others wrote.
bool isEmptyHanded(const Caller &caller, const wire::HaveVector &have)
{
    return std::all_of(have.begin(), have.end(), [&](const auto &entry) { return entry.first.device == caller.device; });
}

} // namespace

base::Result<SyncAnswer> Relay::sync(const Caller &caller, base::ByteView body)
{
    INDARO_TRY(needMember(caller));
    INDARO_TRY_ASSIGN(const auto request, wire::decodeSyncRequest(body));
    SyncAnswer answer;
    bool isNews = false;
    {
        INDARO_TRY_ASSIGN(auto work, m_store->read());
        INDARO_TRY_ASSIGN(const auto chain, chainOf(*work, *caller.shelter));
        const auto roster = chain->state();
        INDARO_TRY_ASSIGN(const auto streams, work->streams(*caller.shelter));
        INDARO_TRY_ASSIGN(const auto mails, work->mail(*caller.shelter));
        INDARO_TRY_ASSIGN(const auto acknowledged, work->acknowledged(*caller.shelter));
        const auto before = acknowledged.find(*caller.device);
        isNews = before == acknowledged.end() || before->second != request.have;
        wire::SyncAnswerHead head;
        head.mail = static_cast<std::uint16_t>(std::min<std::size_t>(mails.size(), 0xffff));
        std::size_t room = std::min<std::size_t>(request.maxBytes, m_policy.answerBytes);
        for (const auto *block : chain->blocksAfter(request.rosterHeads)) {
            head.rosterBlocks.push_back(block->bytes);
            room -= std::min(room, block->bytes.size());
        }
        // A newcomer is offered the snapshot, once: who comes back as empty-handed gets the envelopes all the same.
        bool isFirstVisit = before == acknowledged.end() && isEmptyHanded(caller, request.have);
        if (isFirstVisit) {
            INDARO_TRY_ASSIGN(const auto snapshots, work->snapshots(*caller.shelter));
            isFirstVisit =
                std::any_of(snapshots.begin(), snapshots.end(), [](const SnapshotRow &row) { return row.isComplete; });
        }
        head.needsSnapshot = isFirstVisit;
        for (const auto &[key, row] : streams) {
            const std::uint64_t newest = visibleNumber(roster, key, row);
            if (newest == 0)
                continue;
            head.have.emplace(key, newest);
            if (isFirstVisit)
                continue;
            const std::uint64_t from = wire::numberIn(request.have, key) + 1;
            if (from > newest)
                continue;
            if (from <= row.dropped) {
                head.needsSnapshot = true;
                continue;
            }
            if (room == 0 && !answer.envelopes.empty()) {
                head.hasMore = true;
                continue;
            }
            INDARO_TRY_ASSIGN(auto found, work->envelopes(*caller.shelter, key, from, newest, room));
            head.hasMore = head.hasMore || found.size() < newest - from + 1;
            for (base::Bytes &envelope : found) {
                if (room < envelope.size() && !answer.envelopes.empty()) {
                    head.hasMore = true;
                    room = 0;
                    break;
                }
                room -= std::min(room, envelope.size());
                answer.envelopes.push_back(std::move(envelope));
            }
        }
        head.envelopes = static_cast<std::uint32_t>(answer.envelopes.size());
        answer.head = wire::encodeSyncAnswerHead(head, request.have);
    }
    // Written only when it changed: asking again and again must not wear the disk.
    if (isNews)
        INDARO_TRY(acknowledge(caller, request.have));
    return answer;
}

base::Result<void> Relay::addBlocks(RelayWork &work, const ShelterId &shelter, wire::RosterChain &chain,
                                    std::span<const base::Bytes> blocks, std::vector<ItemStatus> &statuses)
{
    INDARO_TRY_ASSIGN(const auto row, work.shelter(shelter));
    std::uint64_t bytes = row ? row->rosterBytes : 0;
    for (const base::Bytes &block : blocks) {
        auto parsed = wire::parseRosterBlock(block);
        if (!parsed) {
            statuses.push_back(ItemStatus::Damaged);
            continue;
        }
        if (bytes + block.size() > m_policy.rosterBytes) {
            statuses.push_back(ItemStatus::QuotaFull);
            continue;
        }
        const crypto::Digest hash = parsed.value().hash;
        const auto added = chain.add(std::move(parsed).value());
        if (!added) {
            const Errc code = added.error().code;
            statuses.push_back(code == Errc::RosterParentUnknown ? ItemStatus::ParentUnknown
                               : code == Errc::CryptoAuthFailed  ? ItemStatus::BadSignature
                               : code == Errc::WireWrongShelter  ? ItemStatus::WrongShelter
                               : code == Errc::WireTooLarge      ? ItemStatus::QuotaFull
                                                                 : ItemStatus::RosterRefused);
            continue;
        }
        if (added.value()) {
            bytes += block.size();
            INDARO_TRY(work.addRosterBlock(shelter, hash, block));
        }
        statuses.push_back(added.value() ? ItemStatus::Stored : ItemStatus::AlreadyThere);
    }
    return {};
}

base::Result<wire::UploadAnswer> Relay::addRosterBlocks(const Caller &caller, base::ByteView body)
{
    INDARO_TRY(needMember(caller));
    INDARO_TRY_ASSIGN(const auto blocks, wire::decodeRosterBlocks(body));
    INDARO_TRY_ASSIGN(auto work, m_store->write(caller.shelter));
    INDARO_TRY_ASSIGN(const auto shared, chainOf(*work, *caller.shelter));
    wire::RosterChain chain = *shared; // the kept one stays what is committed
    wire::UploadAnswer answer;
    INDARO_TRY(addBlocks(*work, *caller.shelter, chain, blocks, answer.items));
    if (chain.size() != shared->size())
        INDARO_TRY(work->commit());
    return answer;
}

base::Result<base::Bytes> Relay::envelope(const Caller &caller, const StreamKey &key, std::uint64_t number)
{
    INDARO_TRY(needMember(caller));
    INDARO_TRY_ASSIGN(auto work, m_store->read());
    INDARO_TRY_ASSIGN(const auto chain, chainOf(*work, *caller.shelter));
    INDARO_TRY_ASSIGN(const auto streams, work->streams(*caller.shelter));
    const auto row = streams.find(key);
    if (row == streams.end() || number < 1 || number <= row->second.dropped ||
        number > visibleNumber(chain->state(), key, row->second))
        return Error(Errc::NotFound);
    INDARO_TRY_ASSIGN(auto found, work->envelopes(*caller.shelter, key, number, number, 0));
    if (found.empty())
        return Error(Errc::NotFound);
    return std::move(found.front());
}

base::Result<base::Bytes> Relay::quarantine(const Caller &caller)
{
    INDARO_TRY(needMember(caller));
    INDARO_TRY_ASSIGN(auto work, m_store->read());
    INDARO_TRY_ASSIGN(const auto rows, work->quarantined(*caller.shelter));
    base::ByteWriter out;
    out.u8(1);
    const std::size_t count = std::min<std::size_t>(rows.size(), 0xffff);
    out.u16(static_cast<std::uint16_t>(count));
    for (std::size_t i = 0; i < count; ++i) {
        out.u8(static_cast<std::uint8_t>(rows[i].reason));
        out.blob(rows[i].bytes);
    }
    return std::move(out).take();
}

} // namespace indaro::relay
