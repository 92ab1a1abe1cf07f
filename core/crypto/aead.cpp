// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/aead.h"

#include <sodium.h>

namespace indaro::crypto {

using base::Errc;
using base::Error;

static_assert(AeadNonceSize == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
static_assert(AeadTagSize == crypto_aead_xchacha20poly1305_ietf_ABYTES);

namespace {

const unsigned char *raw(base::ByteView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

} // namespace

base::Bytes sealAead(const base::SecretBytes &key, base::ByteView plain, base::ByteView associated)
{
    INDARO_CHECK(key.size() == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
    base::Bytes out(AeadNonceSize + plain.size() + AeadTagSize);
    auto *nonce = reinterpret_cast<unsigned char *>(out.data());
    randombytes_buf(nonce, AeadNonceSize);
    unsigned long long written = 0;
    crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + AeadNonceSize, &written, raw(plain), plain.size(), raw(associated),
                                               associated.size(), nullptr, nonce, key.data());
    INDARO_CHECK(written == plain.size() + AeadTagSize);
    return out;
}

base::Result<base::SecretBytes> openAead(const base::SecretBytes &key, base::ByteView sealed, base::ByteView associated)
{
    INDARO_CHECK(key.size() == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
    if (sealed.size() < AeadNonceSize + AeadTagSize)
        return Error(Errc::CryptoBadInput);
    const base::ByteView cipher = sealed.subspan(AeadNonceSize);
    base::SecretBytes plain(cipher.size() - AeadTagSize);
    unsigned long long written = 0;
    unsigned char none = 0; // libsodium wants somewhere to write even nothing
    const int rc = crypto_aead_xchacha20poly1305_ietf_decrypt(plain.isEmpty() ? &none : plain.data(), &written, nullptr,
                                                              raw(cipher), cipher.size(), raw(associated), associated.size(),
                                                              raw(sealed), key.data());
    if (rc != 0)
        return Error(Errc::CryptoAuthFailed);
    return plain;
}

AeadNonce randomNonce()
{
    AeadNonce nonce{};
    randombytes_buf(nonce.data(), nonce.size());
    return nonce;
}

base::Bytes sealAeadDetached(const base::SecretBytes &key, const AeadNonce &nonce, base::ByteView plain,
                             base::ByteView associated)
{
    INDARO_CHECK(key.size() == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
    base::Bytes out(plain.size() + AeadTagSize);
    unsigned long long written = 0;
    crypto_aead_xchacha20poly1305_ietf_encrypt(reinterpret_cast<unsigned char *>(out.data()), &written, raw(plain),
                                               plain.size(), raw(associated), associated.size(), nullptr, raw(nonce),
                                               key.data());
    INDARO_CHECK(written == out.size());
    return out;
}

base::Result<base::Bytes> openAeadDetached(const base::SecretBytes &key, const AeadNonce &nonce, base::ByteView sealed,
                                           base::ByteView associated)
{
    INDARO_CHECK(key.size() == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
    if (sealed.size() < AeadTagSize)
        return Error(Errc::CryptoBadInput);
    base::Bytes plain(sealed.size() - AeadTagSize);
    unsigned long long written = 0;
    unsigned char none = 0;
    const int rc = crypto_aead_xchacha20poly1305_ietf_decrypt(
        plain.empty() ? &none : reinterpret_cast<unsigned char *>(plain.data()), &written, nullptr, raw(sealed),
        sealed.size(), raw(associated), associated.size(), raw(nonce), key.data());
    if (rc != 0)
        return Error(Errc::CryptoAuthFailed);
    return plain;
}

} // namespace indaro::crypto
