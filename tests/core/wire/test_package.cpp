// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/initialise.h"
#include "core/wire/limits.h"
#include "core/wire/package_reply.h"
#include "tests/support/fakes.h"

#include <QTest>

#include <set>

using namespace indaro;
using namespace indaro::wire;
using base::Errc;

namespace {

constexpr base::UtcMs Now = 1'764'000'000'000;
constexpr base::UtcMs DayMs = 86'400'000;

struct Organisation
{
    OrganisationSecrets secrets = organisationFromSeed(makeOrganisationSeed()).value();
    OrganisationKey key = secrets.publicKey();
};

/// Two shelters and a stranger; the second knows the first.
struct Two
{
    tests::SeededRandom random{11};
    Organisation sender;
    Organisation recipient;
    Organisation stranger;
    crypto::SignKeyPair laptop = crypto::makeSignKeyPair();
    std::set<PackageId> opened;
    base::UtcMs now = Now;

    PackageCover cover()
    {
        return {PackageKind::Referral, PackageId::make(random), Now, Now + 14 * DayMs, {std::byte{7}}, {}};
    }
    base::Bytes seal(std::string_view content, const PackageCover &about)
    {
        return sealPackage(about, base::asBytes(content), recipient.key, sender.secrets, laptop).value();
    }
    PackageRules rules()
    {
        return {now, [this](const OrganisationKey &key) { return key == sender.key; },
                [this](const PackageId &id) { return opened.contains(id); }};
    }
    Errc refusal(base::ByteView file)
    {
        const auto answer = openPackage(file, recipient.secrets, rules());
        return answer ? Errc::Internal : answer.error().code;
    }
    base::Bytes reply(PackageAnswer answer, const base::Bytes &file, const PackageId &id)
    {
        return sealPackageReply({id, packageHash(file), answer, Now, "capacity", "CDFG-2026-0004", "rappelez lundi"},
                                sender.key, recipient.secrets)
            .value();
    }
};

bool contains(base::ByteView bytes, base::ByteView piece)
{
    return std::search(bytes.begin(), bytes.end(), piece.begin(), piece.end()) != bytes.end();
}

bool isRefusalOfAFile(Errc code)
{
    return code == Errc::PackageNotOne || code == Errc::PackageTooNew || code == Errc::PackageTruncated ||
           code == Errc::PackageAltered || code == Errc::PackageWrongRecipient;
}

} // namespace

class TestPackage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }

    void whatIsSealedComesBackWithWhoSentIt()
    {
        Two f;
        for (const std::size_t size : {0U, 1U, 4095U, 4096U, 65'535U, 65'536U, 65'537U, 131'072U, 1'000'000U}) {
            const PackageCover cover = f.cover();
            const std::string content(size, 'x');
            const auto file = f.seal(content, cover);
            const auto opened = openPackage(file, f.recipient.secrets, f.rules());
            QVERIFY(opened);
            QVERIFY(base::asText(opened->content) == content);
            QVERIFY(opened->sender == f.sender.key);
            QVERIFY(opened->device == f.laptop.publicKey);
            QVERIFY(opened->cover.id == cover.id && opened->cover.consent == cover.consent);
            QCOMPARE(opened->cover.expiresAt, cover.expiresAt);
            QVERIFY(opened->hash == packageHash(file));
        }
    }

    void theLargestContentFitsAndOneByteMoreDoesNot()
    {
        Two f;
        const std::string content(largestPackageContent(), 'x');
        QVERIFY(f.seal(content, f.cover()).size() <= MaxPackage);
        const auto tooMuch =
            sealPackage(f.cover(), base::asBytes(content + 'x'), f.recipient.key, f.sender.secrets, f.laptop);
        QVERIFY(!tooMuch && tooMuch.error().code == Errc::WireTooLarge);
        QVERIFY(f.refusal(base::Bytes(MaxPackage + 1)) == Errc::WireTooLarge);
    }

    void whoCarriesItSeesNeitherSenderNorContentNorItsLength()
    {
        Two f;
        const auto file = f.seal("Aline Ndayizeye, canari 7281", f.cover());
        QVERIFY(!contains(file, base::asBytes("canari 7281")));
        QVERIFY(!contains(file, f.sender.key.sign) && !contains(file, f.sender.key.box));
        QVERIFY(!contains(file, fingerprintOf(f.sender.key)));
        QVERIFY(!contains(file, f.laptop.publicKey));
        QCOMPARE(f.seal(std::string(3000, 'x'), f.cover()).size(), file.size());
        QVERIFY(f.seal("same", f.cover()) != f.seal("same", f.cover()));
    }

    void anyChangedByteIsRefused()
    {
        Two f;
        const auto file = f.seal("contenu", f.cover());
        for (std::size_t at = 0; at < file.size(); ++at) {
            auto changed = file;
            changed[at] ^= std::byte(1U << (at % 8));
            const Errc code = f.refusal(changed);
            QVERIFY2(isRefusalOfAFile(code), qPrintable(QString::number(at)));
            if (at >= 41) // behind the header
                QVERIFY(code == Errc::PackageAltered);
        }
    }

    void anyCutOrAppendedFileIsRefused()
    {
        Two f;
        const auto file = f.seal("contenu", f.cover());
        for (std::size_t size = 0; size < file.size(); ++size)
            QVERIFY2(f.refusal(base::ByteView(file).first(size)) == Errc::PackageTruncated,
                     qPrintable(QString::number(size)));
        auto longer = file;
        longer.push_back(std::byte{0});
        QVERIFY(f.refusal(longer) == Errc::PackageAltered);
        QVERIFY(f.refusal(base::asBytes("PK\3\4 another file altogether")) == Errc::PackageNotOne);
    }

    void aHeaderThatLiesAboutItsLengthIsRefused()
    {
        Two f;
        const auto file = f.seal("contenu", f.cover());
        for (const std::uint32_t claimed : {0U, 1U, 41U, 442U, 443U, 0xFFFFFFFFU}) {
            auto lying = file;
            for (std::size_t i = 0; i < 4; ++i)
                lying[5 + i] = static_cast<std::byte>((claimed >> (8 * i)) & 255U);
            const Errc whole = f.refusal(lying);
            QVERIFY(whole == Errc::PackageAltered || whole == Errc::PackageTruncated);
            if (claimed <= lying.size())
                QVERIFY(isRefusalOfAFile(f.refusal(base::ByteView(lying).first(claimed))));
        }
    }

    void eachOtherRefusalHasItsOwnCode()
    {
        Two f;
        const PackageCover cover = f.cover();
        const auto file = f.seal("contenu", cover);
        const auto elsewhere = openPackage(file, f.stranger.secrets, f.rules());
        QVERIFY(!elsewhere && elsewhere.error().code == Errc::PackageWrongRecipient);

        auto newer = file;
        newer[4] = std::byte{2};
        QVERIFY(f.refusal(newer) == Errc::PackageTooNew);

        const auto unknown = sealPackage(cover, base::asBytes("x"), f.recipient.key, f.stranger.secrets, f.laptop).value();
        const auto refused = openPackage(unknown, f.recipient.secrets, f.rules());
        QVERIFY(!refused && refused.error().code == Errc::PackageSenderUnknown);
        QCOMPARE(refused.error().text("digits"), comparisonCodeOf(f.stranger.key));
        QVERIFY(parseOrganisationKeyText(refused.error().text("key")).value() == f.stranger.key);

        QVERIFY(openPackage(file, f.recipient.secrets, f.rules()));
        f.now = cover.expiresAt - 1;
        QVERIFY(openPackage(file, f.recipient.secrets, f.rules()));
        f.now = cover.expiresAt;
        QVERIFY(f.refusal(file) == Errc::PackageExpired);
        f.now = Now;
        f.opened.insert(cover.id);
        QVERIFY(f.refusal(file) == Errc::PackageReplayed);
    }

    void aPackageCannotBePassedOnAsIfItWereForSomebodyElse()
    {
        // The recipient opens the cover and seals it anew for a third organisation: the signatures name the first.
        Two f;
        const auto file = f.seal("contenu", f.cover());
        constexpr std::size_t HeaderSize = 41;
        constexpr std::size_t CoverSize = 401;
        const auto cover = crypto::openSealed(f.recipient.secrets.box, base::ByteView(file).subspan(HeaderSize, CoverSize));
        QVERIFY(cover);
        const auto again = crypto::sealTo(f.stranger.key.box, cover->view()).value();
        auto forged = file;
        const auto to = fingerprintOf(f.stranger.key);
        std::copy(to.begin(), to.end(), forged.begin() + 9);
        std::copy(again.begin(), again.end(), forged.begin() + HeaderSize);
        const auto answer = openPackage(forged, f.stranger.secrets, f.rules());
        QVERIFY(!answer && answer.error().code == Errc::PackageAltered);
    }

    void anAnswerIsForTheSenderAlone()
    {
        Two f;
        const PackageCover cover = f.cover();
        const auto file = f.seal("contenu", cover);
        const auto reply = f.reply(PackageAnswer::Refused, file, cover.id);
        const auto opened = openPackageReply(reply, f.sender.secrets);
        QVERIFY(opened);
        QVERIFY(opened->signer == f.recipient.key);
        QVERIFY(opened->reply.package == cover.id && opened->reply.hash == packageHash(file));
        QVERIFY(opened->reply.answer == PackageAnswer::Refused);
        QVERIFY(opened->reply.reason == "capacity" && opened->reply.note == "rappelez lundi");
        QVERIFY(opened->reply.number == "CDFG-2026-0004");
        const auto elsewhere = openPackageReply(reply, f.stranger.secrets);
        QVERIFY(!elsewhere && elsewhere.error().code == Errc::PackageWrongRecipient);
        QVERIFY(!contains(reply, base::asBytes("capacity")) && !contains(reply, f.recipient.key.sign));
        QCOMPARE(f.reply(PackageAnswer::Received, file, cover.id).size(), reply.size());
        QVERIFY(organisationFileOf(reply) == OrganisationFile::Reply);
        QVERIFY(organisationFileOf(file) == OrganisationFile::Package);
        QVERIFY(organisationFileOf(base::asBytes("INR")) == OrganisationFile::Neither);
    }

    void anyChangedOrCutAnswerIsRefused()
    {
        Two f;
        const PackageCover cover = f.cover();
        const auto reply = f.reply(PackageAnswer::Accepted, f.seal("contenu", cover), cover.id);
        for (std::size_t at = 0; at < reply.size(); ++at) {
            auto changed = reply;
            changed[at] ^= std::byte(1U << (at % 8));
            const auto answer = openPackageReply(changed, f.sender.secrets);
            QVERIFY2(!answer && isRefusalOfAFile(answer.error().code), qPrintable(QString::number(at)));
            const auto cut = openPackageReply(base::ByteView(reply).first(at), f.sender.secrets);
            QVERIFY(!cut && cut.error().code == Errc::PackageTruncated);
        }
        const auto tooLong = sealPackageReply({cover.id, {}, PackageAnswer::Refused, Now, {}, {}, std::string(2001, 'x')},
                                              f.sender.key, f.recipient.secrets);
        QVERIFY(!tooLong && tooLong.error().code == Errc::TextTooLong);
    }

    void aKeyTravelsAsALineOfText()
    {
        Two f;
        const std::string text = organisationKeyText(f.sender.key);
        QVERIFY(parseOrganisationKeyText(text).value() == f.sender.key);
        QVERIFY(parseOrganisationKeyText("\n  " + text.substr(0, 40) + "\r\n" + text.substr(40) + " \n").value() ==
                f.sender.key);
        for (std::size_t at = 0; at < text.size(); ++at) {
            std::string changed = text;
            changed[at] = changed[at] == 'A' ? 'B' : 'A';
            QVERIFY2(!parseOrganisationKeyText(changed), qPrintable(QString::number(at)));
            QVERIFY(!parseOrganisationKeyText(text.substr(0, at)));
        }
        const auto newer = parseOrganisationKeyText("indaro-key-2:" + text.substr(13));
        QVERIFY(!newer && newer.error().code == Errc::WireTooNew);
        const std::string code = comparisonCodeOf(f.sender.key);
        QCOMPARE(code.size(), std::size_t(35));
        QVERIFY(code != comparisonCodeOf(f.recipient.key));
    }

    void aSeedIsKeptUnderAPassphrase()
    {
        const crypto::KdfPolicy quick{{8 * crypto::MiB, 1}, {8 * crypto::MiB, 1}, {16 * crypto::MiB, 2}};
        const auto seed = makeOrganisationSeed();
        const auto right = base::SecretBytes::copyOf(base::asBytes("soleil panier riviere tambour"));
        const auto wrong = base::SecretBytes::copyOf(base::asBytes("soleil panier riviere"));
        const auto file = sealOrganisationSeed(seed, right, quick).value();
        const auto opened = openOrganisationSeed(file, right, quick);
        QVERIFY(opened && crypto::equalConstantTime(opened->view(), seed.view()));
        const auto refused = openOrganisationSeed(file, wrong, quick);
        QVERIFY(!refused && refused.error().code == Errc::WrongPassphrase);
        QVERIFY(!contains(file, seed.view()));
        const auto weaker = openOrganisationSeed(file, right, crypto::KdfPolicy{});
        QVERIFY(!weaker && weaker.error().code == Errc::KdfParametersRefused);
        for (std::size_t at = 0; at < file.size(); at += 3) {
            auto changed = file;
            changed[at] ^= std::byte{1};
            QVERIFY2(!openOrganisationSeed(changed, right, quick), qPrintable(QString::number(at)));
            QVERIFY(!openOrganisationSeed(base::ByteView(file).first(at), right, quick));
        }
    }
};

QTEST_APPLESS_MAIN(TestPackage)
#include "test_package.moc"
