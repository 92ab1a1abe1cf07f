// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/people/queries.h"
#include "core/casework/row_values.h"

namespace indaro::casework {

/// What the records of a plan, of risks and of best interests have in common: some kinds are in several tables with the same
/// fields, one for each compartment, so that what a line says of body or mind is read by those alone who may read that.
/// Store thread. Errors of all: the store's, and where said.

/// The same field in another table of its kind.
[[nodiscard]] constexpr sync::FieldId fieldIn(std::uint16_t table, sync::FieldId field) noexcept
{
    return {table, field.field};
}

/// A record of one of those tables, and whether this account may read it. One it may not read is there all the same, with
/// nothing but the ids it holds: that something exists is not hidden, what it says is.
struct PlanRecord
{
    Record record;
    bool isHidden = false;

    [[nodiscard]] sync::RecordId id() const { return record.id; }
    /// `field` may be given for any table of the kind.
    [[nodiscard]] base::Value value(sync::FieldId field) const { return record.value(fieldIn(record.table, field)); }
    [[nodiscard]] QString text(sync::FieldId field) const { return record.text(fieldIn(record.table, field)); }
    [[nodiscard]] std::optional<sync::RecordId> idOf(sync::FieldId field) const;
    [[nodiscard]] std::optional<base::UtcMs> momentAt(sync::FieldId field) const;
};

/// Every record of these tables about a person, by id. Not inside a transaction: who may read what is asked first.
[[nodiscard]] base::Result<std::vector<PlanRecord>> recordsAbout(Desk &desk, CaseId person,
                                                                 std::initializer_list<std::uint16_t> tables);
/// One record, in whichever of the tables it is, for a command: with all it holds. Errors: UnknownRecord.
[[nodiscard]] base::Result<PlanRecord> findRecord(Desk &desk, sync::RecordId id,
                                                  std::initializer_list<std::uint16_t> tables);
/// Whose it is. Errors: UnknownRecord (nobody's).
[[nodiscard]] base::Result<CaseId> personOf(const PlanRecord &record);

/// Inside the caller's transaction: checks each first value and makes the record; what is nothing is left out.
/// Errors: model::checkField's.
[[nodiscard]] base::Result<sync::RecordId> bearRecord(Desk &desk, std::uint16_t table, const sync::FieldValues &facts);
/// Inside the caller's transaction: changes what differs; whether anything did. Errors: model::checkField's, UnknownRecord.
[[nodiscard]] base::Result<bool> changeRecord(Desk &desk, sync::RecordId id, const sync::FieldValues &facts);
/// Errors: UnknownRecord.
[[nodiscard]] base::Result<void> checkPerson(Desk &desk, CaseId person);
/// InvalidArgument, of this field.
[[nodiscard]] base::Error neededField(sync::FieldId field);
/// The account that is signed in, as the value of a field.
[[nodiscard]] base::Value ownAccount(Desk &desk);

} // namespace indaro::casework
