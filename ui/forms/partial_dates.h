// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/form_definition.h"
#include "core/model/said_age.h"

#include <QtCore/QDate>

#include <optional>

namespace indaro::ui::forms {

/// How much of a date a question may leave open: ODK's appearances "month-year" and "year" [forms.md 5.6].
enum class DatePrecision : std::uint8_t { Day, Month, Year };
[[nodiscard]] DatePrecision datePrecision(const indaro::forms::FormItem &item);

/// A stored date as it is shown and typed: a day, month or year that was left open is stored as the first and not shown.
[[nodiscard]] QString shownDate(const QString &iso, DatePrecision precision);

/// "about 17 years", "environ 17 ans", "imyaka 17", "~17", "6 months", said `today`. A number alone is no age: it could be a
/// day. Nothing when it is none of these.
[[nodiscard]] std::optional<model::SaidAge> saidAge(QStringView typed, QDate today);
/// So long before the day it was said, as yyyy or yyyy-MM.
[[nodiscard]] QString dateLongAgo(const model::SaidAge &said);
/// "about 17 years": what saidAge() reads.
[[nodiscard]] QString ageText(const model::SaidAge &said);
/// "about 17 years, said on 24/11/2026, noted by J. N."
[[nodiscard]] QString saidText(const model::SaidAge &said);
/// An answer of a date as a reader sees it, with what was said (model::KeptAnswer).
[[nodiscard]] QString shownDateAnswer(const QString &whole, DatePrecision precision);

} // namespace indaro::ui::forms
