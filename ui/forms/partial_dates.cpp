// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/partial_dates.h"

#include "ui/kit/date_text.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

namespace indaro::ui::forms {

using namespace Qt::StringLiterals;

namespace {

struct PartialDateTexts
{
    Q_DECLARE_TR_FUNCTIONS(indaro::ui::forms::PartialDates)
};

} // namespace

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

std::optional<model::SaidAge> saidAge(QStringView typed, QDate today)
{
    static const QRegularExpression Pattern(
        u"^\\s*(~|≈|±|env\\.?|environ|about|hafi|nka)?\\s*(imyaka|amezi)?\\s*(\\d{1,3})\\s*"
        "(ans?|years?|yrs?|mois|months?)?(?:\\s+old)?\\s*$"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    const auto match = Pattern.match(typed.toString());
    if (!match.hasMatch() || !today.isValid())
        return std::nullopt;
    const QString unit = (match.captured(2) + match.captured(4)).toLower();
    if (match.captured(1).isEmpty() && unit.isEmpty())
        return std::nullopt;
    constexpr int LongestLife = 130;
    const model::SaidAge said{match.captured(3).toInt(), unit == "amezi"_L1 || unit.startsWith('m'_L1), today, {}};
    return said.isMonths || said.number <= LongestLife ? std::optional(said) : std::nullopt;
}

QString dateLongAgo(const model::SaidAge &said)
{
    return said.isMonths ? said.on.addMonths(-said.number).toString(Qt::ISODate).left(7)
                         : said.on.addYears(-said.number).toString(Qt::ISODate).left(4);
}

QString ageText(const model::SaidAge &said)
{
    return said.isMonths ? PartialDateTexts::tr("about %n month(s)", nullptr, said.number)
                         : PartialDateTexts::tr("about %n year(s)", nullptr, said.number);
}

QString saidText(const model::SaidAge &said)
{
    const QString day = kit::dateText(said.on);
    return said.by.isEmpty() ? PartialDateTexts::tr("%1, said on %2").arg(ageText(said), day)
                             : PartialDateTexts::tr("%1, said on %2, noted by %3").arg(ageText(said), day, said.by);
}

QString shownDateAnswer(const QString &whole, DatePrecision precision)
{
    const auto kept = model::KeptAnswer::of(whole);
    const QString date = shownDate(kept.value, precision);
    const auto said = model::SaidAge::parse(kept.remark);
    return said ? PartialDateTexts::tr("%1 (%2)").arg(date, saidText(*said)) : date;
}

} // namespace indaro::ui::forms
