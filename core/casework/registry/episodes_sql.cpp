// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/registry/episodes.h"

#include "core/casework/plans/record_rows.h"
#include "core/casework/registry/registry_rows.h"
#include "core/casework/row_values.h"
#include "core/model/field_table.h"
#include "core/model/name_fold.h"
#include "core/model/place_text.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace indaro::casework {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using sync::RecordId;

namespace {

/// A place in words, and the gazetteer's code of it.
struct PlaceFields
{
    sync::FieldId words;
    sync::FieldId code;
};
constexpr std::array CodedPlaces{PlaceFields{fields::episode::Place, fields::episode::PlaceCode},
                                 PlaceFields{fields::route_leg::FromPlace, fields::route_leg::FromCode},
                                 PlaceFields{fields::route_leg::ToPlace, fields::route_leg::ToCode}};

std::optional<RecordId> idIn(const Record &record, sync::FieldId field)
{
    const Value held = record.value(field);
    return held.bytes() != nullptr ? RecordId::fromBytes(*held.bytes()) : std::nullopt;
}

std::int64_t numberOf(const Record &leg)
{
    return leg.value(fields::route_leg::Number).integerOr(0);
}

/// Whose it is and what it belongs to is not for `facts` to say.
Result<void> checkFacts(std::uint16_t table, const sync::FieldValues &facts)
{
    for (const auto &[field, value] : facts) {
        const auto *definition = model::schema().findTable(table)->findField(field.field);
        if (field.table != table || definition == nullptr || definition->type == sync::FieldType::Blob ||
            field == fields::route_leg::Number)
            return neededField(field);
    }
    return {};
}

Result<std::vector<Record>> legsOf(Desk &desk, RecordId episode)
{
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare("SELECT id FROM route_leg WHERE episode = ?1"));
    rows.bind(1, episode);
    std::vector<RecordId> ids;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        if (const auto id = rows.id<sync::RecordTag>(0))
            ids.push_back(*id);
        return {};
    }));
    std::vector<Record> legs;
    for (const RecordId &id : ids) {
        INDARO_TRY_ASSIGN(auto leg, loadRecord(desk, fields::route_leg::Table, id));
        legs.push_back(std::move(leg));
    }
    std::ranges::sort(legs, [](const Record &a, const Record &b) {
        return std::tuple(numberOf(a), a.id) < std::tuple(numberOf(b), b.id);
    });
    return legs;
}

QString earlierOf(const QString &one, const QString &other)
{
    if (one.isEmpty() || other.isEmpty())
        return one.isEmpty() ? other : one;
    return std::min(one, other); // ISO, whole or partial
}

Result<void> checkEpisode(Desk &desk, RecordId episode)
{
    INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({fields::episode::Table, episode}));
    return isThere ? Result<void>()
                   : Result<void>(Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::episode::Table)}}));
}

Result<void> setPlaceWords(Desk &desk, const PlaceFields &of, RecordId record, const model::Place &place)
{
    INDARO_TRY(changeRecord(desk, record,
                            {{of.words, model::toValue(model::placeName(place))}, {of.code, model::toValue(place.code)}}));
    return {};
}

} // namespace

QString beganOn(const Episode &episode)
{
    QString first = earlierOf(episode.record.text(fields::episode::StartedOn), episode.record.text(fields::episode::LeftOn));
    for (const Record &leg : episode.legs)
        first = earlierOf(first, leg.text(fields::route_leg::LeftOn));
    return first;
}

Result<std::vector<Episode>> listEpisodesOf(Desk &desk, CaseId person)
{
    INDARO_TRY(desk.access.mustRead(Thing::Story));
    INDARO_TRY_ASSIGN(const auto records, recordsAbout(desk, person, {fields::episode::Table}));
    std::vector<Episode> episodes;
    for (const PlanRecord &record : records) {
        INDARO_TRY_ASSIGN(auto legs, legsOf(desk, record.id()));
        episodes.push_back({record.record, std::move(legs)});
    }
    std::ranges::sort(episodes, [](const Episode &a, const Episode &b) {
        const QString left = beganOn(a);
        const QString right = beganOn(b);
        return std::tuple(left.isEmpty(), left, a.record.id) < std::tuple(right.isEmpty(), right, b.record.id);
    });
    return episodes;
}

Result<RecordId> addEpisode(Desk &desk, CaseId person, const sync::FieldValues &facts)
{
    INDARO_TRY(desk.access.mustDo(Thing::Story));
    INDARO_TRY(checkFacts(fields::episode::Table, facts));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(checkPerson(desk, person));
    sync::FieldValues values{{fields::episode::CaseFile, idValue(person)}};
    values.insert(values.end(), facts.begin(), facts.end());
    INDARO_TRY_ASSIGN(const RecordId id, bearRecord(desk, fields::episode::Table, values));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<void> removeEpisode(Desk &desk, RecordId episode)
{
    INDARO_TRY(desk.access.mustDo(Thing::Story));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(checkEpisode(desk, episode));
    INDARO_TRY_ASSIGN(const auto legs, legsOf(desk, episode));
    for (const Record &leg : legs)
        INDARO_TRY(desk.log.remove({fields::route_leg::Table, leg.id}));
    INDARO_TRY(desk.log.remove({fields::episode::Table, episode}));
    return transaction.commit();
}

Result<RecordId> addRouteLeg(Desk &desk, RecordId episode, const sync::FieldValues &facts)
{
    INDARO_TRY(desk.access.mustDo(Thing::Story));
    INDARO_TRY(checkFacts(fields::route_leg::Table, facts));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(checkEpisode(desk, episode));
    INDARO_TRY_ASSIGN(const Record record, loadRecord(desk, fields::episode::Table, episode));
    INDARO_TRY_ASSIGN(const auto legs, legsOf(desk, episode));
    const std::int64_t number = legs.empty() ? 1 : numberOf(legs.back()) + 1;
    sync::FieldValues values{{fields::route_leg::CaseFile, record.value(fields::episode::CaseFile)},
                             {fields::route_leg::Episode, idValue(episode)},
                             {fields::route_leg::Number, number}};
    values.insert(values.end(), facts.begin(), facts.end());
    const auto isFrom = [](const auto &fact) {
        return fact.first == fields::route_leg::FromPlace || fact.first == fields::route_leg::FromCountry;
    };
    if (!legs.empty() && std::ranges::none_of(facts, isFrom)) {
        const Record &last = legs.back();
        values.emplace_back(fields::route_leg::FromPlace, last.value(fields::route_leg::ToPlace));
        values.emplace_back(fields::route_leg::FromCode, last.value(fields::route_leg::ToCode));
        values.emplace_back(fields::route_leg::FromCountry, last.value(fields::route_leg::ToCountry));
    }
    INDARO_TRY_ASSIGN(const RecordId id, bearRecord(desk, fields::route_leg::Table, values));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<void> removeRouteLeg(Desk &desk, RecordId leg)
{
    INDARO_TRY(desk.access.mustDo(Thing::Story));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(desk.log.remove({fields::route_leg::Table, leg}));
    return transaction.commit();
}

Result<void> moveRouteLeg(Desk &desk, RecordId leg, LegMove move)
{
    INDARO_TRY(desk.access.mustDo(Thing::Story));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const Record record, loadRecord(desk, fields::route_leg::Table, leg));
    const auto episode = idIn(record, fields::route_leg::Episode);
    if (!episode)
        return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::episode::Table)}});
    INDARO_TRY_ASSIGN(auto legs, legsOf(desk, *episode));
    const auto at = std::ranges::find(legs, leg, &Record::id);
    const bool isAtEnd = at == legs.end() || (move == LegMove::Earlier ? at == legs.begin() : at + 1 == legs.end());
    if (!isAtEnd)
        std::iter_swap(at, move == LegMove::Earlier ? at - 1 : at + 1);
    // Two laptops may each have added one of the same number: they are numbered anew in the order they are shown in.
    std::int64_t number = 0;
    for (const Record &one : legs)
        INDARO_TRY(desk.log.edit(fields::route_leg::Number, one.id, ++number));
    return transaction.commit();
}

Result<void> setLegPlace(Desk &desk, RecordId leg, LegEnd end, const model::Place &place)
{
    INDARO_TRY(desk.access.mustDo(Thing::Story));
    const bool isFrom = end == LegEnd::From;
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(setPlaceWords(desk, isFrom ? CodedPlaces[1] : CodedPlaces[2], leg, place));
    INDARO_TRY(
        changeRecord(desk, leg, {{isFrom ? fields::route_leg::FromCountry : fields::route_leg::ToCountry, Value("BI")}}));
    return transaction.commit();
}

Result<void> setEpisodePlace(Desk &desk, RecordId episode, const model::Place &place)
{
    INDARO_TRY(desk.access.mustDo(Thing::Story));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(setPlaceWords(desk, CodedPlaces[0], episode, place));
    return transaction.commit();
}

Result<void> rows::dropStaleCode(Desk &desk, sync::FieldId field, RecordId record)
{
    const auto place = std::ranges::find(CodedPlaces, field, &PlaceFields::words);
    if (place == CodedPlaces.end())
        return {};
    INDARO_TRY_ASSIGN(const Value code, desk.log.load(place->code, record));
    if (code.textOr({}).empty())
        return {};
    INDARO_TRY_ASSIGN(const Value words, desk.log.load(place->words, record));
    const auto meant = model::Gazetteer::burundi().findByCode(model::toText(code));
    if (meant && model::foldWords(model::placeName(meant->place)) == model::foldWords(model::toText(words)))
        return {};
    INDARO_TRY(desk.log.edit(place->code, record, Value()));
    return {};
}

} // namespace indaro::casework
