// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/plan/plan_texts.h"
#include "ui/print/document_view.h"

namespace indaro::ui::pages {

/// The individual plan in French and Kirundi, with lines for the two signatures [domain.md 5: 4.4]: what may be read by who
/// printed it, without the risks' stories and what she withholds. GUI thread. Errors: FileNotFound, TemplateDamaged.
[[nodiscard]] base::Result<print::Paper> planPaper(const PlanOfPerson &whole);
/// The best interests of a child in one question, on the form "best_interests" [domain.md 5.C C7, 5.D]: every heading,
/// written under or still empty for the pen, the decision and room for the panel to sign. Errors: as above.
[[nodiscard]] base::Result<print::Paper> interestsPaper(const PlanOfPerson &whole, const casework::BestInterests &interests);
/// What the person may carry: what the safety plan says for it, without a name, the house or a dangerous word
/// [domain.md 4.12]. Errors: as above, InvalidArgument (nothing was written for it, or it holds such a word), ConsentMissing
/// (standing=withheld: it would say what she withholds).
[[nodiscard]] base::Result<print::Paper> safePaper(const casework::SafetyPlan &plan, const casework::Withheld &withheld);

} // namespace indaro::ui::pages
