// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/merge.h"
#include "tests/support/fakes.h"

#include <algorithm>
#include <array>
#include <random>
#include <set>
#include <string>
#include <vector>

/// Laptops without a store: each holds the operations it knows of one record and writes new ones as ChangeLog
/// does.
namespace indaro::tests {

inline constexpr auto PersonFields = std::to_array<sync::FieldDefinition>(
    {{1, "name", sync::FieldType::Text}, {2, "age", sync::FieldType::Integer}, {3, "languages", sync::FieldType::Set}});
inline constexpr std::array<sync::TableDefinition, 1> PersonTables{
    {{1, "person", sync::Compartment::Identity, PersonFields, "name", {sync::Ownership::Kind::Itself}}}};
inline constexpr std::uint16_t Name = 1;
inline constexpr std::uint16_t Age = 2;
inline constexpr std::uint16_t Languages = 3;

/// A number from 0 to below `bound`.
class Dice
{
public:
    explicit Dice(std::uint64_t seed) : m_engine(seed) {}
    std::size_t operator()(std::size_t bound) { return static_cast<std::size_t>(m_engine() % bound); }
    template <class T> void shuffle(std::vector<T> &items) { std::shuffle(items.begin(), items.end(), m_engine); }

private:
    std::mt19937_64 m_engine;
};

struct Laptop
{
    sync::DeviceId id;
    sync::UserId user;
    std::int64_t clockSkewMs = 0;
    std::uint64_t written = 0;
    std::vector<sync::Operation> known;
};

class MergeWorld
{
public:
    MergeWorld(std::uint64_t seed, std::size_t count) : dice(seed), m_random(seed), record(sync::RecordId::make(m_random))
    {
        for (std::size_t i = 0; i < count; ++i) {
            laptops.push_back({sync::DeviceId::make(m_random), sync::UserId::make(m_random), 0, 0, {}});
            // Some batteries are dead: 2009, 2039.
            constexpr std::int64_t Year = 365LL * 24 * 3600 * 1000;
            laptops.back().clockSkewMs = dice(5) == 0 ? (dice(2) == 0 ? -17 : 13) * Year : 0;
        }
    }

    const sync::TableDefinition &table() const { return PersonTables[0]; }
    sync::RecordState state(const Laptop &laptop) const { return sync::mergeRecord(table(), laptop.known); }
    const sync::FieldDefinition &field(std::uint16_t number) const { return *table().findField(number); }

    sync::Dot write(Laptop &laptop, sync::OperationKind kind, std::uint16_t fieldNumber,
                    std::vector<sync::FieldValue> values, std::vector<sync::Dot> bases, std::vector<sync::Dot> seen = {})
    {
        m_now += 1 + static_cast<std::int64_t>(dice(3)) - 1;
        const sync::Dot dot{laptop.id, sync::Stream::General, ++laptop.written};
        const auto wall = std::max<std::int64_t>(m_now + laptop.clockSkewMs, 0);
        laptop.known.push_back({kind, dot, static_cast<sync::HybridTime>(wall) << 16, laptop.user, 1, record, fieldNumber,
                                std::move(values), std::move(bases), std::move(seen)});
        for (const auto &operation : laptop.known) {
            if (operation.dot != dot)
                past[dot].insert(operation.dot);
        }
        all.push_back(laptop.known.back());
        return dot;
    }
    sync::Dot bear(Laptop &laptop, std::vector<sync::FieldValue> values)
    {
        return write(laptop, sync::OperationKind::Birth, 0, std::move(values), state(laptop).deletions);
    }
    sync::Dot edit(Laptop &laptop, std::uint16_t number, base::Value value)
    {
        const auto now = state(laptop);
        const auto *before = now.findField(number);
        return write(laptop, sync::OperationKind::Edit, number, {{number, std::move(value)}},
                     before != nullptr ? before->replaced : std::vector<sync::Dot>{});
    }
    void code(Laptop &laptop, sync::OperationKind kind, const std::string &code)
    {
        write(laptop, kind, Languages, {{Languages, code}}, sync::leavesOfCode(field(Languages), laptop.known, code));
    }
    sync::Dot resolve(Laptop &laptop, std::uint16_t number, base::Value value)
    {
        return write(laptop, sync::OperationKind::Resolve, number, {{number, std::move(value)}},
                     state(laptop).findField(number)->leaves);
    }
    sync::Dot remove(Laptop &laptop)
    {
        std::map<sync::DeviceId, std::uint64_t> last;
        for (const auto &operation : laptop.known)
            last[operation.dot.device] = std::max(last[operation.dot.device], operation.dot.sequence);
        std::vector<sync::Dot> seen;
        for (const auto &[device, sequence] : last) {
            if (device != laptop.id)
                seen.push_back({device, sync::Stream::General, sequence});
        }
        return write(laptop, sync::OperationKind::Delete, 0, {}, {}, std::move(seen));
    }
    sync::Dot keep(Laptop &laptop)
    {
        return write(laptop, sync::OperationKind::Resolve, 0, {{std::uint16_t(0), sync::KeepRecord}},
                     state(laptop).deletions);
    }
    sync::Dot undo(Laptop &laptop, std::uint16_t number, const sync::Dot &decision, std::vector<base::Value> alternatives)
    {
        std::vector<sync::FieldValue> values;
        for (auto &value : alternatives)
            values.emplace_back(number, std::move(value));
        return write(laptop, sync::OperationKind::Resolve, number, std::move(values), {decision});
    }
    /// `to` learns everything `from` knows.
    void sync(const Laptop &from, Laptop &to)
    {
        for (const auto &operation : from.known) {
            const bool isKnown =
                std::any_of(to.known.begin(), to.known.end(), [&](const auto &other) { return other.dot == operation.dot; });
            if (!isKnown)
                to.known.push_back(operation);
        }
    }
    /// One random thing one laptop may do next.
    void step();

    Dice dice;
    std::vector<Laptop> laptops;
    std::vector<sync::Operation> all;
    std::map<sync::Dot, std::set<sync::Dot>> past; ///< what the writer knew: the oracle, which no merge reads

private:
    void writeSomething(Laptop &laptop, const sync::RecordState &now);
    void settleSomething(Laptop &laptop, const sync::RecordState &now);
    base::Value someValue(std::uint16_t number);
    SeededRandom m_random;
    std::int64_t m_now = 1'795'478'400'000;

public:
    sync::RecordId record;
};

/// Everything a state says, as one text: equal texts are equal states.
std::string describe(const sync::RecordState &state);
/// The same without who wrote what an undone decision holds, which compaction may forget.
std::string describeWithoutWriters(const sync::RecordState &state);

} // namespace indaro::tests
