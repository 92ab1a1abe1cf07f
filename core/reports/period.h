// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QDate>
#include <QString>

#include <cstdint>
#include <vector>

namespace indaro::reports {

enum class PeriodKind : std::uint8_t { Year, Quarter, Month, Days };

/// The days a number is about, both ends in it. Local days of the house. Thread of all here: any.
struct Period
{
    QDate from;
    QDate until;

    /// "2026", "2026-Q3", "2026-07", "2026-01-05..2026-02-03". Errors: InvalidArgument (none of these, a day that does not
    /// exist, an end before the beginning), ValueOutOfRange (a year before 1900 or after 2199).
    [[nodiscard]] static base::Result<Period> parse(QStringView text);
    [[nodiscard]] static Period ofYear(int year);
    [[nodiscard]] static Period ofQuarter(int year, int quarter); ///< 1 … 4
    [[nodiscard]] static Period ofMonth(int year, int month);     ///< 1 … 12
    /// The year, quarter or month a day is in.
    [[nodiscard]] static Period around(QDate day, PeriodKind kind);

    /// What parse() reads, in its shortest spelling.
    [[nodiscard]] QString code() const;
    [[nodiscard]] PeriodKind kind() const;
    [[nodiscard]] int days() const { return int(from.daysTo(until)) + 1; }
    [[nodiscard]] bool contains(QDate day) const { return day >= from && day <= until; }
    [[nodiscard]] bool contains(const Period &other) const { return other.from >= from && other.until <= until; }
    /// The whole quarters (or months, years) in it, in their order.
    [[nodiscard]] std::vector<Period> parts(PeriodKind kind) const;
    friend bool operator==(const Period &, const Period &) = default;
};

} // namespace indaro::reports
