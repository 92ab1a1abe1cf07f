// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/node.h"

#include <QString>
#include <QTimeZone>

#include <optional>
#include <variant>
#include <vector>

namespace indaro::forms {

/// A day or a moment. A day counts as whole days since 1970-01-01 whatever the zone, a moment as fractional days UTC
/// (the JavaRosa reading of dates, forms.md 3.4).
struct Temporal
{
    bool wholeDay = true;
    qint64 day = 0;          ///< days since 1970-01-01, when wholeDay
    qint64 momentMs = 0;     ///< milliseconds since the epoch, when not wholeDay
    bool fromNumber = false; ///< made from a day number: compared with moments as midnight UTC, else local midnight

    [[nodiscard]] double days() const;
    [[nodiscard]] qint64 instantMs(const QTimeZone &zone) const;
    /// "2026-01-15" or "2026-01-15T12:34:56.000+02:00".
    [[nodiscard]] QString toText(const QTimeZone &zone) const;
    /// The day in that zone.
    [[nodiscard]] qint64 localDay(const QTimeZone &zone) const;

    /// Accepts yyyy-M-d, alone or followed by T or a blank, a time and perhaps a zone. Empty when it is no real date.
    [[nodiscard]] static std::optional<Temporal> fromText(QStringView text, const QTimeZone &zone);
    /// Whole numbers are days; with a fraction they are moments, and days again when that is local midnight.
    [[nodiscard]] static std::optional<Temporal> fromDays(double days, const QTimeZone &zone);
};

using NodeSet = std::vector<const Node *>;

/// A value of the expression language.
using XValue = std::variant<bool, double, QString, Temporal, NodeSet>;

/// Shortest text that reads back, never with an exponent; NaN is the empty text (forms.md 3.4).
[[nodiscard]] QString numberToText(double number);
/// XPath numbers, a decimal comma as JavaRosa takes it, and dates as days; NaN for anything else.
[[nodiscard]] double textToNumber(const QString &text, const QTimeZone &zone);

[[nodiscard]] QString toText(const XValue &value, const QTimeZone &zone);
[[nodiscard]] double toNumber(const XValue &value, const QTimeZone &zone);
[[nodiscard]] bool toBoolean(const XValue &value);

} // namespace indaro::forms
