// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/casework/desk.h"
#include "core/casework/people/person_draft.h"

#include <optional>

namespace indaro::casework {

/// One row of a synced table, with all its fields.
struct Record
{
    std::uint16_t table;
    sync::RecordId id;
    std::vector<base::Value> values; ///< in the order of the table's field list

    /// Null for a field of another table.
    [[nodiscard]] base::Value value(sync::FieldId field) const;
    /// The value as text (numbers in digits, Missing and Null as the empty text).
    [[nodiscard]] QString text(sync::FieldId field) const;
};

struct FamilyMember
{
    CaseId id;
    QString caseCode;
    QString displayName;
    QString role;
    QString isMinor;
    bool isPresent;
};

/// All sections of one person's page. Records of one kind are sorted as a reader expects: stays, interviews, referrals
/// and notes newest first.
struct CaseFile
{
    CaseId id;
    Record file;
    Record identity;
    Record health;
    std::vector<Record> stays;
    std::vector<Record> stayLocations; ///< same ids as their stays, only those that exist
    std::vector<Record> episodes;
    std::vector<Record> perpetrators;
    std::vector<Record> interviews;
    std::vector<Record> consents;
    std::vector<Record> referrals;
    std::vector<Record> notes;
    std::vector<Record> tasks;
    std::vector<FamilyMember> family; ///< the others of her unit
    bool isPresent = false;
};

/// Errors: UnknownRecord, and the store's.
[[nodiscard]] base::Result<CaseFile> loadCaseFile(Desk &desk, CaseId person);
/// One row by table number and id. Errors: UnknownRecord, UnknownField (no such table).
[[nodiscard]] base::Result<Record> loadRecord(Desk &desk, std::uint16_t table, sync::RecordId id);

/// One line of a history: what the field became, who did it, when by that laptop's clock, on which laptop.
struct FieldChange
{
    sync::FieldId field; ///< field 0: the record was made (kind Birth has one line per first value) or deleted
    sync::RecordId record;
    sync::OperationKind kind;
    base::Value value;
    base::UtcMs at;
    QString staffName;  ///< the staff record's name; empty when that account has no staff record
    QString laptopName; ///< likewise; empty: unnamed
    QString series;     ///< of the laptop, "" when unknown
    bool isThisLaptop;
    sync::Standing standing; ///< what became of it: shown, open beside another, replaced, settled, gone with a deletion
};
/// Oldest first. Errors: the store's, OperationDamaged.
[[nodiscard]] base::Result<std::vector<FieldChange>> loadFieldHistory(Desk &desk, sync::FieldId field,
                                                                      sync::RecordId record);
/// Every change in these records, newest first, at most `limit` lines. Errors: as loadFieldHistory.
[[nodiscard]] base::Result<std::vector<FieldChange>> loadHistoryOf(Desk &desk, const std::vector<sync::RecordKey> &records,
                                                                   int limit);
/// Every change in every record of the person's file, newest first, at most `limit` lines.
[[nodiscard]] base::Result<std::vector<FieldChange>> loadPersonHistory(Desk &desk, CaseId person, int limit);

/// Somebody in the house tonight: only what the night guard may see [contracts.md 4].
struct HouseGuest
{
    CaseId id;
    sync::RecordId stay;
    QString caseCode;
    QString displayName;
    QString registerNumber;
    QString arrivedAt;
    QString isMinor;
    std::optional<sync::RecordId> familyUnit;
};
/// Sorted by family unit, then display name.
[[nodiscard]] base::Result<std::vector<HouseGuest>> loadPeopleInHouse(Desk &desk);

/// Typed by hand: hyphens, spaces, case and the look-alikes O/0, I/L/1 do not matter. NotFound when nobody has it,
/// InvalidArgument when its check character is wrong (a slip of the pen).
[[nodiscard]] base::Result<CaseId> loadPersonByCode(Desk &desk, const QString &code);

} // namespace indaro::casework
