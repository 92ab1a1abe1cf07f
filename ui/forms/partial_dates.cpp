// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/partial_dates.h"

#include "ui/kit/date_text.h"

#include <QtCore/QRegularExpression>

namespace indaro::ui::forms {

using namespace Qt::StringLiterals;

DatePrecision datePrecision(const indaro::forms::FormItem &item)
{
    return item.hasAppearance(u"year"_s)         ? DatePrecision::Year
           : item.hasAppearance(u"month-year"_s) ? DatePrecision::Month
                                                 : DatePrecision::Day;
}

QString shownDate(const QString &iso, DatePrecision precision)
{
    constexpr qsizetype WholeDate = 10;
    QString known = iso;
    if (iso.size() == WholeDate && precision != DatePrecision::Day && iso.endsWith("-01"_L1))
        known.chop(3);
    if (known.size() < WholeDate && precision == DatePrecision::Year && known.endsWith("-01"_L1))
        known.chop(3);
    return kit::dateText(known);
}

QString dateLongAgo(QStringView typed, QDate today)
{
    static const QRegularExpression Pattern(
        u"^\\s*(~|≈|±|env\\.?|environ|about|hafi|nka)?\\s*(imyaka|amezi)?\\s*(\\d{1,3})\\s*"
        "(ans?|years?|yrs?|mois|months?)?(?:\\s+old)?\\s*$"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    const auto match = Pattern.match(typed.toString());
    if (!match.hasMatch() || !today.isValid())
        return {};
    const QString unit = (match.captured(2) + match.captured(4)).toLower();
    if (match.captured(1).isEmpty() && unit.isEmpty())
        return {};
    const int number = match.captured(3).toInt();
    constexpr int LongestLife = 130;
    if (unit == "amezi"_L1 || unit.startsWith('m'_L1))
        return today.addMonths(-number).toString(Qt::ISODate).left(7);
    return number <= LongestLife ? today.addYears(-number).toString(Qt::ISODate).left(4) : QString();
}

} // namespace indaro::ui::forms
