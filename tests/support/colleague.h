// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/house/house.h"
#include "core/casework/migrations.h"
#include "core/casework/people/commands.h"
#include "core/model/field_table.h"
#include "core/sync/engine.h"
#include "core/sync/enrolment.h"
#include "core/sync/local_meta.h"
#include "tests/support/fakes.h"
#include "tests/support/temp_store.h"

#include <optional>

namespace indaro::tests {

/// The colleague's laptop of the house, without screens.
struct Colleague
{
    TempStore temp;
    FakeClock clock;
    SeededRandom random;
    sync::UserId user = sync::UserId::make(random);
    std::optional<store::Connection> db;
    std::optional<sync::ChangeLog> log;
    std::optional<sync::Trust> trust;
    std::optional<sync::Engine> engine;
    std::optional<casework::Desk> desk;

    explicit Colleague(base::UtcMs now = 1'795'478'400'000 + 3'600'000, std::uint64_t seed = 77) : clock(now), random(seed)
    {
        db.emplace(temp.open(store::Connection::Mode::Create).value());
        const auto device = sync::DeviceId::make(random);
        INDARO_CHECK(store::migrate(*db, casework::migrations(), {}).hasValue());
        INDARO_CHECK(sync::setMeta(*db, sync::meta::DeviceId, device.bytes()).hasValue());
        INDARO_CHECK(sync::setMeta(*db, sync::meta::Series, base::asBytes("KLMN")).hasValue());
        log.emplace(sync::ChangeLog::open(*db, model::schema(), clock, user).value());
        trust.emplace(sync::Trust::open(*db, clock).value());
        engine.emplace(*log, *trust);
        desk.emplace(casework::Desk{*db, *log, clock, random, casework::Access::everything()});
    }
    /// Let into the house by another laptop, as "Aline" on the laptop "bureau". `run` runs job(Trust &) on its store thread
    /// and gives the answer. `groups`: the compartments she may read.
    template <class Run> void join(Run run, sync::UserId approver, std::uint8_t groups = wire::AllGroups)
    {
        const auto request = sync::makeEnrolmentRequest(*trust, "KLMN", "bureau").value();
        sync::Trust::Grant grant;
        grant.users.push_back({user, 0, groups});
        const auto answer = run([request, grant, approver](sync::Trust &house) -> base::Result<sync::EnrolmentAnswer> {
                                INDARO_TRY_ASSIGN(const auto read, sync::readEnrolmentRequest(request));
                                return sync::approveEnrolment(house, request, read.code, grant, approver, {});
                            }).value();
        auto pending = sync::readEnrolmentAnswer(*trust, request, answer.file).value();
        INDARO_CHECK(sync::finishEnrolment(*trust, std::move(pending), answer.code).hasValue());
        casework::StaffMember aline{.id = user, .name = QStringLiteral("Aline"), .position = {}, .phone = {}};
        INDARO_CHECK(casework::saveStaff(*desk, aline).hasValue());
        INDARO_CHECK(casework::saveThisLaptop(*desk, QStringLiteral("bureau")).hasValue());
    }
    void edit(sync::FieldId field, const sync::RecordId &record, const base::Value &value)
    {
        clock.advance(60'000);
        INDARO_CHECK(casework::setField(*desk, field, record, value).hasValue());
    }
    void remove(const std::vector<sync::RecordKey> &keys)
    {
        clock.advance(60'000);
        auto transaction = db->begin();
        for (const auto &key : keys)
            INDARO_CHECK(log->remove(key).hasValue());
        INDARO_CHECK(transaction->commit().hasValue());
    }
    base::Value value(sync::FieldId field, const sync::RecordId &record) { return log->load(field, record).value(); }
};

} // namespace indaro::tests
