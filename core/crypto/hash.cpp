// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/hash.h"

#include "core/base/error.h"

#include <sodium.h>

namespace indaro::crypto {

namespace {

const unsigned char *raw(base::ByteView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}
unsigned char *raw(Digest &digest)
{
    return reinterpret_cast<unsigned char *>(digest.data());
}

} // namespace

Digest hash(base::ByteView message)
{
    Digest out{};
    crypto_generichash(raw(out), out.size(), raw(message), message.size(), nullptr, 0);
    return out;
}

Digest mac(const base::SecretBytes &key, base::ByteView message)
{
    INDARO_CHECK(key.size() == crypto_generichash_KEYBYTES);
    Digest out{};
    crypto_generichash(raw(out), out.size(), raw(message), message.size(), key.data(), key.size());
    return out;
}

Digest keyCommitment(const base::SecretBytes &key, std::string_view label)
{
    return mac(key, base::asBytes(label));
}

base::SecretBytes hashSecret(const base::SecretBytes &secret, std::string_view label)
{
    INDARO_CHECK(secret.size() >= crypto_generichash_KEYBYTES_MIN && secret.size() <= crypto_generichash_KEYBYTES_MAX);
    base::SecretBytes out(sizeof(Digest));
    crypto_generichash(out.data(), out.size(), raw(base::asBytes(label)), label.size(), secret.data(), secret.size());
    return out;
}

bool equalConstantTime(base::ByteView a, base::ByteView b) noexcept
{
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

void wipe(std::span<std::byte> memory) noexcept
{
    sodium_memzero(memory.data(), memory.size());
}

struct Hasher::State
{
    crypto_generichash_state blake;
};

Hasher::Hasher() : m_state(std::make_unique<State>())
{
    crypto_generichash_init(&m_state->blake, nullptr, 0, sizeof(Digest));
}

Hasher::~Hasher()
{
    sodium_memzero(m_state.get(), sizeof(State));
}

void Hasher::update(base::ByteView piece)
{
    crypto_generichash_update(&m_state->blake, raw(piece), piece.size());
}

Digest Hasher::finish()
{
    Digest out{};
    crypto_generichash_final(&m_state->blake, raw(out), out.size());
    return out;
}

} // namespace indaro::crypto
