// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/stays/house_tonight.h"

namespace indaro::casework {

/// Out for a time; her place stays hers. Where to is written in the file, not here: `withWhom` is a service or a role.
struct AbsenceDraft
{
    base::UtcMs leftAt = 0; ///< 0: now
    std::optional<base::UtcMs> expectedAt{};
    base::Value reason; ///< codelist absence_reason
    base::Value withWhom;
};

/// One absence of a stay, newest first in a list.
struct PastAbsence
{
    StayId stay;
    AbsenceNow absence;
    std::optional<base::UtcMs> returnedAt{};
};

/// Store thread; each is one transaction. Errors of all: model::checkField's, the store's, and where said.

/// Errors: WrongState (not in the house, or out already), DateInFuture (left later than now), ValueOutOfRange (expected
/// before she left).
[[nodiscard]] base::Result<sync::RecordId> leaveForATime(Desk &desk, CaseId person, const AbsenceDraft &draft);
/// `at` 0: now. Errors: WrongState (she is not out), DateInFuture, ValueOutOfRange (before she left).
[[nodiscard]] base::Result<void> comeBack(Desk &desk, CaseId person, base::UtcMs at = 0);
/// Errors: WrongState (she is not out), ValueOutOfRange.
[[nodiscard]] base::Result<void> expectLater(Desk &desk, CaseId person, base::UtcMs expectedAt);
[[nodiscard]] base::Result<std::vector<PastAbsence>> listAbsencesOf(Desk &desk, CaseId person);

} // namespace indaro::casework
