// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

namespace indaro::reports {

/// Numbers of which bounds and sums are known, and how small or large one of them can be: the simplex method for bounded
/// variables, on a dense tableau. Enough for the few hundred cells of a release; nothing for large problems. Thread: any.

struct LinearRelation
{
    std::vector<std::pair<std::size_t, double>> terms{}; ///< variable and factor
    bool isEquality = true;                              ///< the sum is `right`; else it is at least `right`
    double right = 0;
};
struct LinearProgram
{
    std::vector<double> least{}; ///< finite
    std::vector<double> most{};  ///< may be infinite
    std::vector<LinearRelation> relations{};
};
inline constexpr double Unbounded = std::numeric_limits<double>::infinity();

class LinearSolver
{
public:
    /// Nothing: no numbers fit all of it.
    [[nodiscard]] static std::optional<LinearSolver> start(const LinearProgram &program);
    /// The largest possible value of a variable; once it is known to reach `enough`, that is given. Each call goes on from
    /// where the last one stopped, which is much faster than anew.
    [[nodiscard]] double most(std::size_t variable, double enough = Unbounded);
    [[nodiscard]] double least(std::size_t variable, double enough = -Unbounded);
    /// Where it stands at the moment: one of its possible values.
    [[nodiscard]] double value(std::size_t variable) const { return valueOf(variable); }

private:
    LinearSolver() = default;
    [[nodiscard]] double &at(std::size_t row, std::size_t column) { return m_tableau[row * m_columns + column]; }
    [[nodiscard]] double valueOf(std::size_t variable) const;
    /// Raises the sum of factors until nothing more can be gained, or until `variable` reaches `enough` from below (with
    /// `sign` -1: from above). False: it has no bound.
    bool climb(std::vector<double> &gains, std::optional<std::size_t> variable, double sign, double enough);
    /// Lets go of the variables from `first` on, which were only there to find a beginning, and of rows that say nothing
    /// new.
    void dropFrom(std::size_t first);
    void pivot(std::size_t row, std::size_t column, std::vector<double> &gains);
    [[nodiscard]] std::vector<double> gainsOf(const std::vector<double> &factors);

    std::size_t m_rows = 0;
    std::size_t m_columns = 0;
    std::vector<double> m_tableau;
    std::vector<double> m_least, m_most;
    std::vector<double> m_values;     ///< of the basic variables, by row
    std::vector<std::size_t> m_basis; ///< by row: which variable
    std::vector<bool> m_isAtMost;     ///< of a variable that is not basic: it stands at its upper bound
    std::vector<std::size_t> m_rowOf; ///< of a basic variable; m_rows: it is none
};

} // namespace indaro::reports
