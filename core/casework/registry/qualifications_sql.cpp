// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/registry/qualifications.h"

#include "core/casework/plans/record_rows.h"
#include "core/casework/registry/offences.h"
#include "core/casework/registry/registry_rows.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/stay_lookup.h"
#include "core/model/field_table.h"

#include <algorithm>
#include <tuple>

namespace indaro::casework {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using sync::RecordId;

namespace {

constexpr std::string_view SelectQualifications =
    "SELECT q.id, q.case_file, q.trafficking_case, q.offence, q.words, q.decided_on, q.authority, q.authority_name, "
    "q.decided_by, q.reference, q.note, q.corrects, q.recorded_at, s.name FROM qualification q LEFT JOIN staff s ON s.id = "
    "q.recorded_by WHERE ";

Qualification readQualification(const store::Statement &row, RecordId id)
{
    return {.id = id,
            .person = row.id<sync::RecordTag>(1),
            .traffickingCase = row.id<sync::RecordTag>(2),
            .offence = row.id<sync::RecordTag>(3),
            .words = toText(row, 4),
            .decidedOn = toText(row, 5),
            .authority = toText(row, 6),
            .authorityName = toText(row, 7),
            .decidedBy = toText(row, 8),
            .reference = toText(row, 9),
            .note = toText(row, 10),
            .corrects = row.id<sync::RecordTag>(11),
            .recordedAt = row.value(12).integerOr(0),
            .recordedBy = toText(row, 13)};
}

Result<Qualifications> readQualifications(Desk &desk, store::Statement &rows)
{
    Qualifications found;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto id = rows.id<sync::RecordTag>(0);
        if (!id)
            return Error(Errc::StoreDamaged);
        found.all.push_back(readQualification(rows, *id));
        return {};
    }));
    rows::markWrong(found.all);
    for (Qualification &one : found.all) {
        one.isTakenBack = one.corrects && !one.offence && one.words.isEmpty();
        if (!one.offence)
            continue;
        INDARO_TRY_ASSIGN(const auto offence, rows::findOffence(desk, *one.offence));
        if (!offence)
            continue;
        one.offenceCode = offence->code;
        one.offenceArticle = offence->article;
        one.offenceWords = offence->wordsFr;
        one.isOffenceVerified = offence->isVerified();
    }
    std::ranges::sort(found.all, [](const Qualification &a, const Qualification &b) {
        return std::tie(a.decidedOn, a.recordedAt, a.id) < std::tie(b.decidedOn, b.recordedAt, b.id);
    });
    return found;
}

Result<void> checkQualifiedLinks(Desk &desk, const QualificationDraft &draft)
{
    if (draft.person)
        INDARO_TRY(checkPerson(desk, *draft.person));
    if (draft.traffickingCase) {
        INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({fields::trafficking_case::Table, *draft.traffickingCase}));
        if (!isThere)
            return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::trafficking_case::Table)}});
    }
    if (draft.offence) {
        INDARO_TRY_ASSIGN(const auto offence, rows::findOffence(desk, *draft.offence));
        if (!offence)
            return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::offence::Table)}});
    }
    return {};
}

Result<void> checkQualification(const QualificationDraft &draft)
{
    if (!draft.person && !draft.traffickingCase)
        return neededField(fields::qualification::CaseFile);
    if (!draft.offence && draft.words.textOr({}).empty())
        return neededField(fields::qualification::Words);
    if (draft.decidedOn.textOr({}).empty())
        return neededField(fields::qualification::DecidedOn);
    if (draft.authority.textOr({}).empty())
        return neededField(fields::qualification::Authority);
    return {};
}

Result<RecordId> bearQualified(Desk &desk, const QualificationDraft &draft, const std::optional<RecordId> &corrects)
{
    INDARO_TRY(checkQualification(draft));
    INDARO_TRY(checkQualifiedLinks(desk, draft));
    return bearRecord(
        desk, fields::qualification::Table,
        {{fields::qualification::CaseFile, draft.person ? idValue(*draft.person) : Value()},
         {fields::qualification::TraffickingCase, draft.traffickingCase ? idValue(*draft.traffickingCase) : Value()},
         {fields::qualification::Offence, draft.offence ? idValue(*draft.offence) : Value()},
         {fields::qualification::Words, draft.words},
         {fields::qualification::DecidedOn, draft.decidedOn},
         {fields::qualification::Authority, draft.authority},
         {fields::qualification::AuthorityName, draft.authorityName},
         {fields::qualification::DecidedBy, draft.decidedBy},
         {fields::qualification::Reference, draft.reference},
         {fields::qualification::Note, draft.note},
         {fields::qualification::Corrects, corrects ? idValue(*corrects) : Value()},
         {fields::qualification::RecordedAt, momentValue(desk.clock.nowUtc())},
         {fields::qualification::RecordedBy, ownAccount(desk)}});
}

struct OfWhom
{
    std::optional<CaseId> person;
    std::optional<RecordId> traffickingCase;
    QString decidedOn;
};

/// Of a qualification that can be corrected. Errors: UnknownRecord, WrongState (another one corrects it).
Result<OfWhom> correctable(Desk &desk, RecordId wrong)
{
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare("SELECT q.case_file, q.trafficking_case, q.decided_on, EXISTS (SELECT 1 "
                                                 "FROM qualification c WHERE c.corrects = q.id), q.corrects IS NOT NULL AND "
                                                 "q.offence IS NULL AND ifnull(q.words, '') = '' FROM qualification q WHERE "
                                                 "q.id = ?1"));
    rows.bind(1, wrong);
    INDARO_TRY_ASSIGN(const bool isThere, rows.step());
    if (!isThere)
        return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::qualification::Table)}});
    if (rows.integer(3) != 0 || rows.integer(4) != 0)
        return Error(Errc::WrongState);
    return OfWhom{rows.id<sync::RecordTag>(0), rows.id<sync::RecordTag>(1), toText(rows, 2)};
}

} // namespace

const Qualification *Qualifications::initial() const
{
    const auto found = std::ranges::find_if(all, &Qualification::holds);
    return found != all.end() ? &*found : nullptr;
}

const Qualification *Qualifications::current() const
{
    const auto found = std::find_if(all.rbegin(), all.rend(), [](const Qualification &one) { return one.holds(); });
    return found != all.rend() ? &*found : nullptr;
}

Result<RecordId> rows::bearQualification(Desk &desk, const QualificationDraft &draft)
{
    return bearQualified(desk, draft, {});
}

Result<RecordId> recordQualification(Desk &desk, const QualificationDraft &draft)
{
    return rows::writeAct(desk, [&] { return bearQualified(desk, draft, {}); });
}

Result<RecordId> correctQualification(Desk &desk, RecordId wrong, const QualificationDraft &right)
{
    return rows::writeAct(desk, [&]() -> Result<RecordId> {
        INDARO_TRY_ASSIGN(const OfWhom whose, correctable(desk, wrong));
        QualificationDraft draft = right;
        draft.person = whose.person;
        draft.traffickingCase = whose.traffickingCase;
        return bearQualified(desk, draft, wrong);
    });
}

Result<RecordId> takeBackQualification(Desk &desk, RecordId wrong, const Value &why)
{
    return rows::writeAct(desk, [&]() -> Result<RecordId> {
        if (why.textOr({}).empty())
            return neededField(fields::qualification::Note);
        INDARO_TRY_ASSIGN(const OfWhom whose, correctable(desk, wrong));
        return bearRecord(
            desk, fields::qualification::Table,
            {{fields::qualification::CaseFile, whose.person ? idValue(*whose.person) : Value()},
             {fields::qualification::TraffickingCase, whose.traffickingCase ? idValue(*whose.traffickingCase) : Value()},
             {fields::qualification::DecidedOn, model::toValue(whose.decidedOn)}, // stands beside it in the list
             {fields::qualification::Note, why},
             {fields::qualification::Corrects, idValue(wrong)},
             {fields::qualification::RecordedAt, momentValue(desk.clock.nowUtc())},
             {fields::qualification::RecordedBy, ownAccount(desk)}});
    });
}

Result<Qualifications> listQualificationsOf(Desk &desk, CaseId person)
{
    INDARO_TRY(desk.access.mustRead(Thing::Procedure));
    INDARO_TRY(checkPerson(desk, person));
    // That she is in a trafficking case at all says who was joined to it, whatever else of it may be read.
    std::vector<RecordId> cases;
    INDARO_TRY_ASSIGN(auto joined,
                      desk.log.connection().prepare("SELECT trafficking_case FROM case_victim WHERE case_file = "
                                                    "?1 AND removed_at IS NULL"));
    joined.bind(1, person);
    INDARO_TRY(forEachRow(joined, [&]() -> Result<void> {
        if (const auto id = joined.id<sync::RecordTag>(0))
            cases.push_back(*id);
        return {};
    }));
    std::string where = "q.case_file = ?1";
    for (std::size_t at = 0; at < cases.size(); ++at)
        where += " OR (q.case_file IS NULL AND q.trafficking_case = ?" + std::to_string(at + 2) + ")";
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare(std::string(SelectQualifications) + where));
    rows.bind(1, person);
    for (std::size_t at = 0; at < cases.size(); ++at)
        rows.bind(static_cast<int>(at) + 2, cases[at]);
    return readQualifications(desk, rows);
}

Result<Qualifications> listQualificationsOfCase(Desk &desk, RecordId traffickingCase)
{
    INDARO_TRY(desk.access.mustRead(Thing::Procedure));
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare(std::string(SelectQualifications) + "q.trafficking_case = ?1"));
    rows.bind(1, traffickingCase);
    return readQualifications(desk, rows);
}

} // namespace indaro::casework
