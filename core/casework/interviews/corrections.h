// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/casework/desk.h"
#include "core/casework/interviews/interview_draft.h"
#include "core/casework/people/authors.h"

#include <optional>
#include <vector>

namespace indaro::casework {

/// A signed interview is never written to again. What is wrong in it is corrected in a copy: a draft that begins with its
/// answers, says why it is made, and takes its place when it is signed. All versions stay and can be read
/// [forms.md 5: a new version that keeps who, when, why]. Of two corrections signed on two laptops, the one with the greater
/// number holds, then the later one; both are listed. Store thread; all may also fail with the store's errors.

/// One version: as it was first held, or a correction.
struct InterviewVersion
{
    InterviewId id;
    int correction = 0;                    ///< 0: as first held
    std::optional<InterviewId> corrects{}; ///< the version it was made from
    QString reason{};
    QString status{}; ///< draft, signed, given_up
    Author begunBy{};
    std::optional<base::UtcMs> signedAt{};
    std::optional<Author> signedBy{};
    bool isValid = false;    ///< signed, and no other takes its place
    bool isParallel = false; ///< another laptop corrected the same version, and neither knew of the other
};
/// Every version of the interview that one of them is, as first held first, drafts and those given up too.
/// Errors: UnknownRecord.
[[nodiscard]] base::Result<std::vector<InterviewVersion>> listVersions(Desk &desk, InterviewId interview);
/// The version that holds; null while none is signed.
[[nodiscard]] const InterviewVersion *findValid(const std::vector<InterviewVersion> &versions);

/// Whether the signed-in account may correct it: who began or signed a version of it or held one of its sittings, and
/// directors. Errors: UnknownRecord.
[[nodiscard]] base::Result<bool> mayCorrect(Desk &desk, InterviewId interview);

/// Begins a correction of the version that holds: a draft with the same answers, each with the time it was first given.
/// Written down in the audit. Errors: InvalidArgument (no reason), TextTooLong, UnknownRecord, AccessRefused (mayCorrect),
/// WrongState (not signed; not the version that holds; a correction is under way already), SyncKeyMissing (this laptop is
/// not given a compartment that answers are in, and would sign without them).
[[nodiscard]] base::Result<InterviewId> startCorrection(Desk &desk, InterviewId of, const QString &reason);
/// A correction that is not to be: it stays readable as given up, and the version it was made from goes on to hold.
/// One that another laptop signs meanwhile is signed. Errors: UnknownRecord, AccessRefused (mayCorrect), WrongState (no
/// correction, or not a draft).
[[nodiscard]] base::Result<void> giveUpCorrection(Desk &desk, InterviewId correction);

/// The interview that consents, alerts and entities of all its versions belong to.
[[nodiscard]] base::Result<InterviewId> firstVersionOf(Desk &desk, InterviewId interview);

/// An answer that two versions do not have alike; unset: that version has none.
struct AnswerChange
{
    QString path{};
    std::optional<SavedAnswer> before{};
    std::optional<SavedAnswer> after{};
};
/// By path. Thread: any.
[[nodiscard]] std::vector<AnswerChange> changesBetween(const std::vector<SavedAnswer> &before,
                                                       const std::vector<SavedAnswer> &after);

/// The same of two versions in the vault, as far as they are here.
[[nodiscard]] base::Result<std::vector<AnswerChange>> loadChanges(Desk &desk, InterviewId before, InterviewId after);
/// The answers of one version. Errors: the store's alone.
[[nodiscard]] base::Result<std::vector<SavedAnswer>> loadAnswers(Desk &desk, InterviewId version);

namespace rows {
/// Inside the caller's transaction, when a correction is signed: its number becomes the greatest. Nothing of an interview
/// that is none.
[[nodiscard]] base::Result<void> numberCorrection(Desk &desk, InterviewId interview);
} // namespace rows

/// SQL conditions on a row `i` of interview. It is the version that holds:
inline constexpr char IsValidVersion[] =
    "(i.signed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM interview v WHERE v.first_version = ifnull(i.first_version, "
    "i.id) AND v.signed_at IS NOT NULL AND (v.correction, v.signed_at, v.id) > (ifnull(i.correction, 0), i.signed_at, "
    "i.id)))";
/// Two laptops corrected the same version, and neither knew of the other:
inline constexpr char IsParallelVersion[] =
    "(i.signed_at IS NOT NULL AND i.corrects IS NOT NULL AND EXISTS (SELECT 1 FROM interview v WHERE v.first_version = "
    "i.first_version AND v.corrects = i.corrects AND v.signed_at IS NOT NULL AND v.id <> i.id))";

} // namespace indaro::casework
