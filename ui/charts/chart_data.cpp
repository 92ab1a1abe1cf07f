// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_data.h"

#include "ui/kit/date_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace indaro::ui::charts {

using reports::CellPlace;
using reports::Dimension;
using reports::Indicator;
using reports::Measure;

namespace {

const QString NothingMeasured = u"–"_s;

bool isOverTime(Dimension dimension)
{
    return dimension == Dimension::Day || dimension == Dimension::Month || dimension == Dimension::Quarter ||
           dimension == Dimension::Year;
}

/// "2026-Q3" → "Q3 2026"; French and Kirundi say "T3".
QString quarterText(const QString &code, const QString &language)
{
    const qsizetype at = code.indexOf(u"-Q"_s);
    if (at < 0)
        return code;
    return (language == u"en" ? u"Q"_s : u"T"_s) + code.mid(at + 2) + u' ' + code.left(at);
}

bool isMeasured(Indicator indicator)
{
    return reports::infoOf(indicator).measure != Measure::None;
}

ChartNumber numberOf(const reports::Cell &cell, CellPlace place, Indicator indicator, const QString &language)
{
    ChartNumber number;
    number.place = std::move(place);
    const QString count = QString::number(cell.count);
    if (isMeasured(indicator)) {
        number.value = cell.measure;
        number.text = cell.measure ? numberText(*cell.measure, language) : NothingMeasured;
        number.inTable = u"%1 (%2)"_s.arg(number.text, count);
        return number;
    }
    number.value = double(cell.count);
    number.text = count;
    number.inTable = indicator == Indicator::Refusals ? u"%1 (%2)"_s.arg(count).arg(cell.sum) : count;
    return number;
}

ChartNumber numberOf(const reports::PublishedCell &cell, CellPlace place, Indicator indicator, const QString &language)
{
    ChartNumber number;
    number.place = std::move(place);
    number.text = reports::textOf(cell);
    number.inTable = number.text;
    if (!cell.isNumber())
        return number;
    if (isMeasured(indicator)) {
        number.value = cell.measure;
        number.text = cell.measure ? numberText(*cell.measure, language) : NothingMeasured;
        number.inTable = u"%1 (%2)"_s.arg(number.text, reports::textOf(cell));
    } else {
        number.value = double(cell.number);
    }
    return number;
}

/// The two kinds of tables have the same parts.
template <class AnyTable> ChartData dataOf(const AnyTable &table, const QString &language)
{
    const reports::Question &question = table.question;
    ChartData data;
    data.language = language;
    data.title = reports::titleOf(question.indicator, language);
    data.period = periodText(question.period, language);
    const auto &info = reports::infoOf(question.indicator);
    const QString unit = reports::titleOf(info.unit, language);
    data.measured = isMeasured(question.indicator) ? reports::titleOf(info.measure, language) : unit;
    data.inTable = isMeasured(question.indicator) ? u"%1 (%2)"_s.arg(data.measured, unit)
                   : question.indicator == Indicator::Refusals
                       ? u"%1 (%2)"_s.arg(unit, reports::titleOf(reports::Unit::People, language))
                       : unit;
    data.rowsTitle = reports::titleOf(table.rows.dimension, language);
    data.columnsTitle = reports::titleOf(table.columns.dimension, language);
    for (const QString &code : table.rows.codes)
        data.rows.append(codeText(table.rows.dimension, code, language));
    for (const QString &code : table.columns.codes)
        data.series.append(codeText(table.columns.dimension, code, language));
    const auto number = [&](const auto &cell, CellPlace place) {
        return numberOf(cell, std::move(place), question.indicator, language);
    };
    const bool hasColumns = table.columns.dimension != Dimension::None;
    for (std::size_t row = 0; row < table.rows.codes.size(); ++row) {
        const QString &code = table.rows.codes[row];
        auto &ofRow = hasColumns ? data.rowTotals : data.numbers;
        ofRow.push_back(number(table.rowTotals[row], {code, std::nullopt}));
        for (std::size_t column = 0; column < table.columns.codes.size(); ++column)
            data.numbers.push_back(number(table.at(row, column), {code, table.columns.codes[column]}));
    }
    for (std::size_t column = 0; column < table.columns.codes.size(); ++column)
        data.columnTotals.push_back(number(table.columnTotals[column], {std::nullopt, table.columns.codes[column]}));
    data.total = number(table.total, {});
    if (data.rows.isEmpty() || (hasColumns && data.series.isEmpty()))
        data.kind = ChartKind::None;
    else if (!hasColumns)
        data.kind = isOverTime(table.rows.dimension) && data.rows.size() > 1 ? ChartKind::Line : ChartKind::Bars;
    else
        data.kind = isMeasured(question.indicator) || table.columns.isSeveral ? ChartKind::Grouped : ChartKind::Stacked;
    return data;
}

} // namespace

QString ChartData::spoken(int row, int column) const
{
    const QString said = QCoreApplication::translate("indaro::ui::charts", "%1: %2");
    QStringList words{said.arg(rowsTitle, rows[row])};
    if (!series.isEmpty())
        words.append(said.arg(columnsTitle, series[column]));
    words.append(said.arg(measured, at(row, column).text));
    return words.join(u", "_s);
}

bool ChartData::isAllZero() const
{
    return std::ranges::all_of(numbers, [](const ChartNumber &number) { return number.value == 0.0; });
}

ChartData chartOf(const reports::Table &table, const QString &language)
{
    return dataOf(table, language);
}

ChartData chartOf(const reports::PublishedTable &table, const QString &language)
{
    ChartData data = dataOf(table, language);
    data.isExact = false;
    if (data.kind == ChartKind::Stacked)
        data.kind = ChartKind::Grouped; // a stack with parts that are hidden would be too short
    return data;
}

QString periodText(const reports::Period &period, const QString &language)
{
    switch (period.kind()) {
    case reports::PeriodKind::Year:
        return period.code();
    case reports::PeriodKind::Quarter:
        return quarterText(period.code(), language);
    case reports::PeriodKind::Month:
        return kit::dateText(period.code());
    case reports::PeriodKind::Days:
        break;
    }
    return kit::dateText(period.from) + u" – "_s + kit::dateText(period.until);
}

QString numberText(double number, const QString &language)
{
    const double rounded = std::round(number * 10) / 10;
    QString text = rounded == std::round(rounded) ? QString::number(rounded, 'f', 0) : QString::number(rounded, 'f', 1);
    if (language != u"en")
        text.replace(u'.', u',');
    return text;
}

QString codeText(Dimension dimension, const QString &code, const QString &language)
{
    if (dimension == Dimension::Day || dimension == Dimension::Month)
        return kit::dateText(code);
    if (dimension == Dimension::Quarter)
        return quarterText(code, language);
    return reports::labelOf(dimension, code, language);
}

} // namespace indaro::ui::charts
