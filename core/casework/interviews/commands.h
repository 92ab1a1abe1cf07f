// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/casework/desk.h"
#include "core/casework/entities/entity_draft.h"
#include "core/casework/interviews/interview_draft.h"

#include <span>

namespace indaro::casework {

/// Commands of the interview. Each runs on the store thread in one transaction: after success it survives a power cut.
/// All of them may also fail with the store's errors (DiskFull, StoreReadOnly, StoreDamaged, StoreFailed).

/// Opens an interview in a person's file; while a paper of hers is being typed in (paper/paper_entries.h), one that began on
/// the day of the paper. Errors: UnknownRecord (no such case file or form), InvalidArgument (no form id).
[[nodiscard]] base::Result<InterviewId> startInterview(Desk &desk, const InterviewStart &start);

/// Begins the next sitting. One that was never closed is closed at the moment of its last answer, as interrupted.
/// Errors: UnknownRecord, WrongState (the interview is signed).
[[nodiscard]] base::Result<Sitting> openSitting(Desk &desk, InterviewId interview, const SittingDraft &head);
/// Goes on with a sitting as it is, after a change of its head. Errors: UnknownRecord.
[[nodiscard]] base::Result<void> changeSitting(Desk &desk, SittingId sitting, const SittingDraft &head);
/// Errors: UnknownRecord, WrongState (closed already).
[[nodiscard]] base::Result<void> closeSitting(Desk &desk, SittingId sitting, const QString &stopReason);

/// Keeps answers, each in the table of its compartment, and where the page stands on this laptop. What one gesture
/// changed (an answer, the answers calculated from it, the rows of a repeat that moved up) is one call.
/// A text kept by keepTyping for one of the paths is done with.
/// Errors: UnknownRecord, WrongState (signed; late_answers.h keeps them), InvalidArgument (no path; a number that is none).
[[nodiscard]] base::Result<void> saveAnswers(Desk &desk, InterviewId interview, std::span<const AnswerDraft> answers,
                                             const QString &lastPath);
/// Decides between several values of one answer: this one holds. `seen`: AnswerStanding::seen of what the page showed; what
/// has come since stays open beside it. Written down in the audit as a decision.
/// Errors: UnknownRecord, WrongState (signed), InvalidArgument.
[[nodiscard]] base::Result<void> settleAnswer(Desk &desk, InterviewId interview, const AnswerDraft &answer,
                                              const std::vector<sync::Dot> &seen);
/// One answer, the place being its own path.
[[nodiscard]] base::Result<void> saveAnswer(Desk &desk, InterviewId interview, const AnswerDraft &answer);
/// Keeps a text that is still being typed, beside those of other fields and on this laptop only: it is no answer yet and
/// has no history, but it comes back after a power cut. Errors: UnknownRecord, WrongState.
[[nodiscard]] base::Result<void> keepTyping(Desk &desk, InterviewId interview, const QString &path, const QString &text);
/// The text kept for a path is done with: it became an answer, or was taken back. Errors: UnknownRecord, WrongState.
[[nodiscard]] base::Result<void> forgetTyping(Desk &desk, InterviewId interview, const QString &path);
/// Where the page stands; on this laptop only, and in the interview itself when the sitting is closed.
[[nodiscard]] base::Result<void> setLastPath(Desk &desk, InterviewId interview, const QString &path);

/// The interviewer's own view, kept apart from the person's words as one note of the interview [domain.md 7.A 11].
/// Errors: UnknownRecord, WrongState.
[[nodiscard]] base::Result<void> saveInterviewerNote(Desk &desk, InterviewId interview, const QString &text);

/// Writes or updates one consent per purpose and interview, whatever version of it this is. Errors: UnknownRecord,
/// WrongState.
[[nodiscard]] base::Result<void> recordConsents(Desk &desk, InterviewId interview, std::span<const ConsentDraft> consents);

/// Raises an urgent task, once for the same kind and source even on two laptops. True: it is new.
/// `corrected`: of a correction, the interview as first held, whose tasks are not raised twice; unless `isNew`, what the
/// person said then was no such danger, and one that is done with is not done with any more. Errors: UnknownRecord (no such
/// case file).
[[nodiscard]] base::Result<bool> raiseAlert(Desk &desk, sync::RecordId caseFile, const QString &kind, sync::RecordId source,
                                            const std::optional<InterviewId> &corrected = {}, bool isNew = false);

/// Ends the interview for good: answers of questions that are hidden now are dropped, as are cleared ones; an open
/// sitting is closed. Its entities are written with it (entities/entity_store.h). A correction (corrections.h) takes the
/// place of what it corrects: entities and `consents`, which a correction writes only now, become those of the first
/// version's records. Errors: UnknownRecord, WrongState (signed already).
[[nodiscard]] base::Result<void> signInterview(Desk &desk, InterviewId interview, const QStringList &hiddenPaths,
                                               const std::vector<EntityDraft> &entities = {},
                                               std::span<const ConsentDraft> consents = {});

/// Writes the confirmed lines into the register through the change log. A line whose register value is no longer what
/// was shown is refused as a whole: it must be looked at again. Errors: WrongState (then), UnknownRecord, UnknownField.
[[nodiscard]] base::Result<void> applyToRegister(Desk &desk, sync::RecordId caseFile,
                                                 std::span<const RegisterDifference> confirmed);

} // namespace indaro::casework
