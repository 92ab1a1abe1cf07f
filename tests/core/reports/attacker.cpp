// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/reports/attacker.h"

#include "core/reports/linear_program.h"

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

class Reader
{
public:
    std::size_t variable(const PublishedTable &table, const CellPlace &place)
    {
        const QString name = figureName(table.question, place);
        if (const auto known = m_variables.find(name); known != m_variables.end())
            return known->second;
        const std::size_t number = m_program.least.size();
        m_variables[name] = number;
        const PublishedCell cell = cellAt(table, place);
        const bool isOfPeople = infoOf(table.question.indicator).isPublishable;
        double least = 0;
        double most = Unbounded;
        switch (cell.shown) {
        case Shown::Small:
            most = isOfPeople ? 10 : Unbounded;
            break;
        case Shown::Hidden:
            least = isOfPeople ? 11 : 0;
            break;
        case Shown::Number:
            least = std::max(double(cell.number - 2), isOfPeople ? 11.0 : 0.0);
            most = double(cell.number + 2);
            break;
        case Shown::Kept:
            least = std::max(double(cell.number - 10), 0.0);
            most = double(cell.number + 10);
            break;
        }
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
            if (parts.size() == 4)
                total(whole, parts, false);
        }
    }
    [[nodiscard]] const LinearProgram &program() const { return m_program; }

private:
    LinearProgram m_program;
    std::map<QString, std::size_t> m_variables;
};

} // namespace

QString keyOf(const Question &question, const CellPlace &place)
{
    return figureName(question, place);
}

std::map<QString, Guess> attack(const Release &release)
{
    Reader reader;
    for (const PublishedTable &table : release.tables)
        reader.read(table);
    reader.readQuarters(release);
    std::map<QString, std::size_t> targets;
    for (const PublishedTable &table : release.tables) {
        if (!infoOf(table.question.indicator).isPublishable)
            continue;
        const auto add = [&](const CellPlace &place) {
            if (cellAt(table, place).shown == Shown::Small)
                targets[keyOf(table.question, place)] = reader.variable(table, place);
        };
        add({});
        for (const QString &row : table.rows.codes) {
            add({row, {}});
            for (const QString &column : table.columns.codes)
                add({row, column});
        }
        for (const QString &column : table.columns.codes)
            add({{}, column});
    }
    std::map<QString, Guess> guesses;
    auto solver = LinearSolver::start(reader.program());
    if (!solver)
        return guesses;
    for (const auto &[name, variable] : targets) {
        const double least = solver->least(variable);
        guesses[name] = {least, solver->most(variable)};
    }
    return guesses;
}

} // namespace indaro::tests
