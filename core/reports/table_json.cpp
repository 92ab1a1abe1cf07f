// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reports/table.h"

#include <QJsonArray>

#include <cmath>
#include <set>

namespace indaro::reports {

using base::Errc;
using base::Error;
using base::Result;
using namespace Qt::StringLiterals;

namespace {

/// Larger than any house and any year gives; smaller than what a double holds exactly.
constexpr double LargestNumber = 1e12;

Error wrongTable(const char *field)
{
    return {Errc::InvalidArgument, {{"field", std::string(field)}}};
}

QJsonArray toArray(const std::vector<QString> &codes)
{
    QJsonArray array;
    for (const QString &code : codes)
        array.append(code);
    return array;
}

/// [count, persons, sum] or [count, persons, sum, measure]
QJsonArray toArray(const Cell &cell)
{
    QJsonArray array{double(cell.count), double(cell.persons), double(cell.sum)};
    if (cell.measure)
        array.append(*cell.measure);
    return array;
}

QJsonArray toArray(const std::vector<Cell> &cells)
{
    QJsonArray array;
    for (const Cell &cell : cells)
        array.append(toArray(cell));
    return array;
}

std::optional<std::int64_t> wholeNumber(const QJsonValue &value)
{
    const double number = value.toDouble(-1);
    if (!value.isDouble() || number < 0 || number > LargestNumber || number != std::floor(number))
        return std::nullopt;
    return std::int64_t(number);
}

Result<Cell> cellFrom(const QJsonValue &value)
{
    const QJsonArray array = value.toArray();
    if (array.size() != 3 && array.size() != 4)
        return wrongTable("cell");
    const auto count = wholeNumber(array[0]);
    const auto persons = wholeNumber(array[1]);
    const auto sum = wholeNumber(array[2]);
    if (!count || !persons || !sum)
        return wrongTable("cell");
    Cell cell{*count, *persons, *sum, {}};
    if (array.size() == 4) {
        const double measure = array[3].toDouble(-1);
        if (!array[3].isDouble() || measure < 0 || measure > LargestNumber)
            return wrongTable("cell");
        cell.measure = measure;
    }
    return cell;
}

Result<std::vector<Cell>> cellsFrom(const QJsonValue &value, std::size_t size)
{
    const QJsonArray array = value.toArray();
    if (std::size_t(array.size()) != size)
        return wrongTable("cells");
    std::vector<Cell> cells;
    for (const QJsonValue &each : array) {
        INDARO_TRY_ASSIGN(const Cell cell, cellFrom(each));
        cells.push_back(cell);
    }
    return cells;
}

Result<Axis> axisFrom(Dimension dimension, const QJsonValue &codes, const QJsonValue &isSeveral)
{
    Axis axis{dimension, {}, isSeveral.toBool()};
    std::set<QString> seen;
    for (const QJsonValue &code : codes.toArray()) {
        if (!code.isString() || code.toString().size() > 100 || !seen.insert(code.toString()).second)
            return wrongTable("codes");
        axis.codes.push_back(code.toString());
    }
    if (dimension == Dimension::None && !axis.codes.empty())
        return wrongTable("codes");
    return axis;
}

} // namespace

QJsonObject toJson(const Question &question)
{
    QJsonObject json{{u"indicator"_s, QString(infoOf(question.indicator).code)}, {u"period"_s, question.period.code()}};
    if (question.rows != Dimension::None)
        json[u"rows"_s] = QString(infoOf(question.rows).code);
    if (question.columns != Dimension::None)
        json[u"columns"_s] = QString(infoOf(question.columns).code);
    QJsonObject filters;
    for (const Filter &filter : question.filters)
        filters[QString(infoOf(filter.dimension).code)] = QJsonArray::fromStringList(filter.codes);
    if (!filters.isEmpty())
        json[u"filters"_s] = filters;
    return json;
}

Result<Question> questionFromJson(const QJsonObject &json)
{
    Question question;
    const auto indicator = findIndicator(json[u"indicator"_s].toString());
    if (!indicator)
        return wrongTable("indicator");
    question.indicator = *indicator;
    INDARO_TRY_ASSIGN(question.period, Period::parse(json[u"period"_s].toString()));
    const auto read = [&](const QString &name, Dimension &into) {
        if (!json.contains(name))
            return true;
        const auto found = findDimension(json[name].toString());
        into = found.value_or(Dimension::None);
        return found && *found != Dimension::None;
    };
    if (!read(u"rows"_s, question.rows))
        return wrongTable("rows");
    if (!read(u"columns"_s, question.columns))
        return wrongTable("columns");
    const QJsonObject filters = json[u"filters"_s].toObject();
    for (auto filter = filters.begin(); filter != filters.end(); ++filter) {
        const auto dimension = findDimension(filter.key());
        if (!dimension)
            return wrongTable("filter");
        QStringList codes;
        for (const QJsonValue &code : filter.value().toArray())
            codes << code.toString();
        question.filters.push_back({*dimension, codes});
    }
    INDARO_TRY(checkQuestion(question));
    return question;
}

QJsonObject toJson(const Table &table)
{
    QJsonObject json{{u"question"_s, toJson(table.question)}, {u"total"_s, toArray(table.total)}};
    if (table.question.rows != Dimension::None) {
        json[u"row_codes"_s] = toArray(table.rows.codes);
        json[u"row_totals"_s] = toArray(table.rowTotals);
        if (table.rows.isSeveral)
            json[u"rows_overlap"_s] = true;
    }
    if (table.question.columns != Dimension::None) {
        json[u"column_codes"_s] = toArray(table.columns.codes);
        json[u"column_totals"_s] = toArray(table.columnTotals);
        json[u"cells"_s] = toArray(table.cells);
        if (table.columns.isSeveral)
            json[u"columns_overlap"_s] = true;
    }
    QJsonObject notCounted;
    for (const NotCounted &each : table.notCounted)
        notCounted[each.why] = double(each.count);
    if (!notCounted.isEmpty())
        json[u"not_counted"_s] = notCounted;
    return json;
}

Result<Table> tableFromJson(const QJsonObject &json)
{
    Table table;
    INDARO_TRY_ASSIGN(table.question, questionFromJson(json[u"question"_s].toObject()));
    INDARO_TRY_ASSIGN(table.rows, axisFrom(table.question.rows, json[u"row_codes"_s], json[u"rows_overlap"_s]));
    INDARO_TRY_ASSIGN(table.columns, axisFrom(table.question.columns, json[u"column_codes"_s], json[u"columns_overlap"_s]));
    INDARO_TRY_ASSIGN(table.total, cellFrom(json[u"total"_s]));
    INDARO_TRY_ASSIGN(table.rowTotals, cellsFrom(json[u"row_totals"_s], table.rows.codes.size()));
    INDARO_TRY_ASSIGN(table.columnTotals, cellsFrom(json[u"column_totals"_s], table.columns.codes.size()));
    INDARO_TRY_ASSIGN(table.cells, cellsFrom(json[u"cells"_s], table.rows.codes.size() * table.columns.codes.size()));
    const QJsonObject notCounted = json[u"not_counted"_s].toObject();
    for (auto each = notCounted.begin(); each != notCounted.end(); ++each) {
        const auto number = wholeNumber(each.value());
        if (!number)
            return wrongTable("not_counted");
        table.notCounted.push_back({each.key(), *number});
    }
    return table;
}

} // namespace indaro::reports
