// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/said_age.h"

#include <QRegularExpression>

namespace indaro::model {

using namespace Qt::StringLiterals;

namespace {

constexpr QChar Separator(0x1F); // "unit separator": cleanText leaves none in what is typed

} // namespace

QString SaidAge::toText() const
{
    const QString age = QString::number(number) + (isMonths ? u'm' : u'y') + u' ' + on.toString(Qt::ISODate);
    return by.isEmpty() ? age : age + u' ' + by;
}

std::optional<SaidAge> SaidAge::parse(const QString &text)
{
    static const QRegularExpression pattern(u"^(\\d{1,4})([ym]) (\\d{4}-\\d{2}-\\d{2})(?: (.+))?$"_s);
    const auto match = pattern.match(text);
    const QDate on = QDate::fromString(match.captured(3), Qt::ISODate);
    if (!match.hasMatch() || !on.isValid())
        return std::nullopt;
    return SaidAge{match.captured(1).toInt(), match.captured(2) == u"m"_s, on, match.captured(4)};
}

QString KeptAnswer::whole() const
{
    return remark.isEmpty() || value.isEmpty() ? value : value + Separator + remark;
}

KeptAnswer KeptAnswer::of(const QString &whole)
{
    const qsizetype at = whole.indexOf(Separator);
    return at < 0 ? KeptAnswer{whole, {}} : KeptAnswer{whole.left(at), whole.mid(at + 1)};
}

} // namespace indaro::model
