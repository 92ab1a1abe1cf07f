// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/aead.h"
#include "core/crypto/box.h"
#include "core/crypto/hash.h"
#include "core/crypto/initialise.h"
#include "core/crypto/kdf.h"
#include "core/crypto/padding.h"
#include "core/crypto/sign.h"
#include "core/crypto/stream.h"
#include "core/crypto/system_random.h"

#include <QTest>

using namespace indaro;
using base::Errc;
using base::SecretBytes;

namespace {

SecretBytes secret(std::string_view text)
{
    return SecretBytes::copyOf(base::asBytes(text));
}

SecretBytes secretHex(std::string_view hex)
{
    return SecretBytes::copyOf(*base::fromHex(hex));
}

QString hex(base::ByteView bytes)
{
    return QString::fromStdString(base::toHex(bytes));
}

} // namespace

class TestCrypto : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }

    void hashMatchesPublishedVectors()
    {
        // Vectors made with Python's hashlib.blake2b, an independent implementation.
        QCOMPARE(hex(crypto::hash(base::asBytes("abc"))),
                 QStringLiteral("bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319"));
        crypto::Hasher hasher;
        hasher.update(base::asBytes("a"));
        hasher.update(base::asBytes("bc"));
        QCOMPARE(hex(hasher.finish()), hex(crypto::hash(base::asBytes("abc"))));
        const auto key = secretHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
        QCOMPARE(hex(crypto::mac(key, base::asBytes("abc"))),
                 QStringLiteral("d63a32d3e44738d7907f964316c241adaba0abfeabc32349677578a15a203f7f"));
        QVERIFY(crypto::mac(key, {}) != crypto::mac(secret(std::string(32, 'k')), {}));
    }

    void argon2RefusesSettingsOutsideThePolicy()
    {
        const auto salt = *base::fromHex("000102030405060708090a0b0c0d0e0f");
        const auto pass = secret("correct horse battery");
        const crypto::KdfPolicy product;
        QVERIFY(product.allows(product.standard));
        for (const auto &bad : {crypto::KdfParameters{64 * crypto::MiB - 1, 3}, crypto::KdfParameters{64 * crypto::MiB, 2},
                                crypto::KdfParameters{512 * crypto::MiB + 1, 3}, crypto::KdfParameters{512 * crypto::MiB, 7},
                                crypto::KdfParameters{0, 0}}) {
            const auto key = crypto::deriveFromPassphrase(pass, salt, bad, product);
            QVERIFY(!key);
            QVERIFY(key.error().code == Errc::KdfParametersRefused);
        }
    }

    void argon2IsRepeatableAndDependsOnEverything()
    {
        const crypto::KdfPolicy cheap{{8 * crypto::MiB, 1}, {8192, 1}, {16 * crypto::MiB, 4}};
        const auto salt = *base::fromHex("000102030405060708090a0b0c0d0e0f");
        const auto other = *base::fromHex("000102030405060708090a0b0c0d0e10");
        const auto derive = [&](std::string_view pass, const base::Bytes &s, crypto::KdfParameters p) {
            return hex(crypto::deriveFromPassphrase(secret(pass), s, p, cheap).value().view());
        };
        const auto first = derive("pass", salt, cheap.standard);
        QCOMPARE(first, derive("pass", salt, cheap.standard));
        QVERIFY(first != derive("pasS", salt, cheap.standard));
        QVERIFY(first != derive("pass", other, cheap.standard));
        QVERIFY(first != derive("pass", salt, {8 * crypto::MiB, 2}));
        QVERIFY(!crypto::deriveFromPassphrase(secret("pass"), base::Bytes(8), cheap.standard, cheap));
    }

    void aeadRefusesEveryFlippedBit()
    {
        const auto key = crypto::randomSecret(32);
        const auto sealed = crypto::sealAead(key, base::asBytes("Ineza"), base::asBytes("about"));
        QCOMPARE(sealed.size(), std::size_t(24 + 5 + 16));
        QVERIFY(base::asText(crypto::openAead(key, sealed, base::asBytes("about")).value().view()) == "Ineza");
        for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
            auto bad = sealed;
            bad[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
            QVERIFY(!crypto::openAead(key, bad, base::asBytes("about")));
        }
        QVERIFY(!crypto::openAead(key, sealed, base::asBytes("abouT")));
        QVERIFY(!crypto::openAead(crypto::randomSecret(32), sealed, base::asBytes("about")));
        QVERIFY(crypto::openAead(key, base::ByteView(sealed).first(39), {}).error().code == Errc::CryptoBadInput);
        QVERIFY(crypto::sealAead(key, {}, {}) != crypto::sealAead(key, {}, {}));
        QVERIFY(crypto::openAead(key, crypto::sealAead(key, {}, {}), {}).value().isEmpty());
    }

    void sealedBoxOpensForItsRecipientOnly()
    {
        const auto pair = crypto::makeBoxKeyPair();
        const auto sealed = crypto::sealTo(pair.publicKey, base::asBytes("vault key")).value();
        QVERIFY(base::asText(crypto::openSealed(pair, sealed).value().view()) == "vault key");
        QVERIFY(!crypto::openSealed(crypto::makeBoxKeyPair(), sealed));
        QVERIFY(crypto::boxPublicKeyOf(pair.secretKey) == pair.publicKey);
        QVERIFY(!crypto::sealTo(crypto::BoxPublicKey{}, base::asBytes("x"))); // nobody's key
        const auto seed = crypto::randomSecret(32);
        QVERIFY(crypto::boxKeyPairFromSeed(seed).value().publicKey == crypto::boxKeyPairFromSeed(seed).value().publicKey);
        QVERIFY(!crypto::boxKeyPairFromSeed(crypto::randomSecret(16)));
    }

    void signatureIsBoundToItsContext()
    {
        // RFC 8032 seed of test 1; the public key is the RFC's.
        const auto seed = secretHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        const auto keys = crypto::signKeyPairFromSeed(seed).value();
        QCOMPARE(hex(keys.publicKey), QStringLiteral("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"));
        const auto signature = crypto::sign(keys, "indaro/v1/a", base::asBytes("bc"));
        QVERIFY(crypto::verify(keys.publicKey, "indaro/v1/a", base::asBytes("bc"), signature));
        QVERIFY(!crypto::verify(keys.publicKey, "indaro/v1/ab", base::asBytes("c"), signature));
        QVERIFY(!crypto::verify(keys.publicKey, "indaro/v1/a", base::asBytes("bd"), signature));
        QVERIFY(!crypto::verify(crypto::makeSignKeyPair().publicKey, "indaro/v1/a", base::asBytes("bc"), signature));
    }

    void subkeysDifferByNumberAndPurpose()
    {
        const auto root = secretHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
        const auto key = [&](std::uint64_t id, std::string_view context) {
            return hex(crypto::deriveSubkey(root, id, context).view());
        };
        QCOMPARE(key(1, "SQLCIPHR"), QStringLiteral("dde598b0ff832c39212a5bead23403450ca60f8d1dee9919afd8f1e7a7a2fa10"));
        QVERIFY(key(1, "SQLCIPHR") != key(2, "SQLCIPHR"));
        QVERIFY(key(1, "SQLCIPHR") != key(1, "SLOTFILE"));
    }

    void streamDetectsCutSwapAndRepetition()
    {
        const auto key = crypto::randomSecret(32);
        crypto::StreamWriter writer(key, base::asBytes("header"));
        const base::Bytes full(crypto::StreamChunkSize, std::byte{7});
        const auto one = writer.seal(full, false);
        const auto two = writer.seal(full, false);
        const auto last = writer.seal(base::asBytes("end"), true);
        const auto reader = [&] {
            return crypto::StreamReader::open(key, writer.header(), base::asBytes("header")).value();
        };
        auto good = reader();
        QVERIFY(good.open(one).value() == full);
        QVERIFY(good.open(two).value() == full);
        QVERIFY(!good.isFinished());
        QVERIFY(base::asText(good.open(last).value()) == "end");
        QVERIFY(good.isFinished());
        QVERIFY(!good.open(last));
        auto swapped = reader();
        QVERIFY(!swapped.open(two));
        auto repeated = reader();
        QVERIFY(repeated.open(one));
        QVERIFY(!repeated.open(one));
        auto skipped = reader();
        QVERIFY(skipped.open(one));
        QVERIFY(!skipped.open(last));
        auto otherHeader = crypto::StreamReader::open(key, writer.header(), base::asBytes("Header")).value();
        QVERIFY(!otherHeader.open(one));
    }

    void paddingHidesLengthAndComesOff()
    {
        for (const std::size_t size : {0U, 1U, 511U, 512U, 513U}) {
            base::Bytes bytes(size, std::byte{0x80});
            crypto::pad(bytes, 512);
            QCOMPARE(bytes.size(), (size / 512 + 1) * 512);
            QVERIFY(crypto::unpad(bytes, 512));
            QVERIFY(bytes == base::Bytes(size, std::byte{0x80}));
        }
        base::Bytes zeros(512);
        QVERIFY(!crypto::unpad(zeros, 512));
    }

    void constantTimeCompareAndWipe()
    {
        QVERIFY(crypto::equalConstantTime(base::asBytes("ab"), base::asBytes("ab")));
        QVERIFY(!crypto::equalConstantTime(base::asBytes("ab"), base::asBytes("ac")));
        QVERIFY(!crypto::equalConstantTime(base::asBytes("ab"), base::asBytes("abc")));
        base::Bytes bytes(8, std::byte{1});
        crypto::wipe(bytes);
        QVERIFY(bytes == base::Bytes(8));
    }
};

QTEST_APPLESS_MAIN(TestCrypto)
#include "test_crypto.moc"
