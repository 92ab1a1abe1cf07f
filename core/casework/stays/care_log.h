// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/checklists/guards.h"
#include "core/casework/desk.h"
#include "core/casework/people/person_draft.h"

#include <optional>

namespace indaro::casework {

/// Something the house gives her: a kit, clothes, money for a journey [domain.md 3.1].
struct SupplyDraft
{
    base::Value kind; ///< codelist supply_kind; needed
    base::Value description;
    std::int64_t amount = 1; ///< pieces; of cash, francs
    base::Value signedHow;   ///< yes, no, or refused
};
struct Supply
{
    sync::RecordId id;
    QString kind{};
    QString description{};
    std::int64_t amount = 1;
    base::UtcMs givenAt = 0;
    std::optional<sync::UserId> givenBy{};
    QString signedHow{};
};

/// A visit or a call [domain.md 5: 6.7]: what they are and how it went, never a name.
struct VisitDraft
{
    std::optional<CaseId> person{}; ///< none: the house's
    base::Value kind;               ///< codelist visit_kind; needed
    base::Value way;                ///< codelist visit_way; needed
    base::UtcMs happenedAt = 0;     ///< 0: now
    base::Value wanted;             ///< whether she wanted it: yes, no
    base::Value supervisedBy;       ///< a role
    base::Value note;
};
struct Visit
{
    sync::RecordId id;
    std::optional<CaseId> person{};
    QString kind{};
    QString way{};
    base::UtcMs happenedAt = 0;
    QString wanted{};
    QString supervisedBy{};
    QString note{};
};

/// Store thread; each is one transaction. Errors of all: model::checkField's, the store's, and where said.

/// Errors: InvalidArgument (no kind), WrongState (not in the house).
[[nodiscard]] base::Result<sync::RecordId> giveSupply(Desk &desk, CaseId person, const SupplyDraft &draft);
/// Newest first.
[[nodiscard]] base::Result<std::vector<Supply>> listSuppliesOf(Desk &desk, CaseId person);

struct RecordedVisit
{
    sync::RecordId id;
    /// Of a visit of the family, where this account reads steps: what the procedure wanted done before it.
    Unguarded unguarded{};
};
/// Also of somebody who has left. A visit of the family says in the audit which steps of the procedure were open before it
/// (tellUnguarded). Errors: InvalidArgument (no kind, no way), DateInFuture, UnknownRecord.
[[nodiscard]] base::Result<RecordedVisit> recordVisit(Desk &desk, const VisitDraft &draft);
/// Newest first; of the house and everybody when no person is given.
[[nodiscard]] base::Result<std::vector<Visit>> listVisits(Desk &desk, const std::optional<CaseId> &person = {});

} // namespace indaro::casework
