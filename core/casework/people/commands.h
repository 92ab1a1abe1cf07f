// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/casework/desk.h"
#include "core/casework/people/person_draft.h"

namespace indaro::casework {

/// Every command runs on the store thread, opens one transaction, and either commits all of it or writes nothing.
/// Values are cleaned and checked by model::checkField; its errors (TextTooLong, DateInFuture, ValueOutOfRange,
/// InvalidArgument; args table, field) come back unchanged, so that the page can mark the field that was meant.

/// Opens the files of a person and of the children admitted with her, one register line each. The case code is random
/// and says nothing of person or date; register numbers follow each other without a gap in this laptop's series.
/// Errors: as above; NotFound when the vault has no series; WrongState (the commission's workstation registers nobody).
[[nodiscard]] base::Result<Admitted> admitPerson(Desk &desk, const Admission &admission);

/// A known person comes back: a new stay in the same file, which is opened again [domain.md 10.2 "re-open, never a new
/// file"]. Errors: UnknownRecord, StayOpen (she is in the house), and the values'.
[[nodiscard]] base::Result<Admitted> readmitPerson(Desk &desk, CaseId person, const StayDraft &stay);

/// Ends the open stay, and frees her place. Errors: WrongState (no open stay), ValueOutOfRange (left before she arrived),
/// InvalidArgument (no reason), and the values'.
[[nodiscard]] base::Result<void> recordExit(Desk &desk, CaseId person, const Exit &exit);

/// Saves one field of one record; what a page calls for every field as it is typed. False: it had that value. A place of
/// origin corrected by hand loses the gazetteer code that meant another place.
/// Errors: UnknownRecord, UnknownField, and the values'; InvalidArgument for a field that only commands may write
/// (case code, register number, family unit).
[[nodiscard]] base::Result<bool> setField(Desk &desk, sync::FieldId field, sync::RecordId record, const base::Value &value);

/// The same by somebody whose page showed `expected` when the typing began: when another laptop's change has come since,
/// both stand as a conflict, and nothing is overwritten; a record deleted meanwhile comes back [SORMAS #403].
[[nodiscard]] base::Result<bool> setField(Desk &desk, sync::FieldId field, sync::RecordId record, const base::Value &value,
                                          const base::Value &expected);

/// A titled note; `kind` is one of codelist note_kind. Errors: UnknownRecord and the values'.
[[nodiscard]] base::Result<sync::RecordId> addNote(Desk &desk, CaseId person, const base::Value &title,
                                                   const base::Value &body, const base::Value &kind);

/// Puts `member` into the family unit of `other` (which is made when there is none). Errors: UnknownRecord.
[[nodiscard]] base::Result<void> joinFamilyUnit(Desk &desk, CaseId member, CaseId other, const base::Value &role);
/// Takes a person out of her family unit. Errors: UnknownRecord.
[[nodiscard]] base::Result<void> leaveFamilyUnit(Desk &desk, CaseId member);

} // namespace indaro::casework
