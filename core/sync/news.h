// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/store/connection.h"
#include "core/sync/operation.h"

#include <map>
#include <optional>
#include <set>
#include <vector>

/// What the others have said so far, signed: what a screen may call sent, stored or received. Reads only; every call may
/// give the store's errors.
namespace indaro::sync {

/// How far one stream of this laptop has got, as sequences of its operations; 0: nothing.
struct StreamProof
{
    std::uint64_t written = 0;
    std::uint64_t stored = 0;   ///< a server has signed for
    std::uint64_t received = 0; ///< at least one other laptop of `live` has said that it holds
    [[nodiscard]] std::uint64_t safe() const { return std::max(stored, received); }
};
/// `written`: ChangeLog::lastSequence. `live`: laptops that are not shut out, this one not among them.
[[nodiscard]] base::Result<StreamProof> proofOf(store::Connection &db, const DeviceId &self, Stream stream,
                                                std::uint64_t written, const std::set<DeviceId> &live);
/// Up to which operation of `self` a laptop has said that it holds them.
[[nodiscard]] base::Result<std::uint64_t> receivedBy(store::Connection &db, const DeviceId &laptop, const DeviceId &self,
                                                     Stream stream);
/// When the last new word of each laptop came here, by any road: an envelope of its own, or what it holds.
[[nodiscard]] base::Result<std::map<DeviceId, base::UtcMs>> lastNews(store::Connection &db);
/// The time on the newest receipt of a server, by this computer's table; nothing when it never signed for anything.
[[nodiscard]] base::Result<std::optional<base::UtcMs>> lastReceipt(store::Connection &db, base::ByteView serverKey);
/// Whose changes a laptop has written: who signed in on it.
[[nodiscard]] base::Result<std::set<UserId>> writersOn(store::Connection &db, const DeviceId &laptop);
/// The records of a table whose birth a laptop wrote or has said to hold: what can be read on it for certain.
[[nodiscard]] base::Result<std::set<RecordId>> heldOn(store::Connection &db, const DeviceId &laptop, std::uint16_t table);

} // namespace indaro::sync
