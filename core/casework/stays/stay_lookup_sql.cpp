// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/people/people_sql.h"
#include "core/casework/stays/stay_lookup.h"
#include "core/model/partial_date.h"

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;

Result<StayId> presentStayOf(Desk &desk, CaseId person)
{
    INDARO_TRY_ASSIGN(auto find, desk.db.prepare(sql::OpenStay));
    find.bind(1, person);
    INDARO_TRY_ASSIGN(const bool found, find.step());
    if (!found)
        return Error(Errc::WrongState);
    const auto stay = find.id<sync::RecordTag>(0);
    if (!stay)
        return Error(Errc::StoreDamaged);
    return *stay;
}

QDate nightOf(base::UtcMs at)
{
    constexpr base::UtcMs HalfDay = 12 * 3'600'000;
    return model::localDay(at - HalfDay);
}

std::optional<base::UtcMs> momentOf(const base::Value &value)
{
    const std::int64_t *moment = value.integer();
    return moment != nullptr ? std::optional<base::UtcMs>(*moment) : std::nullopt;
}

} // namespace indaro::casework
