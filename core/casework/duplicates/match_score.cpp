// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/duplicates/match_score.h"

#include "core/base/result.h"

#include <algorithm>
#include <array>

namespace indaro::casework {

namespace {

constexpr int NamePoints = 68;     ///< of names that are wholly alike
constexpr int OneNamePoints = 40;  ///< where one of them is known by a single name
constexpr int KnownAsPercent = 80; ///< of what the same likeness of names is worth
constexpr int FewestPercent = 45;  ///< of likeness, under which names say nothing
constexpr int EstimateYears = 2;   ///< how far an estimated age may be off

struct NameReason
{
    int points = 0;
    MatchSign sign = MatchSign::NearNames;
};

NameReason namesOf(const NameLikeness &like)
{
    if (like.percent < FewestPercent)
        return {};
    if (like.isOneWordOnly)
        return {OneNamePoints * like.percent / 100, MatchSign::OneName};
    const MatchSign sign = !like.isWhole || like.percent < 90 ? MatchSign::NearNames
                           : !like.isInOrder                  ? MatchSign::OtherOrder
                           : like.isExact                     ? MatchSign::SameNames
                                                              : MatchSign::SoundAlike;
    return {NamePoints * like.percent / 100, sign};
}

NameReason better(NameReason one, NameReason other)
{
    return other.points > one.points ? other : one;
}

/// What one of them is called may be a name of the other, or what the other is called.
NameReason calledLike(const std::vector<NameWord> &called, const MatchFacts &other)
{
    NameReason found;
    for (const auto *names : {&other.names, &other.knownAs}) {
        NameReason like = namesOf(likeness(called, *names));
        like.points = like.points * KnownAsPercent / 100;
        like.sign = MatchSign::KnownAs;
        found = better(found, like);
    }
    return found;
}

NameReason nameReason(const MatchFacts &one, const MatchFacts &other)
{
    NameReason found = namesOf(likeness(one.names, other.names));
    found = better(found, calledLike(one.knownAs, other));
    return better(found, calledLike(other.knownAs, one));
}

bool isAnyShared(const std::vector<std::uint32_t> &one, const std::vector<std::uint32_t> &other)
{
    return std::ranges::any_of(one, [&](std::uint32_t each) { return std::ranges::binary_search(other, each); });
}

/// A score while it is added up: most pairs are none, and cost no memory.
struct Tally
{
    int points = 0;
    std::size_t count = 0;
    std::array<MatchReason, 16> reasons{};
};

void add(Tally &tally, MatchSign sign, int points)
{
    INDARO_CHECK(tally.count < tally.reasons.size()); // one of each kind at most
    tally.points += points;
    tally.reasons[tally.count++] = {sign, points};
}

void addAge(const MatchFacts &one, const MatchFacts &other, Tally &score)
{
    if (!one.bornFrom.isValid() || !other.bornFrom.isValid())
        return;
    if (one.isBirthDay && other.isBirthDay && one.bornFrom == other.bornFrom)
        return add(score, MatchSign::SameBirthDay, 25);
    const qint64 gap = std::max({one.bornUntil.daysTo(other.bornFrom), other.bornUntil.daysTo(one.bornFrom), qint64(0)});
    if (gap == 0)
        return add(score, MatchSign::SameAge, one.isEstimate || other.isEstimate ? 12 : 18);
    if (gap <= 2 * 366)
        return add(score, MatchSign::NearAge, 4);
    if (gap <= 6 * 366)
        return add(score, MatchSign::OtherAge, -15);
    add(score, MatchSign::FarAge, -35);
}

void addPlace(const MatchFacts &one, const MatchFacts &other, Tally &score)
{
    const bool isCommune = isAnyShared(one.communes, other.communes);
    const bool isProvince = isAnyShared(one.provinces, other.provinces);
    if (one.colline != 0 && one.colline == other.colline && (isCommune || one.communes.empty() || other.communes.empty()))
        return add(score, MatchSign::SameColline, 20);
    if (isCommune)
        return add(score, MatchSign::SameCommune, 12);
    if (isProvince)
        return add(score, MatchSign::SameProvince, 5);
    if (!one.provinces.empty() && !other.provinces.empty())
        add(score, MatchSign::OtherPlace, -8);
}

bool areTogether(const StayDays &one, const StayDays &other)
{
    // The day somebody leaves and the day somebody comes may be one day: that is no night together.
    const bool isBefore = one.left.isValid() && one.left <= other.arrived;
    const bool isAfter = other.left.isValid() && other.left <= one.arrived;
    return one.arrived.isValid() && other.arrived.isValid() && !isBefore && !isAfter;
}

void addStays(const MatchFacts &one, const MatchFacts &other, Tally &score)
{
    bool isTogether = false;
    for (const StayDays &stay : one.stays) {
        for (const StayDays &otherStay : other.stays)
            isTogether = isTogether || areTogether(stay, otherStay);
    }
    if (isTogether)
        return add(score, MatchSign::InHouseTogether, -60);
    const bool bothLived = !one.stays.empty() && !other.stays.empty();
    const bool isSomebodyNew = (!one.file && !other.stays.empty()) || (!other.file && !one.stays.empty());
    if (bothLived || isSomebodyNew)
        add(score, MatchSign::CameBack, 0);
}

/// All but the names.
void addRest(const MatchFacts &one, const MatchFacts &other, Tally &score)
{
    addAge(one, other, score);
    if (!one.sex.empty() && !other.sex.empty())
        add(score, one.sex == other.sex ? MatchSign::SameSex : MatchSign::OtherSex, one.sex == other.sex ? 5 : -35);
    addPlace(one, other, score);
    const bool isPhone = std::ranges::any_of(
        one.phones, [&](const std::string &phone) { return std::ranges::find(other.phones, phone) != other.phones.end(); });
    if (isPhone)
        add(score, MatchSign::SamePhone, 20);
    if (one.familyUnit && one.familyUnit == other.familyUnit)
        add(score, MatchSign::SameFamily, -40);
    addStays(one, other, score);
}

constexpr int ContactPoints = 8;

void addContact(const MatchFacts &one, const MatchFacts &other, Tally &score)
{
    const NameLikeness like = likeness(one.contact, other.contact);
    if (like.percent >= 85 && !like.isOneWordOnly)
        add(score, MatchSign::SameContact, ContactPoints);
}

/// What the screen says first stands first.
MatchScore scoreFrom(const NameReason &names, const Tally &tally)
{
    MatchScore score{tally.points, {}};
    if (names.points > 0) {
        score.points += names.points;
        score.reasons.push_back({names.sign, names.points});
    }
    score.reasons.insert(score.reasons.end(), tally.reasons.begin(),
                         tally.reasons.begin() + static_cast<std::ptrdiff_t>(tally.count));
    return score;
}

} // namespace

bool MatchScore::isMatch() const
{
    const bool hasName = !reasons.empty() && reasons.front().sign <= MatchSign::KnownAs;
    return hasName && points >= MatchThreshold;
}

bool MatchScore::has(MatchSign sign) const
{
    return std::ranges::find(reasons, sign, &MatchReason::sign) != reasons.end();
}

MatchScore scoreOf(const MatchFacts &one, const MatchFacts &other)
{
    Tally tally;
    addRest(one, other, tally);
    addContact(one, other, tally);
    return scoreFrom(nameReason(one, other), tally);
}

std::optional<MatchScore> matchOf(const MatchFacts &one, const MatchFacts &other)
{
    Tally tally;
    addRest(one, other, tally);
    if (tally.points + NamePoints + ContactPoints < MatchThreshold)
        return std::nullopt;
    const NameReason names = nameReason(one, other);
    if (names.points == 0 || tally.points + names.points + ContactPoints < MatchThreshold)
        return std::nullopt;
    addContact(one, other, tally);
    MatchScore score = scoreFrom(names, tally);
    return score.isMatch() ? std::optional(std::move(score)) : std::nullopt;
}

std::pair<QDate, QDate> birthRange(const QString &birthDate, std::optional<int> estimatedAge, QDate estimatedOn)
{
    if (const auto date = model::PartialDate::parse(birthDate))
        return {date->earliest(), date->latest()};
    if (!estimatedAge || !estimatedOn.isValid())
        return {};
    return {estimatedOn.addYears(-(*estimatedAge + 1 + EstimateYears)).addDays(1),
            estimatedOn.addYears(-*estimatedAge + EstimateYears)};
}

} // namespace indaro::casework
