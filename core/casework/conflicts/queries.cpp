// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/conflicts/queries.h"

#include "core/casework/conflicts/conflict_fields.h"
#include "core/casework/interviews/answer_rows.h"
#include "core/casework/people/family.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"

#include <algorithm>
#include <functional>

namespace indaro::casework {

using base::Errc;
using base::Result;
using base::Value;
using sync::FieldId;

namespace {

namespace f = model::fields;
namespace answer = f::answer_case; // the four tables have one shape

/// Null when there is no such row: it is deleted.
Result<Value> valueOf(Desk &desk, FieldId field, sync::RecordId record)
{
    auto value = desk.log.load(field, record);
    if (!value && value.error().code == Errc::UnknownRecord)
        return Value();
    return value;
}

Result<QString> textOf(Desk &desk, FieldId field, sync::RecordId record)
{
    INDARO_TRY_ASSIGN(const Value value, valueOf(desk, field, record));
    return model::toText(value);
}

/// `gone`: the record as it was, when it is deleted; else null.
Result<std::optional<AskedQuestion>> questionOf(Desk &desk, sync::RecordKey key, const sync::RecordState *gone)
{
    if (!isAnswerTable(key.table))
        return std::optional<AskedQuestion>();
    const auto own = [&](FieldId id) -> Result<Value> {
        if (gone == nullptr)
            return valueOf(desk, {key.table, id.field}, key.record);
        const sync::FieldState *field = gone->findField(id.field);
        return field != nullptr ? field->value : Value();
    };
    AskedQuestion question;
    INDARO_TRY_ASSIGN(const Value path, own(answer::Path));
    INDARO_TRY_ASSIGN(const Value type, own(answer::Type));
    INDARO_TRY_ASSIGN(const Value interview, own(answer::Interview));
    question.path = model::toText(path);
    question.type = model::toText(type);
    const auto id = interview.bytes() != nullptr ? sync::RecordId::fromBytes(*interview.bytes()) : std::nullopt;
    if (!id)
        return std::optional<AskedQuestion>(std::move(question));
    INDARO_TRY_ASSIGN(question.formId, textOf(desk, f::interview::FormId, *id));
    INDARO_TRY_ASSIGN(const Value content, valueOf(desk, f::interview::FormContent, *id));
    if (const auto *bytes = content.bytes())
        question.formContent = QByteArray(reinterpret_cast<const char *>(bytes->data()), qsizetype(bytes->size()));
    INDARO_TRY_ASSIGN(const Value form, valueOf(desk, f::interview::Form, *id));
    if (const auto record = form.bytes() != nullptr ? sync::RecordId::fromBytes(*form.bytes()) : std::nullopt) {
        INDARO_TRY_ASSIGN(question.formContent, rows::formContentOf(desk, *record));
    }
    INDARO_TRY_ASSIGN(const auto answers, rows::readAnswers(desk, *id));
    for (const SavedAnswer &saved : answers) {
        if (saved.path == question.path)
            question.answer = saved.value;
    }
    return std::optional<AskedQuestion>(std::move(question));
}

/// Who else is in a family unit, by the names the house uses.
Result<QString> familyOf(Desk &desk, const Value &unit, sync::RecordId except)
{
    INDARO_TRY_ASSIGN(const auto family, rows::familyMembers(desk, unit, except));
    QStringList names;
    for (const FamilyMember &member : family)
        names << QStringList{member.displayName, member.caseCode}.join(QLatin1Char(' ')).trimmed();
    return names.join(QStringLiteral(", "));
}

Result<ConflictSide> sideOf(Desk &desk, Authors &authors, FieldId field, sync::RecordId record,
                            const sync::Alternative &alternative)
{
    ConflictSide side{alternative.value, {}, {}, alternative.writer.device};
    INDARO_TRY_ASSIGN(side.author, authors.find(alternative.user, alternative.writer.device, alternative.time));
    if (field == f::case_file::FamilyUnit) {
        INDARO_TRY_ASSIGN(side.named, familyOf(desk, alternative.value, record));
    }
    return side;
}

const sync::Conflict *findConflict(const sync::RecordState &state, std::uint16_t field)
{
    const auto found = std::find_if(state.conflicts.begin(), state.conflicts.end(),
                                    [field](const auto &conflict) { return conflict.field == field; });
    return found != state.conflicts.end() ? &*found : nullptr;
}

template <class Line> Result<void> describe(Desk &desk, Line &line, const sync::RecordState *gone = nullptr)
{
    INDARO_TRY_ASSIGN(line.person, desk.log.ownerOf(line.key));
    if (line.person) {
        INDARO_TRY_ASSIGN(line.caseCode, textOf(desk, f::case_file::CaseCode, *line.person));
    }
    const auto *code =
        gone != nullptr && line.key.table == f::case_file::Table ? gone->findField(f::case_file::CaseCode.field) : nullptr;
    if (code != nullptr)
        line.caseCode = model::toText(code->value);
    INDARO_TRY_ASSIGN(line.question, questionOf(desk, line.key, gone));
    return {};
}

/// The reason why there is no number or no code stands in another column than they do.
void addReasons(const sync::RecordState &state, std::vector<ConflictSide> &sides)
{
    const sync::Conflict *texts = findConflict(state, answer::Text.field);
    for (ConflictSide &side : sides) {
        if (texts == nullptr || side.value.isKnown())
            continue;
        for (const auto &alternative : texts->alternatives) {
            if (alternative.writer.device == side.device)
                side.reason =
                    alternative.value.missing() != nullptr ? std::optional(*alternative.value.missing()) : std::nullopt;
        }
    }
}

} // namespace

Result<OpenConflicts> listConflicts(Desk &desk, std::size_t limit)
{
    OpenConflicts open;
    INDARO_TRY_ASSIGN(const auto disputed, disputedFields(desk));
    INDARO_TRY_ASSIGN(const Readable readable, Readable::of(desk));
    open.count = disputed.size();
    Authors authors(desk);
    for (const DisputedField &each : disputed) {
        if (open.list.size() >= limit)
            break;
        INDARO_TRY_ASSIGN(const auto state, desk.log.state(each.key));
        const sync::Conflict *conflict = findConflict(state, each.field);
        if (conflict == nullptr)
            continue;
        OpenConflict line{each.key, {each.key.table, each.field}, conflict->kind};
        line.isReadable = readable.allows(each.key.table);
        line.seen = state.operations;
        if (line.isReadable) {
            INDARO_TRY(describe(desk, line));
            if (line.person) {
                INDARO_TRY_ASSIGN(line.displayName, textOf(desk, f::case_file::DisplayName, *line.person));
            }
            for (const auto &alternative : conflict->alternatives) {
                INDARO_TRY_ASSIGN(auto side, sideOf(desk, authors, line.field, each.key.record, alternative));
                line.sides.push_back(std::move(side));
            }
            for (const sync::FieldState &field : state.fields) {
                const FieldId id{each.key.table, field.field};
                if (each.field == 0 && isDecidedByPeople(id) && !field.value.isNull())
                    line.content.emplace_back(id, field.value);
            }
            if (isAnswerTable(each.key.table) && each.field != answer::Text.field)
                addReasons(state, line.sides);
        }
        open.list.push_back(std::move(line));
    }
    return open;
}

Result<std::size_t> countConflicts(Desk &desk, const std::optional<CaseId> &person)
{
    INDARO_TRY_ASSIGN(const auto disputed, disputedFields(desk));
    if (!person)
        return disputed.size();
    std::size_t count = 0;
    for (const DisputedField &each : disputed) {
        INDARO_TRY_ASSIGN(const auto owner, desk.log.ownerOf(each.key));
        count += owner == person ? 1 : 0;
    }
    return count;
}

namespace {

/// What an operation decided, if it is a decision that stands.
Result<std::optional<Decision>> decisionOf(Desk &desk, const sync::Operation &operation)
{
    const sync::RecordKey key{operation.table, operation.record};
    const FieldId field{operation.table, operation.field};
    if (operation.values.size() != 1 || !isDecidedByPeople(field))
        return std::optional<Decision>();
    INDARO_TRY_ASSIGN(const auto all, desk.log.rows().ofRecord(key));
    const auto became = sync::standings(*model::schema().findTable(key.table), all);
    const auto standing = became.find({operation.dot, operation.field});
    if (standing == became.end() || standing->second != sync::Standing::Shown)
        return std::optional<Decision>(); // decided otherwise, changed or taken back since
    Decision decision{key, field, operation.values.front().second};
    INDARO_TRY(describe(desk, decision));
    if (field == f::case_file::FamilyUnit) {
        INDARO_TRY_ASSIGN(decision.named, familyOf(desk, decision.value, key.record));
    }
    return std::optional(std::move(decision));
}

/// "It stays deleted" is a deletion like any other; it decided something when without it there would be a question.
Result<std::optional<Decision>> deletionOf(Desk &desk, const sync::Operation &operation)
{
    const sync::RecordKey key{operation.table, operation.record};
    const sync::TableDefinition &table = *model::schema().findTable(key.table);
    INDARO_TRY_ASSIGN(auto all, desk.log.rows().ofRecord(key));
    if (sync::mergeRecord(table, all).exists)
        return std::optional<Decision>(); // taken back, or born again
    std::erase_if(all, [&operation](const auto &other) { return other.dot == operation.dot; });
    const sync::RecordState before = sync::mergeRecord(table, all);
    if (findConflict(before, 0) == nullptr)
        return std::optional<Decision>();
    Decision decision{key, {key.table, 0}, sync::DeleteRecord};
    INDARO_TRY(describe(desk, decision, &before));
    return std::optional(std::move(decision));
}

/// `among`: so many of the newest of each kind, because some are no decision that stands.
Result<std::vector<Decision>> decisionsAmong(Desk &desk, std::size_t among, std::size_t limit)
{
    INDARO_TRY_ASSIGN(auto operations, desk.log.rows().newestDecisions(among));
    INDARO_TRY_ASSIGN(const auto deletions, desk.log.rows().newestRepeatedDeletions(among));
    operations.insert(operations.end(), deletions.begin(), deletions.end());
    std::ranges::stable_sort(operations, std::greater(), &sync::Operation::time);
    INDARO_TRY_ASSIGN(const Readable readable, Readable::of(desk));
    Authors authors(desk);
    std::vector<Decision> decisions;
    for (const sync::Operation &operation : operations) {
        if (decisions.size() >= limit)
            break;
        if (!readable.allows(operation.table))
            continue;
        const bool isDeletion = operation.kind == sync::OperationKind::Delete;
        INDARO_TRY_ASSIGN(auto decision, isDeletion ? deletionOf(desk, operation) : decisionOf(desk, operation));
        if (!decision)
            continue;
        INDARO_TRY_ASSIGN(decision->author, authors.find(operation.user, operation.dot.device, operation.time));
        decisions.push_back(std::move(*decision));
    }
    return decisions;
}

constexpr std::size_t LookedAtForOne = 4; // most of all kinds are shown

} // namespace

Result<std::vector<Decision>> listDecisions(Desk &desk, std::size_t limit)
{
    return decisionsAmong(desk, limit * LookedAtForOne, limit);
}

Result<bool> hasDecisions(Desk &desk)
{
    INDARO_TRY_ASSIGN(const auto newest, decisionsAmong(desk, MostDecisions * LookedAtForOne, 1));
    return !newest.empty();
}

Result<std::vector<FieldStanding>> loadStanding(Desk &desk, sync::RecordKey key)
{
    const sync::TableDefinition *table = model::schema().findTable(key.table);
    INDARO_TRY_ASSIGN(const auto operations, desk.log.rows().ofRecord(key));
    INDARO_TRY_ASSIGN(const Readable readable, Readable::of(desk));
    std::vector<FieldStanding> standings;
    if (table == nullptr || operations.empty() || !readable.allows(key.table))
        return standings;
    const sync::RecordState state = sync::mergeRecord(*table, operations);
    Authors authors(desk);
    for (const sync::FieldState &field : state.fields) {
        FieldStanding standing{{key.table, field.field}, field.value};
        standing.seen = state.operations;
        const auto writer = std::find_if(operations.begin(), operations.end(),
                                         [&](const auto &operation) { return operation.dot == field.shown; });
        if (writer != operations.end()) {
            standing.device = writer->dot.device;
            INDARO_TRY_ASSIGN(standing.author, authors.find(writer->user, writer->dot.device, writer->time));
        }
        if (const sync::Conflict *conflict = findConflict(state, field.field)) {
            for (std::size_t i = 1; i < conflict->alternatives.size(); ++i) {
                INDARO_TRY_ASSIGN(auto side, sideOf(desk, authors, standing.field, key.record, conflict->alternatives[i]));
                standing.others.push_back(std::move(side));
            }
        }
        standings.push_back(std::move(standing));
    }
    return standings;
}

namespace {

/// An answer as text, whichever of its columns it is in.
QString answerText(const Value &value)
{
    if (const double *number = value.real())
        return rows::answerNumberText(*number);
    return model::toText(value);
}

Result<AnswerStanding> standingOf(Desk &desk, Authors &authors, sync::RecordKey key, const sync::TableDefinition &table)
{
    INDARO_TRY_ASSIGN(const auto operations, desk.log.rows().ofRecord(key));
    const sync::RecordState state = sync::mergeRecord(table, operations);
    AnswerStanding standing{{}, {}, table.compartment, {}};
    standing.seen = state.operations;
    const sync::Operation *newest = nullptr;
    for (const FieldId column : {answer::Codes, answer::Number, answer::Text}) { // a text or a reason wins
        const sync::FieldState *field = state.findField(column.field);
        if (field == nullptr)
            continue;
        for (const auto &operation : operations) {
            if (operation.dot == field->shown && (newest == nullptr || sync::isShownBefore(operation, *newest)))
                newest = &operation;
        }
        if (field->value.missing() != nullptr)
            standing.shown = {{}, *field->value.missing(), standing.shown.author};
        else if (const QString text = answerText(field->value); !text.isEmpty())
            standing.shown.value = text;
        const sync::Conflict *conflict = findConflict(state, column.field);
        for (std::size_t i = 1; conflict != nullptr && i < conflict->alternatives.size(); ++i) {
            const auto &other = conflict->alternatives[i];
            AnswerStanding::Side side{answerText(other.value), {}, {}};
            if (other.value.missing() != nullptr)
                side.missing = *other.value.missing();
            INDARO_TRY_ASSIGN(side.author, authors.find(other.user, other.writer.device, other.time));
            standing.others.push_back(std::move(side));
        }
    }
    if (newest != nullptr) {
        INDARO_TRY_ASSIGN(standing.shown.author, authors.find(newest->user, newest->dot.device, newest->time));
    }
    return standing;
}

} // namespace

Result<std::vector<AnswerStanding>> loadAnswerStandings(Desk &desk, sync::RecordId interview,
                                                        const std::vector<sync::RecordKey> &records)
{
    std::vector<AnswerStanding> standings;
    INDARO_TRY_ASSIGN(const Readable readable, Readable::of(desk));
    Authors authors(desk);
    for (const sync::RecordKey &key : records) {
        const auto *table = model::schema().findTable(key.table);
        if (table == nullptr || !isAnswerTable(key.table) || !readable.allows(key.table))
            continue;
        INDARO_TRY_ASSIGN(const Value of, valueOf(desk, {key.table, answer::Interview.field}, key.record));
        if (of.bytes() == nullptr || sync::RecordId::fromBytes(*of.bytes()) != interview)
            continue;
        INDARO_TRY_ASSIGN(auto standing, standingOf(desk, authors, key, *table));
        INDARO_TRY_ASSIGN(standing.path, textOf(desk, {key.table, answer::Path.field}, key.record));
        INDARO_TRY_ASSIGN(standing.type, textOf(desk, {key.table, answer::Type.field}, key.record));
        standings.push_back(std::move(standing));
    }
    return standings;
}

Result<std::vector<AnswerStanding>> loadAnswerStandings(Desk &desk, sync::RecordId interview)
{
    INDARO_TRY_ASSIGN(const auto records, rows::answerRecords(desk, interview));
    return loadAnswerStandings(desk, interview, records);
}

} // namespace indaro::casework
