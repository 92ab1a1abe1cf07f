// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/audit/openings.h"

namespace indaro::casework {

/// Runs a query about one person. Where the signed-in account has broken the glass of her file (openings.h), it reads for
/// that query, and no other, what the glass opens; it never writes more. Queries about one person go through it.
template <class Query>
[[nodiscard]] auto aboutPerson(Desk &desk, CaseId person, Query query) -> std::invoke_result_t<Query, Desk &>
{
    if (desk.access.isDirector())
        return query(desk);
    INDARO_TRY_ASSIGN(const Compartments open, brokenGlass(desk, person));
    if (open == 0 || !desk.access.mayRead(Thing::Register)) // who opens no files has no glass to break either
        return query(desk);
    const Access wider = desk.access.reading(open);
    store::Connection door = desk.log.connection().restrictedDoor(wider.columnRule());
    const sync::ChangeLog::GateLift gate(desk.log, &wider);
    Desk through{door, desk.log, desk.clock, desk.random, wider};
    return query(through);
}

} // namespace indaro::casework
