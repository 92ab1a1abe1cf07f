// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/interviews/corrections.h"

#include "core/casework/audit/audit.h"
#include "core/casework/house/house.h"
#include "core/casework/interviews/answer_rows.h"
#include "core/casework/row_values.h"
#include "core/model/clean_text.h"
#include "core/model/field_table.h"

#include <algorithm>
#include <map>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;
using base::Value;
namespace fields = model::fields;
using namespace Qt::StringLiterals;

namespace {

/// Who wrote the value that a field shows.
Result<std::optional<Author>> authorOf(Desk &desk, Authors &authors, sync::FieldId field, InterviewId interview)
{
    const sync::RecordKey key{field.table, interview};
    INDARO_TRY_ASSIGN(const auto operations, desk.log.rows().ofRecord(key));
    INDARO_TRY_ASSIGN(const sync::RecordState state, desk.log.state(key));
    const sync::FieldState *shown = state.findField(field.field);
    const auto writer = std::find_if(operations.begin(), operations.end(),
                                     [&](const auto &each) { return shown != nullptr && each.dot == shown->shown; });
    if (writer == operations.end())
        return std::optional<Author>();
    INDARO_TRY_ASSIGN(auto author, authors.find(writer->user, writer->dot.device, writer->time));
    return std::optional(std::move(author));
}

/// Whether this account wrote in the record itself.
Result<bool> hasWritten(Desk &desk, sync::RecordKey key)
{
    INDARO_TRY_ASSIGN(const auto operations, desk.log.rows().ofRecord(key));
    return std::any_of(operations.begin(), operations.end(),
                       [&desk](const sync::Operation &each) { return each.user == desk.log.user(); });
}

/// A laptop that is not given a part of the answers, and a role that does not see them, would leave them out of what it
/// signs.
Result<void> mustHoldEveryAnswer(Desk &desk)
{
    for (const auto compartment :
         {sync::Compartment::Case, sync::Compartment::Identity, sync::Compartment::Health, sync::Compartment::Perpetrator}) {
        if (desk.log.isElsewhere(compartment))
            return Error(Errc::SyncKeyMissing, {{"group", static_cast<std::int64_t>(compartment)}});
    }
    for (const std::uint16_t table : {fields::answer_case::Table, fields::answer_identity::Table,
                                      fields::answer_health::Table, fields::answer_perpetrator::Table})
        INDARO_TRY(desk.access.checkWrite(table));
    return {};
}

Result<void> copyAnswers(Desk &desk, InterviewId from, InterviewId to)
{
    INDARO_TRY_ASSIGN(const auto answers, rows::readAnswers(desk, from));
    for (const SavedAnswer &saved : answers)
        INDARO_TRY(rows::putAnswer(desk, to, {saved.path, saved.type, saved.value, saved.missing, saved.compartment},
                                   saved.answeredAt));
    return {};
}

/// The same questions in the same words: what was imported, and what languages stood on the screen.
Result<sync::FieldValues> headOf(Desk &desk, InterviewId of)
{
    sync::FieldValues values;
    for (const sync::FieldId field :
         {fields::interview::CaseFile, fields::interview::FormId, fields::interview::FormVersion,
          fields::interview::MainLanguage, fields::interview::FormContent, fields::interview::Form}) {
        INDARO_TRY_ASSIGN(Value value, desk.log.load(field, of));
        values.emplace_back(field, std::move(value));
    }
    return values;
}

} // namespace

Result<InterviewId> firstVersionOf(Desk &desk, InterviewId interview)
{
    INDARO_TRY_ASSIGN(const Value first, desk.log.load(fields::interview::FirstVersion, interview));
    const auto id = first.bytes() != nullptr ? InterviewId::fromBytes(*first.bytes()) : std::nullopt;
    return id.value_or(interview);
}

Result<std::vector<InterviewVersion>> listVersions(Desk &desk, InterviewId interview)
{
    INDARO_TRY_ASSIGN(const InterviewId first, firstVersionOf(desk, interview));
    std::vector<InterviewVersion> versions;
    {
        INDARO_TRY_ASSIGN(auto select, desk.db.prepare(std::string("SELECT i.id, ifnull(i.correction, 0), i.corrects, "
                                                                   "i.correction_reason, i.status, i.signed_at, ") +
                                                       IsValidVersion + ", " + IsParallelVersion +
                                                       " FROM interview i WHERE i.id = ?1 OR i.first_version = ?1 "
                                                       "ORDER BY ifnull(i.correction, 0), i.started_at, i.id"));
        select.bind(1, first);
        for (;;) {
            INDARO_TRY_ASSIGN(const bool found, select.step());
            if (!found)
                break;
            InterviewVersion version{*select.id<sync::RecordTag>(0), static_cast<int>(select.integer(1))};
            version.corrects = select.isNull(2) ? std::nullopt : select.id<sync::RecordTag>(2);
            version.reason = toText(select, 3);
            version.status = toText(select, 4);
            if (!select.isNull(5)) {
                version.signedAt = select.integer(5);
                version.status = u"signed"_s; // also when another laptop gave it up meanwhile
            }
            version.isValid = select.integer(6) != 0;
            version.isParallel = select.integer(7) != 0;
            versions.push_back(std::move(version));
        }
    }
    Authors authors(desk);
    for (InterviewVersion &version : versions) {
        INDARO_TRY_ASSIGN(const auto begun, authorOf(desk, authors, fields::interview::StartedAt, version.id));
        version.begunBy = begun.value_or(Author());
        if (version.status != "signed"_L1)
            continue;
        INDARO_TRY_ASSIGN(version.signedBy, authorOf(desk, authors, fields::interview::SignedAt, version.id));
    }
    return versions;
}

const InterviewVersion *findValid(const std::vector<InterviewVersion> &versions)
{
    const auto valid = std::find_if(versions.begin(), versions.end(), [](const auto &each) { return each.isValid; });
    return valid != versions.end() ? &*valid : nullptr;
}

Result<bool> mayCorrect(Desk &desk, InterviewId interview)
{
    INDARO_TRY_ASSIGN(const InterviewId first, firstVersionOf(desk, interview));
    if (desk.access.isDirector())
        return true;
    std::vector<sync::RecordKey> records;
    {
        INDARO_TRY_ASSIGN(auto select, desk.db.prepare("SELECT ?2, id FROM interview WHERE id = ?1 OR first_version = ?1 "
                                                       "UNION ALL SELECT ?3, id FROM sitting WHERE interview IN "
                                                       "(SELECT id FROM interview WHERE id = ?1 OR first_version = ?1)"));
        select.bind(1, first);
        select.bind(2, static_cast<std::int64_t>(fields::interview::Table));
        select.bind(3, static_cast<std::int64_t>(fields::sitting::Table));
        for (;;) {
            INDARO_TRY_ASSIGN(const bool found, select.step());
            if (!found)
                break;
            records.push_back({static_cast<std::uint16_t>(select.integer(0)), *select.id<sync::RecordTag>(1)});
        }
    }
    for (const sync::RecordKey &key : records) {
        INDARO_TRY_ASSIGN(const bool wrote, hasWritten(desk, key));
        if (wrote)
            return true;
    }
    return false;
}

Result<InterviewId> startCorrection(Desk &desk, InterviewId of, const QString &reason)
{
    INDARO_TRY(desk.access.mustDo(Thing::Story));
    INDARO_TRY_ASSIGN(const QString why, model::cleanTextWithin(reason, model::TextShape::Several, model::LineLimit));
    if (why.isEmpty())
        return Error(Errc::InvalidArgument, {{"field", "reason"}});
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const auto versions, listVersions(desk, of));
    INDARO_TRY_ASSIGN(const bool isAllowed, mayCorrect(desk, of));
    if (!isAllowed)
        return Error(Errc::AccessRefused);
    const InterviewVersion *valid = findValid(versions);
    const bool isUnderWay = std::any_of(versions.begin(), versions.end(),
                                        [](const InterviewVersion &each) { return each.status == "draft"_L1; });
    if (valid == nullptr || valid->id != of || isUnderWay)
        return Error(Errc::WrongState);
    INDARO_TRY(mustHoldEveryAnswer(desk));
    INDARO_TRY_ASSIGN(const InterviewId first, firstVersionOf(desk, of));
    const InterviewId made = InterviewId::make(desk.random);
    INDARO_TRY_ASSIGN(sync::FieldValues values, headOf(desk, of));
    values.emplace_back(fields::interview::Status, "draft");
    values.emplace_back(fields::interview::StartedAt, desk.clock.nowUtc());
    values.emplace_back(fields::interview::Corrects, idValue(of));
    values.emplace_back(fields::interview::FirstVersion, idValue(first));
    values.emplace_back(fields::interview::Correction, std::int64_t{valid->correction} + 1);
    values.emplace_back(fields::interview::CorrectionReason, rows::textValue(why));
    INDARO_TRY(desk.log.birth({fields::interview::Table, made}, values));
    INDARO_TRY(copyAnswers(desk, of, made));
    INDARO_TRY(recordAudit(desk, AuditVerb::CorrectionBegun, made));
    INDARO_TRY(transaction.commit());
    return made;
}

Result<void> giveUpCorrection(Desk &desk, InterviewId correction)
{
    INDARO_TRY(desk.access.mustDo(Thing::Story));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const Value status, desk.log.load(fields::interview::Status, correction));
    INDARO_TRY_ASSIGN(const Value corrects, desk.log.load(fields::interview::Corrects, correction));
    if (corrects.isNull() || status != Value("draft"))
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(const bool isAllowed, mayCorrect(desk, correction));
    if (!isAllowed)
        return Error(Errc::AccessRefused);
    INDARO_TRY(desk.log.edit(fields::interview::Status, correction, "given_up"));
    INDARO_TRY(rows::dropPlace(desk, correction));
    INDARO_TRY(recordAudit(desk, AuditVerb::CorrectionGivenUp, correction));
    return transaction.commit();
}

std::vector<AnswerChange> changesBetween(const std::vector<SavedAnswer> &before, const std::vector<SavedAnswer> &after)
{
    std::map<QString, AnswerChange> byPath;
    for (const SavedAnswer &answer : before)
        byPath[answer.path] = {answer.path, answer, std::nullopt};
    for (const SavedAnswer &answer : after) {
        AnswerChange &change = byPath[answer.path];
        change.path = answer.path;
        change.after = answer;
    }
    std::vector<AnswerChange> changes;
    for (auto &[_, change] : byPath) {
        const bool isSame = change.before && change.after && change.before->value == change.after->value &&
                            change.before->missing == change.after->missing;
        if (!isSame)
            changes.push_back(std::move(change));
    }
    return changes;
}

Result<std::vector<SavedAnswer>> loadAnswers(Desk &desk, InterviewId version)
{
    return rows::readAnswers(desk, version);
}

Result<std::vector<AnswerChange>> loadChanges(Desk &desk, InterviewId before, InterviewId after)
{
    INDARO_TRY_ASSIGN(const auto older, rows::readAnswers(desk, before));
    INDARO_TRY_ASSIGN(const auto newer, rows::readAnswers(desk, after));
    return changesBetween(older, newer);
}

Result<void> rows::numberCorrection(Desk &desk, InterviewId interview)
{
    INDARO_TRY_ASSIGN(const Value corrects, desk.log.load(fields::interview::Corrects, interview));
    if (corrects.isNull())
        return {};
    INDARO_TRY_ASSIGN(const InterviewId first, firstVersionOf(desk, interview));
    std::int64_t greatest = 0;
    {
        INDARO_TRY_ASSIGN(auto select, desk.db.prepare("SELECT max(correction) FROM interview WHERE first_version = ?1 AND "
                                                       "signed_at IS NOT NULL"));
        select.bind(1, first);
        INDARO_TRY_ASSIGN(const bool found, select.step());
        greatest = found && !select.isNull(0) ? select.integer(0) : 0;
    }
    INDARO_TRY(desk.log.edit(fields::interview::Correction, interview, greatest + 1));
    return recordAudit(desk, AuditVerb::InterviewCorrected, interview, std::to_string(greatest + 1));
}

} // namespace indaro::casework
