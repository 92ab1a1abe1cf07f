// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/base/path.h"
#include "core/release/stick.h"
#include "core/release/update.h"
#include "core/release/version.h"
#include "core/session/vault_copy.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

/// What of an update needs no signature (those: test_release.cpp): which version may follow which, and in what order a vault
/// is kept, changed and put back.

using namespace indaro;
using base::Errc;
using release::Version;
namespace fs = std::filesystem;

namespace {

/// In place, as an editor and as SQLite do: the file stays the same file.
void write(const fs::path &path, std::string_view content)
{
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << content << std::flush;
    if (!file)
        qFatal("cannot write %s", base::utf8Of(path).c_str());
}

std::string contentOf(const fs::path &path)
{
    std::ifstream file(path, std::ios::binary);
    return file ? std::string(std::istreambuf_iterator<char>(file), {}) : "(not there)";
}

/// Files that stand for a vault.
struct Vault
{
    Vault()
    {
        fs::create_directory(folder);
        write(folder / "vault.db", "people");
        write(folder / "slots.a", "slots");
        write(folder / "anchor", "anchor");
    }
    QTemporaryDir scratch;
    fs::path folder = base::pathOf(scratch.path().toStdString()) / "vault";
};

using Done = std::vector<std::string>;

release::UpdateSteps steps(const Vault &vault, Done &done, bool installs, bool opens, bool goesBack)
{
    return {[&vault, &done, installs]() -> base::Result<void> {
                done.emplace_back(session::hasVaultCopy(vault.folder) ? "install, copy is there" : "install");
                return installs ? base::Result<void>() : base::Error(Errc::DiskFull);
            },
            [&vault, &done, opens]() -> base::Result<void> {
                done.emplace_back("open");
                write(vault.folder / "vault.db", opens ? "migrated" : "half of it");
                if (opens)
                    return {};
                write(vault.folder / "vault.db-journal", "journal");
                write(vault.folder / "anchor", "later");
                return base::Error(Errc::StoreMigrationFailed);
            },
            [&done, goesBack]() -> base::Result<void> {
                done.emplace_back("back");
                return goesBack ? base::Result<void>() : base::Error(Errc::DiskFull);
            }};
}

} // namespace

#define COMPARE_ERROR(result, expected)                                                                                     \
    do {                                                                                                                    \
        const auto &got = (result);                                                                                         \
        QVERIFY2(!got, "it was accepted");                                                                                  \
        QVERIFY2(got.error().code == (expected), got.error().toString().c_str());                                           \
    } while (false)

class TestUpdate : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void versionsAreNumbers()
    {
        QCOMPARE(Version::parse("0.10.2")->toString(), std::string("0.10.2"));
        QVERIFY(*Version::parse("0.9.9") < *Version::parse("0.10.0"));
        QVERIFY(*Version::parse("1.0.0") > *Version::parse("0.99.99"));
        for (const char *text :
             {"", "1", "1.2", "1.2.3.4", "1.2.x", "01.2.3", "1..3", "1.2.3 ", "-1.2.3", "1.2.99999999999"})
            QVERIFY2(!Version::parse(text), text);
    }

    void theVersionOnlyGoesUp()
    {
        release::Release offered;
        offered.version = *Version::parse("0.3.0");
        offered.systems = {{"bookworm", "amd64"}};
        const release::System here{"bookworm", "amd64"};
        const auto follows = [&](const char *installed, const char *mark) {
            return release::mayFollow(offered, *Version::parse(installed), mark ? Version::parse(mark) : std::nullopt, here);
        };
        QVERIFY(follows("0.2.9", nullptr).hasValue());
        QVERIFY(follows("0.2.9", "0.2.9").hasValue());
        QVERIFY(follows("0.2.0", "0.3.0").hasValue()); // it was undone once
        COMPARE_ERROR(follows("0.3.0", nullptr), Errc::ReleaseNotNewer);
        COMPARE_ERROR(follows("0.4.0", nullptr), Errc::ReleaseNotNewer);
        // The attack: an old package put in place by hand, then an update to a version with known weaknesses.
        const auto attack = follows("0.1.0", "0.4.0");
        COMPARE_ERROR(attack, Errc::ReleaseNotNewer);
        QCOMPARE(attack.error().text("here"), std::string("0.4.0"));
        COMPARE_ERROR(release::mayFollow(offered, *Version::parse("0.2.0"), std::nullopt, {"trixie", "amd64"}),
                      Errc::ReleaseOtherSystem);
    }

    void aMarkThatIsNoVersionStopsEverything()
    {
        const QTemporaryDir folder;
        const fs::path file = base::pathOf(folder.path().toStdString()) / "newest-version";
        const auto none = release::readVersionMark(file);
        QVERIFY(none.hasValue());
        QVERIFY(!none->has_value());
        write(file, "0.2.0\n");
        QCOMPARE((*release::readVersionMark(file))->toString(), std::string("0.2.0"));
        for (const char *text : {"", "0.2\n", "0.2.0\n\n"}) {
            write(file, text);
            COMPARE_ERROR(release::readVersionMark(file), Errc::ReleaseDamaged);
        }
    }

    void theSystemIsReadFromItsOwnFile()
    {
        const QTemporaryDir folder;
        const fs::path file = base::pathOf(folder.path().toStdString()) / "os-release";
        write(file, "ID=debian\nVERSION_CODENAME=\"trixie\"\n");
        QCOMPARE(release::thisSystem(file)->codename, std::string("trixie"));
        write(file, "ID=debian\n");
        COMPARE_ERROR(release::thisSystem(file), Errc::ReleaseOtherSystem);
    }

    void anUpdateThatWorksLeavesNoCopy()
    {
        const Vault vault;
        Done done;
        const auto updated = release::applyUpdate(vault.folder, steps(vault, done, true, true, true));
        QVERIFY2(updated, updated ? "" : updated.error().toString().c_str());
        QCOMPARE(done, (Done{"install, copy is there", "open"}));
        QCOMPARE(contentOf(vault.folder / "vault.db"), std::string("migrated"));
        QVERIFY(!session::hasVaultCopy(vault.folder));
    }

    void anUpdateThatDoesNotOpenTheVaultIsUndone()
    {
        const Vault vault;
        Done done;
        const auto identity = base::fileIdentity(vault.folder / "vault.db");
        const auto updated = release::applyUpdate(vault.folder, steps(vault, done, true, false, true));
        COMPARE_ERROR(updated, Errc::UpdateFailed);
        QCOMPARE(updated.error().number("undone"), std::int64_t{1});
        QCOMPARE(done, (Done{"install, copy is there", "open", "back"}));
        QCOMPARE(contentOf(vault.folder / "vault.db"), std::string("people"));
        QCOMPARE(contentOf(vault.folder / "anchor"), std::string("anchor"));
        QVERIFY(!fs::exists(vault.folder / "vault.db-journal")); // of the migration: it would undo what was put back
        QVERIFY(!session::hasVaultCopy(vault.folder));
        // It is the same file, so the same laptop with the same numbers.
        QVERIFY(!identity.empty());
        QCOMPARE(base::fileIdentity(vault.folder / "vault.db"), identity);
    }

    void whatCannotBeInstalledChangesNothing()
    {
        const Vault vault;
        Done done;
        COMPARE_ERROR(release::applyUpdate(vault.folder, steps(vault, done, false, true, true)), Errc::DiskFull);
        QCOMPARE(done, (Done{"install, copy is there"}));
        QCOMPARE(contentOf(vault.folder / "vault.db"), std::string("people"));
        QVERIFY(!session::hasVaultCopy(vault.folder));
    }

    void aWayBackThatFailsKeepsTheCopy()
    {
        const Vault vault;
        Done done;
        const auto updated = release::applyUpdate(vault.folder, steps(vault, done, true, false, false));
        COMPARE_ERROR(updated, Errc::UpdateFailed);
        QCOMPARE(updated.error().number("undone"), std::int64_t{0});
        QCOMPARE(updated.error().text("step"), std::string("program"));
        QVERIFY(session::hasVaultCopy(vault.folder));
        // By hand, later; twice does no harm.
        QVERIFY(session::putVaultCopyBack(vault.folder).hasValue());
        QVERIFY(session::putVaultCopyBack(vault.folder).hasValue());
        QCOMPARE(contentOf(vault.folder / "vault.db"), std::string("people"));
        QVERIFY(session::dropVaultCopy(vault.folder).hasValue());
        COMPARE_ERROR(session::putVaultCopyBack(vault.folder), Errc::NotFound);
    }

    /// The administrator may be long in coming.
    void nobodySignsInWhileItIsInstalled()
    {
        const Vault vault;
        Done done;
        auto each = steps(vault, done, true, true, true);
        bool wasShut = false, wasFreeForTheNew = false;
        each.install = [&vault, &wasShut, install = each.install] {
            const auto lock = base::FileLock::acquire(vault.folder / "vault.lock");
            wasShut = !lock && lock.error().code == Errc::VaultInUse;
            return install();
        };
        each.openWithNew = [&vault, &wasFreeForTheNew, open = each.openWithNew] {
            wasFreeForTheNew = base::FileLock::acquire(vault.folder / "vault.lock").hasValue();
            return open();
        };
        QVERIFY(release::applyUpdate(vault.folder, each).hasValue());
        QVERIFY(wasShut && wasFreeForTheNew);
    }

    /// Only the new program is there to open it.
    void whoOpensItFirstWithTheNewProgramIsNotPutBack()
    {
        const Vault vault;
        Done done;
        auto each = steps(vault, done, true, true, true);
        each.openWithNew = [&vault]() -> base::Result<void> {
            write(vault.folder / "vault.db", "migrated, and a note");
            return base::Error(Errc::VaultInUse);
        };
        QVERIFY(release::applyUpdate(vault.folder, each).hasValue());
        QCOMPARE(contentOf(vault.folder / "vault.db"), std::string("migrated, and a note"));
        QCOMPARE(done, (Done{"install, copy is there"}));
    }

    void aVaultInUseIsNotTouched()
    {
        const Vault vault;
        const auto lock = base::FileLock::acquire(vault.folder / "vault.lock");
        QVERIFY(lock.hasValue());
        Done done;
        COMPARE_ERROR(release::applyUpdate(vault.folder, steps(vault, done, true, true, true)), Errc::VaultInUse);
        QVERIFY(done.empty());
    }
};

QTEST_GUILESS_MAIN(TestUpdate)
#include "test_update.moc"
