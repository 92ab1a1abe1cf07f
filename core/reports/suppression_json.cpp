// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reports/suppression.h"

#include <QJsonArray>

namespace indaro::reports {

using base::Errc;
using base::Error;
using base::Result;
using namespace Qt::StringLiterals;

namespace {

Error notARelease(const char *field)
{
    return {Errc::InvalidArgument, {{"field", std::string(field)}}};
}

/// A number, "<11", "hidden", or [number] of one that was kept; with a measure: [number, measure], kept: and a 1.
QJsonValue toValue(const PublishedCell &cell)
{
    switch (cell.shown) {
    case Shown::Small:
        return u"<11"_s;
    case Shown::Hidden:
        return u"hidden"_s;
    case Shown::Kept:
        return cell.measure ? QJsonArray{double(cell.number), *cell.measure, 1} : QJsonArray{double(cell.number)};
    case Shown::Number:
        break;
    }
    if (cell.measure)
        return QJsonArray{double(cell.number), *cell.measure};
    return double(cell.number);
}

Result<PublishedCell> publishedFrom(const QJsonValue &value)
{
    if (value == u"<11"_s)
        return PublishedCell{};
    if (value == u"hidden"_s)
        return PublishedCell{Shown::Hidden, 0, {}};
    if (value.isDouble())
        return PublishedCell{Shown::Number, std::int64_t(value.toDouble()), {}};
    const QJsonArray array = value.toArray();
    if (array.size() == 1 && array[0].isDouble())
        return PublishedCell{Shown::Kept, std::int64_t(array[0].toDouble()), {}};
    if ((array.size() == 2 || array.size() == 3) && array[0].isDouble() && array[1].isDouble())
        return PublishedCell{array.size() == 2 ? Shown::Number : Shown::Kept, std::int64_t(array[0].toDouble()),
                             array[1].toDouble()};
    return notARelease("cell");
}

QJsonArray toValues(const std::vector<PublishedCell> &cells)
{
    QJsonArray array;
    for (const PublishedCell &cell : cells)
        array.append(toValue(cell));
    return array;
}

Result<std::vector<PublishedCell>> publishedCells(const QJsonValue &value, std::size_t size)
{
    const QJsonArray array = value.toArray();
    if (std::size_t(array.size()) != size)
        return notARelease("cells");
    std::vector<PublishedCell> cells;
    for (const QJsonValue &each : array) {
        INDARO_TRY_ASSIGN(const PublishedCell cell, publishedFrom(each));
        cells.push_back(cell);
    }
    return cells;
}

std::vector<QString> codesFrom(const QJsonValue &value)
{
    std::vector<QString> codes;
    for (const QJsonValue &code : value.toArray())
        codes.push_back(code.toString());
    return codes;
}

QJsonArray codesTo(const std::vector<QString> &codes)
{
    QJsonArray array;
    for (const QString &code : codes)
        array.append(code);
    return array;
}

QJsonObject toJson(const PublishedTable &table)
{
    QJsonObject json{{u"question"_s, reports::toJson(table.question)}, {u"total"_s, toValue(table.total)}};
    if (table.question.rows != Dimension::None) {
        json[u"row_codes"_s] = codesTo(table.rows.codes);
        json[u"row_totals"_s] = toValues(table.rowTotals);
        json[u"rows_overlap"_s] = table.rows.isSeveral;
    }
    if (table.question.columns != Dimension::None) {
        json[u"column_codes"_s] = codesTo(table.columns.codes);
        json[u"column_totals"_s] = toValues(table.columnTotals);
        json[u"columns_overlap"_s] = table.columns.isSeveral;
        json[u"cells"_s] = toValues(table.cells);
    }
    if (table.isEmptyQuarter)
        json[u"too_few"_s] = true;
    return json;
}

Result<PublishedTable> publishedTableFrom(const QJsonObject &json)
{
    PublishedTable table;
    INDARO_TRY_ASSIGN(table.question, questionFromJson(json[u"question"_s].toObject()));
    table.rows = {table.question.rows, codesFrom(json[u"row_codes"_s]), json[u"rows_overlap"_s].toBool()};
    table.columns = {table.question.columns, codesFrom(json[u"column_codes"_s]), json[u"columns_overlap"_s].toBool()};
    table.isEmptyQuarter = json[u"too_few"_s].toBool();
    INDARO_TRY_ASSIGN(table.total, publishedFrom(json[u"total"_s]));
    INDARO_TRY_ASSIGN(table.rowTotals, publishedCells(json[u"row_totals"_s], table.rows.codes.size()));
    INDARO_TRY_ASSIGN(table.columnTotals, publishedCells(json[u"column_totals"_s], table.columns.codes.size()));
    INDARO_TRY_ASSIGN(table.cells, publishedCells(json[u"cells"_s], table.rows.codes.size() * table.columns.codes.size()));
    return table;
}

QString nameOfShown(Shown shown)
{
    return shown == Shown::Small ? u"small"_s : shown == Shown::Hidden ? u"hidden"_s : u"kept"_s;
}

} // namespace

QJsonObject toJson(const Release &release)
{
    QJsonArray tables;
    for (const PublishedTable &table : release.tables)
        tables.append(toJson(table));
    QJsonArray suppressed;
    for (const Suppressed &each : release.suppressed) {
        QJsonObject line{{u"question"_s, toJson(each.question)}, {u"why"_s, nameOfShown(each.why)}};
        if (each.place.row)
            line[u"row"_s] = *each.place.row;
        if (each.place.column)
            line[u"column"_s] = *each.place.column;
        suppressed.append(line);
    }
    return {{u"period"_s, release.period.code()}, {u"tables"_s, tables}, {u"suppressed"_s, suppressed}};
}

Result<Release> releaseFromJson(const QJsonObject &json)
{
    Release release;
    INDARO_TRY_ASSIGN(release.period, Period::parse(json[u"period"_s].toString()));
    for (const QJsonValue &each : json[u"tables"_s].toArray()) {
        INDARO_TRY_ASSIGN(PublishedTable table, publishedTableFrom(each.toObject()));
        release.tables.push_back(std::move(table));
    }
    for (const QJsonValue &each : json[u"suppressed"_s].toArray()) {
        const QJsonObject line = each.toObject();
        Suppressed one;
        INDARO_TRY_ASSIGN(one.question, questionFromJson(line[u"question"_s].toObject()));
        if (line.contains(u"row"_s))
            one.place.row = line[u"row"_s].toString();
        if (line.contains(u"column"_s))
            one.place.column = line[u"column"_s].toString();
        const QString why = line[u"why"_s].toString();
        one.why = why == u"small"_s ? Shown::Small : why == u"hidden"_s ? Shown::Hidden : Shown::Kept;
        release.suppressed.push_back(std::move(one));
    }
    return release;
}

} // namespace indaro::reports
