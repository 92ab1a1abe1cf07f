// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/folder_exchange.h"

#include "core/sync/training_mark.h"
#include "core/transport/snapshot_side.h"

#include <algorithm>

namespace indaro::transport {

using base::Errc;
using base::Error;
using base::Result;

namespace {

/// What a signed statement says in numbers.
wire::HaveVector vectorOf(const std::vector<wire::Head> &heads)
{
    wire::HaveVector out;
    for (const auto &head : heads)
        out[head.key] = head.number;
    return out;
}

/// What all of them have for sure.
wire::HaveVector commonOf(const std::vector<wire::HaveVector> &vectors)
{
    wire::HaveVector out = vectors.front();
    for (auto &[key, number] : out) {
        for (const auto &other : vectors)
            number = std::min(number, wire::numberIn(other, key));
    }
    std::erase_if(out, [](const auto &entry) { return entry.second == 0; });
    return out;
}

constexpr std::size_t SnapshotPart = 256 * wire::KiB;

/// Whose folder it is, and who else should find there what it lacks.
struct Party
{
    wire::ShelterId shelter;
    wire::DeviceId self;
    std::vector<wire::DeviceId> others; ///< live laptops of the roster
};

/// Cuts what is pending, a batch a piece. Errors: DeviceRevoked (it may still read, and has nothing to say any more),
/// NotEnrolled (on a branch of the roster that an admin has yet to join with the other), and the store's.
Result<Party> prepare(const OnDesk &run)
{
    const auto look = [](SyncDesk &desk) -> Result<Party> {
        const auto self = desk.trust.self();
        if (!self)
            return Error(Errc::NotEnrolled);
        if (self->isRevoked)
            return Error(Errc::DeviceRevoked);
        Party party{desk.trust.shelter(), self->id, {}};
        for (const auto &device : desk.trust.state().devices) {
            if (!device.isRevoked && device.id != self->id)
                party.others.push_back(device.id);
        }
        return party;
    };
    const auto cutOne = [](SyncDesk &desk) {
        sync::CutOptions one;
        one.envelopes = 1;
        return desk.engine.cutPending(one);
    };
    INDARO_TRY_ASSIGN(auto party, onDesk(run, look));
    std::size_t made = 0;
    do {
        INDARO_TRY_ASSIGN(made, onDesk(run, cutOne));
    } while (made > 0);
    return party;
}

class Writing
{
public:
    Writing(const OnDesk &run, Party party, ExchangeFolder &folder, FolderContents &contents, const FolderOptions &options,
            FolderReport &report)
        : m_run(run), m_party(std::move(party)), m_folder(folder), m_contents(contents), m_options(options), m_report(report)
    {
    }

    /// Errors: the store's. What goes wrong with the folder is in `report`.
    Result<void> all()
    {
        INDARO_TRY_ASSIGN(const auto bundles, lackingBundles());
        INDARO_TRY_ASSIGN(const auto heads, ask([](SyncDesk &desk) { return desk.engine.heads(true); }));
        if (m_report.needsSnapshot)
            INDARO_TRY(makeSnapshot());
        const auto written = writeAll(bundles, heads);
        if (!written && m_hasVaultFailed)
            return written;
        if (!written)
            m_report.writeFailure = written.error();
        return {};
    }

private:
    struct NewBundle
    {
        base::Bytes bytes;
        std::vector<CarriedEnvelope> envelopes;
    };

    /// What the vault is asked and cannot answer is no fault of the folder.
    template <class Piece> std::invoke_result_t<Piece, SyncDesk &> ask(Piece piece)
    {
        auto answer = onDesk(m_run, std::move(piece));
        m_hasVaultFailed = m_hasVaultFailed || !answer;
        return answer;
    }

    /// What somebody of the roster may lack and the folder does not hold yet.
    Result<std::vector<NewBundle>> lackingBundles()
    {
        std::vector<NewBundle> bundles;
        const auto others = otherVectors();
        if (others.empty())
            return bundles;
        wire::HaveVector theirs = commonOf(others);
        for (;;) {
            const auto next = [&theirs](SyncDesk &desk) { return desk.engine.envelopesFor(theirs, BundleSize, true); };
            INDARO_TRY_ASSIGN(const auto batch, ask(next));
            m_report.needsSnapshot = m_report.needsSnapshot || batch.needsSnapshot;
            NewBundle bundle;
            for (const auto &envelope : batch.envelopes) {
                INDARO_TRY_ASSIGN(const auto view, wire::parseEnvelope(envelope));
                theirs[view.key()] = std::max(theirs[view.key()], view.header.number);
                const CarriedEnvelope carried{view.key(), view.header.number, view.hash};
                if (m_contents.envelopes.contains(carried))
                    continue;
                bundle.bytes.insert(bundle.bytes.end(), envelope.begin(), envelope.end());
                bundle.envelopes.push_back(carried);
            }
            if (!bundle.envelopes.empty())
                bundles.push_back(std::move(bundle));
            if (!batch.hasMore || batch.envelopes.empty())
                return bundles;
        }
    }

    /// Somebody lacks what this laptop has let go of, or never had as envelopes. Not when the folder has one already that
    /// stands for the same.
    Result<void> makeSnapshot()
    {
        INDARO_TRY_ASSIGN(const auto letGo, ask([](SyncDesk &desk) { return sync::EnvelopeRows(desk.db).letGoVector(); }));
        const bool isThere = std::any_of(m_contents.snapshots.begin(), m_contents.snapshots.end(),
                                         [&](const auto &one) { return wire::isCoveredBy(letGo, one.second); });
        m_report.needsSnapshot = !isThere;
        if (isThere)
            return {};
        const auto made = sealSnapshot();
        if (!made && isAboutSnapshot(made.error().code))
            return {}; // another laptop must
        m_hasVaultFailed = m_hasVaultFailed || !made;
        INDARO_TRY(made);
        base::ByteWriter out;
        out.blob(made->manifest);
        for (const auto &part : made->parts)
            out.blob(part);
        m_snapshot = std::move(out).take();
        m_report.needsSnapshot = m_snapshot.size() > LargestFile;
        if (m_report.needsSnapshot)
            m_snapshot.clear();
        return {};
    }

    /// Part by part, so that a save waits for one at most.
    Result<sync::SealedSnapshot> sealSnapshot()
    {
        auto maker = onDesk(m_run, [](SyncDesk &desk) {
            return sync::SnapshotMaker::start(desk.engine.log(), desk.trust, desk.engine, true, SnapshotPart,
                                              sync::SmallestBytes);
        });
        if (!maker)
            return maker.error();
        while (!maker->isReady())
            INDARO_TRY(onDesk(m_run, [&maker](SyncDesk &desk) { return maker->goOn(desk.engine.log(), desk.trust); }));
        return onDesk(m_run, [&maker](SyncDesk &desk) -> Result<sync::SealedSnapshot> { return maker->take(desk.trust); });
    }

    /// Per other live laptop what its statement here says; nothing said counts as nothing had.
    std::vector<wire::HaveVector> otherVectors() const
    {
        std::vector<wire::HaveVector> out;
        for (const auto &device : m_party.others) {
            const auto said = m_contents.statements.find(device);
            out.push_back(said != m_contents.statements.end() ? vectorOf(said->second.heads) : wire::HaveVector());
        }
        return out;
    }

    Result<void> writeAll(const std::vector<NewBundle> &bundles, const std::vector<wire::Head> &heads)
    {
        m_bytesToWrite = m_snapshot.size();
        for (const auto &bundle : bundles)
            m_bytesToWrite += bundle.bytes.size();
        INDARO_TRY(writeRoster());
        if (!m_snapshot.empty()) {
            INDARO_TRY(writeChecked(FileKind::Snapshot, m_snapshot));
            m_report.bytesWritten += m_snapshot.size();
            INDARO_TRY_ASSIGN(const auto have, ask([](SyncDesk &desk) { return desk.engine.have(true); }));
            for (const auto &[name, covers] : m_contents.snapshots) {
                if (wire::isCoveredBy(covers, have))
                    m_superseded.push_back(name);
            }
        }
        for (const auto &bundle : bundles) {
            INDARO_TRY(writeChecked(FileKind::Bundle, bundle.bytes));
            m_report.written += bundle.envelopes.size();
            m_report.bytesWritten += bundle.bytes.size();
            m_contents.bundles.push_back({m_written.back().first, bundle.bytes.size(), bundle.envelopes, true});
            m_contents.envelopes.insert(bundle.envelopes.begin(), bundle.envelopes.end());
            if (m_options.progress && !m_options.progress(m_report.bytesWritten, m_bytesToWrite))
                return Error(Errc::Cancelled);
        }
        INDARO_TRY(writeStatement(heads));
        INDARO_TRY(readAgain());
        findErasable(heads);
        return tidyUp();
    }

    Result<void> writeRoster()
    {
        const auto all = [](SyncDesk &desk) -> Result<std::vector<base::Bytes>> { return desk.trust.blocksAfter({}); };
        INDARO_TRY_ASSIGN(const auto blocks, ask(all));
        const bool isThere = std::all_of(blocks.begin(), blocks.end(), [this](const base::Bytes &block) {
            const auto parsed = wire::parseRosterBlock(block);
            return parsed && m_contents.rosterBlocks.contains(parsed->hash);
        });
        if (isThere)
            return {};
        INDARO_TRY(writeChecked(FileKind::Roster, wire::encodeRosterBlocks(blocks)));
        m_superseded.insert(m_superseded.end(), m_contents.rosterFiles.begin(),
                            m_contents.rosterFiles.end()); // whole, of this house, and all in the new one
        return {};
    }

    Result<void> writeStatement(const std::vector<wire::Head> &heads)
    {
        const auto own = m_contents.statements.find(m_party.self);
        if (own != m_contents.statements.end() && own->second.heads == heads)
            return {}; // nothing new to say: a stick is not worn out for a time of day
        wire::HaveStatement statement{m_party.shelter, m_party.self, 0, heads};
        const auto sign = [&statement](SyncDesk &desk) -> Result<base::Bytes> {
            statement.time = desk.clock.nowUtc();
            return wire::signHaveStatement(statement, desk.trust.secrets().sign);
        };
        INDARO_TRY_ASSIGN(const auto bytes, ask(sign));
        INDARO_TRY(writeChecked(haveFileName(statement.shelter, statement.device), bytes));
        m_contents.statements.insert_or_assign(m_party.self, statement);
        return {};
    }

    Result<void> writeChecked(FileKind kind, const base::Bytes &bytes)
    {
        return writeChecked(fileName(kind, crypto::hash(bytes)), bytes);
    }
    Result<void> writeChecked(const std::string &name, const base::Bytes &bytes)
    {
        INDARO_TRY(m_folder.write(name, bytes));
        m_written.emplace_back(name, crypto::hash(bytes));
        return readBack(name, m_written.back().second);
    }

    Result<void> readBack(const std::string &name, const crypto::Digest &hash)
    {
        const auto bytes = m_folder.read(name, LargestFile);
        if (bytes && crypto::hash(*bytes) == hash)
            return {};
        (void)m_folder.remove(name); // nobody may take it for good
        return Error(Errc::FolderUnreliable, {{"file", name}});
    }

    /// What was written first may have been overwritten by what came after it.
    Result<void> readAgain()
    {
        std::optional<Error> bad;
        for (const auto &[name, hash] : m_written) {
            if (auto same = readBack(name, hash); !same)
                bad = same.error();
        }
        return bad ? Result<void>(*bad) : Result<void>();
    }

    void findErasable(const std::vector<wire::Head> &heads)
    {
        std::vector<wire::HaveVector> all{vectorOf(heads)};
        for (const auto &device : m_party.others) {
            const auto said = m_contents.statements.find(device);
            all.push_back(said != m_contents.statements.end() ? vectorOf(said->second.heads) : wire::HaveVector());
            if (wire::isCoveredBy(all.front(), all.back()))
                m_report.upToDate.push_back(device);
        }
        if (all.size() < 2)
            return; // alone: the copy here may be the only other one
        const auto common = commonOf(all);
        for (const auto &bundle : m_contents.bundles) {
            const bool isHad =
                bundle.isWhole &&
                std::all_of(bundle.envelopes.begin(), bundle.envelopes.end(), [&](const CarriedEnvelope &envelope) {
                    return envelope.number <= wire::numberIn(common, envelope.key);
                });
            if (!isHad)
                continue;
            m_report.erasable.push_back(bundle.name);
            m_report.erasableBytes += bundle.bytes;
        }
    }

    Result<void> tidyUp()
    {
        for (const auto &names : {m_contents.unfinished, m_superseded}) {
            for (const auto &name : names)
                INDARO_TRY(m_folder.remove(name));
        }
        if (!m_options.erasesConfirmed)
            return {};
        for (const auto &name : m_report.erasable) {
            INDARO_TRY(m_folder.remove(name));
            ++m_report.erased;
        }
        return {};
    }

    const OnDesk &m_run;
    const Party m_party;
    bool m_hasVaultFailed = false;
    ExchangeFolder &m_folder;
    FolderContents &m_contents;
    const FolderOptions &m_options;
    FolderReport &m_report;
    std::uint64_t m_bytesToWrite = 0;
    std::vector<std::pair<std::string, crypto::Digest>> m_written;
    std::vector<std::string> m_superseded;
    base::Bytes m_snapshot; ///< to be written
};

} // namespace

Result<FolderReport> exchangeFolder(const OnDesk &run, ExchangeFolder &folder, const FolderOptions &options)
{
    INDARO_TRY(onDesk(run, [](SyncDesk &desk) -> Result<void> {
        if (auto refused = sync::refuseTraining(desk.db); !refused)
            return refused.error();
        return desk.trust.isMember() ? Result<void>() : Result<void>(Error(Errc::NotEnrolled));
    }));
    const sync::Road road{sync::Road::Kind::Folder, "folder"};
    FolderReport report;
    INDARO_TRY_ASSIGN(auto contents, readFolder(run, folder, road, report.intake));
    INDARO_TRY_ASSIGN(auto party, prepare(run));
    report.strangeFiles = contents.strangeFiles;
    report.damagedFiles = contents.damagedFiles;
    INDARO_TRY(Writing(run, std::move(party), folder, contents, options, report).all());
    return report;
}

Result<FolderReport> exchangeFolder(SyncDesk &desk, ExchangeFolder &folder, const FolderOptions &options)
{
    return exchangeFolder([&desk](const auto &piece) { return piece(desk); }, folder, options);
}

} // namespace indaro::transport
