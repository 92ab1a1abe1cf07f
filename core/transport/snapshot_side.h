// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/snapshot_exchange.h"
#include "core/transport/local_side.h"

#include <memory>
#include <optional>

/// Snapshots between a vault and a road. Every function is a job on the store thread. No network in here.
namespace indaro::transport {

/// A snapshot on its way in. Each part is durable when it has been added, and its records are there to work with: a cut
/// link or a closed program goes on with the next one.
class SnapshotLoading
{
public:
    /// Begins; or goes on when this very one was begun before, any other is forgotten. Errors: SnapshotIntake::start's, and
    /// the store's.
    [[nodiscard]] static base::Result<std::shared_ptr<SnapshotLoading>> start(SyncDesk &desk, base::ByteView manifest);
    /// What was begun and not finished; null when nothing.
    [[nodiscard]] static base::Result<std::shared_ptr<SnapshotLoading>> resume(SyncDesk &desk);

    [[nodiscard]] const crypto::Digest &name() const { return m_name; }
    [[nodiscard]] std::size_t partCount() const { return m_intake.partCount(); }
    [[nodiscard]] std::size_t partsTaken() const { return m_intake.partsTaken(); }
    /// The next part; with the last one it stands for the envelopes it covers. `changed` is what to show again. Errors:
    /// SnapshotIntake's (then it is forgotten), and the store's.
    [[nodiscard]] base::Result<Intake> add(SyncDesk &desk, base::ByteView part);

private:
    SnapshotLoading(sync::SnapshotIntake intake, const crypto::Digest &name) : m_intake(std::move(intake)), m_name(name) {}
    [[nodiscard]] base::Result<Intake> take(SyncDesk &desk, base::ByteView part);
    sync::SnapshotIntake m_intake;
    crypto::Digest m_name;
};

[[nodiscard]] base::Result<bool> isLoadingSnapshot(store::Connection &db);
/// The snapshot is what is wrong, not this vault: then the envelopes must do.
[[nodiscard]] bool isAboutSnapshot(base::Errc code);
/// It cannot be used, or is not there any more. Errors: the store's.
[[nodiscard]] base::Result<void> forgetLoading(store::Connection &db);

/// Should this laptop give this server a snapshot, as far as it knows: would a newcomer fetch more than `after` bytes of
/// envelopes, and twice what the newest snapshot it knows of has, or is that one of a laptop that was shut out? Never when
/// something waits here for what is missing, or this laptop cannot read everything. Errors: the store's.
[[nodiscard]] base::Result<bool> isSnapshotDue(SyncDesk &desk, const std::string &url, std::uint64_t after);
/// The newest one a server has, as it says. Errors: WireDamaged …, and the store's.
[[nodiscard]] base::Result<void> noteServerSnapshot(SyncDesk &desk, const std::string &url, base::ByteView manifest);
/// Of everything that is not the house's alone. Errors: sync::SnapshotMaker's.
[[nodiscard]] base::Result<sync::SnapshotMaker> startServerSnapshot(SyncDesk &desk);

/// For a laptop that stands beside this one and has `theirs`: a snapshot of everything, when envelopes it lacks were let go
/// here (this laptop came by a snapshot itself), or when it has nothing of others and would take in more than `after` bytes
/// of envelopes. To be made piece by piece: somebody works on this laptop meanwhile. Nothing when envelopes do, or this
/// laptop cannot read everything. Errors: the store's.
[[nodiscard]] base::Result<std::optional<sync::SnapshotMaker>>
startHouseSnapshot(SyncDesk &desk, const wire::DeviceId &visitor, const wire::HaveVector &theirs, std::uint64_t after);

} // namespace indaro::transport
