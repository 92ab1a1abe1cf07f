// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/other_calendars.h"

#include <QtCore/QCalendar>
#include <QtCore/QCoreApplication>

#include <algorithm>
#include <array>
#include <utility>

namespace indaro::ui::forms {

using namespace Qt::StringLiterals;

namespace {

struct OtherCalendars
{
    Q_DECLARE_TR_FUNCTIONS(indaro::ui::forms::OtherCalendars)
};

// The Julian day before the first day of year 1: 29 August 284 (Coptic) and 29 August 8 (Ethiopian), Julian calendar.
constexpr qint64 CopticBegins = 1'825'029;
constexpr qint64 EthiopianBegins = 1'724'220;

/// Twelve months of 30 days and five or six days behind them; a leap day every four years, without exception.
std::optional<CalendarDay> alexandrian(QDate date, qint64 begins)
{
    const qint64 days = date.toJulianDay() - begins - 1;
    if (days < 0)
        return std::nullopt;
    constexpr qint64 FourYears = 4 * 365 + 1;
    const qint64 inCycle = days % FourYears;
    const qint64 yearInCycle = std::min<qint64>(inCycle / 365, 3); // the sixth day behind the third year is no fifth year
    const bool isLeapDay = inCycle == 3 * 365;                     // year 3 of four has 366 days
    const qint64 year = days / FourYears * 4 + (isLeapDay ? 2 : inCycle > 3 * 365 ? 3 : yearInCycle);
    const qint64 yearStart = year * 365 + (year + 1) / 4;
    const qint64 dayOfYear = days - yearStart;
    return CalendarDay{static_cast<int>(year + 1), static_cast<int>(dayOfYear / 30 + 1),
                       static_cast<int>(dayOfYear % 30 + 1)};
}

std::optional<CalendarDay> byQt(QDate date, QCalendar::System system)
{
    const QCalendar calendar(system);
    if (!calendar.isValid())
        return std::nullopt;
    const QCalendar::YearMonthDay parts = calendar.partsFromDate(date);
    return parts.isValid() && parts.year > 0 ? std::optional(CalendarDay{parts.year, parts.month, parts.day}) : std::nullopt;
}

QString nameOf(OtherCalendar calendar)
{
    switch (calendar) {
    case OtherCalendar::Coptic:
        return OtherCalendars::tr("Coptic");
    case OtherCalendar::Ethiopian:
        return OtherCalendars::tr("Ethiopian");
    case OtherCalendar::Islamic:
        return OtherCalendars::tr("Islamic");
    case OtherCalendar::Persian:
        return OtherCalendars::tr("Persian");
    case OtherCalendar::BikramSambat:
        return OtherCalendars::tr("Bikram Sambat");
    case OtherCalendar::Myanmar:
        return OtherCalendars::tr("Myanmar");
    }
    return {};
}

} // namespace

std::optional<OtherCalendar> otherCalendar(const indaro::forms::FormItem &item)
{
    static const std::array<std::pair<QString, OtherCalendar>, 6> Appearances{
        {{u"coptic"_s, OtherCalendar::Coptic},
         {u"ethiopian"_s, OtherCalendar::Ethiopian},
         {u"islamic"_s, OtherCalendar::Islamic},
         {u"persian"_s, OtherCalendar::Persian},
         {u"bikram-sambat"_s, OtherCalendar::BikramSambat},
         {u"myanmar"_s, OtherCalendar::Myanmar}}};
    for (const auto &[appearance, calendar] : Appearances) {
        if (item.hasAppearance(appearance))
            return calendar;
    }
    return std::nullopt;
}

std::optional<CalendarDay> dayIn(OtherCalendar calendar, QDate date)
{
    if (!date.isValid())
        return std::nullopt;
    switch (calendar) {
    case OtherCalendar::Coptic:
        return alexandrian(date, CopticBegins);
    case OtherCalendar::Ethiopian:
        return alexandrian(date, EthiopianBegins);
    case OtherCalendar::Islamic:
        return byQt(date, QCalendar::System::IslamicCivil);
    case OtherCalendar::Persian:
        return byQt(date, QCalendar::System::Jalali);
    case OtherCalendar::BikramSambat:
    case OtherCalendar::Myanmar:
        break;
    }
    return std::nullopt;
}

QString calendarHint(OtherCalendar calendar, QDate date)
{
    const bool isKnown = calendar != OtherCalendar::BikramSambat && calendar != OtherCalendar::Myanmar;
    if (!isKnown)
        return OtherCalendars::tr("The form asks in the calendar “%1”, which Indaro cannot work out: write the date in the "
                                  "calendar of every day (Gregorian).")
            .arg(nameOf(calendar));
    const auto there = dayIn(calendar, date);
    if (!there)
        return OtherCalendars::tr("Write the date in the calendar of every day (Gregorian); the date in the calendar “%1” "
                                  "stands here then.")
            .arg(nameOf(calendar));
    return OtherCalendars::tr("In the calendar “%1”: day %2, month %3, year %4")
        .arg(nameOf(calendar))
        .arg(there->day)
        .arg(there->month)
        .arg(there->year);
}

} // namespace indaro::ui::forms
