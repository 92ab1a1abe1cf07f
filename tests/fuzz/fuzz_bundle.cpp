// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/envelope.h"
#include "core/wire/exchange.h"
#include "tests/fuzz/fuzzed.h"

namespace indaro {

/// A file on a stick, or the body of an upload: envelopes one after the other, or what a laptop says it has.
INDARO_FUZZED(bundle, input)
{
    const auto cut = wire::cutEnvelopes(input);
    std::size_t inside = cut.rest.size();
    for (const auto &envelope : cut.envelopes) {
        inside += envelope.size();
        if (const auto view = wire::parseEnvelope(envelope))
            INDARO_CHECK(view->header.number > 0);
    }
    INDARO_CHECK(inside == input.size());
    if (const auto kept = wire::keptOf(cut.rest))
        INDARO_CHECK(kept->bytes == cut.rest.size());
    if (const auto said = wire::parseHaveStatement(input))
        INDARO_CHECK(!wire::verifyHaveStatement(*said, crypto::SignPublicKey{}));
}

} // namespace indaro
