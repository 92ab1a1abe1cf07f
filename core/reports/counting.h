// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/casework/desk.h"
#include "core/casework/people/person_draft.h"
#include "core/reports/late_memory.h"
#include "core/reports/table.h"

#include <map>
#include <vector>

namespace indaro::reports {

/// Counting. A number is the same whoever asks: who has Thing::Numbers gets all of it, worked out from everything, and who
/// has not is refused [contracts.md 8 (a)]; a laptop that is not given a part of the data which the number needs refuses as
/// well. There is never a part of a number. Store thread.
///
/// Errors of all: AccessRefused (thing=numbers), SyncKeyMissing (group=…: this laptop is not given that part), those of
/// checkQuestion, and the store's.

[[nodiscard]] base::Result<Table> count(casework::Desk &desk, const Question &question);
/// The same for what leaves the house, sealed or suppressed: who said no to being counted without a name (codelist
/// consent_use: statistics) is in no cell, and stands under notCounted. Who was not asked is counted.
[[nodiscard]] base::Result<Table> countForOutside(casework::Desk &desk, const Question &question);
/// What count() would refuse, without counting: for screens that show why a number is not there.
[[nodiscard]] base::Result<void> mayCount(casework::Desk &desk, const Question &question);

/// Somebody behind a number.
struct PersonBehind
{
    casework::CaseId person;
    QString caseCode{};
    QString displayName{};
    int times = 1; ///< how many of what is counted are hers
};
/// Who is behind a cell, by case code; of who was erased nothing is. Whoever asks must read what put them there: File, and
/// the parts of the indicator and its dimensions (`behind`). To be shown on a screen: it is a list of people, so the caller
/// notes it (casework::noteListShown). Errors: also AccessRefused (thing= the first that is missing), NotFound (nobody is
/// behind this indicator).
[[nodiscard]] base::Result<std::vector<PersonBehind>> peopleBehind(casework::Desk &desk, const Question &question,
                                                                   const CellPlace &place);
/// The same question, without counting.
[[nodiscard]] base::Result<void> maySeeBehind(casework::Desk &desk, const Question &question);

/// Tables that were counted, kept in memory as long as nothing they were counted from has changed. How far the change log
/// has come is asked each time (its chain has a line for all that was written or let go), so it is right after an exchange,
/// an erasure and a rollback too; only questions about tables that changed are counted anew, and of what is late only who
/// was written about is asked anew. Never written anywhere. Belongs
/// to one open vault and to the store thread; dropped when it is locked.
class CountCache
{
public:
    /// As reports::count, from memory where that is the same. Rights are asked each time.
    [[nodiscard]] base::Result<Table> count(casework::Desk &desk, const Question &question);
    /// How often a table was really counted.
    [[nodiscard]] int counted() const noexcept { return m_counted; }
    /// Of how many people it was really worked out what is late, all times together.
    [[nodiscard]] int askedForLate() const noexcept { return m_late.asked(); }

private:
    struct Kept
    {
        Table table;
        std::uint64_t line = 0; ///< of the log's chain, when it was counted
        QDate today{};          ///< what is overdue, or in the house, is so on a day
    };
    [[nodiscard]] base::Result<void> follow(casework::Desk &desk);
    [[nodiscard]] bool isUnchanged(const Question &question, std::uint64_t line) const;

    std::map<QString, Kept> m_tables;
    LateMemory m_late;
    std::map<std::uint16_t, std::uint64_t> m_changed; ///< table → the last line about it
    std::uint64_t m_line = 0;
    std::vector<std::byte> m_head; ///< the chain's head at that line: another one is another log
    int m_counted = 0;
};

/// An exact number was printed inside the house, marked "INTERNAL, exact numbers": the director's [contracts.md 8, 9].
/// Journal: NumbersPrinted. `what`: code of the report or indicator, and its period. Errors: AccessRefused (not a director
/// for a report; no Numbers), the store's.
[[nodiscard]] base::Result<void> noteNumbersPrinted(casework::Desk &desk, const QString &what);

} // namespace indaro::reports
