// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/form_definition.h"

#include <QtCore/QDate>

namespace indaro::ui::forms {

/// How much of a date a question may leave open: ODK's appearances "month-year" and "year" [forms.md 5.6].
enum class DatePrecision : std::uint8_t { Day, Month, Year };
[[nodiscard]] DatePrecision datePrecision(const indaro::forms::FormItem &item);

/// A stored date as it is shown and typed: a day, month or year that was left open is stored as the first and not shown.
[[nodiscard]] QString shownDate(const QString &iso, DatePrecision precision);

/// "about 17 years", "environ 17 ans", "imyaka 17", "~17", "6 months": so long before `today`, as yyyy or yyyy-MM. A number
/// alone is no age: it could be a day. Empty when it is none of these.
[[nodiscard]] QString dateLongAgo(QStringView typed, QDate today);

} // namespace indaro::ui::forms
