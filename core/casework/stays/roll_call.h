// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/stays/house_tonight.h"

namespace indaro::casework {

/// What one person's line of the roll-call says. Without a mark nobody looked yet, and it must be seen that nobody did.
struct RollCallLine
{
    CaseId person;
    StayId stay;
    QString displayName{};
    QString roomName{}; ///< empty: no place
    QString placeLabel{};
    AgeGroup age = AgeGroup::InDoubt;
    std::optional<AbsenceNow> absence{};
    QString suggested{}; ///< the mark her absence speaks for: expected_away, late; else empty
    QString mark{};      ///< codelist roll_call_mark
    QString note{};
    std::optional<base::UtcMs> markedAt{};
    std::optional<sync::UserId> markedBy{};
    bool isHere = true;        ///< belongs to the house now; false: she was marked and has left since
    QStringList helpToLeave{}; ///< codelist help_to_leave
};

/// The roll-call of one night: the house has one, on whichever laptop it is held.
struct RollCall
{
    QDate night; ///< of the evening
    bool isStarted = false;
    std::optional<base::UtcMs> doneAt{};
    std::optional<sync::UserId> doneBy{};
    std::vector<RollCallLine> lines{}; ///< by room, those without a place last

    [[nodiscard]] int unmarked() const;
    [[nodiscard]] int marked(QStringView mark) const;
};

/// Store thread; each command is one transaction. Errors of all: the store's, and where said. A night is nightOf() of now
/// where none is given.

/// Everybody who belongs to the house now, with tonight's marks; of an earlier night, only those who have one.
[[nodiscard]] base::Result<RollCall> loadRollCall(Desk &desk, QDate night = {});
/// Nothing happens when it was started already. Errors: DateInFuture (a night to come).
[[nodiscard]] base::Result<void> startRollCall(Desk &desk, QDate night = {});
/// Starts it if need be; the same person may be marked again. Errors: InvalidArgument (no mark), WrongState (not in the
/// house), DateInFuture, model::checkField's.
[[nodiscard]] base::Result<void> markInRollCall(Desk &desk, CaseId person, const base::Value &mark, const base::Value &note,
                                                QDate night = {});
/// Whoever was not looked at must be marked so ("not_checked"): a finished roll-call has a word for each. Errors:
/// WrongState(unmarked=…; without it: an earlier night whose roll-call was never begun).
[[nodiscard]] base::Result<void> finishRollCall(Desk &desk, QDate night = {});
/// Before the paper leaves the printer [contracts.md 9].
[[nodiscard]] base::Result<void> noteRollCallPrinted(Desk &desk, QDate night = {});

/// The nights of the last `days` days, since the first file of the house was opened, that have no finished roll-call, newest
/// first; this night is not among them.
[[nodiscard]] base::Result<std::vector<QDate>> nightsWithoutRollCall(Desk &desk, int days);

/// Who must be counted outside when the house is left at once. Nothing of why she is here.
struct EvacuationLine
{
    CaseId person;
    QString displayName{};
    QString roomName{};
    QString placeLabel{};
    AgeGroup age = AgeGroup::InDoubt;
    std::optional<int> years{};
    QString withWhom{}; ///< of a child: who of the family is in the house
    std::optional<AbsenceNow> absence{};
    QStringList helpToLeave{}; ///< codelist help_to_leave [domain.md 5: 6.11]
};
struct EvacuationList
{
    base::UtcMs at = 0;
    std::vector<EvacuationLine> lines{}; ///< room by room, those who are out last
    int inHouse = 0;
    int away = 0;
    int needHelp = 0; ///< of those in the house
};
[[nodiscard]] base::Result<EvacuationList> loadEvacuationList(Desk &desk);
[[nodiscard]] base::Result<void> noteEvacuationListPrinted(Desk &desk);
/// What she needs to get out of the house in danger, a set of codelist help_to_leave; nothing of why. Said by whoever keeps
/// the night. Errors: WrongState (not in the house), model::checkField's.
[[nodiscard]] base::Result<void> setHelpToLeave(Desk &desk, CaseId person, const base::Value &help);

} // namespace indaro::casework
