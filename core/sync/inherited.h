// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/connection.h"
#include "core/sync/operation.h"

#include <vector>

namespace indaro::sync {

/// Operations another laptop wrote that travel in this one's envelopes, because that laptop cannot send them any more: it
/// was lost and this vault is its copy, or it was shut out: this laptop had them before the news came, or a person let them
/// in.
struct InheritedRange
{
    DeviceId device;
    Stream stream;
    std::uint64_t next; ///< the first not cut yet
    std::uint64_t last;
    bool operator==(const InheritedRange &) const = default;
};

/// Errors: StoreDamaged, and the store's.
[[nodiscard]] base::Result<std::vector<InheritedRange>> readInherited(store::Connection &db);
/// Ranges that are done are left out. In the caller's transaction.
[[nodiscard]] base::Result<void> writeInherited(store::Connection &db, const std::vector<InheritedRange> &ranges);

} // namespace indaro::sync
