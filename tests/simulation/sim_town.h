// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/simulation/sim_model.h"
#include "tests/simulation/sim_roads.h"

#include <algorithm>

namespace indaro::tests {

/// Three laptops that know each other, and a server between them.
struct Town
{
    std::vector<std::unique_ptr<SimLaptop>> laptops;
    SimServer server{readyHouse(3).server};
    std::vector<sync::RecordId> people;

    explicit Town(std::uint64_t seed = 1)
    {
        const SimHouse &ready = readyHouse(3);
        seedCrypto(seed);
        for (std::size_t i = 0; i < 3; ++i) {
            laptops.push_back(std::make_unique<SimLaptop>(i, 1000 + i));
            laptops.back()->disk.restore(ready.disks[i]);
            INDARO_CHECK(laptops.back()->start().hasValue());
            laptops.back()->random = SeededRandom(seed * 31 + i);
        }
    }
    SimLaptop &at(std::size_t index) { return *laptops[index]; }
    sync::RecordId admit(std::size_t who, std::string_view name)
    {
        const auto id = sync::RecordId::make(at(who).random);
        at(who).clock.advance(1000);
        auto transaction = at(who).db->begin();
        INDARO_CHECK(at(who).log->birth({1, id}, {{person::Name, name}}).hasValue());
        INDARO_CHECK(transaction->commit().hasValue());
        people.push_back(id);
        return id;
    }
    base::Errc exchange(std::size_t who)
    {
        server.clock.advance(1000);
        const auto done = exchangeWithServer(at(who), server, {});
        return done ? base::Errc::Internal : done.error().code; // Internal: nothing went wrong
    }
    bool succeeds(std::size_t who) { return exchange(who) == base::Errc::Internal; }
    std::size_t alarms(std::size_t who, sync::AlarmKind kind)
    {
        const auto open = sync::openAlarms(*at(who).db).value();
        return static_cast<std::size_t>(
            std::count_if(open.begin(), open.end(), [kind](const auto &one) { return one.kind == kind; }));
    }
    /// Of nothing but that laptops joined.
    bool isCalm(std::size_t who)
    {
        const auto open = sync::openAlarms(*at(who).db).value();
        return std::all_of(open.begin(), open.end(), [](const auto &one) { return one.kind == sync::AlarmKind::NewDevice; });
    }
    void settle(std::size_t who)
    {
        const auto open = sync::openAlarms(*at(who).db).value();
        for (const auto &alarm : open)
            INDARO_CHECK(sync::settleAlarm(*at(who).db, alarm.id, at(who).clock.nowUtc()).hasValue());
    }
    bool has(std::size_t who, std::size_t which) { return at(who).log->exists({1, people[which]}).value(); }
    std::size_t provenAt(std::size_t who, std::size_t which)
    {
        return at(who).engine->progressOf({1, people[which]})->servers.size();
    }
    std::vector<base::Bytes> envelopesOf(std::size_t who)
    {
        INDARO_CHECK(at(who).engine->cutPending().hasValue());
        return at(who).engine->envelopesFor({}, wire::MiB, true)->envelopes;
    }
    /// The laptops meet, without the server: everything everybody wrote is everywhere.
    std::string endsWell()
    {
        std::vector<Parcel> none;
        for (int round = 0; round < 2; ++round) {
            for (std::size_t i = 0; i < 3; ++i) {
                for (std::size_t j = 0; j < 3; ++j) {
                    if (i != j && !tell(at(i), at(j), {}, none))
                        return "laptops cannot meet";
                }
            }
        }
        for (std::size_t i = 0; i < 3; ++i) {
            for (std::size_t which = 0; which < people.size(); ++which) {
                if (!has(i, which))
                    return "laptop " + std::to_string(i) + " lacks person " + std::to_string(which);
            }
            if (dumpOf(at(i), true) != dumpOf(at(0), true))
                return "laptops 0 and " + std::to_string(i) + " differ";
        }
        return {};
    }
};

#define QVERIFY_ENDS_WELL(town)                                                                                             \
    do {                                                                                                                    \
        const std::string why = (town).endsWell();                                                                          \
        QVERIFY2(why.empty(), why.c_str());                                                                                 \
    } while (false)

} // namespace indaro::tests
