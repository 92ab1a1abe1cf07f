// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/initialise.h"
#include "core/sync/engine.h"
#include "core/sync/enrolment.h"
#include "core/sync/local_meta.h"
#include "tests/support/fakes.h"
#include "tests/support/temp_store.h"

#include <optional>

namespace indaro::tests {

inline constexpr auto FileFields =
    std::to_array<sync::FieldDefinition>({{1, "label", sync::FieldType::Text}, {2, "rooms", sync::FieldType::Integer}});
inline constexpr auto PersonFields =
    std::to_array<sync::FieldDefinition>({{1, "name", sync::FieldType::Text}, {2, "owner", sync::FieldType::Blob}});
inline constexpr std::array<sync::TableDefinition, 2> ExchangeTables{
    {{1, "file", sync::Compartment::Case, FileFields, "", {sync::Ownership::Kind::Itself}},
     {2, "person", sync::Compartment::Identity, PersonFields, "", {sync::Ownership::Kind::Itself}}}};
inline const sync::Schema ExchangeSchema{ExchangeTables};
inline constexpr sync::FieldId Label{1, 1};
inline constexpr sync::FieldId Rooms{1, 2};
inline constexpr sync::FieldId Name{2, 1};

/// A laptop of the house in a file of its own: change log, trust and engine, as the program composes them.
struct Laptop
{
    bool isCryptoReady = crypto::initialise().hasValue(); // before any secret is made
    TempStore temp;
    FakeClock clock;
    SeededRandom random;
    sync::UserId user;
    std::optional<store::Connection> db;
    std::optional<sync::ChangeLog> log;
    std::optional<sync::Trust> trust;
    std::optional<sync::Engine> engine;

    explicit Laptop(std::uint64_t seed) : random(seed), user(sync::UserId::make(random))
    {
        INDARO_CHECK(isCryptoReady);
        db.emplace(temp.open(store::Connection::Mode::Create).value());
        INDARO_CHECK(sync::createLocalMeta(*db).hasValue() && sync::ChangeLog::createTables(*db).hasValue());
        for (const auto &table : ExchangeTables)
            INDARO_CHECK(sync::createSyncedTable(*db, table).hasValue());
        becomeNewDevice();
        compose();
    }
    /// What restoring a backup does.
    void becomeNewDevice()
    {
        const auto device = sync::DeviceId::make(random);
        INDARO_CHECK(sync::setMeta(*db, sync::meta::DeviceId, device.bytes()).hasValue());
    }
    void compose()
    {
        engine.reset();
        log.emplace(sync::ChangeLog::open(*db, ExchangeSchema, clock, user).value());
        trust.emplace(sync::Trust::open(*db, clock).value());
        engine.emplace(*log, *trust);
    }
    /// As after the power came back.
    void restart()
    {
        engine.reset();
        trust.reset();
        log.reset();
        db.reset();
        db.emplace(temp.open(store::Connection::Mode::ReadWrite).value());
        compose();
    }
    template <class F> void inTransaction(F work)
    {
        clock.advance(1000);
        auto transaction = db->begin();
        work();
        INDARO_CHECK(transaction->commit().hasValue());
    }
    sync::RecordId admit(std::string_view label, std::string_view name)
    {
        const auto id = sync::RecordId::make(random);
        inTransaction([&] {
            INDARO_CHECK(log->birth({1, id}, {{Label, label}}).hasValue());
            INDARO_CHECK(log->birth({2, id}, {{Name, name}}).hasValue());
        });
        return id;
    }
    void edit(sync::FieldId field, const sync::RecordId &record, const base::Value &value)
    {
        inTransaction([&] { INDARO_CHECK(log->edit(field, record, value).hasValue()); });
    }
    std::string text(sync::FieldId field, const sync::RecordId &record)
    {
        const auto value = log->load(field, record);
        return value ? value->textOr("?") : std::string(base::errcName(value.error().code));
    }
    /// Cuts and gives everything the other lacks; what became of each.
    std::vector<sync::Taken> sendTo(Laptop &other, sync::Road::Kind kind = sync::Road::Kind::House)
    {
        INDARO_CHECK(engine->cutPending().hasValue());
        std::vector<sync::Taken> out;
        for (const auto &envelope : envelopesFor(other, kind != sync::Road::Kind::Server))
            out.push_back(other.engine->takeIn(envelope, {kind, "test"}).value());
        return out;
    }
    std::vector<base::Bytes> envelopesFor(Laptop &other, bool withHouse = true)
    {
        return engine->envelopesFor(other.engine->have(true).value(), std::size_t{1} << 24U, withHouse).value().envelopes;
    }
    std::vector<std::string> alarms()
    {
        std::vector<std::string> names;
        const std::vector<sync::Alarm> open = sync::openAlarms(*db).value();
        for (const auto &alarm : open) {
            if (alarm.kind != sync::AlarmKind::NewDevice) // every enrolment is one
                names.emplace_back(sync::alarmName(alarm.kind));
        }
        return names;
    }
    void follow(const Laptop &other) { INDARO_CHECK(trust->addBlocks(other.trust->blocksAfter(trust->heads())).hasValue()); }
};

/// Two people compare two codes.
inline void enrol(Laptop &admin, Laptop &newcomer, const sync::Trust::Grant &grant = {})
{
    const auto request = sync::makeEnrolmentRequest(*newcomer.trust, "KLMN", "bureau").value();
    const auto codeA = sync::readEnrolmentRequest(request).value().code;
    const auto answer = sync::approveEnrolment(*admin.trust, request, codeA, grant, admin.user, {}).value();
    auto pending = sync::readEnrolmentAnswer(*newcomer.trust, request, answer.file).value();
    INDARO_CHECK(sync::finishEnrolment(*newcomer.trust, std::move(pending), answer.code).hasValue());
}

} // namespace indaro::tests
