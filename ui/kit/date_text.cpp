// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/date_text.h"

#include <QtCore/QDateTime>
#include <QtCore/QRegularExpression>
#include <QtCore/QStringList>
#include <QtCore/QTimeZone>

#include <array>

using namespace Qt::StringLiterals;

namespace indaro::ui::kit {

namespace {

constexpr int BujumburaOffsetSeconds = 2 * 60 * 60; // Burundi has no summer time

QDateTime local(std::int64_t utcMs)
{
    static const QTimeZone zone(BujumburaOffsetSeconds);
    return QDateTime::fromMSecsSinceEpoch(utcMs, zone);
}

bool isYear(int year)
{
    return year >= 1880 && year <= 2199;
}

std::optional<QString> fromParts(int year, int month, int day)
{
    if (!isYear(year))
        return std::nullopt;
    const QString yearText = u"%1"_s.arg(year, 4, 10, QChar(u'0'));
    if (month < 0)
        return yearText;
    if (month < 1 || month > 12)
        return std::nullopt;
    const QString monthText = u"%1-%2"_s.arg(yearText).arg(month, 2, 10, QChar(u'0'));
    if (day < 0)
        return monthText;
    if (!QDate::isValid(year, month, day))
        return std::nullopt;
    return u"%1-%2"_s.arg(monthText).arg(day, 2, 10, QChar(u'0'));
}

std::optional<QString> fromDigits(QStringView digits)
{
    switch (digits.size()) {
    case 4:
        return fromParts(digits.toInt(), -1, -1);
    case 6:
        return fromParts(digits.mid(2).toInt(), digits.left(2).toInt(), -1);
    case 8:
        return fromParts(digits.mid(4).toInt(), digits.mid(2, 2).toInt(), digits.left(2).toInt());
    default:
        return std::nullopt;
    }
}

} // namespace

QString dateText(const QString &iso)
{
    static const QRegularExpression Pattern(u"^(\\d{4})(?:-(\\d{2}))?(?:-(\\d{2}))?(?:T(\\d{2}:\\d{2}).*)?$"_s);
    const auto match = Pattern.match(iso);
    if (!match.hasMatch())
        return iso;
    QString text = match.captured(1);
    for (const int part : {2, 3}) {
        if (!match.captured(part).isEmpty())
            text.prepend(match.captured(part) + u'/');
    }
    if (!match.captured(4).isEmpty())
        text += u' ' + match.captured(4);
    return text;
}

QString dateText(QDate date)
{
    return date.isValid() ? date.toString(u"dd/MM/yyyy"_s) : QString();
}

QString dateTimeText(std::int64_t utcMs)
{
    return local(utcMs).toString(u"dd/MM/yyyy HH:mm"_s);
}

QString timeText(std::int64_t utcMs)
{
    return local(utcMs).toString(u"HH:mm"_s);
}

QString amountText(std::int64_t francs)
{
    QString digits = QString::number(francs < 0 ? -francs : francs);
    for (auto at = digits.size() - 3; at > 0; at -= 3)
        digits.insert(at, u'.');
    return u"%1%2\u00a0FBu"_s.arg(francs < 0 ? u"-"_s : QString(), digits);
}

QString kirundiMonth(int month)
{
    static const std::array<QString, 12> Names{u"Nzero"_s,    u"Ruhuhuma"_s, u"Ntwarante"_s, u"Ndamukiza"_s,
                                               u"Rusama"_s,   u"Ruheshi"_s,  u"Mukakaro"_s,  u"Myandagaro"_s,
                                               u"Nyakanga"_s, u"Gitugutu"_s, u"Munyonyo"_s,  u"Kigarama"_s};
    if (month < 1 || month > 12)
        return {};
    return u"%1 (%2)"_s.arg(Names[static_cast<std::size_t>(month - 1)]).arg(month);
}

std::optional<QString> parsePartialDate(QStringView typed)
{
    QString text = typed.trimmed().toString();
    for (QChar &c : text) {
        if (c == u'-' || c == u'.' || c.isSpace())
            c = u'/';
        else if (c != u'/' && (c < u'0' || c > u'9'))
            return std::nullopt;
    }
    const QStringList parts = text.split(u'/', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        if (part.size() > 8)
            return std::nullopt;
    }
    if (parts.size() == 1)
        return fromDigits(parts[0]);
    const bool isIso = !parts.isEmpty() && parts.first().size() == 4;
    const bool hasLongYear = !parts.isEmpty() && parts.last().size() == 4;
    if (parts.size() == 2 && isIso != hasLongYear && (isIso ? parts[1] : parts[0]).size() <= 2)
        return isIso ? fromParts(parts[0].toInt(), parts[1].toInt(), -1) : fromParts(parts[1].toInt(), parts[0].toInt(), -1);
    if (parts.size() == 3 && isIso != hasLongYear && parts[1].size() <= 2 && (isIso ? parts[2] : parts[0]).size() <= 2) {
        return isIso ? fromParts(parts[0].toInt(), parts[1].toInt(), parts[2].toInt())
                     : fromParts(parts[2].toInt(), parts[1].toInt(), parts[0].toInt());
    }
    return std::nullopt;
}

} // namespace indaro::ui::kit
