// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/change_log_sql.h"
#include "core/sync/ownership.h"
#include "core/sync/snapshot.h"

#include <algorithm>
#include <set>

namespace indaro::sync {

using base::Result;

namespace {

/// Whether this operation writes whose a record is, after it was born.
bool changesOwner(const TableDefinition *table, const Operation &operation)
{
    return table != nullptr && table->owner.kind == Ownership::Kind::Field && operation.field != 0 &&
           operation.field == table->owner.field;
}

/// Operations that said whose a record is and were replaced by another that does: two files that were made one and taken
/// apart again. Only whose it was at first and whose it is by the last word counts.
Result<std::set<Dot>> ownersTakenBack(ChangeLog &log)
{
    std::set<Dot> replaced;
    INDARO_TRY(log.rows().forEach([&](Operation &&operation) -> Result<bool> {
        if (changesOwner(log.schema().findTable(operation.table), operation))
            replaced.insert(operation.bases.begin(), operation.bases.end());
        return true;
    }));
    return replaced;
}

/// Every record of one person, found in the log: rows that were deleted are found too.
Result<std::set<RecordKey>> recordsOf(ChangeLog &log, const RecordId &person)
{
    INDARO_TRY_ASSIGN(const std::set<Dot> takenBack, ownersTakenBack(log));
    std::set<RecordId> owners{person};
    std::set<RecordKey> records;
    for (bool goesOn = true; goesOn;) { // an answer is found once its interview was
        goesOn = false;
        INDARO_TRY(log.rows().forEach([&](Operation &&operation) -> Result<bool> {
            const TableDefinition *table = log.schema().findTable(operation.table);
            if (table == nullptr || operation.kind == OperationKind::Erase)
                return true;
            if (changesOwner(table, operation) && takenBack.contains(operation.dot))
                return true;
            bool isHers = false;
            if (table->owner.kind == Ownership::Kind::Itself)
                isHers = operation.record == person;
            for (const RecordId &owner : ownersNamed(*table, operation))
                isHers = isHers || owners.contains(owner);
            if (isHers && records.insert({operation.table, operation.record}).second) {
                goesOn = true;
                owners.insert(operation.record);
            }
            return true;
        }));
    }
    return records;
}

} // namespace

Result<void> eraseRecord(ChangeLog &log, const RecordKey &key)
{
    INDARO_TRY(log.keepCounters()); // what this laptop wrote of it may be the last it wrote
    INDARO_TRY_ASSIGN(const auto operations, log.rows().ofRecord(key));
    for (const Operation &operation : operations) {
        if (operation.kind != OperationKind::Erase)
            INDARO_TRY(log.rows().remove(operation));
    }
    INDARO_TRY(log.refresh(key, {}));
    return rememberErased(log, key.record);
}

Result<bool> emptyDeleted(ChangeLog &log, const RecordKey &key)
{
    INDARO_TRY_ASSIGN(const bool isThere, log.exists(key));
    if (isThere)
        return base::Error(base::Errc::WrongState);
    INDARO_TRY_ASSIGN(auto operations, log.rows().ofRecord(key));
    const bool isDeleted =
        std::ranges::any_of(operations, [](const Operation &operation) { return operation.kind == OperationKind::Delete; });
    if (!isDeleted) // it waits for its birth
        return false;
    const store::Connection::WritePermit permit(log.connection());
    bool isAnyEmptied = false;
    for (Operation &operation : operations) {
        bool isEmptied = false;
        if (operation.kind == OperationKind::Birth) {
            isEmptied = !operation.values.empty();
            operation.values.clear();
        } else if (operation.field != 0 &&
                   (operation.kind == OperationKind::Edit || operation.kind == OperationKind::Resolve)) {
            for (FieldValue &value : operation.values) { // each keeps its one value, as their shape wants it
                isEmptied = isEmptied || !value.second.isNull();
                value.second = base::Value();
            }
        }
        if (isEmptied)
            INDARO_TRY(log.rows().replaceContent(operation));
        isAnyEmptied = isAnyEmptied || isEmptied;
    }
    return isAnyEmptied;
}

Result<void> rememberErased(ChangeLog &log, const RecordId &record)
{
    INDARO_TRY_ASSIGN(auto put,
                      log.connection().prepare("INSERT OR IGNORE INTO erased (record, erased_at) VALUES (?1, ?2)"));
    put.bind(1, record);
    put.bind(2, log.nowUtc());
    return put.run();
}

Result<std::vector<RecordKey>> eraseRecords(ChangeLog &log, RecordKey person)
{
    INDARO_CHECK(log.connection().isInTransaction());
    INDARO_TRY_ASSIGN(const auto records, recordsOf(log, person.record));
    const store::Connection::WritePermit permit(log.connection());
    for (const RecordKey &key : records)
        INDARO_TRY(eraseRecord(log, key));
    INDARO_TRY(rememberErased(log, person.record));
    INDARO_TRY(log.setHouseOnly(person.record, false));
    return std::vector<RecordKey>(records.begin(), records.end());
}

} // namespace indaro::sync
