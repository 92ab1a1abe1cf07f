// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "core/casework/people/person_draft.h"
#include "core/casework/registry/status_history.h"
#include "core/sop/schedule.h"

#include <QString>

#include <optional>
#include <vector>

namespace indaro::casework {

struct StatusDecisionDraft
{
    StatusAuthor author = StatusAuthor::House;
    TraffickingStatus status = TraffickingStatus::Presumed;
    base::Value organ{}; ///< codelist status_organ; of an authority needed, and never NGO; of the house always NGO
    base::Value organName{};
    base::Value decidedOn{}; ///< a whole day; needed
    base::Value reference{};
    base::Value reasons{}; ///< of the house needed [domain.md 5: 3.4]
};

/// Store thread; each is one transaction. Errors of all: AccessRefused (procedure), model::checkField's, the store's, and
/// where said.

/// The procedure counts from it as from an event: what is due after a conclusion, a presumption or an identification is due,
/// and the recovery and reflection period runs. Errors: UnknownRecord, InvalidArgument (a status that author does not
/// decide; no day, no reasons, no or a wrong organ), DateInFuture.
[[nodiscard]] base::Result<sync::RecordId> recordStatusDecision(Desk &desk, CaseId person, const StatusDecisionDraft &draft);
/// As it is right, by the same author. Errors: as above, and WrongState (corrected already, of the other author, or an
/// event: those have no reasons to correct).
[[nodiscard]] base::Result<sync::RecordId> correctStatusDecision(Desk &desk, sync::RecordId wrong,
                                                                 const StatusDecisionDraft &right);
/// It never was. `why` is needed. Errors: as above.
[[nodiscard]] base::Result<sync::RecordId> takeBackStatusDecision(Desk &desk, sync::RecordId wrong, const base::Value &why);
[[nodiscard]] base::Result<StatusHistory> listStatusOf(Desk &desk, CaseId person);

namespace rows {
/// The same, whoever is signed in.
[[nodiscard]] base::Result<StatusHistory> statusOf(Desk &desk, CaseId person);
/// What the decisions say happened, once each: beside what was recorded as an event, and the status they come to. Nothing
/// where there is no decision but events.
[[nodiscard]] base::Result<void> addStatusHappenings(Desk &desk, CaseId person, sop::Situation &situation);
} // namespace rows

} // namespace indaro::casework
