// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/backlog.h"

#include "core/sync/envelope_rows.h"

namespace indaro::sync {

base::Result<Backlog> backlogFor(store::Connection &db, const wire::HaveVector &theirs, bool withHouse)
{
    Backlog backlog;
    INDARO_TRY_ASSIGN(const auto heads, EnvelopeRows(db).heads());
    INDARO_TRY_ASSIGN(auto sum,
                      db.prepare("SELECT count(*), total(length(bytes)), "
                                 "total(CASE WHEN first_sequence > 0 THEN last_sequence - first_sequence + 1 ELSE 0 END) "
                                 "FROM envelope WHERE device = ?1 AND stream = ?2 AND number > ?3 AND bytes IS NOT NULL"));
    for (const auto &[key, head] : heads) {
        const auto number = wire::numberIn(theirs, key);
        if (head.number <= number || (!withHouse && key.stream == Stream::House))
            continue;
        sum.reset();
        sum.bind(1, key.device);
        sum.bind(2, static_cast<std::int64_t>(key.stream));
        sum.bind(3, static_cast<std::int64_t>(number));
        INDARO_TRY_ASSIGN([[maybe_unused]] const bool row, sum.step());
        backlog.envelopes += static_cast<std::uint64_t>(sum.integer(0));
        backlog.bytes += static_cast<std::uint64_t>(sum.real(1));
        backlog.operations += static_cast<std::uint64_t>(sum.real(2));
    }
    return backlog;
}

} // namespace indaro::sync
