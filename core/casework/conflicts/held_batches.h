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
        friend bool operator==(const Line &, const Line &) = default;
    };
    std::vector<Line> sample{}; ///< at most HeldSample, whole files first
    friend bool operator==(const HeldBatch &, const HeldBatch &) = default;
};
inline constexpr std::size_t HeldSample = 10;

/// Longest waiting first; none when this laptop belongs to no house. Store thread. Errors: the store's.
[[nodiscard]] base::Result<std::vector<HeldBatch>> listHeldBatches(Desk &desk);
[[nodiscard]] base::Result<std::size_t> countHeldBatches(Desk &desk);
/// Something put aside is taken in after all: a held batch as a deletion with a second person, or whatever else the engine
/// quarantined. `agreed`: session::Approval::auditDetail of who agreed to a held one, else empty. The audit has its line
/// before anything happens. Errors: NotFound (decided already), SecondPersonNeeded (held, and `agreed` is empty), what is
/// wrong with it, and the store's.
[[nodiscard]] base::Result<void> letBatchIn(Desk &desk, std::int64_t id, const std::string &agreed = {});
/// It stays out on this laptop, with a line in the audit; its bytes are kept as evidence. Errors: NotFound, and the store's.
[[nodiscard]] base::Result<void> keepBatchOut(Desk &desk, std::int64_t id);

} // namespace indaro::casework
