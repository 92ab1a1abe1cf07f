// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/box.h"
#include "core/crypto/sign.h"
#include "core/store/connection.h"
#include "core/sync/operation.h"

#include <optional>

namespace indaro::sync {

/// What makes this laptop this laptop: only in the vault's file (local_meta), never sent, never in a backup's clear part.
struct DeviceSecrets
{
    DeviceId device;
    crypto::SignKeyPair sign;
    crypto::BoxKeyPair box;
};

/// The secrets of the device the vault is now; made at the first call. A restored or copied vault has a new device id
/// [contracts.md 2]: its secrets are made anew, and those of the laptop it was copied from are kept as former ones.
/// Opens a transaction when it makes some. Errors: NotFound (the vault has no device id), StoreDamaged (secrets that are
/// none), and the store's.
[[nodiscard]] base::Result<DeviceSecrets> ensureDeviceSecrets(store::Connection &db);
/// Those of the laptop this vault was copied from last; nothing when it never was.
[[nodiscard]] base::Result<std::optional<DeviceSecrets>> formerDeviceSecrets(store::Connection &db);

} // namespace indaro::sync
