// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/sync/seeded_records.h"

#include "core/base/bytes.h"

#include <algorithm>
#include <set>

namespace indaro::bench {

namespace {

/// xorshift128 on 32-bit words (Marsaglia 2003), seeded by a Weyl walk.
class Rng
{
public:
    explicit Rng(std::uint32_t seed)
    {
        std::uint32_t w = seed;
        for (auto &word : m_words) {
            w += 0x9E3779B9U;
            std::uint32_t z = w;
            z = (z ^ (z >> 16U)) * 0x85EBCA6BU;
            z = (z ^ (z >> 13U)) * 0xC2B2AE35U;
            z ^= z >> 16U;
            word = z != 0 ? z : 1;
        }
        for (int i = 0; i < 16; ++i)
            u32();
    }
    std::uint32_t u32()
    {
        std::uint32_t t = m_words[3];
        const std::uint32_t a = m_words[0];
        m_words[3] = m_words[2];
        m_words[2] = m_words[1];
        m_words[1] = a;
        t ^= t << 11U;
        t ^= t >> 8U;
        m_words[0] = t ^ a ^ (a >> 19U);
        return m_words[0];
    }
    int number(int from, int to) { return from + static_cast<int>(u32() % static_cast<std::uint32_t>(to - from + 1)); }
    const std::string &pick(const std::vector<std::string> &list) { return list[u32() % list.size()]; }
    bool chance(std::uint32_t percent) { return u32() % 100 < percent; }
    /// Low places are common, as in real code lists.
    const std::string &skew(const std::vector<std::string> &list)
    {
        const double r = static_cast<double>(u32() % 10000) / 10000;
        return list[static_cast<std::size_t>(r * r * static_cast<double>(list.size()))];
    }

private:
    std::array<std::uint32_t, 4> m_words{};
};

const std::vector<std::string> Surnames = {
    "Ndayishimiye",  "Niyonzima",    "Nshimirimana", "Hakizimana",  "Bigirimana",   "Irakoze",   "Nduwimana",
    "Manirakiza",    "Ndikumana",    "Nkurunziza",   "Habonimana",  "Ntahomvukiye", "Barampama", "Niyongabo",
    "Nahimana",      "Sindayigaya",  "Ndayizeye",    "Kwizera",     "Nizigiyimana", "Bukuru",    "Minani",
    "Ntakirutimana", "Ndereyimana",  "Havyarimana",  "Ciza",        "Nsabimana",    "Bizimana",  "Ndabarushimana",
    "Nibigira",      "Gahungu",      "Kabura",       "Mukeshimana", "Ntirampeba",   "Nijimbere", "Ruberintwari",
    "Baranyikwa",    "Ngendakumana", "Hatungimana",  "Sibomana",    "Vyukusenge"};
const std::vector<std::string> GivenF = {"Aline",   "Chantal",    "Divine",     "Esperance",  "Francine", "Goreth",
                                         "Jeanine", "Josiane",    "Béatrice",   "Consolatte", "Spès",     "Nadège",
                                         "Odette",  "Pélagie",    "Rosine",     "Sandrine",   "Vestine",  "Yvette",
                                         "Inès",    "Clémentine", "Médiatrice", "Révocate",   "Daphrose", "Espérance"};
const std::vector<std::string> GivenM = {"Aimé",     "Blaise",     "Claude",     "Désiré",   "Égide",   "Fabrice", "Gérard",
                                         "Innocent", "Jean-Bosco", "Jean-Marie", "Léonidas", "Méthode", "Nestor",  "Olivier",
                                         "Pascal",   "Révérien",   "Salvator",   "Thierry",  "Vianney", "Zacharie"};
const std::vector<std::string> Provinces = {
    "Muyinga", "Kirundo", "Ngozi",   "Cankuzo", "Ruyigi",   "Karuzi",   "Gitega", "Kayanza",          "Makamba",
    "Rutana",  "Bururi",  "Rumonge", "Bubanza", "Cibitoke", "Muramvya", "Mwaro",  "Bujumbura Mairie", "Bujumbura Rural"};
const std::vector<std::string> Communes = {"Muyinga", "Gasorwe",    "Giteranyi",  "Butihinda", "Buhinyuza", "Mwakiro",
                                           "Gashoho", "Busoni",     "Bugabira",   "Ntega",     "Vumbi",     "Bwambarangwe",
                                           "Kobero",  "Nyamurenza", "Marangara",  "Tangara",   "Kiremba",   "Cendajuru",
                                           "Mishiha", "Kigamba",    "Butaganzwa", "Bweru",     "Bugendana", "Mutaho"};
const std::vector<std::string> Collines = {"Rugari",    "Kinyota",  "Cumba",   "Rusenyi", "Gahararo", "Mukoni",
                                           "Nyarunazi", "Kibimba",  "Rutoke",  "Murama",  "Bwasare",  "Gisanze",
                                           "Kagari",    "Munagano", "Ngogomo", "Rabiro",  "Karehe",   "Butarugera",
                                           "Kiyanza",   "Nkohwa",   "Rukira",  "Musama",  "Kwibuye",  "Gatongati"};
const std::vector<std::string> Languages = {"Kirundi",  "Kirundi",     "Kirundi", "Swahili",
                                            "Français", "Kinyarwanda", "Lingala"};
const std::vector<std::string> Nations = {"Burundaise",  "Burundaise", "Burundaise", "Burundaise", "Congolaise",
                                          "Tanzanienne", "Rwandaise",  "Ougandaise", "Kényane"};
const std::vector<std::string> Marital = {"celibataire", "marie_legal", "union_libre", "separe", "veuf", "divorce"};
const std::vector<std::string> Education = {
    "aucun",         "primaire_incomplet", "primaire_complet", "secondaire_incomplet", "secondaire_complet",
    "professionnel", "universitaire"};
const std::vector<std::string> Jobs = {
    "Cultivatrice", "Commerçant ambulant", "Élève",   "Sans emploi", "Coiffeuse", "Domestique",          "Taxi-vélo",
    "Maçon",        "Couturière",          "Pêcheur", "Serveuse",    "Gardien",   "Vendeuse de légumes", "Mécanicien",
    "Berger"};
const std::vector<std::string> Links = {"mère",     "père",   "tante",   "oncle",      "sœur", "frère",
                                        "conjoint", "voisin", "cousine", "grand-mère", "ami",  "chef de colline"};
const std::vector<std::string> Exploitation = {
    "travail_force", "servitude_domestique", "exploitation_sexuelle",     "mendicite_forcee",
    "mariage_force", "travail_enfant",       "activite_criminelle_forcee"};
const std::vector<std::string> Recruitment = {"promesse_emploi", "agence_recrutement", "connaissance_famille",
                                              "reseaux_sociaux", "enlevement",         "vente_par_famille",
                                              "promesse_etudes", "promesse_mariage"};
const std::vector<std::string> Destinations = {
    "Tanzanie", "Arabie saoudite", "Oman",   "Koweït", "Émirats arabes unis", "Liban", "Kenya",
    "Ouganda",  "RD Congo",        "Rwanda", "Zambie", "Burundi (interne)"};
const std::vector<std::string> Transit = {"Aucun", "Tanzanie", "Kenya", "Rwanda", "Ouganda", "Éthiopie", "RD Congo"};
const std::vector<std::string> Modes = {"bus", "a_pied", "avion", "camion", "moto", "velo", "pirogue", "voiture_privee"};
const std::vector<std::string> Health = {"Bon état général",
                                         "Fièvre, paludisme suspecté",
                                         "Douleurs dorsales chroniques",
                                         "Malnutrition modérée",
                                         "Blessure à la main droite, pansée",
                                         "Grossesse de 5 mois",
                                         "Troubles du sommeil et anxiété",
                                         "Infection respiratoire traitée",
                                         "Séquelles de coups, suivi en cours",
                                         "Asthme connu",
                                         "Brûlures anciennes aux bras",
                                         "Anémie, supplément prescrit"};
const std::vector<std::string> Needs = {"hebergement",
                                        "soins_medicaux",
                                        "soutien_psychosocial",
                                        "assistance_juridique",
                                        "documents_identite",
                                        "recherche_famille",
                                        "vetements",
                                        "nourriture",
                                        "formation",
                                        "protection",
                                        "retour_volontaire",
                                        "scolarisation"};
const std::vector<std::string> Violence = {
    "physique", "psychologique",        "sexuelle", "privation_nourriture", "privation_liberte",
    "menaces",  "confiscation_salaire", "aucune"};
const std::vector<std::string> Services = {"Centre de santé de Muyinga",
                                           "Hôpital de Muyinga",
                                           "AAJVD - appui psychosocial",
                                           "Clinique juridique",
                                           "Police judiciaire - unité mineurs",
                                           "OIM - bureau de Bujumbura",
                                           "Direction du développement familial",
                                           "Parquet de Muyinga",
                                           "Centre Seruka",
                                           "Foyer de transit",
                                           "Administration communale",
                                           "Caritas diocésaine"};
const std::vector<std::string> Agents = {"A. Ndayisenga", "B. Nkunzimana", "C. Irambona",    "D. Kaneza",
                                         "E. Nzeyimana",  "F. Akimana",    "G. Mpawenimana", "H. Nininahazwe"};
const std::vector<std::string> Places = {"au marché",
                                         "à la gare routière",
                                         "au domicile familial",
                                         "à la sortie de l’école",
                                         "par téléphone",
                                         "sur un chantier",
                                         "au poste frontière de Kobero",
                                         "dans un bar",
                                         "à l’église",
                                         "au champ"};
const std::vector<std::string> Says = {"La personne déclare", "Selon le récit de la personne,",
                                       "Elle explique",       "L’entretien indique",
                                       "D’après la famille,", "Le référent signale"};
const std::vector<std::string> What = {"avoir travaillé sans salaire",
                                       "que le passeport a été gardé par l’employeur",
                                       "qu’un intermédiaire avait payé le transport",
                                       "ne pas connaître l’adresse exacte",
                                       "avoir été logée avec trois autres personnes",
                                       "qu’elle n’a pas pu téléphoner à ses proches",
                                       "que les journées duraient quinze heures",
                                       "avoir fui de nuit avec une voisine"};
const std::vector<std::string> Wishes = {"Demande de ne pas contacter le mari.",
                                         "Souhaite reprendre l’école à la rentrée.",
                                         "Préfère parler en kirundi avec une intervenante.",
                                         "Rendez-vous fixé avec le médecin.",
                                         "A besoin d’une attestation de naissance.",
                                         "Accepte le retour chez la tante maternelle.",
                                         "Revoir dans deux semaines.",
                                         "Suivi psychosocial hebdomadaire recommandé."};
const std::vector<std::string> Fields = {"numero_dossier",
                                         "date_admission",
                                         "nom",
                                         "prenom",
                                         "sexe",
                                         "date_naissance",
                                         "age_estime",
                                         "nationalite",
                                         "province_origine",
                                         "commune_origine",
                                         "colline_origine",
                                         "langue_principale",
                                         "situation_matrimoniale",
                                         "nombre_enfants",
                                         "niveau_etudes",
                                         "profession",
                                         "telephone",
                                         "personne_contact",
                                         "lien_contact",
                                         "telephone_contact",
                                         "type_exploitation",
                                         "mode_recrutement",
                                         "lieu_recrutement",
                                         "date_depart",
                                         "date_retour",
                                         "pays_destination",
                                         "pays_transit",
                                         "moyen_transport",
                                         "documents_confisques",
                                         "salaire_promis_bif",
                                         "salaire_percu_bif",
                                         "duree_exploitation_mois",
                                         "violences_subies",
                                         "etat_sante",
                                         "besoins_immediats",
                                         "service_orientation",
                                         "date_orientation",
                                         "agent_enregistrement",
                                         "consentement_partage",
                                         "observations"};
struct Context
{
    int index;
    int admitted; ///< day
    std::string year;
    bool isFemale;
    int age;
};

std::string two(int number)
{
    return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string isoDay(int days)
{
    const int z = days + 719468;
    const int era = z / 146097;
    const int dayOfEra = z - era * 146097;
    const int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
    const int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const int mp = (5 * dayOfYear + 2) / 153;
    const int day = dayOfYear - (153 * mp + 2) / 5 + 1;
    const int month = mp < 10 ? mp + 3 : mp - 9;
    return std::to_string(yearOfEra + era * 400 + (month <= 2 ? 1 : 0)) + "-" + two(month) + "-" + two(day);
}

std::string phone(Rng &r)
{
    static const std::vector<std::string> Prefixes = {"61", "68", "69", "71", "72", "75", "76", "79"};
    std::string text = "+257 " + r.pick(Prefixes);
    for (int i = 0; i < 3; ++i)
        text += " " + two(r.number(0, 99));
    return text;
}

std::string several(Rng &r, const std::vector<std::string> &list, int most)
{
    const int count = r.number(1, most);
    std::vector<std::string> chosen;
    for (int i = 0; i < count; ++i) {
        const std::string &value = r.pick(list);
        if (std::find(chosen.begin(), chosen.end(), value) == chosen.end())
            chosen.push_back(value);
    }
    std::string text;
    for (const auto &value : chosen)
        text += (text.empty() ? "" : " ") + value;
    return text;
}

std::string observation(Rng &r)
{
    std::string text = r.pick(Says);
    text += " " + r.pick(What);
    text += " pendant " + std::to_string(r.number(2, 40));
    text += " mois, " + r.pick(Places);
    text += " de " + r.pick(Collines) + ".";
    if (r.chance(60))
        text += " " + r.pick(Wishes);
    if (r.chance(25)) {
        text += " Entretien du " + isoDay(r.number(19000, 20600));
        text += " avec " + r.pick(Agents) + ".";
    }
    return text;
}

std::string padded(int number)
{
    const std::string digits = std::to_string(number);
    return std::string(digits.size() < 5 ? 5 - digits.size() : 0, '0') + digits;
}

SeededValue identityValue(const std::string &field, Rng &r, const Context &context)
{
    if (field == "numero_dossier")
        return "MUY-" + context.year + "-" + padded(context.index + 1);
    if (field == "date_admission")
        return isoDay(context.admitted);
    if (field == "nom")
        return r.pick(Surnames);
    if (field == "prenom")
        return r.pick(context.isFemale ? GivenF : GivenM);
    if (field == "sexe")
        return context.isFemale ? "F" : "M";
    if (field == "date_naissance")
        return isoDay(context.admitted - context.age * 365 - r.number(0, 364));
    if (field == "age_estime")
        return context.age;
    if (field == "nationalite")
        return r.pick(Nations);
    if (field == "province_origine")
        return r.skew(Provinces);
    if (field == "commune_origine")
        return r.skew(Communes);
    if (field == "colline_origine")
        return r.pick(Collines);
    if (field == "langue_principale")
        return r.pick(Languages);
    if (field == "situation_matrimoniale")
        return r.skew(Marital);
    if (field == "nombre_enfants")
        return context.age < 16 ? 0 : r.number(0, 6);
    if (field == "niveau_etudes")
        return r.skew(Education);
    if (field == "profession")
        return r.pick(Jobs);
    if (field == "telephone")
        return r.chance(55) ? phone(r) : "";
    if (field == "personne_contact") {
        const std::string family = r.pick(Surnames);
        return family + " " + r.pick(r.chance(50) ? GivenF : GivenM);
    }
    if (field == "lien_contact")
        return r.pick(Links);
    return r.chance(70) ? phone(r) : ""; // telephone_contact
}

SeededValue valueOf(const std::string &field, Rng &r, const Context &context)
{
    if (std::find(Fields.begin(), Fields.end(), field) < std::find(Fields.begin(), Fields.end(), "type_exploitation"))
        return identityValue(field, r, context);
    if (field == "type_exploitation")
        return r.skew(Exploitation);
    if (field == "mode_recrutement")
        return r.skew(Recruitment);
    if (field == "lieu_recrutement") {
        const std::string place = r.pick(Places);
        return place + ", " + r.skew(Communes);
    }
    if (field == "date_depart")
        return isoDay(context.admitted - r.number(120, 1500));
    if (field == "date_retour")
        return isoDay(context.admitted - r.number(0, 60));
    if (field == "pays_destination")
        return r.skew(Destinations);
    if (field == "pays_transit")
        return r.skew(Transit);
    if (field == "moyen_transport")
        return r.pick(Modes);
    if (field == "documents_confisques")
        return r.chance(60) ? "oui" : "non";
    if (field == "salaire_promis_bif")
        return r.number(3, 60) * 25000;
    if (field == "salaire_percu_bif")
        return r.chance(55) ? 0 : r.number(1, 30) * 5000;
    if (field == "duree_exploitation_mois")
        return r.number(1, 48);
    if (field == "violences_subies")
        return several(r, Violence, 3);
    if (field == "etat_sante")
        return r.pick(Health);
    if (field == "besoins_immediats")
        return several(r, Needs, 4);
    if (field == "service_orientation")
        return r.skew(Services);
    if (field == "date_orientation")
        return isoDay(context.admitted + r.number(0, 30));
    if (field == "agent_enregistrement")
        return r.pick(Agents);
    if (field == "consentement_partage") {
        static const std::vector<std::string> Consents = {"oui_tous", "oui_anonyme", "non"};
        return r.skew(Consents);
    }
    return observation(r);
}

Context makeContext(Rng &r, int index)
{
    const int admitted = r.number(18993, 20605); // 2022-01-01 .. 2026-06-01
    const bool isFemale = r.chance(72);
    const bool isChild = r.chance(38);
    return {index, admitted, isoDay(admitted).substr(0, 4), isFemale, isChild ? r.number(6, 17) : r.number(18, 45)};
}

std::vector<std::string> editableFields()
{
    std::vector<std::string> fields;
    for (const auto &field : Fields) {
        if (field != "numero_dossier" && field != "sexe")
            fields.push_back(field);
    }
    return fields;
}

std::string quoted(const std::string &text)
{
    return '"' + text + '"'; // no text of the workload has a character that JSON escapes
}

std::string quoted(const SeededValue &value)
{
    const auto *text = std::get_if<std::string>(&value);
    return text != nullptr ? quoted(*text) : std::to_string(std::get<std::int64_t>(value));
}

} // namespace

const SeededValue &SeededRecord::field(const std::string &name) const
{
    return std::find_if(fields.begin(), fields.end(), [&](const auto &pair) { return pair.first == name; })->second;
}

std::vector<SeededRecord> seededRecords(int count, std::uint32_t seed)
{
    Rng r(seed);
    std::vector<SeededRecord> records;
    for (int i = 0; i < count; ++i) {
        base::Bytes id;
        for (int word = 0; word < 4; ++word) {
            const std::uint32_t bits = r.u32();
            for (int shift = 24; shift >= 0; shift -= 8)
                id.push_back(static_cast<std::byte>((bits >> static_cast<unsigned>(shift)) & 255U));
        }
        SeededRecord record{base::toBase64Url(id), {}};
        const Context context = makeContext(r, i);
        for (const auto &field : Fields)
            record.fields.emplace_back(field, valueOf(field, r, context));
        records.push_back(std::move(record));
    }
    return records;
}

std::vector<SeededEdit> seededEdits(const std::vector<SeededRecord> &records, std::size_t count, std::uint32_t seed)
{
    Rng r(seed ^ 0x5A5A5A5AU);
    const auto editable = editableFields();
    std::set<std::string> used;
    std::vector<SeededEdit> edits;
    while (edits.size() < count) {
        const SeededRecord &record = records[static_cast<std::size_t>(r.number(0, static_cast<int>(records.size()) - 1))];
        const std::string &field = r.pick(editable);
        const Context context = makeContext(r, 0);
        SeededValue value = valueOf(field, r, context);
        if (used.contains(record.id + field) || value == record.field(field))
            continue;
        used.insert(record.id + field);
        edits.push_back({record.id, field, std::move(value)});
    }
    return edits;
}

std::vector<SeededConflict> seededConflicts(const std::vector<SeededRecord> &records, std::size_t count,
                                            const std::vector<SeededEdit> &taken, std::uint32_t seed)
{
    Rng r(seed ^ 0x33CC33CCU);
    const auto editable = editableFields();
    std::set<std::string> used;
    for (const auto &edit : taken)
        used.insert(edit.id + edit.field);
    std::vector<SeededConflict> conflicts;
    while (conflicts.size() < count) {
        const SeededRecord &record = records[static_cast<std::size_t>(r.number(0, static_cast<int>(records.size()) - 1))];
        const std::string &field = r.pick(editable);
        const Context first = makeContext(r, 0);
        SeededValue a = valueOf(field, r, first);
        const Context second = makeContext(r, 0);
        SeededValue b = valueOf(field, r, second);
        const SeededValue &present = record.field(field);
        if (used.contains(record.id + field) || a == b || a == present || b == present)
            continue;
        used.insert(record.id + field);
        conflicts.push_back({record.id, field, std::move(a), std::move(b)});
    }
    return conflicts;
}

std::string toLine(const SeededRecord &record)
{
    std::string line = "{\"id\":" + quoted(record.id);
    for (const auto &[field, value] : record.fields)
        line += "," + quoted(field) + ":" + quoted(value);
    return line + "}\n";
}

std::string toLine(const SeededEdit &edit)
{
    return "{\"id\":" + quoted(edit.id) + ",\"field\":" + quoted(edit.field) + ",\"value\":" + quoted(edit.value) + "}\n";
}

std::string toLine(const SeededConflict &conflict)
{
    return "{\"id\":" + quoted(conflict.id) + ",\"field\":" + quoted(conflict.field) + ",\"a\":" + quoted(conflict.a) +
           ",\"b\":" + quoted(conflict.b) + "}\n";
}

} // namespace indaro::bench
