// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/test_known_losses.h"

#include "tests/simulation/sim_town.h"

#include <QTest>

namespace indaro::tests {

using base::Value;

namespace {

void write(SimLaptop &laptop, const std::function<base::Result<void>()> &work)
{
    laptop.clock.advance(1000);
    auto transaction = laptop.db->begin();
    INDARO_CHECK(work().hasValue());
    INDARO_CHECK(transaction->commit().hasValue());
}

void edit(SimLaptop &laptop, sync::FieldId field, const sync::RecordId &record, const Value &value)
{
    write(laptop, [&]() -> base::Result<void> {
        INDARO_TRY(laptop.log->edit(field, record, value));
        return {};
    });
}

Value valueAt(SimLaptop &laptop, sync::FieldId field, const sync::RecordId &record)
{
    const auto value = laptop.log->load(field, record);
    return value ? *value : Value();
}

std::size_t count(SimLaptop &laptop)
{
    auto rows = laptop.db->prepare("SELECT count(*) FROM person").value();
    return rows.step().value() ? static_cast<std::size_t>(rows.integer(0)) : 0;
}

} // namespace

/// An informant had just made the case, a case officer opened it, both filled it in: what one of them wrote was gone.
void TestKnownLosses::twoWorkOnOneNewCase()
{
    Town town;
    const auto person = town.admit(0, "informant's");
    QVERIFY(town.succeeds(0) && town.succeeds(1));
    const auto open = town.at(1).log->look(person::Name, person).value(); // the officer's form stands open
    edit(town.at(0), person::Name, person, "corrected by the informant");
    edit(town.at(0), person::Age, person, 17);
    edit(town.at(1), person::Languages, person, "rn");
    QVERIFY(town.succeeds(0) && town.succeeds(1));
    write(town.at(1), [&]() -> base::Result<void> {
        INDARO_TRY(town.at(1).log->edit(person::Name, person, "corrected by the officer", open));
        return {};
    });
    for (int round = 0; round < 2; ++round)
        QVERIFY(town.succeeds(1) && town.succeeds(0) && town.succeeds(2));
    for (std::size_t i = 0; i < 3; ++i) {
        QVERIFY(valueAt(town.at(i), person::Age, person) == Value(17));
        QVERIFY(valueAt(town.at(i), person::Languages, person) == Value("rn"));
        const auto conflicts = town.at(i).log->state({1, person})->conflicts;
        QCOMPARE(conflicts.size(), std::size_t{1});
        QCOMPARE(conflicts[0].alternatives.size(), std::size_t{2}); // both stand, a person decides
    }
    QVERIFY_ENDS_WELL(town);
}

/// "Changes dropped because officer has no longer access", though they had never been sent.
void TestKnownLosses::whoLosesAccessLosesNoWork()
{
    Town town;
    const auto known = town.admit(0, "known");
    QVERIFY(town.succeeds(0) && town.succeeds(2));
    const auto unsent = town.admit(2, "never sent");
    edit(town.at(2), person::Age, known, 30);
    // The user's rights end: his work goes out all the same.
    QVERIFY(town.at(0).trust->setUser({town.at(2).user, 0, 0}, town.at(0).user).hasValue());
    QVERIFY(town.succeeds(0) && town.succeeds(2) && town.succeeds(1));
    QVERIFY(town.has(1, 1));
    QVERIFY(valueAt(town.at(1), person::Age, known) == Value(30));
    // The laptop is shut out while it has work that nobody has seen: it keeps that, and a person can let it in.
    const auto later = town.admit(2, "after that");
    const auto envelopes = town.envelopesOf(2);
    const auto cuts = town.at(0).engine->cutsOf(town.at(2).device()).value();
    QVERIFY(town.at(0).trust->revoke(town.at(2).device(), cuts, {}, town.at(0).user).hasValue());
    QVERIFY(town.succeeds(0));
    QVERIFY(!town.succeeds(2)); // it is told that it was shut out
    QVERIFY(town.has(2, 1) && town.has(2, 2));
    QVERIFY(town.succeeds(1));
    QVERIFY(town.at(1).engine->takeIn(envelopes.back(), {sync::Road::Kind::Folder, "stick"})->outcome ==
            sync::Outcome::Quarantined);
    const auto lines = town.at(1).engine->quarantine().value();
    QCOMPARE(lines.size(), std::size_t{1});
    QVERIFY(town.at(1).engine->release(lines[0].id)->outcome == sync::Outcome::Applied);
    QVERIFY(town.succeeds(1) && town.succeeds(0));
    for (const std::size_t who : {0U, 1U}) {
        QVERIFY(town.at(who).log->exists({1, unsent}).value());
        QVERIFY(town.at(who).log->exists({1, later}).value());
    }
}

/// One person that could not be pushed made the whole synchronisation fail; the cases beside it never went.
void TestKnownLosses::oneRecordThatDoesNotGoStopsNoOther()
{
    Town town;
    const auto missing = town.admit(0, "not here yet");
    std::vector<Parcel> none;
    QVERIFY(tell(town.at(0), town.at(1), {}, none).hasValue());
    edit(town.at(1), person::Age, missing, 20); // builds on what the server does not have
    const auto own = town.admit(1, "of laptop 1");
    QVERIFY(town.at(1).engine->cutPending().hasValue());
    town.server.lies.news = [&](auto &head, auto &envelopes) { // laptop 0's envelope is held up on the way
        std::erase_if(envelopes,
                      [&](const auto &one) { return wire::parseEnvelope(one)->header.device == town.at(0).device(); });
        head.envelopes = static_cast<std::uint32_t>(envelopes.size());
    };
    town.admit(2, "of laptop 2");
    QVERIFY(town.succeeds(1));
    QVERIFY(town.succeeds(2)); // what must wait waits; nothing fails, and laptop 2's own goes out
    QCOMPARE(town.provenAt(2, 2), std::size_t{1});
    town.server.lies.news = nullptr;
    QVERIFY(town.succeeds(2));
    QVERIFY(town.at(2).log->exists({1, own}).value());
    QVERIFY(valueAt(town.at(2), person::Age, missing) == Value(20));
    QVERIFY_ENDS_WELL(town);
}

/// The status was green, the record was not on the server.
void TestKnownLosses::theGreenLightIsTrue()
{
    Town town;
    const auto person = town.admit(0, "offline");
    const auto light = [&] { return town.provenAt(0, 0); };
    QCOMPARE(light(), std::size_t{0});
    town.server.lies.receipts = [](auto &answer) { answer.receipts.clear(); }; // sent, and the proof did not come
    QVERIFY(town.succeeds(0));
    QCOMPARE(light(), std::size_t{0});
    town.server.lies = {};
    // Another user completes the record before the next exchange: it has not arrived, whatever was there before.
    QVERIFY(town.succeeds(1));
    edit(town.at(1), person::Age, person, 21);
    std::vector<Parcel> none;
    QVERIFY(tell(town.at(1), town.at(0), {}, none).hasValue());
    edit(town.at(0), person::Languages, person, "fr");
    QCOMPARE(light(), std::size_t{0});
    QVERIFY(town.succeeds(0)); // sends its own and the other's
    QCOMPARE(light(), std::size_t{1});
    QVERIFY(town.succeeds(2));
    QVERIFY(valueAt(town.at(2), person::Age, person) == Value(21));
    QVERIFY_ENDS_WELL(town);
}

/// 202 entries; after one synchronisation with a device that had lost them, 4 were left everywhere.
void TestKnownLosses::oneSynchronisationDeletesNoHouse()
{
    Town town;
    for (int i = 0; i < 60; ++i)
        town.admit(0, "p" + std::to_string(i));
    QVERIFY(town.succeeds(0) && town.succeeds(1) && town.succeeds(2));
    // A server that has lost everything takes nothing away.
    town.server.store.restore(readyHouse(3).server);
    (void)town.exchange(1);
    QCOMPARE(count(town.at(1)), std::size_t{60});
    town.settle(1);
    QVERIFY(town.succeeds(1));
    // A laptop that deletes nearly all: held and shown at the others, work beside it goes on.
    write(town.at(2), [&]() -> base::Result<void> {
        for (std::size_t i = 4; i < 60; ++i)
            INDARO_TRY(town.at(2).log->remove({1, town.people[i]}));
        return {};
    });
    const auto beside = town.admit(2, "beside it");
    QVERIFY(town.at(2).engine->cutPending({64 * wire::KiB, 56, sync::Fastest}).hasValue());
    QVERIFY(town.succeeds(2) && town.succeeds(1));
    QCOMPARE(count(town.at(1)), std::size_t{61});
    QVERIFY(town.at(1).log->exists({1, beside}).value());
    const auto lines = town.at(1).engine->quarantine().value();
    QCOMPARE(lines.size(), std::size_t{1});
    QCOMPARE(lines[0].reason, std::string("Held"));
    QCOMPARE(lines[0].detail, std::string("1:56/60"));
}

} // namespace indaro::tests
