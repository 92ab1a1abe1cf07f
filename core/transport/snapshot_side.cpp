// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/snapshot_side.h"

#include "core/sync/backlog.h"
#include "core/sync/local_meta.h"
#include "core/sync/snapshot_rows.h"

#include <algorithm>

namespace indaro::transport {

using base::Errc;
using base::Error;
using base::Result;

namespace {

constexpr std::size_t PartBytes = 256 * wire::KiB;
constexpr std::size_t HousePartBytes = 64 * wire::KiB; // a save waits for one of them
constexpr int QuickLevel = 3; // bytes cost nothing inside the house, and somebody waits on this laptop too

std::string knownKey(const std::string &url)
{
    return "transport.snapshot." + base::toHex(base::ByteView(crypto::hash(base::asBytes(url))).first(16));
}

std::uint64_t countLost(const wire::RosterState &roster)
{
    return static_cast<std::uint64_t>(std::ranges::count(roster.devices, true, &wire::RosterDevice::isRevoked));
}

/// Does this laptop read everything, and is nothing missing here? What is pending is cut, what stays in the house too.
Result<bool> canMakeSnapshot(SyncDesk &desk)
{
    const auto self = desk.trust.self();
    if (!self || self->isRevoked || self->groups != wire::AllGroups)
        return false;
    INDARO_TRY(desk.engine.cutPending());
    INDARO_TRY_ASSIGN(const auto waiting, sync::EnvelopeRows(desk.db).waitingCount());
    return waiting == 0;
}

} // namespace

Result<bool> isLoadingSnapshot(store::Connection &db)
{
    INDARO_TRY_ASSIGN(const auto manifest, sync::loadingManifest(db));
    return !manifest.empty();
}

bool isAboutSnapshot(Errc code)
{
    switch (code) {
    case Errc::CryptoAuthFailed:
    case Errc::SyncUnknownDevice:
    case Errc::SyncKeyMissing:
    case Errc::WireDamaged:
    case Errc::WireTooNew:
    case Errc::WireTooLarge:
    case Errc::WireWrongKey:
    case Errc::WireWrongShelter:
    case Errc::SegmentDamaged:
    case Errc::SegmentTooNew:
    case Errc::WrongState:
        return true;
    default:
        return false;
    }
}

Result<void> forgetLoading(store::Connection &db)
{
    INDARO_TRY_ASSIGN(auto transaction, db.begin());
    INDARO_TRY(sync::endLoading(db));
    return transaction.commit();
}

Result<std::shared_ptr<SnapshotLoading>> SnapshotLoading::start(SyncDesk &desk, base::ByteView manifest)
{
    INDARO_TRY_ASSIGN(const auto view, wire::parseSnapshotManifest(manifest));
    INDARO_TRY_ASSIGN(auto intake, sync::SnapshotIntake::start(desk.engine.log(), desk.trust, manifest));
    INDARO_TRY_ASSIGN(const auto begun, sync::loadingManifest(desk.db));
    if (std::equal(begun.begin(), begun.end(), manifest.begin(), manifest.end()))
        return resume(desk);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(sync::beginLoading(desk.db, view, manifest, desk.clock.nowUtc()));
    INDARO_TRY(transaction.commit());
    return std::shared_ptr<SnapshotLoading>(new SnapshotLoading(std::move(intake), view.hash));
}

Result<std::shared_ptr<SnapshotLoading>> SnapshotLoading::resume(SyncDesk &desk)
{
    INDARO_TRY_ASSIGN(const auto manifest, sync::loadingManifest(desk.db));
    if (manifest.empty())
        return std::shared_ptr<SnapshotLoading>();
    INDARO_TRY_ASSIGN(const auto view, wire::parseSnapshotManifest(manifest));
    INDARO_TRY_ASSIGN(auto intake, sync::SnapshotIntake::start(desk.engine.log(), desk.trust, manifest));
    std::shared_ptr<SnapshotLoading> loading(new SnapshotLoading(std::move(intake), view.hash));
    INDARO_TRY_ASSIGN(const auto parts, sync::loadedParts(desk.db, view.hash));
    for (const auto &part : parts)
        INDARO_TRY(loading->m_intake.add(part)); // applied before: does nothing twice
    return loading;
}

Result<Intake> SnapshotLoading::take(SyncDesk &desk, base::ByteView part)
{
    INDARO_TRY_ASSIGN(auto report, m_intake.add(part));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(sync::keepPart(desk.db, m_name, m_intake.partsTaken(), part));
    INDARO_TRY(transaction.commit());
    Intake intake;
    intake.changed = std::move(report.changed);
    if (m_intake.partsTaken() < m_intake.partCount())
        return intake;
    INDARO_TRY_ASSIGN(const auto end, m_intake.finish());
    intake.changed.insert(intake.changed.end(), end.changed.begin(), end.changed.end());
    INDARO_TRY(forgetLoading(desk.db));
    INDARO_TRY_ASSIGN(const auto taken, desk.engine.retryWaiting());
    intake.add(taken);
    return intake;
}

Result<Intake> SnapshotLoading::add(SyncDesk &desk, base::ByteView part)
{
    auto intake = take(desk, part);
    if (!intake)
        (void)forgetLoading(desk.db); // the reason is what the caller must hear
    return intake;
}

Result<bool> isSnapshotDue(SyncDesk &desk, const std::string &url, std::uint64_t after)
{
    INDARO_TRY_ASSIGN(const bool canMake, canMakeSnapshot(desk));
    if (!canMake)
        return false;
    wire::HaveVector covered;
    std::uint64_t size = 0, lost = 0;
    const auto roster = desk.trust.state();
    INDARO_TRY_ASSIGN(const auto known, sync::findMeta(desk.db, knownKey(url)));
    if (known) {
        base::ByteReader in(*known);
        size = in.u64();
        INDARO_TRY_ASSIGN(covered, wire::decodeHaveVector(in));
        const auto giver = wire::DeviceId::fromBytes(in.raw(wire::DeviceId::Size));
        lost = in.u64();
        const auto *device = giver && in.isValid() ? roster.device(*giver) : nullptr;
        if (device == nullptr || device->isRevoked)
            return true;
    }
    // Nobody takes one of a laptop that was shut out, and the server may have nothing else left of what it covers: whose the
    // newest is, is asked again whenever a laptop was shut out.
    if (lost != countLost(roster))
        return true;
    INDARO_TRY_ASSIGN(const auto newer, sync::backlogFor(desk.db, covered, false));
    return newer.bytes > std::max(after, 2 * size);
}

Result<void> noteServerSnapshot(SyncDesk &desk, const std::string &url, base::ByteView manifest)
{
    INDARO_TRY_ASSIGN(const auto view, wire::parseSnapshotManifest(manifest));
    std::uint64_t size = 0;
    for (const auto &part : view.manifest.parts)
        size += part.length;
    base::ByteWriter out;
    out.u64(size);
    wire::encodeHaveVector(out, view.manifest.covers);
    out.raw(view.manifest.device.bytes());
    out.u64(countLost(desk.trust.state()));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(sync::setMeta(desk.db, knownKey(url), out.bytes()));
    return transaction.commit();
}

Result<sync::SnapshotMaker> startServerSnapshot(SyncDesk &desk)
{
    return sync::SnapshotMaker::start(desk.engine.log(), desk.trust, desk.engine, false, PartBytes, sync::SmallestBytes);
}

Result<std::optional<sync::SnapshotMaker>> startHouseSnapshot(SyncDesk &desk, const wire::DeviceId &visitor,
                                                              const wire::HaveVector &theirs, std::uint64_t after)
{
    using None = std::optional<sync::SnapshotMaker>;
    INDARO_TRY_ASSIGN(const auto gone, sync::EnvelopeRows(desk.db).letGoVector());
    const bool isBehind = std::any_of(gone.begin(), gone.end(), [&](const auto &entry) {
        return entry.first.device != visitor && wire::numberIn(theirs, entry.first) < entry.second;
    });
    if (!isBehind) {
        const bool isNewcomer =
            std::all_of(theirs.begin(), theirs.end(), [&](const auto &entry) { return entry.first.device == visitor; });
        INDARO_TRY_ASSIGN(const auto lacking, sync::backlogFor(desk.db, theirs, true));
        if (!isNewcomer || lacking.bytes <= after)
            return None();
    }
    INDARO_TRY_ASSIGN(const bool canMake, canMakeSnapshot(desk));
    if (!canMake)
        return None();
    auto maker = sync::SnapshotMaker::start(desk.engine.log(), desk.trust, desk.engine, true, HousePartBytes, QuickLevel);
    if (!maker && isAboutSnapshot(maker.error().code))
        return None();
    if (!maker)
        return maker.error();
    return None(std::move(*maker));
}

} // namespace indaro::transport
