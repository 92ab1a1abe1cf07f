// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/risks/risk_levels.h"

#include "core/model/field_table.h"
#include "core/model/name_fold.h"

#include <QRegularExpression>

#include <algorithm>
#include <vector>

namespace indaro::casework {

namespace fields = model::fields;

namespace {

/// Folded. English, French, Kirundi; of Kirundi what a house says, not what a neighbouring language says.
constexpr std::array DangerousBeginnings{u"traffick", u"trafiqu",  u"exploit",  u"victim",    u"prostitut",
                                         u"slave",    u"esclav",   u"proxenet", u"ihohoter",  u"guhohoter",
                                         u"yahohote", u"urucuruz", u"gucuruzw", u"agacuruzw", u"agahato"};
constexpr std::array DangerousWords{u"traite",  u"traites", u"trafic", u"trafics", u"viol",  u"viols", u"violee",
                                    u"violees", u"viole",   u"rape",   u"raped",   u"ubuja", u"umuja", u"abaja"};
/// Trade is no danger, trade in people is: "urudandaza rw’abantu", "abacuruza abantu".
constexpr std::array TradeBeginnings{u"urudandaz", u"abadandaz", u"gudandaz", u"abacuruz", u"gucuruz", u"ubudandaz"};

struct FoundWord
{
    QString folded;
    qsizetype start = 0;
    qsizetype end = 0;
};

std::vector<FoundWord> wordsOf(const QString &text)
{
    static const QRegularExpression word(QStringLiteral("[\\p{L}\\p{M}]+"));
    std::vector<FoundWord> words;
    for (auto matches = word.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        words.push_back({model::foldName(match.captured()), match.capturedStart(), match.capturedEnd()});
    }
    return words;
}

template <std::size_t N> bool beginsWithOne(const QString &word, const std::array<const char16_t *, N> &beginnings)
{
    return std::ranges::any_of(beginnings, [&](const char16_t *each) { return word.startsWith(QStringView(each)); });
}

bool isDangerous(const QString &word)
{
    return beginsWithOne(word, DangerousBeginnings) ||
           std::ranges::any_of(DangerousWords, [&](const char16_t *each) { return word == QStringView(each); });
}

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
    const auto words = wordsOf(text);
    QStringList found;
    const auto keep = [&](qsizetype from, qsizetype until) {
        if (const QString each = text.mid(from, until - from); !found.contains(each))
            found << each;
    };
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (isDangerous(words[i].folded))
            keep(words[i].start, words[i].end);
        if (!beginsWithOne(words[i].folded, TradeBeginnings))
            continue;
        for (std::size_t next = i + 1; next < words.size() && next <= i + 2; ++next) {
            if (words[next].folded == u"abantu" || words[next].folded == u"umuntu")
                keep(words[i].start, words[next].end);
        }
    }
    return found;
}

} // namespace indaro::casework
