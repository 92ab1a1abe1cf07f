// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/backup.h"
#include "core/session/slot_file.h"
#include "core/sync/training_mark.h"
#include "tests/core/session/vault_fixture.h"

#include <QTest>

using namespace indaro;
using namespace indaro::session;
using base::Errc;
using session::testing::DirectorPass;
using session::testing::Fixture;
using session::testing::secret;

namespace {

struct TrainingFixture : Fixture
{
    void makeTraining()
    {
        auto created = createVault(environment, folder(), {{}, "directrice", secret(DirectorPass), true});
        INDARO_CHECK(created.hasValue());
        INDARO_CHECK(created->vault.isTraining());
        INDARO_CHECK(created->vault.confirmRecoveryKit(created->kit, created->kit.cards[1].digits()).hasValue());
    }
    base::Bytes slots(const char *copy) { return base::readFile(folder() / copy, 1U << 20U).value(); }
    void writeSlots(const char *copy, const base::Bytes &bytes)
    {
        INDARO_CHECK(base::writeFileDurably(folder() / copy, bytes).hasValue());
    }
};

} // namespace

/// [issue 5: D4] That a vault is one to practise in is said in its signed slot file and in its database.
class TestTrainingMark : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itIsMarkedInBothPlacesAndForEver()
    {
        TrainingFixture f;
        f.makeTraining();
        QVERIFY(saysTraining(f.folder())); // before anybody has signed in
        auto vault = f.open().value();
        QVERIFY(vault.isTraining());
        auto db = vault.takeConnection();
        QVERIFY(sync::isTraining(db).value());
        QCOMPARE(sync::refuseTraining(db).error().code, Errc::TrainingVault);
        QVERIFY(vault.changePassphrase("directrice", secret(DirectorPass), secret("mangue colline bouteille papier"))
                    .hasValue());
        QVERIFY(saysTraining(f.folder())); // the slot file written anew still says so
    }

    void aVaultOfAHouseIsNone()
    {
        Fixture f;
        (void)f.makeVault();
        QVERIFY(!saysTraining(f.folder()));
        auto vault = f.open().value();
        QVERIFY(!vault.isTraining());
        auto db = vault.takeConnection();
        QVERIFY(!sync::isTraining(db).value());
        QVERIFY(sync::refuseTraining(db).hasValue());
    }

    void theMarkCannotBeTakenAwayFromTheSlotFile()
    {
        TrainingFixture f;
        f.makeTraining();
        for (const char *copy : {"slots.a", "slots.b"}) {
            auto slots = decodeSlotFile(f.slots(copy)).value().slots;
            slots.isTraining = false;
            f.writeSlots(copy, encodeSlotFile(slots, crypto::randomSecret(crypto::KeySize))); // whole, but not signed
        }
        QCOMPARE(f.open().error().code, Errc::SlotsDamaged);
    }

    void oneMarkIsEnoughToMakeBoth()
    {
        Fixture f;
        (void)f.makeVault();
        {
            auto vault = f.open().value();
            auto db = vault.takeConnection();
            QVERIFY(sync::markAsTraining(db).hasValue());
        }
        {
            auto vault = f.open().value();
            QVERIFY(vault.isTraining());
        }
        QVERIFY(saysTraining(f.folder()));
    }

    void itIsNeitherBackedUpNorRestored()
    {
        TrainingFixture f;
        f.makeTraining();
        {
            auto vault = f.open().value();
            auto db = vault.takeConnection();
            QCOMPARE(writeBackup(vault, db, f.folder("stick")).error().code, Errc::TrainingVault);
        }
        // A file that says so inside, however it came about: here the vault is marked while its backup is written.
        Fixture real;
        (void)real.makeVault();
        std::filesystem::path file;
        {
            auto vault = real.open().value();
            auto db = vault.takeConnection();
            std::filesystem::create_directories(real.folder("stick"));
            const auto info = writeBackup(vault, db, real.folder("stick"), [&db](int) {
                INDARO_CHECK(sync::markAsTraining(db).hasValue());
                return true;
            });
            QVERIFY(info.hasValue());
            file = info->file;
        }
        const auto restored =
            restoreBackup(real.environment, file, real.folder("other"), PassphraseKey{"directrice", secret(DirectorPass)});
        QVERIFY(!restored.hasValue());
        QCOMPARE(restored.error().code, Errc::TrainingVault);
        QVERIFY(!isVault(real.folder("other")));
    }
};

QTEST_APPLESS_MAIN(TestTrainingMark)
#include "test_training_mark.moc"
