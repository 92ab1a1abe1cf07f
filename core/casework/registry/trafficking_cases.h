// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "core/casework/people/person_draft.h"
#include "core/casework/people/queries.h"
#include "core/casework/registry/qualifications.h"
#include "core/casework/registry/suspects.h"

#include <QString>

#include <optional>
#include <vector>

namespace indaro::casework {

/// A trafficking case joins the persons it was done to and the alleged perpetrators [domain.md 3.7]. It has a number of the
/// program and never a name; it belongs to nobody's file, so it stays when a person is erased, without her.

struct TraffickingCaseLine
{
    sync::RecordId id;
    QString number{};
    QString title{};
    QString openedOn{};
    QString closedOn{};
    int victims = 0;
    int suspects = 0; ///< how many there are, whoever asks; who they are is for some roles only
    base::UtcMs recordedAt = 0;

    [[nodiscard]] bool isClosed() const { return !closedOn.isEmpty(); }
};

struct CaseVictim
{
    CaseId person;
    QString caseCode{};
    QString displayName{};
    QString isMinor{};
    QString note{};
    base::UtcMs joinedAt = 0;
};

struct TraffickingCase
{
    TraffickingCaseLine line;
    Record record; ///< for the fields that save themselves
    std::vector<CaseVictim> victims{};
    SuspectsOfCase suspects{};
    Qualifications qualifications{}; ///< empty for a role that reads no procedures
    bool areQualificationsHidden = false;
    /// A word of the title is a name of one of its persons or, for whoever reads them, of an alleged perpetrator: it must
    /// go.
    bool isNameInTitle = false;
};

/// Null: not said.
struct TraffickingCaseDraft
{
    base::Value title{}; ///< needed, and without a name
    base::Value openedOn{};
    base::Value note{};
};

/// Store thread; each is one transaction. Errors of all: AccessRefused (story), model::checkField's, the store's, and where
/// said.

/// Open ones first, the newest first.
[[nodiscard]] base::Result<std::vector<TraffickingCaseLine>> listTraffickingCases(Desk &desk);
/// Those this person is in.
[[nodiscard]] base::Result<std::vector<TraffickingCaseLine>> listTraffickingCasesOf(Desk &desk, CaseId person);
/// Errors: UnknownRecord.
[[nodiscard]] base::Result<TraffickingCase> loadTraffickingCase(Desk &desk, sync::RecordId id);

/// Takes the next number of this laptop, SERIES-YEAR-NNNN: the count of all its papers, so that no number means two things.
/// Errors: InvalidArgument (no title).
[[nodiscard]] base::Result<sync::RecordId> openTraffickingCase(Desk &desk, const TraffickingCaseDraft &draft);
/// Errors: UnknownRecord (no such case or person), RecordExists (she is in it), FileSealed.
[[nodiscard]] base::Result<void> joinVictim(Desk &desk, sync::RecordId traffickingCase, CaseId person,
                                            const base::Value &note);
/// She was joined by mistake; that she was stays in the history. Errors: UnknownRecord (she is not in it), FileSealed.
[[nodiscard]] base::Result<void> removeVictim(Desk &desk, sync::RecordId traffickingCase, CaseId person);

} // namespace indaro::casework
