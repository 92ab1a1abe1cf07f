// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/interviews/interview_draft.h"
#include "core/forms/form_definition.h"
#include "core/forms/form_instance.h"

namespace indaro::casework {

/// The compartment of a question: its own column indaro::compartment (case, identity, health, perpetrator), else that
/// of the groups around it, else Case. A form that never names one was not written for this house: all its answers are
/// kept as identity, which fewer people may read.
[[nodiscard]] sync::Compartment compartmentOf(const forms::FormDefinition &definition, const forms::FormItem &item);

/// The answer of a node as it is to be kept.
[[nodiscard]] AnswerDraft answerDraft(const forms::FormDefinition &definition, const forms::NodeState &node);
/// The other way, for FormInstance::restore(). Answers come in form order where the order of rows matters.
[[nodiscard]] std::vector<forms::StoredAnswer> restorable(const forms::FormDefinition &definition,
                                                          const std::vector<SavedAnswer> &answers);

/// The consents a form asks for: every select_one named "consent_PURPOSE" that answers from the list "yes_no_later".
/// Details come from the questions consent_PURPOSE_explained_by, _language, _read_aloud, _way, _witness, _expires,
/// _withheld and _withdrawn_on, where they are relevant, else from consent_explained_by, consent_language,
/// consent_read_aloud, consent_way and consent_date, asked once for all. "share_BODY" names BODY as the recipient, with
/// consent_share_other_name for another organisation; consent_share_DETAIL speaks for every body. Where is_child says yes, a
/// guardian gave them only if guardian_present and guardian_consent say so (guardian_link: who, and whether an authority);
/// else it was the child alone, also where a supervisor let the interview go on, and child_assent stands beside it.
[[nodiscard]] std::vector<ConsentDraft> consentsOf(const forms::FormInstance &instance);

/// The answers that the register of this person may take: those saved to an entity that is herself (entity_id names her
/// file) or that is new and not in a repeat, since an interview is about one person. Answers about others and entities whose
/// condition does not hold stay out.
[[nodiscard]] std::vector<std::pair<QString, QString>> registerAnswers(const forms::FormInstance &instance,
                                                                       sync::RecordId caseFile);

} // namespace indaro::casework
