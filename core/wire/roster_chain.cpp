// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/reading.h"
#include "core/wire/roster_rules.h"

#include <algorithm>
#include <set>

namespace indaro::wire {

using base::Errc;
using base::Error;

namespace {

using Ancestry = std::set<crypto::Digest>;

/// The block and everything before it.
Ancestry ancestryOf(const RosterChain &chain, const crypto::Digest &from)
{
    Ancestry seen;
    std::vector<crypto::Digest> todo{from};
    while (!todo.empty()) {
        const crypto::Digest hash = todo.back();
        todo.pop_back();
        const SignedRosterBlock *block = chain.find(hash);
        if (block == nullptr || !seen.insert(hash).second)
            continue;
        todo.insert(todo.end(), block->block.parents.begin(), block->block.parents.end());
    }
    return seen;
}

bool isNewer(const SignedRosterBlock *a, const SignedRosterBlock *b)
{
    return std::tie(a->block.seq, a->hash) > std::tie(b->block.seq, b->hash);
}

} // namespace

RosterChain::RosterChain(SignedRosterBlock genesis) : m_genesis(genesis.hash)
{
    m_blocks.emplace(m_genesis, std::move(genesis));
}

base::Result<RosterChain> RosterChain::start(SignedRosterBlock genesis)
{
    INDARO_TRY(checkGenesis(genesis));
    return RosterChain(std::move(genesis));
}

base::Result<RosterChain> RosterChain::load(std::span<const base::Bytes> blocks)
{
    if (blocks.empty())
        return Error(Errc::NotFound);
    INDARO_TRY_ASSIGN(auto genesis, parseRosterBlock(blocks[0]));
    INDARO_TRY_ASSIGN(auto chain, start(std::move(genesis)));
    for (const base::Bytes &bytes : blocks.subspan(1)) {
        INDARO_TRY_ASSIGN(auto block, parseRosterBlock(bytes));
        INDARO_TRY(chain.add(std::move(block)));
    }
    return chain;
}

base::Result<bool> RosterChain::add(SignedRosterBlock block)
{
    if (const auto *known = find(block.hash)) {
        // The same content with another signature is another message: only the signature decides.
        const SignedRosterBlock *issuerAt = known;
        if (!known->block.parents.empty())
            issuerAt = find(known->block.parents[0]);
        const RosterDevice *issuer = issuerAt->block.state.device(block.block.issuer);
        INDARO_TRY(crypto::verify(issuer->signKey, RosterContext, block.hash, block.signature));
        return false;
    }
    if (m_blocks.size() >= MaxRosterBlocks)
        return tooLarge(m_blocks.size());
    if (block.block.shelter != shelter())
        return Error(Errc::WireWrongShelter);
    std::vector<const SignedRosterBlock *> parents;
    for (const crypto::Digest &hash : block.block.parents) {
        const SignedRosterBlock *parent = find(hash);
        if (parent == nullptr)
            return Error(Errc::RosterParentUnknown);
        parents.push_back(parent);
    }
    INDARO_TRY(checkBlock(block, parents));
    const crypto::Digest hash = block.hash;
    m_blocks.emplace(hash, std::move(block));
    return true;
}

const ShelterId &RosterChain::shelter() const
{
    return genesis().block.shelter;
}

const SignedRosterBlock &RosterChain::genesis() const
{
    return m_blocks.at(m_genesis);
}

const SignedRosterBlock *RosterChain::find(const crypto::Digest &hash) const
{
    const auto at = m_blocks.find(hash);
    return at == m_blocks.end() ? nullptr : &at->second;
}

std::vector<const SignedRosterBlock *> RosterChain::heads() const
{
    Ancestry named;
    for (const auto &[hash, block] : m_blocks)
        named.insert(block.block.parents.begin(), block.block.parents.end());
    std::vector<const SignedRosterBlock *> out;
    for (const auto &[hash, block] : m_blocks)
        if (!named.contains(hash))
            out.push_back(&block);
    std::sort(out.begin(), out.end(), isNewer);
    return out;
}

std::vector<const SignedRosterBlock *> RosterChain::trustedHeads() const
{
    const auto all = heads();
    if (all.size() == 1)
        return all;
    std::map<crypto::Digest, Ancestry> ancestries;
    for (const SignedRosterBlock *head : all)
        ancestries.emplace(head->hash, ancestryOf(*this, head->hash));
    const auto isShutOutBy = [&](const SignedRosterBlock *head, const SignedRosterBlock *other) {
        const Ancestry &known = ancestries.at(other->hash);
        for (const crypto::Digest &hash : ancestries.at(head->hash)) {
            const RosterDevice *issuer = other->block.state.device(find(hash)->block.issuer);
            if (!known.contains(hash) && issuer != nullptr && issuer->isRevoked)
                return true;
        }
        return false;
    };
    std::vector<const SignedRosterBlock *> out;
    for (const SignedRosterBlock *head : all)
        if (std::none_of(all.begin(), all.end(),
                         [&](const auto *other) { return other != head && isShutOutBy(head, other); }))
            out.push_back(head);
    return out;
}

const SignedRosterBlock &RosterChain::current() const
{
    const auto trusted = trustedHeads();
    return trusted.empty() ? *heads().front() : *trusted.front();
}

bool RosterChain::isContested() const
{
    return trustedHeads().empty();
}

RosterState RosterChain::state() const
{
    const auto trusted = trustedHeads();
    if (trusted.size() < 2)
        return current().block.state;
    RosterState out = mergedState(trusted);
    out.epochs = trusted.front()->block.state.epochs; // the other's newest may be sealed to whom this one shuts out
    return out;
}

std::vector<RosterEpoch> RosterChain::epochsLeftBehind() const
{
    std::vector<RosterEpoch> out;
    const auto all = heads();
    const auto trusted = trustedHeads();
    if (trusted.empty() || trusted.size() == all.size())
        return out;
    std::set<crypto::Digest> known; // what was dropped later is not left behind
    for (const SignedRosterBlock *head : trusted) {
        for (const crypto::Digest &hash : ancestryOf(*this, head->hash)) {
            for (const RosterEpoch &epoch : find(hash)->block.state.epochs)
                known.insert(epoch.keyId);
        }
    }
    for (const SignedRosterBlock *head : all) {
        for (const RosterEpoch &epoch : head->block.state.epochs) {
            if (known.insert(epoch.keyId).second)
                out.push_back(epoch);
        }
    }
    return out;
}

std::optional<std::uint64_t> RosterChain::leastCut(const StreamKey &key) const
{
    std::optional<std::uint64_t> least;
    for (const auto &[hash, block] : m_blocks) {
        const RosterDevice *device = block.block.state.device(key.device);
        if (device == nullptr || !device->isRevoked)
            continue;
        const auto cut =
            std::find_if(device->cuts.begin(), device->cuts.end(), [&](const Cut &one) { return one.stream == key.stream; });
        const std::uint64_t number = cut == device->cuts.end() ? 0 : cut->number;
        least = std::min(least.value_or(number), number);
    }
    return least;
}

namespace {

/// A prefix is 16 bytes of the key, so its block is the first not below the prefix filled up with zeros.
crypto::Digest firstOf(const std::array<std::byte, 16> &prefix)
{
    crypto::Digest low{};
    std::copy(prefix.begin(), prefix.end(), low.begin());
    return low;
}

bool hasPrefix(const crypto::Digest &hash, const std::array<std::byte, 16> &prefix)
{
    return std::equal(prefix.begin(), prefix.end(), hash.begin());
}

} // namespace

bool RosterChain::knows(std::span<const std::array<std::byte, 16>> heads) const
{
    return !heads.empty() && std::all_of(heads.begin(), heads.end(), [this](const auto &prefix) {
        const auto at = m_blocks.lower_bound(firstOf(prefix));
        return at != m_blocks.end() && hasPrefix(at->first, prefix);
    });
}

std::vector<const SignedRosterBlock *> RosterChain::blocksAfter(std::span<const std::array<std::byte, 16>> known) const
{
    Ancestry has;
    for (const auto &prefix : known)
        for (auto at = m_blocks.lower_bound(firstOf(prefix)); at != m_blocks.end() && hasPrefix(at->first, prefix); ++at)
            has.merge(ancestryOf(*this, at->first));
    std::vector<const SignedRosterBlock *> out;
    for (const auto &[hash, block] : m_blocks)
        if (!has.contains(hash))
            out.push_back(&block);
    // A child's seq is greater than its parents'.
    std::sort(out.begin(), out.end(), [](const auto *a, const auto *b) { return isNewer(b, a); });
    return out;
}

} // namespace indaro::wire
