// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/backup.h"

#include <algorithm>
#include <chrono>
#include <set>

namespace indaro::session {

namespace {

constexpr std::size_t KeptDays = 7;
constexpr std::size_t KeptWeeks = 4;
constexpr std::size_t KeptMonths = 3;

std::chrono::sys_days dayOf(base::UtcMs utc)
{
    return std::chrono::floor<std::chrono::days>(
        std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(utc)));
}

/// True for the first backup met in a day, week or month, as long as not enough of them are kept.
bool keepsOne(std::set<int> &periods, int period, std::size_t limit)
{
    return (periods.size() < limit || periods.contains(period)) && periods.insert(period).second;
}

} // namespace

std::vector<BackupInfo> backupsToPrune(std::vector<BackupInfo> backups)
{
    std::stable_sort(backups.begin(), backups.end(),
                     [](const BackupInfo &a, const BackupInfo &b) { return a.createdUtc > b.createdUtc; });
    std::set<int> days;
    std::set<int> weeks;
    std::set<int> months;
    std::vector<BackupInfo> gone;
    for (BackupInfo &info : backups) {
        const auto day = dayOf(info.createdUtc);
        const std::chrono::year_month_day date(day);
        const int dayNumber = static_cast<int>(day.time_since_epoch().count());
        const int weekNumber = (dayNumber + 3 + 7'000'000) / 7; // 1970-01-01 was a Thursday; weeks start on Monday
        const int monthNumber = static_cast<int>(date.year()) * 12 + static_cast<int>(static_cast<unsigned>(date.month()));
        const bool keptForDay = keepsOne(days, dayNumber, KeptDays);
        const bool keptForWeek = keepsOne(weeks, weekNumber, KeptWeeks);
        const bool keptForMonth = keepsOne(months, monthNumber, KeptMonths);
        if (!keptForDay && !keptForWeek && !keptForMonth)
            gone.push_back(std::move(info));
    }
    return gone;
}

} // namespace indaro::session
