// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/path.h"
#include "core/crypto/initialise.h"
#include "core/crypto/system_random.h"
#include "core/session/backup.h"
#include "core/session/vault_copy.h"
#include "core/store/statement.h"
#include "core/sync/local_meta.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

/// What the verbs of the command line do to a vault, without Qt: makes one, adds an account, backs it up, makes another
/// laptop's vault of the backup, and checks that both open and hold what was written. With the program's own key derivation
/// and the system's own clock, files and random numbers. Takes half a minute; exits 1 at the first thing that is not as it
/// must be.

using namespace indaro;

namespace {

int steps = 0;

void must(bool isWell, const char *what, const std::string &why = {})
{
    std::printf("%s %s%s%s\n", isWell ? "ok    " : "NOT OK", what, why.empty() ? "" : ": ", why.c_str());
    std::fflush(stdout);
    if (!isWell)
        std::exit(1);
    ++steps;
}

template <class T> T must(base::Result<T> result, const char *what)
{
    must(result.hasValue(), what, result ? std::string() : result.error().toString());
    return std::move(*result);
}

template <class T> void mustDo(const base::Result<T> &result, const char *what)
{
    must(result.hasValue(), what, result ? std::string() : result.error().toString());
}

template <class T> void mustRefuse(const base::Result<T> &result, base::Errc code, const char *what)
{
    must(!result && result.error().code == code, what, result ? "it was allowed" : result.error().toString());
}

base::Result<void> schema(store::Connection &db)
{
    INDARO_TRY(sync::createLocalMeta(db));
    return db.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL)");
}

constexpr std::array<store::Migration, 1> Schema{{{1, "first", schema}}};

base::SecretBytes secret(std::string_view text)
{
    return base::SecretBytes::copyOf(base::asBytes(text));
}

std::string noteOf(store::Connection &db)
{
    auto find = db.prepare("SELECT text FROM note");
    const auto row = find ? find->step() : base::Result<bool>(find.error());
    return row && *row ? find->text(0) : std::string();
}

constexpr std::string_view DirectorPass = "soleil panier riviere tambour";
constexpr std::string_view NursePass = "mangue colline bouteille papier";
constexpr std::string_view Note = "Ineza, é ŋ";

void checkVault(const session::VaultEnvironment &environment, const std::filesystem::path &place)
{
    const auto vaultFolder = place / base::pathOf("dossier é ŋ");
    std::filesystem::path backup;
    {
        auto created = must(session::createVault(environment, vaultFolder, {"Inzu", "directrice", secret(DirectorPass)}),
                            "a vault is made");
        mustRefuse(session::unlock(environment, vaultFolder, "directrice", secret(DirectorPass)), base::Errc::VaultInUse,
                   "it is not opened twice");
        const auto alone = must(created.vault.approveAlone(), "who is alone may decide");
        must(created.vault.addAccount("infirmiere", secret(NursePass), alone), "an account is added");
        mustDo(created.vault.confirmRecoveryKit(created.kit, created.kit.cards[1].digits()), "a card is typed back");
        auto db = created.vault.takeConnection();
        {
            auto insert = must(db.prepare("INSERT INTO note (text) VALUES (?1)"), "a line is prepared");
            insert.bind(1, Note);
            mustDo(insert.run(), "a line is written");
        }
        mustDo(db.checkIntegrity(), "the file is whole");
        backup = must(session::writeBackup(created.vault, db, place), "a backup is written").file;
    }
    mustRefuse(session::unlock(environment, vaultFolder, "directrice", secret("un autre mot encore")),
               base::Errc::WrongPassphrase, "a wrong passphrase opens nothing");
    must(session::unlock(environment, vaultFolder, "infirmiere", secret(NursePass)), "the second account opens it");
    mustDo(session::keepVaultCopy(vaultFolder), "the vault is kept as before an update");
    mustDo(session::putVaultCopyBack(vaultFolder), "it is put back");
    mustDo(session::dropVaultCopy(vaultFolder), "the copy goes");
    {
        auto vault =
            must(session::unlock(environment, vaultFolder, "directrice", secret(DirectorPass)), "it opens after that");
        must(!vault.report().wasElsewhere, "and is still this laptop's");
    }

    const session::BackupKey key = session::PassphraseKey{"directrice", secret(DirectorPass)};
    must(session::verifyBackup(environment, backup, key, place), "the backup is read back");
    auto bytes = must(base::readFile(backup, std::size_t{64} << 20), "its bytes are read");
    bytes[bytes.size() / 2] ^= std::byte{1};
    const auto spoilt = place / "spoilt.bak";
    mustDo(base::writeFileDurably(spoilt, bytes), "a spoilt one is written");
    mustRefuse(session::verifyBackup(environment, spoilt, key, place), base::Errc::BackupDamaged, "and refused");

    const auto elsewhere = place / "autre";
    {
        auto restored = must(session::restoreBackup(environment, backup, elsewhere, key), "another laptop is made of it");
        auto db = restored.vault.takeConnection();
        must(noteOf(db) == Note, "with what was written");
        mustDo(restored.vault.confirmRecoveryKit(restored.kit, restored.kit.cards[0].digits()), "and cards of its own");
    }
    must(session::unlock(environment, elsewhere, "infirmiere", secret(NursePass)), "both accounts open it");
}

} // namespace

int main()
{
    base::hardenProcess();
    mustDo(crypto::initialise(), "the cryptography starts");
    crypto::SystemRandom random;
    const base::SystemClock clock;
    const session::VaultEnvironment environment{random, clock, Schema, {}, {}, {}};
    const auto place = std::filesystem::temp_directory_path() / ("indaro-check-" + std::to_string(clock.nowUtc()));
    must(std::filesystem::create_directory(place), "a folder for it is made");
    checkVault(environment, place);
    std::error_code ec;
    std::filesystem::remove_all(place, ec);
    must(!ec, "everything of it can be deleted again", ec ? ec.message() : std::string());
    std::printf("%d of %d well; SQLCipher %s\n", steps, steps, store::Connection::sqlcipherVersion().c_str());
    return 0;
}
