// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/vault_state.h"

#include "core/base/file.h"
#include "core/sync/local_meta.h"

#include <algorithm>

namespace indaro::session {

using base::Errc;
using base::Result;

namespace {

/// The device id salts it, so that two vaults of one machine share nothing; the machine's own name stays
/// unreadable.
crypto::Digest placeOf(const VaultEnvironment &environment, const std::filesystem::path &folder, base::ByteView device)
{
    base::ByteWriter out;
    out.text("indaro place v1");
    out.blob(device);
    out.text(environment.machine ? environment.machine() : std::string());
    out.text(base::fileIdentity(databasePath(folder)));
    return crypto::hash(out.bytes());
}

} // namespace

std::string seriesOf(base::ByteView deviceId)
{
    constexpr std::string_view letters = "BCDFGHJKMNPRSTVWXZ";
    const crypto::Digest digest = crypto::hash(deviceId);
    std::string series;
    for (std::size_t i = 0; i < 4; ++i) {
        const unsigned number =
            std::to_integer<unsigned>(digest[2 * i]) * 256 + std::to_integer<unsigned>(digest[2 * i + 1]);
        series += letters[number % letters.size()];
    }
    return series;
}

Result<void> writeDeviceIdentity(const VaultEnvironment &environment, const std::filesystem::path &folder,
                                 store::Connection &db)
{
    const auto device = sync::DeviceId::make(environment.random);
    INDARO_TRY_ASSIGN(const auto former, sync::findMeta(db, sync::meta::DeviceId));
    if (former)
        INDARO_TRY(sync::setMeta(db, meta::RestoredFrom, *former));
    INDARO_TRY(sync::setMeta(db, sync::meta::DeviceId, device.bytes()));
    INDARO_TRY(sync::setMeta(db, sync::meta::Series, base::asBytes(seriesOf(device.bytes()))));
    return sync::setMeta(db, meta::Place, placeOf(environment, folder, device.bytes()));
}

Result<bool> isAtItsPlace(const VaultEnvironment &environment, const std::filesystem::path &folder, store::Connection &db)
{
    INDARO_TRY_ASSIGN(const auto device, sync::findMeta(db, sync::meta::DeviceId));
    INDARO_TRY_ASSIGN(const auto place, sync::findMeta(db, meta::Place));
    return device && place && std::ranges::equal(*place, placeOf(environment, folder, *device));
}

Result<Anchor> anchorOf(const VaultEnvironment &environment, const SlotFile &slots, store::Connection &db)
{
    INDARO_TRY_ASSIGN(const HistoryPosition position, environment.history(db, std::nullopt));
    return Anchor{slots.vaultId, slots.generation, position};
}

} // namespace indaro::session
