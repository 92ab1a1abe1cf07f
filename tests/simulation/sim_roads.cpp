// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/sim_roads.h"

#include "tests/simulation/sim_coverage.h"

namespace indaro::tests {

using base::Errc;
using base::Error;
using base::Result;

Result<std::vector<std::string>> SimStick::list()
{
    std::vector<std::string> names;
    for (const auto &[name, content] : files)
        names.push_back(name);
    return names;
}

Result<base::Bytes> SimStick::read(const std::string &name, std::size_t limit)
{
    const auto file = files.find(name);
    if (file == files.end())
        return Error(Errc::FileNotFound);
    if (file->second.size() > limit)
        return Error(Errc::FileTooLarge);
    if (trouble.happens(24, Event::StickTrouble))
        return Error(Errc::FileNotReadable);
    base::Bytes bytes = file->second;
    if (trouble.happens(24, Event::StickTrouble) && !bytes.empty()) // a bad sector, once
        bytes[(*trouble.dice)(bytes.size())] ^= std::byte{1};
    return bytes;
}

Result<void> SimStick::write(const std::string &name, base::ByteView content)
{
    if (trouble.happens(12, Event::StickTrouble))
        return Error(trouble.happens(2) ? Errc::DiskFull : Errc::FileNotWritable);
    if (trouble.happens(16, Event::StickTrouble)) { // pulled out
        files[name + ".new"] =
            base::Bytes(content.begin(), content.begin() + static_cast<std::ptrdiff_t>(content.size() / 2));
        return Error(Errc::FileNotWritable);
    }
    files[name] = base::Bytes(content.begin(), content.end());
    if (trouble.happens(20, Event::StickTrouble)) // a false capacity: the oldest is overwritten
        std::fill(files.begin()->second.begin(), files.begin()->second.end(), std::byte{0});
    return {};
}

Result<void> SimStick::remove(const std::string &name)
{
    if (trouble.happens(20, Event::StickTrouble))
        return Error(Errc::FileNotWritable);
    files.erase(name);
    return {};
}

Result<void> tell(SimLaptop &from, SimLaptop &to, const RoadTrouble &trouble, std::vector<Parcel> &later)
{
    const sync::Road road{sync::Road::Kind::House, base::toHex(from.device().bytes())};
    INDARO_TRY(to.trust->addBlocks(from.trust->blocksAfter(to.trust->heads())));
    INDARO_TRY(to.engine->followRoster());
    INDARO_TRY(to.engine->retryWaiting());
    const auto self = from.trust->self();
    if (self && !self->isRevoked)
        INDARO_TRY(from.engine->cutPending());
    INDARO_TRY_ASSIGN(const auto have, to.engine->have(true));
    INDARO_TRY_ASSIGN(auto batch, from.engine->envelopesFor(have, 64 * wire::KiB, true));
    if (trouble.dice != nullptr && trouble.happens(3))
        trouble.dice->shuffle(batch.envelopes);
    for (auto &envelope : batch.envelopes) {
        if (trouble.happens(8, Event::ParcelLost))
            continue;
        if (trouble.happens(8, Event::ParcelLate)) {
            later.push_back({to.index, envelope});
            continue;
        }
        INDARO_TRY(to.engine->takeIn(envelope, road));
        if (trouble.happens(8, Event::ParcelDoubled))
            INDARO_TRY(to.engine->takeIn(envelope, road));
    }
    const auto *device = to.trust->chain().state().device(from.device());
    if (device != nullptr && !device->isRevoked && !trouble.happens(4)) {
        INDARO_TRY_ASSIGN(const auto heads, from.engine->heads(true));
        INDARO_TRY(to.engine->noteHeads(from.device().bytes(), heads, road));
    }
    if (batch.needsSnapshot && !from.isLimited()) // it cannot stand for what it may not read: somebody else will
        return giveSnapshot(from, to, trouble);
    return {};
}

Result<void> giveSnapshot(SimLaptop &from, SimLaptop &to, const RoadTrouble &trouble)
{
    INDARO_TRY(to.trust->addBlocks(from.trust->blocksAfter(to.trust->heads())));
    INDARO_TRY(from.engine->cutPending());
    const auto snapshot = sync::makeSnapshot(*from.log, *from.trust, *from.engine, true, 1000, sync::Fastest);
    if (!snapshot && snapshot.error().code == Errc::SyncKeyMissing && from.trust->heads().size() > 1)
        return {}; // each branch shut out somebody who has the other's key: as in transport/snapshot_side.h, another time
    INDARO_TRY(snapshot);
    auto intake = sync::SnapshotIntake::start(*to.log, *to.trust, snapshot->manifest);
    INDARO_TRY(intake);
    for (const auto &part : snapshot->parts) {
        if (trouble.happens(12, Event::LinkCut))
            return {}; // broken off: what has come stays
        const auto taken = intake->add(part);
        if (!taken && taken.error().code == Errc::SyncKeyMissing && to.trust->heads().size() > 1)
            return {}; // of the other branch of the roster: another time
        INDARO_TRY(taken);
    }
    INDARO_TRY(intake->finish());
    count(Event::Snapshot);
    return {};
}

} // namespace indaro::tests
