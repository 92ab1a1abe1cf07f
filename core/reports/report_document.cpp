// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reports/report_document.h"

#include "core/casework/audit/audit.h"
#include "core/reports/publications.h"
#include "core/reports/report_words.h"
#include "core/reports/shown_table.h"

#include <algorithm>
#include <array>
#include <set>

namespace indaro::reports {

using base::Errc;
using base::Error;
using base::Result;
using casework::Desk;
using casework::Thing;
using documents::Label;
using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t MostListed = 3; // rows in "most often"
constexpr std::size_t MostBars = 31;  // of a chart: the days of a month
// Of a chart of the bulletin, which has two pages; names in two languages take two lines.
constexpr std::size_t BarsOfBulletin = 5;
constexpr std::size_t BarsInTwoLanguages = 3;
constexpr std::size_t MostSuppressed = 60; // lines; more are added up table by table

/// Makes the document from tables as they are shown: knows no exact number that is not in them.
class ReportMaker
{
public:
    ReportMaker(ReportName name, const Period &period, ReportLanguages languages) : m_words(languages)
    {
        m_report.name = name;
        m_report.period = period;
        m_report.languages = languages;
        m_report.title = m_words.title(name);
        m_report.periodWords = wordsOf(period, languages);
        m_report.channelWords = m_words.text(m_report.isInside() ? u"internal"_s : u"handed_out"_s);
    }

    void add(const ShownTable &table)
    {
        if (m_told.insert(table.question.indicator).second)
            addTotal(table);
        // What has no rows is its total, and that is told.
        if (table.question.rows != Dimension::None)
            addSection(table);
    }

    void addSuppressed(const std::vector<Suppressed> &all, const std::vector<Question> &questions)
    {
        std::vector<const Suppressed *> here;
        for (const Suppressed &one : all) {
            if (std::ranges::find(questions, one.question) != questions.end())
                here.push_back(&one);
        }
        m_report.suppressedWords.append(m_words.counted(u"suppressed"_s, std::int64_t(here.size())));
        if (here.empty())
            return;
        m_report.suppressedWords.append(m_words.text(u"how_to_read"_s));
        const bool isBrief = m_report.name == ReportName::AnnualBulletin || here.size() > MostSuppressed;
        m_report.suppressed = isBrief ? suppressedByTable(here, questions) : suppressedCells(here);
    }

    ReportDocument take()
    {
        if (m_report.languages == ReportLanguages::KirundiFrench)
            m_report.suppressedWords.append(m_words.text(u"unreviewed"_s));
        return std::move(m_report);
    }

private:
    [[nodiscard]] bool isBulletin() const { return m_report.name == ReportName::AnnualBulletin; }

    void addTotal(const ShownTable &table)
    {
        const auto &info = infoOf(table.question.indicator);
        const QString code{info.code};
        const ShownCell &total = table.total;
        m_report.definitions.push_back(
            {m_words.title(table.question.indicator), m_words.definition(table.question.indicator)});
        const bool isMeasure = info.measure != Measure::None;
        Label name = m_words.title(table.question.indicator);
        QString figure = total.text;
        if (table.isNothing || (!total.number && info.unit != Unit::People))
            figure = m_words.text(u"not_shown"_s).french;
        else if (isMeasure)
            figure = total.measure ? ReportWords::decimal(*total.measure) : u"—"_s;
        m_report.numbers.push_back({name, figure});
        if (table.isNothing) {
            if (!m_saidNothing)
                m_report.summary.append(m_words.text(u"empty_quarter"_s));
            m_saidNothing = true;
            return;
        }
        if (!total.number) {
            const QString why = !total.isSmall              ? u"hidden_total"_s
                                : info.unit == Unit::People ? u"small_total"_s
                                                            : u"few_behind"_s;
            m_report.summary.append(m_words.sentence(why, {name}));
            return;
        }
        m_report.summary.append(m_words.counted(code, *total.number));
        if (table.question.indicator == Indicator::Refusals && total.sum > 0)
            m_report.summary.append(m_words.counted(u"refusals_people"_s, total.sum));
        if (isMeasure && total.measure && *total.number > 0)
            m_report.summary.append(
                m_words.sentence(measureSentence(info.measure), {ReportWords::same(ReportWords::decimal(*total.measure))}));
    }

    [[nodiscard]] static QString measureSentence(Measure measure)
    {
        switch (measure) {
        case Measure::AverageANight:
            return u"measure_average_a_night"_s;
        case Measure::AverageDays:
            return u"measure_average_days"_s;
        case Measure::MedianDays:
            return u"measure_median_days"_s;
        case Measure::MedianHours:
        case Measure::None:
            break;
        }
        return u"measure_median_hours"_s;
    }

    void addSection(const ShownTable &table)
    {
        ReportSection section;
        section.title = m_words.title(table.question);
        if (table.isNothing) {
            section.notes.append(m_words.text(u"empty_quarter"_s));
            m_report.sections.push_back(std::move(section));
            return;
        }
        const bool isEmpty = table.isExact && table.total.number == 0;
        if (isEmpty) {
            section.notes.append(m_words.text(u"nothing_counted"_s));
        } else {
            if (const auto often = mostOften(table))
                section.sentences.append(*often);
            addCharts(section, table);
            if (!isBulletin() && table.question.rows != Dimension::Day)
                section.table = tableOf(table);
            if ((table.rows.isSeveral || table.columns.isSeveral) && !isBulletin())
                section.notes.append(m_words.text(u"several"_s));
        }
        for (const NotCounted &missing : table.notCounted) {
            if (missing.count > 0)
                section.notes.append(
                    m_words.sentence(u"not_counted"_s, {m_words.notCounted(missing.why),
                                                        ReportWords::same(ReportWords::number(missing.count))}));
        }
        m_report.sections.push_back(std::move(section));
    }

    [[nodiscard]] std::optional<Label> mostOften(const ShownTable &table) const
    {
        if (table.question.rows == Dimension::Day)
            return std::nullopt;
        std::vector<std::size_t> order;
        for (std::size_t row = 0; row < table.rowTotals.size(); ++row) {
            if (table.rowTotals[row].number.value_or(0) > 0 && table.rows.codes[row] != UnknownCode)
                order.push_back(row);
        }
        if (order.size() < 2)
            return std::nullopt;
        std::ranges::stable_sort(order, [&](std::size_t one, std::size_t other) {
            return *table.rowTotals[one].number > *table.rowTotals[other].number;
        });
        order.resize(std::min(order.size(), MostListed));
        QList<std::pair<Label, QString>> parts;
        for (const std::size_t row : order)
            parts.append({m_words.name(table.rows.dimension, table.rows.codes[row]), table.rowTotals[row].text});
        return m_words.sentence(u"most_often"_s, {ReportWords::listed(parts)});
    }

    void addCharts(ReportSection &section, const ShownTable &table)
    {
        const bool isBoth = !table.columns.codes.empty();
        bool isShort = false;
        const auto add = [&](const Axis &axis, const std::vector<ShownCell> &totals) {
            ReportChart chart;
            if (isBoth && (!isBulletin() || table.question.rows == Dimension::Sex))
                chart.title = m_words.title(axis.dimension);
            std::vector<std::size_t> order;
            for (std::size_t i = 0; i < totals.size(); ++i) {
                const bool isZero = table.isExact && totals[i].number == 0 && axis.dimension != Dimension::Day;
                const bool isTold = totals[i].number.has_value() || !isBulletin();
                if (!isZero && isTold)
                    order.push_back(i);
            }
            const std::size_t most = m_report.languages == ReportLanguages::French ? BarsOfBulletin : BarsInTwoLanguages;
            if (isBulletin() && order.size() > most) {
                std::ranges::stable_sort(
                    order, [&](std::size_t one, std::size_t other) { return *totals[one].number > *totals[other].number; });
                order.resize(most);
            }
            isShort = isShort || (isBulletin() && order.size() < totals.size());
            if (order.empty() || order.size() > MostBars)
                return;
            for (const std::size_t i : order)
                chart.bars.push_back(
                    {m_words.name(axis.dimension, axis.codes[i]), totals[i].text, totals[i].number, totals[i].isSmall});
            section.charts.push_back(std::move(chart));
        };
        add(table.rows, table.rowTotals);
        // Of the bulletin the sexes stand once, beside the ages.
        if (isBoth && (!isBulletin() || table.question.rows == Dimension::Sex))
            add(table.columns, table.columnTotals);
        if (section.charts.empty() && isBulletin())
            section.notes.append(m_words.text(u"nothing_to_draw"_s));
        else if (isShort)
            section.notes.append(m_words.text(u"smaller_rows"_s));
    }

    [[nodiscard]] ReportTable tableOf(const ShownTable &table) const
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
        const auto measureOf = [](const ShownCell &cell) {
            return cell.measure ? ReportWords::decimal(*cell.measure) : u"—"_s;
        };
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

    [[nodiscard]] static QString whyCode(Shown why)
    {
        return why == Shown::Kept ? u"why_kept"_s : why == Shown::Hidden ? u"why_hidden"_s : u"why_small"_s;
    }

    [[nodiscard]] ReportTable suppressedCells(const std::vector<const Suppressed *> &cells) const
    {
        ReportTable out;
        out.isOfWords = true;
        out.columns = {m_words.text(u"table"_s), m_words.text(u"row"_s), m_words.text(u"column"_s), m_words.text(u"why"_s)};
        const auto place = [this](Dimension dimension, const std::optional<QString> &code) {
            return code ? m_words.name(dimension, *code).french : m_words.text(u"all"_s).french;
        };
        for (const Suppressed *one : cells)
            out.rows.push_back({m_words.title(one->question),
                                {place(one->question.rows, one->place.row), place(one->question.columns, one->place.column),
                                 m_words.text(whyCode(one->why)).french}});
        return out;
    }

    [[nodiscard]] ReportTable suppressedByTable(const std::vector<const Suppressed *> &cells,
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

    ReportWords m_words;
    ReportDocument m_report;
    std::set<Indicator> m_told; ///< whose total is in the summary
    bool m_saidNothing = false;
};

Error wrong(const char *field)
{
    return {Errc::InvalidArgument, {{"field", std::string(field)}}};
}

Result<std::vector<PublishedTable>> tablesIn(const Release &release, const std::vector<Question> &questions)
{
    std::vector<PublishedTable> tables;
    for (const Question &question : questions) {
        const PublishedTable *table = release.find(question);
        if (table == nullptr)
            return Error(Errc::NotFound); // a quarter no house had sent by then
        tables.push_back(*table);
    }
    return tables;
}

} // namespace

Result<ReportDocument> makeReport(ReportName name, const Period &period, ReportLanguages languages,
                                  const std::vector<Table> &exact)
{
    if (channelOf(name) != Channel::Inside)
        return wrong("report");
    if (period.kind() != periodKindOf(name))
        return wrong("period");
    ReportMaker maker(name, period, languages);
    for (const Table &table : exact)
        maker.add(shownOf(table));
    return maker.take();
}

Result<ReportDocument> makeReport(ReportName name, const Period &period, ReportLanguages languages,
                                  const std::vector<PublishedTable> &published, const std::vector<Suppressed> &suppressed)
{
    if (channelOf(name) != Channel::HandedOut)
        return wrong("report");
    if (period.kind() != periodKindOf(name))
        return wrong("period");
    ReportMaker maker(name, period, languages);
    std::vector<Question> questions;
    for (const PublishedTable &table : published) {
        maker.add(shownOf(table));
        questions.push_back(table.question);
    }
    maker.addSuppressed(suppressed, questions);
    return maker.take();
}

Result<ReportDocument> reportOf(const Release &seen, ReportName name, const Period &period, ReportLanguages languages)
{
    INDARO_TRY_ASSIGN(const auto questions, questionsOf(name, period));
    INDARO_TRY_ASSIGN(const auto tables, tablesIn(seen, questions));
    INDARO_TRY_ASSIGN(ReportDocument report, makeReport(name, period, languages, tables, seen.suppressed));
    report.isProvisional = true;
    report.channelWords = ReportWords(languages).text(u"provisional"_s);
    return report;
}

Result<ReportDocument> loadReport(Desk &desk, ReportName name, const Period &period, ReportLanguages languages,
                                  CountCache *cache)
{
    if (channelOf(name) == Channel::Inside) {
        INDARO_TRY_ASSIGN(const auto tables, countReport(desk, name, period, cache));
        return makeReport(name, period, languages, tables);
    }
    INDARO_TRY_ASSIGN(const auto tables, publishedReport(desk, name, period));
    INDARO_TRY_ASSIGN(const auto last, lastPublication(desk, Period::ofYear(period.from.year())));
    if (!last)
        return Error(Errc::NotFound);
    return makeReport(name, period, languages, tables, last->release.suppressed);
}

Result<void> mayPrintReport(Desk &desk, ReportName name)
{
    INDARO_TRY(desk.access.mustRead(Thing::Numbers));
    if (channelOf(name) == Channel::HandedOut)
        return desk.access.mustDo(Thing::Numbers);
    if (!desk.access.isDirector())
        return Error(Errc::AccessRefused, {{"thing", std::string("director")}});
    return {};
}

Result<void> noteReportPrinted(Desk &desk, ReportName name, const Period &period)
{
    INDARO_TRY(mayPrintReport(desk, name));
    const QString what = QString(toCode(name)) + u' ' + period.code();
    if (channelOf(name) == Channel::Inside)
        return noteNumbersPrinted(desk, what);
    return casework::recordAuditNow(desk, casework::AuditVerb::HousePaperPrinted, {}, what.toStdString());
}

Period lastPeriodOf(ReportName name, QDate today)
{
    const Period now = Period::around(today, periodKindOf(name));
    return Period::around(now.from.addDays(-1), periodKindOf(name));
}

} // namespace indaro::reports
