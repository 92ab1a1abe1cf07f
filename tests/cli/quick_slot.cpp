// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/quick_slot.h"

#include "core/casework/migrations.h"
#include "core/crypto/system_random.h"
#include "core/session/vault.h"

namespace indaro::tests {

bool useQuickSlot(const std::string &folder, std::string_view label, std::string_view passphrase)
{
    crypto::SystemRandom random;
    const base::SystemClock clock;
    crypto::KdfPolicy policy;
    policy.standard = policy.floor;
    const session::VaultEnvironment environment{random, clock, casework::migrations(), policy, {}};
    const auto secret = base::SecretBytes::copyOf(base::asBytes(passphrase));
    auto vault = session::unlock(environment, folder, label, secret);
    return vault && vault->changePassphrase(label, secret, secret).hasValue();
}

} // namespace indaro::tests
