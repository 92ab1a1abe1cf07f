// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/sha256.h"

#include <sodium.h>

namespace indaro::crypto {

struct Sha256::State
{
    crypto_hash_sha256_state sha;
};

Sha256::Sha256() : m_state(std::make_unique<State>())
{
    crypto_hash_sha256_init(&m_state->sha);
}

Sha256::~Sha256() = default;

void Sha256::update(base::ByteView piece)
{
    crypto_hash_sha256_update(&m_state->sha, reinterpret_cast<const unsigned char *>(piece.data()), piece.size());
}

Digest Sha256::finish()
{
    Digest out{};
    static_assert(sizeof(out) == crypto_hash_sha256_BYTES);
    crypto_hash_sha256_final(&m_state->sha, reinterpret_cast<unsigned char *>(out.data()));
    return out;
}

} // namespace indaro::crypto
