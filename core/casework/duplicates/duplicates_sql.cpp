// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/duplicates/duplicates.h"

#include "core/casework/audit/audit.h"
#include "core/casework/interviews/answer_rows.h"
#include "core/casework/plans/record_rows.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/stay_lookup.h"
#include "core/model/field_table.h"
#include "core/sync/derived_id.h"

#include <algorithm>
#include <array>
#include <map>

namespace indaro::casework {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;

namespace {

/// What files are compared by: when one of these changes, an answer may no longer hold.
constexpr auto ComparedColumns = std::to_array<sync::FieldId>({
    fields::case_file::DisplayName,
    fields::case_file::Sex,
    fields::case_file::EstimatedAge,
    fields::case_file::EstimatedOn,
    fields::identity::FamilyName,
    fields::identity::GivenNames,
    fields::identity::KnownAs,
    fields::identity::BirthDate,
    fields::identity::Phone,
    fields::identity::ContactPerson,
    fields::identity::ContactPhone,
    fields::identity::OriginPlace,
    fields::identity::OriginProvince,
    fields::identity::OriginCommune,
    fields::identity::OriginColline,
});

sync::RecordKey answerKey(CaseId one, CaseId other)
{
    const auto [first, second] = std::minmax(one, other);
    const auto *table = model::schema().findTable(fields::duplicate_answer::Table);
    const std::vector<sync::FieldValue> values{{fields::duplicate_answer::CaseFile.field, idValue(first)},
                                               {fields::duplicate_answer::OtherFile.field, idValue(second)}};
    return {fields::duplicate_answer::Table, *sync::derivedIdOf(table->derived, values)};
}

struct KeptAnswerRow
{
    DuplicateAnswer answer;
    std::int64_t time = 0; ///< of the log
};

using AnswerMap = std::map<std::pair<CaseId, CaseId>, KeptAnswerRow>;

constexpr char AllAnswers[] =
    "SELECT a.case_file, a.other_file, a.answer, a.reason, a.decided_at, a.decided_by, (SELECT max(o.time) FROM operation o "
    "WHERE o.record = a.id AND o.record_table = ?1) FROM duplicate_answer a";

Result<AnswerMap> readAnswersGiven(Desk &desk)
{
    AnswerMap answers;
    INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare(AllAnswers));
    rows.bind(1, std::int64_t(fields::duplicate_answer::Table));
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto one = rows.id<sync::RecordTag>(0);
        const auto other = rows.id<sync::RecordTag>(1);
        if (one && other)
            answers[{*one, *other}] = {
                {toText(rows, 2), toText(rows, 3), rows.value(4).integerOr(0), rows.id<sync::UserTag>(5)}, rows.integer(6)};
        return {};
    }));
    return answers;
}

/// When something these files are compared by was last written.
Result<std::int64_t> lastChangeOfFacts(Desk &desk, CaseId file)
{
    static const std::string sql = [] {
        std::string text = "SELECT max(time) FROM operation WHERE record = ?1 AND (";
        for (const sync::FieldId field : ComparedColumns) {
            text += "(record_table = " + std::to_string(field.table) + " AND field = " + std::to_string(field.field) + ")";
            text += field == ComparedColumns.back() ? ")" : " OR ";
        }
        return text;
    }();
    INDARO_TRY_ASSIGN(auto find, desk.log.connection().prepare(sql));
    find.bind(1, file);
    INDARO_TRY_ASSIGN([[maybe_unused]] const bool row, find.step());
    return find.isNull(0) ? std::int64_t(0) : find.integer(0);
}

struct ShownFile
{
    QString code, name;
};

Result<std::map<CaseId, ShownFile>> shownFiles(Desk &desk)
{
    std::map<CaseId, ShownFile> files;
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare("SELECT id, case_code, display_name FROM case_file"));
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        if (const auto id = rows.id<sync::RecordTag>(0))
            files[*id] = {toText(rows, 1), toText(rows, 2)};
        return {};
    }));
    return files;
}

Result<void> mustKnow(Desk &desk, CaseId file)
{
    INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({fields::case_file::Table, file}));
    return isThere ? Result<void>()
                   : Result<void>(Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::case_file::Table)}}));
}

} // namespace

Result<std::vector<PossibleMatch>> possibleMatches(Desk &desk, const MatchIndex &index, const PersonDraft &person,
                                                   std::size_t limit)
{
    std::vector<PossibleMatch> matches;
    if (!desk.access.mayRead(Thing::File))
        return matches;
    const MatchFacts facts = factsOf(person, model::localDay(desk.clock.nowUtc()));
    for (FileMatch &match : index.matchesOf(facts, limit)) {
        const MatchFacts &file = index.facts()[match.file];
        PossibleMatch possible{.file = *file.file, .caseCode = file.caseCode};
        if (desk.access.mayRead(Thing::Identity)) {
            possible.isBack = match.score.has(MatchSign::CameBack);
            possible.score = std::move(match.score);
        }
        matches.push_back(std::move(possible));
    }
    return matches;
}

Result<std::vector<DuplicateCandidate>> listDuplicateCandidates(Desk &desk)
{
    std::vector<DuplicateCandidate> candidates;
    if (!desk.access.mayRead(Thing::File))
        return candidates;
    const bool seesWhy = desk.access.mayRead(Thing::Identity);
    INDARO_TRY_ASSIGN(const auto index, MatchIndex::load(desk));
    INDARO_TRY_ASSIGN(const AnswerMap answers, readAnswersGiven(desk));
    INDARO_TRY_ASSIGN(const auto files, shownFiles(desk));
    for (FilePair &pair : index->pairs()) {
        const auto [one, other] = std::minmax(*index->facts()[pair.one].file, *index->facts()[pair.other].file);
        DuplicateCandidate candidate{.one = one, .other = other};
        if (const auto given = answers.find({one, other}); given != answers.end()) {
            candidate.answer = given->second.answer;
            if (given->second.answer.answer == QLatin1StringView(duplicate_answers::Different)) {
                INDARO_TRY_ASSIGN(const auto changed, lastChangeOfFacts(desk, one));
                INDARO_TRY_ASSIGN(const auto otherChanged, lastChangeOfFacts(desk, other));
                if (std::max(changed, otherChanged) <= given->second.time)
                    continue;
                candidate.isAskedAgain = true;
            }
        }
        if (const auto file = files.find(one); file != files.end()) {
            candidate.oneCode = file->second.code;
            candidate.oneName = seesWhy ? file->second.name : QString();
        }
        if (const auto file = files.find(other); file != files.end()) {
            candidate.otherCode = file->second.code;
            candidate.otherName = seesWhy ? file->second.name : QString();
        }
        if (seesWhy)
            candidate.score = std::move(pair.score);
        else if (candidate.answer)
            candidate.answer->reason.clear(); // somebody may have named in it what identities say
        candidates.push_back(std::move(candidate));
    }
    return candidates;
}

Result<std::optional<DuplicateAnswer>> duplicateAnswerOf(Desk &desk, CaseId one, CaseId other)
{
    INDARO_TRY_ASSIGN(auto find,
                      desk.db.prepare("SELECT answer, reason, decided_at, decided_by FROM duplicate_answer WHERE id = ?1"));
    find.bind(1, answerKey(one, other).record);
    INDARO_TRY_ASSIGN(const bool found, find.step());
    if (!found)
        return std::optional<DuplicateAnswer>();
    const bool seesWhy = desk.access.mayRead(Thing::Identity);
    return std::optional(DuplicateAnswer{toText(find, 0), seesWhy ? toText(find, 1) : QString(), find.value(2).integerOr(0),
                                         find.id<sync::UserTag>(3)});
}

Result<void> answerDuplicate(Desk &desk, CaseId one, CaseId other, const Value &answer, const Value &reason)
{
    INDARO_TRY(desk.access.mustDo(Thing::Register));
    INDARO_TRY(desk.access.mustRead(Thing::Identity));
    const std::string code = answer.textOr({});
    if (code != duplicate_answers::Same && code != duplicate_answers::Different && code != duplicate_answers::Later)
        return neededField(fields::duplicate_answer::Answer);
    if (one == other)
        return neededField(fields::duplicate_answer::OtherFile);
    const QDate today = model::localDay(desk.clock.nowUtc());
    INDARO_TRY_ASSIGN(const Value words, model::checkField(fields::duplicate_answer::Reason, reason, today));
    if (code != duplicate_answers::Later && words.textOr({}).empty())
        return neededField(fields::duplicate_answer::Reason);
    INDARO_TRY(mustKnow(desk, one));
    INDARO_TRY(mustKnow(desk, other));
    const auto [first, second] = std::minmax(one, other);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(rows::put(desk, answerKey(one, other),
                         {{fields::duplicate_answer::CaseFile, idValue(first)},
                          {fields::duplicate_answer::OtherFile, idValue(second)},
                          {fields::duplicate_answer::Answer, code},
                          {fields::duplicate_answer::Reason, words},
                          {fields::duplicate_answer::DecidedAt, momentValue(desk.clock.nowUtc())},
                          {fields::duplicate_answer::DecidedBy, ownAccount(desk)}}));
    INDARO_TRY(recordAudit(desk, AuditVerb::DuplicateAnswered, first, code));
    return transaction.commit();
}

Result<std::vector<ReturnedPerson>> listReturnedPeople(Desk &desk)
{
    std::vector<ReturnedPerson> returned;
    if (!desk.access.mayRead(Thing::Register) || !desk.access.mayRead(Thing::Story))
        return returned;
    INDARO_TRY_ASSIGN(
        auto rows,
        desk.db.prepare("SELECT s.case_file, f.case_code, max(e.left_at), s.arrived_at FROM stay s "
                        "JOIN case_file f ON f.id = s.case_file "
                        "JOIN stay e ON e.case_file = s.case_file AND e.id != s.id AND e.left_at IS NOT NULL AND "
                        "substr(e.left_at, 1, 10) <= substr(s.arrived_at, 1, 10) AND e.arrived_at < s.arrived_at "
                        "LEFT JOIN registry r ON r.id = s.case_file WHERE r.retrafficked IS NULL AND NOT EXISTS (SELECT 1 "
                        "FROM stay n WHERE n.case_file = s.case_file AND n.arrived_at > s.arrived_at) "
                        "GROUP BY s.id ORDER BY s.arrived_at DESC, s.id"));
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        if (const auto person = rows.id<sync::RecordTag>(0))
            returned.push_back({*person, toText(rows, 1), toText(rows, 2), toText(rows, 3)});
        return {};
    }));
    return returned;
}

Result<void> answerRetrafficked(Desk &desk, CaseId person, const Value &answer)
{
    INDARO_TRY(desk.access.mustDo(Thing::Story));
    const std::string code = answer.textOr({});
    if (code != "yes" && code != "no" && code != "unknown")
        return neededField(fields::registry::Retrafficked);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(mustKnow(desk, person));
    INDARO_TRY(rows::put(desk, {fields::registry::Table, person},
                         {{fields::registry::CaseFile, idValue(person)},
                          {fields::registry::Retrafficked, code},
                          {fields::registry::ChangedAt, momentValue(desk.clock.nowUtc())},
                          {fields::registry::ChangedBy, ownAccount(desk)}}));
    return transaction.commit();
}

} // namespace indaro::casework
