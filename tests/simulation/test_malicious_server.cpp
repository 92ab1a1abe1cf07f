// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/test_malicious_server.h"

#include "tests/simulation/sim_town.h"

#include "core/crypto/aead.h"

#include <QTest>

namespace indaro::tests {

using base::Errc;
using sync::AlarmKind;
using sync::Outcome;
using sync::Stream;

namespace {

/// What A would have sealed had it written something else: a twin of its vault, or whoever has its keys.
base::Bytes sealAs(SimLaptop &writer, std::uint64_t number, base::ByteView plain,
                   wire::EnvelopeType type = wire::EnvelopeType::Operations, Stream stream = Stream::General)
{
    const wire::SectionToSeal section{0, writer.trust->writingKey(0), plain};
    return wire::sealEnvelope({type, stream, writer.trust->shelter(), writer.device(), number, {}}, std::span(&section, 1),
                              writer.trust->secrets().sign, crypto::randomNonce())
        .value();
}

crypto::SignKeyPair keysOf(SimServer &server)
{
    return crypto::signKeyPairFromSeed(*server.store.read().value()->identitySeed().value()).value();
}

} // namespace

void TestMaliciousServer::whatIsWithheldComesByAnotherRoad()
{
    Town town;
    town.admit(0, "a");
    QVERIFY(town.succeeds(0));
    town.server.lies.news = [](auto &head, auto &envelopes) { // it hides that there is a laptop 0
        head.have.clear();
        head.envelopes = 0;
        envelopes.clear();
    };
    QVERIFY(town.succeeds(1));
    QVERIFY(!town.has(1, 0));
    QVERIFY(town.exchange(0) == Errc::RoadStopped); // who was told otherwise before is not deceived
    QCOMPARE(town.alarms(0, AlarmKind::Rollback), std::size_t{1});
    // More than it has: the laptop sends nothing, and never says that it is stored there.
    town.server.lies.news = [&](auto &head, auto &) { head.have[{town.at(1).device(), Stream::General}] = 99; };
    town.admit(1, "b");
    QVERIFY(town.succeeds(1));
    QCOMPARE(town.provenAt(1, 1), std::size_t{0});
    town.server.lies.news = nullptr;
    QVERIFY(town.exchange(1) == Errc::RoadStopped);
    QCOMPARE(town.alarms(1, AlarmKind::Rollback), std::size_t{1});
    QVERIFY_ENDS_WELL(town);
    town.settle(1);
    QVERIFY(town.succeeds(1));
    QCOMPARE(town.provenAt(1, 1), std::size_t{1});
}

void TestMaliciousServer::doublesReplaysAndAnyOrderDoNoHarm()
{
    Town town;
    for (int i = 0; i < 4; ++i) {
        town.admit(0, "a" + std::to_string(i));
        QVERIFY(town.succeeds(0));
    }
    std::vector<base::Bytes> seen;
    town.server.lies.news = [&](auto &head, auto &envelopes) {
        std::reverse(envelopes.begin(), envelopes.end());
        const auto once = envelopes;
        envelopes.insert(envelopes.end(), once.begin(), once.end());
        envelopes.insert(envelopes.end(), seen.begin(), seen.end()); // and what it sent last time
        seen.insert(seen.end(), once.begin(), once.end());
        head.envelopes = static_cast<std::uint32_t>(envelopes.size());
    };
    for (int round = 0; round < 3; ++round) {
        QVERIFY(town.succeeds(1));
        QVERIFY(town.succeeds(2));
        QVERIFY(town.succeeds(0));
    }
    QVERIFY(town.has(1, 3) && town.has(2, 3));
    for (std::size_t i = 0; i < 3; ++i)
        QVERIFY(town.isCalm(i));
    QVERIFY_ENDS_WELL(town);
}

void TestMaliciousServer::goingBackIsToldOnceAndThenWorkGoesOn()
{
    Town town;
    const auto empty = town.server.store.snapshot();
    town.admit(0, "a");
    QVERIFY(town.succeeds(0));
    for (int fall = 1; fall <= 2; ++fall) {
        town.server.store.restore(empty);
        QVERIFY(town.exchange(0) == Errc::RoadStopped);
        QVERIFY(town.exchange(0) == Errc::RoadStopped); // until a person has looked
        QCOMPARE(town.alarms(0, AlarmKind::Rollback), std::size_t{1});
        QCOMPARE(town.provenAt(0, 0), std::size_t{0}); // what it signed for is evidence, and no longer a green light
        town.admit(0, "b" + std::to_string(fall));     // work goes on
        town.settle(0);
        QVERIFY(town.succeeds(0)); // and the same fall is not told again
        QVERIFY(town.succeeds(0));
        QCOMPARE(town.alarms(0, AlarmKind::Rollback), std::size_t{0});
        QCOMPARE(town.provenAt(0, 0), std::size_t{1});
    }
    QVERIFY(town.succeeds(1));
    QVERIFY(town.has(1, 2));
    QVERIFY_ENDS_WELL(town);
}

void TestMaliciousServer::twoFacesAreFoundOutWhenLaptopsMeet()
{
    Town town;
    town.admit(0, "a");
    QVERIFY(town.succeeds(0));
    const auto other = sealAs(town.at(0), 1, base::asBytes(std::string_view("\1\0\0\4\177yy", 7)));
    town.server.lies.news = [&](auto &, auto &envelopes) {
        for (auto &envelope : envelopes)
            envelope = other;
    };
    (void)town.exchange(1); // laptop 1 is shown another first envelope of laptop 0
    town.server.lies.news = nullptr;
    QVERIFY(!town.has(1, 0));
    QVERIFY(town.succeeds(2));
    std::vector<Parcel> none;
    QVERIFY(tell(town.at(2), town.at(1), {}, none).hasValue());
    QVERIFY(tell(town.at(0), town.at(1), {}, none).hasValue());
    QVERIFY(town.alarms(1, AlarmKind::Fork) >= 1);
    QVERIFY(town.exchange(1) == Errc::Internal || town.alarms(1, AlarmKind::Fork) >= 1);
    // Both are kept; a person lets the true one in.
    QVERIFY(town.at(1).engine->takeIn(town.envelopesOf(0).at(0), {sync::Road::Kind::House, "t"})->outcome ==
            Outcome::Quarantined);
    const auto lines = town.at(1).engine->quarantine().value();
    const auto fork = std::find_if(lines.begin(), lines.end(), [](const auto &line) { return line.reason == "fork"; });
    QVERIFY(fork != lines.end());
    QVERIFY(town.at(1).engine->release(fork->id)->outcome == Outcome::Applied);
    QVERIFY(town.has(1, 0));
}

void TestMaliciousServer::aForgedEnvelopeStopsTheRoad()
{
    Town town;
    town.admit(0, "a");
    QVERIFY(town.succeeds(0));
    town.server.lies.news = [](auto &, auto &envelopes) { envelopes.at(0).at(envelopes.at(0).size() - 80) ^= std::byte{1}; };
    QVERIFY(town.succeeds(1)); // the rest of that answer still counts
    QVERIFY(!town.has(1, 0));
    QCOMPARE(town.alarms(1, AlarmKind::Forged), std::size_t{1});
    town.server.lies.news = nullptr;
    QVERIFY(town.exchange(1) == Errc::RoadStopped);
    town.settle(1);
    QVERIFY(town.succeeds(1));
    QVERIFY(town.has(1, 0));
    QVERIFY_ENDS_WELL(town);
}

void TestMaliciousServer::anAnswerMayBeCutAnywhere()
{
    Town town;
    town.admit(0, "a");
    town.admit(2, "c");
    QVERIFY(town.succeeds(0) && town.succeeds(2));
    std::size_t length = 0;
    town.server.lies.bytes = [&](base::Bytes &answer) {
        length = answer.size();
        answer.clear();
    };
    QVERIFY(town.succeeds(1));
    for (std::size_t keep = 1; keep < length; keep += 7) {
        town.server.lies.bytes = [keep](base::Bytes &answer) { answer.resize(std::min(keep, answer.size())); };
        QVERIFY(town.succeeds(1));
    }
    QVERIFY(town.isCalm(1));
    town.server.lies.bytes = nullptr;
    QVERIFY(town.succeeds(1));
    QVERIFY(town.has(1, 0) && town.has(1, 1));
    QVERIFY_ENDS_WELL(town);
}

void TestMaliciousServer::lyingLengthsAreRefusedBeforeTheyAreBelieved()
{
    Town town;
    town.admit(0, "a");
    QVERIFY(town.succeeds(0));
    town.server.lies.news = [](auto &head, auto &) { head.envelopes = 0xffffffffU; };
    QVERIFY(town.exchange(1) == Errc::Internal || town.exchange(1) == Errc::WireTooLarge);
    town.server.lies.news = nullptr;
    // Every field of the answer says that 4 GiB follow.
    for (std::size_t at = 0; at + 4 <= 64; ++at) {
        town.server.lies.bytes = [at](base::Bytes &answer) {
            for (std::size_t i = at; i < at + 4 && i < answer.size(); ++i)
                answer[i] = std::byte{0xff};
        };
        (void)town.exchange(2);
    }
    const auto envelope = town.envelopesOf(0).at(0);
    for (std::size_t at = 0; at + 4 <= 150; ++at) { // and every one of an envelope
        auto lying = envelope;
        std::fill_n(lying.begin() + static_cast<std::ptrdiff_t>(at), 4, std::byte{0xff});
        QVERIFY(town.at(2).engine->takeIn(lying, {sync::Road::Kind::House, "t"})->outcome == Outcome::Refused ||
                lying == envelope);
    }
    town.server.lies.bytes = [](base::Bytes &answer) { answer.resize(answer.size() + 9 * wire::MiB); }; // and then much more
    const auto endless = town.exchange(1);
    QVERIFY(endless == Errc::WireTooLarge || endless == Errc::WireDamaged || endless == Errc::WireTooNew);
    town.server.lies.bytes = nullptr;
    QVERIFY_ENDS_WELL(town);
}

void TestMaliciousServer::envelopesOfAnotherHouseTypeOrVersionAreRefused()
{
    Town town;
    crypto::SignKeyPair keys = crypto::makeSignKeyPair();
    auto &writer = town.at(0);
    const wire::SectionToSeal section{0, writer.trust->writingKey(0), base::asBytes("x")};
    const auto foreign =
        wire::sealEnvelope(
            {wire::EnvelopeType::Operations, Stream::General, wire::ShelterId::make(writer.random), writer.device(), 1, {}},
            std::span(&section, 1), writer.trust->secrets().sign, crypto::randomNonce())
            .value();
    const auto stranger = wire::sealEnvelope({wire::EnvelopeType::Operations,
                                              Stream::General,
                                              writer.trust->shelter(),
                                              sync::DeviceId::make(writer.random),
                                              1,
                                              {}},
                                             std::span(&section, 1), keys, crypto::randomNonce())
                              .value();
    const auto part = sealAs(writer, 1, base::asBytes("x"), wire::EnvelopeType::Snapshot);
    auto older = sealAs(writer, 1, base::asBytes("x"));
    older[4] = std::byte{0};
    auto newer = sealAs(writer, 1, base::asBytes("x"));
    newer[4] = std::byte{2};
    for (const auto &bad : std::vector<base::Bytes>{foreign, stranger, part, older, newer}) {
        town.server.lies.news = [&bad](auto &head, auto &envelopes) {
            envelopes = {bad};
            head.envelopes = 1;
        };
        (void)town.exchange(1);
        QVERIFY(town.at(1).engine->takeIn(bad, {sync::Road::Kind::House, "t"})->outcome == Outcome::Refused);
        QVERIFY(town.at(1).engine->have(true)->empty());
    }
    town.server.lies.news = nullptr;
    town.settle(1);
    town.admit(0, "a");
    QVERIFY(town.succeeds(0) && town.succeeds(1));
    QVERIFY(town.has(1, 0));
    QVERIFY_ENDS_WELL(town);
}

void TestMaliciousServer::aRosterIsOnlyAddedTo()
{
    Town town;
    const auto genesisOnly = [&](SimLaptop &from) {
        auto blocks = from.trust->blocksAfter({});
        blocks.resize(1);
        return blocks;
    };
    const auto before = town.at(1).trust->heads();
    // An old one, from before laptops joined or one was shut out.
    town.server.lies.news = [&](auto &head, auto &) { head.rosterBlocks = genesisOnly(town.at(0)); };
    QVERIFY(town.succeeds(1));
    QVERIFY(town.at(1).trust->heads() == before);
    // One with a byte changed anywhere: a device's key, a sealed key for somebody else, a user's rights.
    auto next = town.at(0).trust->blocksAfter({}).back();
    QVERIFY(town.at(0).trust->startEpochs(town.at(0).user).hasValue());
    next = town.at(0).trust->blocksAfter(before).back();
    for (std::size_t at = 0; at < next.size(); at += 11) {
        town.server.lies.news = [&](auto &head, auto &) {
            auto block = next;
            block[at] ^= std::byte{1};
            head.rosterBlocks = {block};
        };
        QVERIFY(!town.succeeds(1));
        QVERIFY(town.at(1).trust->heads() == before);
    }
    // Another house's whole roster.
    SimLaptop other(7, 99);
    other.create();
    QVERIFY(other.trust->found(other.user, std::nullopt).hasValue());
    town.server.lies.news = [&](auto &head, auto &) { head.rosterBlocks = other.trust->blocksAfter({}); };
    QVERIFY(!town.succeeds(1));
    QVERIFY(town.at(1).trust->heads() == before);
    // The news that a laptop was shut out is withheld: it comes with whoever meets.
    town.server.lies.news = [](auto &head, auto &) { head.rosterBlocks.clear(); };
    QVERIFY(town.at(0).trust->revoke(town.at(2).device(), {}, {}, town.at(0).user).hasValue());
    QVERIFY(town.succeeds(0) && town.succeeds(1));
    QVERIFY(!town.at(1).trust->state().device(town.at(2).device())->isRevoked);
    std::vector<Parcel> none;
    QVERIFY(tell(town.at(0), town.at(1), {}, none).hasValue());
    QVERIFY(town.at(1).trust->state().device(town.at(2).device())->isRevoked);
}

void TestMaliciousServer::whatStaysInTheHouseRaisesTheAlarm()
{
    Town town;
    const auto house = sealAs(town.at(0), 1, base::asBytes(std::string_view("\1\0\0\4\177yy", 7)),
                              wire::EnvelopeType::Operations, Stream::House);
    town.server.lies.news = [&](auto &head, auto &envelopes) {
        envelopes = {house};
        head.envelopes = 1;
    };
    (void)town.exchange(1);
    QCOMPARE(town.alarms(1, AlarmKind::HouseOnServer), std::size_t{1});
    QVERIFY(town.exchange(1) == Errc::RoadStopped);
}

void TestMaliciousServer::onlyItsOwnReceiptIsProof()
{
    Town town;
    const auto other = crypto::makeSignKeyPair();
    const auto own = keysOf(town.server);
    town.admit(0, "a");
    const auto hash = wire::envelopeHash(town.envelopesOf(0).at(0));
    const wire::Receipt honest{town.at(0).trust->shelter(), {town.at(0).device(), Stream::General}, 1, hash, 1, 1000};
    auto elsewhere = honest;
    elsewhere.shelter = wire::ShelterId::make(town.at(0).random);
    auto wrong = honest;
    wrong.hash[0] ^= std::byte{1};
    base::Bytes spoilt = wire::signReceipt(honest, own);
    spoilt.back() ^= std::byte{1};
    for (const auto &bad : {wire::signReceipt(honest, other), wire::signReceipt(elsewhere, own), spoilt, base::Bytes(3)}) {
        town.server.lies.receipts = [&](auto &answer) { answer.receipts = {bad}; };
        QVERIFY(!town.succeeds(0));
        QCOMPARE(town.provenAt(0, 0), std::size_t{0});
        town.server.store.restore(readyHouse(3).server); // so that it is sent again
    }
    QVERIFY(town.isCalm(0));
    town.server.lies.receipts = [&](auto &answer) { answer.receipts = {wire::signReceipt(wrong, own)}; };
    QVERIFY(town.exchange(0) == Errc::RoadStopped);
    QCOMPARE(town.alarms(0, AlarmKind::ReceiptWrong), std::size_t{1});
    QCOMPARE(town.provenAt(0, 0), std::size_t{0});
    QVERIFY_ENDS_WELL(town);
}

void TestMaliciousServer::aReceiptForWhatIsNotKeptIsFoundOut()
{
    Town town;
    town.admit(0, "a");
    town.server.lies.forgetsUploads = true;
    QVERIFY(town.succeeds(0));
    QCOMPARE(town.provenAt(0, 0), std::size_t{1});  // it has signed for it
    QVERIFY(town.exchange(0) == Errc::RoadStopped); // and does not have it at the next contact
    QCOMPARE(town.alarms(0, AlarmKind::Rollback), std::size_t{1});
    QCOMPARE(town.provenAt(0, 0), std::size_t{0});
    town.server.lies.forgetsUploads = false;
    town.settle(0);
    QVERIFY(town.succeeds(0));
    QCOMPARE(town.provenAt(0, 0), std::size_t{1});
    // A total that falls, signed later.
    const auto own = keysOf(town.server);
    const auto hash = wire::envelopeHash(town.envelopesOf(0).at(0));
    const wire::Receipt less{town.at(0).trust->shelter(),      {town.at(0).device(), Stream::General}, 1, hash, 0,
                             town.server.clock.nowUtc() + 5000};
    QVERIFY(town.at(0).engine->noteReceipt(wire::signReceipt(less, own), own.publicKey).hasValue());
    QCOMPARE(town.alarms(0, AlarmKind::Rollback), std::size_t{1});
    town.settle(0);
    auto again = less;
    again.time += 1000;
    QVERIFY(town.at(0).engine->noteReceipt(wire::signReceipt(again, own), own.publicKey).hasValue());
    QCOMPARE(town.alarms(0, AlarmKind::Rollback), std::size_t{0});
    QVERIFY_ENDS_WELL(town);
}

void TestMaliciousServer::statusesAreNotBelievedWithoutProof()
{
    Town town;
    town.admit(0, "a");
    town.server.lies.forgetsUploads = true;
    for (const auto said : {wire::ItemStatus::Stored, wire::ItemStatus::AlreadyThere}) {
        town.server.lies.receipts = [said](auto &answer) {
            answer.receipts.clear();
            std::fill(answer.items.begin(), answer.items.end(), said);
        };
        QVERIFY(town.succeeds(0));
        QCOMPARE(town.provenAt(0, 0), std::size_t{0});
    }
    for (std::uint8_t status = 2; status < wire::ItemStatusCount; ++status) {
        town.server.lies.receipts = [status](auto &answer) {
            std::fill(answer.items.begin(), answer.items.end(), static_cast<wire::ItemStatus>(status));
            answer.receipts.clear();
        };
        (void)town.exchange(0); // whatever it says, it says it to somebody who keeps what he has
        town.settle(0);
        QCOMPARE(town.provenAt(0, 0), std::size_t{0});
    }
    for (const std::size_t count : {0U, 1U, 5000U}) { // more or fewer answers than there were questions
        town.server.lies.receipts = [count](auto &answer) { answer.items.assign(count, wire::ItemStatus::Stored); };
        (void)town.exchange(0);
        town.settle(0);
    }
    town.server.lies = {};
    QVERIFY(town.succeeds(0));
    QCOMPARE(town.provenAt(0, 0), std::size_t{1});
    QVERIFY_ENDS_WELL(town);
}

void TestMaliciousServer::aForkThatAServerClaimsBlocksNothingElse()
{
    Town town;
    town.admit(0, "a");
    town.admit(1, "b");
    std::vector<Parcel> none;
    QVERIFY(tell(town.at(1), town.at(0), {}, none).hasValue());
    town.server.lies.receipts = [&](auto &answer) {
        answer.items.at(0) = wire::ItemStatus::Fork;
        answer.receipts.clear();
    };
    QVERIFY(town.exchange(0) == Errc::RoadStopped);
    QCOMPARE(town.alarms(0, AlarmKind::Fork), std::size_t{1});
    town.settle(0);
    QVERIFY(town.succeeds(0)); // it says the same again: a person has looked, and the rest goes there
    QCOMPARE(town.alarms(0, AlarmKind::Fork), std::size_t{0});
    town.server.lies = {};
    QVERIFY(town.succeeds(2));
    QVERIFY(town.has(2, 1));
    QVERIFY_ENDS_WELL(town);
}

namespace {

/// A server that lies in many ways at once, and what it may not achieve.
std::string mixOf(std::uint64_t seed)
{
    Town town(seed);
    Dice dice(seed);
    std::vector<base::Bytes> collected;
    town.server.lies.news = [&](auto &head, auto &envelopes) {
        collected.insert(collected.end(), envelopes.begin(), envelopes.end());
        if (dice(3) == 0)
            dice.shuffle(envelopes);
        if (dice(4) == 0 && !envelopes.empty())
            envelopes.pop_back();
        if (dice(3) == 0 && !collected.empty())
            envelopes.push_back(collected[dice(collected.size())]);
        if (dice(4) == 0 && !envelopes.empty()) {
            auto &one = envelopes[dice(envelopes.size())];
            one[dice(one.size())] ^= static_cast<std::byte>(1 + dice(255));
        }
        if (dice(6) == 0)
            head.have[{town.at(dice(3)).device(), Stream::General}] = 1 + dice(9);
        if (dice(6) == 0 && !head.have.empty())
            head.have.erase(head.have.begin());
        if (dice(5) == 0)
            head.rosterBlocks.clear();
        head.needsSnapshot = dice(9) == 0;
        head.hasMore = dice(5) == 0;
        head.envelopes = static_cast<std::uint32_t>(dice(8) == 0 ? dice(1000) : envelopes.size());
    };
    town.server.lies.bytes = [&](base::Bytes &answer) {
        if (dice(5) == 0 && !answer.empty())
            answer[dice(answer.size())] = static_cast<std::byte>(dice(256));
        if (dice(6) == 0)
            answer.resize(dice(answer.size() + 1));
        if (dice(9) == 0)
            answer.resize(answer.size() + dice(2000));
    };
    town.server.lies.receipts = [&](auto &answer) {
        for (auto &item : answer.items) {
            if (dice(4) == 0)
                item = static_cast<wire::ItemStatus>(dice(wire::ItemStatusCount));
        }
        if (dice(5) == 0)
            answer.receipts.clear();
        for (auto &receipt : answer.receipts) {
            if (dice(6) == 0)
                receipt[dice(receipt.size())] ^= std::byte{1};
        }
    };
    const auto start = town.server.store.snapshot();
    for (int i = 0; i < 12; ++i) {
        const std::size_t who = dice(3);
        if (dice(2) == 0)
            town.admit(who, "n" + std::to_string(i));
        town.server.lies.forgetsUploads = dice(6) == 0;
        if (dice(20) == 0)
            town.server.store.restore(start);
        (void)town.exchange(who);
        if (dice(2) == 0)
            town.settle(who);
    }
    return town.endsWell();
}

} // namespace

std::string runMixes(std::uint64_t first, std::uint64_t last)
{
    for (std::uint64_t seed = first; seed <= last; ++seed) {
        if (const auto why = mixOf(seed); !why.empty())
            return "mix " + std::to_string(seed) + ": " + why;
    }
    return {};
}

void TestMaliciousServer::mixesOfLies()
{
    const auto why = runMixes(1, 150);
    QVERIFY2(why.empty(), why.c_str());
}

} // namespace indaro::tests
