// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reports/disclosure_audit.h"

#include "core/reports/linear_program.h"

#include <algorithm>
#include <set>

namespace indaro::reports {

using namespace Qt::StringLiterals;

namespace {

constexpr int RoundingSlack = RoundTo / 2;

/// What a cell says that is shown like this.
Bounds saidBy(Shown shown, std::int64_t number, bool isOfPersons, int smallMost)
{
    const double least = isOfPersons ? SmallCount + 1 : 0;
    switch (shown) {
    case Shown::Small:
        return {0, isOfPersons ? double(smallMost) : Unbounded};
    case Shown::Hidden:
        return {least, Unbounded};
    case Shown::Number:
        return {std::max(least, double(number - RoundingSlack)), double(number + RoundingSlack)};
    case Shown::Kept:
        break;
    }
    return {std::max(least, double(number - SmallCount)), double(number + SmallCount)};
}

/// Without what is not true: who believed it would work out something else than what is.
Bounds whereTrue(Bounds bounds, std::optional<std::int64_t> count)
{
    if (count && double(*count) < bounds.least)
        bounds.least = 0;
    if (count && double(*count) > bounds.most)
        bounds.most = Unbounded;
    return bounds;
}

/// What a figure is of, without its period.
QString aboutOf(const Question &question, const CellPlace &place, int &dimensions)
{
    QStringList of;
    if (place.row)
        of << QString(infoOf(question.rows).code) + u'=' + *place.row;
    if (place.column)
        of << QString(infoOf(question.columns).code) + u'=' + *place.column;
    of.sort();
    dimensions = int(of.size());
    return of.isEmpty() ? QString() : u'?' + of.join(u'&');
}

class Builder
{
public:
    explicit Builder(const Audited &audited) : m_audited(audited)
    {
        for (const PublishedTable &table : audited.tables)
            m_tables.push_back(&table);
        std::set<QString> known;
        for (const PublishedTable &table : audited.tables)
            known.insert(table.question.key());
        for (auto release = audited.earlier.rbegin(); release != audited.earlier.rend(); ++release) {
            for (const PublishedTable &table : release->tables) {
                if (known.insert(table.question.key()).second)
                    m_tables.push_back(&table); // it is not published again, and is known all the same
            }
        }
    }

    FigureSystem build()
    {
        for (std::size_t table = 0; table < m_tables.size(); ++table)
            addTable(table);
        addQuarters();
        for (const Release &release : m_audited.earlier) {
            for (const PublishedTable &table : release.tables)
                remember(table);
        }
        return std::move(m_system);
    }

private:
    [[nodiscard]] bool isOfEarlier(std::size_t table) const { return table >= m_audited.tables.size(); }
    [[nodiscard]] bool isOpen(std::size_t table) const
    {
        if (!isOfEarlier(table))
            return m_audited.isOpen[table];
        return m_tables[table]->question.rows == Dimension::Country || m_tables[table]->rows.isSeveral;
    }

    /// The figure at a place of a table, by what it is of rather than where it stands.
    std::size_t figure(std::size_t table, const CellPlace &place)
    {
        const Question &question = m_tables[table]->question;
        std::optional<std::int64_t> count;
        if (!isOfEarlier(table))
            count = cellAt(m_audited.exact[table], place).count;
        QString key = figureKey(question, place);
        // Where two tables disagree about what is the same thing, they are two things.
        const auto known = m_numbers.find(key);
        if (known != m_numbers.end() && count && m_system.figures[known->second].count != count)
            key += u'#' + QString::number(*count);
        const auto [at, isNew] = m_numbers.emplace(key, m_system.figures.size());
        if (isNew) {
            const PublishedCell cell = cellAt(*m_tables[table], place);
            Figure one{.key = key, .shown = cell.shown, .number = cell.number};
            one.isOfPersons = infoOf(question.indicator).isPublishable;
            one.count = count;
            const QString about = QString(infoOf(question.indicator).code) + aboutOf(question, place, one.dimensions);
            m_system.figures.push_back(std::move(one));
            m_periods.push_back({about, question});
        }
        if (!isOfEarlier(table))
            m_system.figures[at->second].places.emplace_back(table, place);
        return at->second;
    }

    void addSum(Sum sum)
    {
        std::vector<std::size_t> key = sum.parts;
        std::ranges::sort(key);
        key.push_back(sum.total);
        if (m_sums.insert(std::move(key)).second)
            m_system.sums.push_back(std::move(sum));
    }

    void addTable(std::size_t number)
    {
        const PublishedTable &table = *m_tables[number];
        const std::size_t total = figure(number, {});
        const bool isWhole = !isOpen(number);
        const auto sumTo = [&](std::size_t whole, bool isExact, bool isComplete) {
            Sum sum{.total = whole, .isExact = isExact, .isComplete = isComplete};
            sum.isOfEarlier = isOfEarlier(number);
            return sum;
        };
        Sum rows = sumTo(total, !table.rows.isSeveral && isWhole, isWhole);
        for (const QString &row : table.rows.codes) {
            rows.parts.push_back(figure(number, {row, {}}));
            Sum inRow = sumTo(rows.parts.back(), !table.columns.isSeveral, true);
            for (const QString &column : table.columns.codes)
                inRow.parts.push_back(figure(number, {row, column}));
            if (!inRow.parts.empty())
                addSum(std::move(inRow));
        }
        Sum columns = sumTo(total, !table.columns.isSeveral, true);
        for (const QString &column : table.columns.codes) {
            columns.parts.push_back(figure(number, {{}, column}));
            Sum inColumn = sumTo(columns.parts.back(), rows.isExact, rows.isComplete);
            for (const QString &row : table.rows.codes)
                inColumn.parts.push_back(figure(number, {row, column}));
            if (!inColumn.parts.empty())
                addSum(std::move(inColumn));
        }
        if (!rows.parts.empty())
            addSum(std::move(rows));
        if (!columns.parts.empty())
            addSum(std::move(columns));
    }

    /// A year is the sum of its quarters, where each of them is there and nobody is in two; of fewer, at least their sum.
    void addQuarters()
    {
        const auto quarters = m_audited.period.parts(PeriodKind::Quarter);
        if (quarters.size() < 2)
            return;
        std::map<QString, std::vector<std::size_t>> parts;
        std::map<QString, std::size_t> wholes;
        for (std::size_t at = 0; at < m_periods.size(); ++at) {
            const auto &[about, question] = m_periods[at];
            if (question.period == m_audited.period)
                wholes.emplace(about, at);
            else
                parts[about].push_back(at);
        }
        for (const auto &[about, figures] : parts) {
            const auto whole = wholes.find(about);
            if (whole == wholes.end())
                continue;
            const bool isComplete = figures.size() == quarters.size();
            const bool isAdditive = infoOf(m_periods[whole->second].second.indicator).isAdditive;
            Sum sum{.total = whole->second, .parts = figures};
            sum.isExact = isComplete && isAdditive;
            sum.isComplete = isComplete;
            sum.isDisjoint = isAdditive;
            addSum(std::move(sum));
        }
    }

    /// What an earlier release said of the figures of this one.
    void remember(const PublishedTable &table)
    {
        forEachCell(table, [&](const CellPlace &place, const PublishedCell &cell) {
            const auto found = m_numbers.find(figureKey(table.question, place));
            if (found == m_numbers.end())
                return;
            Figure &figure = m_system.figures[found->second];
            figure.wasSmall = cell.shown == Shown::Small;
            if (!figure.count)
                return;
            const Bounds said = whereTrue(saidBy(cell.shown, cell.number, figure.isOfPersons, SmallCount), figure.count);
            if (!figure.known)
                figure.known = said;
            figure.known = {std::max(figure.known->least, said.least), std::min(figure.known->most, said.most)};
        });
    }

    const Audited &m_audited;
    std::vector<const PublishedTable *> m_tables; ///< those of the release, then those of earlier ones only
    FigureSystem m_system;
    std::map<QString, std::size_t> m_numbers;
    std::vector<std::pair<QString, Question>> m_periods; ///< of each figure: what it is of, without its period
    std::set<std::vector<std::size_t>> m_sums;
};

/// The sum as far as it is true of the exact figures.
void addRelations(LinearProgram &program, const FigureSystem &system, const Sum &sum)
{
    const auto countOf = [&](std::size_t at) { return system.figures[at].count; };
    bool isKnown = countOf(sum.total).has_value();
    std::int64_t together = 0;
    for (const std::size_t part : sum.parts) {
        isKnown = isKnown && countOf(part).has_value();
        together += countOf(part).value_or(0);
    }
    const std::int64_t total = countOf(sum.total).value_or(0);
    const auto add = [&](bool isEquality, double sign) {
        LinearRelation all;
        for (const std::size_t part : sum.parts)
            all.terms.emplace_back(part, sign);
        all.terms.emplace_back(sum.total, -sign);
        all.isEquality = isEquality;
        program.relations.push_back(std::move(all));
    };
    if (sum.isExact && (!isKnown || together == total))
        return add(true, 1);
    if ((sum.isExact || sum.isComplete) && (!isKnown || together >= total))
        add(false, 1);
    if ((sum.isExact || sum.isDisjoint) && (!isKnown || together <= total))
        return add(false, -1);
    for (const std::size_t part : sum.parts) {
        const auto count = countOf(part);
        if (!count || !countOf(sum.total) || *count <= total)
            program.relations.push_back({{{sum.total, 1}, {part, -1}}, false, 0});
    }
}

LinearProgram programOf(const FigureSystem &system, bool withEarlierTables)
{
    LinearProgram program;
    for (const Figure &figure : system.figures) {
        const bool isUsed = figure.count.has_value() || withEarlierTables;
        const Bounds bounds = isUsed ? boundsOf(figure) : Bounds{0, Unbounded};
        program.least.push_back(bounds.least);
        program.most.push_back(bounds.most);
    }
    for (const Sum &sum : system.sums) {
        if (withEarlierTables || !sum.isOfEarlier)
            addRelations(program, system, sum);
    }
    return program;
}

bool isWeak(LinearSolver &solver, std::size_t candidate)
{
    // From where it happens to stand, up; only if that does not suffice, down as well.
    const double stands = solver.value(candidate);
    const double most = solver.most(candidate, stands + LeastWidth);
    if (most - stands >= LeastWidth - 1e-6)
        return false;
    return most - solver.least(candidate, most - LeastWidth) < LeastWidth - 1e-6;
}

std::optional<LinearSolver> solverOf(const FigureSystem &system)
{
    for (const bool withEarlierTables : {true, false}) {
        if (auto solver = LinearSolver::start(programOf(system, withEarlierTables)))
            return solver;
    }
    return std::nullopt;
}

} // namespace

QString figureKey(const Question &question, const CellPlace &place)
{
    int dimensions = 0;
    return QString(infoOf(question.indicator).code) + u'/' + question.period.code() + aboutOf(question, place, dimensions);
}

Bounds boundsOf(const Figure &figure)
{
    const int smallMost = figure.wasSmall ? SmallStandsUpTo : SmallCount;
    Bounds bounds = whereTrue(saidBy(figure.shown, figure.number, figure.isOfPersons, smallMost), figure.count);
    if (figure.known)
        bounds = {std::max(bounds.least, figure.known->least), std::min(bounds.most, figure.known->most)};
    return bounds;
}

FigureSystem figuresOf(const Audited &audited)
{
    return Builder(audited).build();
}

std::optional<std::vector<std::size_t>> weakFigures(const FigureSystem &system, const std::vector<std::size_t> &candidates)
{
    auto solver = solverOf(system);
    if (!solver)
        return std::nullopt;
    std::vector<std::size_t> weak;
    for (const std::size_t candidate : candidates) {
        if (isWeak(*solver, candidate))
            weak.push_back(candidate);
    }
    return weak;
}

std::optional<std::size_t> firstWeakFigure(const FigureSystem &system, const std::vector<std::size_t> &candidates)
{
    auto solver = solverOf(system);
    for (const std::size_t candidate : candidates) {
        if (!solver || isWeak(*solver, candidate))
            return candidate;
    }
    return std::nullopt;
}

} // namespace indaro::reports
