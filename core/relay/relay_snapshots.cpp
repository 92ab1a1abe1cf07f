// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/relay.h"

#include <algorithm>

namespace indaro::relay {

using base::Errc;
using base::Error;

namespace {

const SnapshotRow *find(const std::vector<SnapshotRow> &rows, const crypto::Digest &hash)
{
    const auto at = std::find_if(rows.begin(), rows.end(), [&](const SnapshotRow &row) { return row.hash == hash; });
    return at == rows.end() ? nullptr : &*at;
}

/// Made by a laptop that was shut out: no other takes it.
bool isOfLost(const wire::RosterState &roster, const wire::SnapshotManifestView &view)
{
    const auto *device = roster.device(view.manifest.device);
    return device == nullptr || device->isRevoked;
}

} // namespace

base::Result<std::string> Relay::beginSnapshot(const Caller &caller, base::ByteView bytes)
{
    INDARO_TRY(needMember(caller));
    INDARO_TRY_ASSIGN(const auto view, wire::parseSnapshotManifest(bytes));
    const wire::SnapshotManifest &manifest = view.manifest;
    if (manifest.shelter != *caller.shelter)
        return Error(Errc::WireWrongShelter);
    if (manifest.stream == wire::Stream::House && !m_policy.takesHouse)
        return Error(Errc::AccessRefused);
    INDARO_TRY_ASSIGN(auto work, m_store->write(caller.shelter));
    INDARO_TRY_ASSIGN(const auto chain, chainOf(*work, *caller.shelter));
    const auto roster = chain->state();
    const auto *device = roster.device(manifest.device);
    if (device == nullptr || device->isRevoked)
        return Error(Errc::AccessRefused);
    INDARO_TRY(wire::verifySnapshotManifest(view, device->signKey));
    INDARO_TRY_ASSIGN(const auto known, work->snapshots(*caller.shelter));
    std::string there(manifest.parts.size(), '0');
    if (const auto *row = find(known, view.hash)) {
        for (std::uint32_t part = 1; part <= manifest.parts.size(); ++part) {
            INDARO_TRY_ASSIGN(const auto found, work->snapshotPart(*caller.shelter, row->hash, part));
            there[part - 1] = found ? '1' : '0';
        }
        return there;
    }
    INDARO_TRY_ASSIGN(const auto streams, work->streams(*caller.shelter));
    for (const auto &[key, number] : manifest.covers) {
        const auto row = streams.find(key);
        if (row == streams.end() || number > visibleNumber(roster, key, row->second))
            return Error(Errc::WrongState);
    }
    for (const SnapshotRow &row : known) {
        INDARO_TRY_ASSIGN(const auto other, wire::parseSnapshotManifest(row.manifest));
        if (row.isComplete && !isOfLost(roster, other) && other.manifest.stream == manifest.stream &&
            !wire::isCoveredBy(other.manifest.covers, manifest.covers))
            return Error(Errc::WrongState);
    }
    INDARO_TRY_ASSIGN(const auto shelter, work->shelter(*caller.shelter));
    std::uint64_t bytesWanted = 0;
    for (const auto &part : manifest.parts)
        bytesWanted += part.length;
    if (shelter->bytes + bytesWanted > m_policy.bytes)
        return Error(Errc::QuotaFull);
    INDARO_TRY(work->addSnapshot(*caller.shelter, {view.hash, {bytes.begin(), bytes.end()}, 0, false, m_clock->nowUtc()}));
    INDARO_TRY(work->commit());
    return there;
}

base::Result<void> Relay::addSnapshotPart(const Caller &caller, const crypto::Digest &snapshot, std::uint32_t part,
                                          base::ByteView bytes)
{
    INDARO_TRY(needMember(caller));
    INDARO_TRY_ASSIGN(const auto envelope, wire::parseEnvelope(bytes));
    INDARO_TRY_ASSIGN(auto work, m_store->write(caller.shelter));
    INDARO_TRY_ASSIGN(const auto known, work->snapshots(*caller.shelter));
    const auto *row = find(known, snapshot);
    if (row == nullptr)
        return Error(Errc::NotFound);
    INDARO_TRY_ASSIGN(const auto view, wire::parseSnapshotManifest(row->manifest));
    const auto &parts = view.manifest.parts;
    // The manifest is signed and names the part by its hash: nothing more is to be checked but that it is
    // this one.
    if (part < 1 || part > parts.size() || envelope.hash != parts[part - 1].hash || bytes.size() != parts[part - 1].length ||
        envelope.header.type != wire::EnvelopeType::Snapshot || envelope.header.number != part ||
        envelope.header.shelter != *caller.shelter)
        return Error(Errc::WireDamaged);
    if (row->isComplete)
        return {};
    INDARO_TRY(work->addSnapshotPart(*caller.shelter, snapshot, part, bytes));
    INDARO_TRY_ASSIGN(const auto now, work->snapshots(*caller.shelter));
    if (const auto *after = find(now, snapshot); after->parts == parts.size())
        INDARO_TRY(finishSnapshot(*work, *caller.shelter, *after));
    return work->commit();
}

base::Result<void> Relay::finishSnapshot(RelayWork &work, const ShelterId &shelter, const SnapshotRow &row)
{
    INDARO_TRY(work.setSnapshotComplete(shelter, row.hash));
    INDARO_TRY_ASSIGN(const auto view, wire::parseSnapshotManifest(row.manifest));
    INDARO_TRY_ASSIGN(const auto others, work.snapshots(shelter));
    INDARO_TRY_ASSIGN(const auto chain, chainOf(work, shelter));
    const auto roster = chain->state();
    for (const SnapshotRow &other : others) {
        if (other.hash == row.hash || !other.isComplete)
            continue;
        INDARO_TRY_ASSIGN(const auto old, wire::parseSnapshotManifest(other.manifest));
        const bool isReplaced = isOfLost(roster, old) || wire::isCoveredBy(old.manifest.covers, view.manifest.covers);
        if (old.manifest.stream == view.manifest.stream && isReplaced)
            INDARO_TRY(work.removeSnapshot(shelter, other.hash));
    }
    return dropCovered(work, shelter, view.manifest.covers);
}

/// An envelope may go when a snapshot holds what it did and every laptop that is not shut out has said it has
/// it.
base::Result<void> Relay::dropCovered(RelayWork &work, const ShelterId &shelter, const wire::HaveVector &covers)
{
    INDARO_TRY_ASSIGN(const auto chain, chainOf(work, shelter));
    INDARO_TRY_ASSIGN(const auto acknowledged, work.acknowledged(shelter));
    INDARO_TRY_ASSIGN(const auto streams, work.streams(shelter));
    const auto roster = chain->state();
    for (const auto &[key, covered] : covers) {
        std::uint64_t through = covered;
        for (const auto &device : roster.devices) {
            if (device.isRevoked || device.id == key.device)
                continue; // its writer has it
            const auto said = acknowledged.find(device.id);
            through = said == acknowledged.end() ? 0 : std::min(through, wire::numberIn(said->second, key));
            if (through == 0)
                break;
        }
        const auto row = streams.find(key);
        if (row != streams.end() && through > row->second.dropped)
            INDARO_TRY(work.drop(shelter, key, std::min(through, row->second.number)));
    }
    return {};
}

base::Result<base::Bytes> Relay::newestSnapshot(const Caller &caller)
{
    INDARO_TRY(needMember(caller));
    INDARO_TRY_ASSIGN(auto work, m_store->read());
    INDARO_TRY_ASSIGN(auto rows, work->snapshots(*caller.shelter));
    for (SnapshotRow &row : rows)
        if (row.isComplete)
            return std::move(row.manifest);
    return Error(Errc::NotFound);
}

base::Result<base::Bytes> Relay::snapshotPart(const Caller &caller, const crypto::Digest &snapshot, std::uint32_t part)
{
    INDARO_TRY(needMember(caller));
    INDARO_TRY_ASSIGN(auto work, m_store->read());
    INDARO_TRY_ASSIGN(auto found, work->snapshotPart(*caller.shelter, snapshot, part));
    if (!found)
        return Error(Errc::NotFound);
    return std::move(*found);
}

} // namespace indaro::relay
