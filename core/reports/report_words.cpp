// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reports/report_words.h"

#include "core/model/code_list.h"

#include <algorithm>
#include <cmath>

namespace indaro::reports {

using documents::KirundiStatus;
using documents::Label;
using model::CodeList;
using namespace Qt::StringLiterals;

namespace {

constexpr QStringView DayFormat{u"dd/MM/yyyy"};

QString capital(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

bool hasKirundi(const Label &label)
{
    return label.kirundi != label.french || label.kirundiStatus == KirundiStatus::Attested;
}

/// %1 … %9, each once and not again in what was put in.
QString withArguments(const QString &pattern, const QList<Label> &arguments, QString Label::*language)
{
    QString out;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const bool isPlace = pattern[i] == u'%' && i + 1 < pattern.size() && pattern[i + 1].isDigit();
        if (!isPlace) {
            out += pattern[i];
            continue;
        }
        const qsizetype which = pattern[++i].digitValue() - 1;
        if (which >= 0 && which < arguments.size())
            out += arguments[which].*language;
    }
    return out;
}

QLatin1String formOf(std::int64_t count)
{
    return count == 0 ? "_zero"_L1 : count == 1 ? "_one"_L1 : "_other"_L1;
}

QString unitCode(Unit unit)
{
    static const QStringList codes{u"nights"_s, u"stays"_s,    u"people"_s, u"requests"_s,  u"referrals"_s, u"needs"_s,
                                   u"steps"_s,  u"contacts"_s, u"events"_s, u"incidents"_s, u"files"_s};
    return codes.value(int(unit));
}

QString measureCode(Measure measure)
{
    static const QStringList codes{u"none"_s, u"average_a_night"_s, u"average_days"_s, u"median_days"_s, u"median_hours"_s};
    return codes.value(int(measure));
}

} // namespace

Label ReportWords::same(const QString &text)
{
    return {text, text, text, KirundiStatus::Attested};
}

QString ReportWords::number(std::int64_t number)
{
    QString text = QString::number(std::abs(number));
    for (qsizetype at = text.size() - 3; at > 0; at -= 3)
        text.insert(at, u'.');
    if (number < 0)
        text.prepend(u'-');
    return text;
}

QString ReportWords::decimal(double number)
{
    const double rounded = std::round(number * 10) / 10;
    const auto whole = std::int64_t(rounded);
    const int tenth = int(std::lround(std::abs(rounded - double(whole)) * 10));
    QString text = ReportWords::number(whole);
    if (tenth != 0)
        text += u',' + QString::number(tenth);
    return text;
}

Label ReportWords::inList(const QString &list, const QString &code) const
{
    const model::Code *found = CodeList::byName(list).find(code);
    if (found == nullptr)
        return same(code);
    Label label{found->french, found->french, found->english, KirundiStatus::Unreviewed};
    if (m_languages == ReportLanguages::KirundiFrench && !found->kirundi.isEmpty()) {
        label.kirundi = found->kirundi;
        label.kirundiStatus = found->kirundiStatus == "high"_L1 ? KirundiStatus::Attested : KirundiStatus::Unreviewed;
    }
    return label;
}

Label ReportWords::filled(const QString &list, const QString &code, const QList<Label> &arguments) const
{
    const Label pattern = inList(list, code);
    Label out = pattern;
    out.french = withArguments(pattern.french, arguments, &Label::french);
    out.english = withArguments(pattern.english, arguments, &Label::english);
    const bool isWhole = hasKirundi(pattern) && std::ranges::all_of(arguments, hasKirundi);
    out.kirundi = isWhole ? withArguments(pattern.kirundi, arguments, &Label::kirundi) : out.french;
    const bool isAttested =
        std::ranges::all_of(arguments, [](const Label &label) { return label.kirundiStatus == KirundiStatus::Attested; });
    if (!isWhole || !isAttested)
        out.kirundiStatus = KirundiStatus::Unreviewed;
    return out;
}

Label ReportWords::text(const QString &code, const QList<Label> &arguments) const
{
    return filled(u"report_text"_s, code, arguments);
}

Label ReportWords::sentence(const QString &code, const QList<Label> &arguments) const
{
    return filled(u"report_sentence"_s, code, arguments);
}

Label ReportWords::counted(const QString &code, std::int64_t count) const
{
    return sentence(code + formOf(count), {same(number(count))});
}

Label ReportWords::countedOn(const QString &code, std::int64_t count, QDate day) const
{
    return sentence(code + formOf(count), {same(number(count)), same(day.toString(DayFormat))});
}

Label ReportWords::title(ReportName name) const
{
    return inList(u"report_name"_s, QString(toCode(name)));
}

Label ReportWords::title(Indicator indicator) const
{
    Label label = name(indicator);
    label.french = capital(label.french);
    label.kirundi = capital(label.kirundi);
    label.english = capital(label.english);
    return label;
}

Label ReportWords::name(Indicator indicator) const
{
    return inList(u"report_indicator"_s, QString(infoOf(indicator).code));
}

Label ReportWords::title(Dimension dimension) const
{
    return inList(u"report_dimension"_s, QString(infoOf(dimension).code));
}

Label ReportWords::title(Unit unit) const
{
    return inList(u"report_unit"_s, unitCode(unit));
}

Label ReportWords::title(Measure measure) const
{
    return inList(u"report_unit"_s, measureCode(measure));
}

Label ReportWords::title(const Question &question) const
{
    if (question.rows == Dimension::None)
        return title(question.indicator);
    if (question.columns == Dimension::None)
        return text(u"by_one"_s, {title(question.indicator), title(question.rows)});
    return text(u"by_two"_s, {title(question.indicator), title(question.rows), title(question.columns)});
}

Label ReportWords::definition(Indicator indicator) const
{
    return inList(u"report_definition"_s, QString(infoOf(indicator).code));
}

Label ReportWords::notCounted(const QString &why) const
{
    return inList(u"report_not_counted"_s, why);
}

Label ReportWords::name(Dimension dimension, const QString &code) const
{
    if (dimension == Dimension::Day) {
        const QDate day = QDate::fromString(code, Qt::ISODate);
        return same(day.isValid() ? day.toString(DayFormat) : code);
    }
    if (dimension == Dimension::Month || dimension == Dimension::Quarter || dimension == Dimension::Year) {
        const auto given = Period::parse(code);
        return given ? period(*given) : same(code);
    }
    if (dimension == Dimension::Step && m_steps.contains(code)) {
        Label step = m_steps.value(code);
        if (m_languages == ReportLanguages::French)
            step.kirundi = step.french;
        return step;
    }
    if (code == OtherCode) // a list's own "other" may ask to be explained below, as on a form
        return inList(u"report_rest"_s, QString(OtherCode));
    QStringList lists;
    if (const QLatin1String own = infoOf(dimension).codeList; !own.isEmpty())
        lists << QString(own);
    lists << u"report_rest"_s << u"missing"_s;
    for (const QString &list : lists) {
        if (std::ranges::find(CodeList::names(), list) != CodeList::names().end() &&
            CodeList::byName(list).find(code) != nullptr)
            return inList(list, code);
    }
    // What is in no list came from elsewhere: it may be anything, a name as well, and is not printed.
    return lists.size() > 2 ? inList(u"report_rest"_s, QString(OtherCode)) : same(code); // a province, a step
}

Label ReportWords::period(const Period &given) const
{
    const Label year = same(QString::number(given.from.year()));
    switch (given.kind()) {
    case PeriodKind::Year:
        return text(u"year"_s, {year});
    case PeriodKind::Quarter:
        return text(u"quarter_%1"_s.arg((given.from.month() + 2) / 3), {year});
    case PeriodKind::Month:
        return text(u"month_%1"_s.arg(given.from.month()), {year});
    case PeriodKind::Days:
        break;
    }
    return same(given.from.toString(DayFormat) + u" – "_s + given.until.toString(DayFormat));
}

Label ReportWords::heading(const Label &title, const Period &given) const
{
    const Label when = given.kind() == PeriodKind::Year ? same(QString::number(given.from.year())) : period(given);
    return joined({title, when}, u" – "_s);
}

Label ReportWords::listed(const QList<std::pair<Label, QString>> &parts)
{
    QList<Label> all;
    for (const auto &[label, figure] : parts) {
        const QString behind = u" ("_s + figure + u')';
        Label part = label;
        part.french += behind;
        part.kirundi += behind;
        part.english += behind;
        all.append(part);
    }
    return joined(all, u", "_s);
}

Label ReportWords::joined(const QList<Label> &parts, const QString &between)
{
    QStringList french;
    QStringList kirundi;
    QStringList english;
    bool isWhole = true;
    bool isAttested = true;
    for (const Label &label : parts) {
        french << label.french;
        kirundi << label.kirundi;
        english << label.english;
        isWhole = isWhole && hasKirundi(label);
        isAttested = isAttested && label.kirundiStatus == KirundiStatus::Attested;
    }
    Label out{french.join(between), (isWhole ? kirundi : french).join(between), english.join(between)};
    out.kirundiStatus = isWhole && isAttested ? KirundiStatus::Attested : KirundiStatus::Unreviewed;
    return out;
}

Label wordsOf(const Period &period, ReportLanguages languages)
{
    Label label = ReportWords(languages).period(period);
    const QString days = u" ("_s + period.from.toString(DayFormat) + u" – "_s + period.until.toString(DayFormat) + u')';
    if (period.kind() == PeriodKind::Days)
        return label;
    label.french += days;
    label.kirundi += days;
    label.english += days;
    return label;
}

} // namespace indaro::reports
