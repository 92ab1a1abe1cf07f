// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/checklists/guards.h"
#include "core/casework/consents/use_rule.h"
#include "core/casework/first_values.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/care_log.h"
#include "core/casework/stays/stay_lookup.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

namespace indaro::casework {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;

namespace {

Error careError(Errc code, sync::FieldId field)
{
    return {code, {{"table", std::int64_t(field.table)}, {"field", std::int64_t(field.field)}}};
}

Result<void> checkChosen(sync::FieldId field, const Value &value)
{
    return value.textOr({}).empty() ? Result<void>(careError(Errc::InvalidArgument, field)) : Result<void>();
}

/// Inside the caller's transaction.
Result<sync::RecordId> bearCare(Desk &desk, std::uint16_t table, const sync::FieldValues &facts)
{
    FirstValues values(model::localDay(desk.clock.nowUtc()));
    for (const auto &[field, value] : facts)
        INDARO_TRY(values.add(field, value));
    const auto id = sync::RecordId::make(desk.random);
    INDARO_TRY(desk.log.birth({table, id}, values.values()));
    return id;
}

} // namespace

Result<sync::RecordId> giveSupply(Desk &desk, CaseId person, const SupplyDraft &draft)
{
    INDARO_TRY(desk.access.mustDo(Thing::Care));
    INDARO_TRY(checkChosen(fields::supply::Kind, draft.kind));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const StayId stay, presentStayOf(desk, person));
    INDARO_TRY_ASSIGN(const auto id, bearCare(desk, fields::supply::Table,
                                              {{fields::supply::CaseFile, idValue(person)},
                                               {fields::supply::Stay, idValue(stay)},
                                               {fields::supply::Kind, draft.kind},
                                               {fields::supply::Description, draft.description},
                                               {fields::supply::Amount, draft.amount},
                                               {fields::supply::GivenAt, momentValue(desk.clock.nowUtc())},
                                               {fields::supply::GivenBy, idValue(sync::RecordId::sameAs(desk.log.user()))},
                                               {fields::supply::Signed, draft.signedHow}}));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<std::vector<Supply>> listSuppliesOf(Desk &desk, CaseId person)
{
    if (!desk.access.mayRead(Thing::Care))
        return std::vector<Supply>();
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare("SELECT id, kind, description, amount, given_at, given_by, signed "
                                                 "FROM supply WHERE case_file = ?1 ORDER BY given_at DESC, id"));
    rows.bind(1, person);
    std::vector<Supply> supplies;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto id = rows.id<sync::RecordTag>(0);
        if (!id)
            return Error(Errc::StoreDamaged);
        supplies.push_back({*id, toText(rows, 1), toText(rows, 2), rows.value(3).integerOr(1), rows.value(4).integerOr(0),
                            rows.id<sync::UserTag>(5), toText(rows, 6)});
        return {};
    }));
    return supplies;
}

Result<RecordedVisit> recordVisit(Desk &desk, const VisitDraft &draft)
{
    INDARO_TRY(desk.access.mustDo(Thing::Care));
    INDARO_TRY(checkChosen(fields::visit::Kind, draft.kind));
    INDARO_TRY(checkChosen(fields::visit::Way, draft.way));
    const base::UtcMs now = desk.clock.nowUtc();
    const base::UtcMs happenedAt = draft.happenedAt == 0 ? now : draft.happenedAt;
    if (happenedAt > now)
        return careError(Errc::DateInFuture, fields::visit::HappenedAt);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    if (draft.person) {
        INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({fields::case_file::Table, *draft.person}));
        if (!isThere)
            return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::case_file::Table)}});
    }
    INDARO_TRY_ASSIGN(const auto id,
                      bearCare(desk, fields::visit::Table,
                               {{fields::visit::CaseFile, draft.person ? idValue(*draft.person) : Value()},
                                {fields::visit::Kind, draft.kind},
                                {fields::visit::Way, draft.way},
                                {fields::visit::HappenedAt, momentValue(happenedAt)},
                                {fields::visit::Wanted, draft.wanted},
                                {fields::visit::SupervisedBy, draft.supervisedBy},
                                {fields::visit::Note, draft.note},
                                {fields::visit::RecordedAt, momentValue(now)},
                                {fields::visit::RecordedBy, idValue(sync::RecordId::sameAs(desk.log.user()))}}));
    if (draft.person && draft.kind.textOr({}) == "family")
        INDARO_TRY(rows::noteUse(desk, *draft.person, consent_uses::Family));
    INDARO_TRY(transaction.commit());
    RecordedVisit recorded{id};
    // It has happened. What the procedure wanted done before she and her family meet is written down where steps are read:
    // who sits at the door sees none.
    if (draft.person && draft.kind.textOr({}) == "family" && desk.access.mayRead(Thing::Procedure))
        recorded.unguarded = tellUnguarded(desk, {sop::Action::FamilyContact, *draft.person});
    return recorded;
}

Result<std::vector<Visit>> listVisits(Desk &desk, const std::optional<CaseId> &person)
{
    if (!desk.access.mayRead(Thing::Care))
        return std::vector<Visit>();
    const std::string select = "SELECT id, case_file, kind, way, happened_at, wanted, supervised_by, note FROM visit ";
    INDARO_TRY_ASSIGN(auto rows,
                      desk.db.prepare(select + (person ? "WHERE case_file = ?1 " : "") + "ORDER BY happened_at DESC, id"));
    if (person)
        rows.bind(1, *person);
    std::vector<Visit> visits;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto id = rows.id<sync::RecordTag>(0);
        if (!id)
            return Error(Errc::StoreDamaged);
        visits.push_back({*id, rows.id<sync::RecordTag>(1), toText(rows, 2), toText(rows, 3), rows.value(4).integerOr(0),
                          toText(rows, 5), toText(rows, 6), toText(rows, 7)});
        return {};
    }));
    return visits;
}

} // namespace indaro::casework
