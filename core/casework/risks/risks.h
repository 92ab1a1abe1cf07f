// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "core/casework/people/person_draft.h"
#include "core/casework/risks/risk_levels.h"

#include <vector>

namespace indaro::casework {

/// One domain of a risk assessment, worked through with her [domain.md 7.C].
struct RiskLineDraft
{
    base::Value domain{}; ///< codelist risk_domain; needed
    base::Value sign{};
    base::Value likelihood{}; ///< 1 to 3; or, with `severity`, a reason why nothing could be said
    base::Value severity{};   ///< 1 to 3
    base::Value reason{};
    base::Value measures{}; ///< Set, codelist safety_measure
    base::Value measureWords{};
    base::Value who{};
    base::Value untilOn{}; ///< a date
};

struct RiskDraft
{
    base::Value about = "here"; ///< here, or return: the place and the journey she goes to [domain.md 5: 9.2]
    base::Value withPerson{};   ///< codelist yes_no
    base::Value ownView{};      ///< how great she says the danger is, 0 to 10
    std::vector<RiskLineDraft> lines{};
    /// Another level than the worst domain's. Higher needs a reason only, lower somebody who agrees.
    std::optional<RiskLevel> level{};
    base::Value changeReason{}; ///< codelist risk_change
    base::Value changeNote{};
    base::Value gainers{};     ///< of a child: who gains if it goes home
    base::Value earlierCare{}; ///< of a child: earlier placements
    base::Value siblings{};    ///< of a child: brothers and sisters at risk
};

struct RiskLine
{
    sync::RecordId id;
    bool isHidden = false; ///< in a part of the file this account may not open: nothing of it is known, not even the domain
    QString domain{};
    QString sign{};
    int likelihood = 0;
    int severity = 0;
    std::optional<RiskLevel> level{};
    QString reason{};
    QStringList measures{};
    QString measureWords{};
    QString who{};
    QString untilOn{};
};

struct RiskAssessment
{
    sync::RecordId id;
    QString about{};
    QString withPerson{};
    std::optional<int> ownView{};
    std::optional<RiskLevel> worst{}; ///< of its domains, those this account may not read too: a page says so
    std::optional<RiskLevel> level{}; ///< the one that counts
    QString changeReason{};
    QString changeNote{};
    QString gainers{};
    QString earlierCare{};
    QString siblings{};
    base::UtcMs assessedAt = 0;
    std::optional<sync::UserId> assessedBy{};
    base::UtcMs reviewAt = 0;      ///< until then it is looked at again
    std::vector<RiskLine> lines{}; ///< in the order of the form, hidden ones last
};

/// Store thread; each is one transaction. Errors of all: model::checkField's, the store's, and where said.

/// The overall level is that of the worst domain, never an average, and never low while a domain was not asked or could not
/// be told: what nobody looked at is not safe. It says when it is looked at again: so soon as the procedure she follows
/// wants it (sop::RiskReview). Higher is free with a reason; lower needs an approval: `agreed` as in answerApproval, which
/// is kept and logged with it. Nothing of it is changed later: what has changed is a new assessment. Errors: UnknownRecord
/// (no such person), InvalidArgument (no domain, one unknown or twice; one without likelihood or severity or a reason for
/// both; another level without a reason), SecondPersonNeeded, AccessRefused (nobody who may agree).
[[nodiscard]] base::Result<sync::RecordId> assessRisks(Desk &desk, CaseId person, const RiskDraft &draft,
                                                       const std::string &agreed = {});
/// Newest first.
[[nodiscard]] base::Result<std::vector<RiskAssessment>> listRisksOf(Desk &desk, CaseId person);

} // namespace indaro::casework
