// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/casework/desk.h"
#include "core/casework/interviews/interview_draft.h"
#include "core/casework/people/authors.h"

namespace indaro::casework {

/// What was typed here into an interview that another laptop had signed meanwhile. saveAnswers, settleAnswer, keepTyping and
/// saveInterviewerNote refuse it (WrongState) and keep it beside the interview, on this laptop only, in the same
/// transaction: nothing typed is lost, and a person says what becomes of it. Store thread; all may fail with the store's
/// errors.

/// Who signed it and when; std::nullopt while nobody has.
[[nodiscard]] base::Result<std::optional<Author>> findSigner(Desk &desk, InterviewId interview);

/// Inside the caller's transaction. One for each path: a later one takes the place of an earlier, and of an unfinished text.
[[nodiscard]] base::Result<void> keepLate(Desk &desk, InterviewId interview, const std::vector<LateAnswer> &answers);

/// What was kept becomes a note in the person's file with these words, and is kept no longer.
/// Errors: UnknownRecord, WrongState (nothing is kept).
[[nodiscard]] base::Result<void> noteLateAnswers(Desk &desk, InterviewId interview, const QString &title,
                                                 const QString &body);
/// It is let go: a person has said so.
[[nodiscard]] base::Result<void> dropLateAnswers(Desk &desk, InterviewId interview);

} // namespace indaro::casework
