// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reports/linear_program.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace indaro::reports;

namespace {

bool fits(const LinearProgram &program, const std::vector<int> &values)
{
    for (const LinearRelation &relation : program.relations) {
        double sum = 0;
        for (const auto &[variable, factor] : relation.terms)
            sum += factor * values[variable];
        if (relation.isEquality ? std::abs(sum - relation.right) > 1e-9 : sum < relation.right - 1e-9)
            return false;
    }
    return true;
}

/// Every whole point between the bounds, one after the other.
template <class Take> void forEachPoint(const LinearProgram &program, Take take)
{
    std::vector<int> values;
    for (const double least : program.least)
        values.push_back(int(least));
    for (;;) {
        if (fits(program, values))
            take(values);
        std::size_t at = 0;
        while (at < values.size() && values[at] == int(program.most[at]))
            values[at] = int(program.least[at]), ++at;
        if (at == values.size())
            return;
        ++values[at];
    }
}

} // namespace

class TestLinearProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// A table with its totals has whole corners, so the largest number is that of the best whole point.
    void tablesHaveTheBoundsOfTheirWholePoints()
    {
        const unsigned seed = std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        const auto upTo = [&](int most) { return std::uniform_int_distribution<int>(0, most)(random); };
        int compared = 0;
        for (int round = 0; round < 120; ++round) {
            // Four cells, two row totals, two column totals; some are known but for the rounding.
            const int cells[4] = {upTo(4), upTo(4), upTo(4), upTo(4)};
            const int truth[8] = {cells[0],
                                  cells[1],
                                  cells[2],
                                  cells[3],
                                  cells[0] + cells[1],
                                  cells[2] + cells[3],
                                  cells[0] + cells[2],
                                  cells[1] + cells[3]};
            LinearProgram program;
            for (const int value : truth) {
                const bool isKnown = upTo(2) > 0;
                program.least.push_back(isKnown ? std::max(value - 1, 0) : 0);
                program.most.push_back(isKnown ? value + 1 : 8);
            }
            program.relations = {{{{0, 1}, {1, 1}, {4, -1}}, true, 0},
                                 {{{2, 1}, {3, 1}, {5, -1}}, true, 0},
                                 {{{0, 1}, {2, 1}, {6, -1}}, true, 0},
                                 {{{1, 1}, {3, 1}, {7, -1}}, true, 0}};
            std::vector<int> least(8, 1000);
            std::vector<int> most(8, -1);
            forEachPoint(program, [&](const std::vector<int> &values) {
                for (std::size_t i = 0; i < values.size(); ++i) {
                    least[i] = std::min(least[i], values[i]);
                    most[i] = std::max(most[i], values[i]);
                }
            });
            auto solver = LinearSolver::start(program);
            QVERIFY(solver.has_value());
            for (std::size_t i = 0; i < 8; ++i) {
                QVERIFY2(std::abs(solver->most(i) - most[i]) < 1e-6, qPrintable(QString::number(seed)));
                QVERIFY2(std::abs(solver->least(i) - least[i]) < 1e-6, qPrintable(QString::number(seed)));
                ++compared;
            }
        }
        QCOMPARE(compared, 960);
    }

    void whatIsAtLeastSoMuchIsSo()
    {
        LinearProgram program{{0, 0}, {10, Unbounded}, {{{{0, 1}, {1, 1}}, false, 15}}};
        auto solver = LinearSolver::start(program);
        QVERIFY(solver.has_value());
        QVERIFY(std::abs(solver->least(1) - 5) < 1e-6);
        QCOMPARE(solver->most(1), Unbounded);
        QVERIFY(std::abs(solver->most(1, 40) - 40) < 1e-6);
        QVERIFY(std::abs(solver->most(0) - 10) < 1e-6);
    }

    void whatCannotBeIsSaid()
    {
        QVERIFY(!LinearSolver::start({{0, 0}, {3, 3}, {{{{0, 1}, {1, 1}}, true, 7}}}));
        QVERIFY(LinearSolver::start({{0, 0}, {3, 3}, {{{{0, 1}, {1, 1}}, true, 6}}}));
    }

    void theSameAnswerAgainAndAgain()
    {
        LinearProgram program{{0, 0, 0}, {9, 9, 9}, {{{{0, 1}, {1, 1}, {2, 1}}, true, 12}}};
        auto solver = LinearSolver::start(program);
        for (int times = 0; times < 5; ++times) {
            for (std::size_t i = 0; i < 3; ++i) {
                QVERIFY(std::abs(solver->most(i) - 9) < 1e-6);
                QVERIFY(std::abs(solver->least(i)) < 1e-6);
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestLinearProgram)
#include "test_linear_program.moc"
