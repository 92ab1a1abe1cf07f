// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/backup.h"
#include "tests/core/session/vault_fixture.h"

#include <QTest>

#include <algorithm>
#include <random>

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

/// A vault with one backup beside it.
struct BackedUp : Fixture
{
    BackedUp() : kit(makeVault())
    {
        auto vault = open();
        auto db = vault->takeConnection();
        device = deviceOf(db);
        auto written = writeBackup(*vault, db, target());
        INDARO_CHECK(written.hasValue());
        info = *written;
    }
    [[nodiscard]] std::filesystem::path target() const { return dir.path().toStdString(); }
    [[nodiscard]] BackupKey directorKey() const { return PassphraseKey{"directrice", secret(DirectorPass)}; }
    [[nodiscard]] BackupKey cardsKey(std::size_t one, std::size_t other) const
    {
        return CardsKey{kit.cards[one].clone(), kit.cards[other].clone(), "directrice", secret("phrase toute neuve")};
    }

    RecoveryKit kit;
    BackupInfo info;
    base::Bytes device;
};

BackupInfo at(int daysAgo)
{
    return {std::to_string(daysAgo), 1'764'000'000'000 - daysAgo * 86'400'000LL, 0, {}, {}};
}

} // namespace

class TestBackup : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }

    void backupIsNeutralPaddedAndReadable()
    {
        BackedUp f;
        QCOMPARE(QString::fromStdString(f.info.file.filename().string()), QStringLiteral("indaro-20251124-1800.bak"));
        const auto header = readBackupHeader(f.info.file);
        QCOMPARE(outcome(header), QStringLiteral("ok"));
        QCOMPARE(header->createdUtc, f.clock.now);
        QCOMPARE(header->labels.size(), std::size_t(2));
        QVERIFY(header->kitNumber == f.kit.kitNumber);
        QVERIFY(header->bytes > (1U << 20) && header->bytes < (1U << 20) + 8192);
        const auto bytes = contentOf(f.info.file);
        for (const std::string_view canary :
             {std::string_view("Ineza"), std::string_view("Inzu"), DirectorPass, std::string_view("SQLite format 3")}) {
            const auto needle = base::asBytes(canary);
            QVERIFY(std::search(bytes.begin(), bytes.end(), needle.begin(), needle.end()) == bytes.end());
        }
        QVERIFY(!std::filesystem::exists(f.folder() / "backup.tmp"));
        auto vault = f.open();
        QCOMPARE(outcome(verifyBackup(*vault, f.info.file)), QStringLiteral("ok"));
        auto db = vault->takeConnection();
        const auto second = writeBackup(*vault, db, f.target()); // same minute: never over the first
        QCOMPARE(outcome(second), QStringLiteral("ok"));
        QVERIFY(second->file != f.info.file);
    }

    void restoredVaultIsANewDeviceWithNewCards()
    {
        for (int way = 0; way < 4; ++way) {
            BackedUp f;
            const auto elsewhere = f.folder("autre-ordinateur");
            const BackupKey key = way == 0 ? f.directorKey() : f.cardsKey(way == 3 ? 1U : 0U, way == 1 ? 1U : 2U);
            QCOMPARE(outcome(verifyBackup(f.environment, f.info.file, key, f.target())), QStringLiteral("ok"));
            {
                auto restored = restoreBackup(f.environment, f.info.file, elsewhere, key);
                QCOMPARE(outcome(restored), QStringLiteral("ok"));
                QVERIFY(restored->vault.mustRenewKit());
                QVERIFY(restored->vault.userLabel() == "directrice");
                QVERIFY(restored->kit.kitNumber == restored->vault.kitNumber());
                auto db = restored->vault.takeConnection();
                QVERIFY(noteOf(db) == "Ineza");
                const auto device = deviceOf(db);
                QVERIFY(device != f.device);
                QVERIFY(base::asText(*sync::findMeta(db, sync::meta::Series).value()) == seriesOf(device));
                QVERIFY(*sync::findMeta(db, meta::RestoredFrom).value() == f.device);
                QCOMPARE(outcome(restored->vault.confirmRecoveryKit(restored->kit, restored->kit.cards[0].digits())),
                         QStringLiteral("ok"));
            }
            const std::string_view pass = way == 0 ? DirectorPass : std::string_view("phrase toute neuve");
            QCOMPARE(outcome(unlock(f.environment, elsewhere, "directrice", secret(pass))), QStringLiteral("ok"));
            QCOMPARE(outcome(unlock(f.environment, elsewhere, "infirmiere", secret(NursePass))), QStringLiteral("ok"));
            QCOMPARE(outcome(unlockByRecovery(f.environment, elsewhere, f.kit.cards[0], f.kit.cards[1], "directrice",
                                              secret(DirectorPass))),
                     QStringLiteral("RecoveryWrongKit"));
            QCOMPARE(outcome(f.open()), QStringLiteral("ok")); // the first vault is untouched
        }
    }

    void wrongKeysAndFilledFoldersAreRefused()
    {
        BackedUp f;
        const auto elsewhere = f.folder("ailleurs");
        const auto restoring = [&](const BackupKey &key, const std::filesystem::path &folder) {
            return outcome(restoreBackup(f.environment, f.info.file, folder, key));
        };
        QCOMPARE(restoring(PassphraseKey{"directrice", secret(NursePass)}, elsewhere), QStringLiteral("WrongPassphrase"));
        QCOMPARE(restoring(PassphraseKey{"personne", secret(NursePass)}, elsewhere), QStringLiteral("UnknownUser"));
        QCOMPARE(restoring(f.cardsKey(1, 1), elsewhere), QStringLiteral("RecoveryCardsMismatch"));
        auto other = makeRecoveryKit().kit;
        QCOMPARE(restoring(CardsKey{other.cards[0].clone(), other.cards[1].clone(), "a", secret(NursePass)}, elsewhere),
                 QStringLiteral("RecoveryWrongKit"));
        QCOMPARE(restoring(f.directorKey(), f.folder()), QStringLiteral("VaultExists"));
        QVERIFY(!isVault(elsewhere));
        QCOMPARE(outcome(readBackupHeader(f.target() / "rien.bak")), QStringLiteral("FileNotFound"));
        QCOMPARE(outcome(readBackupHeader(f.folder() / "vault.db")), QStringLiteral("BackupDamaged"));
    }

    void everyKindOfDamageIsFound()
    {
        BackedUp f;
        const base::Bytes good = contentOf(f.info.file);
        const auto seed = std::random_device{}();
        std::mt19937 random(seed);
        const auto bad = f.target() / "abime.bak";
        const auto check = [&](const base::Bytes &content, const QByteArray &what) {
            QVERIFY(base::writeFileDurably(bad, content));
            const auto verified = verifyBackup(f.environment, bad, f.directorKey(), f.target());
            QVERIFY2(!verified, what.constData());
            const auto code = verified.error().code;
            QVERIFY2(code == Errc::BackupDamaged || code == Errc::BackupTooNew || code == Errc::WrongPassphrase ||
                         code == Errc::UnknownUser || code == Errc::KdfParametersRefused,
                     (what + ' ' + outcome(verified).toUtf8()).constData());
        };
        // Every byte of the header, then a sample of the rest.
        std::vector<std::size_t> places;
        for (std::size_t i = 0; i < 900; ++i)
            places.push_back(i);
        for (int i = 0; i < 60; ++i)
            places.push_back(std::uniform_int_distribution<std::size_t>(900, good.size() - 1)(random));
        for (const std::size_t place : places) {
            base::Bytes content = good;
            content[place] ^= static_cast<std::byte>(1U << (random() % 8));
            check(content, "seed " + QByteArray::number(seed) + " byte " + QByteArray::number(static_cast<qint64>(place)));
        }
        for (int i = 0; i < 20; ++i) {
            const auto size = std::uniform_int_distribution<std::size_t>(0, good.size() - 1)(random);
            check(base::Bytes(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size)),
                  "seed " + QByteArray::number(seed) + " cut at " + QByteArray::number(static_cast<qint64>(size)));
        }
        base::Bytes longer = good;
        longer.push_back(std::byte{0});
        check(longer, "one byte more");
        QCOMPARE(outcome(restoreBackup(f.environment, bad, f.folder("neuf"), f.directorKey())),
                 QStringLiteral("BackupDamaged"));
        QVERIFY(!isVault(f.folder("neuf")));
    }

    void cancellingAndFailingLeaveNothingBehind()
    {
        BackedUp f;
        auto vault = f.open();
        auto db = vault->takeConnection();
        const auto files = [&] {
            return std::distance(std::filesystem::directory_iterator(f.target()), std::filesystem::directory_iterator());
        };
        const auto before = files();
        for (const int stopAt : {0, 300, 350, 700, 900}) {
            QCOMPARE(outcome(writeBackup(*vault, db, f.target(), [&](int permille) { return permille < stopAt; })),
                     QStringLiteral("Cancelled"));
            QCOMPARE(files(), before);
            QVERIFY(!std::filesystem::exists(f.folder() / "backup.tmp"));
        }
        QCOMPARE(outcome(writeBackup(*vault, db, f.folder("nulle-part"))), QStringLiteral("FileNotWritable"));
        QVERIFY(noteOf(db) == "Ineza");
    }

    void removedAccountOpensNoLaterBackup()
    {
        BackedUp f;
        auto vault = f.open();
        auto db = vault->takeConnection();
        QVERIFY(vault->removeAccount("infirmiere", db, f.aloneAtLast(*vault)));
        const auto later = writeBackup(*vault, db, f.target());
        QCOMPARE(outcome(later), QStringLiteral("ok"));
        QCOMPARE(
            outcome(verifyBackup(f.environment, later->file, PassphraseKey{"infirmiere", secret(NursePass)}, f.target())),
            QStringLiteral("UnknownUser"));
        QCOMPARE(outcome(verifyBackup(*vault, f.info.file)), QStringLiteral("ok"));
    }

    void pruningKeepsDaysWeeksAndMonths()
    {
        std::vector<BackupInfo> daily;
        for (int day = 0; day < 200; ++day)
            daily.push_back(at(day));
        const auto gone = backupsToPrune(daily);
        const auto kept = daily.size() - gone.size();
        QVERIFY(kept >= 7 && kept <= 14);
        const auto isGone = [&](int day) {
            return std::any_of(gone.begin(), gone.end(),
                               [&](const BackupInfo &info) { return info.file == std::to_string(day); });
        };
        for (int day = 0; day < 7; ++day)
            QVERIFY(!isGone(day));
        QVERIFY(isGone(199));
        QVERIFY(backupsToPrune({at(5000)}).empty());
        QVERIFY(backupsToPrune({}).empty());
        QCOMPARE(backupsToPrune({at(0), at(0), at(0)}).size(), std::size_t(2));

        BackedUp f; // applied: a foreign file and another vault's backup stay
        QVERIFY(base::writeFileDurably(f.target() / "autre.bak", base::asBytes("not ours")));
        auto vault = f.open();
        auto db = vault->takeConnection();
        QVERIFY(writeBackup(*vault, db, f.target()));
        const auto removed = pruneBackups(*vault, f.target());
        QVERIFY(removed && *removed == 1);
        QVERIFY(std::filesystem::exists(f.target() / "autre.bak"));
    }
};

QTEST_APPLESS_MAIN(TestBackup)
#include "test_backup.moc"
