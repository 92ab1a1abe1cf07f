// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/roster_rules.h"
#include "tests/fuzz/fuzzed.h"

namespace indaro {

/// A block of the roster; then several as a chain. A first block brings the key it is signed with.
INDARO_FUZZED(roster, input)
{
    if (auto block = wire::parseRosterBlock(input)) {
        const auto hash = block->hash;
        if (const auto chain = wire::RosterChain::start(std::move(*block)))
            INDARO_CHECK(chain->size() == 1 && chain->genesis().hash == hash && !chain->isContested());
    }
    std::vector<base::Bytes> blocks;
    for (base::ByteReader in(input); in.isValid() && !in.atEnd();) {
        const auto bytes = in.blob();
        blocks.emplace_back(bytes.begin(), bytes.end());
    }
    if (const auto chain = wire::RosterChain::load(blocks))
        INDARO_CHECK(chain->size() <= blocks.size() && chain->blocksAfter({}).size() == chain->size());
}

} // namespace indaro
