// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/initialise.h"

#include "core/base/secret_bytes.h"

#include <sodium.h>

namespace indaro::crypto {

base::Result<void> initialise()
{
    if (sodium_init() < 0)
        return base::Error(base::Errc::CryptoUnavailable);
    base::installSecretAllocator({sodium_malloc, sodium_free});
    return {};
}

} // namespace indaro::crypto
