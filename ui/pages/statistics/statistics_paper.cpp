// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/statistics/statistics_paper.h"

#include "core/casework/htcds/exchange_table.h"
#include "ui/charts/number_table.h"
#include "ui/kit/date_text.h"
#include "ui/pages/simple_paper.h"
#include "ui/pages/statistics/statistics_texts.h"
#include "ui/print/text_fit.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

using charts::ChartData;
using charts::ChartKind;
using print::ShapeItem;

namespace {

const QString PaperLanguage = u"fr"_s;
// Millimetres and points of the page with the bars.
constexpr double ChartMargin = 12;
constexpr double ChartTop = 40;
constexpr double NamesWidth = 62;
constexpr double ValueWidth = 22;
constexpr double MostRowHeight = 14, LeastRowHeight = 4.5;
constexpr double HatchStep = 2;
constexpr double TitlePoints = 13, WordPoints = 9, SmallPoints = 8;
constexpr int HatchCount = 6;

/// French alone, a paper of numbers for the director: what is the same in both languages is printed once.
documents::Label frenchOnly(const QString &french)
{
    return {french, french, {}, documents::KirundiStatus::Attested};
}

/// In the middle of its box from top to bottom where it is said to be.
void putText(print::Page &page, const QRectF &box, const QString &text, double points, Qt::Alignment alignment,
             bool isBold = false)
{
    print::TextItem item;
    item.box = box;
    item.rect = box;
    if (alignment & Qt::AlignVCenter) {
        const double height =
            print::measure(text, print::fontOf(page.fontFamily, points, isBold, false), box.width()).height();
        item.rect = QRectF(box.left(), box.center().y() - height / 2, box.width(), height);
        item.box = item.rect;
        alignment &= ~Qt::AlignVCenter;
    }
    item.text = text;
    item.points = points;
    item.bold = isBold;
    item.colour = QColor(0x1f, 0x2a, 0x30);
    item.alignment = alignment;
    page.texts.append(item);
}

/// Lines run from the upper left to the lower right corner of their box: across, down, and slanted.
void putHatch(print::Page &page, const QRectF &bar, int series)
{
    const QColor ink(0x1f, 0x2a, 0x30);
    const auto line = [&](double x, double y, double width, double height) {
        page.shapes.append({ShapeItem::Kind::Line, QRectF(bar.left() + x, bar.top() + y, width, height), ink, 0.25});
    };
    const int pattern = series % HatchCount;
    if (pattern == 1 || pattern == 5) {
        for (double from = -bar.height(); from < bar.width(); from += HatchStep) {
            const double x = std::max(from, 0.0);
            const double y = std::max(-from, 0.0);
            const double length = std::min(bar.width() - x, bar.height() - y);
            if (length > 0)
                line(x, y, length, length);
        }
    }
    if (pattern == 3 || pattern == 5) {
        for (double x = HatchStep; x < bar.width(); x += HatchStep)
            line(x, 0, 0, bar.height());
    }
    if (pattern == 4) {
        for (double y = HatchStep / 2; y < bar.height(); y += HatchStep / 2)
            line(0, y, bar.width(), 0);
    }
}

void putBar(print::Page &page, const QRectF &bar, int series)
{
    if (bar.width() <= 0)
        return;
    const int pattern = series % HatchCount;
    if (pattern == 0)
        page.shapes.append({ShapeItem::Kind::Fill, bar, QColor(0x1d, 0x5c, 0x63), 0});
    else if (pattern == 2)
        page.shapes.append({ShapeItem::Kind::Fill, bar, QColor(0xc4, 0xca, 0xcd), 0});
    else
        putHatch(page, bar, series);
    page.shapes.append({ShapeItem::Kind::Box, bar, QColor(0x1f, 0x2a, 0x30), 0.25});
}

double largestOf(const ChartData &data)
{
    double largest = 0;
    for (int row = 0; row < int(data.rows.size()); ++row) {
        double sum = 0;
        for (int column = 0; column < data.width(); ++column) {
            const double value = data.at(row, column).value.value_or(0);
            sum = data.kind == ChartKind::Stacked ? sum + value : std::max(sum, value);
        }
        largest = std::max(largest, sum);
    }
    return largest;
}

/// Returns where the bars may begin.
double putLegend(print::Page &page, const ChartData &data, double top)
{
    constexpr double Swatch = 7;
    constexpr double Line = 5.5;
    for (int series = 0; series < int(data.series.size()); ++series) {
        const double y = top + series * Line;
        putBar(page, {ChartMargin, y, Swatch, 3.6}, series);
        putText(page, {ChartMargin + Swatch + 2, y - 0.4, page.width - 2 * ChartMargin - Swatch - 2, Line},
                data.series[series], SmallPoints, Qt::AlignLeft);
    }
    return data.series.isEmpty() ? top : top + double(data.series.size()) * Line + 2;
}

void putRow(print::Page &page, const ChartData &data, int row, const QRectF &room, double largest)
{
    const double left = room.left() + NamesWidth;
    const double whole = room.width() - NamesWidth - ValueWidth;
    const double thickness = room.height() * 0.7;
    const double top = room.top() + (room.height() - thickness) / 2;
    putText(page, {room.left(), top, NamesWidth - 2, thickness}, data.rows[row], SmallPoints,
            Qt::AlignRight | Qt::AlignVCenter);
    double from = left;
    for (int column = 0; column < data.width(); ++column) {
        const charts::ChartNumber &number = data.at(row, column);
        const double width = largest > 0 ? number.value.value_or(0) / largest * whole : 0;
        if (data.kind == ChartKind::Stacked) {
            putBar(page, {from, top, width, thickness}, column);
            from += width;
            continue;
        }
        const double own = thickness / data.width();
        putBar(page, {left, top + column * own, width, own}, column);
        putText(page, {left + width + 1, top + column * own, ValueWidth, own}, number.text, SmallPoints,
                Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (data.kind == ChartKind::Stacked)
        putText(page, {from + 1, top, ValueWidth, thickness}, data.rowTotals[std::size_t(row)].text, SmallPoints,
                Qt::AlignLeft | Qt::AlignVCenter);
}

/// Separated by semicolons, as spreadsheets set up in French expect.
QString quotedCell(const QString &text)
{
    QString cell = casework::neutralCell(text);
    if (cell.contains(u'"') || cell.contains(u';') || cell.contains(u'\n') || cell.contains(u'\r'))
        return u'"' + cell.replace(u'"', u"\"\""_s) + u'"';
    return cell;
}

QString csvLine(const QStringList &cells)
{
    QStringList safe;
    for (const QString &cell : cells)
        safe.append(quotedCell(cell));
    return safe.join(u';') + u"\r\n"_s;
}

QString totalIn(const QString &language)
{
    return language == u"en" ? u"Total"_s : u"Ensemble"_s;
}

} // namespace

QString internalMark(const QString &language)
{
    return language == u"en" ? u"INTERNAL, exact numbers"_s : u"INTERNE, chiffres exacts"_s;
}

std::optional<print::Page> chartPage(const ChartData &data, const QString &fontFamily, const QString &mark)
{
    print::Page page;
    page.fontFamily = fontFamily;
    const double width = page.width - 2 * ChartMargin;
    if (data.kind == ChartKind::None || data.series.size() > HatchCount)
        return std::nullopt;
    putText(page, {ChartMargin, ChartMargin, width, 7}, u"%1, %2"_s.arg(data.title, data.period), TitlePoints, Qt::AlignLeft,
            true);
    putText(page, {ChartMargin, ChartMargin + 8, width, 6}, mark, WordPoints, Qt::AlignLeft, true);
    putText(page, {ChartMargin, ChartMargin + 14, width, 6}, data.measured, WordPoints, Qt::AlignLeft);
    const double top = putLegend(page, data, ChartTop);
    double least = data.kind == ChartKind::Stacked ? LeastRowHeight : LeastRowHeight * data.width();
    for (const QString &name : data.rows) {
        const QFont font = print::fontOf(fontFamily, SmallPoints, false, false);
        least = std::max(least, print::measure(name, font, NamesWidth - 2).height() + 0.6);
    }
    const double height =
        std::min(std::max(MostRowHeight, least), (page.height - ChartMargin - top) / double(data.rows.size()));
    if (height < least)
        return std::nullopt;
    const double largest = largestOf(data);
    for (int row = 0; row < int(data.rows.size()); ++row)
        putRow(page, data, row, {ChartMargin, top + row * height, width, height}, largest);
    // The pages of the table are counted without it.
    putText(page, {ChartMargin, page.height - ChartMargin + 1, width, 6}, u"Annexe au tableau qui précède : 1 page"_s,
            WordPoints, Qt::AlignRight);
    return page;
}

base::Result<print::Paper> statisticsPaper(const reports::Table &table, QDate today)
{
    const ChartData data = charts::chartOf(table, PaperLanguage);
    charts::NumberTable numbers;
    numbers.setData(data, totalIn(PaperLanguage));
    SimplePaper paper(u"statistics"_s, frenchOnly(data.title), frenchOnly(internalMark(PaperLanguage)));
    paper.addLine({{frenchOnly(u"Période"_s), data.period},
                   {frenchOnly(u"Ensemble"_s), u"%1 (%2)"_s.arg(data.total.inTable, data.inTable)},
                   {frenchOnly(u"Établi le"_s), kit::dateText(today)}});
    if (!table.question.filters.empty()) {
        QStringList filters;
        for (const reports::Filter &filter : table.question.filters)
            filters.append(filterText(filter, PaperLanguage));
        paper.addLine({{frenchOnly(u"Seulement"_s), filters.join(u" ; "_s)}});
    }
    QList<documents::TableColumn> columns;
    const QStringList heads = numbers.heads();
    for (const QString &head : heads)
        columns.append(paperColumn(u"column_%1"_s.arg(columns.size()), frenchOnly(head)));
    paper.addTable(frenchOnly(data.inTable), columns, numbers.lines());
    const QStringList notCounted = notCountedTexts(table, PaperLanguage);
    if (!notCounted.isEmpty())
        paper.addNote(frenchOnly(u"Non comptés : "_s + notCounted.join(u" ; "_s)));
    paper.addNote(frenchOnly(reports::definitionOf(table.question.indicator, PaperLanguage)));
    INDARO_TRY_ASSIGN(auto whole, paper.paper());
    whole.finish = [data, mark = internalMark(PaperLanguage)](QList<print::Page> &pages) {
        if (pages.isEmpty())
            return;
        if (const auto bars = chartPage(data, pages.first().fontFamily, mark))
            pages.append(*bars);
    };
    return whole;
}

QByteArray statisticsCsv(const reports::Table &table, const QString &language)
{
    const ChartData data = charts::chartOf(table, language);
    charts::NumberTable numbers;
    numbers.setData(data, totalIn(language));
    QString text = csvLine({internalMark(language)}) + csvLine({data.title, data.period});
    for (const reports::Filter &filter : table.question.filters)
        text += csvLine({filterText(filter, language)});
    text += csvLine({reports::definitionOf(table.question.indicator, language)}) + csvLine({});
    text += csvLine(numbers.heads());
    const auto lines = numbers.lines();
    for (const QStringList &line : lines)
        text += csvLine(line);
    const QStringList notCounted = notCountedTexts(table, language);
    for (const QString &line : notCounted)
        text += csvLine({line});
    return QByteArray("\xEF\xBB\xBF") + text.toUtf8();
}

} // namespace indaro::ui::pages
