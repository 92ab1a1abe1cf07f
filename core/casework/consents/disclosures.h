// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/audit/audit.h"
#include "core/casework/consents/consent_rule.h"
#include "core/casework/people/person_draft.h"

namespace indaro::casework {

/// What leaves about one person otherwise than in a file: on a paper, or told [domain.md 3.3, 4.6]. Who gets a paper is
/// asked before it is printed, and what was told is written down afterwards, so that taking an agreement back finds them
/// all. Store thread. Errors of all: the store's, and where said.

/// A paper and who gets it. The house itself, unless it is said: then nobody outside has anything.
struct PaperFor
{
    Receiver receiver{};
    QString kind{};  ///< codelist disclosure_kind
    QString group{}; ///< codelist consent_data_group: what it is all about; empty: no single one
    QString what{};  ///< which paper, where the kind is not enough: the name of its template
    /// The law asks for it (isNoticeForm): it rests on no agreement, and says the case code and what was agreed to, no more.
    bool isNotice = false;
};
/// A paper form the law wants an authority to have, agreed to or not [domain.md 5.C C2]; to anybody else it is none.
[[nodiscard]] bool isNoticeForm(const QString &form, const Receiver &receiver);
/// A paper form for this receiver.
[[nodiscard]] PaperFor formFor(const QString &form, const Receiver &receiver);

/// What must not stand on it: of somebody outside also every group of data that was not agreed to for them. Errors:
/// ConsentMissing (standing=…: nothing may be passed on to them, or not this group), UnknownRecord.
[[nodiscard]] base::Result<Withheld> withheldOnPaper(Desk &desk, CaseId person, const PaperFor &paper);
/// Before it is on paper, in the caller's transaction beside the line of the journal. Asks the rule again. Errors: as above.
[[nodiscard]] base::Result<void> notePaper(Desk &desk, CaseId person, const PaperFor &paper);
/// A paper leaves: one transaction. `detail`: which one, and its numbers. Errors: as above.
[[nodiscard]] base::Result<void> notePaperPrinted(Desk &desk, CaseId person, AuditVerb verb, std::string_view detail,
                                                  const PaperFor &paper = {});

/// Something that was told, written or handed over outside without a paper of this program: a call, a letter, a conference,
/// a notice the law asks for.
struct ToldDraft
{
    base::Value recipientKind{}; ///< codelist consent_recipient; needed
    base::Value recipient{};     ///< needed of another organisation
    base::Value way{};           ///< codelist disclosure_way; needed
    base::Value dataGroups{};    ///< Set, codelist consent_data_group; needed
    base::Value happenedOn{};    ///< a day; Null: today
    base::Value what{};          ///< in words, without names
    bool isNotice = false;       ///< asked by the law: rests on no agreement; to an authority alone
};
struct ToldResult
{
    sync::RecordId id;
    /// What she said to it, also to conferences and to the family being told; never in the way: it has happened.
    ConsentWhy why = ConsentWhy::None;
};
/// One transaction. What was told against a no of hers is in the journal as that. Errors: model::checkField's,
/// InvalidArgument (table=, field= of what is missing), UnknownRecord.
[[nodiscard]] base::Result<ToldResult> recordTold(Desk &desk, CaseId person, const ToldDraft &draft);

} // namespace indaro::casework
