// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/hash.h"

namespace indaro::crypto {

/// SHA-256 of a message in pieces: only where a file of others asks for it (SHA256SUMS of a release, which `sha256sum`
/// checks too). What is ours uses BLAKE2b (hash.h).
class Sha256
{
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256 &) = delete;
    Sha256 &operator=(const Sha256 &) = delete;
    void update(base::ByteView piece);
    /// Ends the message; nothing may follow.
    [[nodiscard]] Digest finish();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace indaro::crypto
