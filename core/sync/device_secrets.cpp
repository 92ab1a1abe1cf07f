// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/device_secrets.h"

#include "core/crypto/hash.h"
#include "core/crypto/system_random.h"
#include "core/sync/local_meta.h"

namespace indaro::sync {

using base::Errc;
using base::Error;
using base::Result;

namespace {

// Device id, sign seed, box secret: 16 + 32 + 32 bytes.
constexpr std::string_view Present = "sync.device";
constexpr std::string_view Former = "sync.former_device";
constexpr std::size_t SeedSize = 32;
constexpr std::size_t RowSize = DeviceId::Size + 2 * SeedSize;

Result<std::optional<DeviceSecrets>> read(store::Connection &db, std::string_view key)
{
    INDARO_TRY_ASSIGN(auto row, findMeta(db, key));
    if (!row)
        return std::optional<DeviceSecrets>();
    if (row->size() != RowSize)
        return Error(Errc::StoreDamaged);
    const base::ByteView bytes(*row);
    const auto device = DeviceId::fromBytes(bytes.first(DeviceId::Size));
    const auto seed = base::SecretBytes::copyOf(bytes.subspan(DeviceId::Size, SeedSize));
    auto box = base::SecretBytes::copyOf(bytes.last(SeedSize));
    crypto::wipe(*row);
    INDARO_TRY_ASSIGN(auto sign, crypto::signKeyPairFromSeed(seed));
    const auto boxPublic = crypto::boxPublicKeyOf(box);
    return std::optional(DeviceSecrets{*device, std::move(sign), {boxPublic, std::move(box)}});
}

Result<void> makeSecrets(store::Connection &db, const DeviceId &device)
{
    base::SecretBytes row(RowSize);
    const auto secret = crypto::randomSecret(2 * SeedSize);
    std::copy(device.bytes().begin(), device.bytes().end(), row.span().begin());
    std::copy(secret.view().begin(), secret.view().end(), row.span().begin() + DeviceId::Size);
    return setMeta(db, Present, row.view());
}

} // namespace

Result<DeviceSecrets> ensureDeviceSecrets(store::Connection &db)
{
    INDARO_TRY_ASSIGN(const auto id, findMeta(db, meta::DeviceId));
    const auto device = id ? DeviceId::fromBytes(*id) : std::nullopt;
    if (!device)
        return Error(Errc::NotFound);
    INDARO_TRY_ASSIGN(auto secrets, read(db, Present));
    if (secrets && secrets->device == *device)
        return std::move(*secrets);
    INDARO_TRY_ASSIGN(auto transaction, db.begin());
    if (secrets) {
        INDARO_TRY_ASSIGN(auto row, findMeta(db, Present));
        INDARO_TRY(setMeta(db, Former, *row));
        crypto::wipe(*row);
    }
    INDARO_TRY(makeSecrets(db, *device));
    INDARO_TRY(transaction.commit());
    INDARO_TRY_ASSIGN(auto made, read(db, Present));
    return std::move(*made);
}

Result<std::optional<DeviceSecrets>> formerDeviceSecrets(store::Connection &db)
{
    return read(db, Former);
}

} // namespace indaro::sync
