// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/initialise.h"
#include "core/crypto/minisign.h"
#include "core/crypto/sha256.h"

#include <QTest>

using namespace indaro;
using base::Errc;

namespace {

// Made by Debian's minisign 0.11; the secret keys were thrown away.
constexpr std::string_view Key = "untrusted comment: minisign public key 3EC345C44C98D892\n"
                                 "RWSS2JhMxEXDPhQP3FCU1IyhBvbHa0URap5RKaWppY6CvfWERmz0oFh8\n";
constexpr std::string_view OtherKey = "untrusted comment: minisign public key 4047840487BBECA2\n"
                                      "RWSi7LuHBIRHQA4Z2KjQyw1axNwXhpS63rRehcPlhW1nelSo95TawRhp\n";
constexpr std::string_view Signed =
    "untrusted comment: signature from minisign secret key\n"
    "RUSS2JhMxEXDPoh+ik/qJevG0kV34eF8wGRcQXufVt4Zatl9JuY5zu14GT1S5su/EBL8DgHuqsxtLoOqi+Qdy/q3ZJFE1U4TvAY=\n"
    "trusted comment: a trusted comment\n"
    "ORwi1aVJ+reCHq4U8QruojX5vp+9rHw1qS482RH2KXZ46280wrRK+6PO0cw3o+BoprQnRXrd9xp2FLwrejePCA==\n";
constexpr std::string_view SignedTheOldWay =
    "untrusted comment: signature from minisign secret key\n"
    "RWSS2JhMxEXDPivg6hoU/i5kZfy0QsxdXtwKpW8Zq3czczEd2HsIMbw0155AH5Sw0ZKx3TCYhB8DmmoH2sj6rt+1HqF00dSd+wU=\n"
    "trusted comment: old\n"
    "DEX8CIE+hNXuRZBMzrIDvr+R6er/mYEo/fMyQyWts+OeRLAu44YAmoBMz0wG9t2ZNNeQHibwy1w9NpVowGYFBA==\n";
constexpr std::string_view Content = "abc\n";

std::string replaced(std::string_view text, std::string_view from, std::string_view to)
{
    std::string out(text);
    const auto at = out.find(from);
    if (at == std::string::npos)
        qFatal("the text to replace is not there");
    return out.replace(at, from.size(), to);
}

/// Verified as a whole: key file, signature file, content.
bool isGood(std::string_view key, std::string_view signature, std::string_view content)
{
    const auto readKey = crypto::readMinisignKey(key);
    const auto readSignature = crypto::readMinisignSignature(signature);
    return readKey && readSignature && crypto::verifyMinisign(*readKey, *readSignature, base::asBytes(content));
}

} // namespace

class TestMinisign : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }

    void whatMinisignSignedIsGood()
    {
        QVERIFY(isGood(Key, Signed, Content));
        const auto signature = crypto::readMinisignSignature(Signed);
        QCOMPARE(signature->trustedComment, std::string("a trusted comment"));
        // What a stick of FAT and a Windows editor make of it.
        std::string windows(Signed);
        for (std::size_t at = 0; (at = windows.find('\n', at)) != std::string::npos; at += 2)
            windows.replace(at, 1, "\r\n");
        QVERIFY(isGood(Key, windows, Content));
    }

    void nothingElseIs()
    {
        QVERIFY(!isGood(Key, Signed, "abd\n"));
        QVERIFY(!isGood(Key, Signed, "abc"));
        QVERIFY(!isGood(Key, Signed, ""));
        QVERIFY(!isGood(OtherKey, Signed, Content));
        QVERIFY(!isGood(Key, replaced(Signed, "a trusted comment", "A trusted comment"), Content));
        QVERIFY(!isGood(Key, replaced(Signed, "a trusted comment", "a trusted comment "), Content));
        QVERIFY(!isGood(Key, replaced(Signed, "ORwi1aVJ", "ORwi1aVK"), Content));
    }

    /// The older algorithm signs the file itself: refused, so that there is one way only.
    void theOldAlgorithmIsRefused()
    {
        const auto read = crypto::readMinisignSignature(SignedTheOldWay);
        QVERIFY(!read);
        QCOMPARE(read.error().code, Errc::CryptoBadInput);
        // The same bytes under the new name are no signature of the digest.
        QVERIFY(!isGood(Key, replaced(SignedTheOldWay, "RWSS2JhM", "RUSS2JhM"), Content));
    }

    void everyBitOfKeyAndSignatureCounts()
    {
        const QByteArray signature =
            QByteArray::fromBase64("RUSS2JhMxEXDPoh+ik/qJevG0kV34eF8wGRcQXufVt4Zatl9JuY5zu14GT1S5su/"
                                   "EBL8DgHuqsxtLoOqi+Qdy/q3ZJFE1U4TvAY=");
        for (qsizetype bit = 0; bit < signature.size() * 8; ++bit) {
            QByteArray changed = signature;
            changed[bit / 8] = char(changed.at(bit / 8) ^ (1 << (bit % 8)));
            const std::string text = replaced(Signed, signature.toBase64().toStdString(), changed.toBase64().toStdString());
            QVERIFY2(!isGood(Key, text, Content), qPrintable(QString::number(bit)));
        }
        const QByteArray key = QByteArray::fromBase64("RWSS2JhMxEXDPhQP3FCU1IyhBvbHa0URap5RKaWppY6CvfWERmz0oFh8");
        for (qsizetype bit = 0; bit < key.size() * 8; ++bit) {
            QByteArray changed = key;
            changed[bit / 8] = char(changed.at(bit / 8) ^ (1 << (bit % 8)));
            const std::string text = replaced(Key, key.toBase64().toStdString(), changed.toBase64().toStdString());
            QVERIFY2(!isGood(text, Signed, Content), qPrintable(QString::number(bit)));
        }
    }

    void whatIsNoSuchFileIsRefused()
    {
        for (const std::string &text :
             {std::string(), std::string("\n"), std::string(Key), std::string(Signed).substr(0, 200),
              std::string(Signed) + "more\n", replaced(Signed, "untrusted comment: ", ""),
              replaced(Signed, "trusted comment: a", "comment: a"), replaced(Signed, "TvAY=", "TvAY"),
              replaced(Signed, "RUSS2JhM", "RUSS 2JhM"), replaced(Signed, "a trusted comment", std::string(9000, 'a'))}) {
            const auto read = crypto::readMinisignSignature(text);
            QVERIFY2(!read, text.c_str());
            QCOMPARE(read.error().code, Errc::CryptoBadInput);
        }
        for (const std::string &text : {std::string(), std::string(Signed), std::string(Key) + std::string(Key),
                                        replaced(Key, "RWSS", "RUSS"), replaced(Key, "oFh8", "oFg")})
            QVERIFY2(!crypto::readMinisignKey(text), text.c_str());
    }

    void sha256IsSha256()
    {
        // FIPS 180-2, appendix B.
        crypto::Sha256 sha;
        sha.update(base::asBytes("abcdbcdecdefdefgefghfghighij"));
        sha.update(base::asBytes("hijkijkljklmklmnlmnomnopnopq"));
        QCOMPARE(base::toHex(sha.finish()), std::string("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"));
        crypto::Sha256 empty;
        QCOMPARE(base::toHex(empty.finish()),
                 std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    }
};

QTEST_GUILESS_MAIN(TestMinisign)
#include "test_minisign.moc"
