// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/connection.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace indaro::sync {

/// Who may ever hold the keys of a part of the data [contracts.md 4]. Tables never mix two.
enum class Compartment : std::uint8_t { Case = 0, Identity = 1, Health = 2, Perpetrator = 3 };

/// Set: a multi-choice answer, kept as its codes sorted and separated by one space; logged as adds and
/// removes.
enum class FieldType : std::uint8_t { Text, Integer, Real, Set, Blob };

/// Table and column by numbers that never change meaning: they are what the change log and the wire carry.
struct FieldId
{
    std::uint16_t table;
    std::uint16_t field;
    friend auto operator<=>(const FieldId &, const FieldId &) = default;
};

struct FieldDefinition
{
    std::uint16_t field; ///< 1…; never reused
    std::string_view column;
    FieldType type;
};

/// How a record belongs to one person's file, so that her operations find their stream [contracts.md 3] and
/// erasure finds all of her [contracts.md 6].
struct Ownership
{
    enum class Kind : std::uint8_t {
        Nobody, ///< staff, the house: nobody's
        Itself, ///< the record's id is the person's
        Field   ///< `field` holds the id of the owner, or of a record of `through` that has one
    };
    Kind kind = Kind::Nobody;
    std::uint16_t field = 0;
    std::uint16_t through = 0; ///< the table the id is of
    /// A second field that names whose it is as well, an id or a Set of ids in hexadecimal digits; 0: none. Two who must not
    /// meet, a bed that is shared: what says something of two people goes with either of them (ownership.h).
    std::uint16_t also = 0;
    std::uint16_t alsoThrough = 0;
};

/// One synced table. Its rows have a 16-byte primary key `id`; the parts of one person in several
/// compartments share it.
struct TableDefinition
{
    std::uint16_t table; ///< 1…; never reused
    std::string_view name;
    Compartment compartment;
    std::span<const FieldDefinition> fields;
    /// Columns with an index of their own, separated by commas; "" for none.
    std::string_view indexed;
    Ownership owner = {};

    /// "answer:1,2": a row whose id is derivedId of the label and these fields' first values can be told by them alone.
    std::string_view derived{};

    [[nodiscard]] const FieldDefinition *findField(std::uint16_t field) const;
};

/// Which records close somebody's file. While she has one whose `ended` field is empty, a laptop that knows of it writes
/// nothing else of hers but records of the `open` tables; what other laptops wrote comes in all the same.
struct SealRule
{
    std::uint16_t table;
    std::uint16_t ended; ///< the field that says when it was opened again
    std::span<const std::uint16_t> open;
};

/// The list of all synced tables; core/model/field_table.h holds the product's.
class Schema
{
public:
    explicit Schema(std::span<const TableDefinition> tables, std::optional<SealRule> seal = {})
        : m_tables(tables), m_seal(seal)
    {
    }
    [[nodiscard]] const std::optional<SealRule> &seal() const noexcept { return m_seal; }
    [[nodiscard]] std::span<const TableDefinition> tables() const { return m_tables; }
    [[nodiscard]] const TableDefinition *findTable(std::uint16_t table) const;
    [[nodiscard]] const TableDefinition *findTable(std::string_view name) const;

private:
    std::span<const TableDefinition> m_tables;
    std::optional<SealRule> m_seal;
};

/// Creates one synced table, its indexes, and the triggers that refuse any write that does not come through
/// ChangeLog (StoreUnloggedWrite): "no write without its operation" is a fact of the file, not a habit. A
/// column holds NULL (nothing yet), its type, or a one-byte blob, the code of a base::Missing reason.
[[nodiscard]] base::Result<void> createSyncedTable(store::Connection &db, const TableDefinition &table);

} // namespace indaro::sync
