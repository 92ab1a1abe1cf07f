// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/checklists/checklists.h"

#include <optional>
#include <vector>

namespace indaro::casework {

/// The house checks itself against published standards [domain.md 4.23]: a round asks every question of the pack the house
/// follows, and what is not so yields an action list that lives on after the round. Rounds stay, so that one sees what
/// became better.

struct SelfCheckLine
{
    sync::RecordId id;
    sync::RecordId check;
    int number = 0;   ///< of the round
    QString item{};   ///< id of the step that asks
    QString answer{}; ///< codelist self_check_answer
    QString evidence{};
    QString action{};
    QString who{};
    QString untilOn{};
    QString doneOn{};
    QString doneNote{};

    [[nodiscard]] bool hasAction() const { return !action.isEmpty(); }
    [[nodiscard]] bool isOpenAction() const { return hasAction() && doneOn.isEmpty(); }
};

struct SelfCheck
{
    sync::RecordId id;
    int number = 0; ///< two laptops may both have begun the second
    base::UtcMs begunAt = 0;
    std::optional<base::UtcMs> closedAt{};
    std::shared_ptr<const sop::Pack> pack{}; ///< whose questions it asks; null: not readable here
    std::vector<SelfCheckLine> lines{};      ///< those answered, in the order of the questions

    [[nodiscard]] const SelfCheckLine *find(QStringView item) const;
    /// Of the questions that apply: how many are so (1) or partly (1/2), in percent; nothing while none is answered.
    [[nodiscard]] std::optional<int> score() const;
};

struct SelfCheckAnswer
{
    base::Value answer{}; ///< codelist self_check_answer; needed
    base::Value evidence{};
    base::Value action{};
    base::Value who{};
    base::Value untilOn{}; ///< a date
};

/// Store thread; each is one transaction. Errors of all: model::checkField's, the store's, those of loadPack, and where
/// said.

/// Errors: WrongState (one is open already), NotFound (the pack of the house asks nothing).
[[nodiscard]] base::Result<sync::RecordId> beginSelfCheck(Desk &desk);
/// The record of the answer to a question, there or not yet: the same on every laptop.
[[nodiscard]] sync::RecordId selfCheckLineId(sync::RecordId check, const QString &item);
/// Errors: UnknownRecord, WrongState (closed), NotFound (step=: no such question),
/// InvalidArgument (no answer; an action without who or until when).
[[nodiscard]] base::Result<void> putSelfCheckAnswer(Desk &desk, sync::RecordId check, const QString &item,
                                                    const SelfCheckAnswer &answer);
/// Ends the round, and ticks what it asked in the checklist of the house. Errors: UnknownRecord, WrongState (closed),
/// StepsOpen (step=, steps=: not answered, or not so and without an action).
[[nodiscard]] base::Result<void> closeSelfCheck(Desk &desk, sync::RecordId check);
/// What came of an action, in the round or after it. Errors: UnknownRecord, InvalidArgument (no action; no day).
[[nodiscard]] base::Result<void> reportSelfCheckAction(Desk &desk, sync::RecordId line, const base::Value &doneOn,
                                                       const base::Value &note);
/// Newest first.
[[nodiscard]] base::Result<std::vector<SelfCheck>> listSelfChecks(Desk &desk);
/// What is to be done, of all rounds: those with a day first, by it.
[[nodiscard]] std::vector<SelfCheckLine> openActions(const std::vector<SelfCheck> &checks);

} // namespace indaro::casework
