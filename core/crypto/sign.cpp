// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/sign.h"

#include "core/crypto/hash.h"

#include <sodium.h>

namespace indaro::crypto {

using base::Errc;
using base::Error;

namespace {

Digest digestOf(std::string_view context, base::ByteView message)
{
    INDARO_CHECK(!context.empty() && context.size() <= 255);
    Hasher hasher;
    const std::array<std::byte, 1> length{static_cast<std::byte>(context.size())};
    hasher.update(length);
    hasher.update(base::asBytes(context));
    hasher.update(message);
    return hasher.finish();
}

template <class Array> unsigned char *raw(Array &array)
{
    return reinterpret_cast<unsigned char *>(array.data());
}
template <class Array> const unsigned char *raw(const Array &array)
{
    return reinterpret_cast<const unsigned char *>(array.data());
}

} // namespace

SignKeyPair makeSignKeyPair()
{
    SignKeyPair pair;
    pair.secretKey = base::SecretBytes(crypto_sign_SECRETKEYBYTES);
    crypto_sign_keypair(raw(pair.publicKey), pair.secretKey.data());
    return pair;
}

base::Result<SignKeyPair> signKeyPairFromSeed(const base::SecretBytes &seed)
{
    if (seed.size() != crypto_sign_SEEDBYTES)
        return Error(Errc::CryptoBadInput);
    SignKeyPair pair;
    pair.secretKey = base::SecretBytes(crypto_sign_SECRETKEYBYTES);
    crypto_sign_seed_keypair(raw(pair.publicKey), pair.secretKey.data(), seed.data());
    return pair;
}

Signature sign(const SignKeyPair &keys, std::string_view context, base::ByteView message)
{
    const Digest digest = digestOf(context, message);
    Signature signature{};
    crypto_sign_detached(raw(signature), nullptr, raw(digest), digest.size(), keys.secretKey.data());
    return signature;
}

base::Result<void> verify(const SignPublicKey &key, std::string_view context, base::ByteView message,
                          const Signature &signature)
{
    const Digest digest = digestOf(context, message);
    if (crypto_sign_verify_detached(raw(signature), raw(digest), digest.size(), raw(key)) != 0)
        return Error(Errc::CryptoAuthFailed);
    return {};
}

} // namespace indaro::crypto
