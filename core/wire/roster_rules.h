// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/wire/roster.h"

#include <map>
#include <span>

/// Who may change a roster and how: pure functions of the blocks, the same on laptops and on the server.
namespace indaro::wire {

/// What one or two branches give when nobody decides anything: revoked stays revoked with the greater cut,
/// rights, groups and admin flags are those both gave, epochs and servers are united. The base every new
/// block is compared with, and what a block with two parents starts from. Of equal epochs the sealed copies
/// of both are kept.
[[nodiscard]] RosterState mergedState(std::span<const SignedRosterBlock *const> parents);

/// A block that starts a shelter: one admin device (the issuer), its author with all rights, seq 1, no
/// parents. Errors: RosterRefused (why=…), CryptoAuthFailed.
[[nodiscard]] base::Result<void> checkGenesis(const SignedRosterBlock &block);

/// A later block, given exactly the parents it names in that order. The issuer must be a live admin in every
/// parent, the author must hold in every parent the right each change needs, nothing may be taken back that
/// must stay, and no newest epoch may be sealed to a revoked device or to one without that compartment.
/// Errors: RosterRefused (why=…), CryptoAuthFailed, WireWrongShelter.
[[nodiscard]] base::Result<void> checkBlock(const SignedRosterBlock &block,
                                            std::span<const SignedRosterBlock *const> parents);

/// The valid blocks of one shelter. Value type; memory is what the blocks take.
class RosterChain
{
public:
    /// Errors: as checkGenesis.
    [[nodiscard]] static base::Result<RosterChain> start(SignedRosterBlock genesis);
    /// Genesis first, parents before children. Errors: as start and add; NotFound for an empty list.
    [[nodiscard]] static base::Result<RosterChain> load(std::span<const base::Bytes> blocks);

    /// True when it was new. A second genesis is refused. Errors: RosterParentUnknown (send the blocks before
    /// it first), RosterRefused, CryptoAuthFailed, WireWrongShelter, WireTooLarge (too many blocks).
    [[nodiscard]] base::Result<bool> add(SignedRosterBlock block);

    [[nodiscard]] const ShelterId &shelter() const;
    [[nodiscard]] const SignedRosterBlock &genesis() const;
    [[nodiscard]] const SignedRosterBlock *find(const crypto::Digest &hash) const;
    /// Blocks no other names as parent; greatest (seq, hash) first.
    [[nodiscard]] std::vector<const SignedRosterBlock *> heads() const;
    /// Those of them none of whose own blocks was issued by a device that another head revokes; in the same order.
    [[nodiscard]] std::vector<const SignedRosterBlock *> trustedHeads() const;
    /// The head writers follow: greatest (seq, hash) among the heads none of whose own blocks was issued by a
    /// device that another head revokes. So a stolen admin laptop cannot outrun its revocation by writing
    /// more blocks.
    [[nodiscard]] const SignedRosterBlock &current() const;
    /// Every head has such a block: two admins shut each other out. People must decide; current() is then the
    /// greatest.
    [[nodiscard]] bool isContested() const;
    /// The state to work by while branches are not joined: what all trusted heads give together (mergedState), so that
    /// whom one branch let in is known to whoever has its blocks, and whom one shuts out is shut out. Only the epochs are
    /// those of current().
    [[nodiscard]] RosterState state() const;
    /// Epochs of branches that nobody joins, since a device another head revokes wrote there, which no trusted head ever
    /// had. Honest laptops that did not know yet may have written with these keys.
    [[nodiscard]] std::vector<RosterEpoch> epochsLeftBehind() const;
    /// The least that any block lets count of a stream of a device it revokes: what an honest holder of some of the blocks
    /// still shows, who lacks the branch with a greater cut. Unset: no block revokes it.
    [[nodiscard]] std::optional<std::uint64_t> leastCut(const StreamKey &key) const;
    /// Everything the holder of these heads (16-byte prefixes of their hashes) lacks, parents first. Heads
    /// not known here are ignored.
    [[nodiscard]] std::vector<const SignedRosterBlock *> blocksAfter(std::span<const std::array<std::byte, 16>> heads) const;
    /// Every one of these heads, and so all the blocks before them, is here; false for none.
    [[nodiscard]] bool knows(std::span<const std::array<std::byte, 16>> heads) const;
    [[nodiscard]] std::size_t size() const { return m_blocks.size(); }

private:
    explicit RosterChain(SignedRosterBlock genesis);
    std::map<crypto::Digest, SignedRosterBlock> m_blocks;
    crypto::Digest m_genesis{};
};

} // namespace indaro::wire
