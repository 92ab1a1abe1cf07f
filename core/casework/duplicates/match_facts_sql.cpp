// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/duplicates/match_index.h"

#include "core/casework/row_values.h"
#include "core/model/gazetteer.h"
#include "core/model/name_fold.h"

#include <algorithm>
#include <map>
#include <tuple>

using namespace Qt::StringLiterals;

namespace indaro::casework {

using base::Result;

namespace {

constexpr char AllFiles[] =
    "SELECT f.id, f.case_code, f.display_name, f.sex, f.estimated_age, f.estimated_on, f.family_unit, i.family_name, "
    "i.given_names, i.known_as, i.birth_date, i.phone, i.contact_person, i.contact_phone, i.origin_place, "
    "i.origin_province, i.origin_commune, i.origin_colline FROM case_file f LEFT JOIN identity i ON i.id = f.id "
    "WHERE f.status IS NOT 'merged'";
constexpr char AllStayDays[] = "SELECT case_file, arrived_at, left_at FROM stay";

struct OriginWords
{
    QString place, province, commune, colline;
    [[nodiscard]] auto tied() const { return std::tie(place, province, commune, colline); }
    friend bool operator<(const OriginWords &one, const OriginWords &other) { return one.tied() < other.tied(); }
};

struct OriginKeys
{
    std::vector<std::uint32_t> communes, provinces;
    std::uint32_t colline = 0;
};

std::uint32_t placeKey(const QString &level, const QString &name)
{
    std::uint32_t hash = 2166136261U;
    const QStringList words = model::foldWords(name);
    if (words.isEmpty())
        return 0;
    for (const char c : level.toStdString())
        hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    for (const QString &word : words) {
        for (const char c : model::phoneticKey(word).toStdString())
            hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    }
    return hash;
}

void addKey(std::vector<std::uint32_t> &keys, const QString &level, const QString &name)
{
    if (const std::uint32_t key = placeKey(level, name); key != 0)
        keys.push_back(key);
}

/// The places the words mean, as the gazetteer has them: what is called Gasorwe in the old division lies in a commune of the
/// new one, and both are known by the new one. Which division somebody had in mind may not be known: then both count.
std::vector<model::PlaceMatch> placesOf(const OriginWords &words)
{
    const model::Gazetteer &gazetteer = model::Gazetteer::burundi();
    std::vector<model::PlaceMatch> places;
    if (!words.place.isEmpty()) {
        if (auto place = gazetteer.findByCode(words.place))
            places.push_back(std::move(*place));
    }
    if (!places.empty() || words.commune.isEmpty())
        return places;
    const auto isSame = [](const QString &one, const QString &other) { return placeKey({}, one) == placeKey({}, other); };
    for (model::PlaceMatch &match : gazetteer.findPlaces(QString(words.commune + u' ' + words.province))) {
        const bool isIn = words.province.isEmpty() || isSame(match.place.province, words.province);
        const bool isCommune = match.place.level == model::PlaceLevel::Commune;
        if (isCommune && isIn && isSame(match.place.name, words.commune))
            places.push_back(std::move(match));
    }
    return places;
}

OriginKeys keysOf(const OriginWords &words)
{
    OriginKeys keys;
    addKey(keys.communes, u"written"_s, words.commune);
    addKey(keys.provinces, u"written"_s, words.province);
    keys.colline = placeKey(u"colline"_s, words.colline);
    for (const model::PlaceMatch &match : placesOf(words)) {
        if (match.place.division == model::Division::New) {
            addKey(keys.communes, u"today"_s, match.place.commune.isEmpty() ? match.place.name : match.place.commune);
            addKey(keys.provinces, u"today"_s, match.place.province);
        }
        for (const model::PlaceMapping &today : match.today) {
            addKey(keys.communes, u"today"_s, today.commune);
            addKey(keys.provinces, u"today"_s, today.province);
        }
    }
    for (auto *some : {&keys.communes, &keys.provinces}) {
        std::ranges::sort(*some);
        some->erase(std::unique(some->begin(), some->end()), some->end());
    }
    return keys;
}

/// The last eight digits: with or without the country's number it is the same telephone.
void addPhone(const QString &text, std::vector<std::string> &phones)
{
    std::string digits;
    for (const QChar c : text) {
        if (c >= u'0' && c <= u'9')
            digits += static_cast<char>(c.unicode());
    }
    constexpr std::size_t Digits = 8;
    if (digits.size() >= Digits)
        phones.push_back(digits.substr(digits.size() - Digits));
}

struct RawFacts
{
    QString displayName, familyName, givenNames, knownAs, sex, birthDate, contact;
    std::optional<int> estimatedAge;
    QDate estimatedOn;
    QStringList phones;
};

MatchFacts factsFrom(const RawFacts &raw, const OriginKeys &origin)
{
    MatchFacts facts;
    facts.names = nameWords(QString(raw.familyName + u' ' + raw.givenNames));
    facts.knownAs = nameWords(raw.knownAs);
    if (facts.names.empty() && facts.knownAs.empty()) // it may be invented, but it is all there is
        facts.knownAs = nameWords(raw.displayName);
    facts.contact = nameWords(raw.contact);
    facts.sex = raw.sex == "X"_L1 ? std::string() : raw.sex.toStdString();
    std::tie(facts.bornFrom, facts.bornUntil) = birthRange(raw.birthDate, raw.estimatedAge, raw.estimatedOn);
    facts.isBirthDay = facts.bornFrom.isValid() && facts.bornFrom == facts.bornUntil;
    facts.isEstimate = !model::PartialDate::parse(raw.birthDate) && facts.bornFrom.isValid();
    facts.communes = origin.communes;
    facts.provinces = origin.provinces;
    facts.colline = origin.colline;
    for (const QString &phone : raw.phones)
        addPhone(phone, facts.phones);
    return facts;
}

QDate dayOfMoment(const QString &iso)
{
    return QDate::fromString(iso.left(10), Qt::ISODate);
}

std::optional<int> wholeYears(const base::Value &value)
{
    const auto *years = value.integer();
    return years != nullptr && *years >= 0 && *years <= 120 ? std::optional(static_cast<int>(*years)) : std::nullopt;
}

Result<void> addStayDays(Desk &desk, std::vector<MatchFacts> &facts)
{
    std::unordered_map<CaseId, std::size_t> rowOf;
    for (std::size_t i = 0; i < facts.size(); ++i)
        rowOf.emplace(*facts[i].file, i);
    INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare(AllStayDays));
    return forEachRow(rows, [&]() -> Result<void> {
        const auto file = rows.id<sync::RecordTag>(0);
        const auto row = file ? rowOf.find(*file) : rowOf.end();
        if (row != rowOf.end())
            facts[row->second].stays.push_back({dayOfMoment(toText(rows, 1)), dayOfMoment(toText(rows, 2))});
        return {};
    });
}

} // namespace

Result<std::shared_ptr<const MatchIndex>> MatchIndex::load(Desk &desk)
{
    std::vector<MatchFacts> all;
    std::map<OriginWords, OriginKeys> origins; // there are few places, and many people come from one
    {
        INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare(AllFiles));
        INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
            const auto file = rows.id<sync::RecordTag>(0);
            if (!file)
                return base::Error(base::Errc::StoreDamaged);
            const OriginWords words{toText(rows, 14), toText(rows, 15), toText(rows, 16), toText(rows, 17)};
            auto origin = origins.find(words);
            if (origin == origins.end())
                origin = origins.emplace(words, keysOf(words)).first;
            RawFacts raw{.displayName = toText(rows, 2),
                         .familyName = toText(rows, 7),
                         .givenNames = toText(rows, 8),
                         .knownAs = toText(rows, 9),
                         .sex = toText(rows, 3),
                         .birthDate = toText(rows, 10),
                         .contact = toText(rows, 12),
                         .estimatedAge = wholeYears(rows.value(4)),
                         .estimatedOn = dayOfMoment(toText(rows, 5)),
                         .phones = {toText(rows, 11), toText(rows, 13)}};
            MatchFacts facts = factsFrom(raw, origin->second);
            facts.file = file;
            facts.caseCode = toText(rows, 1);
            facts.familyUnit = rows.id<sync::RecordTag>(6);
            all.push_back(std::move(facts));
            return {};
        }));
    }
    INDARO_TRY(addStayDays(desk, all));
    return std::make_shared<const MatchIndex>(std::move(all));
}

MatchFacts factsOf(const PersonDraft &person, QDate today)
{
    const RawFacts raw{.displayName = model::toText(person.displayName),
                       .familyName = model::toText(person.familyName),
                       .givenNames = model::toText(person.givenNames),
                       .knownAs = model::toText(person.knownAs),
                       .sex = model::toText(person.sex),
                       .birthDate = model::toText(person.birthDate),
                       .contact = {},
                       .estimatedAge = wholeYears(person.estimatedAge),
                       .estimatedOn = today,
                       .phones = {model::toText(person.phone)}};
    MatchFacts facts = factsFrom(raw, keysOf({model::toText(person.originPlace), model::toText(person.originProvince),
                                              model::toText(person.originCommune), model::toText(person.originColline)}));
    return facts;
}

} // namespace indaro::casework
