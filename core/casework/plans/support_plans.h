// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/plans/approvals.h"
#include "core/casework/plans/meetings.h"
#include "core/casework/plans/needs.h"
#include "core/casework/plans/services.h"

namespace indaro::casework {

/// The plan as it was agreed with her on a day [domain.md 5: 4.4, 6.4]. A review is another one.
struct AgreementDraft
{
    base::Value agreedOn{}; ///< Null: today
    base::Value place{};
    base::Value signedHow{}; ///< codelist consent_way, or the reason why not (Missing::Refused); needed
    base::Value refused{};   ///< what she does not want
    base::Value wayOut{};    ///< leaving, thought of from the start
    base::Value reviewed{};  ///< of a review: done, not done, why, what is new; needed from the second on
    base::Value reviewOn{};  ///< Null: in two weeks, from the third on in a month [domain.md 5: 6.4]
};

struct AgreedPlan
{
    sync::RecordId id;
    int number = 0;
    QString agreedOn{};
    QString place{};
    QString signedHow{}; ///< empty: she did not sign
    bool isSignatureRefused = false;
    QString refused{};
    QString wayOut{};
    QString reviewed{};
    QString reviewOn{};
    base::UtcMs writtenAt = 0;
    std::optional<sync::UserId> writtenBy{};
    std::optional<GivenApproval> approval{}; ///< the last word on it
};

/// Everything of her plan, for its page and its paper.
struct SupportPlan
{
    std::vector<Need> needs{};
    std::vector<GivenService> services{};
    std::vector<Meeting> meetings{};
    std::vector<AgreedPlan> agreed{}; ///< the one that counts first
    /// Needs or actions were changed after the last one was agreed: it is not what she signed any more.
    bool isChangedSince = false;
};

/// Store thread. Errors: model::checkField's, the store's, and where said.

/// One transaction. Errors: UnknownRecord, InvalidArgument (not said how it was signed; a review without a word of it),
/// WrongState (no need is written down), DateInFuture.
[[nodiscard]] base::Result<sync::RecordId> agreePlan(Desk &desk, CaseId person, const AgreementDraft &draft);
[[nodiscard]] base::Result<std::vector<AgreedPlan>> listAgreedPlansOf(Desk &desk, CaseId person);
[[nodiscard]] base::Result<SupportPlan> loadSupportPlan(Desk &desk, CaseId person);

} // namespace indaro::casework
