// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/apply.h"
#include "core/sync/local_meta.h"
#include "tests/support/fakes.h"
#include "tests/support/temp_store.h"

#include <array>
#include <memory>
#include <optional>
#include <type_traits>

/// Laptops with real stores and a small schema: a person, her notes, the pages of a note.
namespace indaro::tests {

namespace person {
inline constexpr sync::FieldId Name{1, 1};
inline constexpr sync::FieldId Age{1, 2};
inline constexpr sync::FieldId Languages{1, 3};
inline constexpr auto Fields = std::to_array<sync::FieldDefinition>(
    {{1, "name", sync::FieldType::Text}, {2, "age", sync::FieldType::Integer}, {3, "languages", sync::FieldType::Set}});
} // namespace person
namespace note {
inline constexpr sync::FieldId Person{2, 1};
inline constexpr sync::FieldId Body{2, 2};
inline constexpr auto Fields =
    std::to_array<sync::FieldDefinition>({{1, "person", sync::FieldType::Blob}, {2, "body", sync::FieldType::Text}});
} // namespace note
namespace page {
inline constexpr sync::FieldId Note{3, 1};
inline constexpr sync::FieldId Text{3, 2};
inline constexpr auto Fields =
    std::to_array<sync::FieldDefinition>({{1, "note", sync::FieldType::Blob}, {2, "text", sync::FieldType::Text}});
} // namespace page

inline const sync::Schema &houseSchema()
{
    using Kind = sync::Ownership::Kind;
    static const std::array<sync::TableDefinition, 3> tables{{{.table = 1,
                                                               .name = "person",
                                                               .compartment = sync::Compartment::Identity,
                                                               .fields = person::Fields,
                                                               .indexed = "name",
                                                               .owner = {Kind::Itself, 0, 0}},
                                                              {.table = 2,
                                                               .name = "note",
                                                               .compartment = sync::Compartment::Case,
                                                               .fields = note::Fields,
                                                               .indexed = "person",
                                                               .owner = {Kind::Field, 1, 1}},
                                                              {.table = 3,
                                                               .name = "page",
                                                               .compartment = sync::Compartment::Case,
                                                               .fields = page::Fields,
                                                               .indexed = "",
                                                               .owner = {Kind::Field, 1, 2}}}};
    static const sync::Schema schema{tables};
    return schema;
}

inline base::Bytes idBytes(const sync::RecordId &id)
{
    return {id.bytes().begin(), id.bytes().end()};
}

class StoreLaptop
{
public:
    explicit StoreLaptop(std::uint64_t seed) : random(seed), user(sync::UserId::make(random))
    {
        db.emplace(temp.open(store::Connection::Mode::Create).value());
        INDARO_CHECK(sync::createLocalMeta(*db).hasValue());
        INDARO_CHECK(sync::ChangeLog::createTables(*db).hasValue());
        for (const auto &table : houseSchema().tables())
            INDARO_CHECK(sync::createSyncedTable(*db, table).hasValue());
        INDARO_CHECK(sync::setMeta(*db, sync::meta::DeviceId, sync::DeviceId::make(random).bytes()).hasValue());
        reopen();
    }
    void reopen() { log.emplace(sync::ChangeLog::open(*db, houseSchema(), clock, user).value()); }

    /// Runs `work(log)` in a transaction of its own; a failure stops the test.
    template <class Work> auto commit(Work work)
    {
        auto transaction = db->begin();
        auto result = work(*log);
        INDARO_CHECK(result.hasValue());
        INDARO_CHECK(transaction->commit().hasValue());
        if constexpr (!std::is_void_v<typename decltype(result)::Value>)
            return std::move(result).value();
    }
    void bear(sync::RecordKey key, const sync::FieldValues &values)
    {
        commit([&](auto &l) { return l.birth(key, values); });
    }
    void edit(sync::FieldId field, sync::RecordId id, const base::Value &value)
    {
        clock.advance(1000);
        commit([&](auto &l) { return l.edit(field, id, value); });
    }
    void remove(sync::RecordKey key)
    {
        commit([&](auto &l) { return l.remove(key); });
    }
    /// A decision by somebody who sees everything this laptop has of the record.
    void resolve(sync::FieldId field, sync::RecordId id, const base::Value &value)
    {
        commit([&](auto &l) { return l.resolve(field, id, value, seen({field.table, id})); });
    }
    void resolveDeletion(sync::RecordKey key, sync::ChangeLog::Keep what)
    {
        commit([&](auto &l) { return l.resolveDeletion(key, what, seen(key)); });
    }
    std::vector<sync::Dot> seen(sync::RecordKey key) { return log->state(key).value().operations; }
    base::Value value(sync::FieldId field, sync::RecordId id) { return log->load(field, id).value(); }
    bool has(sync::RecordKey key) { return log->exists(key).value(); }
    std::vector<sync::Conflict> conflictsOf(sync::RecordKey key) { return log->state(key).value().conflicts; }

    /// Everything in the log, as it would travel.
    std::vector<sync::Operation> operations()
    {
        std::vector<sync::Operation> all;
        INDARO_CHECK(log->rows()
                         .forEach([&](sync::Operation &&operation) -> base::Result<bool> {
                             all.push_back(std::move(operation));
                             return true;
                         })
                         .hasValue());
        return all;
    }
    sync::ApplyReport take(std::span<const sync::Operation> batch, const sync::ApplyOptions &options = {})
    {
        return commit([&](auto &l) { return sync::applyOperations(l, batch, options); });
    }
    sync::ApplyReport takeFrom(StoreLaptop &other) { return take(other.operations()); }

    TempStore temp;
    FakeClock clock;
    SeededRandom random;
    sync::UserId user;
    std::optional<store::Connection> db;
    std::optional<sync::ChangeLog> log;
};

/// Both learn what the other knows.
inline void meet(StoreLaptop &a, StoreLaptop &b)
{
    a.takeFrom(b);
    b.takeFrom(a);
}

} // namespace indaro::tests
