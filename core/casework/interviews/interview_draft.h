// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/value.h"
#include "core/casework/paper/paper_entries.h"
#include "core/sync/operation.h"
#include "core/sync/schema.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace indaro::casework {

using InterviewId = sync::RecordId;
using SittingId = sync::RecordId;

/// What an interview is begun with. `form` is the imported version when the form is not shipped with the program: an
/// interview must open for ever with the questions it was held with.
struct InterviewStart
{
    sync::RecordId caseFile;
    QString formId{};
    QString formVersion{};
    QString mainLanguage{};               ///< "fr" or "rn": which of the two lines is the large one
    std::optional<sync::RecordId> form{}; ///< forms/form_store.h
};

/// The head of a sitting [domain.md 7.B A]. Everything may be empty: nothing here holds an interview back.
struct SittingDraft
{
    QString interviewer{};
    QString interpreter{};
    QString language{};
    QString place{};
    QString othersPresent{};
};

/// What a page last knew to stand in the vault for a question.
struct KnownAnswer
{
    bool isThere = false; ///< false: nobody had answered it
    QString value{};
    std::optional<base::Missing> missing{};
    friend bool operator==(const KnownAnswer &, const KnownAnswer &) = default;
};

/// One answer as the page gives it. Neither value nor reason: the answer was cleared.
struct AnswerDraft
{
    QString path{};  ///< "/data/child[2]/name", see forms::NodeState::path
    QString type{};  ///< forms::toString(QuestionType): integer, decimal and range are kept as numbers,
                     ///< select_multiple as a set of codes, everything else as text
    QString value{}; ///< as ODK stores it
    std::optional<base::Missing> missing{};
    sync::Compartment compartment = sync::Compartment::Case;
    /// When something else stands there by now, because it came from another laptop, both stand as a conflict. Unset:
    /// whatever stands there is replaced.
    std::optional<KnownAnswer> known{};
};

/// A stored answer, enough to restore a forms::FormInstance.
struct SavedAnswer
{
    QString path{};
    QString type{};
    QString value{};
    std::optional<base::Missing> missing{};
    sync::Compartment compartment = sync::Compartment::Case;
    base::UtcMs answeredAt = 0; ///< when it was first given; later changes are in its history
    friend bool operator==(const SavedAnswer &, const SavedAnswer &) = default;
};

/// A text that stands in a field and is no answer: it was being typed when the program ended, or cannot be read as an
/// answer of its kind. An empty one means that an answer was being taken away.
struct UnfinishedText
{
    QString path{};
    QString text{};
    friend bool operator==(const UnfinishedText &, const UnfinishedText &) = default;
};

/// An answer or a text that was given on this laptop when another one had signed the interview: it is in no interview.
/// Neither value nor reason: an answer was being taken away.
struct LateAnswer
{
    QString path{}; ///< empty: the interviewer's own view
    QString value{};
    std::optional<base::Missing> missing{};
    friend bool operator==(const LateAnswer &, const LateAnswer &) = default;
};

struct Sitting
{
    SittingId id;
    int number;
    SittingDraft head{};
    base::UtcMs startedAt;
    std::optional<base::UtcMs> stoppedAt{};
    QString stopReason{}; ///< codes of StopReasons, or own words
};

/// Everything a page needs to go on where it was.
struct LoadedInterview
{
    InterviewId id;
    sync::RecordId caseFile;
    QString formId{};
    QString formVersion{};
    std::optional<sync::RecordId> form{}; ///< the imported form it is held with
    /// The file of a form that is not shipped with the program; empty while it has not all come from another laptop.
    QByteArray formContent{};
    QString status{}; ///< "draft", "signed", "given_up" (a correction that was not to be)
    QString mainLanguage{};
    base::UtcMs startedAt = 0;
    std::optional<base::UtcMs> signedAt{};
    std::optional<InterviewId> corrects{};      ///< of a correction (corrections.h): the version it was made from
    InterviewId firstVersion{id};               ///< itself, unless it is a correction
    std::optional<base::UtcMs> firstSignedAt{}; ///< of the first version
    int correction = 0;                         ///< 0: as first held
    QString correctionReason{};
    std::optional<PaperEntry> paper{}; ///< it was held on paper first, and typed in
    /// Of a correction that has no sitting yet: who held the last one of the version it was made from.
    std::optional<SittingDraft> formerHead{};
    QString lastPath{};
    std::optional<base::UtcMs> lastSavedAt{}; ///< the last answer or keystroke kept on this laptop
    std::vector<UnfinishedText> unfinished{}; ///< kept on this laptop only, oldest first, one per path
    std::vector<LateAnswer> late{};           ///< kept on this laptop only, one per path, of a signed interview
    QString interviewerView{};
    std::vector<Sitting> sittings{};    ///< in order
    std::vector<SavedAnswer> answers{}; ///< in no particular order

    /// The sitting that was never closed: the power was cut, or the program locked itself.
    [[nodiscard]] const Sitting *findOpenSitting() const;
};

/// One line of a list of interviews.
struct InterviewLine
{
    InterviewId id;
    sync::RecordId caseFile;
    QString caseCode{};
    QString displayName{};
    QString formId{};
    QString status{};
    base::UtcMs startedAt = 0;
    std::optional<base::UtcMs> signedAt{};
    int sittings = 0;
    QString formTitle{};      ///< of an imported form; empty: one that came with the program
    int correction = 0;       ///< 0: as first held
    bool isCorrected = false; ///< signed, and another version holds by now
    bool isParallel = false;  ///< a correction, and another laptop corrected the same version
};

/// One purpose the person was asked about [domain.md 7.B B]. Values are codes of the form.
struct ConsentDraft
{
    QString purpose{}; ///< "interview", "share_health", …
    std::optional<base::Missing> missing{};
    QString decision{}; ///< yes, no, later; empty: not decided (an earlier decision is taken back)
    QString recipient{};
    QString explainedBy{};
    QString language{};
    QString readAloud{};
    QString givenBy{};
    QString givenHow{};
    QString givenOn{};
    QString expiresOn{};
    QString withdrawnOn{};
    QString withheld{};
    QString giverLink{}; ///< what the guardian is to the child, in words
    QString childAssent{};
    QString assentWords{};
    QString witness{};
    friend bool operator==(const ConsentDraft &, const ConsentDraft &) = default;
};

/// An alert that is still to be done [contracts.md 13].
struct OpenAlert
{
    sync::RecordId task;
    QString kind{};
    base::UtcMs raisedAt;
    std::optional<sync::RecordId> source{};
};

/// One field of the register beside what the interview would make of it.
struct RegisterPart
{
    sync::FieldId field;
    base::Value registerValue;
    base::Value interviewValue;
    friend bool operator==(const RegisterPart &, const RegisterPart &) = default;
};

/// An answer that differs from what the register says. Nothing is written before somebody confirmed it.
struct RegisterDifference
{
    QString property{}; ///< save_to of the question
    sync::FieldId field;
    base::Value registerValue; ///< as shown; of a place, its words
    base::Value interviewValue;
    std::vector<RegisterPart> parts{}; ///< the fields that are written together, when they are several
    friend bool operator==(const RegisterDifference &, const RegisterDifference &) = default;
};

struct RegisterComparison
{
    std::vector<RegisterDifference> differences{};
    QStringList unknownProperties; ///< the register has no such field: said, not dropped silently
};

/// Stop reasons the program itself writes; a page may write others.
namespace stop_reasons {
inline constexpr char Finished[] = "finished";
inline constexpr char Interrupted[] = "interrupted"; ///< found open when the next sitting began
} // namespace stop_reasons

} // namespace indaro::casework
