// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reports/linear_program.h"

#include <algorithm>
#include <cmath>

namespace indaro::reports {

namespace {

constexpr double Tiny = 1e-9;
/// After so many steps the rule that cannot run in circles (Bland's) is used.
constexpr std::size_t StepsBeforeBland = 2000;

} // namespace

std::optional<LinearSolver> LinearSolver::start(const LinearProgram &program)
{
    LinearSolver solver;
    const std::size_t given = program.least.size();
    const auto slacks = std::size_t(std::ranges::count(program.relations, false, &LinearRelation::isEquality));
    solver.m_rows = program.relations.size();
    const std::size_t artificial = given + slacks;
    solver.m_columns = artificial + solver.m_rows;
    solver.m_tableau.assign(solver.m_rows * solver.m_columns, 0);
    solver.m_least = program.least;
    solver.m_most = program.most;
    solver.m_least.resize(solver.m_columns, 0);
    solver.m_most.resize(solver.m_columns, Unbounded);
    solver.m_isAtMost.assign(solver.m_columns, false);
    solver.m_rowOf.assign(solver.m_columns, solver.m_rows);

    // Everything stands at its lower bound; what is missing in each relation is a variable of its own, to be made nothing.
    std::size_t slack = given;
    for (std::size_t row = 0; row < solver.m_rows; ++row) {
        const LinearRelation &relation = program.relations[row];
        double missing = relation.right;
        for (const auto &[variable, factor] : relation.terms) {
            solver.at(row, variable) += factor;
            missing -= factor * program.least[variable];
        }
        if (!relation.isEquality)
            solver.at(row, slack++) = -1;
        if (missing < 0) {
            for (std::size_t column = 0; column < artificial; ++column)
                solver.at(row, column) = -solver.at(row, column);
            missing = -missing;
        }
        solver.at(row, artificial + row) = 1;
        solver.m_basis.push_back(artificial + row);
        solver.m_rowOf[artificial + row] = row;
        solver.m_values.push_back(missing);
    }
    std::vector<double> factors(solver.m_columns, 0);
    std::fill(factors.begin() + std::ptrdiff_t(artificial), factors.end(), -1);
    auto gains = solver.gainsOf(factors);
    solver.climb(gains, {}, 1, Unbounded);
    double left = 0;
    for (std::size_t row = 0; row < solver.m_rows; ++row)
        left += solver.m_basis[row] >= artificial ? solver.m_values[row] : 0;
    if (left > 1e-6)
        return std::nullopt;
    solver.dropFrom(artificial);
    return solver;
}

void LinearSolver::dropFrom(std::size_t first)
{
    std::vector<double> ignored(m_columns, 0);
    std::vector<std::size_t> kept;
    for (std::size_t row = 0; row < m_rows; ++row) {
        if (m_basis[row] < first) {
            kept.push_back(row);
            continue;
        }
        std::size_t column = 0; // another one takes its place, where the row says anything of another one
        while (column < first && (m_rowOf[column] < m_rows || std::abs(at(row, column)) < 1e-7))
            ++column;
        if (column == first)
            continue;
        m_rowOf[m_basis[row]] = m_rows;
        m_values[row] = valueOf(column);
        m_basis[row] = column;
        m_rowOf[column] = row;
        pivot(row, column, ignored);
        kept.push_back(row);
    }
    std::vector<double> tableau;
    tableau.reserve(kept.size() * first);
    std::vector<double> values;
    std::vector<std::size_t> basis;
    for (const std::size_t row : kept) {
        const double *own = &at(row, 0);
        tableau.insert(tableau.end(), own, own + first);
        values.push_back(m_values[row]);
        basis.push_back(m_basis[row]);
    }
    m_tableau = std::move(tableau);
    m_values = std::move(values);
    m_basis = std::move(basis);
    m_rows = kept.size();
    m_columns = first;
    m_least.resize(first);
    m_most.resize(first);
    m_isAtMost.resize(first);
    m_rowOf.assign(first, m_rows);
    for (std::size_t row = 0; row < m_rows; ++row)
        m_rowOf[m_basis[row]] = row;
}

double LinearSolver::valueOf(std::size_t variable) const
{
    if (m_rowOf[variable] < m_rows)
        return m_values[m_rowOf[variable]];
    return m_isAtMost[variable] ? m_most[variable] : m_least[variable];
}

std::vector<double> LinearSolver::gainsOf(const std::vector<double> &factors)
{
    std::vector<double> gains = factors;
    for (std::size_t row = 0; row < m_rows; ++row) {
        const double factor = factors[m_basis[row]];
        if (factor == 0)
            continue;
        for (std::size_t column = 0; column < m_columns; ++column)
            gains[column] -= factor * at(row, column);
    }
    return gains;
}

void LinearSolver::pivot(std::size_t row, std::size_t column, std::vector<double> &gains)
{
    double *own = &at(row, 0);
    const double factor = own[column];
    for (std::size_t c = 0; c < m_columns; ++c)
        own[c] /= factor;
    own[column] = 1;
    for (std::size_t r = 0; r < m_rows; ++r) {
        if (r == row)
            continue;
        double *other = &at(r, 0);
        const double times = other[column];
        if (times == 0)
            continue;
        for (std::size_t c = 0; c < m_columns; ++c)
            other[c] -= times * own[c];
        other[column] = 0;
    }
    const double times = gains[column];
    for (std::size_t c = 0; c < m_columns; ++c)
        gains[c] -= times * own[c];
    gains[column] = 0;
}

bool LinearSolver::climb(std::vector<double> &gains, std::optional<std::size_t> variable, double sign, double enough)
{
    for (std::size_t step = 0;; ++step) {
        if (variable && sign * valueOf(*variable) >= sign * enough - Tiny)
            return true;
        // Which variable to move, and in which direction.
        std::size_t enters = m_columns;
        double best = Tiny;
        for (std::size_t column = 0; column < m_columns; ++column) {
            if (m_rowOf[column] < m_rows || m_most[column] - m_least[column] < Tiny)
                continue;
            const double gain = m_isAtMost[column] ? -gains[column] : gains[column];
            if (gain <= best)
                continue;
            enters = column;
            if (step > StepsBeforeBland)
                break;
            best = gain;
        }
        if (enters == m_columns)
            return true;
        const double direction = m_isAtMost[enters] ? -1 : 1;
        // How far, before it or one of the others meets a bound.
        double far = m_most[enters] - m_least[enters];
        std::size_t leaves = m_rows;
        bool leavesAtMost = false;
        for (std::size_t row = 0; row < m_rows; ++row) {
            const double slope = direction * at(row, enters);
            if (std::abs(slope) < Tiny)
                continue;
            const std::size_t basic = m_basis[row];
            const double room = slope > 0 ? m_values[row] - m_least[basic] : m_most[basic] - m_values[row];
            const double reach = std::max(room, 0.0) / std::abs(slope);
            const bool isNearer = reach < far - Tiny;
            const bool isSame =
                std::abs(reach - far) <= Tiny && leaves < m_rows &&
                (step > StepsBeforeBland ? basic < m_basis[leaves] : std::abs(slope) > std::abs(at(leaves, enters)));
            if (isNearer || isSame) {
                far = std::min(far, reach);
                leaves = row;
                leavesAtMost = slope < 0;
            }
        }
        if (far == Unbounded)
            return false;
        for (std::size_t row = 0; row < m_rows; ++row)
            m_values[row] -= direction * far * at(row, enters);
        if (leaves == m_rows) { // it went from one of its bounds to the other
            m_isAtMost[enters] = !m_isAtMost[enters];
            continue;
        }
        const double value = (m_isAtMost[enters] ? m_most[enters] : m_least[enters]) + direction * far;
        const std::size_t gone = m_basis[leaves];
        m_rowOf[gone] = m_rows;
        m_isAtMost[gone] = leavesAtMost;
        m_basis[leaves] = enters;
        m_rowOf[enters] = leaves;
        m_values[leaves] = value;
        pivot(leaves, enters, gains);
    }
}

double LinearSolver::most(std::size_t variable, double enough)
{
    std::vector<double> factors(m_columns, 0);
    factors[variable] = 1;
    auto gains = gainsOf(factors);
    if (!climb(gains, variable, 1, enough))
        return enough;
    return std::min(valueOf(variable), enough);
}

double LinearSolver::least(std::size_t variable, double enough)
{
    std::vector<double> factors(m_columns, 0);
    factors[variable] = -1;
    auto gains = gainsOf(factors);
    if (!climb(gains, variable, -1, enough))
        return enough;
    return std::max(valueOf(variable), enough);
}

} // namespace indaro::reports
