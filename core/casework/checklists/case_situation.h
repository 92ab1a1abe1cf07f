// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "core/casework/people/person_draft.h"
#include "core/sop/schedule.h"

namespace indaro::casework {

/// What the register, the interviews, the referrals and the recorded events say of a case, as the procedure counts it:
/// what happened when, and the facts its conditions ask for. Marks are not in it. Store thread.
/// Errors: UnknownRecord, AccessRefused (who does not read procedures), and the store's.
[[nodiscard]] base::Result<sop::Situation> loadSituation(Desk &desk, CaseId person);

namespace rows {
/// The whole of it, whoever is signed in, but for health where it may not be read: what is due does not depend on who looks.
[[nodiscard]] base::Result<sop::Situation> situationFor(Desk &desk, CaseId person);
/// Takes out the facts that are not for whoever asks.
void keepForReader(const Access &access, sop::Situation &situation);
} // namespace rows

/// "2026-11-24" or "2026-11-24T21:40", local, as a moment; empty when it is no whole day.
[[nodiscard]] std::optional<sop::Happening> happeningAt(sop::Event event, const QString &localText,
                                                        const QString &instance = {});

} // namespace indaro::casework
