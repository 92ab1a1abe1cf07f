// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/consents/consent_rule.h"
#include "core/casework/people/person_draft.h"

namespace indaro::casework {

/// Consents written down on the page of consents, by whoever explained them. Store thread; each command is one transaction.
/// Errors of all: model::checkField's, UnknownRecord, and the store's.

/// What the person, or who speaks for a child, decided. Every member may be nothing.
struct ConsentAct
{
    base::Value use{};           ///< codelist consent_use; nothing: it is about passing on, to `recipientKind`
    base::Value recipientKind{}; ///< codelist consent_recipient
    base::Value recipient{};     ///< the name of one body; needed for a yes to another organisation
    base::Value decision{};      ///< codelist consent_decision; needed
    base::Value dataGroups{};    ///< Set; a yes to passing on needs one; only what this receiver is offered
    base::Value explainedBy{};   ///< needed, as are language and way, for a yes
    base::Value language{};
    base::Value readAloud{};
    base::Value interpreter{};
    base::Value givenBy{}; ///< needed for a yes; of a child: not the child itself
    base::Value giverLink{};
    base::Value childAssent{}; ///< needed for the yes of a child
    base::Value assentWords{}; ///< needed when it was too young to be asked: why
    base::Value way{};
    base::Value witness{};   ///< needed where it was said by word of mouth
    base::Value givenOn{};   ///< Null: today
    base::Value expiresOn{}; ///< not before that day
    base::Value withheld{};  ///< in words
    QStringList withheldItems{};
    bool areItemsAll = false; ///< what is not among them is let go again
};
/// The last act about a receiver counts, so it names everything that receiver may have; items that were withheld from them
/// stay so, unless `areItemsAll`. Errors: InvalidArgument (table=, field= of what is missing or does not
/// fit).
[[nodiscard]] base::Result<sync::RecordId> recordConsent(Desk &desk, CaseId person, const ConsentAct &act);

/// What nobody may be given, all of it: what is left out of the list is let go again.
[[nodiscard]] base::Result<void> withholdItems(Desk &desk, CaseId person, const QStringList &items,
                                               const base::Value &words);

/// Something that can be withheld by itself: a field that says something, a note, a picture, a paper, a need, an action, a
/// service, a perpetrator, a risk assessment, an incident, an answer of an interview.
struct Withholdable
{
    QString code{};                       ///< withheldField() and its like
    std::optional<sync::FieldId> field{}; ///< of a field
    std::uint16_t table = 0;              ///< of a record
    QString title{};                      ///< of a record: as it is called in the file; of an answer: what was answered
    QString list{};                       ///< a code list,
    QString codes{};                      ///< and the codes of it that say what the record is
    QString day{};                        ///< of a record, ISO
    QString formId{};                     ///< of an answer: the form of its question
    QString path{};                       ///< of an answer: its question, without positions
    bool isWithheld = false;              ///< from everybody
};
/// Of one person, in the order of her file; what the account may not read is not there.
[[nodiscard]] base::Result<std::vector<Withholdable>> listWithholdable(Desk &desk, CaseId person);

} // namespace indaro::casework
