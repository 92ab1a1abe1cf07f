// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/stays/allocation_rules.h"

#include <QStringList>

namespace indaro::casework {

/// Who goes where, as one step: a family moves together. `seen` are the warnings that were laid before the person who
/// decides; a reason is needed when there are any.
struct AllocationRequest
{
    std::vector<PlaceWish> wishes;
    std::vector<HouseWarning> seen{};
    base::Value reason{}; ///< codelist allocation_override
    base::Value note{};
};
struct AllocationOutcome
{
    bool isDone = false;
    /// Of the house as it is in this moment. When it is not done: ask again with these.
    std::vector<HouseWarning> warnings;
};

/// Store thread; each is one transaction, or nothing is written. Errors of all: the store's, and where said.

/// Gives places, and ends the ones these people had. Nothing is written, and the warnings come back, when there is one
/// that was not seen or no reason is given. A decision in spite of warnings is kept with each allocation and in the audit
/// chain. Errors: InvalidArgument (no wish; a person twice; sharing with herself), UnknownRecord (no such place),
/// WrongState (somebody is not in the house), model::checkField's.
[[nodiscard]] base::Result<AllocationOutcome> allocate(Desk &desk, const AllocationRequest &request);

/// She sleeps nowhere from now on. Errors: WrongState (she has no place).
[[nodiscard]] base::Result<void> releasePlace(Desk &desk, CaseId person);
/// The same for whoever leaves the house; inside the caller's transaction, and no mistake when she had none.
[[nodiscard]] base::Result<void> endAllocations(Desk &desk, CaseId person, base::UtcMs at);

/// One line of where somebody slept, newest first.
struct PastBerth
{
    sync::RecordId allocation;
    StayId stay;
    PlaceId place;
    QString roomName;
    QString placeLabel;
    base::UtcMs sinceAt = 0;
    std::optional<base::UtcMs> untilAt{};
    QStringList overridden; ///< codes of HouseRule
    QString reason;
    QString note;
};
[[nodiscard]] base::Result<std::vector<PastBerth>> listBerthsOf(Desk &desk, CaseId person);

/// Never to be housed together; saying it again, with another reason too, changes the one record of the pair.
/// Errors: InvalidArgument (one person), UnknownRecord, model::checkField's.
[[nodiscard]] base::Result<void> keepApart(Desk &desk, CaseId one, CaseId other, const base::Value &why);
/// Errors: UnknownRecord (nobody said it).
[[nodiscard]] base::Result<void> liftKeepApart(Desk &desk, CaseId one, CaseId other);

} // namespace indaro::casework
