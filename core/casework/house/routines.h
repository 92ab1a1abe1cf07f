// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/checklists/checklists.h"

#include <vector>

namespace indaro::casework {

/// What comes back in the house: each night, each week, each month, each year [domain.md 5: phase 0, 6.1, 6.5, 6.6]. Any
/// thread, but where said.

enum class RoutineRhythm { Daily, Weekly, Rarer };

struct Routine
{
    const sop::Step *step = nullptr; ///< in the checklist's pack
    RoutineRhythm rhythm = RoutineRhythm::Rarer;
    std::size_t line = 0;           ///< in Checklist::lines: the time that is running now
    std::optional<StepMark> last{}; ///< when it was last done, or left out with a reason
    bool isFresh = false;           ///< that was less than half a turn ago: the next time has not come yet
};
/// The routines of the house's checklist, in its order, by rhythm. The questions of the self-check are not among them.
[[nodiscard]] std::vector<Routine> routinesOf(const Checklist &house);

/// The house's check of itself: the phase of the pack, and those of its steps that are questions.
inline constexpr QStringView SelfCheckPhase = u"S";
[[nodiscard]] std::vector<const sop::Step *> selfCheckItems(const sop::Pack &pack);

/// Inside the caller's transaction, on the store thread: the time of a step that is running now is done, because what it
/// asks for has just been recorded. Nothing where the pack has no such step, or it was done for this time already.
[[nodiscard]] base::Result<void> tickRoutine(Desk &desk, const Checklist &house, QStringView step,
                                             const QStringList &evidence);

} // namespace indaro::casework
