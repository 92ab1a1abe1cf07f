// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/kdf.h"

#include <sodium.h>

namespace indaro::crypto {

using base::Errc;
using base::Error;

bool KdfPolicy::allows(const KdfParameters &parameters) const noexcept
{
    return parameters.memoryBytes >= floor.memoryBytes && parameters.memoryBytes <= ceiling.memoryBytes &&
           parameters.passes >= floor.passes && parameters.passes <= ceiling.passes;
}

base::Result<base::SecretBytes> deriveFromPassphrase(const base::SecretBytes &passphrase, base::ByteView salt,
                                                     const KdfParameters &parameters, const KdfPolicy &policy)
{
    if (salt.size() != SaltSize)
        return Error(Errc::CryptoBadInput);
    if (!policy.allows(parameters))
        return Error(Errc::KdfParametersRefused, {{"mebibytes", static_cast<std::int64_t>(parameters.memoryBytes / MiB)},
                                                  {"passes", static_cast<std::int64_t>(parameters.passes)}});
    base::SecretBytes key(KeySize);
    const int rc = crypto_pwhash(key.data(), key.size(), reinterpret_cast<const char *>(passphrase.data()),
                                 passphrase.size(), reinterpret_cast<const unsigned char *>(salt.data()), parameters.passes,
                                 static_cast<std::size_t>(parameters.memoryBytes), crypto_pwhash_ALG_ARGON2ID13);
    if (rc != 0)
        return Error(Errc::KdfOutOfMemory, {{"mebibytes", static_cast<std::int64_t>(parameters.memoryBytes / MiB)}});
    return key;
}

base::SecretBytes deriveSubkey(const base::SecretBytes &root, std::uint64_t id, std::string_view context)
{
    static_assert(KeySize == crypto_kdf_KEYBYTES);
    INDARO_CHECK(root.size() == KeySize && context.size() == crypto_kdf_CONTEXTBYTES);
    base::SecretBytes key(KeySize);
    const int rc = crypto_kdf_derive_from_key(key.data(), key.size(), id, context.data(), root.data());
    INDARO_CHECK(rc == 0);
    return key;
}

} // namespace indaro::crypto
