// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/conflicts/commands.h"

#include "core/casework/audit/audit.h"
#include "core/casework/conflicts/conflict_fields.h"
#include "core/casework/conflicts/queries.h"
#include "core/casework/house/house_only.h"
#include "core/casework/people/commands.h"
#include "core/casework/people/origin.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <algorithm>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using sync::FieldId;

namespace {

namespace f = model::fields;

std::string_view wordOf(Settling how)
{
    switch (how) {
    case Settling::Chosen:
        return "chosen";
    case Settling::Combined:
        return "combined";
    case Settling::BothKept:
        return "both-kept";
    }
    return {};
}

Result<void> mustBeReadable(Desk &desk, std::uint16_t table)
{
    INDARO_TRY_ASSIGN(const Readable readable, Readable::of(desk));
    return readable.allows(table) ? Result<void>() : Error(Errc::RosterRefused);
}

/// What nobody can decide by reading, and the other columns of an answer, go with what was decided.
Result<void> settleBeside(Desk &desk, FieldId decided, sync::RecordId record, const SeenOperations &seen,
                          const std::optional<sync::DeviceId> &follows)
{
    INDARO_TRY_ASSIGN(const auto state, desk.log.state({decided.table, record}));
    for (const sync::Conflict &conflict : state.conflicts) {
        const FieldId field{decided.table, conflict.field};
        const bool isColumn = isAnswerValue(field) && isAnswerValue(decided);
        if (field.field == 0 || (isDecidedByPeople(field) && !isColumn))
            continue;
        auto all = conflict.alternatives;
        std::erase_if(all, [&](const auto &one) { return !desk.log.isSeen(one.leaf, seen); });
        if (all.empty())
            continue; // it came meanwhile, with what stays open
        const auto same =
            std::find_if(all.begin(), all.end(), [&](const auto &one) { return follows == one.writer.device; });
        INDARO_TRY(desk.log.resolve(field, record, (same != all.end() ? *same : all.front()).value, seen));
    }
    return {};
}

/// The operation whose value somebody saw who saw `expected`; none when nothing like it is known.
Result<std::optional<sync::Dot>> headOf(Desk &desk, FieldId field, sync::RecordId record, const Value &expected)
{
    INDARO_TRY_ASSIGN(const auto history, desk.log.history({field.table, record}));
    std::optional<sync::Dot> birth;
    for (auto entry = history.rbegin(); entry != history.rend(); ++entry) {
        if (entry->field == field.field && entry->value == expected)
            return std::optional(entry->operation.dot);
        if (entry->operation.kind == sync::OperationKind::Birth)
            birth = entry->operation.dot;
    }
    return expected.isNull() ? birth : std::nullopt;
}

} // namespace

Result<void> settleConflict(Desk &desk, FieldId field, sync::RecordId record, const Value &value, Settling how,
                            const SeenOperations &seen, const std::optional<sync::DeviceId> &follows)
{
    INDARO_TRY(desk.access.checkWrite(field.table));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(mustBeReadable(desk, field.table));
    Value decided = value;
    if (how == Settling::Combined && !isAnswerTable(field.table)) {
        INDARO_TRY_ASSIGN(decided, model::checkField(field, value, model::localDay(desk.clock.nowUtc())));
    }
    INDARO_TRY(desk.log.resolve(field, record, decided, seen));
    INDARO_TRY(settleBeside(desk, field, record, seen, follows));
    if (isOriginWord(field))
        INDARO_TRY(dropStalePlaceCode(desk, record));
    if (field.table == f::consent::Table)
        INDARO_TRY(followCopyOutside(desk));
    INDARO_TRY(recordAudit(desk, AuditVerb::ConflictSettled, record, wordOf(how)));
    return transaction.commit();
}

Result<void> settleDeletion(Desk &desk, sync::RecordKey key, sync::ChangeLog::Keep what, const SeenOperations &seen,
                            const std::string &agreed)
{
    INDARO_TRY(desk.access.checkWrite(key.table));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(mustBeReadable(desk, key.table));
    INDARO_TRY(desk.log.resolveDeletion(key, what, seen));
    if (key.table == f::consent::Table)
        INDARO_TRY(followCopyOutside(desk));
    const bool isKept = what == sync::ChangeLog::Keep::Record;
    INDARO_TRY(recordAudit(desk, AuditVerb::ConflictSettled, key.record, isKept ? "kept" : "deleted " + agreed));
    return transaction.commit();
}

Result<void> takeBack(Desk &desk, FieldId field, sync::RecordId record)
{
    INDARO_TRY(desk.access.checkWrite(field.table));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(mustBeReadable(desk, field.table));
    INDARO_TRY(desk.log.undoResolve(field, record));
    if (field.table == f::consent::Table)
        INDARO_TRY(followCopyOutside(desk));
    INDARO_TRY(recordAudit(desk, AuditVerb::DecisionTakenBack, record));
    return transaction.commit();
}

Result<sync::RecordState> stateAsSeen(Desk &desk, sync::RecordKey key, const SeenOperations &seen)
{
    const auto *table = model::schema().findTable(key.table);
    if (table == nullptr)
        return Error(Errc::UnknownField, {{"table", std::int64_t(key.table)}});
    INDARO_TRY(mustBeReadable(desk, key.table));
    INDARO_TRY_ASSIGN(auto operations, desk.log.rows().ofRecord(key));
    std::erase_if(operations, [&](const auto &operation) { return !desk.log.isSeen(operation.dot, seen); });
    return sync::mergeRecord(*table, operations);
}

Result<void> settleField(Desk &desk, FieldId field, sync::RecordId record, const Value &value, const SeenOperations &seen,
                         const std::optional<sync::DeviceId> &follows)
{
    INDARO_TRY(desk.access.checkWrite(field.table));
    INDARO_TRY_ASSIGN(const auto state, stateAsSeen(desk, {field.table, record}, seen));
    const bool isDisputed = std::any_of(state.conflicts.begin(), state.conflicts.end(),
                                        [field](const auto &conflict) { return conflict.field == field.field; });
    if (isDisputed)
        return settleConflict(desk, field, record, value, follows ? Settling::Chosen : Settling::Combined, seen, follows);
    const sync::FieldState *shown = state.findField(field.field);
    INDARO_TRY(setField(desk, field, record, value, shown != nullptr ? shown->value : Value()));
    return {};
}

Result<bool> editExpecting(Desk &desk, FieldId field, sync::RecordId record, const Value &value,
                           const std::optional<Value> &expected)
{
    const auto now = desk.log.load(field, record);
    if (!now && now.error().code != Errc::UnknownRecord)
        return now.error();
    if (now && expected && *now == *expected)
        return desk.log.edit(field, record, value);
    sync::Seen seen{std::nullopt, expected.value_or(Value())};
    if (expected) {
        INDARO_TRY_ASSIGN(seen.head, headOf(desk, field, record, *expected));
    }
    return desk.log.edit(field, record, value, seen);
}

} // namespace indaro::casework
