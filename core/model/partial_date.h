// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QDate>
#include <QDateTime>
#include <QString>

#include <optional>

namespace indaro::model {

/// A date as people know it: a year, a month or a day. Written 2009, 2009-02 or 2009-02-22.
struct PartialDate
{
    int year = 0;
    int month = 0; ///< 0: not known
    int day = 0;   ///< 0: not known

    /// ISO as above, and day first as it is written in Burundi: 22/02/2009, 22-2-2009, 02/2009.
    /// Errors: InvalidArgument (not a date, or a day that does not exist), ValueOutOfRange (year before 1900 or after 2199).
    [[nodiscard]] static base::Result<PartialDate> parse(QStringView text);
    [[nodiscard]] QString toIso() const;
    /// The first and the last day it may mean.
    [[nodiscard]] QDate earliest() const;
    [[nodiscard]] QDate latest() const;
    friend bool operator==(const PartialDate &, const PartialDate &) = default;
};

/// Whole years between a birth date and a day; for a partial date the age she has at least. Never negative.
[[nodiscard]] int ageOn(const PartialDate &birth, QDate day);
/// An age estimated on a day, carried on to another day.
[[nodiscard]] int ageOn(int estimatedAge, QDate estimatedOn, QDate day);

/// Burundi keeps UTC+2 all year; a laptop's own zone setting is often wrong [decisions.md 12].
inline constexpr int LocalOffsetSeconds = 2 * 3600;
[[nodiscard]] QDateTime localTime(base::UtcMs utc);
/// "2026-11-24T21:40" and "2026-11-24" of a moment, local.
[[nodiscard]] QString localIsoMinute(base::UtcMs utc);
[[nodiscard]] QDate localDay(base::UtcMs utc);

/// "2026-11-24" or "2026-11-24T21:40" (a space for the T and seconds are accepted) in its one spelling.
/// Errors: InvalidArgument, ValueOutOfRange.
[[nodiscard]] base::Result<QString> parseLocalMoment(QStringView text);

} // namespace indaro::model
