// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/expression_value.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QTimeZone>

#include <charconv>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace indaro::forms {

namespace {
constexpr qint64 DayMs = 86'400'000;
constexpr double MaxDays = 10'000'000;
const QDate Epoch(1970, 1, 1);
} // namespace

double Temporal::days() const
{
    return wholeDay ? static_cast<double>(day) : static_cast<double>(momentMs) / static_cast<double>(DayMs);
}

qint64 Temporal::instantMs(const QTimeZone &zone) const
{
    if (!wholeDay)
        return momentMs;
    return fromNumber ? day * DayMs : QDateTime(Epoch.addDays(day), QTime(0, 0), zone).toMSecsSinceEpoch();
}

qint64 Temporal::localDay(const QTimeZone &zone) const
{
    return wholeDay ? day : Epoch.daysTo(QDateTime::fromMSecsSinceEpoch(momentMs, zone).date());
}

QString Temporal::toText(const QTimeZone &zone) const
{
    if (wholeDay)
        return Epoch.addDays(day).toString(u"yyyy-MM-dd");
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(momentMs, zone);
    const int minutes = local.offsetFromUtc() / 60;
    const QString offset = u"%1%2:%3"_s.arg(minutes < 0 ? u"-"_s : u"+"_s)
                               .arg(std::abs(minutes) / 60, 2, 10, QChar(u'0'))
                               .arg(std::abs(minutes) % 60, 2, 10, QChar(u'0'));
    return local.toString(u"yyyy-MM-ddTHH:mm:ss.zzz") + offset;
}

std::optional<Temporal> Temporal::fromText(QStringView text, const QTimeZone &zone)
{
    text = text.trimmed();
    if (text.size() < 6 || !text.at(0).isDigit()) // most answers are no dates: leave early
        return std::nullopt;
    static const QRegularExpression pattern(
        u"^(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:[T ](\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,3})\\d*)?)?"
        "(Z|[+-]\\d{2}(?::?[0-5]\\d)?)?)?$"_s);
    const auto match = pattern.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const QDate date(match.capturedView(1).toInt(), match.capturedView(2).toInt(), match.capturedView(3).toInt());
    if (!date.isValid())
        return std::nullopt;
    Temporal result;
    if (match.capturedView(4).isEmpty()) {
        result.day = Epoch.daysTo(date);
        return result;
    }
    const QTime time(match.capturedView(4).toInt(), match.capturedView(5).toInt(), match.capturedView(6).toInt(),
                     match.captured(7).leftJustified(3, u'0').toInt());
    if (!time.isValid())
        return std::nullopt;
    result.wholeDay = false;
    const QString offset = match.captured(8);
    if (offset.isEmpty()) {
        result.momentMs = QDateTime(date, time, zone).toMSecsSinceEpoch();
        return result;
    }
    int seconds = 0;
    if (offset != "Z"_L1) {
        seconds = QStringView(offset).mid(1, 2).toInt() * 3600 + QStringView(offset).right(2).toInt() * 60;
        if (offset.size() == 3)
            seconds = QStringView(offset).mid(1, 2).toInt() * 3600;
        if (offset.startsWith(u'-'))
            seconds = -seconds;
    }
    result.momentMs = QDateTime(date, time, QTimeZone::utc()).toMSecsSinceEpoch() - seconds * 1000LL;
    return result;
}

std::optional<Temporal> Temporal::fromDays(double days, const QTimeZone &zone)
{
    if (!std::isfinite(days) || std::abs(days) > MaxDays)
        return std::nullopt;
    Temporal result;
    result.fromNumber = true;
    if (days == std::floor(days)) {
        result.day = static_cast<qint64>(days);
        return result;
    }
    result.wholeDay = false;
    result.momentMs = std::llround(days * static_cast<double>(DayMs));
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(result.momentMs, zone);
    if (local.time().msecsSinceStartOfDay() == 0) {
        result.wholeDay = true;
        result.fromNumber = false;
        result.day = Epoch.daysTo(local.date());
    }
    return result;
}

QString numberToText(double number)
{
    if (std::isnan(number))
        return {};
    if (std::isinf(number))
        return number > 0 ? u"Infinity"_s : u"-Infinity"_s;
    if (number == 0)
        return u"0"_s;
    char buffer[512];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::fixed);
    return QString::fromLatin1(buffer, end.ptr - buffer);
}

double textToNumber(const QString &text, const QTimeZone &zone)
{
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    const QStringView trimmed = QStringView(text).trimmed();
    if (trimmed.isEmpty())
        return nan;
    bool plain = true;
    int points = 0;
    int digits = 0;
    for (qsizetype i = 0; i < trimmed.size() && plain; ++i) {
        const char16_t c = trimmed.at(i).unicode();
        if (c >= u'0' && c <= u'9')
            ++digits;
        else if (c == u'.' || c == u',')
            ++points;
        else
            plain = c == u'-' && i == 0;
    }
    if (plain && points == 0 && digits > 0 && digits <= 15) { // exact as it is
        qint64 whole = 0;
        for (const QChar c : trimmed)
            whole = c == u'-' ? whole : whole * 10 + (c.unicode() - u'0');
        return trimmed.front() == u'-' ? -static_cast<double>(whole) : static_cast<double>(whole);
    }
    if (plain && points <= 1 && digits > 0)
        return trimmed.toString().replace(u',', u'.').toDouble();
    const auto date = Temporal::fromText(trimmed, zone);
    return date ? date->days() : nan;
}

QString toText(const XValue &value, const QTimeZone &zone)
{
    if (const auto *b = std::get_if<bool>(&value))
        return *b ? u"true"_s : u"false"_s;
    if (const auto *n = std::get_if<double>(&value))
        return numberToText(*n);
    if (const auto *t = std::get_if<QString>(&value))
        return *t;
    if (const auto *d = std::get_if<Temporal>(&value))
        return d->toText(zone);
    const auto &nodes = std::get<NodeSet>(value);
    return nodes.empty() ? QString() : nodes.front()->stringValue();
}

double toNumber(const XValue &value, const QTimeZone &zone)
{
    if (const auto *b = std::get_if<bool>(&value))
        return *b ? 1 : 0;
    if (const auto *n = std::get_if<double>(&value))
        return *n;
    if (const auto *d = std::get_if<Temporal>(&value))
        return d->days();
    return textToNumber(toText(value, zone), zone);
}

bool toBoolean(const XValue &value)
{
    if (const auto *b = std::get_if<bool>(&value))
        return *b;
    if (const auto *n = std::get_if<double>(&value))
        return *n != 0 && !std::isnan(*n);
    if (const auto *t = std::get_if<QString>(&value))
        return !t->isEmpty();
    if (std::holds_alternative<Temporal>(value))
        return true;
    return !std::get<NodeSet>(value).empty();
}

} // namespace indaro::forms
