// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/casework/desk.h"

#include <optional>
#include <string>
#include <vector>

namespace indaro::casework {

/// sync::RecordState::operations of a record when it was laid before a person.
using SeenOperations = std::vector<sync::Dot>;

/// Commands that decide what several laptops wrote in the same place. Each is one transaction with its line in the
/// audit, is a change like any other (it travels, and takeBack() undoes it), and may fail with the store's errors.

/// How a field was decided; the audit keeps the word.
enum class Settling : std::uint8_t {
    Chosen,   ///< one of the sides
    Combined, ///< something else, made of both
    BothKept  ///< the one shown stays; both are in the history
};
/// `seen`: OpenConflict::seen of what was on the screen; only that is decided, what has come since stays open.
/// Bookkeeping beside the field follows: what `follows` wrote there, else what is shown. A combined value of the register
/// is checked like one that is typed. Errors: WrongState (nobody disputes what was seen any more), UnknownField,
/// RosterRefused (this account may not open the compartment), and the values' [model::checkField].
[[nodiscard]] base::Result<void> settleConflict(Desk &desk, sync::FieldId field, sync::RecordId record,
                                                const base::Value &value, Settling how, const SeenOperations &seen,
                                                const std::optional<sync::DeviceId> &follows = {});
/// `seen` as above. `agreed`: session::Approval::auditDetail of the second person, whom a deletion needs
/// [contracts.md 9]. Errors: WrongState, RosterRefused.
[[nodiscard]] base::Result<void> settleDeletion(Desk &desk, sync::RecordKey key, sync::ChangeLog::Keep what,
                                                const SeenOperations &seen, const std::string &agreed);
/// Opens again what was decided (field 0: about a deletion), with everything it was decided between.
/// Errors: WrongState (decided otherwise meanwhile, or what it was between is no longer kept), RosterRefused.
[[nodiscard]] base::Result<void> takeBack(Desk &desk, sync::FieldId field, sync::RecordId record);

/// Somebody who sees every value says on the page itself which one holds: settles the conflict when there is one, else
/// edits the field against what it said then. `seen`: FieldStanding::seen; `follows` as above.
/// Errors: as settleConflict and setField.
[[nodiscard]] base::Result<void> settleField(Desk &desk, sync::FieldId field, sync::RecordId record,
                                             const base::Value &value, const SeenOperations &seen,
                                             const std::optional<sync::DeviceId> &follows = {});

/// The record as it was to somebody who saw these operations. Errors: UnknownField (table), and the store's.
[[nodiscard]] base::Result<sync::RecordState> stateAsSeen(Desk &desk, sync::RecordKey key, const SeenOperations &seen);

/// An edit by somebody who saw `expected`, inside the caller's transaction: when the field says something else by now,
/// nothing is overwritten and both stand as a conflict; when the record was deleted meanwhile, it comes back for a
/// person to decide. `expected` empty: the page knew of no such record. False: nothing changed.
/// Errors: UnknownRecord (there never was one), UnknownField.
[[nodiscard]] base::Result<bool> editExpecting(Desk &desk, sync::FieldId field, sync::RecordId record,
                                               const base::Value &value, const std::optional<base::Value> &expected);

} // namespace indaro::casework
