// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/stays/stay_lookup.h"
#include "core/sop/schedule.h"

namespace indaro::casework {

/// A clock of somebody in the house, as her procedure counts it, with the days that were added. Of a child there is no
/// reflection period: a protection measure takes its place [domain.md 4.4, 5.C C4].
struct ClockNow
{
    QString name{}; ///< "stay", "reflection": the rule's
    sop::Words title{};
    base::UtcMs start = 0;
    base::UtcMs end = 0;
    int day = 0;    ///< 1 on the first
    int length = 0; ///< days, with those that were added
    int added = 0;
    bool isWarning = false;
    bool isOver = false;
    bool isToConfirm = false; ///< the rule still has to be confirmed
};
struct ClocksOf
{
    CaseId person;
    std::vector<ClockNow> clocks{};
};

/// Store thread. Errors: the store's, those of loadChecklist, and where said.

[[nodiscard]] base::Result<std::vector<ClockNow>> loadClocksOf(Desk &desk, CaseId person);
/// Of everybody in the house; somebody whose procedure cannot be read has none.
[[nodiscard]] base::Result<std::vector<ClocksOf>> loadClocks(Desk &desk);

/// One clock of the present stay runs to the end of a day: the director decides [domain.md 3.1, 5: 5.6]. A day and not a
/// number of days, so that two laptops that both decide it do not add up; the later day holds. Errors: AccessRefused,
/// InvalidArgument (no reason, no whole day), ValueOutOfRange (min=, max= days: not later than its present end, or by more
/// than a year), WrongState (not in the house), NotFound (clock=: no such clock runs).
[[nodiscard]] base::Result<void> extendClock(Desk &desk, CaseId person, const QString &clock, const base::Value &untilOn,
                                             const base::Value &reason, const base::Value &note);
/// What was decided for each clock of the last stay, by its name.
[[nodiscard]] base::Result<QHash<QString, sop::ClockExtension>> clockExtensions(Desk &desk, CaseId person);

} // namespace indaro::casework
