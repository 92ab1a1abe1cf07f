// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/directory/organisation_keys.h"
#include "core/exchange/joining.h"
#include "core/exchange/packets.h"
#include "core/sync/training_mark.h"
#include "core/wire/package.h"
#include "core/wire/package_reply.h"
#include "tests/core/casework/desk_fixture.h"

#include <QTest>

using namespace indaro;
using namespace Qt::StringLiterals;
using base::Errc;
using exchange::PacketOnItsWay;
using wire::PacketState;

namespace {

wire::OrganisationSecrets organisation()
{
    return wire::organisationFromSeed(wire::makeOrganisationSeed()).value();
}

/// An office with a key; a director is signed in.
struct Office : tests::DeskFixture
{
    casework::OwnOrganisationKey own = casework::makeOrganisationKey(*desk).value();
    std::unique_ptr<exchange::ExchangeDesk> exchange = exchange::ExchangeDesk::open(*desk).value();

    explicit Office(unsigned seed) : DeskFixture(seed) {}
    [[nodiscard]] exchange::PacketStanding standing() { return exchange::loadPacketStanding(*desk, *exchange).value(); }
    [[nodiscard]] wire::OrganisationSecrets secrets()
    {
        return std::move(casework::rows::organisationSecrets(*desk).value().front());
    }
    [[nodiscard]] base::Bytes seal(const wire::OrganisationKey &recipient)
    {
        const wire::PackageCover cover{
            wire::PackageKind::Counts, wire::PackageId::make(random), clock.nowUtc(), clock.nowUtc() + 1000, {}, {}};
        return wire::sealPackage(cover, base::asBytes("counts"), recipient, secrets(), crypto::makeSignKeyPair()).value();
    }
};

template <class T> Errc codeOf(const base::Result<T> &result)
{
    return result ? Errc::Internal : result.error().code;
}

base::Bytes wordOf(const wire::OrganisationSecrets &signer, const wire::OrganisationKey &house, const crypto::Digest &hash,
                   wire::PackageAnswer answer = wire::PackageAnswer::Received)
{
    tests::SeededRandom random{9};
    return wire::sealPackageReply({.package = wire::PackageId::make(random), .hash = hash, .answer = answer, .at = 4711},
                                  house, signer)
        .value();
}

} // namespace

/// What the screens say of a packet rests on signatures, never on the server's word alone.
class TestPacketStanding : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }

    void readIsSaidOnTheCommissionsSignatureOnly_data()
    {
        QTest::addColumn<QString>("who");
        QTest::addColumn<bool>("isRead");
        QTest::newRow("the commission") << u"commission"_s << true;
        QTest::newRow("somebody else") << u"stranger"_s << false;
        QTest::newRow("of another packet") << u"another"_s << false;
        QTest::newRow("it refuses") << u"refusal"_s << false;
        QTest::newRow("noise") << u"noise"_s << false;
    }
    void readIsSaidOnTheCommissionsSignatureOnly()
    {
        QFETCH(QString, who);
        QFETCH(bool, isRead);
        Office house(1);
        const auto commission = organisation();
        const auto stranger = organisation();
        const auto server = crypto::makeSignKeyPair();
        const auto shelter = wire::ShelterId::make(house.random);
        const auto packet = house.seal(commission.publicKey());
        const auto hash = wire::packageHash(packet);
        QVERIFY(transport::queuePacket(*house.db, packet, 3));
        QVERIFY(house.standing().sent.front().state == PacketOnItsWay::State::Waiting);
        const auto receipt =
            wire::signPacketReceipt({shelter, wire::fingerprintOf(commission.publicKey()), hash, 10, 20}, server);
        QVERIFY(transport::noteReceipt(*house.db, hash, shelter, server.publicKey, receipt));
        QVERIFY(house.standing().sent.front().state == PacketOnItsWay::State::AtServer);
        QCOMPARE(house.standing().sent.front().at, base::UtcMs{10});

        const auto &key = house.own.key;
        const base::Bytes answer = who == u"commission"_s ? wordOf(commission, key, hash)
                                   : who == u"stranger"_s ? wordOf(stranger, key, hash)
                                   : who == u"another"_s  ? wordOf(commission, key, crypto::hash(base::asBytes("other")))
                                   : who == u"refusal"_s  ? wordOf(commission, key, hash, wire::PackageAnswer::Refused)
                                                          : base::Bytes(1200, std::byte{7});
        QVERIFY(
            transport::noteNews(*house.db, hash, shelter, server.publicKey, {PacketState::Answered, receipt, answer}, 30));
        const auto way = house.standing().sent.front();
        QVERIFY(way.state == (isRead ? PacketOnItsWay::State::Read : PacketOnItsWay::State::AtServer));
        QCOMPARE(way.isAnswerFalse, !isRead);
        QCOMPARE(way.at, base::UtcMs{isRead ? 4711 : 10});
    }

    void takenAwayIsSaidToo()
    {
        Office house(1);
        const auto commission = organisation();
        const auto server = crypto::makeSignKeyPair();
        const auto shelter = wire::ShelterId::make(house.random);
        const auto packet = house.seal(commission.publicKey());
        const auto hash = wire::packageHash(packet);
        QVERIFY(transport::queuePacket(*house.db, packet, 3));
        const auto receipt =
            wire::signPacketReceipt({shelter, wire::fingerprintOf(commission.publicKey()), hash, 10, 20}, server);
        QVERIFY(transport::noteNews(*house.db, hash, shelter, server.publicKey, {PacketState::Removed, receipt, {}}, 30));
        QVERIFY(house.standing().sent.front().state == PacketOnItsWay::State::TakenAway);
    }

    void sendingIsOfferedWhereThereIsAServer()
    {
        Office house(1);
        QVERIFY(!house.standing().canSend);
        QVERIFY(exchange::foundHouse(*house.desk, *house.exchange));
        QVERIFY(!house.standing().canSend);
        transport::ServerAccess access;
        access.url = "https://serveur.example";
        QVERIFY(transport::keepServer(*house.db, access));
        QVERIFY(house.standing().canSend);
    }

    void anotherKeyNeedsAnotherInvitation()
    {
        Office commission(2);
        QVERIFY(!commission.standing().hasOtherKey);
        transport::Mailbox mailbox{"https://serveur.example", wire::fingerprintOf(organisation().publicKey())};
        QVERIFY(transport::keepMailbox(*commission.db, mailbox));
        QVERIFY(commission.standing().hasOtherKey);
        mailbox.recipient = wire::fingerprintOf(commission.own.key);
        QVERIFY(transport::keepMailbox(*commission.db, mailbox));
        QVERIFY(!commission.standing().hasOtherKey);
        QCOMPARE(commission.standing().mailboxes.size(), std::size_t{2});
    }

    void theWordIsForWhomItKnowsAndNobodyElseReadsIt()
    {
        Office house(1);
        Office commission(2);
        const auto packet = house.seal(commission.own.key);
        QCOMPARE(codeOf(exchange::packetAnswer(*commission.desk, packet)), Errc::PackageSenderUnknown);
        const auto entry =
            casework::addToDirectory(*commission.desk, {.name = "Maison Inzira", .category = "shelter"}).value();
        QVERIFY(casework::setPartnerKey(*commission.desk, entry, house.own.text));
        QCOMPARE(codeOf(exchange::packetAnswer(*commission.desk, packet)), Errc::PackageSenderUnknown); // not compared
        QVERIFY(casework::notePartnerKeyCompared(*commission.desk, entry, house.own.code));
        commission.clock.advance(10'000); // it has run out meanwhile, and was opened before
        const auto answer = exchange::packetAnswer(*commission.desk, packet).value();
        const auto opened = wire::openPackageReply(answer, house.secrets()).value();
        QVERIFY(opened.reply.hash == wire::packageHash(packet) && opened.signer == commission.own.key);
        QVERIFY(!wire::openPackageReply(answer, organisation()));
        auto changed = packet;
        changed.back() ^= std::byte{1};
        QCOMPARE(codeOf(exchange::packetAnswer(*commission.desk, changed)), Errc::PackageAltered);
        QCOMPARE(codeOf(exchange::packetAnswer(*commission.desk, house.seal(organisation().publicKey()))),
                 Errc::PackageWrongRecipient);
    }

    void aVaultToPractiseSendsAndFetchesNothing()
    {
        Office practice(3);
        const auto packet = practice.seal(organisation().publicKey());
        QVERIFY(sync::markAsTraining(*practice.db));
        QCOMPARE(codeOf(transport::queuePacket(*practice.db, packet, 1)), Errc::TrainingVault);
        QCOMPARE(codeOf(transport::keepMailbox(*practice.db, {})), Errc::TrainingVault);
        QVERIFY(practice.standing().sent.empty());
    }
};

QTEST_GUILESS_MAIN(TestPacketStanding)
#include "test_packet_standing.moc"
