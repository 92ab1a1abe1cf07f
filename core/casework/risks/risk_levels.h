// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/schema.h"

#include <QString>
#include <QStringList>

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace indaro::casework {

/// The rules of the risk form [domain.md 7.C]. Any thread.

enum class RiskLevel : std::uint8_t { Low, Medium, High };
[[nodiscard]] std::string_view riskLevelCode(RiskLevel level) noexcept; ///< codelist risk_level
[[nodiscard]] std::optional<RiskLevel> riskLevelOf(QStringView code) noexcept;

/// Of one domain, by how likely (1 to 3) and how bad (1 to 3) it is. What may cost a life is never low.
[[nodiscard]] RiskLevel riskLevelOf(std::int64_t likelihood, std::int64_t severity) noexcept;

/// The domains, in the order of the form; each is asked every time.
inline constexpr std::array<std::string_view, 8> RiskDomains{"traffickers", "community", "health",   "inside",
                                                             "outside",     "digital",   "children", "staff"};
/// The table a domain's line is in: health and self-harm, and those who exploited her, are read by those alone who may.
/// None: no such domain.
[[nodiscard]] std::optional<std::uint16_t> riskLineTable(std::string_view domain) noexcept;

/// Words in a paper she carries that would endanger her with whoever finds it [domain.md 4.12]; as they stand there.
[[nodiscard]] QStringList dangerousWordsIn(const QString &text);

} // namespace indaro::casework
