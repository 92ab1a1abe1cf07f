// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/casework/consents/consent_rule.h"
#include "core/casework/desk.h"
#include "core/casework/interviews/interview_draft.h"

#include <string_view>
#include <vector>

namespace indaro::casework {

/// A whole interview on paper is as much as a full file of one person: the director and a second person, and written down
/// [contracts.md 9]. Store thread; the store's errors too.

/// Errors: UnknownRecord, WrongState (not signed: what may still change is not printed for a file), AccessRefused (no
/// director).
[[nodiscard]] base::Result<void> mayPrintInterview(Desk &desk, InterviewId interview);

/// What the paper must say of itself.
struct InterviewRelease
{
    std::vector<sync::Compartment> elsewhere{}; ///< whose answers are not on this laptop, and will be missing
    bool staysInHouse = false;                  ///< the person said no to copies outside the house
    QString serial{};                           ///< the number of this paper
    Withheld withheld{};                        ///< no answer that says such a thing is on it (consents/withheld.h)
};
/// Written down in the audit before anything is painted. `agreed`: session::Approval::auditDetail(); `receiver`: the house
/// itself, or whom the paper is for. Errors: as above, ConsentMissing (consents/disclosures.h).
[[nodiscard]] base::Result<InterviewRelease> releaseForPrint(Desk &desk, InterviewId interview, std::string_view agreed,
                                                             const Receiver &receiver = {});

} // namespace indaro::casework
