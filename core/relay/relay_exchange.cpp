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

/// One sync answer being made.
class SyncAnswering
{
public:
    SyncAnswering(Relay &relay, RelayWork &work, const Caller &caller, const wire::SyncRequest &request)
        : m_relay(relay), m_work(work), m_caller(caller), m_request(request),
          m_room(std::min<std::size_t>(request.maxBytes, relay.m_policy.answerBytes)), m_have(request.have)
    {
    }
    base::Result<void> run(const std::optional<wire::KeptUpload> &kept);
    SyncAnswer take()
    {
        m_head.parts = static_cast<std::uint16_t>(m_parts);
        m_head.envelopes = static_cast<std::uint32_t>(m_envelopes.size() - m_parts);
        return {wire::encodeSyncAnswerHead(m_head, m_request.have), std::move(m_envelopes)};
    }
    [[nodiscard]] bool isNews() const { return m_isNews; }

private:
    base::Result<void> addRoster(const std::optional<wire::KeptUpload> &kept);
    base::Result<bool> isOfferedSnapshot();
    base::Result<void> addSnapshot();
    base::Result<void> addStream(const StreamKey &key, const StreamRow &row, std::uint64_t newest);

    Relay &m_relay;
    RelayWork &m_work;
    const Caller &m_caller;
    const wire::SyncRequest &m_request;
    std::size_t m_room;
    wire::HaveVector m_have; ///< of the caller, once it has taken the snapshot that comes with the answer
    wire::RosterState m_roster;
    std::map<StreamKey, StreamRow> m_streams;
    wire::SyncAnswerHead m_head;
    std::vector<base::Bytes> m_envelopes; ///< parts first
    std::size_t m_parts = 0;
    bool m_isSnapshotWhole = true;
    bool m_isNews = false;
};

base::Result<void> SyncAnswering::addRoster(const std::optional<wire::KeptUpload> &kept)
{
    INDARO_TRY_ASSIGN(const auto chain, m_relay.chainOf(m_work, *m_caller.shelter));
    m_roster = chain->state();
    for (const auto *block : chain->blocksAfter(m_request.rosterHeads)) {
        m_head.rosterBlocks.push_back(block->bytes);
        m_room -= std::min(m_room, block->bytes.size());
    }
    m_head.knowsRoster = (m_request.takesSnapshot || m_request.goesOnUploading) && chain->knows(m_request.rosterHeads);
    if (m_request.goesOnUploading)
        m_head.kept = kept;
    return {};
}

/// A newcomer is offered the snapshot, once: who comes back as empty-handed gets the envelopes all the same. And whoever
/// lacks what is not here any more.
base::Result<bool> SyncAnswering::isOfferedSnapshot()
{
    INDARO_TRY_ASSIGN(const auto acknowledged, m_work.acknowledged(*m_caller.shelter));
    const auto before = acknowledged.find(*m_caller.device);
    m_isNews = before == acknowledged.end() || before->second != m_request.have;
    if (before != acknowledged.end() || !isEmptyHanded(m_caller, m_request.have))
        return false;
    INDARO_TRY_ASSIGN(const auto snapshots, m_work.snapshots(*m_caller.shelter));
    return std::any_of(snapshots.begin(), snapshots.end(), [](const SnapshotRow &row) { return row.isComplete; });
}

/// The newest one into the answer itself, as much of it as there is room for: on a slow link every round trip is paid for.
base::Result<void> SyncAnswering::addSnapshot()
{
    INDARO_TRY_ASSIGN(const auto rows, m_work.snapshots(*m_caller.shelter));
    const auto newest = std::find_if(rows.begin(), rows.end(), [](const SnapshotRow &row) { return row.isComplete; });
    if (newest == rows.end())
        return {};
    INDARO_TRY_ASSIGN(const auto view, wire::parseSnapshotManifest(newest->manifest));
    for (std::uint32_t part = 1; part <= view.manifest.parts.size(); ++part) {
        INDARO_TRY_ASSIGN(auto bytes, m_work.snapshotPart(*m_caller.shelter, newest->hash, part));
        m_isSnapshotWhole = bytes && (bytes->size() <= m_room || m_envelopes.empty());
        if (!m_isSnapshotWhole)
            break;
        m_room -= std::min(m_room, bytes->size());
        m_envelopes.push_back(std::move(*bytes));
    }
    m_parts = m_envelopes.size();
    if (m_parts == 0)
        return {};
    m_head.snapshot = newest->manifest;
    m_head.needsSnapshot = false;
    for (const auto &[key, number] : view.manifest.covers)
        m_have[key] = std::max(wire::numberIn(m_have, key), number);
    return {};
}

base::Result<void> SyncAnswering::addStream(const StreamKey &key, const StreamRow &row, std::uint64_t newest)
{
    const std::uint64_t from = wire::numberIn(m_have, key) + 1;
    if (from > newest)
        return {};
    if (from <= row.dropped) {
        m_head.needsSnapshot = true;
        return {};
    }
    if (m_room == 0 && !m_envelopes.empty()) {
        m_head.hasMore = true;
        return {};
    }
    INDARO_TRY_ASSIGN(auto found, m_work.envelopes(*m_caller.shelter, key, from, newest, m_room));
    m_head.hasMore = m_head.hasMore || found.size() < newest - from + 1;
    for (base::Bytes &envelope : found) {
        if (m_room < envelope.size() && !m_envelopes.empty()) {
            m_head.hasMore = true;
            m_room = 0;
            return {};
        }
        m_room -= std::min(m_room, envelope.size());
        m_envelopes.push_back(std::move(envelope));
    }
    return {};
}

base::Result<void> SyncAnswering::run(const std::optional<wire::KeptUpload> &kept)
{
    INDARO_TRY(addRoster(kept));
    INDARO_TRY_ASSIGN(m_streams, m_work.streams(*m_caller.shelter));
    INDARO_TRY_ASSIGN(const auto mails, m_work.mail(*m_caller.shelter));
    m_head.mail = static_cast<std::uint16_t>(std::min<std::size_t>(mails.size(), 0xffff));
    INDARO_TRY_ASSIGN(const bool isOffered, isOfferedSnapshot());
    m_head.needsSnapshot = isOffered;
    const bool isBehind = std::any_of(m_streams.begin(), m_streams.end(), [this](const auto &entry) {
        const auto newest = m_relay.visibleNumber(m_roster, entry.first, entry.second);
        return wire::numberIn(m_have, entry.first) < std::min(entry.second.dropped, newest);
    });
    if (m_request.takesSnapshot && (isOffered || isBehind))
        INDARO_TRY(addSnapshot());
    for (const auto &[key, row] : m_streams) {
        const std::uint64_t newest = m_relay.visibleNumber(m_roster, key, row);
        if (newest == 0)
            continue;
        m_head.have.emplace(key, newest);
        if (m_parts > 0 ? m_isSnapshotWhole : !isOffered)
            INDARO_TRY(addStream(key, row, newest));
    }
    return {};
}

base::Result<SyncAnswer> Relay::sync(const Caller &caller, base::ByteView body, const std::optional<wire::KeptUpload> &kept)
{
    INDARO_TRY(needMember(caller));
    INDARO_TRY_ASSIGN(const auto request, wire::decodeSyncRequest(body));
    SyncAnswer answer;
    bool isNews = false;
    {
        INDARO_TRY_ASSIGN(auto work, m_store->read());
        SyncAnswering answering(*this, *work, caller, request);
        INDARO_TRY(answering.run(kept));
        isNews = answering.isNews();
        answer = answering.take();
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
