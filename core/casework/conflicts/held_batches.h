// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/casework/people/authors.h"
#include "core/sync/mass_delete.h"

#include <string>
#include <vector>

namespace indaro::casework {

/// A batch from another laptop that would take away an unusual share of the records [sync/mass_delete.h]. It waits:
/// nothing of it has happened.
struct HeldBatch
{
    std::int64_t id;
    Author author; ///< of the last deletion in it; without a name when the batch cannot be read now
    base::UtcMs receivedAt = 0;
    std::vector<sync::TableLoss> losses{};
    struct Line
    {
        std::uint16_t table;
        QString caseCode; ///< of the person it belongs to; empty: nobody's, or not known here
        QString displayName;
    };
    std::vector<Line> sample{}; ///< at most HeldSample, whole files first
};
inline constexpr std::size_t HeldSample = 10;

/// Longest waiting first; none when this laptop belongs to no house. Store thread. Errors: the store's.
[[nodiscard]] base::Result<std::vector<HeldBatch>> listHeldBatches(Desk &desk);
[[nodiscard]] base::Result<std::size_t> countHeldBatches(Desk &desk);
/// It is taken in after all, as a deletion with a second person; `agreed`: session::Approval::auditDetail.
/// Errors: NotFound (decided already), what is wrong with it, and the store's.
[[nodiscard]] base::Result<void> letInHeldBatch(Desk &desk, std::int64_t id, const std::string &agreed);
/// It stays out on this laptop; its bytes are kept as evidence. Errors: NotFound, and the store's.
[[nodiscard]] base::Result<void> keepOutHeldBatch(Desk &desk, std::int64_t id);

} // namespace indaro::casework
