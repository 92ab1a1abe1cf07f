// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/checklists/guards.h"

namespace indaro::tests {

/// Closes, as a director, what the procedure asks before an interview of this person is begun and signed, for a test of
/// something else. Guards have tests of their own (test_checklists, test_ui_intake, test_ui_register).
[[nodiscard]] inline base::Result<void> closeInterviewGuards(casework::Desk &desk, const casework::CaseId &person)
{
    for (const sop::Action action : {sop::Action::InterviewStart, sop::Action::InterviewSign})
        INDARO_TRY(casework::waiveGuards(desk, {action, person}, QStringLiteral("Essai."), false));
    return {};
}

} // namespace indaro::tests
