// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/initialise.h"
#include "core/crypto/system_random.h"
#include "core/wire/invitation.h"
#include "core/wire/limits.h"
#include "core/wire/package.h"
#include "core/wire/packet_mail.h"

#include <QTest>

using namespace indaro;
using namespace indaro::wire;
using base::Errc;

namespace {

OrganisationSecrets organisation()
{
    return organisationFromSeed(makeOrganisationSeed()).value();
}

template <class T> bool isError(const base::Result<T> &result, Errc code)
{
    return !result && result.error().code == code;
}

crypto::Digest digestOf(int value)
{
    return crypto::hash(base::Bytes(1, static_cast<std::byte>(value)));
}

} // namespace

class TestPacketMail : public QObject
{
    Q_OBJECT

    crypto::SystemRandom m_random;

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }

    void theHeaderSaysForWhomAndNothingElse()
    {
        const auto commission = organisation();
        const auto house = organisation();
        const auto file = sealPackage({PackageKind::Counts, PackageId::make(m_random), 1, 2, {}, {}},
                                      base::asBytes("counts"), commission.publicKey(), house, crypto::makeSignKeyPair())
                              .value();
        QVERIFY(recipientOf(file).value() == fingerprintOf(commission.publicKey()));
        for (const std::size_t cut : {std::size_t{0}, std::size_t{3}, std::size_t{8}, std::size_t{40}, file.size() - 1})
            QVERIFY(isError(recipientOf(base::ByteView(file).first(cut)), Errc::WireDamaged));
        auto longer = file;
        longer.push_back(std::byte{0});
        QVERIFY(isError(recipientOf(longer), Errc::WireDamaged));
        auto newer = file;
        newer[4] = std::byte{2};
        QVERIFY(isError(recipientOf(newer), Errc::WireTooNew));
        auto other = file;
        other[3] = std::byte{'A'}; // an answer is no packet
        QVERIFY(isError(recipientOf(other), Errc::WireDamaged));
    }

    void nobodyAsksForTheMailboxOfAnother()
    {
        const auto commission = organisation();
        const std::string code = *normalInvitationCode(makeInvitationCode());
        const auto body = signReceiverRequest(code, commission);
        const auto request = openReceiverRequest(body).value();
        QVERIFY(request.code == code && request.key == commission.publicKey());
        // Each byte is under the signature, or is the signature.
        for (std::size_t i = 5; i < body.size(); ++i) {
            auto changed = body;
            changed[i] ^= std::byte{1};
            QVERIFY2(!openReceiverRequest(changed), qPrintable(QString::number(i)));
        }
        QVERIFY(isError(openReceiverRequest(base::ByteView(body).first(body.size() - 1)), Errc::WireDamaged));
        auto newer = body;
        newer[4] = std::byte{2};
        QVERIFY(isError(openReceiverRequest(newer), Errc::WireTooNew));
        // Somebody else's key with his own signature.
        auto stolen = body;
        const auto thief = signReceiverRequest(code, organisation());
        std::copy(thief.end() - 64, thief.end(), stolen.end() - 64);
        QVERIFY(isError(openReceiverRequest(stolen), Errc::CryptoAuthFailed));
    }

    void aReceiptIsOfOneServerAndOnePacket()
    {
        const auto keys = crypto::makeSignKeyPair();
        const PacketReceipt receipt{ShelterId::make(m_random), digestOf(1), digestOf(2), 10, 20};
        const auto bytes = signPacketReceipt(receipt, keys);
        QCOMPARE(bytes.size(), PacketReceiptSize);
        QVERIFY(openPacketReceipt(bytes, keys.publicKey).value() == receipt);
        QVERIFY(isError(openPacketReceipt(bytes, crypto::makeSignKeyPair().publicKey), Errc::CryptoAuthFailed));
        for (std::size_t i = 5; i < bytes.size(); ++i) {
            auto changed = bytes;
            changed[i] ^= std::byte{1};
            QVERIFY2(!openPacketReceipt(changed, keys.publicKey), qPrintable(QString::number(i)));
        }
        auto longer = bytes;
        longer.push_back(std::byte{0});
        QVERIFY(isError(openPacketReceipt(longer, keys.publicKey), Errc::WireDamaged));
        // A receipt of envelopes is no receipt of a packet.
        const auto other =
            signReceipt({receipt.shelter, {DeviceId::make(m_random), Stream::General}, 1, digestOf(2), 1, 10}, keys);
        QVERIFY(isError(openPacketReceipt(other, keys.publicKey), Errc::WireDamaged));
    }

    void newsAndListsComeBackAsTheyWere()
    {
        const auto keys = crypto::makeSignKeyPair();
        const auto receipt = signPacketReceipt({ShelterId::make(m_random), digestOf(1), digestOf(2), 10, 20}, keys);
        for (const PacketNews &news :
             {PacketNews{PacketState::Waiting, receipt, {}}, PacketNews{PacketState::Answered, receipt, base::Bytes(1200)},
              PacketNews{PacketState::Removed, receipt, {}}}) {
            const auto read = decodePacketNews(encodePacketNews(news)).value();
            QVERIFY(read.state == news.state && read.receipt == news.receipt && read.answer == news.answer);
        }
        QVERIFY(isError(decodePacketNews(encodePacketNews({PacketState::Answered, receipt, {}})), Errc::WireDamaged));
        QVERIFY(
            isError(decodePacketNews(encodePacketNews({PacketState::Waiting, receipt, base::Bytes(5)})), Errc::WireDamaged));
        QVERIFY(isError(decodePacketNews(encodePacketNews({PacketState::Waiting, {}, {}})), Errc::WireDamaged));
        QVERIFY(
            isError(decodePacketNews(encodePacketNews({PacketState::Answered, receipt, base::Bytes(MaxPacketAnswer + 1)})),
                    Errc::WireDamaged));

        PacketList list{true, {}};
        for (std::uint64_t n = 1; n <= 3; ++n)
            list.packets.push_back({n * 5, ShelterId::make(m_random), digestOf(int(n)), 4000, 10, 20});
        const auto read = decodePacketList(encodePacketList(list)).value();
        QVERIFY(read.hasMore && read.packets == list.packets);
        std::swap(list.packets[0], list.packets[1]);
        QVERIFY(isError(decodePacketList(encodePacketList(list)), Errc::WireDamaged)); // numbers rise
        std::swap(list.packets[0], list.packets[1]);
        list.packets[2].size = MaxCountPacket + 1;
        QVERIFY(isError(decodePacketList(encodePacketList(list)), Errc::WireTooLarge));
        QVERIFY(isError(decodePacketList(encodePacketList({true, {}})), Errc::WireDamaged)); // more of nothing never ends
        QVERIFY(decodePacketList(encodePacketList({})).value().packets.empty());
    }
};

QTEST_GUILESS_MAIN(TestPacketMail)
#include "test_packet_mail.moc"
