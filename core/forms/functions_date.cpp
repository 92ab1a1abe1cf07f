// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/evaluator.h"
#include "core/forms/function_table.h"

#include <QDateTime>
#include <QLocale>

#include <array>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace indaro::forms {

namespace {

using E = Evaluator;
using S = SyntaxNode;
constexpr double NaN = std::numeric_limits<double>::quiet_NaN();

std::optional<Temporal> temporalOf(const E &e, const XValue &value)
{
    if (const auto *date = std::get_if<Temporal>(&value))
        return *date;
    if (const auto *days = std::get_if<double>(&value))
        return Temporal::fromDays(*days, e.host().zone);
    if (std::holds_alternative<bool>(value))
        return std::nullopt;
    const QString text = e.text(value);
    if (auto date = Temporal::fromText(text, e.host().zone))
        return date;
    const double days = textToNumber(text, e.host().zone); // a day number stored in a text
    return std::isnan(days) ? std::nullopt : Temporal::fromDays(days, e.host().zone);
}

Temporal moment(const E &e)
{
    Temporal now;
    now.wholeDay = false;
    now.momentMs = e.host().clock != nullptr ? e.host().clock->nowUtc() : 0;
    return now;
}

XValue now(E &e, const S &)
{
    return moment(e);
}
XValue today(E &e, const S &)
{
    Temporal result;
    result.day = moment(e).localDay(e.host().zone);
    return result;
}
/// What is no date reads as empty (forms.md 3.4).
XValue date(E &e, const S &c)
{
    const auto result = temporalOf(e, e.argument(c, 0));
    if (!result)
        return QString();
    return *result;
}
XValue decimalDateTime(E &e, const S &c)
{
    const auto result = temporalOf(e, e.argument(c, 0));
    return result ? result->days() : NaN;
}
/// The part of the day in the form's zone.
XValue decimalTime(E &e, const S &c)
{
    const XValue value = e.argument(c, 0);
    const QString text = e.text(value);
    auto at = Temporal::fromText(text, e.host().zone);
    if (!at)
        at = Temporal::fromText(u"1970-01-01T"_s + text, e.host().zone);
    if (!at || at->wholeDay)
        return at ? 0.0 : NaN;
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(at->momentMs, e.host().zone);
    return static_cast<double>(local.time().msecsSinceStartOfDay()) / 86'400'000.0;
}

// Burundian month names as in every Kirundi calendar; Qt's locale data has no month words one can use for it.
constexpr std::array<const char16_t *, 12> KirundiMonths{u"Nzero",    u"Ruhuhuma", u"Ntwarante", u"Ndamukiza",
                                                         u"Rusama",   u"Ruheshi",  u"Mukakaro",  u"Myandagaro",
                                                         u"Nyakanga", u"Gitugutu", u"Munyonyo",  u"Kigarama"};
constexpr std::array<const char16_t *, 7> KirundiDays{u"ku wa mbere",  u"ku wa kabiri",    u"ku wa gatatu", u"ku wa kane",
                                                      u"ku wa gatanu", u"ku wa gatandatu", u"ku w'Imana"};

QString monthName(const QString &language, int month)
{
    if (language == "rn"_L1)
        return QStringView(KirundiMonths[static_cast<std::size_t>(month - 1)]).toString();
    return (language == "fr"_L1 ? QLocale(QLocale::French) : QLocale::c()).monthName(month, QLocale::ShortFormat);
}
QString dayName(const QString &language, int day)
{
    if (language == "rn"_L1)
        return QStringView(KirundiDays[static_cast<std::size_t>(day - 1)]).toString();
    return (language == "fr"_L1 ? QLocale(QLocale::French) : QLocale::c()).dayName(day, QLocale::ShortFormat);
}

QString formatted(QChar code, const QDateTime &at, const QString &language)
{
    const auto padded = [](int value, int width) { return u"%1"_s.arg(value, width, 10, QChar(u'0')); };
    switch (code.unicode()) {
    case u'Y':
        return padded(at.date().year(), 4);
    case u'y':
        return padded(at.date().year() % 100, 2);
    case u'm':
        return padded(at.date().month(), 2);
    case u'n':
        return QString::number(at.date().month());
    case u'b':
        return monthName(language, at.date().month());
    case u'd':
        return padded(at.date().day(), 2);
    case u'e':
        return QString::number(at.date().day());
    case u'a':
        return dayName(language, at.date().dayOfWeek());
    case u'H':
        return padded(at.time().hour(), 2);
    case u'h':
        return QString::number(at.time().hour());
    case u'M':
        return padded(at.time().minute(), 2);
    case u'S':
        return padded(at.time().second(), 2);
    case u'3':
        return padded(at.time().msec(), 3);
    default:
        return QString(code);
    }
}

XValue formatDate(E &e, const S &c)
{
    const auto value = temporalOf(e, e.argument(c, 0));
    if (!value)
        return QString();
    const QDateTime at = value->wholeDay ? QDateTime(QDate(1970, 1, 1).addDays(value->day), QTime(0, 0), e.host().zone)
                                         : QDateTime::fromMSecsSinceEpoch(value->momentMs, e.host().zone);
    const QString format = e.text(c, 1);
    QString out;
    for (qsizetype i = 0; i < format.size(); ++i) {
        if (format.at(i) == u'%' && i + 1 < format.size())
            out += formatted(format.at(++i), at, e.host().languageCode);
        else
            out += format.at(i);
    }
    return out;
}

constexpr Function Table[]{{"now", 0, 0, now},
                           {"today", 0, 0, today},
                           {"date", 1, 1, date},
                           {"date-time", 1, 1, date},
                           {"decimal-date-time", 1, 1, decimalDateTime},
                           {"decimal-date", 1, 1, decimalDateTime},
                           {"decimal-time", 1, 1, decimalTime},
                           {"format-date", 2, 2, formatDate},
                           {"format-date-time", 2, 2, formatDate}};

} // namespace

std::span<const Function> dateFunctions()
{
    return Table;
}

} // namespace indaro::forms
