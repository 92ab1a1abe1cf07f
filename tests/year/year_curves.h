// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/year/year_house.h"
#include "tests/year/year_server.h"

#include <QString>

namespace indaro::tests {

/// How the house grew and how long things took, month by month: printed, and written as CSV. Nothing of it is asserted: a
/// slow machine is no fault.
class YearCurves
{
public:
    /// At the end of a month.
    void measure(YearHouse &house, YearServer &server);
    void print() const;
    [[nodiscard]] bool write(const QString &file) const;

private:
    [[nodiscard]] QString lines(QChar separator, int width) const;
    std::vector<std::vector<QString>> m_months;
};

} // namespace indaro::tests
