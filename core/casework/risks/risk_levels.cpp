// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/risks/risk_levels.h"

#include "core/model/field_table.h"
#include "core/model/name_fold.h"

#include <QRegularExpression>

#include <algorithm>

namespace indaro::casework {

namespace fields = model::fields;

namespace {

/// Beginnings of words, folded: English, French, Kirundi.
constexpr std::array DangerousBeginnings{u"traffick",  u"traite",   u"trafiqu",   u"trafic",   u"exploit", u"victim",
                                         u"prostitut", u"slave",    u"esclav",    u"viol",     u"rape",    u"proxenet",
                                         u"icuruzwa",  u"acuruzwa", u"gucuruzwa", u"ubucakara"};

} // namespace

std::string_view riskLevelCode(RiskLevel level) noexcept
{
    switch (level) {
    case RiskLevel::Low:
        return "low";
    case RiskLevel::Medium:
        return "medium";
    case RiskLevel::High:
        break;
    }
    return "high";
}

std::optional<RiskLevel> riskLevelOf(QStringView code) noexcept
{
    if (code == u"low")
        return RiskLevel::Low;
    if (code == u"medium")
        return RiskLevel::Medium;
    if (code == u"high")
        return RiskLevel::High;
    return std::nullopt;
}

RiskLevel riskLevelOf(std::int64_t likelihood, std::int64_t severity) noexcept
{
    const std::int64_t weight = likelihood * severity;
    if (weight >= 6)
        return RiskLevel::High;
    return weight >= 3 ? RiskLevel::Medium : RiskLevel::Low; // a life in danger weighs three at least
}

std::optional<std::uint16_t> riskLineTable(std::string_view domain) noexcept
{
    if (std::find(RiskDomains.begin(), RiskDomains.end(), domain) == RiskDomains.end())
        return std::nullopt;
    if (domain == "health")
        return fields::risk_line_health::Table;
    return domain == "traffickers" ? fields::risk_line_perpetrator::Table : fields::risk_line::Table;
}

QStringList dangerousWordsIn(const QString &text)
{
    static const QRegularExpression word(QStringLiteral("[\\p{L}]+"));
    QStringList found;
    for (auto matches = word.globalMatch(text); matches.hasNext();) {
        const QString each = matches.next().captured();
        const QString folded = model::foldName(each);
        const bool isDangerous = std::ranges::any_of(
            DangerousBeginnings, [&](const char16_t *beginning) { return folded.startsWith(QStringView(beginning)); });
        if (isDangerous && !found.contains(each))
            found << each;
    }
    return found;
}

} // namespace indaro::casework
