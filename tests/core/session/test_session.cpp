// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/path.h"
#include "core/crypto/hash.h"
#include "core/session/passphrase.h"
#include "core/session/word_list.h"
#include "tests/core/session/rights_of_others.h"
#include "tests/core/session/vault_fixture.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace indaro;
using namespace indaro::session;
using namespace indaro::session::testing;
using base::Errc;

namespace {

template <class T> QString outcome(const base::Result<T> &result)
{
    return result ? QStringLiteral("ok") : QString::fromStdString(std::string(base::errcName(result.error().code)));
}

base::Bytes contentOf(const std::filesystem::path &path)
{
    return base::readFile(path, std::size_t{64} << 20).value();
}

bool contains(const base::Bytes &bytes, std::string_view text)
{
    const auto needle = base::asBytes(text);
    return std::search(bytes.begin(), bytes.end(), needle.begin(), needle.end()) != bytes.end();
}

Approval agreed(Vault &vault, std::string_view pass = NursePass)
{
    auto approval = vault.approveWith("infirmiere", secret(pass));
    INDARO_CHECK(approval.hasValue());
    return std::move(*approval);
}

RecoveryCard typedBack(const RecoveryCard &card)
{
    return RecoveryCard::parse(card.digits()).value();
}

} // namespace

class TestSession : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }

    void createdVaultOpensAgain()
    {
        Fixture f;
        {
            auto created = createVault(f.environment, f.folder(), {"Inzu", "directrice", secret(DirectorPass)});
            QCOMPARE(outcome(created), QStringLiteral("ok"));
            QVERIFY(created->vault.mustRenewKit()); // until a card was typed back
            QCOMPARE(outcome(createVault(f.environment, f.folder(), {"", "x", secret(DirectorPass)})),
                     QStringLiteral("VaultExists"));
            QCOMPARE(outcome(f.open()), QStringLiteral("VaultInUse"));
            auto db = created->vault.takeConnection();
            const auto device = deviceOf(db);
            QCOMPARE(device.size(), std::size_t(16));
            const auto series = sync::findMeta(db, sync::meta::Series).value().value();
            QVERIFY(base::asText(series) == seriesOf(device));
            QVERIFY(base::asText(sync::findMeta(db, meta::ShelterName).value().value()) == "Inzu");
        }
        auto vault = f.open();
        QCOMPARE(outcome(vault), QStringLiteral("ok"));
        QVERIFY(vault->userLabel() == "directrice");
        QVERIFY(!vault->report().wasSlotCopyDamaged);
    }

    void refusalsHaveTheirOwnErrors()
    {
        Fixture f;
        QCOMPARE(outcome(f.open()), QStringLiteral("VaultNotFound"));
        QCOMPARE(outcome(createVault(f.environment, f.folder(), {"", "a", secret("court")})),
                 QStringLiteral("PassphraseTooWeak"));
        QCOMPARE(outcome(createVault(f.environment, f.folder(), {"", "  ", secret(DirectorPass)})),
                 QStringLiteral("InvalidArgument"));
        [[maybe_unused]] const auto kit = f.makeVault();
        QCOMPARE(outcome(f.open("directrice", "soleil panier riviere tambouR")), QStringLiteral("WrongPassphrase"));
        QCOMPARE(outcome(f.open("personne")), QStringLiteral("UnknownUser"));
        auto vault = f.open();
        QCOMPARE(outcome(vault->approveAlone()), QStringLiteral("SecondPersonNeeded"));
        QCOMPARE(outcome(vault->approveWith("directrice", secret(DirectorPass))), QStringLiteral("SecondPersonNeeded"));
        QCOMPARE(outcome(vault->approveWith("infirmiere", secret(DirectorPass))), QStringLiteral("WrongPassphrase"));
        const auto agreed = vault->approveWith("infirmiere", secret(NursePass));
        QCOMPARE(outcome(agreed), QStringLiteral("ok"));
        QVERIFY(agreed->auditDetail().starts_with("with "));
        for (const char *likeIt : {"infirmiere", "Infirmiere", " INFIRMIERE  "})
            QCOMPARE(outcome(vault->addAccount(likeIt, secret(NursePass), *agreed)), QStringLiteral("UserExists"));
    }

    void productFloorRefusesAWeakenedSlot()
    {
        Fixture f;
        [[maybe_unused]] const auto kit = f.makeVault();
        f.environment.kdf = {}; // the product's
        QCOMPARE(outcome(f.open()), QStringLiteral("KdfParametersRefused"));
    }

    void wrongPassphrasesAreCountedAndSlowedDown()
    {
        Fixture f;
        [[maybe_unused]] const auto kit = f.makeVault();
        for (int i = 1; i <= 4; ++i) {
            f.clock.now += 2000; // the delay of the third
            const auto failed = f.open("directrice", "wrong wrong wrong wrong");
            QCOMPARE(failed.error().number("failures"), std::int64_t(i));
            QCOMPARE(failed.error().number("retryAfterMs"), delayAfterFailuresMs(static_cast<std::uint32_t>(i)));
        }
        QCOMPARE(listAccounts(f.environment, f.folder())->front().retryAfterMs, std::int64_t(2000));
        f.clock.now += 1500;
        QCOMPARE(listAccounts(f.environment, f.folder())->front().retryAfterMs, std::int64_t(500));
        f.clock.now -= 20LL * 365 * 86'400'000; // dead clock battery
        QCOMPARE(listAccounts(f.environment, f.folder())->front().retryAfterMs, std::int64_t(2000));
        const auto early = f.open(); // right, but not looked at
        QVERIFY(early.error().text("reason") == "too-soon");
        QCOMPARE(early.error().number("retryAfterMs"), std::int64_t(2000));
        f.clock.now += 1500;
        QCOMPARE(f.open().error().number("retryAfterMs"), std::int64_t(500)); // the clock that went back costs one delay
        f.clock.now += 500;
        auto vault = f.open();
        QCOMPARE(vault->report().failuresBefore, 4U);
        QCOMPARE(vault->accounts().front().failures, 0U);
        QCOMPARE(delayAfterFailuresMs(1000), std::int64_t(300'000));
    }

    void everyFlippedBitOfASlotFileIsNoticedAndMended()
    {
        Fixture f;
        [[maybe_unused]] const auto kit = f.makeVault();
        const auto path = f.folder() / "slots.a";
        const base::Bytes good = contentOf(path);
        for (std::size_t i = 0; i < good.size(); ++i) {
            base::Bytes bad = good;
            bad[i] ^= static_cast<std::byte>(1U << (i % 8));
            QVERIFY(base::writeFileDurably(path, bad));
            auto vault = f.open();
            QVERIFY2(vault.hasValue(), qPrintable(outcome(vault)));
            QVERIFY(vault->report().wasSlotCopyDamaged);
            QVERIFY(contentOf(path) == contentOf(f.folder() / "slots.b"));
            if (i % 97 == 0) {
                vault = base::Error(Errc::Cancelled); // closes
                QVERIFY(!f.open()->report().wasSlotCopyDamaged);
            }
        }
    }

    void bothSlotCopiesDamagedOrCutIsAnErrorNotACrash()
    {
        Fixture f;
        [[maybe_unused]] const auto kit = f.makeVault();
        const base::Bytes good = contentOf(f.folder() / "slots.a");
        for (std::size_t size = 0; size < good.size(); size += 13) {
            const auto cut = base::ByteView(good).first(size);
            QVERIFY(base::writeFileDurably(f.folder() / "slots.a", cut));
            QVERIFY(base::writeFileDurably(f.folder() / "slots.b", cut));
            QCOMPARE(outcome(f.open()), QStringLiteral("SlotsDamaged"));
        }
        std::filesystem::remove(f.folder() / "slots.a");
        std::filesystem::remove(f.folder() / "slots.b");
        QCOMPARE(outcome(f.open()), QStringLiteral("SlotsDamaged"));
    }

    void noSecretStandsInTheFolder()
    {
        Fixture f;
        const auto kit = f.makeVault();
        for (const auto &entry : std::filesystem::directory_iterator(f.folder())) {
            const auto bytes = contentOf(entry.path());
            for (const std::string_view canary :
                 {DirectorPass, NursePass, std::string_view("Inzu"), std::string_view("Ineza")})
                QVERIFY2(!contains(bytes, canary), base::utf8Of(entry.path()).c_str());
            for (const auto &card : kit.cards) {
                QVERIFY(!contains(bytes, base::asText(card.first())));
                QVERIFY(!contains(bytes, base::asText(card.second())));
            }
        }
        QVERIFY(contains(contentOf(f.folder() / "slots.a"), "directrice")); // the scan can find something
    }

    void anyTwoCardsOpenAndForceANewKit()
    {
        for (const auto &[one, other] : {std::pair{0, 1}, {1, 0}, {0, 2}, {2, 0}, {1, 2}, {2, 1}}) {
            Fixture f;
            const auto kit = f.makeVault();
            const auto a = typedBack(kit.cards[static_cast<std::size_t>(one)]);
            const auto b = typedBack(kit.cards[static_cast<std::size_t>(other)]);
            const auto fresh = secret("nouvelle phrase de passe");
            {
                auto vault = unlockByRecovery(f.environment, f.folder(), a, b, "directrice", fresh);
                QCOMPARE(outcome(vault), QStringLiteral("ok"));
                QVERIFY(vault->mustRenewKit());
                auto db = vault->takeConnection();
                QVERIFY(noteOf(db) == "Ineza");
            }
            QCOMPARE(outcome(f.open()), QStringLiteral("WrongPassphrase"));
            auto vault = f.open("directrice", "nouvelle phrase de passe");
            QVERIFY(vault->mustRenewKit());
            const auto renewed = vault->renewDueKit();
            QVERIFY(vault->mustRenewKit());
            QCOMPARE(outcome(vault->confirmRecoveryKit(*renewed, kit.cards[0].digits())),
                     QStringLiteral("RecoveryWrongKit"));
            QCOMPARE(outcome(vault->confirmRecoveryKit(kit, kit.cards[0].digits())), QStringLiteral("RecoveryWrongKit"));
            QCOMPARE(outcome(vault->confirmRecoveryKit(*renewed, renewed->cards[2].digits())), QStringLiteral("ok"));
            QVERIFY(!vault->mustRenewKit());
            QCOMPARE(outcome(vault->renewDueKit()), QStringLiteral("WrongState"));
            vault = base::Error(Errc::Cancelled);
            QCOMPARE(outcome(unlockByRecovery(f.environment, f.folder(), a, b, "directrice", fresh)),
                     QStringLiteral("RecoveryWrongKit"));
        }
    }

    void cardsThatDoNotBelongTogetherAreRefused()
    {
        const auto kit = makeRecoveryKit().kit;
        const auto other = makeRecoveryKit().kit;
        const auto same = joinCards(kit.cards[0], kit.cards[0]);
        QVERIFY(same.error().code == Errc::RecoveryCardsMismatch && same.error().text("reason") == "same-card");
        const auto mixed = joinCards(kit.cards[0], other.cards[1]);
        QVERIFY(mixed.error().code == Errc::RecoveryCardsMismatch && mixed.error().text("reason") == "different-kits");
    }

    void slipsInACardAreFoundInTheirGroup()
    {
        const auto card = makeRecoveryKit().kit.cards[0].clone();
        const std::string good(base::asText(card.digits().view()));
        for (std::size_t i = 0; i < good.size(); ++i) {
            if (good[i] == ' ')
                continue;
            for (char digit = '0'; digit <= '9'; ++digit) {
                if (digit == good[i])
                    continue;
                std::string bad = good;
                bad[i] = digit;
                const auto parsed = RecoveryCard::parse(secret(bad));
                QVERIFY(!parsed);
                QCOMPARE(parsed.error().number("group"), static_cast<std::int64_t>(i / 7 + 1));
            }
            if (i + 1 < good.size() && good[i + 1] != ' ' && good[i] != good[i + 1]) {
                std::string swapped = good;
                std::swap(swapped[i], swapped[i + 1]);
                QVERIFY(!RecoveryCard::parse(secret(swapped)));
            }
        }
        std::string dashed;
        for (const char c : good)
            dashed += c == ' ' ? std::string(" -\n") : std::string(1, c);
        QVERIFY(crypto::equalConstantTime(RecoveryCard::parse(secret(dashed))->parts().view(), card.parts().view()));
        QVERIFY(RecoveryCard::parse(secret(good.substr(0, 50))).error().text("reason") == "short");
        QVERIFY(RecoveryCard::parse(secret(good + "1")).error().text("reason") == "long");
        QVERIFY(RecoveryCard::parse(secret("abc")).error().text("reason") == "digit");
    }

    void disabledAndRemovedAccountsOpenNothing()
    {
        Fixture f;
        [[maybe_unused]] const auto kit = f.makeVault();
        {
            auto vault = f.open();
            QCOMPARE(outcome(vault->disableAccount("infirmiere")), QStringLiteral("ok"));
            QCOMPARE(outcome(vault->disableAccount("directrice")), QStringLiteral("LastUser"));
        }
        QCOMPARE(outcome(f.open("infirmiere", NursePass)), QStringLiteral("UserDisabled"));
        {
            auto vault = f.open();
            QCOMPARE(outcome(vault->enableAccount("infirmiere")), QStringLiteral("ok"));
            QCOMPARE(outcome(vault->changePassphrase("infirmiere", secret(DirectorPass), secret(DirectorPass))),
                     QStringLiteral("WrongPassphrase"));
            QCOMPARE(outcome(vault->changePassphrase("infirmiere", secret(NursePass), secret("Une autre phrase"))),
                     QStringLiteral("ok"));
        }
        QCOMPARE(outcome(f.open("infirmiere", NursePass)), QStringLiteral("WrongPassphrase"));
        QCOMPARE(outcome(f.open("infirmiere", "Une autre phrase")), QStringLiteral("ok"));
        const base::Bytes before = contentOf(f.folder() / "slots.a");
        {
            auto vault = f.open();
            auto db = vault->takeConnection();
            QCOMPARE(outcome(vault->removeAccount("directrice", db, agreed(*vault, "Une autre phrase"))),
                     QStringLiteral("InvalidArgument"));
            QCOMPARE(outcome(vault->removeAccount("infirmiere", db, agreed(*vault, "Une autre phrase"))),
                     QStringLiteral("SecondPersonNeeded")); // nobody agrees to their own removal
            QVERIFY(vault->addAccount("gardien", secret("une troisieme phrase"), agreed(*vault, "Une autre phrase")));
            auto third = vault->approveWith("gardien", secret("une troisieme phrase"));
            QCOMPARE(outcome(vault->removeAccount("infirmiere", db, *third)), QStringLiteral("ok"));
            QVERIFY(noteOf(db) == "Ineza");
        }
        QCOMPARE(outcome(f.open("infirmiere", "Une autre phrase")), QStringLiteral("UnknownUser"));
        QCOMPARE(outcome(f.open()), QStringLiteral("ok"));
        // Somebody who kept the slot files of before opens them, but no longer the database.
        QVERIFY(base::writeFileDurably(f.folder() / "slots.a", before));
        QVERIFY(base::writeFileDurably(f.folder() / "slots.b", before));
        QCOMPARE(outcome(f.open("infirmiere", "Une autre phrase")), QStringLiteral("StoreDamaged"));
    }

    void keyChangeSurvivesACutAtEveryStep()
    {
        int steps = 0;
        for (int cutAt = 0; cutAt <= steps; ++cutAt) {
            Fixture f;
            const auto kit = f.makeVault();
            {
                auto vault = f.open();
                const auto alone = f.aloneAtLast(*vault);
                auto db = vault->takeConnection();
                int seen = 0;
                f.environment.interruption = [&](std::string_view) -> base::Result<void> {
                    if (seen++ == cutAt)
                        return base::Error(Errc::Cancelled);
                    return {};
                };
                const auto removed = vault->removeAccount("infirmiere", db, alone);
                if (cutAt == 0)
                    steps = 5; // before slots, between copies, before rekey, after rekey, between copies
                QCOMPARE(removed.hasValue(), cutAt >= steps);
            }
            f.environment.interruption = {};
            {
                auto vault = f.open();
                QVERIFY2(vault.hasValue(), qPrintable(QStringLiteral("cut %1: %2").arg(cutAt).arg(outcome(vault))));
                QCOMPARE(vault->report().wasRotationFinished, cutAt >= 1 && cutAt <= 3);
                auto db = vault->takeConnection();
                QVERIFY(noteOf(db) == "Ineza");
                QCOMPARE(vault->accounts().size(), std::size_t(cutAt == 0 ? 2 : 1));
            }
            auto again = f.open();
            QVERIFY(again && !again->report().wasRotationFinished && !again->report().wasSlotCopyDamaged);
            again = base::Error(Errc::Cancelled);
            QCOMPARE(outcome(unlockByRecovery(f.environment, f.folder(), kit.cards[0], kit.cards[2], "directrice",
                                              secret(NursePass))),
                     QStringLiteral("ok"));
        }
    }

    void productSettingsCreateAndOpen()
    {
        Fixture f;
        f.environment.kdf = {};
        [[maybe_unused]] const auto kit = f.makeVault();
        QCOMPARE(outcome(f.open("infirmiere", NursePass)), QStringLiteral("ok"));
    }

    void recoveryCutBeforeTheNewPassphraseCanBeRepeated()
    {
        Fixture f;
        const auto kit = f.makeVault();
        const auto fresh = secret("phrase toute neuve");
        f.environment.interruption = [](std::string_view) -> base::Result<void> { return base::Error(Errc::Cancelled); };
        QCOMPARE(outcome(unlockByRecovery(f.environment, f.folder(), kit.cards[0], kit.cards[1], "directrice", fresh)),
                 QStringLiteral("Cancelled"));
        f.environment.interruption = {};
        QCOMPARE(outcome(f.open()), QStringLiteral("ok"));
        QCOMPARE(outcome(unlockByRecovery(f.environment, f.folder(), kit.cards[0], kit.cards[1], "directrice", fresh)),
                 QStringLiteral("ok"));
        QCOMPARE(outcome(f.open("directrice", "phrase toute neuve")), QStringLiteral("ok"));
    }

    void halfMadeVaultIsMadeAnew()
    {
        Fixture f;
        f.environment.interruption = [](std::string_view) -> base::Result<void> { return base::Error(Errc::DiskFull); };
        QCOMPARE(outcome(createVault(f.environment, f.folder(), {"", "a", secret(DirectorPass)})),
                 QStringLiteral("DiskFull"));
        QVERIFY(!isVault(f.folder()));
        // What a power cut leaves: files and the mark.
        QVERIFY(base::writeFileDurably(f.folder() / "unfinished", {}));
        QVERIFY(base::writeFileDurably(f.folder() / "vault.db", base::asBytes("half a database")));
        QVERIFY(!isVault(f.folder()));
        f.environment.interruption = {};
        [[maybe_unused]] const auto kit = f.makeVault();
        QCOMPARE(outcome(f.open()), QStringLiteral("ok"));
    }

    void damagedDatabaseIsNamedSo()
    {
        Fixture f;
        [[maybe_unused]] const auto kit = f.makeVault();
        const auto path = f.folder() / "vault.db";
        const base::Bytes good = contentOf(path);
        for (std::size_t at = 5; at < good.size(); at += 1501) {
            base::Bytes bad = good;
            bad[at] ^= std::byte{4};
            QVERIFY(base::writeFileDurably(path, bad));
            QCOMPARE(outcome(f.open()), QStringLiteral("StoreDamaged"));
        }
        QVERIFY(base::writeFileDurably(path, good));
        QCOMPARE(outcome(f.open()), QStringLiteral("ok"));
    }

    void aFreePageThatAPowerCutToreIsNoDamage()
    {
        Fixture f;
        [[maybe_unused]] const auto kit = f.makeVault();
        {
            auto vault = f.open();
            QVERIFY(vault.hasValue());
            auto db = vault->takeConnection();
            QVERIFY(
                db.execute("CREATE TABLE gone (content BLOB); INSERT INTO gone VALUES (zeroblob(100000)); DROP TABLE gone")
                    .hasValue());
        }
        const auto path = f.folder() / "vault.db";
        base::Bytes torn = contentOf(path);
        std::fill(torn.end() - 3584, torn.end(), std::byte{7});
        QVERIFY(base::writeFileDurably(path, torn));
        auto vault = f.open();
        QCOMPARE(outcome(vault), QStringLiteral("ok"));
        auto db = vault->takeConnection();
        QVERIFY(db.checkIntegrity().hasValue());
        QCOMPARE(noteOf(db), std::string("Ineza"));
    }

    void theSecondPersonIsSlowedDownLikeSignIn()
    {
        Fixture f;
        [[maybe_unused]] const auto kit = f.makeVault();
        auto vault = f.open();
        for (int i = 1; i <= 3; ++i)
            QCOMPARE(vault->approveWith("infirmiere", secret("faux faux faux faux")).error().number("failures"),
                     std::int64_t(i));
        const auto early = vault->approveWith("infirmiere", secret(NursePass));
        QVERIFY(early.error().text("reason") == "too-soon");
        QCOMPARE(early.error().number("retryAfterMs"), delayAfterFailuresMs(3));
        QVERIFY(vault->changePassphrase("infirmiere", secret(NursePass), secret(NursePass)).error().text("reason") ==
                "too-soon");
        f.clock.now += delayAfterFailuresMs(3);
        QCOMPARE(outcome(vault->approveWith("infirmiere", secret(NursePass))), QStringLiteral("ok"));
    }

    void switchingTheOthersOffMakesNobodyAlone()
    {
        Fixture f;
        const auto kit = f.makeVault();
        {
            auto vault = f.open();
            QVERIFY(vault->secondPersonRule().isNeeded);
            QCOMPARE(vault->secondPersonRule().labels.size(), std::size_t(1));
            QVERIFY(vault->disableAccount("infirmiere"));
        }
        auto vault = f.open(); // remembered in the file, not in the session
        QVERIFY(vault->secondPersonRule().isNeeded && vault->secondPersonRule().labels.empty());
        QCOMPARE(vault->secondPersonRule().until, f.clock.now + SecondPersonDays * 86'400'000LL);
        QCOMPARE(outcome(vault->approveAlone()), QStringLiteral("SecondPersonNeeded"));
        f.clock.now -= 400 * 86'400'000LL; // a clock set back does not help
        QCOMPARE(outcome(vault->approveAlone()), QStringLiteral("SecondPersonNeeded"));
        f.clock.now += 400 * 86'400'000LL;
        QCOMPARE(outcome(vault->enableAccount("infirmiere")), QStringLiteral("ok")); // taken back
        QVERIFY(vault->disableAccount("infirmiere"));
        f.clock.now += SecondPersonDays * 86'400'000LL - 1;
        QCOMPARE(outcome(vault->approveAlone()), QStringLiteral("SecondPersonNeeded"));
        f.clock.now += 1;
        QCOMPARE(outcome(vault->approveAlone()), QStringLiteral("ok"));
        QVERIFY(vault->approveAlone()->auditDetail() == "alone");
        // Somebody switched off long ago comes back only with a second person, when there is one.
        QVERIFY(vault->addAccount("gardien", secret("une troisieme phrase"), *vault->approveAlone()));
        QCOMPARE(outcome(vault->enableAccount("infirmiere")), QStringLiteral("SecondPersonNeeded"));
        const auto third = vault->approveWith("gardien", secret("une troisieme phrase"));
        QCOMPARE(outcome(vault->enableAccount("infirmiere", &*third)), QStringLiteral("ok"));
        vault = base::Error(Errc::Cancelled);
        auto byCards =
            unlockByRecovery(f.environment, f.folder(), kit.cards[0], kit.cards[1], "directrice", secret(NursePass));
        QVERIFY(byCards->approveAlone()->auditDetail() == "by cards"); // two holders have agreed
    }

    void aCopiedVaultIsANewDevice()
    {
        Fixture f;
        [[maybe_unused]] const auto kit = f.makeVault();
        std::string machine = "one machine";
        f.environment.machine = [&machine] { return machine; };
        base::Bytes device;
        {
            auto vault = f.open(); // the first time with this name of the machine
            auto db = vault->takeConnection();
            device = deviceOf(db);
        }
        std::filesystem::rename(f.folder(), f.folder("renamed"));
        std::filesystem::copy(f.folder("renamed"), f.folder("copied"), std::filesystem::copy_options::recursive);
        {
            auto vault = unlock(f.environment, f.folder("renamed"), "directrice", secret(DirectorPass));
            QVERIFY(vault && !vault->report().wasElsewhere && vault->report().formerSeries.empty());
            auto db = vault->takeConnection();
            QVERIFY(deviceOf(db) == device);
        }
        for (int visit = 0; visit < 2; ++visit) {
            auto vault = unlock(f.environment, f.folder("copied"), "directrice", secret(DirectorPass));
            QCOMPARE(vault->report().wasElsewhere, visit == 0);
            auto db = vault->takeConnection();
            QVERIFY(deviceOf(db) != device);
            QVERIFY(*sync::findMeta(db, meta::RestoredFrom).value() == device);
            QVERIFY(base::asText(*sync::findMeta(db, sync::meta::Series).value()) == seriesOf(deviceOf(db)));
            if (visit == 0)
                QVERIFY(vault->report().formerSeries == seriesOf(device));
        }
        machine = "another machine"; // the whole disk was cloned, birth times and all
        auto vault = unlock(f.environment, f.folder("renamed"), "directrice", secret(DirectorPass));
        QVERIFY(vault->report().wasElsewhere);
        auto db = vault->takeConnection();
        QVERIFY(deviceOf(db) != device);
    }

    void everyFileIsItsOwnersAlone()
    {
        Fixture f;
        [[maybe_unused]] const auto kit = f.makeVault();
        QVERIFY(!mayOthersReach(f.folder())); // what SQLite makes beside the database takes its list on Windows
        for (const auto &entry : std::filesystem::directory_iterator(f.folder()))
            QVERIFY2(!mayOthersReach(entry.path()), base::utf8Of(entry.path()).c_str());
        QVERIFY(letOthersRead(f.folder() / "vault.db"));
        QVERIFY(mayOthersReach(f.folder() / "vault.db"));
        QVERIFY(f.open());
        QVERIFY(!mayOthersReach(f.folder() / "vault.db"));
    }

    void passphraseRule()
    {
        for (const char *good : {"abcdefghijkl", "un deux trois quatre cinq", "mur ami lac nid", "éèàùçêîôûäëï"})
            QVERIFY2(checkPassphrase(secret(good)), good);
        for (const char *bad : {"", "court", "a b c d", "aaaaaaaaaaaaaaaa", "éééééééééééééé", "éèàùçê"})
            QVERIFY2(!checkPassphrase(secret(bad)), bad);
    }

    void suggestedPassphrasesAreWordsOfTheList()
    {
        const auto words = wordList();
        QVERIFY(words.size() >= 1296);
        const std::set<std::string_view> distinct(words.begin(), words.end());
        QCOMPARE(distinct.size(), words.size());
        std::set<std::string> seen;
        for (int i = 0; i < 50; ++i) {
            const auto suggested = suggestPassphrase();
            QVERIFY(checkPassphrase(suggested));
            QVERIFY(seen.insert(std::string(base::asText(suggested.view()))).second);
            for (const auto &word : QString::fromUtf8(reinterpret_cast<const char *>(suggested.data()),
                                                      static_cast<qsizetype>(suggested.size()))
                                        .split(u' '))
                QVERIFY(distinct.contains(word.toStdString()));
        }
    }
};

QTEST_APPLESS_MAIN(TestSession)
#include "test_session.moc"
