// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/derived_id.h"
#include "core/sync/segment.h"
#include "core/sync/segment_columns.h"
#include "core/sync/segment_compress.h"
#include "core/sync/segment_layout.h"

#include <bit>

namespace indaro::sync {

using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using namespace layout;

namespace {

constexpr std::size_t ReferenceWindow = 32; ///< a writer looks no further back for a column to tell another by
constexpr auto MaxSegmentOperationsSigned = static_cast<std::int64_t>(MaxSegmentValues);

using Field = std::pair<std::uint16_t, std::uint16_t>;

struct Record
{
    std::size_t table = 0;
    std::optional<RecordId> id; ///< nothing yet for a derived one
    std::optional<Dot> dot;
    bool isDerived = false;
    bool isGone = false;
};

class SegmentDecoder
{
public:
    SegmentDecoder(const DeviceId &writer, const Schema &schema, const RecordLookup &lookup)
        : m_schema(schema), m_lookup(lookup)
    {
        m_devices.push_back(writer);
    }
    Result<DecodedSegment> decode(const SectionViews &sections);

private:
    struct Draft
    {
        std::size_t shape;
        std::size_t record;
        bool isHidden = false;
        std::optional<std::size_t> owner; ///< the record it says it belongs to
        Operation operation;
    };

    template <class Id> void readIds(std::vector<Id> &list);
    bool readTables();
    bool readShapes();
    std::vector<Dot> readDots(std::size_t count);
    bool readSkeleton();
    bool readTimes(std::size_t count, std::vector<HybridTime> &times);
    bool readRecords(std::size_t count, std::vector<std::size_t> &places);
    bool readBases();
    bool readValues(std::size_t compartment);
    bool readColumn(const std::vector<std::size_t> &rows, struct ReadColumn &column,
                    std::span<const struct ReadColumn> before, std::vector<Value> &values);
    bool readBlobs(std::size_t count, const std::vector<std::size_t> &rows, std::vector<base::Bytes> &blobs);
    void hide(std::size_t compartment);
    void followOwners();
    Result<DecodedSegment> finish();

    const Schema &m_schema;
    const RecordLookup &m_lookup;
    std::optional<ColumnReader> m_in;
    std::vector<DeviceId> m_devices;
    std::vector<UserId> m_users;
    std::vector<TableEntry> m_tables;
    std::vector<Shape> m_shapes;
    std::vector<Record> m_records;
    std::vector<Draft> m_drafts;
    std::vector<Dot> m_missing;
};

template <class Id> void SegmentDecoder::readIds(std::vector<Id> &list)
{
    const std::size_t count = m_in->index(m_in->rest().size() / Id::Size + 1);
    for (std::size_t i = 0; i < count; ++i) {
        if (const auto id = Id::fromBytes(m_in->raw(Id::Size)))
            list.push_back(*id);
    }
}

bool SegmentDecoder::readTables()
{
    const std::size_t count = m_in->index(m_in->rest().size() + 1);
    for (std::size_t i = 0; i < count && m_in->isValid(); ++i) {
        TableEntry entry{};
        entry.table = static_cast<std::uint16_t>(m_in->index(0x10000));
        entry.compartment = static_cast<std::uint8_t>(m_in->index(CompartmentCount));
        entry.derived = base::asText(m_in->raw(m_in->index(256)));
        // A part of the data never travels under the key of another: what this program knows decides, not the sender.
        const TableDefinition *known = m_schema.findTable(entry.table);
        if (known != nullptr && static_cast<std::uint8_t>(known->compartment) != entry.compartment)
            return false;
        m_tables.push_back(std::move(entry));
    }
    return m_in->isValid();
}

bool SegmentDecoder::readShapes()
{
    const std::size_t count = m_in->index(m_in->rest().size() + 1);
    for (std::size_t i = 0; i < count && m_in->isValid(); ++i) {
        Shape shape{};
        shape.kind = static_cast<OperationKind>(m_in->index(static_cast<std::size_t>(OperationKind::Erase) + 1));
        shape.table = m_in->index(m_tables.size());
        shape.field = static_cast<std::uint16_t>(m_in->index(0x10000));
        const std::size_t fields = m_in->index(m_in->rest().size() + 1);
        for (std::size_t f = 0; f < fields && m_in->isValid(); ++f)
            shape.fields.push_back(static_cast<std::uint16_t>(m_in->index(0x10000)));
        if (!m_in->isValid() || static_cast<std::uint8_t>(shape.kind) == 0)
            return false;
        m_shapes.push_back(std::move(shape));
    }
    return m_in->isValid();
}

std::vector<Dot> SegmentDecoder::readDots(std::size_t count)
{
    const auto devices = m_in->ints(count);
    const auto streams = m_in->ints(count);
    const auto sequences = m_in->ints(count);
    std::vector<Dot> dots;
    for (std::size_t i = 0; m_in->isValid() && i < count; ++i) {
        if (devices[i] < 0 || static_cast<std::size_t>(devices[i]) >= m_devices.size() || streams[i] < 0 || streams[i] > 1 ||
            sequences[i] < 1) {
            m_in->fail();
            return {};
        }
        dots.push_back({m_devices[static_cast<std::size_t>(devices[i])], static_cast<Stream>(streams[i]),
                        static_cast<std::uint64_t>(sequences[i])});
    }
    return dots;
}

bool SegmentDecoder::readTimes(std::size_t count, std::vector<HybridTime> &times)
{
    const auto ms = m_in->ints(count);
    const auto counters = m_in->ints(count);
    HybridTime last = 0;
    for (std::size_t i = 0; m_in->isValid() && i < count; ++i) {
        if (ms[i] < 0 || ms[i] >= (std::int64_t{1} << 47))
            return false;
        const bool isSameMs = i > 0 && static_cast<HybridTime>(ms[i]) == (last >> 16U);
        const std::int64_t expected = isSameMs ? static_cast<std::int64_t>(last & 0xFFFFU) + 1 : 0;
        if (counters[i] < -0x10000 || counters[i] > 0xFFFF)
            return false;
        const std::int64_t counter = counters[i] + expected;
        if (counter < 0 || counter > 0xFFFF)
            return false;
        last = (static_cast<HybridTime>(ms[i]) << 16U) | static_cast<HybridTime>(counter);
        times.push_back(last);
    }
    return m_in->isValid();
}

bool SegmentDecoder::readRecords(std::size_t count, std::vector<std::size_t> &places)
{
    const auto steps = m_in->ints(count);
    const std::size_t recordCount = m_in->index(MaxSegmentValues);
    if (!m_in->isValid())
        return false;
    std::size_t next = 0;
    std::int64_t last = 0;
    for (const std::int64_t step : steps) {
        std::int64_t place = 0;
        if (step == 0)
            place = static_cast<std::int64_t>(next++);
        else if (step > -MaxSegmentOperationsSigned && step <= MaxSegmentOperationsSigned)
            place = last + (step > 0 ? step - 1 : step);
        else
            return false;
        if (place < 0 || static_cast<std::size_t>(place) >= recordCount)
            return false;
        places.push_back(static_cast<std::size_t>(place));
        last = place;
    }
    const auto forms = m_in->ints(recordCount);
    if (!m_in->isValid())
        return false;
    std::vector<std::size_t> named, plain;
    m_records.resize(recordCount);
    for (std::size_t i = 0; i < recordCount; ++i) {
        if (forms[i] < 0 || forms[i] > LastRecordForm)
            return false;
        m_records[i].isDerived = forms[i] == RecordDerived;
        if (forms[i] != RecordDerived)
            (forms[i] == RecordOfDot ? named : plain).push_back(i);
    }
    const auto tables = m_in->ints(named.size());
    std::map<std::size_t, std::vector<std::size_t>> byTable;
    for (std::size_t i = 0; m_in->isValid() && i < named.size(); ++i) {
        if (tables[i] < 0 || static_cast<std::size_t>(tables[i]) > m_tables.size())
            return false;
        m_records[named[i]].table = static_cast<std::size_t>(tables[i]);
        byTable[m_records[named[i]].table].push_back(named[i]);
    }
    for (const auto &[table, list] : byTable) {
        const auto dots = readDots(list.size());
        for (std::size_t i = 0; i < dots.size(); ++i) {
            m_records[list[i]].dot = dots[i];
            m_records[list[i]].id = m_lookup.recordOf(dots[i]);
            if (m_records[list[i]].id)
                continue;
            m_records[list[i]].isGone = m_lookup.isGone && m_lookup.isGone(dots[i]);
            if (!m_records[list[i]].isGone)
                m_missing.push_back(dots[i]);
        }
    }
    const auto starts = m_in->ints(plain.size());
    const auto rests = m_in->raw(plain.size() * (RecordId::Size - 4));
    for (std::size_t i = 0; m_in->isValid() && i < plain.size(); ++i) {
        if (starts[i] < 0 || starts[i] > 0xFFFFFFFF)
            return false;
        base::Bytes id(4);
        for (std::size_t b = 0; b < 4; ++b)
            id[b] = static_cast<std::byte>((starts[i] >> (8 * (3 - b))) & 255);
        const auto rest = rests.subspan(i * (RecordId::Size - 4), RecordId::Size - 4);
        id.insert(id.end(), rest.begin(), rest.end());
        m_records[plain[i]].id = RecordId::fromBytes(id);
    }
    return m_in->isValid();
}

bool SegmentDecoder::readBases()
{
    const auto forms = m_in->ints(m_drafts.size());
    std::size_t listed = 0;
    std::size_t deletes = 0;
    for (std::size_t i = 0; m_in->isValid() && i < forms.size(); ++i) {
        if (forms[i] < 0 || forms[i] > static_cast<std::int64_t>(MaxSegmentOperations))
            return false;
        if (forms[i] >= FirstListed)
            listed += static_cast<std::size_t>(forms[i] - FirstListed + 1);
        deletes += m_drafts[i].operation.kind == OperationKind::Delete ? 1 : 0;
    }
    if (!m_in->isValid() || listed > MaxSegmentValues)
        return false;
    const auto bases = readDots(listed);
    const auto seenCounts = m_in->ints(deletes);
    std::size_t seenTotal = 0;
    for (const auto count : seenCounts) {
        if (count < 0 || count > static_cast<std::int64_t>(MaxSegmentOperations))
            return false;
        seenTotal += static_cast<std::size_t>(count);
    }
    if (!m_in->isValid() || seenTotal > MaxSegmentValues)
        return false;
    const auto seen = readDots(seenTotal);
    if (!m_in->isValid())
        return false;
    NaturalBases natural;
    auto nextBase = bases.begin();
    auto nextSeen = seen.begin();
    auto nextCount = seenCounts.begin();
    for (std::size_t i = 0; i < m_drafts.size(); ++i) {
        Operation &operation = m_drafts[i].operation;
        const Record &record = m_records[m_drafts[i].record];
        const auto expected = natural.of(operation, m_drafts[i].record, record.table != 0 ? record.dot : std::nullopt);
        if (forms[i] == NaturalBase) {
            if (!expected)
                return false;
            operation.bases.push_back(*expected);
        } else if (forms[i] >= FirstListed) {
            const auto end = nextBase + (forms[i] - FirstListed + 1);
            operation.bases.assign(nextBase, end);
            nextBase = end;
        }
        if (operation.kind == OperationKind::Delete) {
            const auto end = nextSeen + *nextCount++;
            operation.seen.assign(nextSeen, end);
            nextSeen = end;
        }
    }
    return true;
}

bool SegmentDecoder::readSkeleton()
{
    const std::size_t count = m_in->index(MaxSegmentOperations + 1);
    readIds(m_devices);
    readIds(m_users);
    if (!m_in->isValid() || !readTables() || !readShapes())
        return false;
    const auto shapes = m_in->ints(count);
    const auto dots = readDots(count);
    const auto users = m_in->ints(count);
    std::vector<HybridTime> times;
    std::vector<std::size_t> records;
    if (!m_in->isValid() || !readTimes(count, times) || !readRecords(count, records))
        return false;
    std::size_t values = 0;
    const RecordId none = *RecordId::fromBytes(base::Bytes(RecordId::Size));
    for (std::size_t i = 0; i < count; ++i) {
        if (shapes[i] < 0 || static_cast<std::size_t>(shapes[i]) >= m_shapes.size() || users[i] < 0 ||
            static_cast<std::size_t>(users[i]) >= m_users.size())
            return false;
        const Shape &shape = m_shapes[static_cast<std::size_t>(shapes[i])];
        values += shape.fields.size();
        if (values > MaxSegmentValues)
            return false;
        m_drafts.push_back({static_cast<std::size_t>(shapes[i]), records[i], false, std::nullopt,
                            Operation{shape.kind,
                                      dots[i],
                                      times[i],
                                      m_users[static_cast<std::size_t>(users[i])],
                                      m_tables[shape.table].table,
                                      none,
                                      shape.field,
                                      {},
                                      {},
                                      {}}});
    }
    return readBases();
}

struct ReadColumn
{
    std::vector<std::size_t> rows;
    std::vector<std::int64_t> numbers;
    std::vector<std::string> texts;
    std::vector<std::string_view> textViews;
};

bool SegmentDecoder::readBlobs(std::size_t count, const std::vector<std::size_t> &rows, std::vector<base::Bytes> &blobs)
{
    if (count == 0)
        return true;
    if (m_in->index(BlobTexts + 1) == BlobTexts) {
        for (const std::string &text : m_in->texts(count)) {
            const auto bytes = base::asBytes(text);
            blobs.emplace_back(bytes.begin(), bytes.end());
        }
        return m_in->isValid();
    }
    const auto steps = m_in->ints(count);
    for (std::size_t i = 0; m_in->isValid() && i < count; ++i) {
        const auto from = static_cast<std::int64_t>(m_drafts[rows[i]].record);
        if (steps[i] < -from || steps[i] >= static_cast<std::int64_t>(m_records.size()) - from)
            return false;
        const Record &record = m_records[static_cast<std::size_t>(from + steps[i])];
        if (record.isDerived)
            return false; // its id would be made from values that are made from ids
        m_drafts[rows[i]].owner = static_cast<std::size_t>(from + steps[i]);
        const auto bytes = record.id ? record.id->bytes() : base::ByteView();
        blobs.emplace_back(bytes.begin(), bytes.end());
    }
    return m_in->isValid();
}

bool SegmentDecoder::readColumn(const std::vector<std::size_t> &rows, ReadColumn &column, std::span<const ReadColumn> before,
                                std::vector<Value> &values)
{
    std::vector<std::int64_t> moments;
    for (const std::size_t row : rows)
        moments.push_back(utcMsOf(m_drafts[row].operation.time));
    std::vector<IntReference> numbers{{0, moments}};
    std::vector<IntReference> days;
    std::vector<TextReference> texts;
    for (std::size_t i = before.size(); i-- > 0 && before.size() - i <= ReferenceWindow;) {
        if (before[i].rows != rows)
            continue;
        if (before[i].numbers.size() == rows.size())
            (before[i].texts.empty() ? numbers : days).push_back({i + 1, before[i].numbers});
        if (before[i].texts.size() == rows.size())
            texts.push_back({i + 1, before[i].textViews});
    }
    const auto kinds = m_in->ints(rows.size());
    std::array<std::size_t, 6> counts{};
    std::vector<std::size_t> blobRows;
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        if (kinds[i] < 0 || kinds[i] > 5)
            return false;
        ++counts[static_cast<std::size_t>(kinds[i])];
        if (kinds[i] == 5)
            blobRows.push_back(rows[i]);
    }
    if (!m_in->isValid())
        return false;
    const auto reasons = m_in->ints(counts[1]);
    auto integers = m_in->ints(counts[2], numbers);
    const bool areWhole = counts[3] != 0 && m_in->index(RealBits + 1) == RealWhole;
    const auto reals = m_in->ints(counts[3]);
    auto readTexts = m_in->texts(counts[4], texts, days, &column.numbers);
    std::vector<base::Bytes> blobs;
    if (!m_in->isValid() || !readBlobs(counts[5], blobRows, blobs))
        return false;
    std::array<std::size_t, 6> next{};
    for (const auto kind : kinds) {
        const std::size_t at = next[static_cast<std::size_t>(kind)]++;
        switch (kind) {
        case 1:
            if (reasons[at] < 1 || reasons[at] > 4)
                return false;
            values.emplace_back(static_cast<base::Missing>(reasons[at]));
            break;
        case 2:
            values.emplace_back(integers[at]);
            break;
        case 3:
            values.emplace_back(areWhole ? static_cast<double>(reals[at]) : std::bit_cast<double>(reals[at]));
            break;
        case 4:
            values.emplace_back(readTexts[at]);
            break;
        case 5:
            values.emplace_back(std::move(blobs[at]));
            break;
        default:
            values.emplace_back();
        }
    }
    column.rows = rows;
    if (counts[4] == rows.size())
        column.texts = std::move(readTexts);
    else
        column.numbers.clear();
    if (counts[2] == rows.size())
        column.numbers = std::move(integers);
    return true;
}

bool SegmentDecoder::readValues(std::size_t compartment)
{
    std::map<Field, std::vector<std::size_t>> rowsOf;
    for (std::size_t i = 0; i < m_drafts.size(); ++i) {
        const Shape &shape = m_shapes[m_drafts[i].shape];
        if (m_tables[shape.table].compartment != compartment)
            continue;
        for (const auto field : shape.fields)
            rowsOf[{m_tables[shape.table].table, field}].push_back(i);
    }
    std::vector<ReadColumn> read;
    read.reserve(rowsOf.size()); // views into the columns stay valid
    std::map<Field, std::vector<Value>> values;
    for (const auto &[field, rows] : rowsOf) {
        ReadColumn column;
        if (!readColumn(rows, column, read, values[field]))
            return false;
        read.push_back(std::move(column));
        for (const std::string &text : read.back().texts)
            read.back().textViews.emplace_back(text);
    }
    if (!m_in->atEnd())
        return false;
    std::map<Field, std::size_t> next;
    for (Draft &draft : m_drafts) {
        const Shape &shape = m_shapes[draft.shape];
        if (m_tables[shape.table].compartment != compartment)
            continue;
        for (const auto field : shape.fields) {
            const Field key{m_tables[shape.table].table, field};
            draft.operation.values.emplace_back(field, std::move(values[key][next[key]++]));
        }
    }
    return true;
}

void SegmentDecoder::hide(std::size_t compartment)
{
    for (Draft &draft : m_drafts) {
        const Shape &shape = m_shapes[draft.shape];
        draft.isHidden = draft.isHidden || (!shape.fields.empty() && m_tables[shape.table].compartment == compartment);
    }
}

/// What belongs to somebody who was erased goes with her: her notes, and the pages of her notes.
void SegmentDecoder::followOwners()
{
    for (bool goesOn = true; goesOn;) {
        goesOn = false;
        for (const Draft &draft : m_drafts) {
            if (!draft.owner || !m_records[*draft.owner].isGone || m_records[draft.record].isGone)
                continue;
            m_records[draft.record].isGone = goesOn = true;
        }
    }
}

Result<DecodedSegment> SegmentDecoder::finish()
{
    DecodedSegment out;
    if (!m_missing.empty()) {
        out.missing = std::move(m_missing);
        return out;
    }
    followOwners();
    for (const Record &record : m_records) {
        if (record.isGone && record.id)
            out.goneRecords.push_back(*record.id);
    }
    for (Draft &draft : m_drafts) {
        Record &record = m_records[draft.record];
        if (record.isGone) {
            out.gone.push_back(draft.operation.dot);
            continue;
        }
        if (!draft.isHidden && record.isDerived && !record.id && draft.operation.kind == OperationKind::Birth)
            record.id = derivedIdOf(m_tables[m_shapes[draft.shape].table].derived, draft.operation.values);
        if (!draft.isHidden && !record.id && (!record.isDerived || draft.operation.kind == OperationKind::Birth))
            return Error(Errc::SegmentDamaged, {{"what", std::string("record")}});
        if (draft.isHidden || !record.id) {
            out.hidden.push_back(draft.operation.dot);
            if (record.id && draft.operation.kind == OperationKind::Birth)
                out.hiddenBirths.emplace_back(draft.operation.dot, *record.id);
            continue;
        }
        draft.operation.record = *record.id;
        out.operations.push_back(std::move(draft.operation));
    }
    return out;
}

Result<DecodedSegment> SegmentDecoder::decode(const SectionViews &sections)
{
    if (!sections[0])
        return Error(Errc::SegmentDamaged, {{"what", std::string("no skeleton")}});
    for (std::size_t compartment = 0; compartment < CompartmentCount; ++compartment) {
        if (!sections[compartment]) {
            hide(compartment);
            continue;
        }
        INDARO_TRY_ASSIGN(const base::Bytes bytes, inflateSection(*sections[compartment]));
        m_in.emplace(bytes, MaxSegmentValues * 4, MaxSegmentText);
        const bool isGood = (compartment != 0 || readSkeleton()) && readValues(compartment);
        m_in.reset();
        if (!isGood)
            return Error(Errc::SegmentDamaged, {{"compartment", static_cast<std::int64_t>(compartment)}});
    }
    return finish();
}

} // namespace

Result<DecodedSegment> decodeSegment(const SectionViews &sections, const DeviceId &writer, const Schema &schema,
                                     const RecordLookup &lookup)
{
    return SegmentDecoder(writer, schema, lookup).decode(sections);
}

} // namespace indaro::sync
