// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/year/year_truth.h"

#include <cstdint>
#include <vector>

namespace indaro::tests {

inline constexpr int YearOfScript = 2026;

/// Something somebody does at a laptop.
enum class Deed {
    Admit,
    Readmit,
    Leave,
    Refuse, ///< not to be counted outside
    Note,
    BeginInterview,
    AnswerQuestions,
    SignInterview,
    Tick, ///< a step of the procedure
    WriteReferral,
    SendReferral,
    HearOfReferral,
    Merge
};

struct Entry
{
    Deed deed = Deed::Note;
    std::size_t person = 0;
    std::size_t item = 0; ///< a stay, note, interview, step, referral or merge, by its deed
};

/// Everything that happens in the house in a year, decided before it begins, from a seed: 300 lines of the register (women,
/// families, children who come alone, who comes back, who is registered twice), 40 referrals a month, and what is written
/// of them.
struct YearScript
{
    Truth truth;
    std::vector<std::vector<Entry>> days; ///< of each day of the year, in the order of the day
    [[nodiscard]] static YearScript make(std::uint64_t seed);
    [[nodiscard]] static QDate dayOf(std::size_t index) { return QDate(YearOfScript, 1, 1).addDays(qint64(index)); }
};

inline constexpr int AdmissionsOfYear = 300;
inline constexpr int ReferralsOfMonth = 40;

} // namespace indaro::tests
