// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/consents/withdrawals.h"
#include "core/sop/schedule.h"

namespace indaro::casework {

/// What consents ask for by now: letters to print and to be answered, and agreements that end. Worked out from the records
/// each time, as what plans ask for (plans/due_plans.h).
enum class ConsentDueKind : std::uint8_t {
    Letter, ///< somebody holds a copy and has not been told: at once
    Answer, ///< two weeks after the letter
    Ends,   ///< within two weeks, or lately: ask again
};

struct DueOfConsent
{
    CaseId person;
    QString caseCode{};
    QString displayName{};
    ConsentDueKind kind = ConsentDueKind::Letter;
    sync::RecordId record; ///< the letter or the consent
    QString words{};       ///< serial of a letter; purpose of a consent
    Receiver receiver{};
    base::UtcMs due = 0;
    sop::Urgency urgency = sop::Urgency::Late;
    friend bool operator==(const DueOfConsent &, const DueOfConsent &) = default;
};

/// The most urgent first. Store thread. Errors: the store's.
[[nodiscard]] base::Result<std::vector<DueOfConsent>> listDueOfConsents(Desk &desk);

} // namespace indaro::casework
