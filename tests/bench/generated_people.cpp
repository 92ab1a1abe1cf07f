// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/generated_people.h"

#include "core/model/field_table.h"

#include <array>
#include <cstdio>

namespace indaro::bench {

namespace fields = model::fields;
using base::Value;

namespace {

const std::vector<std::string> Beginnings = {"Nda",  "Nta",    "Ha",     "Ni",     "Si",    "Ba",      "Bi",
                                             "Ru",   "Ga",     "Mu",     "Nsa",    "Nko",   "Nze",     "Ki",
                                             "Ka",   "Ngenda", "Manira", "Nshimi", "Nduwa", "Hatungi", "Ira",
                                             "Bara", "Sinda",  "Vyuku",  "Kwi",    "Nzeyi", "Ntiram",  "Ndere"};
const std::vector<std::string> Endings = {"yishimiye", "kirutimana", "kizimana", "rimana", "kumana",   "zimana",  "yonkuru",
                                          "peba",      "bonimana",   "yimana",   "rakoze", "sabimana", "mungu",   "gahungu",
                                          "ntwari",    "sengiyumva", "zera",     "bukuru", "nkunzi",   "jimbere", "riho",
                                          "shengero",  "byara",      "hwayo",    "mbona"};
const std::vector<std::string> Given = {
    "Aline",   "Béatrice", "Chantal",   "Consolate", "Divine",       "Espérance",  "Francine",   "Goreth",
    "Inès",    "Jeanine",  "Joséphine", "Languide",  "Marie-Claire", "Médiatrice", "Nadège",     "Odette",
    "Pélagie", "Révocate", "Spès",      "Thérence",  "Vestine",      "Yvette",     "Zita",       "Aimé",
    "Bosco",   "Désiré",   "Égide",     "Fabrice",   "Gérard",       "Innocent",   "Jean-Marie", "Léonidas",
    "Méthode", "Nestor",   "Pascal",    "Révérien",  "Salvator",     "Vianney",    "Kelly",      "N’Kunda"};
const std::vector<std::string> Communes = {
    "Gasorwe", "Muyinga", "Gashoho", "Butihinda", "Giteranyi", "Mwakiro", "Buhinyuza", "Kirundo",    "Busoni", "Ntega",
    "Cankuzo", "Kigamba", "Ngozi",   "Tangara",   "Ruyigi",    "Rutana",  "Makamba",   "Nyanza-Lac", "Gitega", "Karuzi"};
const std::vector<std::string> Titles = {"Appel de la famille",       "Visite au centre de santé", "École: inscription",
                                         "Accompagnement au parquet", "Habits et savon",           "Retour préparé"};

Value bytesOf(const sync::RecordId &id)
{
    return base::Bytes(id.bytes().begin(), id.bytes().end());
}

} // namespace

int PeopleGenerator::number(int from, int to)
{
    return from + static_cast<int>(m_engine() % static_cast<std::uint64_t>(to - from + 1));
}

std::string PeopleGenerator::pick(const std::vector<std::string> &list)
{
    return list[m_engine() % list.size()];
}

std::string PeopleGenerator::familyName()
{
    return pick(Beginnings) + pick(Endings);
}

std::string PeopleGenerator::givenName()
{
    return pick(Given);
}

std::string PeopleGenerator::place()
{
    return pick(Communes);
}

std::string PeopleGenerator::day(int fromYear, int toYear)
{
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", number(fromYear, toYear), number(1, 12), number(1, 28));
    return text.data();
}

std::string PeopleGenerator::code()
{
    constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    std::string text;
    for (int i = 0; i < 10; ++i) {
        if (i == 4 || i == 9)
            text += '-';
        text += letters[m_engine() % letters.size()];
    }
    return text;
}

sync::RecordId PeopleGenerator::id()
{
    std::array<std::byte, sync::RecordId::Size> bytes{};
    for (auto &b : bytes)
        b = static_cast<std::byte>(m_engine() & 255U);
    return *sync::RecordId::fromBytes(bytes);
}

GeneratedPerson PeopleGenerator::listed(const sync::RecordId &person)
{
    const std::string given = givenName();
    sync::FieldValues file = {{fields::case_file::CaseCode, code()},
                              {fields::case_file::DisplayName, given},
                              {fields::case_file::Status, number(1, 2000) == 1 ? "present" : "left"},
                              {fields::case_file::Sex, number(1, 5) == 1 ? "M" : "F"},
                              {fields::case_file::EstimatedAge, number(1, 60)},
                              {fields::case_file::EstimatedOn, day(2019, 2026)},
                              {fields::case_file::IsMinor, number(1, 2) == 1 ? "yes" : "no"},
                              {fields::case_file::Languages, "fr rn"}};
    if (number(1, 4) == 1) {
        if (m_families.empty() || number(1, 3) == 1)
            m_families.push_back(id());
        file.emplace_back(fields::case_file::FamilyUnit, bytesOf(m_families.back()));
    }
    sync::FieldValues identity = {{fields::identity::FamilyName, familyName()},
                                  {fields::identity::GivenNames, given},
                                  {fields::identity::Nationality, "BI"},
                                  {fields::identity::OriginCommune, place()},
                                  {fields::identity::OriginColline, place()}};
    if (number(1, 3) == 1)
        identity.emplace_back(fields::identity::BirthDate, day(1970, 2024));
    if (number(1, 5) == 1)
        identity.emplace_back(fields::identity::KnownAs, givenName());
    std::array<char, 24> registerNumber{};
    std::snprintf(registerNumber.data(), registerNumber.size(), "BCDF-%06d", ++m_count);
    GeneratedPerson records = {{fields::case_file::Table, person, std::move(file)},
                               {fields::identity::Table, person, std::move(identity)},
                               {fields::stay::Table,
                                person,
                                {{fields::stay::CaseFile, bytesOf(person)},
                                 {fields::stay::RegisterNumber, registerNumber.data()},
                                 {fields::stay::ArrivedAt, day(2019, 2026)},
                                 {fields::stay::ReferredBy, "police"}}}};
    if (number(1, 10) == 1)
        records.push_back(
            {fields::note::Table, person, {{fields::note::CaseFile, bytesOf(person)}, {fields::note::Title, pick(Titles)}}});
    return records;
}

GeneratedPerson PeopleGenerator::imported(const sync::RecordId &person)
{
    const Value owner = bytesOf(person);
    const std::string given = givenName();
    const auto phone = [&] { return "+257 7" + std::to_string(number(1'000'000, 9'999'999)); };
    return {
        {fields::case_file::Table,
         person,
         {{fields::case_file::CaseCode, code()},
          {fields::case_file::DisplayName, given},
          {fields::case_file::ExternalNumber, "DOS-" + std::to_string(++m_count)},
          {fields::case_file::Status, "left"},
          {fields::case_file::Sex, "F"},
          {fields::case_file::EstimatedAge, number(1, 60)},
          {fields::case_file::ConsentSharing, "yes"}}},
        {fields::identity::Table,
         person,
         {{fields::identity::FamilyName, familyName()},
          {fields::identity::GivenNames, given},
          {fields::identity::BirthDate, day(1970, 2024)},
          {fields::identity::Nationality, "BI"},
          {fields::identity::OriginProvince, place()},
          {fields::identity::OriginCommune, place()},
          {fields::identity::OriginColline, place()},
          {fields::identity::MainLanguage, "rn"},
          {fields::identity::MaritalStatus, "single"},
          {fields::identity::ChildrenCount, number(0, 6)},
          {fields::identity::Education, "primary"},
          {fields::identity::Occupation, "Cultivatrice"},
          {fields::identity::Phone, phone()},
          {fields::identity::ContactPerson, familyName() + " " + givenName()},
          {fields::identity::ContactRelation, "tante"},
          {fields::identity::ContactPhone, phone()}}},
        {fields::stay::Table,
         person,
         {{fields::stay::CaseFile, owner},
          {fields::stay::ArrivedAt, day(2019, 2026)},
          {fields::stay::RegisteredBy, familyName()},
          {fields::stay::ImmediateNeeds, "soins"},
          {fields::stay::ServiceReferredTo, "Centre de santé de " + place()},
          {fields::stay::ServiceReferredOn, day(2019, 2026)}}},
        {fields::episode::Table,
         person,
         {{fields::episode::CaseFile, owner},
          {fields::episode::ExploitationType, "domestic"},
          {fields::episode::RecruitmentMethod, "promise"},
          {fields::episode::RecruitmentPlace, "au marché de " + place()},
          {fields::episode::LeftOn, day(2016, 2022)},
          {fields::episode::ReturnedOn, day(2023, 2026)},
          {fields::episode::DestinationCountry, "TZ"},
          {fields::episode::TransitCountry, "RW"},
          {fields::episode::Transport, "bus"},
          {fields::episode::DocumentsWithheld, "yes"},
          {fields::episode::PayPromised, number(50, 400) * 1000},
          {fields::episode::PayReceived, number(0, 50) * 1000},
          {fields::episode::DurationMonths, number(1, 60)}}},
        {fields::health::Table,
         person,
         {{fields::health::Complaint, "Fatigue et maux de tête"},
          {fields::health::ViolenceSuffered, "food physical psychological"}}},
        {fields::note::Table,
         person,
         {{fields::note::CaseFile, owner},
          {fields::note::Body, "Elle raconte avoir travaillé chez une famille près de " + place() + " pendant " +
                                   std::to_string(number(2, 30)) + " mois sans être payée. Entretien avec " + familyName() +
                                   "."}}},
    };
}

std::string PeopleGenerator::query()
{
    switch (number(1, 8)) {
    case 1:
        return givenName() + " " + familyName();
    case 2:
        return familyName() + " " + givenName().substr(0, 3);
    case 3:
        return "BCDF-00" + std::to_string(number(1000, 9999));
    case 4: {
        std::string misspelt = familyName();
        for (char &c : misspelt)
            c = c == 'r' ? 'l' : c == 'y' ? 'i' : c;
        return misspelt;
    }
    case 5:
        return code().substr(0, 6);
    case 6:
        return "sante " + givenName();
    default:
        return familyName();
    }
}

} // namespace indaro::bench
