// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/casework/checklists/checklists.h"
#include "core/casework/desk.h"
#include "core/casework/people/person_draft.h"

#include <QDate>
#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace indaro::casework {

/// How a file ends [domain.md 4.25, 5: 10.3, 10.4]: it is closed with a supervisor and sealed (nothing of it is written any
/// more until it is opened again, FileSealed), with the day until which it is kept; on that day somebody decides that what
/// identifies the person goes, or all of it. Nothing goes by itself.

struct ClosingDraft
{
    base::Value reason{}; ///< codelist closing_reason; needed
    base::Value note{};
    base::Value keepUntil{};          ///< a date; Null: keepUntilByRule
    base::Value basis = "rule";       ///< codelist retention_basis: why until then
    base::Value basisNote{};          ///< needed where the basis is no rule
    base::Value atEnd = "deidentify"; ///< codelist retention_end: what was agreed for that day
};

/// How a file was closed the last time.
struct Closing
{
    sync::RecordId id;
    CaseId person;
    base::UtcMs closedAt = 0;
    std::optional<sync::UserId> closedBy{};
    QString reason{};
    QString note{};
    std::optional<QDate> keepUntil{};
    QString basis{};
    QString basisNote{};
    QString atEnd{};
    std::optional<base::UtcMs> reopenedAt{};
    QString reopenedWhy{}; ///< codelist reopening_reason
    QString reopenedNote{};

    [[nodiscard]] bool isClosed() const { return !reopenedAt; }
};

/// A closed file, with no more than its number and its days.
struct ClosedFile
{
    CaseId person;
    QString caseCode;
    QString displayName;
    Closing closing;
};

/// Store thread; each is one transaction. Errors of all: model::checkField's, the store's, and where said.

/// `agreed`: session::Approval::auditDetail of who decides beside the signed-in person; empty: the signed-in person, a
/// director. The steps of the procedure that this form is the evidence of are ticked with it. Errors: UnknownRecord,
/// StayOpen (she is in the house), WrongState (closed already), InvalidArgument (no reason; no words for another basis than
/// the rule), ValueOutOfRange (kept until a day that is over), StepsOpen, and approverOf's.
[[nodiscard]] base::Result<sync::RecordId> closeFile(Desk &desk, CaseId person, const ClosingDraft &draft,
                                                     const std::string &agreed = {});
/// The open steps of the procedure that hold the closing back, but those its form is the evidence of.
[[nodiscard]] base::Result<Checklist> stepsBeforeClosing(Desk &desk, CaseId person);
/// Errors: WrongState (it is open), InvalidArgument (no reason).
[[nodiscard]] base::Result<void> reopenFile(Desk &desk, CaseId person, const base::Value &why, const base::Value &note);
/// Another day was agreed. Errors: as closeFile, WrongState (it is open).
[[nodiscard]] base::Result<void> setKeepUntil(Desk &desk, CaseId person, const base::Value &keepUntil,
                                              const base::Value &basis, const base::Value &basisNote,
                                              const std::string &agreed = {});

/// Whether it is closed, whatever the signed-in account may read.
[[nodiscard]] base::Result<bool> isFileClosed(Desk &desk, CaseId person);
/// The last closing of a file; nothing: it never was closed.
[[nodiscard]] base::Result<std::optional<Closing>> lastClosing(Desk &desk, CaseId person);
/// Closed files, the day until which they are kept first.
[[nodiscard]] base::Result<std::vector<ClosedFile>> listClosedFiles(Desk &desk);
/// Those whose day has come or comes within so many days.
[[nodiscard]] base::Result<std::vector<ClosedFile>> listFilesToDecide(Desk &desk, int daysAhead);
/// Until when a file that is closed today is kept where nothing else was agreed.
[[nodiscard]] base::Result<QDate> keepUntilByRule(Desk &desk, CaseId person);

namespace rows {
/// reopenFile in the caller's transaction, where it is closed; nothing where it is open.
[[nodiscard]] base::Result<void> reopenIfClosed(Desk &desk, CaseId person, std::string_view why);
} // namespace rows

} // namespace indaro::casework
