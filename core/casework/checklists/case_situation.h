// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "core/casework/people/person_draft.h"
#include "core/sop/schedule.h"

namespace indaro::casework {

/// What the register, the interviews, the referrals and the recorded events say of a case, as the procedure counts it:
/// what happened when, and the facts its conditions ask for. Marks are not in it. Store thread.
/// Errors: UnknownRecord, and the store's.
[[nodiscard]] base::Result<sop::Situation> loadSituation(Desk &desk, CaseId person);

/// "2026-11-24" or "2026-11-24T21:40", local, as a moment; empty when it is no whole day.
[[nodiscard]] std::optional<sop::Happening> happeningAt(sop::Event event, const QString &localText,
                                                        const QString &instance = {});

} // namespace indaro::casework
