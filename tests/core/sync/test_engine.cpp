// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/erasure_order.h"
#include "core/sync/log_tidying.h"
#include "core/sync/snapshot.h"
#include "tests/core/sync/exchanging_laptops.h"

#include <QTest>

#include <numeric>

using namespace indaro;
using base::Errc;
using sync::Outcome;
using sync::Road;
using sync::Stream;
using tests::Laptop;

namespace {

const Road House{Road::Kind::House, "test"};
constexpr base::UtcMs Day = 24 * 3600 * 1000;
const Road Server{Road::Kind::Server, "test"};

struct Pair
{
    Laptop a{1}, b{2};
    Pair()
    {
        INDARO_CHECK(a.trust->found(a.user, std::nullopt).hasValue());
        tests::enrol(a, b, {wire::AllGroups, true, {{b.user, wire::rights::All, wire::AllGroups}}});
    }
};

bool haveAll(const std::vector<sync::Taken> &taken, Outcome outcome)
{
    return !taken.empty() &&
           std::all_of(taken.begin(), taken.end(), [&](const auto &one) { return one.outcome == outcome; });
}

/// An envelope of `writer` whose sections hold what `plain` says, as a broken or bad program would seal it.
base::Bytes sealAs(Laptop &writer, std::uint64_t number, const crypto::Digest &prev, base::ByteView plain)
{
    const wire::SectionToSeal section{0, writer.trust->writingKey(0), plain};
    const wire::EnvelopeHeader header{wire::EnvelopeType::Operations, Stream::General, writer.trust->shelter(),
                                      writer.trust->secrets().device, number,          prev};
    return wire::sealEnvelope(header, std::span(&section, 1), writer.trust->secrets().sign, crypto::randomNonce()).value();
}

} // namespace

class TestEngine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatOneWritesTheOtherReadsOnce()
    {
        Pair p;
        const auto person = p.a.admit("file", "Aline");
        p.a.edit(tests::Rooms, person, 3);
        QCOMPARE(p.a.engine->pending(Stream::General).value(), std::uint64_t{3});
        QVERIFY(haveAll(p.a.sendTo(p.b), Outcome::Applied));
        QCOMPARE(p.a.engine->pending(Stream::General).value(), std::uint64_t{0});
        QCOMPARE(p.b.text(tests::Name, person), std::string("Aline"));
        QCOMPARE(p.b.log->load(tests::Rooms, person).value().integerOr(0), std::int64_t{3});
        QVERIFY(p.a.envelopesFor(p.b).empty());
        const auto all = p.a.engine->envelopesFor({}, 1U << 20U, true).value().envelopes;
        for (const auto &envelope : all) {
            QVERIFY(p.b.engine->takeIn(envelope, House)->outcome == Outcome::Known);
            QVERIFY(p.a.engine->takeIn(envelope, House)->outcome == Outcome::Known); // its own come back
        }
        p.b.edit(tests::Name, person, "Aline M.");
        QVERIFY(haveAll(p.b.sendTo(p.a), Outcome::Applied));
        QCOMPARE(p.a.text(tests::Name, person), std::string("Aline M."));
        QVERIFY(p.a.alarms().empty() && p.b.alarms().empty());
    }

    void anyOrderOfArrivalEndsTheSame()
    {
        Pair p;
        std::vector<sync::RecordId> people;
        for (int i = 0; i < 5; ++i) {
            people.push_back(p.a.admit("f" + std::to_string(i), "n"));
            QVERIFY(p.a.engine->cutPending().hasValue());
        }
        auto envelopes = p.a.envelopesFor(p.b);
        QCOMPARE(envelopes.size(), std::size_t{5});
        for (const std::size_t at : {4U, 2U, 3U, 1U})
            QVERIFY(p.b.engine->takeIn(envelopes[at], House)->outcome == Outcome::Waiting);
        QVERIFY(p.b.engine->have(true)->empty());
        p.b.restart(); // what waits survives
        const auto last = p.b.engine->takeIn(envelopes[0], House).value();
        QVERIFY(last.outcome == Outcome::Applied);
        QCOMPARE(last.envelopes, std::size_t{5});
        for (int i = 0; i < 5; ++i)
            QCOMPARE(p.b.text(tests::Label, people[static_cast<std::size_t>(i)]), "f" + std::to_string(i));
        QVERIFY(p.b.engine->have(true).value() == p.a.engine->have(true).value());
    }

    void anEditWaitsForTheOtherLaptopItBuildsOn()
    {
        Pair p;
        Laptop c(3);
        tests::enrol(p.a, c);
        p.b.follow(p.a);
        const auto person = p.a.admit("file", "Aline");
        QVERIFY(haveAll(p.a.sendTo(p.b), Outcome::Applied));
        p.b.edit(tests::Name, person, "Béatrice");
        QVERIFY(p.b.engine->cutPending().hasValue());
        const auto edit = p.b.engine->envelopesFor(p.a.engine->have(true).value(), 1U << 20U, true)->envelopes;
        QCOMPARE(edit.size(), std::size_t{1});
        QVERIFY(c.engine->takeIn(edit[0], House)->outcome == Outcome::Waiting);
        const auto birth = p.a.envelopesFor(c);
        QCOMPARE(c.engine->takeIn(birth[0], House)->envelopes, std::size_t{2});
        QCOMPARE(c.text(tests::Name, person), std::string("Béatrice"));
    }

    void strangersForgersAndWrongHousesAreRefused()
    {
        Pair p;
        Laptop stranger(7);
        QVERIFY(stranger.trust->found(stranger.user, std::nullopt).hasValue());
        stranger.admit("x", "y");
        QVERIFY(stranger.engine->cutPending().hasValue());
        const auto foreign = stranger.engine->envelopesFor({}, 1U << 20U, true)->envelopes.at(0);
        const auto wrongHouse = p.b.engine->takeIn(foreign, House).value();
        QVERIFY(wrongHouse.outcome == Outcome::Refused && wrongHouse.why->code == Errc::WireWrongShelter);

        Laptop late(8);
        tests::enrol(p.a, late);
        late.admit("x", "y");
        QVERIFY(late.engine->cutPending().hasValue());
        const auto early = late.engine->envelopesFor({}, 1U << 20U, true)->envelopes.at(0);
        const auto unknown = p.b.engine->takeIn(early, House).value();
        QVERIFY(unknown.outcome == Outcome::Refused && unknown.why->code == Errc::SyncUnknownDevice);
        p.b.follow(p.a);
        QVERIFY(p.b.engine->takeIn(early, House)->outcome == Outcome::Applied);
        QVERIFY(p.b.alarms().empty());

        p.a.admit("file", "Aline");
        QVERIFY(p.a.engine->cutPending().hasValue());
        auto changed = p.a.envelopesFor(p.b).at(0);
        changed[changed.size() - 80] ^= std::byte{1};
        const auto forged = p.b.engine->takeIn(changed, House).value();
        QVERIFY(forged.outcome == Outcome::Refused && forged.why->code == Errc::CryptoAuthFailed);
        QVERIFY(p.b.alarms() == std::vector<std::string>{"forged"});
        QVERIFY(p.b.engine->takeIn(base::asBytes("INDR but not more"), House)->outcome == Outcome::Refused);
        QVERIFY(haveAll(p.a.sendTo(p.b), Outcome::Applied)); // the true one still comes in
    }

    void whatCannotBeReadIsPutAsideAndTheRestGoesOn()
    {
        Pair p;
        p.a.admit("first", "x");
        QVERIFY(haveAll(p.a.sendTo(p.b), Outcome::Applied));
        const auto bytes = p.a.engine->envelopesFor({}, 1U << 20U, true)->envelopes.at(0);
        const auto bad = sealAs(p.a, 2, wire::envelopeHash(bytes), base::asBytes(std::string_view("\1\0\0\4\177xx", 7)));
        const auto taken = p.b.engine->takeIn(bad, House).value();
        QVERIFY(taken.outcome == Outcome::Quarantined);
        const auto next = sealAs(p.a, 3, wire::envelopeHash(bad), base::asBytes("\2 from the future"));
        QVERIFY(p.b.engine->takeIn(next, House)->why->code == Errc::SegmentTooNew);
        const auto lines = p.b.engine->quarantine().value();
        QCOMPARE(lines.size(), std::size_t{2});
        QCOMPARE(lines[0].reason, std::string("SegmentDamaged"));
        QCOMPARE(lines[1].reason, std::string("SegmentTooNew"));
        QVERIFY(p.b.engine->release(lines[0].id).error().code == Errc::SegmentDamaged);
        QVERIFY(p.b.engine->settle(lines[0].id).hasValue());
        QCOMPARE(p.b.engine->quarantine()->size(), std::size_t{1});
        QVERIFY(p.b.engine->have(true)->begin()->second == 3);
    }

    void aForkIsProvenByTheTwoEnvelopes()
    {
        Pair p;
        p.a.admit("first", "x");
        QVERIFY(haveAll(p.a.sendTo(p.b), Outcome::Applied));
        const auto first = p.a.engine->envelopesFor({}, 1U << 20U, true)->envelopes.at(0);
        const auto other = sealAs(p.a, 1, {}, base::asBytes("other"));
        QVERIFY(p.b.engine->takeIn(other, House)->outcome == Outcome::Quarantined);
        QVERIFY(p.b.alarms() == std::vector<std::string>{"fork"});
        QVERIFY(p.b.engine->takeIn(other, House)->outcome == Outcome::Quarantined);
        QCOMPARE(p.b.engine->quarantine()->size(), std::size_t{1}); // the evidence once
        // One that does not follow what is here.
        const auto loose = sealAs(p.a, 2, wire::envelopeHash(other), base::asBytes("x"));
        QVERIFY(p.b.engine->takeIn(loose, House)->outcome == Outcome::Quarantined);
        QVERIFY(p.b.alarms() == (std::vector<std::string>{"fork", "chain-broken"}));
        QVERIFY(p.b.engine->have(true)->begin()->second == 1);
        // This laptop's own name on something it did not write.
        QVERIFY(p.a.engine->takeIn(sealAs(p.a, 9, wire::envelopeHash(other), base::asBytes("x")), House)->outcome ==
                Outcome::Quarantined);
        QVERIFY(p.a.alarms() == std::vector<std::string>{"copied-vault"});
    }

    void aServerWithTwoFacesIsFoundOutWhenLaptopsMeet()
    {
        Pair p;
        Laptop c(3);
        tests::enrol(p.a, c);
        p.b.follow(p.a);
        p.a.admit("first", "x");
        QVERIFY(haveAll(p.a.sendTo(p.b), Outcome::Applied));
        // C was shown another first envelope of A (a stolen key, or A's copied twin behind the server).
        QVERIFY(
            c.engine->takeIn(sealAs(p.a, 1, {}, base::asBytes(std::string_view("\1\0\0\4\177yy", 7))), Server)->outcome ==
            Outcome::Quarantined);
        QVERIFY(c.alarms().empty());
        p.b.admit("second", "y");
        QVERIFY(p.b.engine->cutPending().hasValue());
        const auto fromB =
            p.b.engine->envelopesFor({{{p.a.trust->secrets().device, Stream::General}, 1}}, 1U << 20U, true)->envelopes;
        QCOMPARE(fromB.size(), std::size_t{1});
        QVERIFY(c.engine->takeIn(fromB[0], House)->outcome == Outcome::Applied);
        QVERIFY(c.alarms() == std::vector<std::string>{"fork"});
    }

    void rollbackAndReceiptsAreTakenAtTheirWord()
    {
        Pair p;
        const auto person = p.a.admit("first", "x");
        QVERIFY(!p.a.engine->progressOf({1, person})->isCut);
        QVERIFY(haveAll(p.a.sendTo(p.b), Outcome::Applied));
        const auto server = crypto::makeSignKeyPair();
        const wire::StreamKey key{p.a.trust->secrets().device, Stream::General};
        const auto hash = wire::envelopeHash(p.a.engine->envelopesFor({}, 1U << 20U, true)->envelopes.at(0));
        auto progress = p.a.engine->progressOf({1, person}).value();
        QVERIFY(progress.isCut && progress.servers.empty() && progress.laptops.empty());

        const wire::Receipt receipt{p.a.trust->shelter(), key, 1, hash, 5, 1000};
        const auto signedReceipt = wire::signReceipt(receipt, server);
        auto forged = signedReceipt;
        forged.back() ^= std::byte{1};
        QVERIFY(p.a.engine->noteReceipt(forged, server.publicKey).error().code == Errc::CryptoAuthFailed);
        QVERIFY(p.a.engine->noteReceipt(signedReceipt, server.publicKey).hasValue());
        QVERIFY(
            p.a.engine->noteHeads(p.b.trust->secrets().device.bytes(), p.b.engine->heads(true).value(), House).hasValue());
        progress = p.a.engine->progressOf({1, person}).value();
        QCOMPARE(progress.servers.size(), std::size_t{1});
        QVERIFY(progress.laptops == std::set<sync::DeviceId>{p.b.trust->secrets().device});
        p.a.edit(tests::Label, person, "changed");
        progress = p.a.engine->progressOf({1, person}).value();
        QVERIFY(!progress.isCut && progress.servers.empty()); // the green light goes out with the next change

        auto wrong = receipt;
        wrong.hash[0] ^= std::byte{1};
        QVERIFY(p.a.engine->noteReceipt(wire::signReceipt(wrong, server), server.publicKey).hasValue());
        QVERIFY(p.a.alarms() == std::vector<std::string>{"receipt-wrong"});
        QVERIFY(p.a.engine->noteHave(server.publicKey, {{key, 4}}, Server).hasValue());
        QVERIFY(p.a.engine->noteHave(server.publicKey, {{key, 4}}, Server).hasValue());
        QCOMPARE(p.a.alarms().size(), std::size_t{1});
        QVERIFY(p.a.engine->noteHave(server.publicKey, {{key, 3}}, Server).hasValue());
        QVERIFY(p.a.alarms() == (std::vector<std::string>{"receipt-wrong", "rollback"}));
    }

    void aBatchThatEmptiesTheHouseIsHeldAndShownFirst()
    {
        Pair p;
        std::vector<sync::RecordId> people;
        for (int i = 0; i < 60; ++i)
            people.push_back(p.a.admit("f", "n"));
        QVERIFY(haveAll(p.a.sendTo(p.b), Outcome::Applied));
        p.b.inTransaction([&] {
            for (const auto &person : people)
                QVERIFY(p.b.log->remove({1, person}).hasValue());
        });
        QVERIFY(haveAll(p.b.sendTo(p.a), Outcome::Held));
        QCOMPARE(p.a.text(tests::Label, people[0]), std::string("f"));
        p.b.admit("after", "it");
        QVERIFY(haveAll(p.b.sendTo(p.a), Outcome::Applied)); // the rest goes on
        const auto lines = p.a.engine->quarantine().value();
        QCOMPARE(lines.size(), std::size_t{1});
        QCOMPARE(lines[0].reason, std::string("Held"));
        QCOMPARE(lines[0].detail, std::string("1:60/60"));
        QVERIFY(p.a.engine->release(lines[0].id)->outcome == Outcome::Applied);
        QCOMPARE(p.a.text(tests::Label, people[0]), std::string("UnknownRecord"));
        QVERIFY(p.a.engine->quarantine()->empty());
    }

    void whatWaitedForAHeldBatchIsLookedAtByItself()
    {
        Pair p;
        std::vector<sync::RecordId> people;
        for (int i = 0; i < 120; ++i)
            people.push_back(p.a.admit("f", "n"));
        p.a.sendTo(p.b);
        const auto remove = [&](std::size_t from) {
            p.b.inTransaction([&] {
                for (std::size_t i = from; i < from + 60; ++i)
                    QVERIFY(p.b.log->remove({1, people[i]}).hasValue());
            });
        };
        const auto fresh = p.b.admit("new", "x");
        remove(0);
        QVERIFY(haveAll(p.b.sendTo(p.a), Outcome::Held));
        p.b.edit(tests::Label, fresh, "changed"); // builds on what is held
        remove(60);
        QVERIFY(haveAll(p.b.sendTo(p.a), Outcome::Quarantined));
        const auto held = p.a.engine->quarantine().value();
        QVERIFY(p.a.engine->release(held.at(0).id)->outcome == Outcome::Applied);
        QCOMPARE(p.a.text(tests::Label, people[0]), std::string("UnknownRecord"));
        QCOMPARE(p.a.text(tests::Label, people[60]), std::string("f")); // nobody has looked at these
        const auto lines = p.a.engine->quarantine().value();
        QCOMPARE(lines.size(), std::size_t{1});
        QCOMPARE(lines[0].reason, std::string("Held"));
        QCOMPARE(lines[0].detail, std::string("1:60/61"));
        QCOMPARE(p.a.engine->preview(lines[0].id).value().gone.size(), std::size_t{60});
        QVERIFY(p.a.engine->release(lines[0].id)->outcome == Outcome::Applied);
        QCOMPARE(p.a.text(tests::Label, people[60]), std::string("UnknownRecord"));
        QCOMPARE(p.a.text(tests::Label, fresh), std::string("changed"));
        QVERIFY(p.a.engine->quarantine()->empty());
    }

    void afterItsCutAStolenLaptopsEnvelopesWaitForAHuman()
    {
        Pair p;
        Laptop c(3);
        tests::enrol(p.a, c);
        p.b.follow(p.a);
        const auto before = c.admit("before", "x");
        QVERIFY(haveAll(c.sendTo(p.a), Outcome::Applied));
        const auto after = c.admit("after", "y");
        QVERIFY(c.engine->cutPending().hasValue());
        const auto cuts = p.a.engine->cutsOf(c.trust->secrets().device).value();
        QCOMPARE(cuts.size(), std::size_t{1});
        QVERIFY(p.a.trust->revoke(c.trust->secrets().device, cuts, {}, p.a.user).hasValue());
        p.b.follow(p.a);
        const auto envelopes = c.envelopesFor(p.b);
        QCOMPARE(envelopes.size(), std::size_t{2});
        QVERIFY(p.b.engine->takeIn(envelopes[0], House)->outcome == Outcome::Applied);
        QVERIFY(p.b.engine->takeIn(envelopes[1], House)->outcome == Outcome::Quarantined);
        QCOMPARE(p.b.text(tests::Label, before), std::string("before"));
        QCOMPARE(p.b.text(tests::Label, after), std::string("UnknownRecord"));
        const auto lines = p.b.engine->quarantine().value();
        QCOMPARE(lines.size(), std::size_t{1});
        QVERIFY(p.b.engine->release(lines[0].id)->outcome == Outcome::Applied);
        QCOMPARE(p.b.text(tests::Label, after), std::string("after"));
        // And what the others get of it comes in the envelopes of the laptop whose person let it in.
        QVERIFY(haveAll(p.b.sendTo(p.a), Outcome::Applied));
        QCOMPARE(p.a.text(tests::Label, after), std::string("after"));
        c.follow(p.a);
        c.admit("no more", "z");
        QVERIFY(c.engine->cutPending().error().code == Errc::WrongState);
    }

    void whatOneLaptopHadOfALostOneBeforeTheCutReachesAll()
    {
        Pair p;
        Laptop lost(3);
        tests::enrol(p.a, lost);
        p.b.follow(p.a);
        const auto person = lost.admit("of the lost laptop", "x");
        QVERIFY(haveAll(lost.sendTo(p.b), Outcome::Applied)); // B has it, A has not
        p.b.edit(tests::Label, person, "and changed");
        QVERIFY(p.b.engine->cutPending().hasValue());
        QVERIFY(p.a.trust->revoke(lost.trust->secrets().device, {}, {}, p.a.user).hasValue());
        p.b.follow(p.a);
        const auto edit =
            p.b.engine->envelopesFor({{{lost.trust->secrets().device, Stream::General}, 9}}, 1U << 20U, true)->envelopes;
        QCOMPARE(edit.size(), std::size_t{1});
        QVERIFY(p.a.engine->takeIn(edit[0], House)->outcome == Outcome::Quarantined); // builds on what A will not get
        QVERIFY(p.b.engine->followRoster().hasValue());
        QVERIFY(p.b.engine->followRoster().hasValue()); // once is enough
        QCOMPARE(p.b.engine->pending(Stream::General).value(), std::uint64_t{2});
        p.b.sendTo(p.a);
        QCOMPARE(p.a.text(tests::Label, person), std::string("and changed"));
        QCOMPARE(p.a.text(tests::Name, person), std::string("x"));
    }

    void whatALaptopHandedOnBeforeItWasLostTooGoesOn() // simulation, seeds 462588, 508860, 511429
    {
        Pair p;
        Laptop lost(3), handing(4);
        tests::enrol(p.a, lost);
        tests::enrol(p.a, handing);
        p.b.follow(p.a);
        const auto person = lost.admit("of the first lost laptop", "x");
        handing.follow(p.a);
        QVERIFY(haveAll(lost.sendTo(handing), Outcome::Applied));
        QVERIFY(p.a.trust->revoke(lost.trust->secrets().device, {}, {}, p.a.user).hasValue());
        handing.follow(p.a);
        p.b.follow(p.a);
        QVERIFY(handing.engine->followRoster().hasValue() && p.b.engine->followRoster().hasValue());
        handing.sendTo(p.b); // in its own envelope: the other's own are put aside
        QCOMPARE(p.b.text(tests::Name, person), std::string("x"));
        QVERIFY(p.a.trust->revoke(handing.trust->secrets().device, {}, {}, p.a.user).hasValue());
        p.b.follow(p.a);
        QVERIFY(p.b.engine->followRoster().hasValue());
        QCOMPARE(p.b.engine->pending(Stream::General).value(), std::uint64_t{2});
        p.b.sendTo(p.a);
        QCOMPARE(p.a.text(tests::Name, person), std::string("x"));
    }

    void whatWasCompactedOfALostLaptopGoesOnWhole() // simulation, seed 155231
    {
        Pair p;
        Laptop lost(3);
        tests::enrol(p.a, lost);
        p.b.follow(p.a);
        const auto person = p.a.admit("first", "x");
        p.a.sendTo(lost);
        p.a.sendTo(p.b);
        lost.edit(tests::Label, person, "second");
        lost.edit(tests::Label, person, "third");
        QVERIFY(haveAll(lost.sendTo(p.b), Outcome::Applied)); // B has it, A has not
        const auto compact = [&] {
            sync::CompactOptions options{p.b.clock.nowUtc() + 1000 * Day, {}};
            const auto heads = sync::EnvelopeRows(*p.b.db).heads().value();
            for (const auto &[key, head] : heads)
                options.covered[{key.device, key.stream}] = head.lastSequence;
            std::size_t dropped = 0;
            p.b.inTransaction([&] { dropped = sync::compact(*p.b.log, options).value(); });
            return dropped;
        };
        QCOMPARE(compact(), std::size_t{1});
        QVERIFY(p.a.trust->revoke(lost.trust->secrets().device, {}, {}, p.a.user).hasValue());
        p.b.follow(p.a);
        QVERIFY(p.b.engine->followRoster().hasValue());
        QCOMPARE(compact(), std::size_t{0}); // not before it has travelled
        p.b.sendTo(p.a);
        QCOMPARE(p.a.text(tests::Label, person), std::string("third"));
        QVERIFY(p.a.log->state({1, person})->conflicts.empty());
        QCOMPARE(compact(), std::size_t{1});
    }

    void anErasureKeepsTheKeysThatAHouseEnvelopeStillNeeds() // simulation, seed 159834
    {
        Pair p;
        const auto erased = p.b.admit("erased", "x");
        const auto person = p.a.admit("kept", "y");
        p.b.sendTo(p.a);
        p.a.inTransaction([&] { INDARO_CHECK(p.a.log->setHouseOnly(person, true).hasValue()); });
        p.a.edit(tests::Label, person, "in the house");
        p.a.sendTo(p.b, Road::Kind::Server);
        const auto order = sync::orderErasure(*p.b.log, *p.b.trust, *p.b.engine, {1, erased}, {}).value();
        p.a.follow(p.b);
        p.b.sendTo(p.a, Road::Kind::Server);
        p.a.admit("later", "z"); // says with the new key what it has, and that something of the house is under way
        p.a.sendTo(p.b, Road::Kind::Server);
        auto progress = sync::erasureProgress(*p.b.log, *p.b.trust, order).value();
        QVERIFY(progress.waiting.empty());
        QVERIFY(progress.behind == std::vector<sync::DeviceId>{p.a.trust->secrets().device});
        p.a.sendTo(p.b);
        QVERIFY(sync::finishErasure(*p.b.log, *p.b.trust, order).hasValue());
        QCOMPARE(p.b.text(tests::Label, person), std::string("in the house"));
    }

    void anEnvelopeUnderANewKeyWaitsForTheRoster()
    {
        Pair p;
        QVERIFY(p.a.trust->startEpochs(p.a.user).hasValue());
        const auto person = p.a.admit("new key", "x");
        QVERIFY(haveAll(p.a.sendTo(p.b), Outcome::Waiting));
        p.b.follow(p.a);
        QVERIFY(p.b.engine->retryWaiting()->outcome == Outcome::Applied);
        QCOMPARE(p.b.text(tests::Label, person), std::string("new key"));
    }

    void aLaptopWithoutACompartmentReadsTheRestAndPassesAllOn()
    {
        Pair p;
        Laptop guard(3);
        tests::enrol(p.a, guard, {0b0001, false, {}});
        p.b.follow(p.a);
        const auto person = p.a.admit("room 4", "Aline");
        QVERIFY(haveAll(p.a.sendTo(guard), Outcome::Applied));
        QCOMPARE(guard.text(tests::Label, person), std::string("room 4"));
        QCOMPARE(guard.text(tests::Name, person), std::string("UnknownRecord"));
        QVERIFY(haveAll(guard.sendTo(p.b), Outcome::Applied));
        QCOMPARE(p.b.text(tests::Name, person), std::string("Aline"));
    }

    void whatStaysInTheHouseNeverGoesToAServer()
    {
        Pair p;
        const auto secret = sync::RecordId::make(p.a.random);
        p.a.inTransaction([&] {
            QVERIFY(p.a.log->setHouseOnly(secret, true).hasValue());
            QVERIFY(p.a.log->birth({1, secret}, {{tests::Label, "house"}}).hasValue());
        });
        const auto open = p.a.admit("open", "x");
        QVERIFY(p.a.engine->cutPending().hasValue());
        for (const auto &envelope : p.a.envelopesFor(p.b, false))
            QVERIFY(p.b.engine->takeIn(envelope, Server)->outcome == Outcome::Applied);
        QCOMPARE(p.b.text(tests::Label, open), std::string("open"));
        QCOMPARE(p.b.text(tests::Label, secret), std::string("UnknownRecord"));
        QVERIFY(p.b.alarms().empty());
        const auto rest = p.a.envelopesFor(p.b);
        QCOMPARE(rest.size(), std::size_t{1});
        QVERIFY(p.b.engine->takeIn(rest[0], Server)->outcome == Outcome::Applied);
        QVERIFY(p.b.alarms() == std::vector<std::string>{"house-on-server"});
        QCOMPARE(p.b.text(tests::Label, secret), std::string("house"));
    }

    void aRestoredVaultSendsWhatTheOldOneNeverSent()
    {
        Pair p;
        const auto sent = p.a.admit("sent", "x");
        QVERIFY(haveAll(p.a.sendTo(p.b), Outcome::Applied));
        const auto unsent = p.a.admit("unsent", "y");
        const auto former = p.a.trust->secrets().device;
        p.a.becomeNewDevice();
        p.a.restart();
        QVERIFY(p.a.engine->cutPending().error().code == Errc::WrongState); // not of the house yet
        QVERIFY(p.a.trust->succeed(p.a.user).hasValue());
        QVERIFY(p.a.engine->inherit(former).hasValue());
        p.b.follow(p.a);
        p.a.edit(tests::Label, unsent, "changed");
        QCOMPARE(p.a.engine->pending(Stream::General).value(), std::uint64_t{3});
        QVERIFY(haveAll(p.a.sendTo(p.b), Outcome::Applied));
        QCOMPARE(p.b.text(tests::Label, unsent), std::string("changed"));
        QCOMPARE(p.b.text(tests::Label, sent), std::string("sent"));
        const auto have = p.b.engine->have(true).value();
        QCOMPARE(wire::numberIn(have, {former, Stream::General}), std::uint64_t{1}); // its chain was not touched
        QVERIFY(wire::numberIn(have, {p.a.trust->secrets().device, Stream::General}) >= 1);
        QVERIFY(p.b.alarms().empty());
    }

    void aPowerCutLosesNothingAndRepeatsNothing()
    {
        Pair p;
        const auto person = p.a.admit("file", "Aline");
        p.a.restart();
        QCOMPARE(p.a.engine->cutPending().value(), std::size_t{1});
        p.a.restart();
        QCOMPARE(p.a.engine->cutPending().value(), std::size_t{0});
        const auto envelope = p.a.envelopesFor(p.b).at(0);
        QVERIFY(p.b.engine->takeIn(envelope, House)->outcome == Outcome::Applied);
        p.b.restart();
        QVERIFY(p.b.engine->takeIn(envelope, House)->outcome == Outcome::Known);
        QCOMPARE(p.b.text(tests::Name, person), std::string("Aline"));
        p.b.edit(tests::Name, person, "B");
        p.b.restart();
        QVERIFY(haveAll(p.b.sendTo(p.a), Outcome::Applied));
        QCOMPARE(p.a.text(tests::Name, person), std::string("B"));
    }

    void theLogStopsGrowingWithWhatWasSettledLongAgo()
    {
        Pair p;
        const auto one = p.a.admit("file", "Aline");
        const auto other = p.a.admit("file", "Rose");
        p.a.sendTo(p.b);
        const auto operations = [](Laptop &laptop) {
            auto count = laptop.db->prepare("SELECT count(*) FROM operation").value();
            INDARO_CHECK(count.step().value());
            return count.integer(0);
        };
        const auto tidy = [](Laptop &laptop, const sync::TidyLimits &limits = {}) {
            std::vector<std::size_t> steps;
            for (bool hasMore = true; hasMore;) {
                const auto step = sync::tidyLog(*laptop.log, limits).value();
                steps.push_back(step.dropped);
                hasMore = step.hasMore;
            }
            return steps;
        };
        const auto wait = [&p](base::UtcMs time) {
            for (Laptop *laptop : {&p.a, &p.b})
                laptop->clock.advance(time);
        };
        tidy(p.a);
        // Eight years of a house that writes a hundred changes a year.
        std::int64_t most = 0;
        for (int year = 0; year < 8; ++year) {
            p.a.inTransaction([&] {
                for (int i = 0; i < 50; ++i)
                    INDARO_CHECK(p.a.log->edit(tests::Rooms, one, year * 100 + i).hasValue());
            });
            p.b.inTransaction([&] {
                for (int i = 0; i < 50; ++i)
                    INDARO_CHECK(p.b.log->edit(tests::Name, other, "Rose " + std::to_string(i)).hasValue());
            });
            p.a.sendTo(p.b);
            p.b.sendTo(p.a);
            wait(sync::HistoryKept / 2 + Day); // the two clocks differ by seconds
            tidy(p.a);
            tidy(p.b);
            most = std::max(most, operations(p.a));
            QCOMPARE(operations(p.b), operations(p.a));
        }
        QVERIFY2(most <= 310, std::to_string(most).c_str()); // two years of them and the one that ends, whatever was before
        QCOMPARE(p.a.log->load(tests::Rooms, one).value().integerOr(0), std::int64_t{749});
        QCOMPARE(p.b.text(tests::Name, other), std::string("Rose 49"));
        QVERIFY(p.a.alarms().empty() && p.b.alarms().empty());
        // What is open stays open, and somebody who was let in now reads all of it.
        p.a.edit(tests::Label, one, "A");
        p.b.edit(tests::Label, one, "B");
        p.a.sendTo(p.b);
        p.b.sendTo(p.a);
        wait(2 * sync::HistoryKept);
        tidy(p.a);
        QCOMPARE(p.a.log->conflictCount().value(), std::size_t{1});
        Laptop c{3};
        tests::enrol(p.a, c);
        p.a.sendTo(c);
        QCOMPARE(c.log->conflictCount().value(), std::size_t{1});
        QCOMPARE(c.text(tests::Name, other), std::string("Rose 49"));
        // Small steps end the same, each where the one before stopped, a new start in between; what is not cut stays.
        Pair q;
        std::vector<sync::RecordId> people;
        for (int i = 0; i < 5; ++i)
            people.push_back(q.a.admit("file", "Aline"));
        q.a.inTransaction([&] {
            for (const auto &person : people) {
                for (int i = 0; i < 7; ++i)
                    INDARO_CHECK(q.a.log->edit(tests::Rooms, person, i).hasValue());
            }
        });
        q.a.sendTo(q.b);
        q.a.edit(tests::Rooms, people.front(), 100);
        q.a.clock.advance(2 * sync::HistoryKept);
        QCOMPARE(sync::tidyLog(*q.a.log, {2, 4}).value().dropped, std::size_t{4});
        q.a.restart();
        const auto steps = tidy(q.a, {2, 4});
        QVERIFY(std::ranges::all_of(steps, [](std::size_t dropped) { return dropped <= 4; }));
        QCOMPARE(std::accumulate(steps.begin(), steps.end(), std::size_t{4}),
                 std::size_t{31}); // what the pending one replaced too
        QCOMPARE(q.a.engine->pending(Stream::General).value(), std::uint64_t{1});
        QCOMPARE(tidy(q.a, {2, 4}).size(), std::size_t{1}); // not due again
        QCOMPARE(operations(q.a), std::int64_t{2 * 5 + 7 * 5 + 1 - 31});
    }
    void whatIsPutAsideIsNotTakenForWhatWasLetGoOf()
    {
        Pair p;
        std::vector<sync::RecordId> people;
        for (int i = 0; i < 20; ++i)
            people.push_back(p.a.admit("f", "n"));
        p.a.sendTo(p.b);
        p.b.inTransaction([&] {
            for (std::size_t i = 10; i < people.size(); ++i)
                QVERIFY(p.b.log->remove({1, people[i]}).hasValue());
        });
        const auto fresh = p.b.admit("new", "x");
        QVERIFY(haveAll(p.b.sendTo(p.a), Outcome::Held));
        for (const char *label : {"a", "b", "c"})
            p.b.edit(tests::Label, people[0], label);
        p.b.sendTo(p.a);
        for (const char *name : {"a", "b", "c"})
            p.a.edit(tests::Name, people[1], name);
        QVERIFY(p.a.engine->cutPending().hasValue());
        for (Laptop *laptop : {&p.a, &p.b})
            laptop->clock.advance(sync::HistoryKept + Day);
        p.b.edit(tests::Label, people[2], "years later");
        p.b.sendTo(p.a);
        QCOMPARE(sync::tidyLog(*p.a.log).value().dropped, std::size_t{2}); // its own; the other's wait with what is held
        QVERIFY(p.a.engine->release(p.a.engine->quarantine()->front().id)->outcome == Outcome::Applied);
        QCOMPARE(p.a.text(tests::Label, fresh), std::string("new"));
        QCOMPARE(p.a.text(tests::Label, people[10]), std::string("UnknownRecord"));
    }
    void aClockFarAheadLetsNoHistoryGo()
    {
        Pair p;
        const auto one = p.a.admit("file", "Aline");
        for (const char *name : {"Alice", "Aline", "Alix"})
            p.a.edit(tests::Name, one, name);
        p.a.sendTo(p.b);
        p.b.edit(tests::Label, one, "B");
        p.b.sendTo(p.a);
        p.a.clock.advance(13 * 365 * Day); // 2039
        QCOMPARE(sync::tidyLog(*p.a.log).value().dropped, std::size_t{0});
        p.b.clock.advance(13 * 365 * Day); // so it was true
        p.b.edit(tests::Label, one, "C");
        p.b.sendTo(p.a);
        QVERIFY(sync::tidyLog(*p.a.log).value().dropped > 0);
    }
    void severalAtOnceEndAsOneByOne()
    {
        Pair p;
        Laptop c{3};
        tests::enrol(p.a, c);
        for (Laptop *other : {&p.b, &c})
            other->follow(p.a);
        std::vector<sync::RecordId> people;
        for (int i = 0; i < 20; ++i)
            people.push_back(p.a.admit("file " + std::to_string(i), "Aline"));
        QCOMPARE(p.a.engine->cutPending().value(), std::size_t{1});
        p.a.edit(tests::Label, people[0], "before");
        QCOMPARE(p.a.engine->cutPending().value(), std::size_t{1});
        p.a.inTransaction([&] { // too much to take away unseen
            for (std::size_t i = 5; i < people.size(); ++i)
                INDARO_CHECK(p.a.log->remove({1, people[i]}).hasValue());
        });
        QCOMPARE(p.a.engine->cutPending().value(), std::size_t{1});
        p.a.edit(tests::Label, people[1], "after");
        QCOMPARE(p.a.engine->cutPending().value(), std::size_t{1});
        auto envelopes = p.a.envelopesFor(c);
        QCOMPARE(envelopes.size(), std::size_t{4});
        auto forged = envelopes[1];
        forged.back() ^= std::byte{1};
        envelopes.insert(envelopes.begin() + 1, {forged, envelopes[3], envelopes[0]}); // and one early, one again
        const std::vector<base::ByteView> views(envelopes.begin(), envelopes.end());
        const auto together = p.b.engine->takeIn(views, House).value();
        QCOMPARE(together.size(), envelopes.size());
        for (std::size_t i = 0; i < envelopes.size(); ++i) {
            const auto one = c.engine->takeIn(envelopes[i], House).value();
            QVERIFY2(one.outcome == together[i].outcome, std::to_string(i).c_str());
            QCOMPARE(one.envelopes, together[i].envelopes);
            QCOMPARE(one.changed.size(), together[i].changed.size());
        }
        QVERIFY(together[1].outcome == Outcome::Refused && together[2].outcome == Outcome::Waiting &&
                together[3].outcome == Outcome::Known && together[5].outcome == Outcome::Held);
        QCOMPARE(p.b.text(tests::Label, people[0]), std::string("before"));
        QCOMPARE(p.b.text(tests::Label, people[1]), std::string("after"));
        QVERIFY(p.b.log->exists({1, people[19]}).value());
        QCOMPARE(p.b.engine->quarantine().value().size(), std::size_t{1});
        QCOMPARE(p.b.alarms(), c.alarms());
        QCOMPARE(p.b.engine->have(true).value(), c.engine->have(true).value());
        // What was given up and done again left no number that was given twice.
        p.b.edit(tests::Label, people[2], "from b");
        c.follow(p.b);
        QVERIFY(haveAll(p.b.sendTo(c), Outcome::Applied));
        QCOMPARE(c.text(tests::Label, people[2]), std::string("from b"));
    }
    void batchesFollowTheBudget()
    {
        Pair p;
        for (int i = 0; i < 400; ++i)
            p.a.admit("file " + std::to_string(i * 7919), "person " + std::to_string(i * 104729));
        sync::CutOptions small;
        small.bytes = 2048;
        const auto envelopes = p.a.engine->cutPending(small).value();
        QVERIFY(envelopes >= 4);
        std::size_t largest = 0;
        for (const auto &envelope : p.a.envelopesFor(p.b))
            largest = std::max(largest, envelope.size());
        QVERIFY2(largest <= 2048 * 5 / 4, qPrintable(QString::number(largest)));
        const auto some = p.a.engine->envelopesFor({}, 5000, true).value();
        QVERIFY(some.hasMore && some.envelopes.size() >= 2);
        QVERIFY(p.a.engine->envelopesFor({}, 1, true)->envelopes.size() == 1);
        QVERIFY(haveAll(p.a.sendTo(p.b), Outcome::Applied));
        QCOMPARE(p.b.engine->have(true)->begin()->second, envelopes);
    }
};

QTEST_APPLESS_MAIN(TestEngine)
#include "test_engine.moc"
