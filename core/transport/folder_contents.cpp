// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/folder_contents.h"

#include "core/transport/snapshot_side.h"

#include <algorithm>
#include <span>

namespace indaro::transport {

using base::Errc;
using base::Result;

namespace {

constexpr std::size_t HashInName = 16;
constexpr std::string_view Suffix = ".dat";
constexpr std::size_t PieceBytes = 64 * wire::KiB; // taken in at once: a save has to wait for no more than that
constexpr std::string_view Unfinished = ".new";    // what base::writeFileDurably calls it until it is whole

/// Reads one folder; the parts of a FolderContents come together here.
class Reading
{
public:
    Reading(const OnDesk &run, ExchangeFolder &folder, const sync::Road &road, FolderIntake &intake)
        : m_run(run), m_folder(folder), m_road(road), m_intake(intake)
    {
    }

    Result<FolderContents> all()
    {
        INDARO_TRY_ASSIGN(const auto names, m_folder.list());
        // The roster first: it says whose statements and envelopes count.
        for (const auto kind : {FileKind::Roster, FileKind::Have, FileKind::Snapshot, FileKind::Bundle, FileKind::Unfinished,
                                FileKind::Strange}) {
            for (const std::string &name : names) {
                if (kindOf(name) == kind)
                    INDARO_TRY(one(kind, name));
            }
            if (kind == FileKind::Roster) // and what blocks of last time ask for, if the power failed then
                INDARO_TRY(ask([this](SyncDesk &desk) { return followRoster(desk); }));
        }
        return std::move(m_found);
    }

private:
    template <class Piece> std::invoke_result_t<Piece, SyncDesk &> ask(Piece piece)
    {
        return onDesk(m_run, std::move(piece));
    }

    Result<void> followRoster(SyncDesk &desk)
    {
        INDARO_TRY(desk.engine.followRoster());
        INDARO_TRY_ASSIGN(const auto taken, desk.engine.retryWaiting());
        count(taken);
        return {};
    }

    Result<void> one(FileKind kind, const std::string &name)
    {
        if (kind == FileKind::Strange || kind == FileKind::Unfinished) {
            m_found.strangeFiles += kind == FileKind::Strange ? 1 : 0;
            if (kind == FileKind::Unfinished)
                m_found.unfinished.push_back(name);
            return {};
        }
        const auto bytes = m_folder.read(name, LargestFile);
        if (!bytes) { // a bad sector is not a reason to stop
            ++m_found.damagedFiles;
            return {};
        }
        switch (kind) {
        case FileKind::Roster:
            return ask([&](SyncDesk &desk) { return roster(desk, name, *bytes); });
        case FileKind::Have:
            return ask([&](SyncDesk &desk) { return statement(desk, *bytes); });
        case FileKind::Snapshot:
            return snapshot(name, *bytes);
        default:
            return bundle(name, *bytes);
        }
    }

    Result<void> roster(SyncDesk &desk, const std::string &name, const base::Bytes &bytes)
    {
        const auto blocks = wire::decodeRosterBlocks(bytes);
        if (!blocks || name != fileName(FileKind::Roster, crypto::hash(bytes))) {
            ++m_found.damagedFiles;
            return {};
        }
        std::vector<crypto::Digest> hashes;
        for (const auto &block : *blocks) {
            const auto parsed = wire::parseRosterBlock(block);
            if (!parsed || parsed->block.shelter != desk.trust.shelter()) {
                ++m_found.strangeFiles;
                return {};
            }
            hashes.push_back(parsed->hash);
        }
        const auto report = desk.trust.addBlocks(*blocks);
        if (!report) {
            if (report.error().code == Errc::RosterRefused || report.error().code == Errc::RosterParentUnknown ||
                report.error().code == Errc::CryptoAuthFailed || report.error().code == Errc::WireDamaged ||
                report.error().code == Errc::WireWrongShelter || report.error().code == Errc::WireTooLarge) {
                ++m_found.damagedFiles; // somebody made it up: not taken, and not counted as being there
                return {};
            }
            return report.error();
        }
        m_intake.rosterBlocks += report->added;
        m_found.rosterBlocks.insert(hashes.begin(), hashes.end());
        m_found.rosterFiles.push_back(name);
        return {};
    }

    Result<void> statement(SyncDesk &desk, const base::Bytes &bytes)
    {
        const auto view = wire::parseHaveStatement(bytes);
        if (!view) {
            ++m_found.damagedFiles;
            return {};
        }
        const auto state = desk.trust.state();
        const auto *device =
            view->statement.shelter == desk.trust.shelter() ? state.device(view->statement.device) : nullptr;
        if (device == nullptr || device->isRevoked || !wire::verifyHaveStatement(*view, device->signKey)) {
            ++m_found.strangeFiles;
            return {};
        }
        if (device->id != desk.trust.secrets().device)
            INDARO_TRY(desk.engine.noteHeads(device->id.bytes(), view->statement.heads, m_road));
        m_found.statements.insert_or_assign(device->id, view->statement);
        return {};
    }

    Result<void> snapshot(const std::string &name, const base::Bytes &bytes)
    {
        base::ByteReader in(bytes);
        const auto manifest = in.blob();
        std::vector<base::ByteView> parts;
        while (in.isValid() && !in.atEnd())
            parts.push_back(in.blob());
        const auto view = wire::parseSnapshotManifest(manifest);
        if (!in.isValid() || !view || parts.size() != view->manifest.parts.size() ||
            name != fileName(FileKind::Snapshot, crypto::hash(bytes))) {
            ++m_found.damagedFiles;
            return {};
        }
        using Loading = std::shared_ptr<SnapshotLoading>;
        const auto start = [&](SyncDesk &desk) -> Result<Loading> {
            if (view->manifest.shelter != desk.trust.shelter()) {
                ++m_found.strangeFiles;
                return Loading();
            }
            m_found.snapshots.emplace(name, view->manifest.covers);
            return startLoading(desk, manifest);
        };
        INDARO_TRY_ASSIGN(const auto loading, ask(start));
        return loading != nullptr ? take(*loading, parts) : Result<void>();
    }

    /// Null: this laptop has something of the others already, or the snapshot is of no use.
    Result<std::shared_ptr<SnapshotLoading>> startLoading(SyncDesk &desk, base::ByteView manifest)
    {
        INDARO_TRY_ASSIGN(const auto have, desk.engine.have(true));
        const bool isNew = std::all_of(have.begin(), have.end(), [&desk](const auto &entry) {
            return entry.first.device == desk.trust.secrets().device;
        });
        if (!isNew)
            return std::shared_ptr<SnapshotLoading>();
        auto loading = SnapshotLoading::start(desk, manifest);
        if (!loading && isAboutSnapshot(loading.error().code))
            return std::shared_ptr<SnapshotLoading>();
        return loading;
    }

    Result<void> take(SnapshotLoading &loading, const std::vector<base::ByteView> &parts)
    {
        while (loading.partsTaken() < parts.size()) {
            const auto taken = ask([&](SyncDesk &desk) { return loading.add(desk, parts[loading.partsTaken()]); });
            if (!taken && isAboutSnapshot(taken.error().code)) { // the envelopes must do
                ++m_found.damagedFiles;
                return {};
            }
            INDARO_TRY(taken);
            ++m_intake.snapshotParts;
            m_intake.applied += taken->applied;
            m_intake.changed.insert(m_intake.changed.end(), taken->changed.begin(), taken->changed.end());
        }
        return {};
    }

    Result<void> bundle(const std::string &name, const base::Bytes &bytes)
    {
        const auto cut = wire::cutEnvelopes(bytes);
        const bool isAsWritten = name == fileName(FileKind::Bundle, crypto::hash(bytes));
        Bundle found{name, bytes.size(), {}, cut.rest.empty() && isAsWritten};
        for (std::size_t next = 0; next < cut.envelopes.size();) {
            std::vector<base::ByteView> some;
            for (std::size_t size = 0; next < cut.envelopes.size() && size < PieceBytes; ++next) {
                some.push_back(cut.envelopes[next]);
                size += some.back().size();
            }
            INDARO_TRY(ask([&](SyncDesk &desk) { return takeSome(desk, some, isAsWritten, found); }));
        }
        if (found.envelopes.empty()) {
            ++(cut.envelopes.empty() ? m_found.damagedFiles : m_found.strangeFiles);
            return {};
        }
        m_found.damagedFiles += found.isWhole ? 0 : 1;
        m_found.envelopes.insert(found.envelopes.begin(), found.envelopes.end());
        m_found.bundles.push_back(std::move(found));
        return {};
    }

    Result<void> takeSome(SyncDesk &desk, std::span<const base::ByteView> some, bool isAsWritten, Bundle &found)
    {
        std::vector<base::ByteView> good;
        decltype(found.envelopes) heads;
        for (const auto &envelope : some) {
            const auto view = wire::parseEnvelope(envelope);
            if (!view || view->header.shelter != desk.trust.shelter() || (!isAsWritten && isSpoilt(desk, *view))) {
                found.isWhole = false;
                continue;
            }
            good.push_back(envelope);
            heads.push_back({view->key(), view->header.number, view->hash});
        }
        INDARO_TRY_ASSIGN(const auto all, desk.engine.takeIn(good, m_road));
        for (std::size_t i = 0; i < all.size(); ++i) {
            count(all[i]);
            if (all[i].outcome != sync::Outcome::Refused)
                found.envelopes.push_back(heads[i]);
        }
        return {};
    }

    /// A bad sector in a laptop's envelope: damage, and nobody's forgery, where the file is not what its name says either.
    static bool isSpoilt(SyncDesk &desk, const wire::EnvelopeView &view)
    {
        const auto state = desk.trust.state();
        const auto *device = state.device(view.header.device);
        return device != nullptr && !wire::verifyEnvelope(view, device->signKey);
    }

    void count(const sync::Taken &taken)
    {
        m_intake.changed.insert(m_intake.changed.end(), taken.changed.begin(), taken.changed.end());
        m_intake.applied += taken.envelopes;
        switch (taken.outcome) {
        case sync::Outcome::Applied:
            break; // counted with those that had waited for it
        case sync::Outcome::Known:
            ++m_intake.known;
            break;
        case sync::Outcome::Waiting:
            ++m_intake.waiting;
            break;
        case sync::Outcome::Held:
            ++m_intake.held;
            break;
        case sync::Outcome::Quarantined:
            ++m_intake.quarantined;
            break;
        case sync::Outcome::Refused:
            ++m_intake.refused;
            break;
        }
    }

    const OnDesk &m_run;
    ExchangeFolder &m_folder;
    const sync::Road &m_road;
    FolderIntake &m_intake;
    FolderContents m_found;
};

bool isHexName(std::string_view name)
{
    return name.size() == 2 + 2 * HashInName + Suffix.size() && name.ends_with(Suffix) &&
           std::all_of(name.begin() + 2, name.end() - static_cast<std::ptrdiff_t>(Suffix.size()),
                       [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

} // namespace

FileKind kindOf(std::string_view name)
{
    if (name.ends_with(Unfinished)) {
        const auto whole = kindOf(name.substr(0, name.size() - Unfinished.size()));
        return whole == FileKind::Strange ? FileKind::Strange : FileKind::Unfinished;
    }
    if (!isHexName(name))
        return FileKind::Strange;
    if (name.starts_with("b-"))
        return FileKind::Bundle;
    if (name.starts_with("h-"))
        return FileKind::Have;
    if (name.starts_with("s-"))
        return FileKind::Snapshot;
    return name.starts_with("r-") ? FileKind::Roster : FileKind::Strange;
}

std::string fileName(FileKind kind, const crypto::Digest &hash)
{
    const std::string_view prefix = kind == FileKind::Bundle     ? "b-"
                                    : kind == FileKind::Have     ? "h-"
                                    : kind == FileKind::Snapshot ? "s-"
                                                                 : "r-";
    return std::string(prefix) + base::toHex(base::ByteView(hash).first(HashInName)) + std::string(Suffix);
}

std::string haveFileName(const wire::ShelterId &shelter, const wire::DeviceId &device)
{
    base::ByteWriter out;
    out.raw(shelter.bytes());
    out.raw(device.bytes());
    return fileName(FileKind::Have, crypto::hash(out.bytes()));
}

Result<FolderContents> readFolder(const OnDesk &run, ExchangeFolder &folder, const sync::Road &road, FolderIntake &intake)
{
    return Reading(run, folder, road, intake).all();
}

} // namespace indaro::transport
