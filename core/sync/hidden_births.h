// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/connection.h"
#include "core/sync/operation.h"

#include <optional>
#include <span>
#include <utility>

/// Births this laptop cannot read because the list of laptops does not give it their compartment. It keeps which record each
/// was of: what it can read may name the record by its birth (SEGMENT.md), and would else pass for an erased person's.
/// A dot and 16 random bytes, which section 0 of the envelope tells everybody in the house anyway; kept of an erased person
/// too, whose id is remembered as long: what comes late is known to be about her by this alone. Store thread.
namespace indaro::sync {

/// Inside the caller's transaction. Errors: the store's.
[[nodiscard]] base::Result<void> keepHiddenBirths(store::Connection &db, std::span<const std::pair<Dot, RecordId>> births);
/// The record of a birth that was kept. Errors: the store's.
[[nodiscard]] base::Result<std::optional<RecordId>> findHiddenBirth(store::Connection &db, const Dot &dot);

} // namespace indaro::sync
