// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/connection.h"
#include "core/sync/segment.h"

#include <map>
#include <unordered_map>

namespace indaro::bench {

/// Every operation of a log after a sequence number, in order. Of one device and stream.
[[nodiscard]] std::vector<sync::Operation> loggedOperations(store::Connection &db, std::uint64_t after = 0);

/// Names records by their births, as a log does, and finds them again.
class NamedRecords
{
public:
    void add(std::span<const sync::Operation> operations);
    [[nodiscard]] sync::RecordNames names() const;
    [[nodiscard]] std::optional<sync::RecordId> recordOf(const sync::Dot &dot) const;

private:
    std::unordered_map<sync::RecordId, sync::Dot> m_origins;
    std::map<std::pair<std::uint16_t, sync::RecordId>, sync::Dot> m_births;
    std::map<sync::Dot, sync::RecordId> m_records;
};

} // namespace indaro::bench
