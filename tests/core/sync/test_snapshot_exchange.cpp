// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/erasure_order.h"
#include "core/sync/snapshot_exchange.h"
#include "tests/core/sync/exchanging_laptops.h"

#include <QTest>

using namespace indaro;
using base::Errc;
using sync::Outcome;
using sync::SnapshotIntake;
using sync::Stream;
using tests::Laptop;

namespace {

sync::SealedSnapshot snapshotOf(Laptop &laptop, std::size_t partBytes = 600)
{
    INDARO_CHECK(laptop.engine->cutPending().hasValue());
    return sync::makeSnapshot(*laptop.log, *laptop.trust, *laptop.engine, true, partBytes, sync::Fastest).value();
}

void take(Laptop &laptop, const sync::SealedSnapshot &snapshot)
{
    auto intake = SnapshotIntake::start(*laptop.log, *laptop.trust, snapshot.manifest).value();
    for (const auto &part : snapshot.parts)
        INDARO_CHECK(intake.add(part).hasValue());
    INDARO_CHECK(intake.finish().hasValue());
}

struct House
{
    Laptop a{1}, b{2};
    std::vector<sync::RecordId> people;
    House()
    {
        INDARO_CHECK(a.trust->found(a.user, std::nullopt).hasValue());
        tests::enrol(a, b, {wire::AllGroups, false, {{b.user, 0, wire::AllGroups}}});
        for (int i = 0; i < 40; ++i)
            people.push_back(a.admit("file " + std::to_string(i), "name " + std::to_string(i * 7919)));
        INDARO_CHECK(!a.sendTo(b).empty());
        b.edit(tests::Name, people[0], "changed by b");
        INDARO_CHECK(!b.sendTo(a).empty());
    }
};

/// More than anybody takes away in a day: the others look at it first.
void removeSome(Laptop &laptop, const House &house)
{
    laptop.inTransaction([&] {
        for (std::size_t i = 20; i < house.people.size(); ++i)
            INDARO_CHECK(laptop.log->remove({1, house.people[i]}).hasValue());
    });
}

void confirm(Laptop &asker, Laptop &other)
{
    INDARO_CHECK(asker.engine
                     ->noteHeads(other.trust->secrets().device.bytes(), other.engine->heads(true).value(),
                                 {sync::Road::Kind::House, "t"})
                     .hasValue());
}

} // namespace

class TestSnapshotExchange : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aNewLaptopTakesASnapshotAndThenOnlyWhatIsNewer()
    {
        House h;
        const auto snapshot = snapshotOf(h.a);
        QVERIFY(snapshot.parts.size() >= 2);
        h.a.edit(tests::Label, h.people[1], "after the snapshot");
        QVERIFY(h.a.engine->cutPending().hasValue());
        Laptop c(3);
        tests::enrol(h.a, c);
        const auto own = c.admit("own", "of c");
        auto intake = SnapshotIntake::start(*c.log, *c.trust, snapshot.manifest).value();
        QVERIFY(intake.add(snapshot.parts[1]).error().code == Errc::WireDamaged); // in its turn
        auto changed = snapshot.parts[0];
        changed[300] ^= std::byte{1};
        QVERIFY(intake.add(changed).error().code == Errc::WireDamaged);
        QVERIFY(intake.finish().error().code == Errc::WrongState);
        QVERIFY(intake.add(snapshot.parts[0]).hasValue());
        QCOMPARE(c.text(tests::Label, h.people[0]), std::string("file 0")); // there to work with while the rest comes
        for (std::size_t i = 1; i < snapshot.parts.size(); ++i)
            QVERIFY(intake.add(snapshot.parts[i]).hasValue());
        QVERIFY(intake.finish().hasValue());
        QCOMPARE(c.text(tests::Name, h.people[0]), std::string("changed by b"));
        QCOMPARE(c.text(tests::Label, own), std::string("own"));
        const auto newer = h.a.envelopesFor(c);
        QCOMPARE(newer.size(), std::size_t{1});
        QVERIFY(c.engine->takeIn(newer[0], {sync::Road::Kind::House, "t"})->outcome == Outcome::Applied);
        QCOMPARE(c.text(tests::Label, h.people[1]), std::string("after the snapshot"));
        QVERIFY(!c.sendTo(h.a).empty());
        QCOMPARE(h.a.text(tests::Name, own), std::string("of c"));
        QVERIFY(c.alarms().empty() && h.a.alarms().empty());
    }

    void aSnapshotStandsForNothingThatIsPutAside()
    {
        House h;
        h.b.inTransaction([&] {
            for (std::size_t i = 20; i < h.people.size(); ++i)
                QVERIFY(h.b.log->remove({1, h.people[i]}).hasValue());
        });
        const auto fresh = h.b.admit("new", "of b");
        QVERIFY(h.b.sendTo(h.a).front().outcome == Outcome::Held);
        h.b.edit(tests::Label, h.people[0], "later");
        QVERIFY(h.b.sendTo(h.a).front().outcome == Outcome::Applied);
        const auto snapshot = snapshotOf(h.a);
        Laptop c(3);
        tests::enrol(h.a, c);
        take(c, snapshot);
        QCOMPARE(c.text(tests::Label, h.people[0]), std::string("later"));
        const auto rest = h.a.envelopesFor(c);
        QCOMPARE(rest.size(), std::size_t{2}); // what is held here comes there, and what came after it
        QVERIFY(c.engine->takeIn(rest[0], {sync::Road::Kind::House, "t"})->outcome == Outcome::Held);
        QVERIFY(c.engine->takeIn(rest[1], {sync::Road::Kind::House, "t"})->outcome == Outcome::Applied);
        QVERIFY(c.engine->release(c.engine->quarantine()->front().id)->outcome == Outcome::Applied);
        QCOMPARE(c.text(tests::Label, fresh), std::string("new"));
        take(c, snapshot); // where it was let in, a snapshot of somebody who has not decided undoes nothing
        QCOMPARE(c.text(tests::Label, fresh), std::string("new"));
        QCOMPARE(c.text(tests::Label, h.people[20]), std::string("UnknownRecord"));
    }

    void norForWhatSomebodyDecidedToKeepOut()
    {
        House h;
        removeSome(h.b, h);
        QVERIFY(h.b.sendTo(h.a).front().outcome == Outcome::Held);
        QVERIFY(h.a.engine->settle(h.a.engine->quarantine()->front().id).hasValue());
        h.b.edit(tests::Label, h.people[0], "later");
        QVERIFY(h.b.sendTo(h.a).front().outcome == Outcome::Applied);
        Laptop c(3);
        tests::enrol(h.a, c);
        take(c, snapshotOf(h.a));
        QCOMPARE(h.a.envelopesFor(c).size(), std::size_t{2}); // there somebody decides about it, too
        take(h.b, snapshotOf(h.a));
        QCOMPARE(h.b.text(tests::Label, h.people[20]), std::string("UnknownRecord")); // nor is it undone where it holds
    }

    void anOrderToEraseIsNeverHeldWithOtherDeletions()
    {
        House h;
        removeSome(h.a, h);
        const auto order = sync::orderErasure(*h.a.log, *h.a.trust, *h.a.engine, {1, h.people[5]}, {}).value();
        h.b.follow(h.a);
        const auto taken = h.a.sendTo(h.b);
        QCOMPARE(taken.size(), std::size_t{2});
        QVERIFY(taken[0].outcome == Outcome::Held && taken[1].outcome == Outcome::Applied);
        QCOMPARE(h.b.text(tests::Label, h.people[20]), std::string("file 20"));
        QCOMPARE(h.b.text(tests::Label, h.people[5]), std::string("UnknownRecord"));
        confirm(h.a, h.b);
        QVERIFY(sync::erasureProgress(*h.a.log, *h.a.trust, order)->waiting.empty());
    }

    /// [security.md 2.7] and an erasure that takes the old keys away.
    void whatIsPutAsideCanBeLetInWhenItsKeysAreGone()
    {
        House h;
        Laptop lost(3);
        tests::enrol(h.a, lost);
        h.b.follow(h.a);
        h.a.sendTo(lost);
        const auto kept = lost.admit("only there", "x");
        lost.edit(tests::Name, h.people[5], "of somebody who is erased soon");
        QVERIFY(lost.engine->cutPending().hasValue());
        const auto after = lost.envelopesFor(h.b);
        QVERIFY(h.a.trust->revoke(lost.trust->secrets().device, {}, {}, h.a.user).hasValue());
        removeSome(h.a, h);
        QVERIFY(h.a.sendTo(h.b).empty() || h.b.engine->quarantine()->empty()); // it has not the new keys yet
        h.b.follow(h.a);
        QVERIFY(h.b.engine->retryWaiting().hasValue());
        h.a.sendTo(h.b);
        for (const auto &envelope : after)
            QVERIFY(h.b.engine->takeIn(envelope, {sync::Road::Kind::House, "t"}).hasValue());
        QCOMPARE(h.b.engine->quarantine()->size(), std::size_t{2});

        const auto order = sync::orderErasure(*h.a.log, *h.a.trust, *h.a.engine, {1, h.people[5]}, {}).value();
        h.b.follow(h.a);
        h.a.sendTo(h.b);
        h.b.edit(tests::Name, h.people[1], "under the new key");
        h.b.sendTo(h.a);
        confirm(h.a, h.b);
        QVERIFY(sync::finishErasure(*h.a.log, *h.a.trust, order).hasValue());
        h.b.follow(h.a);
        QVERIFY(h.b.engine->keepPutAsideReadable(sync::Engine::KeysThatGo::DroppedByRoster).hasValue());
        QVERIFY(h.b.trust->forgetDroppedKeys().value() >= 1);
        h.b.restart();

        const auto lines = h.b.engine->quarantine().value();
        for (const auto &line : lines) {
            if (line.reason == "Held")
                QCOMPARE(h.b.engine->preview(line.id)->gone.size(), std::size_t{20});
            QVERIFY(h.b.engine->release(line.id)->outcome == Outcome::Applied);
        }
        QCOMPARE(h.b.text(tests::Name, kept), std::string("x"));
        QCOMPARE(h.b.text(tests::Label, h.people[20]), std::string("UnknownRecord"));
        QVERIFY(h.b.log->rows().ofRecord({2, h.people[5]})->empty());
        h.b.sendTo(h.a); // and it goes on from here
        QCOMPARE(h.a.text(tests::Name, kept), std::string("x"));
    }

    void whatBelongsToARecordOneMayNotReadIsNotTakenForAnErasedPersons() // [HIDDEN-1]
    {
        House h;
        const sync::Trust::Grant caseOnly{1, false, {}};
        Laptop c(3), d(4);
        tests::enrol(h.a, c, caseOnly);
        tests::enrol(h.a, d, caseOnly);
        const auto bear = [&h](const sync::RecordKey &key, sync::FieldId field, const char *value) {
            h.a.inTransaction([&] { INDARO_CHECK(h.a.log->birth(key, {{field, value}}).hasValue()); });
        };
        const auto hidden = [](Laptop &laptop) {
            auto count = laptop.db->prepare("SELECT count(*) FROM hidden_birth").value();
            INDARO_CHECK(count.step().value());
            return count.integer(0);
        };
        std::vector<sync::RecordId> born; // first in what c and d may not read
        for (int i = 0; i < 3; ++i) {
            born.push_back(sync::RecordId::make(h.a.random));
            bear({2, born.back()}, tests::Name, "whose name is hidden");
        }
        h.a.sendTo(c);
        QCOMPARE(c.text(tests::Label, h.people[0]), std::string("file 0"));
        c.restart();
        bear({1, born[0]}, tests::Label, "file of the first"); // told by the birth that c could not read
        h.a.sendTo(c);
        QCOMPARE(c.text(tests::Label, born[0]), std::string("file of the first"));
        QCOMPARE(c.text(tests::Name, born[0]), std::string("UnknownRecord"));
        take(d, snapshotOf(h.a, 1)); // a part for each: the same within a snapshot, and after it
        QCOMPARE(d.text(tests::Label, born[0]), std::string("file of the first"));
        bear({1, born[1]}, tests::Label, "file of the second");
        h.a.sendTo(d);
        QCOMPARE(d.text(tests::Label, born[1]), std::string("file of the second"));
        QVERIFY(sync::makeSnapshot(*d.log, *d.trust, *d.engine, true, 600, sync::Fastest).error().code == Errc::WrongState);
        // She is erased, and what is said of her later is not wanted.
        const auto before = hidden(d);
        QVERIFY(sync::orderErasure(*h.a.log, *h.a.trust, *h.a.engine, {1, born[2]}, {}).hasValue());
        d.follow(h.a);
        h.a.sendTo(d);
        QCOMPARE(hidden(d), before); // to know of later news that they are about her
        QCOMPARE(d.text(tests::Label, born[1]), std::string("file of the second"));
    }

    /// Both go on writing while it is made part by part: what it holds of that is no harm, and the envelopes bring the rest.
    void itIsMadeWhilePeopleGoOnWriting()
    {
        House h;
        QVERIFY(h.a.engine->cutPending().hasValue());
        auto maker = sync::SnapshotMaker::start(*h.a.log, *h.a.trust, *h.a.engine, true, 600, sync::Fastest).value();
        int pieces = 0;
        for (; pieces < 6; ++pieces) { // a part holds fewer operations than are written between two
            h.a.edit(tests::Label, h.people[2], "between two parts " + std::to_string(pieces));
            h.b.edit(tests::Name, h.people[3], "by b " + std::to_string(pieces));
            (void)h.a.admit("new " + std::to_string(pieces), "while it was made");
            QVERIFY(!h.b.sendTo(h.a).empty());
            QVERIFY(maker.goOn(*h.a.log, *h.a.trust).hasValue());
            QVERIFY(!maker.isReady());
        }
        while (!maker.isReady())
            QVERIFY(maker.goOn(*h.a.log, *h.a.trust).hasValue());
        QCOMPARE(maker.goOn(*h.a.log, *h.a.trust).error().code, Errc::WrongState);
        Laptop c(3);
        tests::enrol(h.a, c);
        take(c, maker.take(*h.a.trust));
        for (const auto &taken : h.a.sendTo(c))
            QVERIFY(taken.outcome == Outcome::Applied || taken.outcome == Outcome::Known);
        for (const auto &person : h.people) {
            QCOMPARE(c.text(tests::Label, person), h.a.text(tests::Label, person));
            QCOMPARE(c.text(tests::Name, person), h.a.text(tests::Name, person));
        }
        QCOMPARE(c.text(tests::Label, h.people[2]), "between two parts " + std::to_string(pieces - 1));
        QVERIFY(c.alarms().empty() && h.a.alarms().empty());
    }

    void whoIsErasedMeanwhileIsInNoSnapshot()
    {
        House h;
        QVERIFY(h.a.engine->cutPending().hasValue());
        auto maker = sync::SnapshotMaker::start(*h.a.log, *h.a.trust, *h.a.engine, true, 600, sync::Fastest).value();
        QVERIFY(maker.goOn(*h.a.log, *h.a.trust).hasValue());
        QVERIFY(sync::orderErasure(*h.a.log, *h.a.trust, *h.a.engine, {1, h.people[5]}, {}).hasValue());
        QCOMPARE(maker.goOn(*h.a.log, *h.a.trust).error().code, Errc::WrongState);
    }

    void onlyALaptopOfTheHouseIsBelieved()
    {
        House h;
        const auto snapshot = snapshotOf(h.b);
        Laptop stranger(9);
        QVERIFY(stranger.trust->found(stranger.user, std::nullopt).hasValue());
        QVERIFY(SnapshotIntake::start(*stranger.log, *stranger.trust, snapshot.manifest).error().code ==
                Errc::WireWrongShelter);
        auto changed = snapshot.manifest;
        changed.back() ^= std::byte{1};
        QVERIFY(SnapshotIntake::start(*h.a.log, *h.a.trust, changed).error().code == Errc::CryptoAuthFailed);
        QVERIFY(SnapshotIntake::start(*h.a.log, *h.a.trust, snapshot.manifest).hasValue());
        QVERIFY(h.a.trust->revoke(h.b.trust->secrets().device, {}, {}, h.a.user).hasValue());
        QVERIFY(SnapshotIntake::start(*h.a.log, *h.a.trust, snapshot.manifest).error().code == Errc::SyncUnknownDevice);
        h.a.edit(tests::Label, h.people[1], "not cut yet");
        QVERIFY(sync::makeSnapshot(*h.a.log, *h.a.trust, *h.a.engine, true, 1500, 3).error().code == Errc::WrongState);
    }

    /// Who loses the right before the others hear of the order: they refuse it, are not taken for having carried it out, and
    /// carry it out when the right comes back. Or somebody else orders it again.
    void anOrderOfWhoLostTheRightCountsForNobody()
    {
        Laptop a(1), b(2), c(3);
        QVERIFY(a.trust->found(a.user, std::nullopt).hasValue());
        tests::enrol(a, b, {wire::AllGroups, true, {{b.user, wire::rights::All, wire::AllGroups}}});
        tests::enrol(a, c);
        b.follow(a);
        const auto her = a.admit("file", "Rose");
        for (Laptop *other : {&b, &c})
            QVERIFY(a.sendTo(*other).front().outcome == Outcome::Applied);
        const auto order = sync::orderErasure(*b.log, *b.trust, *b.engine, {1, her}, {}).value();
        QVERIFY((sync::personOf(*b.log, order).value() == sync::RecordKey{1, her}));
        a.follow(b);
        QVERIFY(a.trust->setUser({b.user, wire::rights::Enrol, wire::AllGroups}, a.user).hasValue());
        c.follow(a);
        b.follow(a);
        QVERIFY(b.sendTo(c).front().outcome == Outcome::Applied); // the envelope, not what it asks for
        QCOMPARE(c.text(tests::Name, her), std::string("Rose"));
        QCOMPARE(c.engine->quarantine()->front().reason, std::string("SecondPersonNeeded"));
        confirm(b, c);
        QVERIFY(sync::noteConfirmations(*b.log, *b.trust).hasValue());
        QVERIFY(!sync::mayStillErase(*b.log, *b.trust, order).value());
        const auto isWaitedFor = [&](Laptop &laptop) {
            const auto progress = sync::erasureProgress(*b.log, *b.trust, order).value();
            return std::ranges::find(progress.waiting, laptop.trust->secrets().device) != progress.waiting.end();
        };
        QVERIFY(isWaitedFor(c) && isWaitedFor(a));
        QVERIFY(sync::finishErasure(*b.log, *b.trust, order).error().code == Errc::WrongState);
        QCOMPARE(c.engine->retryWaiting()->envelopes, std::uint64_t{0});

        QVERIFY(a.trust->setUser({b.user, wire::rights::All, wire::AllGroups}, a.user).hasValue());
        c.follow(a);
        QCOMPARE(c.engine->retryWaiting()->envelopes, std::uint64_t{1});
        QCOMPARE(c.text(tests::Name, her), std::string("UnknownRecord"));
        QVERIFY(c.engine->quarantine()->empty());
        QCOMPARE(sync::heardErasures(*c.db)->size(), std::size_t{1});
        b.follow(a);
        QVERIFY(!isWaitedFor(c));
    }

    /// Two administrators shut one laptop out apart, each with what it has: the greater cut holds once they have joined.
    void whatCameBeyondTheSmallerCutIsSettledByTheGreater()
    {
        Laptop a(1), b(2), lost(3);
        QVERIFY(a.trust->found(a.user, std::nullopt).hasValue());
        tests::enrol(a, b, {wire::AllGroups, true, {{b.user, wire::rights::All, wire::AllGroups}}});
        tests::enrol(a, lost);
        b.follow(a);
        const auto her = lost.admit("file", "Rose");
        for (Laptop *other : {&a, &b})
            QVERIFY(lost.sendTo(*other).front().outcome == Outcome::Applied);
        lost.edit(tests::Name, her, "Rose-Marie");
        QVERIFY(lost.sendTo(b).front().outcome == Outcome::Applied);
        const auto device = lost.trust->secrets().device;
        for (Laptop *laptop : {&a, &b}) {
            const auto cuts = laptop->engine->cutsOf(device).value();
            QVERIFY(laptop->trust->revoke(device, cuts, {}, laptop->user).hasValue());
        }
        QVERIFY(b.sendTo(a).front().outcome == Outcome::Quarantined);
        QCOMPARE(a.engine->quarantine()->front().reason, std::string("Revoked"));
        a.follow(b);
        b.follow(a);
        Laptop &joining = a.trust->isToJoinBranches(a.user) ? a : b;
        QVERIFY(joining.trust->joinBranches(joining.user).value());
        a.follow(b);
        b.follow(a);
        for (const auto &taken : b.sendTo(a))
            QVERIFY(taken.outcome == Outcome::Applied || taken.outcome == Outcome::Known);
        QCOMPARE(a.text(tests::Name, her), std::string("Rose-Marie"));
        QVERIFY(a.engine->quarantine()->empty());
    }

    void anErasedPersonIsGoneEverywhereAndTheKeysAfterHer()
    {
        House h;
        const auto erased = h.people[5];
        const auto oldKey = h.a.trust->state().newestEpoch(0)->keyId;
        QVERIFY(sync::orderErasure(*h.b.log, *h.b.trust, *h.b.engine, {1, erased}, {}).error().code == Errc::RosterRefused);
        const auto order = sync::orderErasure(*h.a.log, *h.a.trust, *h.a.engine, {1, erased}, {}).value();
        QCOMPARE(h.a.text(tests::Name, erased), std::string("UnknownRecord"));
        QVERIFY(sync::erasureOrders(*h.a.db)->at(0).operation == order.operation);
        auto progress = sync::erasureProgress(*h.a.log, *h.a.trust, order).value();
        QVERIFY(progress.waiting == std::vector<sync::DeviceId>{h.b.trust->secrets().device});
        QVERIFY(sync::finishErasure(*h.a.log, *h.a.trust, order).error().code == Errc::WrongState);

        h.b.edit(tests::Name, erased, "a late change"); // under the old key, by who does not know yet
        QVERIFY(h.b.engine->cutPending().hasValue());
        h.b.follow(h.a);
        for (const auto &taken : h.a.sendTo(h.b))
            QVERIFY(taken.outcome == Outcome::Applied);
        QCOMPARE(h.b.text(tests::Name, erased), std::string("UnknownRecord"));
        QCOMPARE(h.b.text(tests::Name, h.people[6]), std::string("name ") + std::to_string(6 * 7919));
        for (const auto &taken : h.b.sendTo(h.a))
            QVERIFY(taken.outcome == Outcome::Applied);
        QCOMPARE(h.a.text(tests::Name, erased), std::string("UnknownRecord")); // the late change does not bring her back
        QVERIFY(h.a.engine
                    ->noteHeads(h.b.trust->secrets().device.bytes(), h.b.engine->heads(true).value(),
                                {sync::Road::Kind::House, "t"})
                    .hasValue());
        progress = sync::erasureProgress(*h.a.log, *h.a.trust, order).value();
        QVERIFY(progress.isComplete());
        QCOMPARE(progress.confirmed.size(), std::size_t{2});

        const auto snapshot = snapshotOf(h.a);
        QVERIFY(sync::finishErasure(*h.a.log, *h.a.trust, order).hasValue());
        QVERIFY(h.a.trust->findKey(oldKey) == nullptr);
        h.b.follow(h.a);
        QVERIFY(h.b.trust->forgetDroppedKeys().value() >= 1);
        QVERIFY(h.b.trust->findKey(oldKey) == nullptr);

        Laptop c(3);
        tests::enrol(h.a, c);
        QVERIFY(h.a.engine->envelopesFor({}, 1U << 20U, true)->needsSnapshot);
        take(c, snapshot);
        for (const auto &envelope : h.a.envelopesFor(c))
            QVERIFY(c.engine->takeIn(envelope, {sync::Road::Kind::House, "t"})->outcome == Outcome::Applied);
        QCOMPARE(c.text(tests::Name, erased), std::string("UnknownRecord"));
        QCOMPARE(c.text(tests::Name, h.people[0]), std::string("changed by b"));
    }
};

QTEST_APPLESS_MAIN(TestSnapshotExchange)
#include "test_snapshot_exchange.moc"
