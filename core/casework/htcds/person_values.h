// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/consents/passing_on.h"
#include "core/casework/htcds/htcds_map.h"

#include <map>
#include <vector>

namespace indaro::casework {

/// What the cells of one person are worked out from: the rows of the tables htcds-map.csv names, in the order of their ids.
/// The same value is filled from the vault by an export and from a line of a file by an import, so that both say the same.

struct ValueRow
{
    sync::RecordId id;
    std::map<std::uint16_t, base::Value> values{}; ///< by the field's number
};

/// What came in for a field and the register cannot say by itself. It is exported again as long as the register says what it
/// said when that was kept; after an edit in the program, the edit is exported [contracts.md 15].
struct KeptCell
{
    QString cell{}; ///< as it came
    QString said{}; ///< what the register said then
    friend bool operator==(const KeptCell &, const KeptCell &) = default;
};

struct PersonValues
{
    sync::RecordId id;
    std::map<std::uint16_t, std::vector<ValueRow>> rows{}; ///< by the table
    std::map<QString, KeptCell> kept{};                    ///< by the standard's name

    [[nodiscard]] const std::vector<ValueRow> &of(std::uint16_t table) const;
    /// Of the only or the first row; Null: there is none.
    [[nodiscard]] base::Value value(sync::FieldId field) const;
    [[nodiscard]] QString text(sync::FieldId field) const;
    /// The row of this id, made when it is not there.
    ValueRow &row(std::uint16_t table, const sync::RecordId &id);
};

/// How a kept cell is stored beside its value: under the standard's name, and what the register said under this behind it.
inline constexpr QStringView KeptRegisterMark = u"=register";
/// Under this name: which line of a file the person came from, so that the same file again finds her.
inline constexpr QStringView KeptRowName = u"=row";

/// Whether this account reads every column a row is worked out from, without which it neither writes nor takes in a table.
/// Thread: any.
[[nodiscard]] bool readsWholePeople(const Access &access);

/// Store thread. Errors: the store's.
namespace rows {
/// Whether the account reads every column a row is worked out from: a table with holes would look like what is known, and
/// what came in would be written over what is only hidden. Errors: AccessRefused (thing=…).
[[nodiscard]] base::Result<void> mustReadWholePeople(const Desk &desk);
/// Everybody, by id; or one. What the account may not read is not there.
[[nodiscard]] base::Result<std::map<sync::RecordId, PersonValues>>
loadPersonValues(Desk &desk, const std::optional<sync::RecordId> &only = {});
/// Which file came from which line of a file (KeptRowName).
[[nodiscard]] base::Result<std::map<QString, sync::RecordId>> loadKeptRows(Desk &desk);
/// Whether a file of this id was here and was erased: no record of this id ever comes back.
[[nodiscard]] base::Result<bool> isErased(Desk &desk, const sync::RecordId &id);
} // namespace rows

} // namespace indaro::casework
