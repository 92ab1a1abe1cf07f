// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/box.h"

#include <sodium.h>

namespace indaro::crypto {

using base::Errc;
using base::Error;

static_assert(SealOverhead == crypto_box_SEALBYTES);
static_assert(sizeof(BoxPublicKey) == crypto_box_PUBLICKEYBYTES);

namespace {

unsigned char *raw(BoxPublicKey &key)
{
    return reinterpret_cast<unsigned char *>(key.data());
}
const unsigned char *raw(base::ByteView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

} // namespace

BoxKeyPair makeBoxKeyPair()
{
    BoxKeyPair pair;
    pair.secretKey = base::SecretBytes(crypto_box_SECRETKEYBYTES);
    crypto_box_keypair(raw(pair.publicKey), pair.secretKey.data());
    return pair;
}

base::Result<BoxKeyPair> boxKeyPairFromSeed(const base::SecretBytes &seed)
{
    if (seed.size() != crypto_box_SEEDBYTES)
        return Error(Errc::CryptoBadInput);
    BoxKeyPair pair;
    pair.secretKey = base::SecretBytes(crypto_box_SECRETKEYBYTES);
    crypto_box_seed_keypair(raw(pair.publicKey), pair.secretKey.data(), seed.data());
    return pair;
}

BoxPublicKey boxPublicKeyOf(const base::SecretBytes &secretKey)
{
    INDARO_CHECK(secretKey.size() == crypto_box_SECRETKEYBYTES);
    BoxPublicKey key{};
    crypto_scalarmult_base(raw(key), secretKey.data());
    return key;
}

base::Result<base::Bytes> sealTo(const BoxPublicKey &recipient, base::ByteView plain)
{
    base::Bytes out(plain.size() + SealOverhead);
    if (crypto_box_seal(reinterpret_cast<unsigned char *>(out.data()), raw(plain), plain.size(),
                        raw(base::ByteView(recipient))) != 0)
        return Error(Errc::CryptoBadInput);
    return out;
}

base::Result<base::SecretBytes> openSealed(const BoxKeyPair &recipient, base::ByteView sealed)
{
    if (sealed.size() <= SealOverhead)
        return Error(Errc::CryptoBadInput);
    base::SecretBytes plain(sealed.size() - SealOverhead);
    if (crypto_box_seal_open(plain.data(), raw(sealed), sealed.size(), raw(base::ByteView(recipient.publicKey)),
                             recipient.secretKey.data()) != 0)
        return Error(Errc::CryptoAuthFailed);
    return plain;
}

} // namespace indaro::crypto
