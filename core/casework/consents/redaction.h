// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/consents/withheld.h"
#include "core/casework/people/full_file.h"
#include "core/casework/people/person_index.h"
#include "core/casework/people/queries.h"
#include "core/casework/plans/support_plans.h"
#include "core/casework/risks/safety_plans.h"
#include "core/casework/stays/custody.h"

namespace indaro::casework {

/// Among what is withheld from somebody outside: what the house notes for itself (who was asked what, who has what), which
/// says nothing of her.
inline constexpr char HouseNotes[] = "house_notes";

/// Takes out of a file or a line of the list what may not leave, for where they are written as text. Thread: any.
void leaveOut(CaseFile &file, const Withheld &withheld);
void leaveOut(FullFile &file, const Withheld &withheld);
void leaveOut(PersonRow &row, const Withheld &withheld);
/// For the papers: a need, an action, a service, a thing that is withheld is not on them, nor what hangs on it, and what is
/// withheld is in none of their lines.
void leaveOut(SupportPlan &plan, const Withheld &withheld);
void leaveOut(SafetyPlan &plan, const Withheld &withheld);
void leaveOut(std::vector<CustodyItem> &items, const Withheld &withheld);

} // namespace indaro::casework
