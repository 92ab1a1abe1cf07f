// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/packet_courier.h"
#include "core/wire/package_reply.h"
#include "tests/core/sync/exchanging_laptops.h"
#include "tests/core/transport/packet_server.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace indaro;
using base::Errc;
using tests::Laptop;
using tests::PacketServer;
using tests::ScriptedServer;
using tests::toQt;
using wire::PacketState;

namespace {

wire::OrganisationSecrets organisation()
{
    return wire::organisationFromSeed(wire::makeOrganisationSeed()).value();
}

/// A house of one laptop that exchanges with this server, and a commission that fetches from it.
struct Post
{
    Laptop laptop{31};
    wire::OrganisationSecrets house = organisation(), commission = organisation();
    std::vector<base::Bytes> opened{};
    std::optional<base::Error> refusal{}; ///< of every packet that is opened
    std::optional<base::Error> breakdown{};

    Post() { INDARO_CHECK(laptop.trust->found(laptop.user, std::nullopt).hasValue()); }

    base::Bytes seal(std::string_view content)
    {
        const wire::PackageCover cover{
            wire::PackageKind::Counts, wire::PackageId::make(laptop.random), 1, 9'000'000'000'000, {}, {}};
        return wire::sealPackage(cover, base::asBytes(content), commission.publicKey(), house, laptop.trust->secrets().sign)
            .value();
    }
    void know(const ScriptedServer &server, const PacketServer &relay)
    {
        transport::ServerAccess access;
        access.url = server.url().toStdString();
        access.serverKey = relay.keys.publicKey;
        INDARO_CHECK(transport::keepServer(*laptop.db, access).hasValue());
    }
    void haveMailbox(const ScriptedServer &server)
    {
        transport::Mailbox mailbox;
        mailbox.url = server.url().toStdString();
        mailbox.recipient = wire::fingerprintOf(commission.publicKey());
        INDARO_CHECK(transport::keepMailbox(*laptop.db, mailbox).hasValue());
    }
    base::Bytes wordFor(const base::Bytes &packet)
    {
        return wire::sealPackageReply({.package = wire::PackageId::make(laptop.random),
                                       .hash = wire::packageHash(packet),
                                       .answer = wire::PackageAnswer::Received,
                                       .at = 77},
                                      house.publicKey(), commission)
            .value();
    }
    transport::CourierReport go(bool fetches, bool isByHand = false, unsigned attempts = 3)
    {
        transport::SyncDesk desk{*laptop.db, *laptop.trust, *laptop.engine, laptop.clock};
        transport::PacketCourier courier([&desk](auto work, auto done) {
            work(desk);
            done();
        });
        std::optional<transport::CourierReport> report;
        QObject::connect(&courier, &transport::PacketCourier::finished, &courier,
                         [&](const transport::CourierReport &ended) { report = ended; });
        transport::OpenPacket open;
        if (fetches)
            open = [this](base::Bytes packet, const auto &done) {
                if (breakdown)
                    return done(*breakdown);
                transport::PacketVerdict verdict;
                if (refusal)
                    verdict.refused = refusal;
                else
                    verdict.answer = wordFor(packet);
                opened.push_back(std::move(packet));
                done(std::move(verdict));
            };
        courier.start({isByHand, std::move(open), attempts, false});
        if (!QTest::qWaitFor([&] { return report.has_value(); }, 30'000))
            qFatal("the round did not end");
        return *report;
    }
    transport::SentPacket only()
    {
        const auto all = transport::sentPackets(*laptop.db).value();
        INDARO_CHECK(all.size() == 1);
        return all.front();
    }
};

bool failedWith(const transport::CourierReport &report, Errc code)
{
    return report.failure && report.failure->code == code;
}

} // namespace

class TestPackets : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingToCarryAsksNobody()
    {
        Post post;
        PacketServer relay{.shelter = post.laptop.trust->shelter()};
        ScriptedServer server([&](const auto &request) { return relay.answer(request); });
        post.know(server, relay);
        QVERIFY(!post.go(true).failure);
        QCOMPARE(server.requests().size(), 0);
    }

    void whatIsQueuedWaitsUntilTheServerHasSigned()
    {
        Post post;
        PacketServer relay{.shelter = post.laptop.trust->shelter()};
        ScriptedServer server([&](const auto &request) { return relay.answer(request); });
        const auto packet = post.seal("counts");
        QVERIFY(transport::queuePacket(*post.laptop.db, packet, 5));
        QVERIFY(transport::queuePacket(*post.laptop.db, packet, 6)); // once is enough
        QVERIFY(!post.go(false).failure);                            // no server is known: it waits
        QVERIFY(!post.only().receipt && post.only().queuedAt == 5);
        post.laptop.restart(); // and is still there when the power comes back
        post.know(server, relay);
        const auto report = post.go(false);
        QVERIFY2(!report.failure, report.failure ? report.failure->toString().c_str() : "");
        QCOMPARE(report.sent, std::size_t{1});
        QCOMPARE(relay.stored, std::size_t{1});
        QVERIFY(post.only().receipt && post.only().receipt->hash == wire::packageHash(packet));
        QVERIFY(post.only().state == PacketState::Waiting);
        // It asks how it stands, then not again for hours, unless somebody wants to know.
        QCOMPARE(post.go(false).asked, std::size_t{1});
        QCOMPARE(post.go(false).asked, std::size_t{0});
        QCOMPARE(post.go(false, true).asked, std::size_t{1});
        post.laptop.clock.advance(7 * 3'600'000);
        relay.kept.front().answer = post.wordFor(packet);
        relay.kept.front().state = PacketState::Answered;
        QCOMPARE(post.go(false).asked, std::size_t{1});
        QVERIFY(post.only().state == PacketState::Answered && post.only().answer == relay.kept.front().answer);
        QCOMPARE(post.go(false, true).requests, std::uint64_t{0}); // it is over
    }

    void aCutLinkSendsItAgainAndNothingTwice()
    {
        Post post;
        PacketServer relay{.shelter = post.laptop.trust->shelter()};
        int cuts = 2;
        ScriptedServer server([&](const auto &request) {
            auto reply = relay.answer(request);
            if (cuts > 0) {
                --cuts;
                reply.cutAfter = cuts == 0 ? 40 : 0; // stored, and the word for it was lost
            }
            return reply;
        });
        post.know(server, relay);
        QVERIFY(transport::queuePacket(*post.laptop.db, post.seal("counts"), 5));
        QVERIFY(!post.go(false).failure);
        QCOMPARE(relay.stored, std::size_t{1});
        QCOMPARE(relay.repeated, std::size_t{2});
        QVERIFY(post.only().receipt.has_value());
    }

    void aServerThatIsAwayCostsNothing()
    {
        Post post;
        PacketServer relay{.shelter = post.laptop.trust->shelter()};
        bool isAway = true;
        ScriptedServer server([&](const auto &request) {
            return isAway ? ScriptedServer::Reply{503, "store\n"} : relay.answer(request);
        });
        post.know(server, relay);
        QVERIFY(transport::queuePacket(*post.laptop.db, post.seal("one"), 5));
        QVERIFY(transport::queuePacket(*post.laptop.db, post.seal("two"), 6));
        QVERIFY(failedWith(post.go(false, false, 1), Errc::ServerBusy));
        post.laptop.clock.advance(std::int64_t{40} * 24 * 3'600'000);
        isAway = false;
        QCOMPARE(post.go(false).sent, std::size_t{2});
        QCOMPARE(relay.stored, std::size_t{2});
    }

    void aRoadThatIsStoppedCarriesNothing()
    {
        Post post;
        PacketServer relay{.shelter = post.laptop.trust->shelter()};
        ScriptedServer server([&](const auto &request) { return relay.answer(request); });
        post.know(server, relay);
        const sync::Road road{sync::Road::Kind::Server, base::toHex(relay.keys.publicKey)};
        QVERIFY(sync::raiseAlarm(*post.laptop.db, sync::AlarmKind::Rollback, sync::toText(road), 1));
        QVERIFY(transport::queuePacket(*post.laptop.db, post.seal("counts"), 5));
        QVERIFY(failedWith(post.go(false), Errc::RoadStopped));
        QCOMPARE(server.requests().size(), 0);
    }

    void aWordOfAnotherServerIsNoProof()
    {
        Post post;
        PacketServer relay{.shelter = post.laptop.trust->shelter()};
        ScriptedServer server([&](const auto &request) { return relay.answer(request); });
        post.know(server, relay);
        relay.keys = crypto::makeSignKeyPair();
        QVERIFY(transport::queuePacket(*post.laptop.db, post.seal("counts"), 5));
        QVERIFY(failedWith(post.go(false), Errc::CryptoAuthFailed));
        QVERIFY(!post.only().receipt);
        // Nor is its word for another packet.
        post.know(server, relay);
        const auto other = relay.receiptOf(post.seal("another"));
        const auto hash = post.only().hash;
        const auto noted = transport::noteReceipt(*post.laptop.db, hash, relay.shelter, relay.keys.publicKey, other);
        QVERIFY(!noted && noted.error().code == Errc::WireDamaged);
        QVERIFY(!post.only().receipt);
    }

    void whatOneServerRefusesHoldsUpNothing_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("problem");
        QTest::newRow("no mailbox") << 404 << int(Errc::NotFound);
        QTest::newRow("full") << 507 << int(Errc::QuotaFull);
        QTest::newRow("too large") << 413 << int(Errc::WireTooLarge);
        QTest::newRow("hotel") << 302 << int(Errc::ServerRefused);
    }
    void whatOneServerRefusesHoldsUpNothing()
    {
        QFETCH(int, status);
        QFETCH(int, problem);
        Post post;
        PacketServer relay{.shelter = post.laptop.trust->shelter(), .refuses = status};
        ScriptedServer server([&](const auto &request) { return relay.answer(request); });
        post.know(server, relay);
        post.haveMailbox(server);
        relay.add(post.seal("of another house"));
        QVERIFY(transport::queuePacket(*post.laptop.db, post.seal("counts"), 5));
        const auto report = post.go(true);
        QVERIFY(!report.failure);
        QCOMPARE(report.fetched.size(), std::size_t{1}); // the way on is free
        QVERIFY(post.only().problem && int(*post.only().problem) == problem);
        relay.refuses.reset();
        QCOMPARE(post.go(true).sent, std::size_t{1});
        QVERIFY(!post.only().problem);
    }

    void aServerThatForgotIsGivenItAgain()
    {
        Post post;
        PacketServer relay{.shelter = post.laptop.trust->shelter()};
        ScriptedServer server([&](const auto &request) { return relay.answer(request); });
        post.know(server, relay);
        QVERIFY(transport::queuePacket(*post.laptop.db, post.seal("counts"), 5));
        QCOMPARE(post.go(false).sent, std::size_t{1});
        relay.kept.clear(); // restored from an older backup
        const auto report = post.go(false, true);
        QCOMPARE(report.sent, std::size_t{1});
        QCOMPARE(relay.kept.size(), std::size_t{1});
    }

    void whatWaitsIsFetchedOpenedAndAnswered()
    {
        Post post;
        PacketServer relay{.shelter = post.laptop.trust->shelter()};
        ScriptedServer server([&](const auto &request) { return relay.answer(request); });
        post.haveMailbox(server);
        const std::vector packets{post.seal("one"), post.seal("two")};
        for (const auto &packet : packets)
            relay.add(packet);
        const auto report = post.go(true);
        QVERIFY2(!report.failure, report.failure ? report.failure->toString().c_str() : "");
        QVERIFY(post.opened == packets);
        QCOMPARE(report.fetched.size(), std::size_t{2});
        for (const auto &one : relay.kept) {
            QVERIFY(one.state == PacketState::Answered);
            const auto word = wire::openPackageReply(one.answer, post.house).value();
            QVERIFY(word.reply.hash == one.listed.hash && word.signer == post.commission.publicKey());
        }
        QVERIFY(transport::mailboxes(*post.laptop.db).value().front().fetchedAt > 0);
        QVERIFY(post.go(true).fetched.empty());
    }

    void aCutFetchGoesOnWhereItWas()
    {
        Post post;
        PacketServer relay{.shelter = post.laptop.trust->shelter()};
        int cuts = 1;
        ScriptedServer server([&](const auto &request) {
            auto reply = relay.answer(request);
            if (cuts > 0 && reply.body.size() > 3000) {
                --cuts;
                reply.cutAfter = 3000;
            }
            return reply;
        });
        post.haveMailbox(server);
        const auto packet = post.seal(std::string(20'000, 'x'));
        relay.add(packet);
        QVERIFY(!post.go(true).failure);
        QCOMPARE(relay.resumed, std::size_t{1});
        QVERIFY(post.opened == std::vector<base::Bytes>{packet});
    }

    void anAnswerThatWasLostIsGivenAgain()
    {
        Post post;
        PacketServer relay{.shelter = post.laptop.trust->shelter()};
        bool isCut = true;
        ScriptedServer server([&](const auto &request) {
            if (isCut && request.head.startsWith("POST"))
                return ScriptedServer::Reply{503, "store\n"}; // the packet is opened, its answer never arrives
            return relay.answer(request);
        });
        post.haveMailbox(server);
        relay.add(post.seal("counts"));
        const auto first = post.go(true, false, 1);
        QVERIFY(failedWith(first, Errc::ServerBusy));
        QCOMPARE(first.fetched.size(), std::size_t{1}); // and is told of all the same
        isCut = false;
        QCOMPARE(post.go(true).fetched.size(), std::size_t{1});
        QCOMPARE(post.opened.size(), std::size_t{2}); // the second time it is known, and answered
        QVERIFY(relay.kept.front().state == PacketState::Answered);
    }

    void whatCannotBeOpenedIsKeptApart()
    {
        Post post;
        PacketServer relay{.shelter = post.laptop.trust->shelter()};
        ScriptedServer server([&](const auto &request) { return relay.answer(request); });
        post.haveMailbox(server);
        relay.add(post.seal("of somebody"));
        post.refusal = base::Error(Errc::PackageSenderUnknown, {{"digits", std::string("12345")}, {"n", std::int64_t{3}}});
        QCOMPARE(post.go(true).fetched.size(), std::size_t{1});
        const auto apart = transport::apartPackets(*post.laptop.db).value();
        QCOMPARE(apart.size(), std::size_t{1});
        QVERIFY(apart.front().why.code == Errc::PackageSenderUnknown && apart.front().why.args == post.refusal->args);
        QVERIFY(apart.front().packet == relay.kept.front().listed);
        QVERIFY(relay.kept.front().state == PacketState::Waiting);
        // Not again by itself; when somebody asks, and has compared the key meanwhile, it opens.
        post.refusal.reset();
        QVERIFY(post.go(true).fetched.empty());
        QCOMPARE(post.go(true, true).fetched.size(), std::size_t{1});
        QVERIFY(relay.kept.front().state == PacketState::Answered);
        QVERIFY(transport::apartPackets(*post.laptop.db).value().empty());
    }

    void whatIsAnotherThanListedIsNotOpened()
    {
        Post post;
        PacketServer relay{.shelter = post.laptop.trust->shelter()};
        ScriptedServer server([&](const auto &request) { return relay.answer(request); });
        post.haveMailbox(server);
        relay.add(post.seal("counts"));
        relay.add(post.seal("good"));
        relay.kept.front().bytes[300] ^= std::byte{1};
        const auto report = post.go(true);
        QVERIFY(!report.failure);
        QCOMPARE(post.opened.size(), std::size_t{1}); // the good one
        QVERIFY(report.fetched.front().verdict.refused->code == Errc::WireDamaged);
        QCOMPARE(transport::apartPackets(*post.laptop.db).value().size(), std::size_t{1});
    }

    void aDiskThatFailsLeavesItAtTheServer()
    {
        Post post;
        PacketServer relay{.shelter = post.laptop.trust->shelter()};
        ScriptedServer server([&](const auto &request) { return relay.answer(request); });
        post.haveMailbox(server);
        relay.add(post.seal("counts"));
        post.breakdown = base::Error(Errc::DiskFull);
        QVERIFY(failedWith(post.go(true), Errc::DiskFull));
        QVERIFY(transport::apartPackets(*post.laptop.db).value().empty());
        QVERIFY(relay.kept.front().state == PacketState::Waiting);
        post.breakdown.reset();
        QCOMPARE(post.go(true).fetched.size(), std::size_t{1});
    }

    void aListWithoutEndIsRefused()
    {
        Post post;
        PacketServer relay{.shelter = post.laptop.trust->shelter()};
        relay.add(post.seal("counts"));
        ScriptedServer server([&](const auto &request) -> ScriptedServer::Reply {
            if (request.path.contains("/after/"))
                return {200, toQt(wire::encodePacketList({true, {relay.kept.front().listed}}))};
            return relay.answer(request);
        });
        post.haveMailbox(server);
        QVERIFY(failedWith(post.go(true), Errc::WireDamaged));
        QVERIFY(server.requests().size() < 6);
    }

    void oneIsTakenOffTheServer()
    {
        Post post;
        PacketServer relay{.shelter = post.laptop.trust->shelter()};
        ScriptedServer server([&](const auto &request) { return relay.answer(request); });
        post.haveMailbox(server);
        relay.add(post.seal("counts"));
        post.refusal = base::Error(Errc::PackageAltered);
        QVERIFY(!post.go(true).failure);
        const auto apart = transport::apartPackets(*post.laptop.db).value().front();
        transport::SyncDesk desk{*post.laptop.db, *post.laptop.trust, *post.laptop.engine, post.laptop.clock};
        transport::PacketCourier courier([&desk](auto work, auto done) {
            work(desk);
            done();
        });
        std::optional<bool> isDone;
        courier.remove(apart, false, [&](const base::Result<void> &done) { isDone = done.hasValue(); });
        QTRY_VERIFY(isDone.has_value());
        QVERIFY(*isDone && !courier.isRunning());
        QVERIFY(relay.kept.front().state == PacketState::Removed);
        QVERIFY(transport::apartPackets(*post.laptop.db).value().empty());
    }
};

QTEST_GUILESS_MAIN(TestPackets)
#include "test_packets.moc"
