// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/derived_id.h"
#include "core/sync/segment.h"
#include "core/sync/segment_columns.h"
#include "core/sync/segment_compress.h"
#include "core/sync/segment_layout.h"

#include <bit>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

namespace indaro::sync {

using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using namespace layout;

namespace {

constexpr std::size_t MostReferences = 8; ///< earlier columns a column is tried against

/// Devices, streams and sequences of a list of dots, as three columns.
class DotColumns
{
public:
    void add(std::size_t device, const Dot &dot)
    {
        m_devices.push_back(static_cast<std::int64_t>(device));
        m_streams.push_back(static_cast<std::int64_t>(dot.stream));
        m_sequences.push_back(static_cast<std::int64_t>(dot.sequence));
    }
    void write(ColumnWriter &out) const
    {
        out.ints(m_devices);
        out.ints(m_streams);
        out.ints(m_sequences);
    }

private:
    std::vector<std::int64_t> m_devices, m_streams, m_sequences;
};

template <class Id> class IdList
{
public:
    std::size_t placeOf(const Id &id)
    {
        const auto [found, isNew] = m_places.emplace(id, m_list.size());
        if (isNew)
            m_list.push_back(id);
        return found->second;
    }
    [[nodiscard]] const std::vector<Id> &list() const { return m_list; }

private:
    std::unordered_map<Id, std::size_t> m_places;
    std::vector<Id> m_list;
};

struct Entry
{
    RecordId record;
    std::size_t table; ///< one more than its place in the list of tables; 0: named whatever the table
    RecordForm form;
    std::optional<Dot> dot;
};

struct Cell
{
    std::size_t operation;
    const Value *value;
};

class SegmentEncoder
{
public:
    SegmentEncoder(std::span<const Operation> operations, const Schema &schema, const RecordNames &names)
        : m_operations(operations), m_schema(schema), m_names(names)
    {
    }
    Result<SectionBytes> encode(const DeviceId &writer, int level);

private:
    Result<void> collect();
    [[nodiscard]] bool isOwner(std::uint16_t table, std::uint16_t field) const;
    void collectBlobs();
    std::size_t shapeOf(const Operation &operation, std::size_t table);
    std::size_t entryOf(const Operation &operation, std::size_t table);
    std::size_t addEntry(const Entry &entry);
    std::size_t addUnnamed(const RecordId &record, const Operation *birth);
    [[nodiscard]] std::optional<Dot> known(const std::optional<Dot> &dot) const;
    void writeSkeleton(ColumnWriter &out);
    void writeTimes(ColumnWriter &out) const;
    void writeRecords(ColumnWriter &out);
    void writeBases(ColumnWriter &out);
    void writeValues(ColumnWriter &out, std::size_t compartment);

    std::span<const Operation> m_operations;
    const Schema &m_schema;
    const RecordNames &m_names;
    IdList<DeviceId> m_devices;
    IdList<UserId> m_users;
    std::vector<TableEntry> m_tables;
    std::unordered_map<std::uint16_t, std::size_t> m_tablePlaces;
    std::map<Shape, std::size_t> m_shapePlaces;
    std::vector<Shape> m_shapes;
    std::vector<std::int64_t> m_shapeOf;
    std::vector<std::size_t> m_entryOf;
    std::vector<Entry> m_entries;
    std::unordered_map<FieldOfRecord, std::size_t, HashFieldOfRecord> m_entryPlaces;
    std::unordered_set<RecordId> m_blobRecords;
    std::map<std::pair<DeviceId, Stream>, std::uint64_t> m_firstSequence;
    std::unordered_set<FieldOfRecord, HashFieldOfRecord> m_births; ///< rows born in the batch so far
    std::array<std::map<std::pair<std::uint16_t, std::uint16_t>, std::vector<Cell>>, CompartmentCount> m_cells;
};

/// A name is of use only when it is not part of the batch: the reader looks it up before.
std::optional<Dot> SegmentEncoder::known(const std::optional<Dot> &dot) const
{
    if (!dot)
        return std::nullopt;
    const auto first = m_firstSequence.find({dot->device, dot->stream});
    return first != m_firstSequence.end() && dot->sequence >= first->second ? std::nullopt : dot;
}

std::size_t SegmentEncoder::addEntry(const Entry &entry)
{
    if (entry.dot)
        m_devices.placeOf(entry.dot->device);
    m_entryPlaces.emplace(FieldOfRecord{static_cast<std::uint16_t>(entry.table), 0, entry.record}, m_entries.size());
    m_entries.push_back(entry);
    return m_entries.size() - 1;
}

std::size_t SegmentEncoder::addUnnamed(const RecordId &record, const Operation *birth)
{
    if (const auto origin = m_names.originOf ? known(m_names.originOf(record)) : std::nullopt)
        return addEntry({record, 0, RecordOfDot, origin});
    if (birth != nullptr && !m_blobRecords.contains(record)) {
        const TableDefinition *definition = m_schema.findTable(birth->table);
        if (derivedIdOf(definition->derived, birth->values) == record) {
            m_tables[m_tablePlaces[birth->table]].derived = definition->derived;
            return addEntry({record, 0, RecordDerived, std::nullopt});
        }
    }
    return addEntry({record, 0, RecordPlain, std::nullopt});
}

std::size_t SegmentEncoder::entryOf(const Operation &operation, std::size_t table)
{
    const auto place = [&](std::size_t named) -> std::optional<std::size_t> {
        const auto found = m_entryPlaces.find({static_cast<std::uint16_t>(named), 0, operation.record});
        return found == m_entryPlaces.end() ? std::nullopt : std::optional(found->second);
    };
    const bool isBirth = operation.kind == OperationKind::Birth;
    const FieldOfRecord row{operation.table, 0, operation.record};
    if (!isBirth && !m_births.contains(row)) {
        if (const auto found = place(table + 1))
            return *found;
        const auto birth = m_names.birthOf ? known(m_names.birthOf(operation.table, operation.record)) : std::nullopt;
        if (birth)
            return addEntry({operation.record, table + 1, RecordOfDot, birth});
    }
    if (isBirth)
        m_births.insert(row);
    if (const auto found = place(0))
        return *found;
    return addUnnamed(operation.record, isBirth ? &operation : nullptr);
}

std::size_t SegmentEncoder::shapeOf(const Operation &operation, std::size_t table)
{
    Shape shape{operation.kind, table, operation.field, {}};
    shape.fields.reserve(operation.values.size());
    for (const auto &[field, value] : operation.values)
        shape.fields.push_back(field);
    const auto [found, isNew] = m_shapePlaces.emplace(std::move(shape), m_shapes.size());
    if (isNew)
        m_shapes.push_back(found->first);
    return found->second;
}

/// Only whose record it is may be told by its place: when that person was erased, what is hers has to go with her, and
/// what merely mentions her must not.
bool SegmentEncoder::isOwner(std::uint16_t table, std::uint16_t field) const
{
    const TableDefinition *definition = m_schema.findTable(table);
    return definition != nullptr && definition->owner.kind == Ownership::Kind::Field && definition->owner.field == field;
}

void SegmentEncoder::collectBlobs()
{
    for (const auto &operation : m_operations) {
        for (const auto &[field, value] : operation.values) {
            if (value.bytes() == nullptr || !isOwner(operation.table, field))
                continue;
            if (const auto id = RecordId::fromBytes(*value.bytes()))
                m_blobRecords.insert(*id);
        }
        const auto key = std::pair(operation.dot.device, operation.dot.stream);
        const auto [first, isNew] = m_firstSequence.emplace(key, operation.dot.sequence);
        first->second = std::min(first->second, operation.dot.sequence);
    }
}

Result<void> SegmentEncoder::collect()
{
    if (m_operations.size() > MaxSegmentOperations)
        return Error(Errc::SegmentTooLarge, {{"operations", static_cast<std::int64_t>(m_operations.size())}});
    collectBlobs();
    std::size_t values = 0;
    std::size_t text = 0;
    for (std::size_t i = 0; i < m_operations.size(); ++i) {
        const Operation &operation = m_operations[i];
        const TableDefinition *definition = m_schema.findTable(operation.table);
        if (definition == nullptr)
            return Error(Errc::UnknownField, {{"table", operation.table}});
        const auto [place, isNew] = m_tablePlaces.emplace(operation.table, m_tables.size());
        if (isNew)
            m_tables.push_back({operation.table, static_cast<std::uint8_t>(definition->compartment), {}});
        m_devices.placeOf(operation.dot.device);
        for (const auto *dots : {&operation.bases, &operation.seen}) {
            for (const Dot &dot : *dots)
                m_devices.placeOf(dot.device);
        }
        m_users.placeOf(operation.user);
        m_shapeOf.push_back(static_cast<std::int64_t>(shapeOf(operation, place->second)));
        m_entryOf.push_back(entryOf(operation, place->second));
        for (const auto &[field, value] : operation.values) {
            m_cells[static_cast<std::size_t>(definition->compartment)][{operation.table, field}].push_back({i, &value});
            text += value.text() != nullptr ? value.text()->size() : value.bytes() != nullptr ? value.bytes()->size() : 0;
        }
        values += operation.values.size();
    }
    // A part of what a reader allows: its count also knows the rows of columns that help to build others.
    if (values > MaxSegmentValues / 4 || text > MaxSegmentText / 8)
        return Error(Errc::SegmentTooLarge,
                     {{"values", static_cast<std::int64_t>(values)}, {"bytes", static_cast<std::int64_t>(text)}});
    for (const auto &compartment : m_cells) {
        for (const auto &[field, cells] : compartment) {
            if (!isOwner(field.first, field.second))
                continue;
            for (const Cell &cell : cells) {
                const auto id = cell.value->bytes() != nullptr ? RecordId::fromBytes(*cell.value->bytes()) : std::nullopt;
                if (id && !m_entryPlaces.contains({0, 0, *id}))
                    addUnnamed(*id, nullptr);
            }
        }
    }
    return {};
}

void SegmentEncoder::writeTimes(ColumnWriter &out) const
{
    std::vector<std::int64_t> ms, counters;
    HybridTime last = 0;
    for (const auto &operation : m_operations) {
        const bool isSameMs = !ms.empty() && (operation.time >> 16U) == (last >> 16U);
        const std::int64_t expected = isSameMs ? static_cast<std::int64_t>(last & 0xFFFFU) + 1 : 0;
        ms.push_back(utcMsOf(operation.time));
        counters.push_back(static_cast<std::int64_t>(operation.time & 0xFFFFU) - expected);
        last = operation.time;
    }
    out.ints(ms);
    out.ints(counters);
}

void SegmentEncoder::writeRecords(ColumnWriter &out)
{
    // Each operation: 0 for the next new record, else how far its record lies from the one before.
    std::vector<std::int64_t> steps;
    std::size_t next = 0;
    std::size_t last = 0;
    for (const std::size_t entry : m_entryOf) {
        if (entry == next) {
            steps.push_back(0);
            ++next;
        } else {
            const auto step = static_cast<std::int64_t>(entry) - static_cast<std::int64_t>(last);
            steps.push_back(step >= 0 ? step + 1 : step);
        }
        last = entry;
    }
    out.ints(steps);
    out.varint(m_entries.size());
    std::vector<std::int64_t> forms, tables, starts;
    base::Bytes rests;
    std::map<std::size_t, DotColumns> dots;
    for (const Entry &entry : m_entries) {
        forms.push_back(entry.form);
        if (entry.form == RecordOfDot) {
            tables.push_back(static_cast<std::int64_t>(entry.table));
            dots[entry.table].add(m_devices.placeOf(entry.dot->device), *entry.dot);
        } else if (entry.form == RecordPlain) {
            // The first bytes apart: an import comes sorted by id, and then they are small steps.
            std::int64_t start = 0;
            for (const std::byte b : entry.record.bytes().first(4))
                start = start * 256 + std::to_integer<std::int64_t>(b);
            starts.push_back(start);
            rests.insert(rests.end(), entry.record.bytes().begin() + 4, entry.record.bytes().end());
        }
    }
    out.ints(forms);
    out.ints(tables);
    for (const auto &[table, columns] : dots)
        columns.write(out);
    out.ints(starts);
    out.run(rests);
}

void SegmentEncoder::writeBases(ColumnWriter &out)
{
    std::vector<std::int64_t> forms, seenCounts;
    DotColumns bases, seen;
    NaturalBases natural;
    for (std::size_t i = 0; i < m_operations.size(); ++i) {
        const Operation &operation = m_operations[i];
        const Entry &entry = m_entries[m_entryOf[i]];
        const auto expected = natural.of(operation, m_entryOf[i], entry.table != 0 ? entry.dot : std::nullopt);
        if (operation.bases.empty()) {
            forms.push_back(NoBase);
        } else if (operation.bases.size() == 1 && expected == operation.bases.front()) {
            forms.push_back(NaturalBase);
        } else {
            forms.push_back(FirstListed + static_cast<std::int64_t>(operation.bases.size()) - 1);
            for (const Dot &dot : operation.bases)
                bases.add(m_devices.placeOf(dot.device), dot);
        }
        if (operation.kind == OperationKind::Delete) {
            seenCounts.push_back(static_cast<std::int64_t>(operation.seen.size()));
            for (const Dot &dot : operation.seen)
                seen.add(m_devices.placeOf(dot.device), dot);
        }
    }
    out.ints(forms);
    bases.write(out);
    out.ints(seenCounts);
    seen.write(out);
}

void SegmentEncoder::writeSkeleton(ColumnWriter &out)
{
    out.varint(m_operations.size());
    out.varint(m_devices.list().size() - 1);
    for (std::size_t i = 1; i < m_devices.list().size(); ++i)
        out.raw(m_devices.list()[i].bytes());
    out.varint(m_users.list().size());
    for (const UserId &user : m_users.list())
        out.raw(user.bytes());
    out.varint(m_tables.size());
    for (const TableEntry &table : m_tables) {
        out.varint(table.table);
        out.varint(table.compartment);
        out.varint(table.derived.size());
        out.raw(base::asBytes(table.derived));
    }
    out.varint(m_shapes.size());
    for (const Shape &shape : m_shapes) {
        out.varint(static_cast<std::uint64_t>(shape.kind));
        out.varint(shape.table);
        out.varint(shape.field);
        out.varint(shape.fields.size());
        for (const auto field : shape.fields)
            out.varint(field);
    }
    out.ints(m_shapeOf);
    DotColumns dots;
    std::vector<std::int64_t> users;
    for (const auto &operation : m_operations) {
        dots.add(m_devices.placeOf(operation.dot.device), operation.dot);
        users.push_back(static_cast<std::int64_t>(m_users.placeOf(operation.user)));
    }
    dots.write(out);
    out.ints(users);
    writeTimes(out);
    writeRecords(out);
    writeBases(out);
}

/// One column's cells, kind by kind.
struct SplitCells
{
    std::vector<std::int64_t> kinds, reasons, integers;
    std::vector<double> reals;
    std::vector<std::string_view> texts, blobs;
    std::vector<std::size_t> blobOperations;

    explicit SplitCells(const std::vector<Cell> &cells)
    {
        for (const Cell &cell : cells) {
            const Value &value = *cell.value;
            kinds.push_back(static_cast<std::int64_t>(value.variant().index()));
            if (value.missing() != nullptr) {
                reasons.push_back(static_cast<std::int64_t>(*value.missing()));
            } else if (value.integer() != nullptr) {
                integers.push_back(*value.integer());
            } else if (value.real() != nullptr) {
                reals.push_back(*value.real());
            } else if (value.text() != nullptr) {
                texts.emplace_back(*value.text());
            } else if (value.bytes() != nullptr) {
                blobs.push_back(base::asText(*value.bytes()));
                blobOperations.push_back(cell.operation);
            }
        }
    }
};

/// A whole number that an integer column gives back bit by bit: not -0.0, not beyond 2^53.
bool isWhole(double real)
{
    constexpr double Exact = 9'007'199'254'740'992.0;
    return std::floor(real) == real && std::abs(real) <= Exact && !(real == 0 && std::signbit(real));
}

void writeReals(ColumnWriter &out, const std::vector<double> &reals)
{
    if (reals.empty())
        return;
    const bool areWhole = std::all_of(reals.begin(), reals.end(), isWhole);
    out.varint(areWhole ? RealWhole : RealBits);
    std::vector<std::int64_t> numbers;
    for (const double real : reals)
        numbers.push_back(areWhole ? static_cast<std::int64_t>(real) : std::bit_cast<std::int64_t>(real));
    out.ints(numbers);
}

void SegmentEncoder::writeValues(ColumnWriter &out, std::size_t compartment)
{
    struct Written
    {
        std::vector<std::size_t> rows;
        std::vector<std::int64_t> numbers; ///< integers or days, when it is all of one kind
        std::vector<std::string_view> texts;
    };
    std::vector<Written> written;
    for (const auto &[field, cells] : m_cells[compartment]) {
        SplitCells split(cells);
        Written column;
        for (const Cell &cell : cells)
            column.rows.push_back(cell.operation);
        std::vector<std::int64_t> moments;
        std::vector<IntReference> numbers, days;
        std::vector<TextReference> texts;
        if (split.integers.size() == cells.size()) {
            for (const std::size_t row : column.rows)
                moments.push_back(utcMsOf(m_operations[row].time));
            numbers.push_back({0, moments});
        }
        for (std::size_t i = written.size(); i-- > 0 && written.size() - i <= MostReferences * 4;) {
            if (written[i].rows != column.rows)
                continue;
            if (written[i].numbers.size() == cells.size() && numbers.size() + days.size() < MostReferences) {
                (written[i].texts.empty() ? numbers : days).push_back({i + 1, written[i].numbers});
            }
            if (written[i].texts.size() == cells.size() && texts.size() < MostReferences)
                texts.push_back({i + 1, written[i].texts});
        }
        out.ints(split.kinds);
        out.ints(split.reasons);
        out.ints(split.integers, split.integers.size() == cells.size() ? std::span<const IntReference>(numbers)
                                                                       : std::span<const IntReference>());
        writeReals(out, split.reals);
        const bool isAllText = split.texts.size() == cells.size();
        out.texts(split.texts, isAllText ? std::span<const TextReference>(texts) : std::span<const TextReference>(),
                  isAllText ? std::span<const IntReference>(days) : std::span<const IntReference>(),
                  isAllText ? &column.numbers : nullptr);
        if (!split.blobs.empty()) {
            const bool areRecords = isOwner(field.first, field.second) &&
                                    std::all_of(split.blobs.begin(), split.blobs.end(),
                                                [](std::string_view blob) { return blob.size() == RecordId::Size; });
            out.varint(areRecords ? BlobRecords : BlobTexts);
            if (areRecords) {
                std::vector<std::int64_t> steps;
                for (std::size_t i = 0; i < split.blobs.size(); ++i) {
                    const auto entry = m_entryPlaces.at({0, 0, *RecordId::fromBytes(base::asBytes(split.blobs[i]))});
                    steps.push_back(static_cast<std::int64_t>(entry) -
                                    static_cast<std::int64_t>(m_entryOf[split.blobOperations[i]]));
                }
                out.ints(steps);
            } else {
                out.texts(split.blobs);
            }
        }
        if (isAllText)
            column.texts = std::move(split.texts);
        else if (split.integers.size() == cells.size())
            column.numbers = std::move(split.integers);
        written.push_back(std::move(column));
    }
}

Result<SectionBytes> SegmentEncoder::encode(const DeviceId &writer, int level)
{
    m_devices.placeOf(writer);
    INDARO_TRY(collect());
    SectionBytes sections;
    for (std::size_t compartment = 0; compartment < CompartmentCount; ++compartment) {
        if (compartment != 0 && m_cells[compartment].empty())
            continue;
        ColumnWriter out;
        if (compartment == 0)
            writeSkeleton(out);
        writeValues(out, compartment);
        if (out.bytes().size() > MaxInflated)
            return Error(Errc::SegmentTooLarge, {{"bytes", static_cast<std::int64_t>(out.bytes().size())}});
        sections[compartment] = compressSection(out.bytes(), out.cuts(), level);
    }
    return sections;
}

} // namespace

SectionViews viewsOf(const SectionBytes &sections)
{
    SectionViews views;
    for (std::size_t i = 0; i < sections.size(); ++i) {
        if (sections[i])
            views[i] = *sections[i];
    }
    return views;
}

Result<SectionBytes> encodeSegment(std::span<const Operation> operations, const DeviceId &writer, const Schema &schema,
                                   const RecordNames &names, int level)
{
    return SegmentEncoder(operations, schema, names).encode(writer, level);
}

} // namespace indaro::sync
