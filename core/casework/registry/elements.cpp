// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/registry/elements.h"

#include "core/model/partial_date.h"

#include <algorithm>

namespace indaro::casework {

using namespace Qt::StringLiterals;

namespace {

constexpr int AdultAge = 18;
constexpr int SurelyAdultEstimate = 21; // an estimate below is a doubt, as in people/derived_values.h

/// What a code of an episode speaks for.
struct Speaks
{
    QLatin1StringView code;
    QLatin1StringView of;
};
constexpr Speaks TypesForPurpose[] = {
    {"travail_force"_L1, "forced_labour"_L1},     {"servitude_domestique"_L1, "servitude"_L1},
    {"exploitation_sexuelle"_L1, "sexual"_L1},    {"mendicite_forcee"_L1, "begging"_L1},
    {"mariage_force"_L1, "marriage"_L1},          {"travail_enfant"_L1, "child_labour"_L1},
    {"activite_criminelle_forcee"_L1, "crime"_L1}};
constexpr Speaks ControlsForMeans[] = {{"PhysicalThreats"_L1, "threat"_L1},
                                       {"ThreatsLawEnforcement"_L1, "threat"_L1},
                                       {"ThreatensChildrenFamily"_L1, "threat"_L1},
                                       {"PhysicalAbuse"_L1, "force"_L1},
                                       {"SexualAbuse"_L1, "force"_L1},
                                       {"DebtBondage"_L1, "coercion"_L1},
                                       {"WithholdsDocuments"_L1, "coercion"_L1},
                                       {"FalsePromises"_L1, "deception"_L1}};
constexpr Speaks RecruitmentForMeans[] = {{"enlevement"_L1, "abduction"_L1}, {"vente_par_famille"_L1, "payment"_L1}};

template <std::size_t Count>
void addTold(QStringList &told, const QStringList &codes, const Speaks (&table)[Count], const QStringList &written)
{
    for (const Speaks &one : table) {
        const QString of(one.of);
        if (codes.contains(one.code) && !written.contains(of) && !told.contains(of))
            told.append(of);
    }
}

ElementState elementState(const QStringList &codes, bool hasWords)
{
    if (!codes.isEmpty())
        return ElementState::Present;
    return hasWords ? ElementState::InWords : ElementState::Missing;
}

std::optional<model::PartialDate> dateIn(const QString &text)
{
    if (text.isEmpty())
        return {};
    const auto date = model::PartialDate::parse(text);
    return date ? std::optional(*date) : std::nullopt;
}

/// What the dates in the file say of the age then; nothing when they say nothing.
std::optional<AgeThen> ageByDates(const ElementFacts &facts)
{
    if (const auto byBirth = ageThenByBirth(facts.birthDate, facts.beganOn))
        return byBirth;
    return ageThenByEstimate(facts.estimatedAge, facts.estimatedOn, facts.beganOn);
}

AgeThen ageThenOf(const ElementFacts &facts)
{
    const bool isDoubted = facts.isMinor == "in_doubt"_L1;
    if (facts.ageWhenTrafficked) {
        if (*facts.ageWhenTrafficked < AdultAge)
            return AgeThen::Child;
        return isDoubted || facts.isMinor == "yes"_L1 ? AgeThen::Doubtful : AgeThen::Adult;
    }
    if (facts.isMinor == "yes"_L1)
        return AgeThen::Child; // and was younger then
    const auto byDates = ageByDates(facts);
    if (isDoubted)
        return byDates == AgeThen::Child ? AgeThen::Child : AgeThen::Doubtful;
    if (byDates)
        return *byDates;
    return facts.isMinor == "no"_L1 ? AgeThen::AdultNow : AgeThen::Doubtful;
}

} // namespace

std::optional<AgeThen> ageThenByBirth(const QString &birthDate, const QString &beganOn)
{
    const auto birth = dateIn(birthDate);
    const auto began = dateIn(beganOn);
    if (!birth || !began)
        return {};
    if (birth->earliest().addYears(AdultAge) > began->latest())
        return AgeThen::Child;
    return birth->latest().addYears(AdultAge) <= began->earliest() ? AgeThen::Adult : AgeThen::Doubtful;
}

std::optional<AgeThen> ageThenByEstimate(std::optional<int> age, const QString &estimatedOn, const QString &beganOn)
{
    const auto estimated = dateIn(estimatedOn);
    const auto began = dateIn(beganOn);
    if (!age || !estimated || !began)
        return {};
    const int then = *age - (estimated->year - began->year);
    if (then < AdultAge)
        return AgeThen::Child;
    return then < SurelyAdultEstimate ? AgeThen::Doubtful : AgeThen::Adult;
}

std::vector<Element> Elements::missing() const
{
    std::vector<Element> without;
    for (const ElementReading &reading : readings) {
        if (reading.state == ElementState::Missing || reading.state == ElementState::InWords)
            without.push_back(reading.element);
    }
    return without;
}

Elements elementsOf(const ElementFacts &facts)
{
    Elements elements;
    elements.ageThen = ageThenOf(facts);
    elements.isAgeMissing =
        elements.ageThen == AgeThen::AdultNow || (elements.ageThen == AgeThen::Doubtful && !facts.ageWhenTrafficked);
    elements.agesContradict = facts.ageWhenTrafficked && *facts.ageWhenTrafficked >= AdultAge && facts.isMinor == "yes"_L1;
    elements.readings = {
        ElementReading{Element::Act, elementState(facts.acts, facts.hasActWords), facts.acts},
        ElementReading{Element::Means, elementState(facts.means, facts.hasMeansWords), facts.means},
        ElementReading{Element::Purpose, elementState(facts.purposes, facts.hasPurposeWords), facts.purposes}};
    ElementReading &means = elements.readings[static_cast<std::size_t>(Element::Means)];
    if (elements.isChild() && means.state != ElementState::Present)
        means.state = ElementState::NotNeeded;
    addTold(means.told, facts.controls, ControlsForMeans, facts.means);
    addTold(means.told, facts.recruitmentMethods, RecruitmentForMeans, facts.means);
    const QString coercion = u"coercion"_s;
    if (facts.arePapersWithheld && !facts.means.contains(coercion) && !means.told.contains(coercion))
        means.told.append(coercion);
    ElementReading &purpose = elements.readings[static_cast<std::size_t>(Element::Purpose)];
    addTold(purpose.told, facts.exploitationTypes, TypesForPurpose, facts.purposes);
    return elements;
}

} // namespace indaro::casework
