// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/sim_model.h"

#include "tests/simulation/sim_coverage.h"

#include <algorithm>

namespace indaro::tests {

using base::Value;
using sync::Dot;
using sync::Operation;
using sync::OperationKind;
using sync::RecordKey;

namespace {

std::string hex(base::ByteView bytes)
{
    return base::toHex(bytes).substr(0, 8);
}

std::string nameOf(const Dot &dot)
{
    return hex(dot.device.bytes()) + (dot.stream == sync::Stream::House ? "h" : ":") + std::to_string(dot.sequence);
}

std::string textOf(const Value &value)
{
    base::ByteWriter out;
    base::encodeValue(out, value);
    return base::toHex(out.bytes());
}

std::string textOf(const Operation &operation)
{
    std::string out = nameOf(operation.dot) + " kind=" + std::to_string(static_cast<int>(operation.kind)) +
                      " time=" + std::to_string(operation.time) + " user=" + hex(operation.user.bytes()) + " " +
                      std::to_string(operation.table) + "/" + hex(operation.record.bytes()) + "." +
                      std::to_string(operation.field);
    for (const auto &[field, value] : operation.values)
        out += " " + std::to_string(field) + "=" + textOf(value);
    for (const Dot &base : operation.bases)
        out += " on " + nameOf(base);
    for (const Dot &seen : operation.seen)
        out += " saw " + nameOf(seen);
    return out;
}

bool isWholeValue(const Operation &operation, std::uint16_t field)
{
    return operation.kind == OperationKind::Birth ||
           ((operation.kind == OperationKind::Edit || operation.kind == OperationKind::Resolve) && operation.field == field);
}

const Value *valueOf(const Operation &operation, std::uint16_t field)
{
    if (!isWholeValue(operation, field))
        return nullptr;
    for (const auto &[number, value] : operation.values) {
        if (number == field)
            return &value;
    }
    return nullptr;
}

bool isOffered(const sync::RecordState &state, std::uint16_t field, const Value &value)
{
    const auto *found = state.findField(field);
    if (found != nullptr && found->value == value)
        return true;
    for (const auto &conflict : state.conflicts) {
        for (const auto &alternative : conflict.alternatives) {
            if (conflict.field == field && alternative.value == value)
                return true;
        }
    }
    return false;
}

bool isOpen(const sync::RecordState &state, std::uint16_t field)
{
    return std::any_of(state.conflicts.begin(), state.conflicts.end(),
                       [field](const auto &conflict) { return conflict.field == field; });
}

std::string firstDifference(const std::string &a, const std::string &b)
{
    std::size_t from = 0;
    for (;;) {
        const auto endA = a.find('\n', from);
        const auto endB = b.find('\n', from);
        if (endA != endB || a.compare(from, endA - from, b, from, endB - from) != 0)
            return a.substr(from, endA - from) + "\n  is not\n" + b.substr(from, endB - from);
        if (endA == std::string::npos)
            return {};
        from = endA + 1;
    }
}

std::optional<sync::RecordId> ownerNamedBy(const Operation &birth)
{
    const auto *table = houseSchema().findTable(birth.table);
    if (table == nullptr || table->owner.kind != sync::Ownership::Kind::Field)
        return std::nullopt;
    const Value *value = valueOf(birth, table->owner.field);
    return value != nullptr && value->bytes() != nullptr ? sync::RecordId::fromBytes(*value->bytes()) : std::nullopt;
}

/// Of which somebody can see anything: one of these has their birth, or they were erased.
class SeenRecords
{
public:
    explicit SeenRecords(const std::vector<SimLaptop *> &laptops)
    {
        for (SimLaptop *one : laptops) {
            for (const Operation &operation : one->operations()) {
                if (operation.kind == OperationKind::Birth || operation.kind == OperationKind::Erase)
                    m_records.insert(operation.record);
            }
        }
    }
    [[nodiscard]] bool contains(const sync::RecordId &record) const { return m_records.contains(record); }

private:
    std::set<sync::RecordId> m_records;
};

} // namespace

std::string SimModel::noteWritten(SimLaptop &laptop, const std::set<Dot> *seen)
{
    INDARO_CHECK(laptop.log->readCountersAfterRollback().hasValue());
    for (const auto stream : {sync::Stream::General, sync::Stream::House}) {
        auto &noted = m_noted[{laptop.device(), stream}];
        const auto last = laptop.log->lastSequence(stream);
        if (last < noted)
            return "laptop " + std::to_string(laptop.index) + " lost what it had acknowledged: " + std::to_string(noted) +
                   " were written, " + std::to_string(last) + " are there";
        if (last == noted)
            continue;
        const auto fresh = laptop.log->rows().ofDevice(laptop.device(), stream, noted + 1, 10'000).value();
        count(Event::Operation, fresh.size());
        for (const Operation &operation : fresh) {
            Written written{operation, {}};
            if (seen != nullptr && operation.kind != OperationKind::Delete) {
                written.past = *seen;
            } else {
                const auto known = laptop.log->rows().ofRecord({operation.table, operation.record}).value();
                for (const auto &other : known) {
                    const bool isOwnLater = other.dot.device == laptop.device() &&
                                            (other.dot.stream != stream ? !m_written.contains(other.dot)
                                                                        : other.dot.sequence >= operation.dot.sequence);
                    if (isOwnLater)
                        continue;
                    written.past.insert(other.dot);
                    // What compaction has let go of here was known all the same.
                    if (const auto before = m_written.find(other.dot); before != m_written.end())
                        written.past.insert(before->second.past.begin(), before->second.past.end());
                }
            }
            if (const auto owner = ownerNamedBy(operation); owner && operation.kind == OperationKind::Birth)
                m_owners.emplace(operation.record, *owner);
            if (operation.kind == OperationKind::Erase)
                m_erased.insert(operation.record);
            m_written.emplace(operation.dot, std::move(written));
        }
        noted = last;
    }
    return {};
}

bool SimModel::isErased(const Operation &operation) const
{
    auto record = operation.record;
    for (int depth = 0; depth < 3; ++depth) {
        if (m_erased.contains(record))
            return operation.kind != OperationKind::Erase;
        const auto owner = m_owners.find(record);
        if (owner == m_owners.end())
            return false;
        record = owner->second;
    }
    return false;
}

bool SimModel::wroteOfUnknown(const wire::StreamKey &writer, const std::vector<SimLaptop *> &house) const
{
    const SeenRecords seen(house);
    return std::any_of(m_written.begin(), m_written.end(), [&](const auto &entry) {
        const Operation &operation = entry.second.operation;
        const bool isHis = operation.dot.device == writer.device && operation.dot.stream == writer.stream;
        const auto owner = m_owners.find(operation.record);
        const bool isOfUnknown = operation.kind != OperationKind::Birth && !seen.contains(operation.record);
        return isHis && (isOfUnknown || (owner != m_owners.end() && !seen.contains(owner->second)));
    });
}

std::string SimModel::judgeLog(SimLaptop &laptop, const std::set<Dot> &reached) const
{
    const std::string who = "laptop " + std::to_string(laptop.index) + ": ";
    std::set<Dot> here;
    for (const Operation &operation : laptop.operations()) {
        here.insert(operation.dot);
        const auto written = m_written.find(operation.dot);
        if (written == m_written.end())
            return who + "holds what nobody wrote: " + textOf(operation);
        if (isErased(operation))
            return who + "still holds of an erased person: " + textOf(operation);
        const bool maySayLess = m_isCompacted && operation.kind == OperationKind::Birth;
        if (!maySayLess && textOf(operation) != textOf(written->second.operation))
            return who + "holds something else than was written: " +
                   firstDifference(textOf(operation), textOf(written->second.operation));
    }
    if (m_isCompacted)
        return {};
    for (const Dot &dot : reached) {
        const auto &operation = m_written.at(dot).operation;
        if (!here.contains(dot) && !isErased(operation))
            return who + "lacks " + textOf(operation);
    }
    return {};
}

/// Somebody who knew it wrote the field again, or deleted the record. Who had seen the same value as somebody else wrote it
/// knew it, too: an edit then replaces both.
bool SimModel::isSeenLater(const std::vector<const Written *> &operations, const Dot &dot, std::uint16_t field)
{
    const auto valueAt = [&](const Dot &at) -> const Value * {
        const auto found = std::ranges::find_if(operations, [&](const auto *one) { return one->operation.dot == at; });
        return found == operations.end() ? nullptr : valueOf((*found)->operation, field);
    };
    const Value *value = valueAt(dot);
    return std::any_of(operations.begin(), operations.end(), [&](const Written *later) {
        const bool hadSeenTheSame = value != nullptr &&
                                    std::ranges::find(later->operation.bases, dot) != later->operation.bases.end() &&
                                    std::ranges::any_of(later->past, [&](const Dot &past) {
                                        const Value *seen = valueAt(past);
                                        return seen != nullptr && *seen == *value;
                                    });
        return (later->past.contains(dot) || hadSeenTheSame) &&
               (later->operation.kind == OperationKind::Delete || later->operation.kind == OperationKind::Birth ||
                later->operation.field == field);
    });
}

std::string SimModel::judgeField(const sync::RecordState &state, std::uint16_t field,
                                 const std::vector<const Written *> &operations) const
{
    bool wasRaced = false;
    for (const Written *a : operations) {
        const Value *ours = valueOf(a->operation, field);
        if (ours == nullptr)
            continue;
        const bool isLast = !isSeenLater(operations, a->operation.dot, field);
        if (isLast && a->operation.kind != OperationKind::Resolve && !(state.exists && isOffered(state, field, *ours)))
            return "a value nobody replaced is neither shown nor offered: " + textOf(a->operation);
        wasRaced = wasRaced || a->operation.values.size() > 1 || a->operation.kind == OperationKind::Resolve;
        for (const Written *b : operations) {
            const Value *theirs = valueOf(b->operation, field);
            if (theirs == nullptr || *ours == *theirs || a->past.contains(b->operation.dot) ||
                b->past.contains(a->operation.dot))
                continue;
            wasRaced = true;
            const bool isOfBirths = a->operation.kind == OperationKind::Birth && b->operation.kind == OperationKind::Birth;
            if (isLast && !isSeenLater(operations, b->operation.dot, field) && !isOfBirths && !isOpen(state, field))
                return "a race is decided silently: " + textOf(a->operation) + " and " + textOf(b->operation);
        }
    }
    return isOpen(state, field) && !wasRaced ? "a conflict where nobody raced, field " + std::to_string(field) : "";
}

std::string SimModel::judgeRecord(SimLaptop &laptop, const RecordKey &key,
                                  const std::vector<const Written *> &operations) const
{
    const auto state = laptop.log->state(key).value();
    const auto *table = houseSchema().findTable(key.table);
    const bool isBorn = std::any_of(operations.begin(), operations.end(),
                                    [](const auto *one) { return one->operation.kind == OperationKind::Birth; });
    if (!isBorn)
        return {};
    for (const Written *one : operations) {
        const auto kind = one->operation.kind;
        const bool isWork = kind != OperationKind::Delete && kind != OperationKind::Resolve;
        const bool isUnseen = std::none_of(operations.begin(), operations.end(), [&](const Written *later) {
            return later->operation.kind == OperationKind::Delete && later->past.contains(one->operation.dot);
        });
        if (isWork && isUnseen && !state.exists)
            return "a deletion took away what its writer had not seen: " + textOf(one->operation);
    }
    if (laptop.log->exists(key).value() != state.exists)
        return "the row is not what the merge says";
    auto listed = laptop.db->prepare("SELECT count(*) FROM conflict WHERE record_table = ?1 AND record = ?2").value();
    listed.bind(1, static_cast<std::int64_t>(key.table));
    listed.bind(2, key.record);
    if (!listed.step().value() || static_cast<std::size_t>(listed.integer(0)) != state.conflicts.size())
        return "the open conflicts are not what the merge says";
    for (const auto &field : table->fields) {
        if (field.type == sync::FieldType::Set) {
            const auto *shown = state.findField(field.field);
            const auto codes = sync::codesOf(shown != nullptr ? shown->value.textOr({}) : std::string());
            for (const Written *one : operations) {
                if (one->operation.kind == OperationKind::SetAdd && state.exists &&
                    !isSeenLater(operations, one->operation.dot, field.field) &&
                    std::find(codes.begin(), codes.end(), one->operation.values.front().second.textOr({})) == codes.end())
                    return "a code nobody removed is gone: " + textOf(one->operation);
            }
            continue;
        }
        if (auto failure = judgeField(state, field.field, operations); !failure.empty())
            return failure;
        const auto *shown = state.findField(field.field);
        if (state.exists && shown != nullptr &&
            !(laptop.log->load({key.table, field.field}, key.record).value() == shown->value))
            return "the column is not what the merge says";
    }
    return {};
}

/// Who does not hold every key has all the rest, and nothing of what those open.
std::string SimModel::judgeLimited(SimLaptop &laptop, const std::set<Dot> &reached) const
{
    const std::string who = "laptop " + std::to_string(laptop.index) + ": ";
    std::set<Dot> here;
    for (const Operation &operation : laptop.operations()) {
        here.insert(operation.dot);
        const auto written = m_written.find(operation.dot);
        if (written == m_written.end())
            return who + "holds what nobody wrote: " + textOf(operation);
        if (isErased(operation))
            return who + "still holds of an erased person: " + textOf(operation);
        if (operation.table == person::Name.table && !operation.values.empty())
            return who + "reads what it has no key for: " + textOf(operation);
    }
    for (const Dot &dot : reached) {
        const auto &operation = m_written.at(dot).operation;
        if (operation.table != person::Name.table && !m_isCompacted && !here.contains(dot) && !isErased(operation))
            return who + "lacks " + textOf(operation);
    }
    count(Event::LimitedLaptop);
    return {};
}

std::string SimModel::judge(const std::vector<SimLaptop *> &everybody) const
{
    std::vector<SimLaptop *> laptops;
    std::copy_if(everybody.begin(), everybody.end(), std::back_inserter(laptops),
                 [](const auto *one) { return !one->isLimited(); });
    std::set<Dot> reached; // what must be everywhere: what laptops of the house wrote, and what any of them holds
    for (const auto &[dot, written] : m_written) {
        const bool isOurs = std::any_of(everybody.begin(), everybody.end(),
                                        [&, &device = dot.device](const auto *one) { return one->device() == device; });
        if (isOurs)
            reached.insert(dot);
    }
    // What a lost laptop wrote of a record that only lost ones ever had shows nothing anywhere: some have it in their log,
    // others put it aside (MERGE.md).
    const SeenRecords seen(everybody);
    for (auto *laptop : laptops) {
        for (const Operation &operation : laptop->operations()) {
            if (m_written.contains(operation.dot) && seen.contains(operation.record))
                reached.insert(operation.dot);
        }
    }
    std::map<RecordKey, std::vector<const Written *>> records;
    for (const Dot &dot : reached) {
        const Written &written = m_written.at(dot);
        if (!isErased(written.operation) && written.operation.kind != OperationKind::Erase)
            records[{written.operation.table, written.operation.record}].push_back(&written);
    }
    for (const auto &[key, operations] : records) {
        if (auto failure = judgeRecord(*laptops.front(), key, operations); !failure.empty())
            return failure + " (record " + std::to_string(key.table) + "/" + hex(key.record.bytes()) + ")";
    }
    for (auto *laptop : laptops) {
        if (auto failure = judgeLog(*laptop, reached); !failure.empty())
            return failure;
    }
    for (auto *laptop : everybody) {
        auto failure = laptop->isLimited() ? judgeLimited(*laptop, reached) : std::string();
        if (!failure.empty())
            return failure;
    }
    count(Event::Conflict, laptops.front()->log->conflicts()->size());
    const std::string expected = dumpOf(*laptops.front(), !m_isCompacted);
    for (auto *laptop : laptops) {
        if (const auto dump = dumpOf(*laptop, !m_isCompacted); dump != expected)
            return "laptop " + std::to_string(laptop->index) + " differs from laptop " +
                   std::to_string(laptops.front()->index) + ": " + firstDifference(dump, expected);
    }
    return {};
}

std::string dumpOf(SimLaptop &laptop, bool withLog)
{
    std::string out;
    for (const auto &table : houseSchema().tables()) {
        std::string columns = "id";
        for (const auto &field : table.fields)
            columns += "," + std::string(field.column);
        auto rows = laptop.db->prepare("SELECT " + columns + " FROM " + std::string(table.name) + " ORDER BY id").value();
        while (rows.step().value()) {
            out += std::string(table.name) + " " + hex(rows.blob(0));
            for (std::size_t i = 0; i < table.fields.size(); ++i)
                out += " " + textOf(rows.value(static_cast<int>(i) + 1));
            out += "\n";
        }
    }
    auto conflicts =
        laptop.db->prepare("SELECT record_table, record, field, kind, opened_at FROM conflict ORDER BY 1, 2, 3").value();
    while (conflicts.step().value())
        out += "conflict " + std::to_string(conflicts.integer(0)) + "/" + hex(conflicts.blob(1)) + "." +
               std::to_string(conflicts.integer(2)) + " kind " + std::to_string(conflicts.integer(3)) + " at " +
               std::to_string(conflicts.integer(4)) + "\n";
    const auto have = laptop.engine->have(true).value();
    const auto roster = laptop.trust->state();
    for (const auto &[key, number] : have) {
        const auto *device = roster.device(key.device);
        // What some had of a lost laptop beyond its cut comes to the others in the envelopes of those.
        if (device != nullptr && device->isRevoked)
            continue;
        out += "head " + nameOf({key.device, key.stream, number}) + "\n";
    }
    std::vector<std::string> lines;
    if (withLog) {
        const SeenRecords seen({&laptop});
        for (const Operation &operation : laptop.operations()) {
            if (seen.contains(operation.record)) // of any other nobody sees anything
                lines.push_back(textOf(operation) + "\n");
        }
    }
    std::sort(lines.begin(), lines.end());
    for (const auto &line : lines)
        out += line;
    return out;
}

} // namespace indaro::tests
