// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "core/casework/people/person_draft.h"

#include <QStringList>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace indaro::casework {

/// The best interests of a child [domain.md 5.C C7]: an assessment before each important step, a determination by a panel
/// before a separation, long care or a return across a border. An age in doubt is a child's [C1].

/// What was looked at under one heading.
struct BestInterestsItem
{
    sync::RecordId id;
    bool isHidden = false; ///< in a part of the file this account may not open: nothing of it is known
    QString item{};        ///< codelist bia_item
    QString words{};
    QString fromWhom{};
};

struct BestInterests
{
    sync::RecordId id;
    QString occasion{}; ///< codelist bia_occasion
    QString question{};
    QStringList panel{}; ///< codelist bia_panel
    QString panelNames{};
    std::optional<sync::RecordId> meeting{};
    QString result{}; ///< codelist bia_result
    QString reasons{};
    QString childTold{};
    QString lookAgainOn{};
    base::UtcMs begunAt = 0;
    std::optional<base::UtcMs> decidedAt{};
    std::vector<BestInterestsItem> items{};

    [[nodiscard]] bool isDetermination() const; ///< it needs a panel and an approval
    [[nodiscard]] const BestInterestsItem *find(QStringView item) const;
};

struct BestInterestsDecision
{
    base::Value panel{};      ///< Set, codelist bia_panel
    base::Value panelNames{}; ///< a line each
    std::optional<sync::RecordId> meeting{};
    base::Value result{};  ///< codelist bia_result; needed
    base::Value reasons{}; ///< needed
    base::Value childTold{};
    base::Value lookAgainOn{}; ///< a date; needed when not enough is known
};

/// Store thread; each is one transaction. Errors of all: model::checkField's, the store's, and where said.

/// Not surely an adult. Errors: UnknownRecord.
[[nodiscard]] base::Result<bool> isTreatedAsChild(Desk &desk, CaseId person);

/// Errors: UnknownRecord, WrongState (an adult), InvalidArgument (no occasion, no question).
[[nodiscard]] base::Result<sync::RecordId> beginBestInterests(Desk &desk, CaseId person, const base::Value &occasion,
                                                              const base::Value &question);
/// The record of a heading (codelist bia_item) of an assessment, there or not yet.
[[nodiscard]] sync::RecordId bestInterestsItemId(sync::RecordId assessment, std::string_view item);
/// What is known under one heading, in words or a reason why not; the same record on every laptop. Health and particular
/// needs are in the health compartment. Errors: UnknownRecord, InvalidArgument (no such heading), WrongState (decided).
[[nodiscard]] base::Result<void> putBestInterestsItem(Desk &desk, sync::RecordId assessment, const base::Value &item,
                                                      const base::Value &words, const base::Value &fromWhom = {});
/// Ends it. A determination needs social services and another in the panel, and an approval: `agreed` as in answerApproval.
/// Errors: UnknownRecord, WrongState (decided), InvalidArgument (what is needed above; the child's own views are neither
/// there nor said to be refused; no such panel), SecondPersonNeeded, AccessRefused.
[[nodiscard]] base::Result<void> decideBestInterests(Desk &desk, sync::RecordId assessment,
                                                     const BestInterestsDecision &decision, const std::string &agreed = {});
/// Newest first.
[[nodiscard]] base::Result<std::vector<BestInterests>> listBestInterestsOf(Desk &desk, CaseId person);

/// Something that speaks for an age.
struct AgeEvidenceDraft
{
    base::Value proof{}; ///< codelist age_proof; needed
    base::Value says{};  ///< codelist is_minor; needed
    base::Value words{};
    base::Value foundOn{}; ///< a date; Null: today
};
struct AgeEvidence
{
    sync::RecordId id;
    bool isHidden = false;
    QString proof{};
    QString says{};
    QString words{};
    QString foundOn{};
    base::UtcMs recordedAt = 0;
};
/// Errors: UnknownRecord, InvalidArgument.
[[nodiscard]] base::Result<sync::RecordId> recordAgeEvidence(Desk &desk, CaseId person, const AgeEvidenceDraft &draft);
/// Newest first.
[[nodiscard]] base::Result<std::vector<AgeEvidence>> listAgeEvidenceOf(Desk &desk, CaseId person);
/// Settles the age in her file: yes, no, in_doubt. To be an adult takes evidence that says so and is more than looks
/// [domain.md 5.C C1]. Errors: UnknownRecord, InvalidArgument (no such answer), WrongState (no evidence for it).
[[nodiscard]] base::Result<void> settleAge(Desk &desk, CaseId person, const base::Value &isMinor);

} // namespace indaro::casework
