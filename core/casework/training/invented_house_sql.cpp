// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/training/invented_house.h"

#include "core/casework/house/house.h"
#include "core/casework/people/commands.h"
#include "core/casework/plans/needs.h"
#include "core/casework/stays/incidents.h"
#include "core/casework/stays/rooms.h"
#include "core/sync/training_mark.h"

using namespace Qt::StringLiterals;

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;
using base::Value;

namespace {

struct Invented
{
    const char *familyName;
    const char *givenNames;
    const char *sex;
    int age;
    const char *province;
    const char *referredBy;
    const char *reason;
};

constexpr Invented InventedAdults[] = {
    {"Inventée", "Rose", "F", 24, "Muyinga", "iom", "Promesse d’emploi à l’étranger, papiers gardés. (Exercice)"},
    {"Inventée", "Espérance", "F", 31, "Kirundo", "police", "Travail domestique sans salaire. (Exercice)"},
    {"Exemple", "Divine", "F", 19, "Ruyigi", "ngo", "Retour de l’étranger, sans logement. (Exercice)"},
    {"Exemple", "Goreth", "F", 28, "Cankuzo", "family", "Menaces après une plainte. (Exercice)"},
};

StayDraft stayOf(const Invented &who)
{
    StayDraft stay;
    stay.reason = who.reason;
    stay.referredBy = who.referredBy;
    return stay;
}

PersonDraft personOf(const Invented &who)
{
    PersonDraft person;
    person.familyName = who.familyName;
    person.givenNames = who.givenNames;
    person.displayName = std::string(who.givenNames) + " (exercice)";
    person.sex = who.sex;
    person.estimatedAge = std::int64_t(who.age);
    person.originProvince = who.province;
    return person;
}

Result<void> addInventedRooms(Desk &desk)
{
    for (const auto &[name, roomFor, beds] :
         {std::tuple("F", "women", 4), std::tuple("K", "families", 3), std::tuple("M", "children", 2)}) {
        INDARO_TRY_ASSIGN(
            const RoomId room,
            addRoom(desk, {.name = name, .roomFor = roomFor, .usableCapacity = {}, .state = {}, .stateWhy = {}}));
        for (int bed = 1; bed <= beds; ++bed)
            INDARO_TRY(addPlace(desk, room,
                                {.label = Value(name + std::to_string(bed)), .kind = "bed", .state = {}, .stateWhy = {}}));
    }
    return {};
}

Result<std::vector<CaseId>> admitInvented(Desk &desk)
{
    std::vector<CaseId> people;
    for (const Invented &who : InventedAdults) {
        Admission admission;
        admission.person = personOf(who);
        admission.stay = stayOf(who);
        if (people.empty()) { // the first one has two children with her
            admission.children.resize(2);
            for (auto &[child, name, age] :
                 {std::tuple(&admission.children[0], "Iteka", 3), std::tuple(&admission.children[1], "Kevin", 9)}) {
                child->displayName = std::string(name) + " (exercice)";
                child->givenNames = name;
                child->estimatedAge = std::int64_t(age);
            }
        }
        INDARO_TRY_ASSIGN(const Admitted admitted, admitPerson(desk, admission));
        people.push_back(admitted.id);
    }
    return people;
}

/// What makes the pages speak: two notes, a need, an incident, an exit.
Result<void> liveInvented(Desk &desk, const std::vector<CaseId> &people)
{
    INDARO_TRY(addNote(desk, people[0], "Première nuit", "A peu dormi, les enfants vont bien. (Exercice)", "observation"));
    INDARO_TRY(addNote(desk, people[1], "Appel", "Sa sœur a téléphoné. (Exercice)", "contact"));
    INDARO_TRY(addNeed(desk, people[0],
                       {.area = "housing",
                        .state = "soon",
                        .what = "Un toit pour elle et les enfants. (Exercice)",
                        .goal = "other",
                        .goalWords = "Un logement sûr. (Exercice)"}));
    IncidentDraft incident;
    incident.people = {people[2]};
    incident.kinds = "conflict";
    incident.severity = "minor";
    incident.what = "Dispute à table. (Exercice)";
    INDARO_TRY(recordIncident(desk, incident));
    Exit exit;
    exit.reason = "family_reunification";
    return recordExit(desk, people[3], exit);
}

} // namespace

Result<void> fillWithInventedPeople(Desk &desk)
{
    INDARO_TRY_ASSIGN(const bool isTraining, sync::isTraining(desk.log.connection()));
    if (!isTraining)
        return Error(Errc::WrongState);
    {
        INDARO_TRY_ASSIGN(auto anybody, desk.log.connection().prepare("SELECT 1 FROM case_file LIMIT 1"));
        INDARO_TRY_ASSIGN(const bool found, anybody.step());
        if (found)
            return Error(Errc::WrongState);
    }
    HouseDetails house;
    house.name = u"Maison d’exercice"_s;
    INDARO_TRY(saveHouse(desk, house));
    INDARO_TRY(addInventedRooms(desk));
    INDARO_TRY_ASSIGN(const auto people, admitInvented(desk));
    return liveInvented(desk, people);
}

} // namespace indaro::casework
