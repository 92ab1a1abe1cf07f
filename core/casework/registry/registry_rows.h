// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "core/casework/plans/record_rows.h"
#include "core/sync/change_log.h"

#include <set>

/// For the files of this library: what the records of the registry have in common. Inside the caller's transaction.
namespace indaro::casework::rows {

/// Makes the record with this id, each value checked; what is nothing is left out. Errors: model::checkField's,
/// RecordExists.
[[nodiscard]] base::Result<void> bearAs(Desk &desk, const sync::RecordKey &key, const sync::FieldValues &facts);

/// The registry record of a person where it is not there yet. Errors: UnknownRecord (no such person).
[[nodiscard]] base::Result<void> openRegistry(Desk &desk, sync::RecordId person);
/// Something of it changed: who and when.
[[nodiscard]] base::Result<void> noteRegistryChanged(Desk &desk, sync::RecordId person);

/// After a place of an episode or of a leg was written by hand: takes away a gazetteer code that means another place.
/// Nothing for any other field.
[[nodiscard]] base::Result<void> dropStaleCode(Desk &desk, sync::FieldId field, sync::RecordId record);

/// A command that writes one act of the procedure: `bear()` gives its id, in a transaction of its own. Errors:
/// AccessRefused, and bear()'s.
template <class Bear> base::Result<sync::RecordId> writeAct(Desk &desk, Bear bear)
{
    INDARO_TRY(desk.access.mustDo(Thing::Procedure));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const sync::RecordId id, bear());
    INDARO_TRY(transaction.commit());
    return id;
}

/// Which of these acts are wrong: those that another one corrects.
template <class Act> void markWrong(std::vector<Act> &acts)
{
    std::set<sync::RecordId> wrong;
    for (const Act &act : acts) {
        if (act.corrects)
            wrong.insert(*act.corrects);
    }
    for (Act &act : acts)
        act.isWrong = wrong.contains(act.id);
}

/// Records of these tables stay as they were written: another one corrects them.
[[nodiscard]] bool isNeverChanged(std::uint16_t table) noexcept;

} // namespace indaro::casework::rows
