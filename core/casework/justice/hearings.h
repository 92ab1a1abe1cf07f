// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/justice/justice_events.h"

#include <vector>

namespace indaro::casework {

/// Days at court of everybody whose file the signed-in person may see, and what they ask for by now. Store thread. Errors of
/// all: the store's, and where said. Who does not read the proceedings (Thing::Procedure) gets empty lists.

struct CourtDay
{
    JusticeEvent event;
    bool isWithoutConsent = false; ///< it is to come, and she does not agree to cooperate (any more)
    bool isWithdrawn = false;      ///< because she took it back, or said no
};
/// Appointments that hold, of these local days, by day and hour: also those called off and put off.
[[nodiscard]] base::Result<std::vector<CourtDay>> listCourtDays(Desk &desk, QDate from, QDate to);

/// Who may have the list on paper: it joins names and days. A director, or who keeps the proceedings.
[[nodiscard]] bool mayPrintCourtDays(const Access &access);
/// For the paper: without what somebody withholds. It is written into the journal with this. Errors: AccessRefused.
[[nodiscard]] base::Result<std::vector<CourtDay>> courtDaysForPaper(Desk &desk, QDate from, QDate to);

/// What a day at court asks for (remindersOf), or a withdrawal with days still planned.
struct DueHearing
{
    CaseId person;
    QString displayName{};
    HearingStage stage{};
    sync::RecordId record; ///< the appointment; of a withdrawal its task
    QDate due;
    QString kind{}; ///< codelist justice_event
    QString day{};  ///< of the appointment, ISO
    QString hour{};
    bool isNoted = true; ///< of an appointment whose day is over: false
};
/// By day. Not those for which the procedure has a line of its own (rows::lineOfHearing), which is asked for there.
[[nodiscard]] base::Result<std::vector<DueHearing>> listDueHearings(Desk &desk, int comingDays);

} // namespace indaro::casework
