// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/hidden_births.h"

namespace indaro::sync {

using base::Result;

Result<void> keepHiddenBirths(store::Connection &db, std::span<const std::pair<Dot, RecordId>> births)
{
    if (births.empty())
        return {};
    INDARO_TRY_ASSIGN(auto put, db.prepare("INSERT OR IGNORE INTO hidden_birth (device, stream, sequence, record) "
                                           "VALUES (?1, ?2, ?3, ?4)"));
    for (const auto &[dot, record] : births) {
        put.bind(1, dot.device);
        put.bind(2, static_cast<std::int64_t>(dot.stream));
        put.bind(3, static_cast<std::int64_t>(dot.sequence));
        put.bind(4, record);
        INDARO_TRY(put.run());
    }
    return {};
}

Result<std::optional<RecordId>> findHiddenBirth(store::Connection &db, const Dot &dot)
{
    INDARO_TRY_ASSIGN(auto find,
                      db.prepare("SELECT record FROM hidden_birth WHERE device = ?1 AND stream = ?2 AND sequence = ?3"));
    find.bind(1, dot.device);
    find.bind(2, static_cast<std::int64_t>(dot.stream));
    find.bind(3, static_cast<std::int64_t>(dot.sequence));
    INDARO_TRY_ASSIGN(const bool found, find.step());
    return found ? find.id<RecordTag>(0) : std::nullopt;
}

} // namespace indaro::sync
