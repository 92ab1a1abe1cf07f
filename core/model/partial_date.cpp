// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/partial_date.h"

#include <QStringList>
#include <QTimeZone>

#include <algorithm>

namespace indaro::model {

using base::Errc;
using base::Error;
using base::Result;
using namespace Qt::StringLiterals;

namespace {

constexpr int FirstYear = 1900;
constexpr int LastYear = 2199;

/// Digits only: QString::toInt would take "+5", " 5" and Arabic digits.
std::optional<int> number(QStringView text, qsizetype maxDigits)
{
    if (text.isEmpty() || text.size() > maxDigits)
        return std::nullopt;
    int value = 0;
    for (const QChar c : text) {
        if (c < u'0' || c > u'9')
            return std::nullopt;
        value = value * 10 + (c.unicode() - u'0');
    }
    return value;
}

} // namespace

Result<PartialDate> PartialDate::parse(QStringView raw)
{
    const QString text = raw.trimmed().toString();
    const bool isDayFirst = text.contains(u'/') || text.contains(u'.') || text.section(u'-', 0, 0).size() < 4;
    QString separated = text;
    separated.replace(u'/', u'-').replace(u'.', u'-');
    QStringList parts = separated.split(u'-');
    if (isDayFirst)
        std::reverse(parts.begin(), parts.end());
    if (parts.size() > 3 || parts.front().size() != 4)
        return Error(Errc::InvalidArgument);
    PartialDate date;
    int *const targets[] = {&date.year, &date.month, &date.day};
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const auto value = number(parts[i], i == 0 ? 4 : 2);
        if (!value || (i > 0 && *value == 0))
            return Error(Errc::InvalidArgument);
        *targets[i] = *value;
    }
    if (date.year < FirstYear || date.year > LastYear)
        return Error(Errc::ValueOutOfRange, {{"min", FirstYear}, {"max", LastYear}});
    if (!QDate::isValid(date.year, std::max(date.month, 1), std::max(date.day, 1)))
        return Error(Errc::InvalidArgument);
    return date;
}

QString PartialDate::toIso() const
{
    QString iso = u"%1"_s.arg(year, 4, 10, QChar(u'0'));
    if (month > 0)
        iso += u"-%1"_s.arg(month, 2, 10, QChar(u'0'));
    if (day > 0)
        iso += u"-%1"_s.arg(day, 2, 10, QChar(u'0'));
    return iso;
}

QDate PartialDate::earliest() const
{
    return {year, std::max(month, 1), std::max(day, 1)};
}

QDate PartialDate::latest() const
{
    if (day > 0)
        return {year, month, day};
    const QDate first(year, month > 0 ? month : 12, 1);
    return {first.year(), first.month(), first.daysInMonth()};
}

int ageOn(const PartialDate &birth, QDate day)
{
    const QDate born = birth.latest();
    int age = day.year() - born.year();
    // Born on 29 February, she is a year older on 1 March.
    if (day.month() < born.month() || (day.month() == born.month() && day.day() < born.day()))
        --age;
    return std::max(age, 0);
}

int ageOn(int estimatedAge, QDate estimatedOn, QDate day)
{
    int years = day.year() - estimatedOn.year();
    if (day.month() < estimatedOn.month() || (day.month() == estimatedOn.month() && day.day() < estimatedOn.day()))
        --years;
    return estimatedAge + std::max(years, 0);
}

QDateTime localTime(base::UtcMs utc)
{
    static const QTimeZone zone(LocalOffsetSeconds);
    return QDateTime::fromMSecsSinceEpoch(utc, zone);
}

QString localIsoMinute(base::UtcMs utc)
{
    return localTime(utc).toString(u"yyyy-MM-dd'T'HH:mm"_s);
}

QDate localDay(base::UtcMs utc)
{
    return localTime(utc).date();
}

Result<QString> parseLocalMoment(QStringView raw)
{
    const QString text = raw.trimmed().toString().replace(u' ', u'T');
    const qsizetype split = text.indexOf(u'T');
    INDARO_TRY_ASSIGN(const PartialDate date,
                      PartialDate::parse(split < 0 ? QStringView(text) : QStringView(text).left(split)));
    if (split < 0)
        return date.toIso();
    const QStringList clock = text.mid(split + 1).split(u':');
    const int hour = number(clock.front(), 2).value_or(24);
    const int minute = clock.size() > 1 ? number(clock[1], 2).value_or(60) : 60;
    if (date.day == 0 || clock.size() > 3 || hour > 23 || minute > 59)
        return Error(Errc::InvalidArgument);
    return u"%1T%2:%3"_s.arg(date.toIso()).arg(hour, 2, 10, QChar(u'0')).arg(minute, 2, 10, QChar(u'0'));
}

} // namespace indaro::model
