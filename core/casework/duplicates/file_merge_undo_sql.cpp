// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/duplicates/merge_rows.h"
#include "core/casework/house/house_only.h"
#include "core/casework/plans/approvals.h"
#include "core/casework/plans/record_rows.h"
#include "core/casework/retention/retention.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/stay_lookup.h"
#include "core/model/field_table.h"

#include <algorithm>

namespace indaro::casework {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;

namespace {

bool holds(const rows::MergeSpan &span, const sync::Operation &operation)
{
    return operation.dot.device == span.device && operation.time >= span.from && operation.time <= span.until;
}

/// The merge that is undone, and the same one by another laptop, which did not know of it.
struct Undoing
{
    CaseId kept, other;
    std::vector<sync::RecordId> merges{};
    std::vector<rows::MergeSpan> spans{}; ///< of each, from the birth of its record to the reason
    sync::HybridTime last = 0;            ///< of all spans

    [[nodiscard]] bool isMerging(const sync::Operation &operation) const
    {
        return std::ranges::any_of(spans, [&](const rows::MergeSpan &span) { return holds(span, operation); });
    }
};

Result<rows::MergeSpan> spanOf(Desk &desk, const sync::RecordId &merge)
{
    INDARO_TRY_ASSIGN(const auto operations, desk.log.rows().ofRecord({fields::file_merge::Table, merge}));
    const auto birth = std::ranges::find(operations, sync::OperationKind::Birth, &sync::Operation::kind);
    if (birth == operations.end())
        return Error(Errc::WrongState); // nobody keeps any more what it was
    rows::MergeSpan span{birth->dot.device, birth->time, birth->time};
    for (const sync::Operation &operation : operations) { // oldest first
        if (span.until == span.from && operation.dot.device == span.device &&
            operation.field == fields::file_merge::Reason.field)
            span.until = operation.time;
    }
    return span;
}

Result<Undoing> undoingOf(Desk &desk, const sync::RecordId &merge)
{
    INDARO_TRY_ASSIGN(const auto values, rows::valuesOf(desk, {fields::file_merge::Table, merge}));
    if (!values)
        return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::file_merge::Table)}});
    const auto fileAt = [&values](sync::FieldId field) {
        const auto *bytes = (*values)[field.field - 1U].bytes();
        return bytes != nullptr ? CaseId::fromBytes(*bytes) : std::nullopt;
    };
    const auto kept = fileAt(fields::file_merge::CaseFile);
    const auto other = fileAt(fields::file_merge::OtherFile);
    const std::int64_t at = (*values)[fields::file_merge::MergedAt.field - 1U].integerOr(0);
    const bool isTooLongAgo = desk.clock.nowUtc() - at > MergeCanBeUndone;
    if (!kept || !other || isTooLongAgo || !(*values)[fields::file_merge::UndoneAt.field - 1U].isNull())
        return Error(Errc::WrongState);
    Undoing undoing{.kept = *kept, .other = *other};
    INDARO_TRY_ASSIGN(const auto pairs, rows::mergesThatHold(desk));
    for (const rows::MergePair &pair : pairs) {
        if (pair.other == undoing.kept) // it is no file of its own by now
            return Error(Errc::WrongState);
        if (pair.kept != undoing.kept || pair.other != undoing.other)
            continue;
        undoing.merges.push_back(pair.merge);
        INDARO_TRY_ASSIGN(const rows::MergeSpan span, spanOf(desk, pair.merge));
        undoing.spans.push_back(span);
        undoing.last = std::max(undoing.last, span.until);
    }
    return undoing;
}

Result<std::vector<sync::RecordKey>> recordsTouched(Desk &desk, const Undoing &undoing)
{
    std::vector<sync::RecordKey> touched;
    for (const sync::RecordId &merge : undoing.merges) {
        INDARO_TRY_ASSIGN(auto rows,
                          desk.log.connection().prepare("SELECT record_table, record FROM merged_record WHERE merge = ?1"));
        rows.bind(1, merge);
        INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
            if (const auto record = rows.id<sync::RecordTag>(1))
                touched.push_back({static_cast<std::uint16_t>(rows.integer(0)), *record});
            return {};
        }));
    }
    // Closings last: from then on nothing else is written. Within a table in the order it was moved in.
    std::vector<std::pair<std::int64_t, sync::RecordKey>> ordered;
    for (const sync::RecordKey &key : touched) {
        INDARO_TRY_ASSIGN(auto time, desk.log.connection().prepare(
                                         "SELECT max(time) FROM operation WHERE record = ?1 AND record_table = ?2"));
        time.bind(1, key.record);
        time.bind(2, std::int64_t(key.table));
        INDARO_TRY_ASSIGN([[maybe_unused]] const bool row, time.step());
        ordered.emplace_back(time.integer(0), key);
    }
    std::ranges::sort(ordered, [](const auto &one, const auto &two) {
        const bool isLast = one.second.table == fields::retention::Table;
        const bool isOtherLast = two.second.table == fields::retention::Table;
        return isLast != isOtherLast ? !isLast : one < two;
    });
    touched.clear();
    for (const auto &[time, key] : ordered) {
        if (touched.empty() || touched.back() != key)
            touched.push_back(key);
    }
    return touched;
}

/// A field of a state; nothing was ever written there: null.
Value shownIn(const sync::RecordState &state, std::uint16_t field)
{
    const sync::FieldState *found = state.findField(field);
    return found != nullptr ? found->value : Value();
}

/// A record the merge wrote into, or made.
Result<void> restoreRecord(Desk &desk, const Undoing &undoing, const sync::RecordKey &key, UndoneMerge &report)
{
    const sync::TableDefinition *table = model::schema().findTable(key.table);
    INDARO_TRY_ASSIGN(const auto now, rows::valuesOf(desk, key));
    if (table == nullptr || !now)
        return {}; // deleted since
    INDARO_TRY_ASSIGN(auto operations, desk.log.rows().ofRecord(key));
    std::erase_if(operations, [&](const sync::Operation &operation) { return operation.time > undoing.last; });
    const sync::RecordState after = sync::mergeRecord(*table, operations);
    std::erase_if(operations, [&](const sync::Operation &operation) { return undoing.isMerging(operation); });
    const sync::RecordState before = sync::mergeRecord(*table, operations);
    if (!before.exists && !after.exists)
        return {}; // it came after the merge
    bool isAsMerged = true;
    for (std::size_t i = 0; i < table->fields.size(); ++i)
        isAsMerged = isAsMerged && (*now)[i] == shownIn(after, table->fields[i].field);
    if (!before.exists) {
        if (!isAsMerged) {
            report.left.push_back({key, 0});
            return {};
        }
        ++report.restored;
        return desk.log.remove(key);
    }
    for (std::size_t i = 0; i < table->fields.size(); ++i) {
        const std::uint16_t field = table->fields[i].field;
        const Value was = shownIn(before, field);
        const Value made = shownIn(after, field);
        if (was == made)
            continue;
        if ((*now)[i] != made) {
            report.left.push_back({key, field});
            continue;
        }
        INDARO_TRY(desk.log.edit({key.table, field}, key.record, was));
        ++report.restored;
    }
    return {};
}

/// What came late is the other file's: the kept one says what it said before, unless somebody changed it since.
Result<void> takeBackValues(Desk &desk, const rows::MergePair &pair, UndoneMerge &report)
{
    INDARO_TRY_ASSIGN(const auto carried, rows::carriedValues(desk, pair));
    for (const rows::CarriedValue &value : carried) {
        Undoing undoing{.kept = pair.kept, .other = pair.other, .spans = value.spans};
        for (const rows::MergeSpan &span : value.spans)
            undoing.last = std::max(undoing.last, span.until);
        INDARO_TRY(restoreRecord(desk, undoing, value.key, report));
        INDARO_TRY(desk.log.edit(fields::merged_record::Record, value.note, Value())); // once
    }
    return {};
}

/// A record that was moved: back to whose it was, with what was written into it since.
Result<void> moveBack(Desk &desk, const Undoing &undoing, const sync::TableDefinition &table, const sync::RecordKey &key,
                      UndoneMerge &report)
{
    const auto owner = desk.log.load(rows::ownerField(table), key.record);
    if (!owner)
        return owner.error().code == Errc::UnknownRecord ? Result<void>() : Result<void>(owner.error()); // deleted since
    if (*owner != idValue(undoing.kept)) {
        report.left.push_back({key, table.owner.field});
        return {};
    }
    INDARO_TRY(desk.log.edit(rows::ownerField(table), key.record, idValue(undoing.other)));
    ++report.moved;
    return {};
}

/// A closing that was ended because a closed file takes nothing: it holds again.
Result<void> closeAgain(Desk &desk, const sync::RecordKey &key, UndoneMerge &report)
{
    namespace r = fields::retention;
    const auto why = desk.log.load(r::ReopenedWhy, key.record);
    if (!why)
        return why.error().code == Errc::UnknownRecord ? Result<void>() : Result<void>(why.error());
    if (!report.left.empty() || *why != Value(rows::ReopenedToMerge)) { // somebody has to look at it: it stays open
        report.left.push_back({key, r::ReopenedAt.field});
        return {};
    }
    for (const sync::FieldId field : {r::ReopenedBy, r::ReopenedWhy, r::ReopenedNote, r::ReopenedAt})
        INDARO_TRY(desk.log.edit(field, key.record, Value()));
    ++report.restored;
    return {};
}

/// Whether the merge made this record.
Result<bool> isMadeByMerge(Desk &desk, const Undoing &undoing, const sync::RecordKey &key)
{
    INDARO_TRY_ASSIGN(const auto operations, desk.log.rows().ofRecord(key));
    return std::ranges::any_of(operations, [&](const sync::Operation &operation) {
        return operation.kind == sync::OperationKind::Birth && undoing.isMerging(operation);
    });
}

/// A refusal that was carried over when it came late: born in the kept file, where what was moved was
/// not.
Result<bool> isCarriedLate(Desk &desk, const Undoing &undoing, const sync::RecordKey &key)
{
    if (key.table != fields::consent::Table)
        return false;
    INDARO_TRY_ASSIGN(const auto operations, desk.log.rows().ofRecord(key));
    const sync::FieldValue owner{fields::consent::CaseFile.field, idValue(undoing.kept)};
    return std::ranges::any_of(operations, [&](const sync::Operation &operation) {
        return operation.kind == sync::OperationKind::Birth &&
               std::ranges::find(operation.values, owner) != operation.values.end();
    });
}

/// It goes, unless somebody has written into it since.
Result<void> takeAwayCarried(Desk &desk, const sync::RecordKey &key, UndoneMerge &report)
{
    INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists(key));
    if (!isThere)
        return {};
    INDARO_TRY_ASSIGN(const auto operations, desk.log.rows().ofRecord(key));
    for (const sync::Operation &operation : operations) {
        if (operation.kind != sync::OperationKind::Birth) {
            report.left.push_back({key, 0});
            return {};
        }
    }
    ++report.restored;
    return desk.log.remove(key);
}

/// Nobody is held back in the house by a refusal that was the other's.
Result<void> letGoOfHouse(Desk &desk, const Undoing &undoing)
{
    for (const CaseId &file : {undoing.kept, undoing.other}) {
        INDARO_TRY_ASSIGN(
            auto find, desk.log.connection().prepare("SELECT 1 FROM consent WHERE case_file = ?1 AND purpose = ?2 LIMIT 1"));
        find.bind(1, file);
        find.bind(2, CopyOutsidePurpose);
        INDARO_TRY_ASSIGN(const bool wasAsked, find.step());
        if (!wasAsked)
            INDARO_TRY(desk.log.setHouseOnly(file, false));
    }
    return followCopyOutside(desk);
}

} // namespace

Result<UndoneMerge> undoMerge(Desk &desk, sync::RecordId merge, const Value &why, const std::string &agreed)
{
    INDARO_TRY(desk.access.mustDo(Thing::Register));
    INDARO_TRY(desk.access.mustRead(Thing::Identity));
    if (desk.log.elsewhere() != 0)
        return Error(Errc::SyncKeyMissing, {{"table", std::int64_t(fields::file_merge::Table)}});
    const QDate today = model::localDay(desk.clock.nowUtc());
    INDARO_TRY_ASSIGN(const Value words, model::checkField(fields::file_merge::UndoneWhy, why, today));
    if (words.textOr({}).empty())
        return neededField(fields::file_merge::UndoneWhy);
    INDARO_TRY_ASSIGN(const Undoing undoing, undoingOf(desk, merge));
    INDARO_TRY_ASSIGN(const bool isClosed, isFileClosed(desk, undoing.kept));
    if (isClosed)
        return Error(Errc::FileSealed, {{"table", std::int64_t(fields::file_merge::Table)}});
    INDARO_TRY_ASSIGN(const Approver approver, approverOf(desk, desk.log.user(), agreed));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    const sync::ChangeLog::GateLift lift(desk.log);
    UndoneMerge report;
    // First: from then on the two are two, for whoever follows merges.
    for (const sync::RecordId &each : undoing.merges) {
        INDARO_TRY(changeRecord(desk, each,
                                {{fields::file_merge::UndoneAt, momentValue(desk.clock.nowUtc())},
                                 {fields::file_merge::UndoneBy, ownAccount(desk)},
                                 {fields::file_merge::UndoneWhy, words}}));
    }
    INDARO_TRY_ASSIGN(const auto touched, recordsTouched(desk, undoing));
    for (const sync::RecordId &each : undoing.merges) // before what the merge itself wrote: it came after
        INDARO_TRY(takeBackValues(desk, {each, undoing.kept, undoing.other}, report));
    for (const sync::RecordKey &key : touched) {
        if (key.table == fields::retention::Table) {
            INDARO_TRY(closeAgain(desk, key, report));
            continue;
        }
        const auto table = std::ranges::find(rows::movableTables(), key.table, &sync::TableDefinition::table);
        INDARO_TRY_ASSIGN(const bool isMade, isMadeByMerge(desk, undoing, key));
        INDARO_TRY_ASSIGN(const bool isLate, isCarriedLate(desk, undoing, key));
        if (isLate && !isMade)
            INDARO_TRY(takeAwayCarried(desk, key, report));
        else if (table != rows::movableTables().end() && !isMade)
            INDARO_TRY(moveBack(desk, undoing, **table, key, report));
        else
            INDARO_TRY(restoreRecord(desk, undoing, key, report));
    }
    INDARO_TRY(letGoOfHouse(desk, undoing));
    INDARO_TRY(recordAudit(desk, AuditVerb::MergeUndone, undoing.kept, approver.id.toText() + " " + approver.way));
    INDARO_TRY(recordAudit(desk, AuditVerb::MergeUndone, undoing.other, approver.id.toText() + " " + approver.way));
    INDARO_TRY(transaction.commit());
    return report;
}

Result<void> rows::takeBackLateValues(Desk &desk)
{
    std::vector<rows::MergePair> undone;
    {
        INDARO_TRY_ASSIGN(
            auto rows, desk.log.connection().prepare(
                           "SELECT m.id, m.case_file, m.other_file FROM file_merge m WHERE m.undone_at IS NOT NULL AND NOT "
                           "EXISTS (SELECT 1 FROM file_merge h WHERE h.case_file = m.case_file AND h.other_file = "
                           "m.other_file AND h.undone_at IS NULL) ORDER BY m.merged_at, m.id"));
        INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
            const auto merge = rows.id<sync::RecordTag>(0);
            const auto kept = rows.id<sync::RecordTag>(1);
            const auto other = rows.id<sync::RecordTag>(2);
            if (merge && kept && other)
                undone.push_back({*merge, *kept, *other});
            return {};
        }));
    }
    for (const rows::MergePair &pair : undone) {
        INDARO_TRY_ASSIGN(const bool isClosed, isFileClosed(desk, pair.kept));
        UndoneMerge report;
        if (!isClosed)
            INDARO_TRY(takeBackValues(desk, pair, report));
    }
    return {};
}

} // namespace indaro::casework
