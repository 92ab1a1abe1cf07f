// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/initialise.h"
#include "core/crypto/padding.h"
#include "core/wire/beacon.h"
#include "core/wire/invitation.h"
#include "tests/core/wire/vectors.h"
#include "tests/support/fakes.h"

#include <QTest>
#include <QtCore/QFile>

using namespace indaro;
using namespace indaro::wire;
using base::Errc;

namespace {

const QString VectorFile = QStringLiteral(INDARO_SOURCE_DIR "/tests/fixtures/wire/vectors.jsonl");

QByteArray fileContent()
{
    QFile file(VectorFile);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

struct Writer
{
    tests::SeededRandom random{7};
    ShelterId shelter = ShelterId::make(random);
    DeviceId device = DeviceId::make(random);
    crypto::SignKeyPair keys = crypto::makeSignKeyPair();
    base::SecretBytes epoch = base::SecretBytes(32);

    base::Bytes seal(std::uint64_t number, std::size_t size)
    {
        const base::Bytes plain(size, std::byte{'x'});
        const SectionToSeal section{0, &epoch, plain};
        crypto::Digest prev{};
        prev[0] = static_cast<std::byte>(number > 1 ? 1 : 0);
        return sealEnvelope({EnvelopeType::Operations, Stream::General, shelter, device, number, prev}, {&section, 1}, keys,
                            crypto::randomNonce())
            .value();
    }
};

} // namespace

class TestWire : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }

    void everyVectorIsJudgedAsWritten()
    {
        const auto set = tests::readVectors(fileContent());
        QVERIFY(set.vectors.size() >= 300);
        for (const auto &vector : set.vectors)
            QVERIFY2(tests::judge(vector, set.keys) == vector.expect, qPrintable(vector.name));
    }

    void theVectorsAreWhatTheMakerWrites()
    {
        // A writer that changed a byte of any format fails here first.
        QCOMPARE(tests::writeVectors(tests::makeVectors()), fileContent());
    }

    void aSealedEnvelopeComesBackAndItsSizeWasForetold()
    {
        Writer writer;
        for (const std::size_t size : {0U, 1U, 255U, 256U, 5000U, 300000U}) {
            const auto bytes = writer.seal(1, size);
            QCOMPARE(bytes.size(), sealedSize(std::array{std::size_t{size}}));
            const auto view = parseEnvelope(bytes).value();
            QVERIFY(verifyEnvelope(view, writer.keys.publicKey));
            QCOMPARE(openSection(view, 0, writer.epoch).value().size(), std::size_t{size});
            QVERIFY(view.hash == envelopeHash(bytes));
        }
        const base::Bytes huge(MaxEnvelope);
        const SectionToSeal section{0, &writer.epoch, huge};
        const auto refused = sealEnvelope({EnvelopeType::Operations, Stream::General, writer.shelter, writer.device, 1, {}},
                                          {&section, 1}, writer.keys, crypto::randomNonce());
        QVERIFY(!refused && refused.error().code == Errc::WireTooLarge);
    }

    void padmeCostsLittleAndTellsLittle()
    {
        // Sizes from the paper's formula, worked out by hand.
        for (const auto &[size, padded] : std::initializer_list<std::pair<std::size_t, std::size_t>>{
                 {0, 0}, {1, 1}, {9, 10}, {33, 36}, {257, 272}, {1000, 1024}, {65537, 67584}, {1048577, 1081344}})
            QCOMPARE(crypto::padmeSize(size), padded);
        for (std::size_t size = 2; size < 3'000'000; size = size * 21 / 20 + 1) {
            QVERIFY(crypto::padmeSize(size) >= size);
            QVERIFY(crypto::padmeSize(size) * 100 <= size * 112);
            QCOMPARE(crypto::padmeSize(crypto::padmeSize(size)), crypto::padmeSize(size));
            base::Bytes bytes(size, std::byte{0});
            crypto::padMe(bytes, 256);
            QCOMPARE(bytes.size(), crypto::paddedSize(size, 256));
            QVERIFY(crypto::unpadMe(bytes, 256));
            QCOMPARE(bytes.size(), size);
        }
    }

    void anAnswerIsReadHoweverItIsCut()
    {
        Writer writer;
        const HaveVector have{{{writer.device, Stream::General}, 2}};
        const auto first = writer.seal(1, 700);
        const auto second = writer.seal(2, 10);
        base::Bytes body = encodeSyncAnswerHead({false, false, 3, have, {base::Bytes(90)}, 2}, {});
        body.insert(body.end(), first.begin(), first.end());
        body.insert(body.end(), second.begin(), second.end());
        for (const std::size_t step : {1U, 7U, 108U, 5000U}) {
            SyncAnswerReader reader{HaveVector()};
            std::vector<base::Bytes> got;
            for (std::size_t at = 0; at < body.size(); at += step) {
                QVERIFY(!reader.isComplete());
                QVERIFY(reader.feed(base::ByteView(body).subspan(at, std::min(step, body.size() - at))));
                for (auto &envelope : reader.takeEnvelopes())
                    got.push_back(std::move(envelope));
            }
            QVERIFY(reader.isComplete());
            QVERIFY((got == std::vector<base::Bytes>{first, second}));
            QVERIFY(reader.head()->have == have);
        }
        // Cut in the second envelope: the first one counts.
        SyncAnswerReader reader{HaveVector()};
        QVERIFY(reader.feed(base::ByteView(body).first(body.size() - 1)));
        QCOMPARE(reader.takeEnvelopes().size(), std::size_t{1});
        QVERIFY(!reader.isComplete());
    }

    void concatenatedEnvelopesAreCutUpToTheFirstDamage()
    {
        Writer writer;
        auto bytes = writer.seal(1, 10);
        const auto next = writer.seal(2, 10);
        bytes.insert(bytes.end(), next.begin(), next.end());
        QCOMPARE(cutEnvelopes(bytes).envelopes.size(), std::size_t{2});
        QVERIFY(cutEnvelopes(bytes).rest.empty());
        bytes.pop_back();
        QCOMPARE(cutEnvelopes(bytes).envelopes.size(), std::size_t{1});
        QCOMPARE(cutEnvelopes(bytes).rest.size(), next.size() - 1);
        bytes[next.size()] = std::byte{'X'};
        QCOMPARE(cutEnvelopes(bytes).envelopes.size(), std::size_t{1});
        QCOMPARE(cutEnvelopes({}).envelopes.size(), std::size_t{0});
    }

    void anIdleSyncIsSmall()
    {
        tests::SeededRandom random(3);
        HaveVector have;
        for (int i = 0; i < 10; ++i)
            have[{DeviceId::make(random), Stream::General}] = 10'000;
        const SyncRequest request{1 << 20, {HashPrefix()}, have};
        // 512 bytes in all, of which the headers of a lean client and of our server take about 290.
        QVERIFY(encodeSyncRequest(request).size() + encodeSyncAnswerHead({false, false, 0, have, {}, 0}, have).size() <=
                240);
    }

    void invitationCodesSurvivePeople()
    {
        const std::string code = makeInvitationCode();
        QCOMPARE(code.size(), std::size_t{23});
        const auto normal = normalInvitationCode(code);
        QVERIFY(normal);
        std::string typed = " " + code + " ";
        for (char &c : typed)
            if (c >= 'A' && c <= 'Z')
                c = static_cast<char>(c - 'A' + 'a');
        QVERIFY(normalInvitationCode(typed) == normal);
        QVERIFY(normalInvitationCode("0o1iL-23456-789AB-CDEFG") == std::optional<std::string>("0011123456789ABCDEFG"));
        QVERIFY(!normalInvitationCode(code + "A"));
        QVERIFY(!normalInvitationCode(code.substr(1)));
        QVERIFY(!normalInvitationCode("U0000-00000-00000-00000"));
        QVERIFY(makeInvitationCode() != code);
    }

    void tokensHaveOneText()
    {
        const Token token = makeToken();
        QVERIFY(tokenFromText(tokenText(token)) == token);
        for (const char *bad :
             {"", "AAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAB", "AAAAAAAAAAAAAAAAAAAAA+", "AAAAAAAAAAAAAAAAAAAAAAA"})
            QVERIFY(!tokenFromText(bad));
    }

    void aBeaconIsKnownToItsOwnHouseOnly()
    {
        Writer writer;
        tests::SeededRandom random{8};
        const Beacon beacon{makeBeaconName(writer.shelter), 8437, false};
        QVERIFY(isBeaconOf(writer.shelter, beacon.name));
        QVERIFY(!isBeaconOf(ShelterId::make(random), beacon.name));
        QVERIFY(!isBeaconOf(writer.shelter, "printer") && !isBeaconOf(writer.shelter, std::string(32, 'z')));
        QVERIFY(makeBeaconName(writer.shelter) != beacon.name); // nobody knows it again tomorrow
        const std::array<std::uint8_t, 4> address{192, 168, 1, 23};
        const base::Bytes message = encodeBeacon(beacon, address);
        QCOMPARE(decodeBeacons(message).size(), std::size_t{1});
        QVERIFY(decodeBeacons(message).front() == beacon);
        QVERIFY(decodeBeacons(encodeBeacon({beacon.name, 8437, true}, address)).front().isGone);
        QVERIFY(asksForBeacons(encodeBeaconQuestion()) && !asksForBeacons(message));
        QVERIFY(decodeBeacons(encodeBeaconQuestion()).empty());
        // Whoever listens learns a random name and a port.
        const auto air = QByteArray(reinterpret_cast<const char *>(message.data()), qsizetype(message.size())).toLower();
        for (const auto &told : {QByteArray("indaro"), QByteArray::fromStdString(base::toHex(writer.shelter.bytes()))})
            QVERIFY(!air.contains(told));
    }

    /// The layout of RFC 6762 by its bytes: other programs on the network read these messages too.
    void beaconsAreDnsMessages()
    {
        QCOMPARE(base::toHex(encodeBeaconQuestion()), std::string("000000000001000000000000"
                                                                  "065f6874747073"
                                                                  "045f746370"
                                                                  "056c6f63616c00"
                                                                  "000c0001"));
        // As another program may write it: names shortened by pointers, and a record of another kind first.
        const auto message = base::fromHex("000084000000000200000000"
                                           "045f78797a045f746370056c6f63616c00"
                                           "000c8001"
                                           "00000078"
                                           "0002c00c"
                                           "0161065f6874747073c011"
                                           "00218001"
                                           "00000078"
                                           "0009"
                                           "0000000020f50162"
                                           "00");
        QVERIFY(message);
        const auto found = decodeBeacons(*message);
        QCOMPARE(found.size(), std::size_t{1});
        QVERIFY(found.front().name == "a" && found.front().port == 8437);
    }

    void anybodysMessagesOnTheNetworkDoNoHarm()
    {
        Writer writer;
        const std::array<std::uint8_t, 4> address{10, 0, 0, 1};
        const base::Bytes good = encodeBeacon({makeBeaconName(writer.shelter), 8437, false}, address);
        for (std::size_t size = 0; size < good.size(); ++size) {
            const base::ByteView part = base::ByteView(good).first(size);
            QVERIFY(!asksForBeacons(part) && decodeBeacons(part).size() <= 1);
        }
        for (const char *circle :
             {"000084000000000100000000c00c0021000100000078000800000000", "00000000000100000000000001c00c"})
            QVERIFY(decodeBeacons(*base::fromHex(circle)).empty() && !asksForBeacons(*base::fromHex(circle)));
        tests::SeededRandom random{9};
        std::size_t read = 0;
        for (int round = 0; round < 20'000; ++round) {
            base::Bytes bytes = round % 2 == 0 ? good : encodeBeaconQuestion();
            std::array<std::byte, 8> dice{};
            random.fill(dice);
            for (std::size_t i = 0; i + 1 < dice.size(); i += 2)
                bytes[std::to_integer<std::size_t>(dice[i]) % bytes.size()] = dice[i + 1];
            read += decodeBeacons(bytes).size() + (asksForBeacons(bytes) ? 1 : 0);
        }
        QVERIFY(read < 20'000);
    }
};

QTEST_APPLESS_MAIN(TestWire)
#include "test_wire.moc"
