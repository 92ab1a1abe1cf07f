// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "core/casework/people/person_draft.h"
#include "core/casework/people/queries.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace indaro::casework {

/// Alleged perpetrators, as the house knows them from all who tell of them [domain.md 3.7]. They are in the compartment of
/// perpetrators: a role without it learns that there are some, and nothing else. What one person told stays in her own
/// `perpetrator` record and goes with her file; a suspect belongs to no file and stays.

struct Suspect
{
    sync::RecordId id;
    QString code{}; ///< given by the program, shown instead of a name
    QString knownAs{};
    QString sex{};
    QString saidAge{};
    QString nationality{};
    QString description{};
    QString state{}; ///< codelist suspect_state
    QString stateOn{};
    QString note{};
    int cases = 0;   ///< trafficking cases
    int tellers = 0; ///< persons whose perpetrator records name this suspect
    base::UtcMs recordedAt = 0;
};

/// Null: not said. Nothing of it is needed: often nobody knows a name.
struct SuspectDraft
{
    base::Value knownAs{};
    base::Value sex{};
    base::Value saidAge{};
    base::Value nationality{};
    base::Value description{};
    base::Value state{};
    base::Value stateOn{};
    base::Value note{};
};

/// A suspect's part in a trafficking case.
struct SuspectInCase
{
    sync::RecordId suspect;
    QString code{};
    QString knownAs{};
    QString state{};
    QStringList roles{}; ///< codelist suspect_role
    QString roleDetails{};
};
struct SuspectsOfCase
{
    int count = 0;
    bool isHidden = false; ///< only the count is for this role
    std::vector<SuspectInCase> list{};
};

/// Store thread; each is one transaction. Errors of all: AccessRefused (perpetrators), model::checkField's, the store's, and
/// where said.

/// By code.
[[nodiscard]] base::Result<std::vector<Suspect>> listSuspects(Desk &desk);
/// Errors: InvalidArgument (neither what he is called nor what he looks like).
[[nodiscard]] base::Result<sync::RecordId> addSuspect(Desk &desk, const SuspectDraft &draft);
/// Made by mistake, and nothing names him any more. `why` stands in his note, the last word of his history, which stays.
/// Errors: UnknownRecord, WrongState (a case or somebody's file names him), InvalidArgument (no reason).
[[nodiscard]] base::Result<void> removeSuspect(Desk &desk, sync::RecordId suspect, const base::Value &why);

/// Joins, or changes what is said of his part. Errors: UnknownRecord.
[[nodiscard]] base::Result<void> putSuspectInCase(Desk &desk, sync::RecordId traffickingCase, sync::RecordId suspect,
                                                  const base::Value &roles, const base::Value &roleDetails);
/// Joined by mistake. Errors: UnknownRecord (he is not in it).
[[nodiscard]] base::Result<void> removeSuspectFromCase(Desk &desk, sync::RecordId traffickingCase, sync::RecordId suspect);

/// What she told of an alleged perpetrator, outside an interview. Errors: UnknownRecord, InvalidArgument (nothing said).
struct PerpetratorDraft
{
    base::Value name{};
    base::Value roles{}; ///< Set, codelist suspect_role
    base::Value roleDetails{};
    base::Value relation{};
    base::Value description{};
    base::Value place{};
};
[[nodiscard]] base::Result<sync::RecordId> addPerpetrator(Desk &desk, CaseId person, const PerpetratorDraft &draft);
/// The alleged perpetrator she told of is this suspect; none: it is not known who he is. Errors: UnknownRecord.
[[nodiscard]] base::Result<void> linkPerpetrator(Desk &desk, sync::RecordId perpetrator,
                                                 const std::optional<sync::RecordId> &suspect);
/// A new suspect from what she told, and linked to it. Errors: UnknownRecord, WrongState (linked already).
[[nodiscard]] base::Result<sync::RecordId> suspectFromPerpetrator(Desk &desk, sync::RecordId perpetrator);

/// What she told of, with the suspect each is known as.
struct ToldPerpetrators
{
    int count = 0;
    bool isHidden = false; ///< only the count is for this role
    struct Line
    {
        Record record;
        std::optional<sync::RecordId> suspect{};
        QString suspectCode{};
    };
    std::vector<Line> list{};
};
/// Whoever may read the file; who may not read perpetrators gets the count alone.
[[nodiscard]] base::Result<ToldPerpetrators> listPerpetratorsOf(Desk &desk, CaseId person);
/// The same of a trafficking case.
[[nodiscard]] base::Result<SuspectsOfCase> listSuspectsOfCase(Desk &desk, sync::RecordId traffickingCase);

} // namespace indaro::casework
