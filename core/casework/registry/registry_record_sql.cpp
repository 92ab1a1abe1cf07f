// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/registry/registry_record.h"

#include "core/casework/first_values.h"
#include "core/casework/plans/record_rows.h"
#include "core/casework/registry/registry_rows.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/stay_lookup.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <algorithm>

namespace indaro::casework {

namespace fields = model::fields;
using namespace Qt::StringLiterals;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using sync::RecordId;

namespace {

QStringList registryCodes(const Record &record, sync::FieldId field)
{
    return record.text(field).split(u' ', Qt::SkipEmptyParts);
}

/// Nobody's words: the record as it would be, before somebody writes in it.
Record emptyRegistry(CaseId person)
{
    Record record{fields::registry::Table, person, {}};
    record.values.resize(model::schema().findTable(fields::registry::Table)->fields.size());
    return record;
}

/// What the file says of her age, whatever of it the role of who asks may read.
Result<void> readAge(Desk &desk, CaseId person, ElementFacts &facts)
{
    INDARO_TRY_ASSIGN(auto rows,
                      desk.log.connection().prepare(
                          "SELECT f.is_minor, i.birth_date, f.estimated_age, f.estimated_on FROM case_file f LEFT "
                          "JOIN identity i ON i.id = f.id WHERE f.id = ?1"));
    rows.bind(1, person);
    INDARO_TRY_ASSIGN(const bool isThere, rows.step());
    if (!isThere)
        return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::case_file::Table)}});
    facts.isMinor = toText(rows, 0);
    facts.birthDate = toText(rows, 1);
    if (const Value age = rows.value(2); age.integer() != nullptr)
        facts.estimatedAge = static_cast<int>(*age.integer());
    facts.estimatedOn = toText(rows, 3);
    return {};
}

void addEpisodeFacts(const Episode &episode, ElementFacts &facts)
{
    const Record &record = episode.record;
    facts.exploitationTypes += registryCodes(record, fields::episode::ExploitationType);
    facts.exploitationTypes += registryCodes(record, fields::episode::OtherTypes);
    facts.controls += registryCodes(record, fields::episode::Controls);
    facts.recruitmentMethods += registryCodes(record, fields::episode::RecruitmentMethod);
    facts.arePapersWithheld = facts.arePapersWithheld || record.text(fields::episode::DocumentsWithheld) == "oui"_L1;
    const QString began = beganOn(episode);
    if (!began.isEmpty() && (facts.beganOn.isEmpty() || began < facts.beganOn))
        facts.beganOn = began;
}

bool isOfProgram(sync::FieldId field)
{
    return field == fields::registry::CaseFile || field == fields::registry::ChangedAt ||
           field == fields::registry::ChangedBy;
}

} // namespace

Result<RegistryOfPerson> loadRegistry(Desk &desk, CaseId person)
{
    INDARO_TRY(desk.access.mustRead(Thing::Story));
    INDARO_TRY(checkPerson(desk, person));
    RegistryOfPerson registry{.record = emptyRegistry(person)};
    INDARO_TRY_ASSIGN(registry.isBegun, desk.log.exists({fields::registry::Table, person}));
    if (registry.isBegun) {
        INDARO_TRY_ASSIGN(registry.record, loadRecord(desk, fields::registry::Table, person));
    }
    INDARO_TRY_ASSIGN(registry.episodes, listEpisodesOf(desk, person));
    ElementFacts facts;
    facts.acts = registryCodes(registry.record, fields::registry::Acts);
    facts.means = registryCodes(registry.record, fields::registry::Means);
    facts.purposes = registryCodes(registry.record, fields::registry::Purposes);
    facts.hasActWords = !registry.record.text(fields::registry::ActWords).isEmpty();
    facts.hasMeansWords = !registry.record.text(fields::registry::MeansWords).isEmpty();
    facts.hasPurposeWords = !registry.record.text(fields::registry::PurposeWords).isEmpty();
    if (const Value age = registry.record.value(fields::registry::AgeWhenTrafficked); age.integer() != nullptr)
        facts.ageWhenTrafficked = static_cast<int>(*age.integer());
    INDARO_TRY(readAge(desk, person, facts));
    for (const Episode &episode : registry.episodes)
        addEpisodeFacts(episode, facts);
    registry.beganOn = facts.beganOn;
    registry.elements = elementsOf(facts);
    return registry;
}

Result<void> putRegistry(Desk &desk, CaseId person, const sync::FieldValues &facts)
{
    INDARO_TRY(desk.access.mustDo(Thing::Story));
    for (const auto &[field, value] : facts) {
        if (field.table != fields::registry::Table || isOfProgram(field))
            return neededField(field);
    }
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(rows::openRegistry(desk, person));
    INDARO_TRY_ASSIGN(const bool isChanged, changeRecord(desk, person, facts));
    if (isChanged)
        INDARO_TRY(rows::noteRegistryChanged(desk, person));
    return transaction.commit();
}

Result<void> rows::bearAs(Desk &desk, const sync::RecordKey &key, const sync::FieldValues &facts)
{
    FirstValues values(model::localDay(desk.clock.nowUtc()));
    for (const auto &[field, value] : facts)
        INDARO_TRY(values.add(field, value));
    INDARO_TRY(desk.log.birth(key, values.values()));
    return {};
}

Result<void> rows::openRegistry(Desk &desk, RecordId person)
{
    INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({fields::registry::Table, person}));
    if (isThere)
        return {};
    INDARO_TRY(checkPerson(desk, person));
    return bearAs(desk, {fields::registry::Table, person}, {{fields::registry::CaseFile, idValue(person)}});
}

Result<void> rows::noteRegistryChanged(Desk &desk, RecordId person)
{
    INDARO_TRY(desk.log.edit(fields::registry::ChangedAt, person, momentValue(desk.clock.nowUtc())));
    INDARO_TRY(desk.log.edit(fields::registry::ChangedBy, person, ownAccount(desk)));
    return {};
}

bool rows::isNeverChanged(std::uint16_t table) noexcept
{
    return table == fields::status_decision::Table || table == fields::qualification::Table;
}

} // namespace indaro::casework
