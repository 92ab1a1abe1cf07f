// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "core/casework/migrations.h"
#include "core/crypto/initialise.h"
#include "core/model/field_table.h"
#include "core/sync/local_meta.h"
#include "tests/support/fakes.h"
#include "tests/support/temp_store.h"

#include <optional>

namespace indaro::tests {

/// A migrated vault file with a desk on it, on the test's own thread.
struct DeskFixture
{
    bool isCryptoReady = crypto::initialise().hasValue(); // before any secret is made
    TempStore temp;
    FakeClock clock;
    SeededRandom random;
    std::optional<store::Connection> db;
    std::optional<sync::ChangeLog> log;
    casework::Access access = casework::Access::everything();
    std::optional<store::Connection> door;
    std::optional<casework::Desk> desk;

    /// Two laptops take two seeds, or they would be one device.
    explicit DeskFixture(unsigned seed = 20261124) : random{seed}
    {
        INDARO_CHECK(isCryptoReady);
        db.emplace(temp.open(store::Connection::Mode::Create).value());
        const auto device = sync::DeviceId::make(random);
        INDARO_CHECK(store::migrate(*db, casework::migrations(), {}).hasValue());
        INDARO_CHECK(sync::setMeta(*db, sync::meta::DeviceId, device.bytes()).hasValue());
        INDARO_CHECK(sync::setMeta(*db, sync::meta::Series, base::asBytes("BCDF")).hasValue());
        door.emplace(db->restrictedDoor(access.columnRule()));
        signIn(sync::UserId::make(random));
    }
    DeskFixture(const DeskFixture &) = delete;
    DeskFixture &operator=(const DeskFixture &) = delete;

    /// A desk for this account, with what its roles may at present: an account nobody described is a director's.
    void signIn(const sync::UserId &user)
    {
        desk.reset();
        log.reset();
        log.emplace(sync::ChangeLog::open(*db, model::schema(), clock, user).value());
        takeRoles();
        desk.emplace(casework::Desk{*door, *log, clock, random, access});
    }
    /// After roles or rules were changed: as the workspace does.
    void takeRoles()
    {
        access = casework::Access::of(*log).value();
        door->setRule(access.columnRule());
        log->setGate(&access);
    }

    /// A case file with an identity, written straight through the log.
    sync::RecordId bear(const sync::FieldValues &file, const sync::FieldValues &identity)
    {
        const auto id = sync::RecordId::make(random);
        auto transaction = db->begin();
        INDARO_CHECK(log->birth({model::fields::case_file::Table, id}, file).hasValue());
        INDARO_CHECK(log->birth({model::fields::identity::Table, id}, identity).hasValue());
        INDARO_CHECK(transaction->commit().hasValue());
        return id;
    }
};

} // namespace indaro::tests
