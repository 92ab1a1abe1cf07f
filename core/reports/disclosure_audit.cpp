// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reports/disclosure_audit.h"

#include "core/reports/linear_program.h"

#include <algorithm>
#include <set>

namespace indaro::reports {

using namespace Qt::StringLiterals;

namespace {

constexpr int RoundingSlack = RoundTo / 2;

class Builder
{
public:
    Builder(const std::vector<PublishedTable> &tables, const std::vector<bool> &isOpen) : m_tables(tables), m_isOpen(isOpen)
    {
    }

    FigureSystem build(const Period &period)
    {
        for (std::size_t table = 0; table < m_tables.size(); ++table)
            addTable(table);
        addQuarters(period);
        return std::move(m_system);
    }

private:
    /// The figure at a place of a table, by what it is of rather than where it stands.
    std::size_t figure(std::size_t table, const CellPlace &place)
    {
        const Question &question = m_tables[table].question;
        QStringList of;
        if (place.row)
            of << QString(infoOf(question.rows).code) + u'=' + *place.row;
        if (place.column)
            of << QString(infoOf(question.columns).code) + u'=' + *place.column;
        of.sort();
        const QString about = QString(infoOf(question.indicator).code);
        const QString suffix = of.isEmpty() ? QString() : u'?' + of.join(u'&');
        const QString key = about + u'/' + question.period.code() + suffix;
        const auto [at, isNew] = m_numbers.emplace(key, m_system.figures.size());
        if (isNew) {
            const PublishedCell cell = cellAt(m_tables[table], place);
            m_system.figures.push_back(
                {key, cell.shown, cell.number, infoOf(question.indicator).isPublishable, int(of.size()), {}});
            m_periods.push_back({about + suffix, question});
        }
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
        const PublishedTable &table = m_tables[number];
        const std::size_t total = figure(number, {});
        Sum rows{total, {}, !table.rows.isSeveral && !m_isOpen[number], !m_isOpen[number], number};
        for (const QString &row : table.rows.codes) {
            rows.parts.push_back(figure(number, {row, {}}));
            Sum inRow{rows.parts.back(), {}, !table.columns.isSeveral, true, number};
            for (const QString &column : table.columns.codes)
                inRow.parts.push_back(figure(number, {row, column}));
            if (!inRow.parts.empty())
                addSum(std::move(inRow));
        }
        Sum columns{total, {}, !table.columns.isSeveral, true, number};
        for (const QString &column : table.columns.codes) {
            columns.parts.push_back(figure(number, {{}, column}));
            Sum inColumn{columns.parts.back(), {}, rows.isExact, rows.isComplete, number};
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

    /// A year is the sum of its quarters, where each of them is there and nobody is in two.
    void addQuarters(const Period &period)
    {
        const auto quarters = period.parts(PeriodKind::Quarter);
        if (quarters.size() < 2)
            return;
        std::map<QString, std::vector<std::size_t>> parts;
        std::map<QString, std::size_t> wholes;
        for (std::size_t at = 0; at < m_periods.size(); ++at) {
            const auto &[about, question] = m_periods[at];
            if (question.period == period)
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
            addSum({whole->second, figures, isComplete && isAdditive, isComplete, {}});
        }
    }

    const std::vector<PublishedTable> &m_tables;
    const std::vector<bool> &m_isOpen;
    FigureSystem m_system;
    std::map<QString, std::size_t> m_numbers;
    std::vector<std::pair<QString, Question>> m_periods; ///< of each figure: what it is of, without its period
    std::set<std::vector<std::size_t>> m_sums;
};

std::pair<double, double> boundsOf(const Figure &figure)
{
    const double least = figure.isOfPersons ? SmallCount + 1 : 0;
    switch (figure.shown) {
    case Shown::Small:
        return {0, figure.isOfPersons ? double(SmallCount) : Unbounded};
    case Shown::Hidden:
        return {least, Unbounded};
    case Shown::Number:
        return {std::max(least, double(figure.number - RoundingSlack)), double(figure.number + RoundingSlack)};
    case Shown::Kept:
        break;
    }
    return {std::max(0.0, double(figure.number - SmallCount)), double(figure.number + SmallCount)};
}

void addRelations(LinearProgram &program, const Sum &sum)
{
    LinearRelation all;
    for (const std::size_t part : sum.parts)
        all.terms.emplace_back(part, 1);
    all.terms.emplace_back(sum.total, -1);
    all.isEquality = sum.isExact;
    if (sum.isExact || sum.isComplete)
        program.relations.push_back(std::move(all));
    if (sum.isExact)
        return;
    for (const std::size_t part : sum.parts)
        program.relations.push_back({{{sum.total, 1}, {part, -1}}, false, 0});
}

/// With all that is known, or only with what one table says.
LinearProgram programOf(const FigureSystem &system, std::optional<std::size_t> table)
{
    LinearProgram program;
    for (const Figure &figure : system.figures) {
        const auto [least, most] = boundsOf(figure);
        program.least.push_back(least);
        program.most.push_back(most);
    }
    for (const Sum &sum : system.sums) {
        if (!table || sum.table == table)
            addRelations(program, sum);
    }
    return program;
}

void attack(LinearSolver &solver, const std::vector<std::size_t> &candidates, std::set<std::size_t> &weak)
{
    for (const std::size_t candidate : candidates) {
        // From where it happens to stand, up; only if that does not suffice, down as well.
        const double stands = solver.value(candidate);
        const double most = solver.most(candidate, stands + LeastWidth);
        if (most - stands >= LeastWidth - 1e-6)
            continue;
        if (most - solver.least(candidate, most - LeastWidth) < LeastWidth - 1e-6)
            weak.insert(candidate);
    }
}

} // namespace

FigureSystem figuresOf(const std::vector<PublishedTable> &tables, const std::vector<bool> &isOpen, const Period &period)
{
    return Builder(tables, isOpen).build(period);
}

std::vector<std::size_t> weakFigures(const FigureSystem &system, const std::vector<std::size_t> &candidates)
{
    std::set<std::size_t> weak;
    if (auto solver = LinearSolver::start(programOf(system, {}))) {
        attack(*solver, candidates, weak);
        return {weak.begin(), weak.end()};
    }
    std::set<std::size_t> tables;
    for (const Sum &sum : system.sums) {
        if (sum.table)
            tables.insert(*sum.table);
    }
    for (const std::size_t table : tables) {
        if (auto solver = LinearSolver::start(programOf(system, table)))
            attack(*solver, candidates, weak);
    }
    return {weak.begin(), weak.end()};
}

} // namespace indaro::reports
