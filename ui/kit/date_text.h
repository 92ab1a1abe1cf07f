// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QDate>
#include <QtCore/QString>

#include <cstdint>
#include <optional>

namespace indaro::ui::kit {

/// Every date, time and amount on screen and paper. Qt's own short forms are wrong for Kirundi (its month
/// abbreviations are Kinyarwanda's: July would read as September), so they are used nowhere.

/// "05/07/1999", "07/1999" or "1999" for "1999-07-05", "1999-07" or "1999", "24/11/2026 21:40" for
/// "2026-11-24T21:40"; anything else comes back unchanged.
[[nodiscard]] QString dateText(const QString &iso);
[[nodiscard]] QString dateText(QDate date);
/// "05/07/1999 14:32" in Africa/Bujumbura (UTC+2 all year) from milliseconds UTC.
[[nodiscard]] QString dateTimeText(std::int64_t utcMs);
/// "14:32"
[[nodiscard]] QString timeText(std::int64_t utcMs);
/// "25.000 FBu"
[[nodiscard]] QString amountText(std::int64_t francs);
/// "Mukakaro (7)": Kirundi month names as Burundi writes them, with the number many people use. Month 1 … 12.
[[nodiscard]] QString kirundiMonth(int month);

/// What somebody typed as a date: dd/MM/yyyy, MM/yyyy or yyyy with any of / - . or blanks between, 05071999,
/// 071999, or ISO. Gives ISO text of the same precision, or nothing when there is no such day. Two-digit
/// years are refused: nobody can tell 19 from 2019. Years 1880 … 2199.
[[nodiscard]] std::optional<QString> parsePartialDate(QStringView typed);

} // namespace indaro::ui::kit
