// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/reports/attacker.h"

#include "core/reports/linear_program.h"

#include <algorithm>
#include <set>
#include <utility>

using namespace indaro::reports;
using namespace Qt::StringLiterals;

namespace indaro::tests {

namespace {

/// One name for one figure, wherever it is printed: of which people, in which period, with which codes.
QString figureName(const Question &question, const CellPlace &place)
{
    QMap<QString, QString> of;
    if (place.row)
        of[QString(infoOf(question.rows).code)] = *place.row;
    if (place.column)
        of[QString(infoOf(question.columns).code)] = *place.column;
    QString name = QString(infoOf(question.indicator).code) + u" of "_s + question.period.code();
    for (auto each = of.begin(); each != of.end(); ++each)
        name += u" with "_s + each.key() + u" "_s + each.value();
    return name;
}

/// What a printed figure says. A "< 11" of a first release is 10 at most; in a later one it stands until 21.
std::pair<double, double> printed(const PublishedTable &table, const CellPlace &place, double smallMost)
{
    const PublishedCell cell = cellAt(table, place);
    const bool isOfPeople = infoOf(table.question.indicator).isPublishable;
    switch (cell.shown) {
    case Shown::Small:
        return {0, isOfPeople ? smallMost : Unbounded};
    case Shown::Hidden:
        return {isOfPeople ? 11 : 0, Unbounded};
    case Shown::Number:
        return {std::max(double(cell.number - 2), isOfPeople ? 11.0 : 0.0), double(cell.number + 2)};
    case Shown::Kept:
        break;
    }
    return {std::max(double(cell.number - 10), isOfPeople ? 11.0 : 0.0), double(cell.number + 10)};
}

template <class Visit> void eachPlace(const PublishedTable &table, Visit visit)
{
    visit(CellPlace{});
    for (const QString &row : table.rows.codes) {
        visit(CellPlace{row, {}});
        for (const QString &column : table.columns.codes)
            visit(CellPlace{row, column});
    }
    for (const QString &column : table.columns.codes)
        visit(CellPlace{{}, column});
}

class Reader
{
public:
    explicit Reader(const Knowledge &knowledge) : m_knowledge(knowledge)
    {
        for (const Release &release : knowledge.earlier) {
            for (const PublishedTable &table : release.tables)
                eachPlace(table, [&](const CellPlace &place) {
                    if (cellAt(table, place).shown == Shown::Small)
                        m_wasSmall.insert(figureName(table.question, place));
                });
        }
    }

    std::size_t variable(const PublishedTable &table, const CellPlace &place)
    {
        const QString name = figureName(table.question, place);
        if (const auto known = m_variables.find(name); known != m_variables.end())
            return known->second;
        const std::size_t number = m_program.least.size();
        m_variables[name] = number;
        const auto [least, most] = printed(table, place, m_wasSmall.contains(name) ? 21 : 10);
        m_program.least.push_back(least);
        m_program.most.push_back(most);
        return number;
    }
    void total(std::size_t whole, const std::vector<std::size_t> &parts, bool overlap)
    {
        if (parts.empty())
            return;
        LinearRelation sum;
        for (const std::size_t part : parts)
            sum.terms.emplace_back(part, 1);
        sum.terms.emplace_back(whole, -1);
        sum.isEquality = !overlap;
        m_program.relations.push_back(sum);
        for (const std::size_t part : parts)
            m_program.relations.push_back({{{whole, 1}, {part, -1}}, false, 0});
    }
    /// Rows that not everything is in (countries): each is at most the total, and that is all.
    void largest(std::size_t whole, const std::vector<std::size_t> &parts)
    {
        for (const std::size_t part : parts)
            m_program.relations.push_back({{{whole, 1}, {part, -1}}, false, 0});
    }
    void read(const PublishedTable &table)
    {
        const bool isOpen = table.question.rows == Dimension::Country;
        const auto addRows = [&](std::size_t whole, std::optional<QString> column) {
            std::vector<std::size_t> parts;
            for (const QString &row : table.rows.codes)
                parts.push_back(variable(table, {row, column}));
            isOpen ? largest(whole, parts) : total(whole, parts, table.rows.isSeveral);
        };
        const auto addColumns = [&](std::size_t whole, std::optional<QString> row) {
            std::vector<std::size_t> parts;
            for (const QString &column : table.columns.codes)
                parts.push_back(variable(table, {row, column}));
            total(whole, parts, table.columns.isSeveral);
        };
        const std::size_t all = variable(table, {});
        addRows(all, {});
        addColumns(all, {});
        for (const QString &row : table.rows.codes)
            addColumns(variable(table, {row, {}}), row);
        for (const QString &column : table.columns.codes)
            addRows(variable(table, {{}, column}), column);
    }
    /// What was printed before of the figures that are printed now, where it still holds.
    void remember()
    {
        for (const Release &release : m_knowledge.earlier) {
            for (const PublishedTable &table : release.tables) {
                eachPlace(table, [&](const CellPlace &place) {
                    const auto found = m_variables.find(figureName(table.question, place));
                    if (found == m_variables.end() || !m_knowledge.holds ||
                        !m_knowledge.holds(table.question, place, cellAt(table, place)))
                        return;
                    const auto [least, most] = printed(table, place, 10);
                    m_program.least[found->second] = std::max(m_program.least[found->second], least);
                    m_program.most[found->second] = std::min(m_program.most[found->second], most);
                });
            }
        }
    }
    /// First-time admissions of the four quarters are those of the year.
    void readQuarters(const Release &release)
    {
        for (const auto &[name, whole] : m_variables) {
            const QString year = u" of "_s + release.period.code();
            const qsizetype at = name.indexOf(year);
            if (!name.startsWith(u"new_people of "_s) || at < 0 || name.mid(at + year.size()).startsWith(u"-Q"_s))
                continue;
            std::vector<std::size_t> parts;
            for (int quarter = 1; quarter <= 4; ++quarter) {
                QString ofQuarter = name;
                ofQuarter.insert(at + year.size(), u"-Q%1"_s.arg(quarter));
                if (const auto found = m_variables.find(ofQuarter); found != m_variables.end())
                    parts.push_back(found->second);
            }
            if (parts.size() == 4 && m_knowledge.quarters == Knowledge::Quarters::AddUp) {
                total(whole, parts, false);
                continue;
            }
            // A year has at least everybody of its quarters, whichever are printed, or of the four at most them.
            const bool isFewer = m_knowledge.quarters != Knowledge::Quarters::Further;
            if (parts.empty() || (!isFewer && parts.size() < 4))
                continue;
            LinearRelation sum;
            for (const std::size_t part : parts)
                sum.terms.emplace_back(part, isFewer ? -1 : 1);
            sum.terms.emplace_back(whole, isFewer ? 1 : -1);
            sum.isEquality = false;
            m_program.relations.push_back(sum);
        }
    }
    [[nodiscard]] const LinearProgram &program() const { return m_program; }

private:
    const Knowledge &m_knowledge;
    std::set<QString> m_wasSmall; ///< in an earlier release
    LinearProgram m_program;
    std::map<QString, std::size_t> m_variables;
};

} // namespace

QString keyOf(const Question &question, const CellPlace &place)
{
    return figureName(question, place);
}

std::optional<std::map<QString, Guess>> attack(const Release &release, const Knowledge &knowledge)
{
    Reader reader(knowledge);
    for (const PublishedTable &table : release.tables)
        reader.read(table);
    reader.readQuarters(release);
    reader.remember();
    std::map<QString, std::size_t> targets;
    for (const PublishedTable &table : release.tables) {
        if (!infoOf(table.question.indicator).isPublishable)
            continue;
        eachPlace(table, [&](const CellPlace &place) {
            if (cellAt(table, place).shown == Shown::Small)
                targets[keyOf(table.question, place)] = reader.variable(table, place);
        });
    }
    auto solver = LinearSolver::start(reader.program());
    if (!solver)
        return std::nullopt;
    std::map<QString, Guess> guesses;
    for (const auto &[name, variable] : targets) {
        const double least = solver->least(variable);
        guesses[name] = {least, solver->most(variable)};
    }
    return guesses;
}

} // namespace indaro::tests
