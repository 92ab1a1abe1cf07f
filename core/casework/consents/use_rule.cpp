// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/consents/use_rule.h"

#include "core/casework/audit/audit.h"

namespace indaro::casework {

using namespace Qt::StringLiterals;
using base::Result;

Result<UseAnswer> askUse(Desk &desk, CaseId person, const QString &use)
{
    INDARO_TRY_ASSIGN(const ConsentFacts facts, rows::loadFactsForRule(desk, person));
    const ConsentAnswer answer = may(facts, {.purpose = use});
    return UseAnswer{answer.why, answer.by == nullptr ? QString() : answer.by->day()};
}

Result<void> rows::noteUse(Desk &desk, CaseId person, const char *use)
{
    INDARO_TRY_ASSIGN(const UseAnswer answer, askUse(desk, person, QString::fromLatin1(use)));
    if (answer.isNo())
        INDARO_TRY(recordAudit(desk, AuditVerb::AgainstConsent, person, use));
    return {};
}

bool isWithOutsiders(QStringView meetingKind) noexcept
{
    return meetingKind != "staff"_L1; // those of the house alone
}

} // namespace indaro::casework
