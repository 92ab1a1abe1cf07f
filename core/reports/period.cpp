// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reports/period.h"

#include <algorithm>

namespace indaro::reports {

using base::Errc;
using base::Error;
using base::Result;
using namespace Qt::StringLiterals;

namespace {

constexpr int FirstYear = 1900;
constexpr int LastYear = 2199;

std::optional<int> digits(QStringView text, qsizetype length)
{
    if (text.size() != length || !std::ranges::all_of(text, [](QChar c) { return c >= u'0' && c <= u'9'; }))
        return std::nullopt;
    return text.toInt();
}

Result<Period> checked(Period period)
{
    if (!period.from.isValid() || !period.until.isValid() || period.until < period.from)
        return Error(Errc::InvalidArgument, {{"field", std::string("period")}});
    if (period.from.year() < FirstYear || period.until.year() > LastYear)
        return Error(Errc::ValueOutOfRange, {{"field", std::string("period")}});
    return period;
}

QDate lastDay(int year, int month)
{
    const QDate first(year, month, 1);
    return {year, month, first.daysInMonth()};
}

} // namespace

Period Period::ofYear(int year)
{
    return {QDate(year, 1, 1), QDate(year, 12, 31)};
}

Period Period::ofQuarter(int year, int quarter)
{
    return {QDate(year, quarter * 3 - 2, 1), lastDay(year, quarter * 3)};
}

Period Period::ofMonth(int year, int month)
{
    return {QDate(year, month, 1), lastDay(year, month)};
}

Period Period::around(QDate day, PeriodKind kind)
{
    switch (kind) {
    case PeriodKind::Year:
        return ofYear(day.year());
    case PeriodKind::Quarter:
        return ofQuarter(day.year(), (day.month() + 2) / 3);
    case PeriodKind::Month:
        return ofMonth(day.year(), day.month());
    case PeriodKind::Days:
        break;
    }
    return {day, day};
}

Result<Period> Period::parse(QStringView text)
{
    const auto year = digits(text.left(4), 4);
    if (year && *year < FirstYear)
        return Error(Errc::ValueOutOfRange, {{"field", std::string("period")}});
    if (year && text.size() == 4)
        return checked(ofYear(*year));
    if (year && text.size() == 7 && text.mid(4, 2) == u"-Q") {
        const auto quarter = digits(text.mid(6), 1);
        if (quarter && *quarter >= 1 && *quarter <= 4)
            return checked(ofQuarter(*year, *quarter));
    } else if (year && text.size() == 7 && text[4] == u'-') {
        const auto month = digits(text.mid(5), 2);
        if (month && *month >= 1 && *month <= 12)
            return checked(ofMonth(*year, *month));
    } else if (text.size() == 22 && text.mid(10, 2) == u"..") {
        return checked({QDate::fromString(text.left(10).toString(), Qt::ISODate),
                        QDate::fromString(text.mid(12).toString(), Qt::ISODate)});
    }
    return Error(Errc::InvalidArgument, {{"field", std::string("period")}});
}

PeriodKind Period::kind() const
{
    for (const PeriodKind kind : {PeriodKind::Year, PeriodKind::Quarter, PeriodKind::Month}) {
        if (*this == around(from, kind))
            return kind;
    }
    return PeriodKind::Days;
}

QString Period::code() const
{
    switch (kind()) {
    case PeriodKind::Year:
        return from.toString(u"yyyy"_s);
    case PeriodKind::Quarter:
        return from.toString(u"yyyy"_s) + u"-Q"_s + QString::number((from.month() + 2) / 3);
    case PeriodKind::Month:
        return from.toString(u"yyyy-MM"_s);
    case PeriodKind::Days:
        break;
    }
    return from.toString(Qt::ISODate) + u".."_s + until.toString(Qt::ISODate);
}

std::vector<Period> Period::parts(PeriodKind kind) const
{
    std::vector<Period> all;
    for (QDate day = from; day.isValid() && day <= until;) {
        const Period part = around(day, kind);
        if (contains(part))
            all.push_back(part);
        day = part.until.addDays(1);
    }
    return all;
}

} // namespace indaro::reports
