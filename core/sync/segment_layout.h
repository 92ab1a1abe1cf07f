// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/operation.h"

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

/// What the writer and the reader of a segment share (SEGMENT.md).
namespace indaro::sync::layout {

/// How a record of the batch is told.
enum RecordForm : std::uint8_t { RecordPlain = 0, RecordOfDot = 1, RecordDerived = 2 };
inline constexpr std::int64_t LastRecordForm = RecordDerived;

/// What an operation replaced: nothing, what anyone would expect (see NaturalBases), or so many dots less one.
enum BaseForm : std::int64_t { NoBase = 0, NaturalBase = 1, FirstListed = 2 };

/// The first byte of a column of reals, and of one of blobs.
enum RealForm : std::uint8_t { RealWhole = 0, RealBits = 1 };
enum BlobForm : std::uint8_t { BlobRecords = 0, BlobTexts = 1 };

/// A synced table the batch writes to.
struct TableEntry
{
    std::uint16_t table;
    std::uint8_t compartment;
    std::string derived; ///< the rule its derived records follow; empty when the batch has none
};

/// What operations have in common: of 1,000 edits few differ in it.
struct Shape
{
    OperationKind kind;
    std::size_t table; ///< place in the list of tables
    std::uint16_t field;
    std::vector<std::uint16_t> fields; ///< of the values, in order
    friend auto operator<=>(const Shape &, const Shape &) = default;
};

/// What an operation replaces when nothing special happened: the one before on the same field in this batch, the birth of
/// its row in this batch, or the birth its record is named by. Fed with every operation in order, by writer and reader.
class NaturalBases
{
public:
    /// `record`: its place in the list of records. `name`: the birth the row is named by, if it is.
    std::optional<Dot> of(const Operation &operation, std::size_t record, const std::optional<Dot> &name)
    {
        std::optional<Dot> base = name;
        if (const auto head = m_heads.find({operation.table, operation.field, record}); head != m_heads.end())
            base = head->second;
        else if (const auto birth = m_heads.find({operation.table, Birth, record}); birth != m_heads.end())
            base = birth->second;
        if (operation.kind == OperationKind::Birth)
            m_heads.emplace(std::tuple{operation.table, Birth, record}, operation.dot);
        else
            m_heads.insert_or_assign(std::tuple{operation.table, std::uint32_t{operation.field}, record}, operation.dot);
        return base;
    }

private:
    static constexpr std::uint32_t Birth = 0x10000; ///< no field has this number
    std::map<std::tuple<std::uint16_t, std::uint32_t, std::size_t>, Dot> m_heads;
};

struct FieldOfRecord
{
    std::uint16_t table;
    std::uint16_t field;
    RecordId record;
    friend bool operator==(const FieldOfRecord &, const FieldOfRecord &) = default;
};
struct HashFieldOfRecord
{
    std::size_t operator()(const FieldOfRecord &key) const noexcept
    {
        return std::hash<RecordId>()(key.record) ^ (std::size_t{key.table} << 20U) ^ (std::size_t{key.field} << 4U);
    }
};

} // namespace indaro::sync::layout
