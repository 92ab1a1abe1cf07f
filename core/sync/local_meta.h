// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/connection.h"

#include <optional>
#include <string_view>

namespace indaro::sync {

/// What belongs to this laptop alone and never syncs: its device id, series, vault name. Table `local_meta`.
/// Part of every schema from the first; session writes the device's keys here when it makes or restores a
/// vault.
[[nodiscard]] base::Result<void> createLocalMeta(store::Connection &db);
/// An unset key is std::nullopt.
[[nodiscard]] base::Result<std::optional<base::Bytes>> findMeta(store::Connection &db, std::string_view key);
[[nodiscard]] base::Result<void> setMeta(store::Connection &db, std::string_view key, base::ByteView value);
/// Nothing when there is none.
[[nodiscard]] base::Result<void> removeMeta(store::Connection &db, std::string_view key);

namespace meta {
inline constexpr std::string_view DeviceId = "device_id"; ///< 16 random bytes [contracts.md 2]
inline constexpr std::string_view Series = "series";      ///< 4 capital letters made from the device id
inline constexpr std::string_view Clock = "clock";        ///< u64, the hybrid clock after what other devices wrote
} // namespace meta

} // namespace indaro::sync
