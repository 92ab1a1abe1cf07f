// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/duplicates/file_merge.h"
#include "core/sync/merge.h"

/// What merging and undoing share. Inside the caller's transaction, whoever is signed in (a GateLift is held).
namespace indaro::casework::rows {

/// Why a closed file was opened: codelist reopening_reason.
inline constexpr std::string_view ReopenedToMerge = "merged";

/// One merge that holds, for the log.
struct MergePair
{
    sync::RecordId merge;
    CaseId kept, other;
};
/// All that hold, the first to be made first. Errors: the store's.
[[nodiscard]] base::Result<std::vector<MergePair>> mergesThatHold(Desk &desk);

/// Tables whose records belong to a file by a field and go where the person goes. Not: what is about the file itself (who
/// opened it, its procedure's revision, its closings), what exists once (the registry), and what is about two.
[[nodiscard]] const std::vector<const sync::TableDefinition *> &movableTables();
/// Records of a movable table in this file, in the order they are moved in; without those of which `kept` has the same
/// already (a value of one column, one trafficking case). Errors: the store's.
[[nodiscard]] base::Result<std::vector<sync::RecordId>> recordsToMove(Desk &desk, const sync::TableDefinition &table,
                                                                      CaseId from, CaseId kept);
/// Moves all of them and remembers each. Compartments this laptop is not given are left to another one.
[[nodiscard]] base::Result<void> moveRecords(Desk &desk, const MergePair &pair);
/// A file, its identity and its health have one id: each is remembered by a name of its own.
[[nodiscard]] sync::RecordId rememberedId(const MergePair &pair, const sync::RecordKey &key);
/// Remembers that the merge has written to this record.
[[nodiscard]] base::Result<void> rememberRecord(Desk &desk, const MergePair &pair, const sync::RecordKey &key);

/// Records a laptop moved that had not heard yet that the merge was undone: they go back. A few lookups where there are
/// none.
[[nodiscard]] base::Result<void> giveBackLate(Desk &desk);

/// The field of a movable table that says whose a record is.
[[nodiscard]] sync::FieldId ownerField(const sync::TableDefinition &table);
/// All values of a row, in the order of the table's fields; nothing: there is none.
[[nodiscard]] base::Result<std::optional<std::vector<base::Value>>> valuesOf(Desk &desk, const sync::RecordKey &key);

/// Fields that exist once for each person, in groups that belong together (ComparedField without values).
[[nodiscard]] const std::vector<ComparedField> &comparedFields();
[[nodiscard]] bool isAnyKnown(const std::vector<base::Value> &values);
/// The same with what both files say, whatever the account may read.
[[nodiscard]] base::Result<std::vector<ComparedField>> fieldsOf(Desk &desk, CaseId kept, CaseId other);

/// Notes of what the other file says now that somebody has decided about it: what is written there after this, or was
/// written elsewhere and not known here, is late. The note names operations and no values: who may not read a field may
/// not guess it from there.
[[nodiscard]] base::Result<void> noteDecidedValues(Desk &desk, const MergePair &pair);
/// What another laptop wrote into fields of the emptied file that exist once: where the kept file says nothing it is filled
/// in, of a Set both hold, and where both say something else both stand as an open conflict of the kept file, for a person.
/// Once for each value. `holding`: all merges that hold.
[[nodiscard]] base::Result<void> carryLateValues(Desk &desk, const MergePair &pair, const std::vector<MergePair> &holding);

/// What one laptop wrote for one reason: everything of that laptop from the one operation to the other.
struct MergeSpan
{
    sync::DeviceId device;
    sync::HybridTime from, until;
};
/// A value that was carried: the record of the kept file it went to, and what of it was the carrying, on each laptop that
/// did it.
struct CarriedValue
{
    sync::RecordId note;
    sync::RecordKey key;
    std::vector<MergeSpan> spans;
};
/// The last to be carried first. Errors: the store's.
[[nodiscard]] base::Result<std::vector<CarriedValue>> carriedValues(Desk &desk, const MergePair &pair);
/// What was carried by a laptop that had not heard yet that the merge was undone: it goes.
[[nodiscard]] base::Result<void> takeBackLateValues(Desk &desk);

/// The refusals that must go on holding, found before anything is moved and written after.
struct CarriedConsent
{
    sync::RecordId source;       ///< the act it is a copy of
    sync::FieldValues changes{}; ///< what differs from it
};
[[nodiscard]] base::Result<std::vector<CarriedConsent>> refusalsToCarry(Desk &desk, CaseId kept, CaseId other);
/// The same of acts that another laptop wrote into the emptied file meanwhile; nothing where none came.
[[nodiscard]] base::Result<std::vector<CarriedConsent>> lateRefusals(Desk &desk, const MergePair &pair);
[[nodiscard]] base::Result<void> carryRefusals(Desk &desk, const MergePair &pair, const std::vector<CarriedConsent> &acts);
/// Whom the other must not meet, the kept one must not meet: once for each, so that it may be called again for what
/// another laptop wrote meanwhile.
[[nodiscard]] base::Result<void> carryKeptApart(Desk &desk, const MergePair &pair);

} // namespace indaro::casework::rows
