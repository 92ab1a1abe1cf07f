// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/envelope.h"
#include "tests/fuzz/fuzzed.h"

namespace indaro {

/// One envelope. What is read says exactly where its parts are; a section is opened with a key that is never its own.
INDARO_FUZZED(envelope, input)
{
    const auto start = wire::envelopeStart(input);
    const auto length = wire::envelopeLength(input);
    const auto view = wire::parseEnvelope(input);
    if (!view)
        return;
    INDARO_CHECK(start && *start && (*start)->length == input.size());
    INDARO_CHECK(length && **length == input.size());
    static const base::SecretBytes key(32);
    std::size_t inside = 0;
    for (std::size_t i = 0; i < view->sections.size(); ++i) {
        inside += view->sections[i].ciphertext.size();
        INDARO_CHECK(!wire::openSection(*view, i, key));
    }
    INDARO_CHECK(inside < input.size() && view->whole.size() == input.size());
    INDARO_CHECK(!wire::verifyEnvelope(*view, crypto::SignPublicKey{}));
}

} // namespace indaro
