// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "core/casework/people/person_draft.h"

#include <optional>
#include <string>
#include <vector>

namespace indaro::casework {

/// A second look at a plan, a safety plan, a lowered risk or the best interests of a child [domain.md 5: 4.6]. No network is
/// needed: the supervisor types her passphrase on the laptop of whoever wrote it, or signs in herself and finds what waits.
struct GivenApproval
{
    sync::RecordId id;
    QString kind{}; ///< codelist approval_kind
    std::optional<sync::RecordId> subject{};
    QString result{}; ///< codelist approval_result
    QString reason{};
    base::UtcMs askedAt = 0; ///< 0: nobody had asked
    std::optional<sync::UserId> askedBy{};
    std::optional<base::UtcMs> answeredAt{};
    std::optional<sync::UserId> answeredBy{};
    QString way{}; ///< second: by another passphrase; signed_in; cards; alone: there is no other account

    [[nodiscard]] bool isApproved() const;
};

/// Store thread; each is one transaction. Errors of all: model::checkField's, the store's, and where said. A subject is an
/// agreed plan, a version of a safety plan, a risk assessment or a decision on best interests.

/// Lets a supervisor know that it waits. Errors: UnknownRecord (no such subject), WrongState (asked or approved already).
[[nodiscard]] base::Result<sync::RecordId> askApproval(Desk &desk, sync::RecordId subject);
/// The answer: approved, changed (approved with changes) or sent_back, which needs a reason. `agreed`:
/// session::Approval::auditDetail of who looked at it beside the signed-in person; empty: the signed-in person answers, who
/// must be another than the author. One of the two is a director, the other reads files.
/// Errors: UnknownRecord, InvalidArgument (no such answer, no reason), SecondPersonNeeded (the author herself),
/// AccessRefused (no director), StepsOpen (of a plan that is approved: steps of the procedure come first), WrongState
/// (answered already).
[[nodiscard]] base::Result<void> answerApproval(Desk &desk, sync::RecordId subject, const base::Value &result,
                                                const base::Value &reason, const std::string &agreed = {});
/// Newest first. One this laptop knows of twice (asked here, answered there) is two.
[[nodiscard]] base::Result<std::vector<GivenApproval>> listApprovalsOf(Desk &desk, CaseId person);

/// Who answers for something the signed-in person (or `author`) wrote, and how it was proven; for commands that need it at
/// once. Errors: SecondPersonNeeded, AccessRefused.
struct Approver
{
    sync::UserId id;
    std::string way;
};
[[nodiscard]] base::Result<Approver> approverOf(Desk &desk, const std::optional<sync::UserId> &author,
                                                const std::string &agreed);
/// Inside the caller's transaction: an approval that is given as the subject is made.
[[nodiscard]] base::Result<void> keepApproval(Desk &desk, CaseId person, std::string_view kind, sync::RecordId subject,
                                              const Approver &approver, const base::Value &reason);

} // namespace indaro::casework
