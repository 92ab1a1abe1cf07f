// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reports/report_maker.h"

#include "core/reports/usable_places.h"

#include <algorithm>

namespace indaro::reports {

using documents::Label;
using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t MostListed = 3;       // rows in "most often"
constexpr std::size_t MostSuppressed = 200; // named one by one; more are added up table by table
constexpr std::size_t ManyZeros = 4;        // that are told in one sentence
constexpr auto IdentifiedCode = "identified"_L1;
constexpr auto NotVictimCode = "not_victim"_L1;

QString measureSentence(Measure measure)
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

bool isAnyTold(const std::vector<ShownCell> &cells)
{
    return std::ranges::any_of(cells, [](const ShownCell &cell) { return cell.number.has_value(); });
}

/// Nothing in it is told: all of it is "< 11", or hidden.
bool isTooSmall(const ShownTable &table)
{
    return table.isNothing ||
           (!table.isExact && !isAnyTold(table.cells) && !isAnyTold(table.rowTotals) && !isAnyTold(table.columnTotals));
}

bool isAnyNotCounted(const ShownTable &table)
{
    return std::ranges::any_of(table.notCounted, [](const NotCounted &missing) { return missing.count > 0; });
}

/// "urgent" of "urgent : 72 h": in a sentence that has a colon already.
Label withoutExplanation(Label name)
{
    for (QString *words : {&name.english, &name.french, &name.kirundi})
        *words = words->section(u':', 0, 0).trimmed();
    return name;
}

/// Which question of a reader a table of the bulletin answers.
QString bulletinPart(Dimension rows)
{
    switch (rows) {
    case Dimension::Sex:
        return u"bulletin_who"_s;
    case Dimension::ProvinceNew:
    case Dimension::Country:
        return u"bulletin_where"_s;
    case Dimension::Exploitation:
    case Dimension::Sector:
        return u"bulletin_what"_s;
    default:
        return u"bulletin_done"_s;
    }
}

} // namespace

ReportMaker::ReportMaker(ReportName name, const Period &period, ReportLanguages languages, const StepNames &steps)
    : m_words(languages, steps), m_tables(name, languages, steps)
{
    m_report.name = name;
    m_report.period = period;
    m_report.languages = languages;
    m_report.title = m_words.title(name);
    m_report.periodWords = wordsOf(period, languages);
    m_report.channelWords = m_words.text(m_report.isInside() ? u"internal"_s : u"handed_out"_s);
}

void ReportMaker::add(const ShownTable &table)
{
    if (m_told.insert(table.question.indicator).second)
        addTotal(table);
    if (table.question.rows == Dimension::None)
        return; // what has no rows is its total, and that is told
    if (isBulletin())
        addToBulletin(table);
    else if (isTooSmall(table))
        m_tooSmall.append(m_words.title(table.question));
    else if (table.isExact && table.total.number == 0 && !isAnyNotCounted(table))
        m_empty.append(m_words.title(table.question));
    else
        addSection(table);
}

QString ReportMaker::figureOf(const ShownTable &table) const
{
    const auto &info = infoOf(table.question.indicator);
    const ShownCell &total = table.total;
    const bool isHidden = !total.number && (info.unit != Unit::People || !total.isSmall);
    if (table.isNothing || isHidden)
        return m_words.text(u"not_shown"_s).french;
    if (info.measure == Measure::None || !total.number)
        return total.text;
    if (total.measure)
        return ReportWords::decimal(*total.measure);
    return info.measure == Measure::AverageANight && *total.number == 0 ? total.text : u"—"_s;
}

void ReportMaker::addTotal(const ShownTable &table)
{
    const Indicator indicator = table.question.indicator;
    m_report.definitions.push_back({m_words.title(indicator), m_words.definition(indicator)});
    m_report.numbers.push_back({m_words.title(indicator), figureOf(table)});
    tell(table);
}

void ReportMaker::tell(const ShownTable &table)
{
    const Indicator indicator = table.question.indicator;
    const auto &info = infoOf(indicator);
    const ShownCell &total = table.total;
    const Label name = m_words.name(indicator);
    if (table.isNothing) {
        if (!m_saidNothing)
            m_report.summary.append(m_words.text(u"empty_quarter"_s));
        m_saidNothing = true;
        return;
    }
    if (!total.number) {
        (!total.isSmall ? m_hidden : info.unit == Unit::People ? m_small : m_few).append(name);
        return;
    }
    const QString code(info.code);
    const Label sentence = isOfToday(indicator) ? m_words.countedOn(code, *total.number, table.countedOn)
                                                : m_words.counted(code, *total.number);
    if (*total.number == 0) {
        m_zeros.push_back({name, sentence});
        return;
    }
    const bool hasMeasure = info.measure != Measure::None && total.measure.has_value();
    // The nights, and the stays that ended, are told by the indicator that is about them.
    const bool isToldBeside = indicator == Indicator::Occupancy
                                  ? hasMeasure || m_told.contains(Indicator::BedNights)
                                  : indicator == Indicator::StayMedian && m_told.contains(Indicator::StayLength);
    if (!isToldBeside)
        m_report.summary.append(sentence);
    if (indicator == Indicator::Refusals && total.sum > 0)
        m_report.summary.append(m_words.counted(u"refusals_people"_s, total.sum));
    if (hasMeasure)
        m_report.summary.append(
            m_words.sentence(measureSentence(info.measure),
                             {ReportWords::same(ReportWords::decimal(*total.measure)), m_words.title(indicator)}));
    if (const auto share = shareOfPlaces(table.question, total.measure, m_places))
        m_report.summary.append(m_words.sentence(u"share_of_places"_s, {ReportWords::same(ReportWords::number(*share)),
                                                                        ReportWords::same(ReportWords::number(*m_places))}));
}

void ReportMaker::addNotCounted(ReportSection &section, const ShownTable &table) const
{
    for (const NotCounted &missing : table.notCounted) {
        if (missing.count > 0)
            section.notes.append(m_words.sentence(
                u"not_counted"_s, {m_words.notCounted(missing.why), ReportWords::same(ReportWords::number(missing.count))}));
    }
}

void ReportMaker::addSection(const ShownTable &table)
{
    ReportSection section;
    section.title = m_words.title(table.question);
    if (table.isExact && table.total.number == 0) {
        section.notes.append(m_words.text(u"nothing_counted"_s));
    } else {
        if (const auto often = mostOften(table))
            section.sentences.append(*often);
        section.charts = m_tables.charts(table);
        if (table.question.rows != Dimension::Day)
            section.table = m_tables.table(table);
        if (table.rows.isSeveral || table.columns.isSeveral)
            section.notes.append(m_words.text(u"several"_s));
    }
    addNotCounted(section, table);
    m_report.sections.push_back(std::move(section));
}

/// Tables that answer the same question stand beside each other.
void ReportMaker::addToBulletin(const ShownTable &table)
{
    if (table.question.rows == Dimension::Status)
        addIdentified(table);
    const Label title = m_words.text(bulletinPart(table.question.rows));
    if (m_report.sections.empty() || m_report.sections.back().title.french != title.french)
        m_report.sections.push_back({.title = title});
    ReportSection &section = m_report.sections.back();
    for (ReportChart &chart : m_tables.charts(table))
        section.charts.push_back(std::move(chart));
    addNotCounted(section, table);
    for (std::size_t row = 0; row < table.rows.codes.size(); ++row) {
        if (table.question.rows == Dimension::Status && table.rows.codes[row] == NotVictimCode)
            section.notes.append(
                m_words.text(u"bulletin_not_trafficked"_s, {ReportWords::same(toldOf(table.rowTotals[row]))}));
    }
}

QString ReportMaker::toldOf(const ShownCell &cell) const
{
    return cell.number || cell.isSmall ? cell.text : m_words.text(u"not_shown"_s).french;
}

void ReportMaker::addIdentified(const ShownTable &table)
{
    for (std::size_t row = 0; row < table.rows.codes.size(); ++row) {
        if (table.rows.codes[row] != IdentifiedCode)
            continue;
        const Label name = m_words.text(u"bulletin_identified"_s);
        m_report.numbers.push_back({name, toldOf(table.rowTotals[row])});
        m_report.definitions.push_back({name, m_words.text(u"bulletin_identified_how"_s)});
    }
}

std::optional<Label> ReportMaker::mostOften(const ShownTable &table) const
{
    switch (table.question.rows) {
    case Dimension::Day:
    case Dimension::Timeliness: // in time, late: not what there is most of
    case Dimension::AnswerTime:
        return std::nullopt;
    default:
        break;
    }
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
        parts.append(
            {withoutExplanation(m_words.name(table.rows.dimension, table.rows.codes[row])), table.rowTotals[row].text});
    return m_words.sentence(u"most_often"_s, {ReportWords::listed(parts)});
}

void ReportMaker::addSuppressed(const std::vector<Suppressed> &all, const std::vector<Question> &questions, bool isLater)
{
    std::vector<const Suppressed *> here;
    for (const Suppressed &one : all) {
        if (std::ranges::find(questions, one.question) != questions.end())
            here.push_back(&one);
    }
    m_report.suppressedWords.append(m_words.counted(u"suppressed"_s, std::int64_t(here.size())));
    if (isLater)
        m_report.suppressedWords.append(m_words.text(u"later_edition"_s));
    if (here.empty())
        return;
    if (!isBulletin()) {
        m_report.suppressedWords.append(m_words.text(u"how_to_read"_s));
        m_report.suppressed = here.size() > MostSuppressed ? m_tables.suppressedByTable(here, questions)
                                                           : m_tables.suppressedCells(here, questions);
        return;
    }
    QList<std::pair<Label, QString>> tables;
    for (const Question &question : questions) {
        const auto count = std::ranges::count_if(here, [&](const Suppressed *one) { return one->question == question; });
        if (count > 0)
            tables.append({m_words.title(question), ReportWords::number(count)});
    }
    m_report.suppressedWords.append(m_words.text(u"suppressed_by_table"_s, {ReportWords::listed(tables)}));
}

/// Of several what is the same is said once.
void ReportMaker::tellTogether(const QString &code, const QList<Label> &names)
{
    if (!names.isEmpty())
        m_report.summary.append(m_words.sentence(code, {ReportWords::joined(names, u", "_s)}));
}

void ReportMaker::tellZeros()
{
    if (m_zeros.size() < ManyZeros) {
        for (const Zero &zero : m_zeros) {
            const bool isSaid = std::ranges::any_of(m_report.summary,
                                                    [&](const Label &said) { return said.french == zero.sentence.french; });
            if (!isSaid) // nights stand behind two indicators
                m_report.summary.append(zero.sentence);
        }
        return;
    }
    if (m_zeros.size() == m_report.numbers.size()) {
        m_report.summary.append(m_words.sentence(u"all_zero"_s));
        return;
    }
    QList<Label> names;
    for (const Zero &zero : m_zeros)
        names.append(zero.name);
    tellTogether(u"many_zero"_s, names);
}

void ReportMaker::addWithoutFigures(const Label &title, const QList<Label> &why, const QList<Label> &tables)
{
    if (tables.isEmpty())
        return;
    ReportSection section{.title = title};
    section.notes = why + tables;
    m_report.sections.push_back(std::move(section));
}

ReportDocument ReportMaker::take()
{
    tellTogether(u"small_total"_s, m_small);
    tellTogether(u"few_behind"_s, m_few);
    tellTogether(u"hidden_total"_s, m_hidden);
    tellZeros();
    addWithoutFigures(m_words.text(u"nothing_counted"_s), {}, m_empty);
    addWithoutFigures(m_words.text(u"too_small"_s), {m_words.text(u"nothing_to_draw"_s)}, m_tooSmall);
    if (m_report.languages == ReportLanguages::KirundiFrench && !isBulletin()) // which has its mark at the foot
        m_report.translationWords = m_words.text(u"unreviewed"_s);
    return std::move(m_report);
}

} // namespace indaro::reports
