// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/duplicates/name_match.h"
#include "core/casework/people/person_draft.h"
#include "core/model/partial_date.h"

#include <QDate>
#include <QString>

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace indaro::casework {

/// A stay, by its days; one that is not over has no end.
struct StayDays
{
    QDate arrived{}, left{};
};

/// What two files are compared by, taken apart once.
struct MatchFacts
{
    std::optional<CaseId> file{}; ///< none: somebody who is only typed in
    QString caseCode{};
    std::vector<NameWord> names{};   ///< family name and given names, in the order they stand
    std::vector<NameWord> knownAs{}; ///< what she is called; of a file without names: the name shown in the house
    std::vector<NameWord> contact{}; ///< who belongs to her: the contact person
    std::string sex{};
    QDate bornFrom{}, bornUntil{}; ///< the days a birth date or an estimate may mean; none known: not valid
    bool isBirthDay = false;       ///< a whole birth date
    bool isEstimate = false;
    std::vector<std::uint32_t> communes{};  ///< today's and as they were written, sorted
    std::vector<std::uint32_t> provinces{}; ///< the same
    std::uint32_t colline = 0;
    std::vector<std::string> phones{}; ///< the last eight digits of each
    std::optional<sync::RecordId> familyUnit{};
    std::vector<StayDays> stays{};
};

/// Why two files may be of one person, or may not be: what the screen says in words.
enum class MatchSign : std::uint8_t {
    SameNames,  ///< written alike
    SoundAlike, ///< the same names, spelled otherwise
    OtherOrder, ///< the same names in another order
    NearNames,  ///< most of the names, or nearly the same
    OneName,    ///< one of them is known by one name only
    KnownAs,    ///< the name one is called by is a name of the other
    SameBirthDay,
    SameAge,  ///< birth dates or ages that fit
    NearAge,  ///< two years apart at most
    OtherAge, ///< against it: more than two years
    FarAge,   ///< against it: more than six years
    SameSex,
    OtherSex,        ///< against it
    SameColline,     ///<
    SameCommune,     ///< by the old or the new division
    SameProvince,    ///<
    OtherPlace,      ///< against it: another province
    SamePhone,       ///< hers, or of who belongs to her
    SameContact,     ///< the person who belongs to her has the same name
    SameFamily,      ///< against it: they came as two of one family
    InHouseTogether, ///< against it: both were in the house at once
    CameBack         ///< one had left before the other came: she may have come back [domain.md 10.2]; no points
};
[[nodiscard]] constexpr bool isAgainst(MatchSign sign) noexcept
{
    return sign == MatchSign::OtherAge || sign == MatchSign::FarAge || sign == MatchSign::OtherSex ||
           sign == MatchSign::OtherPlace || sign == MatchSign::SameFamily || sign == MatchSign::InHouseTogether;
}

struct MatchReason
{
    MatchSign sign;
    int points; ///< may be negative
    friend bool operator==(const MatchReason &, const MatchReason &) = default;
};

struct MatchScore
{
    int points = 0; ///< the sum of the reasons' points
    std::vector<MatchReason> reasons{};
    [[nodiscard]] bool isMatch() const;
    [[nodiscard]] bool has(MatchSign sign) const;
};

/// From so many points on two files are laid before a person. Names alone, alike, are enough; a name that is only near
/// needs an age or a place that fits.
inline constexpr int MatchThreshold = 65;

/// The same both ways, reasons and all.
[[nodiscard]] MatchScore scoreOf(const MatchFacts &one, const MatchFacts &other);
/// The same where it is a match, else nothing; most pairs are told apart before their names are compared.
[[nodiscard]] std::optional<MatchScore> matchOf(const MatchFacts &one, const MatchFacts &other);

/// The days a birth may have been: of a date (ISO, whole or partial), else of an age estimated on a day, two years more or
/// less. Nothing known: not valid.
[[nodiscard]] std::pair<QDate, QDate> birthRange(const QString &birthDate, std::optional<int> estimatedAge,
                                                 QDate estimatedOn);

} // namespace indaro::casework
