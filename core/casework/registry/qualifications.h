// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "core/casework/people/person_draft.h"

#include <QString>

#include <optional>
#include <vector>

namespace indaro::casework {

/// How the facts were qualified in law, by whom and when [domain.md 1: trafficking and abduction are confused, which lowers
/// the offence]. A qualification is never changed: the first one is the initial, the last one the current one, and what was
/// written down wrongly is corrected by another record, so that both stay to be seen.

struct QualificationDraft
{
    /// Of one person, of a trafficking case, or both; one of them is needed. That of a trafficking case holds for all its
    /// victims, and stays when one of them is erased.
    std::optional<CaseId> person{};
    std::optional<sync::RecordId> traffickingCase{};
    std::optional<sync::RecordId> offence{}; ///< of listOffences(); it or the words are needed
    base::Value words{};                     ///< as the authority wrote it
    base::Value decidedOn{};                 ///< a date, whole or partial; needed
    base::Value authority{};                 ///< codelist justice_authority; needed
    base::Value authorityName{};
    base::Value decidedBy{}; ///< a position, never a name
    base::Value reference{};
    base::Value note{};
};

struct Qualification
{
    sync::RecordId id;
    std::optional<CaseId> person{};
    std::optional<sync::RecordId> traffickingCase{};
    std::optional<sync::RecordId> offence{};
    QString offenceCode{}; ///< of the offence, and its article and words in French: empty without one
    QString offenceArticle{};
    QString offenceWords{};
    bool isOffenceVerified = true; ///< false: no jurist has verified what the list says of the offence
    QString words{};
    QString decidedOn{};
    QString authority{}; ///< codelist justice_authority
    QString authorityName{};
    QString decidedBy{};
    QString reference{};
    QString note{};
    std::optional<sync::RecordId> corrects{};
    bool isWrong = false;     ///< another one corrects it, or takes it back
    bool isTakenBack = false; ///< it only says that the one it corrects never was; `note` says why
    base::UtcMs recordedAt = 0;
    QString recordedBy{}; ///< the member of staff

    [[nodiscard]] bool holds() const { return !isWrong && !isTakenBack; }
};

/// In the order they were decided, with what was wrong.
struct Qualifications
{
    std::vector<Qualification> all{};

    /// Null: nobody has qualified anything yet.
    [[nodiscard]] const Qualification *initial() const;
    /// The same as initial() where it never changed.
    [[nodiscard]] const Qualification *current() const;
    [[nodiscard]] bool hasChanged() const { return initial() != current(); }
};

/// Store thread; each is one transaction. Errors of all: AccessRefused (procedure), model::checkField's, the store's, and
/// where said.

/// Errors: InvalidArgument (of nobody and no case; neither offence nor words; no date; no authority), UnknownRecord (no such
/// person, trafficking case or offence), DateInFuture.
[[nodiscard]] base::Result<sync::RecordId> recordQualification(Desk &desk, const QualificationDraft &draft);
/// What was written down wrongly, as it is right; person and trafficking case stay those of the wrong one. Errors: as
/// recordQualification, and WrongState (it was corrected already).
[[nodiscard]] base::Result<sync::RecordId> correctQualification(Desk &desk, sync::RecordId wrong,
                                                                const QualificationDraft &right);
/// It never was: written by mistake. `why` is needed. Errors: UnknownRecord, InvalidArgument, WrongState.
[[nodiscard]] base::Result<sync::RecordId> takeBackQualification(Desk &desk, sync::RecordId wrong, const base::Value &why);

/// Of this person, and of the trafficking cases she is in.
[[nodiscard]] base::Result<Qualifications> listQualificationsOf(Desk &desk, CaseId person);
/// Of this trafficking case, whether or not a person of it is named.
[[nodiscard]] base::Result<Qualifications> listQualificationsOfCase(Desk &desk, sync::RecordId traffickingCase);

/// For the files of this library: inside the caller's transaction.
namespace rows {
/// Errors: as recordQualification.
[[nodiscard]] base::Result<sync::RecordId> bearQualification(Desk &desk, const QualificationDraft &draft);
} // namespace rows

} // namespace indaro::casework
