// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/form_definition.h"

#include <QtCore/QDate>

#include <cstdint>
#include <optional>

namespace indaro::ui::forms {

/// The calendars a form may ask its dates in: ODK's appearances of the question type date. Answers are Gregorian, as ODK's
/// are; the other reading is shown beside it.
enum class OtherCalendar : std::uint8_t { Coptic, Ethiopian, Islamic, Persian, BikramSambat, Myanmar };
[[nodiscard]] std::optional<OtherCalendar> otherCalendar(const indaro::forms::FormItem &item);

/// Day, month and year there.
struct CalendarDay
{
    int year = 0;
    int month = 0;
    int day = 0;
    friend bool operator==(const CalendarDay &, const CalendarDay &) = default;
};
/// Coptic and Ethiopian by their rule (years of 365 days, every fourth of 366), Persian and Islamic (civil, which may be a
/// day off what is seen of the moon) by Qt. Nothing for Bikram Sambat and Myanmar, whose months follow tables and
/// observation, and before a calendar begins.
[[nodiscard]] std::optional<CalendarDay> dayIn(OtherCalendar calendar, QDate date);

/// What stands below the field: the answer in that calendar, or that it is asked in ours. `date` may be invalid: no (whole)
/// date yet.
[[nodiscard]] QString calendarHint(OtherCalendar calendar, QDate date);

} // namespace indaro::ui::forms
