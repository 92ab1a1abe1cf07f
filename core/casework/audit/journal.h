// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/audit/audit.h"
#include "core/casework/audit/openings.h"

#include <QDate>
#include <QString>

/// What the director reads: the lines of this laptop's audit with names, and a week of them counted. Store thread. Every
/// call gives AccessRefused to who is no director, and may give the store's errors.
namespace indaro::casework {

/// Which lines together answer one question.
enum class JournalKind : std::uint8_t {
    Everything,
    Openings,    ///< of files, and of the list of people
    Outside,     ///< of files that are not one's own cases
    BrokenGlass, ///< and the look at it
    Overrides,   ///< a warning or the procedure was passed over
    Paper,       ///< printed or exported
    SignIns,
    Accounts, ///< accounts, rights, recovery cards
    Laptops,  ///< laptops, the exchange, backups
};

struct JournalFilter
{
    JournalKind kind = JournalKind::Everything;
    std::optional<sync::UserId> user{};
    std::optional<CaseId> person{};
    std::optional<base::UtcMs> from{}, until{};
    std::int64_t below = 0; ///< the next page begins below the last line of the one before
    int limit = 100;
};

/// A line with what the director may read beside it: no name of a resident, only the code of her file.
struct JournalLine
{
    AuditEntry entry;
    QString by;           ///< the name of the member of staff; empty when the account has none
    QString caseCode;     ///< of the person it is about, where her file is still here
    QString about;        ///< the account it is about
    QString second;       ///< the name of who agreed to it
    bool isAlone = false; ///< nobody else could agree
    std::optional<OpeningLine> opening{};
    std::optional<OpeningReason> reason{}; ///< where one was given and is not erased
};
/// Newest first.
[[nodiscard]] base::Result<std::vector<JournalLine>> listJournal(Desk &desk, const JournalFilter &filter);
/// The journal itself was looked at; the same again within OneOpening is no line.
[[nodiscard]] base::Result<void> noteJournalShown(Desk &desk);

/// What one account did in a week.
struct AccountWeek
{
    sync::UserId account;
    QString name; ///< empty: the account has none
    int signIns = 0, failures = 0, openings = 0, outside = 0, glasses = 0, overrides = 0, prints = 0, exports = 0;
};

/// A week of this laptop's audit, Monday to Sunday by the clock of Burundi; what was opened with a reason is of every laptop
/// whose changes have come.
struct JournalWeek
{
    QDate monday;
    QString laptop{}, series{};
    std::vector<AccountWeek> accounts{}; ///< by name; those that did something
    std::vector<ReasonedOpening> outside{}, glasses{};
    int overrides = 0, waivers = 0, urgentWaivers = 0, actionsWithoutSteps = 0;
    int laptopsLetIn = 0, laptopsShutOut = 0, anchorFindings = 0;
    int deletions = 0, erasures = 0;
    ChainCheck audit{}, log{};
    std::int64_t lastLine = 0; ///< of the week, or before it
    std::string digits{};      ///< auditDigits of that line
};
/// `monday`: any day of the week.
[[nodiscard]] base::Result<JournalWeek> loadJournalWeek(Desk &desk, QDate monday);

/// The Monday of the last whole week whose page was not printed on this laptop; nothing when it was, when there was no work
/// before this week, or for who is no director (which is no error here).
[[nodiscard]] base::Result<std::optional<QDate>> dueJournalWeek(Desk &desk);
[[nodiscard]] base::Result<void> noteJournalWeekPrinted(Desk &desk, QDate monday);

} // namespace indaro::casework
