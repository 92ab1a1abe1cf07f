// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reports/report_tables.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace indaro::reports {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t MostBars = 31; // of a chart: the days of a month
constexpr std::size_t BarsOfBulletin = 8;

QString whyCode(Shown why)
{
    return why == Shown::Kept ? u"why_kept"_s : why == Shown::Hidden ? u"why_hidden"_s : u"why_small"_s;
}

/// The second half of its bars as a chart of its own, that stands beside it.
ReportChart secondHalf(ReportChart &whole)
{
    const auto half = std::ptrdiff_t(whole.bars.size() + 1) / 2;
    ReportChart second;
    second.bars.assign(whole.bars.begin() + half, whole.bars.end());
    whole.bars.erase(whole.bars.begin() + half, whole.bars.end());
    return second;
}

} // namespace

ReportChart ReportTables::chart(const ShownTable &table, const Axis &axis, const std::vector<ShownCell> &totals) const
{
    ReportChart out;
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < totals.size(); ++i) {
        const bool isZero = table.isExact && totals[i].number == 0 && axis.dimension != Dimension::Day;
        const bool isTold = totals[i].number.has_value() || !m_isBulletin;
        if (!isZero && isTold)
            order.push_back(i);
    }
    if (m_isBulletin) {
        // The longest first, what is not known last; ages stand in their order.
        std::ranges::stable_sort(order, [&](std::size_t one, std::size_t other) {
            const bool isKnown = axis.codes[one] != UnknownCode;
            if (isKnown != (axis.codes[other] != UnknownCode))
                return isKnown;
            return axis.dimension != Dimension::AgeBand && *totals[one].number > *totals[other].number;
        });
        out.isWhole = axis.dimension == Dimension::AgeBand;
        if (!out.isWhole)
            order.resize(std::min(order.size(), BarsOfBulletin));
        if (order.empty())
            out.note = m_words.text(u"nothing_to_draw"_s);
        else if (order.size() < totals.size())
            out.note = m_words.text(u"smaller_rows"_s);
    }
    // Of figures that are handed out, mostly hatched bars would show nothing; all stand in the table.
    const auto isUntold = [&](std::size_t i) { return !totals[i].number.has_value(); };
    if (!table.isExact && !m_isBulletin && 2 * std::ranges::count_if(order, isUntold) > std::ssize(order)) {
        std::erase_if(order, isUntold);
        out.note = m_words.text(u"smaller_rows"_s);
    }
    if (order.size() > MostBars)
        return out;
    for (const std::size_t i : order)
        out.bars.push_back(
            {m_words.name(axis.dimension, axis.codes[i]), totals[i].text, totals[i].number, totals[i].isSmall});
    return out;
}

std::vector<ReportChart> ReportTables::charts(const ShownTable &table) const
{
    std::vector<ReportChart> all;
    const bool isBoth = !table.columns.codes.empty();
    const auto add = [&](const Axis &axis, const std::vector<ShownCell> &totals) {
        ReportChart one = chart(table, axis, totals);
        if (one.bars.empty() && !m_isBulletin)
            return;
        if (isBoth || m_isBulletin)
            one.title = m_words.title(axis.dimension);
        if (axis.dimension == Dimension::Day && !isBoth) {
            ReportChart second = secondHalf(one);
            all.push_back(std::move(one));
            all.push_back(std::move(second));
            return;
        }
        all.push_back(std::move(one));
    };
    add(table.rows, table.rowTotals);
    // Of the bulletin the sexes stand once, beside the ages.
    if (isBoth && (!m_isBulletin || table.question.rows == Dimension::Sex))
        add(table.columns, table.columnTotals);
    return all;
}

ReportTable ReportTables::table(const ShownTable &table) const
{
    const auto &info = infoOf(table.question.indicator);
    const bool hasColumns = !table.columns.codes.empty();
    const bool isMeasure = info.measure != Measure::None;
    ReportTable out;
    out.columns.append(m_words.title(table.rows.dimension));
    std::vector<std::size_t> columns;
    for (std::size_t column = 0; column < table.columns.codes.size(); ++column) {
        if (table.isExact && table.columnTotals[column].number == 0)
            continue; // known to be none; of what is published nothing is known
        columns.push_back(column);
        out.columns.append(m_words.name(table.columns.dimension, table.columns.codes[column]));
    }
    out.columns.append(hasColumns ? m_words.text(u"total"_s) : m_words.title(info.unit));
    if (isMeasure)
        out.columns.append(m_words.title(info.measure));
    const auto measureOf = [](const ShownCell &cell) { return cell.measure ? ReportWords::decimal(*cell.measure) : u"—"_s; };
    for (std::size_t row = 0; row < table.rows.codes.size(); ++row) {
        if (table.isExact && table.rowTotals[row].number == 0)
            continue;
        ReportRow line{m_words.name(table.rows.dimension, table.rows.codes[row])};
        for (const std::size_t column : columns)
            line.cells.append(table.at(row, column).text);
        line.cells.append(table.rowTotals[row].text);
        if (isMeasure)
            line.cells.append(measureOf(table.rowTotals[row]));
        out.rows.push_back(std::move(line));
    }
    ReportRow last{m_words.text(u"total"_s)};
    for (const std::size_t column : columns)
        last.cells.append(table.columnTotals[column].text);
    last.cells.append(table.total.text);
    if (isMeasure)
        last.cells.append(measureOf(table.total));
    out.rows.push_back(std::move(last));
    return out;
}

QString ReportTables::placeText(const Suppressed &one) const
{
    const auto name = [this](Dimension dimension, const std::optional<QString> &code) {
        return code ? m_words.name(dimension, *code).french : QString();
    };
    const QString row = name(one.question.rows, one.place.row);
    const QString column = name(one.question.columns, one.place.column);
    if (row.isEmpty() && column.isEmpty())
        return m_words.text(u"total"_s).french;
    const bool isOne = row.isEmpty() || column.isEmpty();
    return row + (isOne ? QString() : u" × "_s) + column;
}

ReportTable ReportTables::suppressedCells(const std::vector<const Suppressed *> &cells,
                                          const std::vector<Question> &questions) const
{
    ReportTable out;
    out.isOfWords = true;
    out.columns = {m_words.text(u"table"_s), m_words.text(u"why"_s), m_words.text(u"which"_s)};
    for (const Question &question : questions) {
        for (const Shown why : {Shown::Small, Shown::Hidden, Shown::Kept}) {
            QStringList places;
            for (const Suppressed *one : cells) {
                if (one->question == question && one->why == why)
                    places << placeText(*one);
            }
            if (!places.isEmpty())
                out.rows.push_back({m_words.title(question), {m_words.text(whyCode(why)).french, places.join(u" ; "_s)}});
        }
    }
    return out;
}

ReportTable ReportTables::suppressedByTable(const std::vector<const Suppressed *> &cells,
                                            const std::vector<Question> &questions) const
{
    ReportTable out;
    out.columns = {m_words.text(u"table"_s), m_words.text(u"why_small"_s), m_words.text(u"why_hidden"_s),
                   m_words.text(u"why_kept"_s)};
    for (const Question &question : questions) {
        const auto count = [&](Shown why) {
            return std::ranges::count_if(
                cells, [&](const Suppressed *one) { return one->question == question && one->why == why; });
        };
        const std::array counts{count(Shown::Small), count(Shown::Hidden), count(Shown::Kept)};
        if (counts == std::array<std::ptrdiff_t, 3>{})
            continue;
        ReportRow row{m_words.title(question)};
        for (const auto number : counts)
            row.cells.append(ReportWords::number(number));
        out.rows.push_back(std::move(row));
    }
    return out;
}

} // namespace indaro::reports
