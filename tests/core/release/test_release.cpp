// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/crypto/initialise.h"
#include "core/release/stick.h"
#include "core/release/update.h"
#include "core/release/version.h"
#include "core/session/vault_copy.h"
#include "tests/support/signed_stick.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace indaro;
using base::Errc;
using release::Version;

namespace {

const QString Bookworm = u"bookworm amd64"_s;

base::Result<release::Release> read(const test::SignedStick &stick, const release::Progress &progress = {})
{
    const auto keys = release::readReleaseKeys(release::releaseKeyFolder(stick.root().toStdString()));
    if (!keys)
        return keys.error();
    return release::readStick(stick.folder().toStdString(), *keys, progress);
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(not there)");
}

} // namespace

#define COMPARE_ERROR(result, expected)                                                                                     \
    do {                                                                                                                    \
        const auto &got = (result);                                                                                         \
        QVERIFY2(!got, "it was accepted");                                                                                  \
        QCOMPARE(QString::fromStdString(got.error().toString()).section(u'(', 0, 0),                                        \
                 QString::fromUtf8(base::errcName(expected)));                                                              \
    } while (false)

class TestRelease : public QObject
{
    Q_OBJECT
    std::unique_ptr<test::SignedStick> m_stick;

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(crypto::initialise());
        if (test::SignedStick::isPossible())
            m_stick = std::make_unique<test::SignedStick>();
    }

    void versionsAreNumbers()
    {
        QCOMPARE(Version::parse("0.10.2")->toString(), std::string("0.10.2"));
        QVERIFY(*Version::parse("0.9.9") < *Version::parse("0.10.0"));
        QVERIFY(*Version::parse("1.0.0") > *Version::parse("0.99.99"));
        for (const char *text :
             {"", "1", "1.2", "1.2.3.4", "1.2.x", "01.2.3", "1..3", "1.2.3 ", "-1.2.3", "1.2.99999999999"})
            QVERIFY2(!Version::parse(text), text);
    }

    void aGoodReleaseIsReadWhole()
    {
        QVERIFY2(m_stick != nullptr, "minisign is not installed");
        m_stick->make(u"0.2.0"_s, Bookworm, {u"cibitoke"_s, u"amahoro"_s});
        std::vector<int> told;
        const auto found = read(*m_stick, [&told](int permille) {
            told.push_back(permille);
            return true;
        });
        QVERIFY2(found, found ? "" : found.error().toString().c_str());
        QCOMPARE(found->version.toString(), std::string("0.2.0"));
        QCOMPARE(found->day, std::string("2026-11-28"));
        QCOMPARE(found->systems, (std::vector<release::System>{{"bookworm", "amd64"}}));
        QCOMPARE(found->signedBy, (std::vector<std::string>{"cibitoke", "amahoro"}));
        QCOMPARE(found->comment, std::string("signed by cibitoke"));
        QCOMPARE(found->files.size(), std::size_t{3});
        QVERIFY(std::ranges::is_sorted(told));
        QCOMPARE(told.back(), 1000);
        // What else lies on the stick is not of the release, and does no harm.
        m_stick->write(u"photos.zip"_s, "x");
        QVERIFY(read(*m_stick));
        COMPARE_ERROR(read(*m_stick, [](int) { return false; }), Errc::Cancelled);
    }

    void twoDifferentHoldersMustHaveSigned()
    {
        QVERIFY2(m_stick != nullptr, "minisign is not installed");
        m_stick->make(u"0.2.0"_s, Bookworm, {});
        COMPARE_ERROR(read(*m_stick), Errc::ReleaseNotSigned);
        for (const QStringList &signers :
             {QStringList{u"amahoro"_s}, QStringList{u"amahoro"_s, u"amahoro"_s}, QStringList{u"amahoro"_s, u"stranger"_s},
              QStringList{u"stranger"_s, u"stranger"_s}}) {
            m_stick->sign(signers);
            COMPARE_ERROR(read(*m_stick), Errc::ReleaseNotSigned);
        }
        m_stick->sign({u"stranger"_s, u"bujumbura"_s, u"cibitoke"_s});
        const auto found = read(*m_stick);
        QVERIFY(found);
        QCOMPARE(found->signedBy, (std::vector<std::string>{"bujumbura", "cibitoke"}));
        // One key under two names is one holder.
        const QString keys = m_stick->root() + u"/usr/share/indaro/release-keys/"_s;
        QVERIFY(QFile::copy(keys + u"amahoro.pub"_s, keys + u"zulu.pub"_s));
        m_stick->sign({u"amahoro"_s, u"amahoro"_s});
        COMPARE_ERROR(read(*m_stick), Errc::ReleaseNotSigned);
        QVERIFY(QFile::remove(keys + u"zulu.pub"_s));
    }

    void aComputerWithoutTwoKeysTrustsNothing()
    {
        const QTemporaryDir keys;
        COMPARE_ERROR(release::readReleaseKeys(keys.path().toStdString()), Errc::ReleaseKeysMissing);
        COMPARE_ERROR(release::readReleaseKeys(keys.filePath(u"none"_s).toStdString()), Errc::ReleaseKeysMissing);
        test::SignedStick::writeTo(keys.filePath(u"a.pub"_s), "rubbish\n");
        COMPARE_ERROR(release::readReleaseKeys(keys.path().toStdString()), Errc::ReleaseDamaged);
    }

    void whatWasChangedAfterSigningIsFound()
    {
        QVERIFY2(m_stick != nullptr, "minisign is not installed");
        const QStringList both{u"amahoro"_s, u"bujumbura"_s};
        const QString package = u"bookworm-amd64/indaro_0.2.0+x_amd64.deb"_s;
        m_stick->make(u"0.2.0"_s, Bookworm, both);
        QByteArray bytes = contentOf(m_stick->folder() + u'/' + package);
        bytes[bytes.size() - 1] = char(bytes.back() ^ 1);
        m_stick->write(package, bytes);
        const auto changed = read(*m_stick);
        COMPARE_ERROR(changed, Errc::ReleaseDamaged);
        QCOMPARE(QString::fromStdString(changed.error().text("file")), package);
        bytes.chop(1);
        m_stick->write(package, bytes);
        COMPARE_ERROR(read(*m_stick), Errc::ReleaseDamaged);
        QVERIFY(QFile::remove(m_stick->folder() + u'/' + package));
        COMPARE_ERROR(read(*m_stick), Errc::ReleaseDamaged);
        // The list made to fit: then the signatures do not.
        m_stick->write(package, "other");
        m_stick->list();
        COMPARE_ERROR(read(*m_stick), Errc::ReleaseNotSigned);
        m_stick->make(u"0.2.0"_s, Bookworm, both);
        m_stick->write(u"RELEASE"_s, "indaro-release 1\nversion 9.0.0\nsystem bookworm amd64\n");
        COMPARE_ERROR(read(*m_stick), Errc::ReleaseDamaged);
        QVERIFY(QFile::remove(m_stick->folder() + u"/RELEASE"_s));
        COMPARE_ERROR(read(*m_stick), Errc::ReleaseNotOne);
    }

    /// Even those who may sign cannot name a file elsewhere, by mistake or otherwise.
    void aListThatLeadsElsewhereIsRefused_data()
    {
        QTest::addColumn<QByteArray>("line");
        const QByteArray digest(64, 'a');
        for (const char *path : {"../vault.db", "/etc/passwd", "a/../../b", "a//b", "./a", "-rf", "a b", "a\\b", "a/", ""})
            QTest::newRow(path) << digest + "  " + path + "\n";
        QTest::newRow("short digest") << digest.left(63) + "  a\n";
        QTest::newRow("capitals") << QByteArray(64, 'A') + "  a\n";
        QTest::newRow("no line end") << digest + "  a";
        QTest::newRow("twice") << digest + "  a\n" + digest + "  a\n";
    }
    void aListThatLeadsElsewhereIsRefused()
    {
        QVERIFY2(m_stick != nullptr, "minisign is not installed");
        QFETCH(const QByteArray, line);
        m_stick->make(u"0.2.0"_s, Bookworm, {});
        const QString list = m_stick->folder() + u"/SHA256SUMS"_s;
        test::SignedStick::writeTo(list, contentOf(list) + line);
        m_stick->sign({u"amahoro"_s, u"bujumbura"_s});
        const auto found = read(*m_stick);
        COMPARE_ERROR(found, Errc::ReleaseDamaged);
        QCOMPARE(found.error().text("file"), std::string("SHA256SUMS"));
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
        QVERIFY(follows("0.2.9", nullptr));
        QVERIFY(follows("0.2.9", "0.2.9"));
        QVERIFY(follows("0.2.0", "0.3.0")); // it was undone once
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
        const auto file = folder.filePath(u"newest-version"_s);
        QVERIFY(!*release::readVersionMark(file.toStdString()));
        test::SignedStick::writeTo(file, "0.2.0\n");
        QCOMPARE((*release::readVersionMark(file.toStdString()))->toString(), std::string("0.2.0"));
        for (const QByteArray &text : {QByteArray(), QByteArray("0.2\n"), QByteArray("0.2.0\n\n")}) {
            test::SignedStick::writeTo(file, text);
            COMPARE_ERROR(release::readVersionMark(file.toStdString()), Errc::ReleaseDamaged);
        }
    }

    void theSystemIsReadFromItsOwnFile()
    {
        const QTemporaryDir folder;
        const auto file = folder.filePath(u"os-release"_s);
        test::SignedStick::writeTo(file, "ID=debian\nVERSION_CODENAME=\"trixie\"\n");
        QCOMPARE(release::thisSystem(file.toStdString())->codename, std::string("trixie"));
        test::SignedStick::writeTo(file, "ID=debian\n");
        COMPARE_ERROR(release::thisSystem(file.toStdString()), Errc::ReleaseOtherSystem);
    }

    // --- the order of an update, on files that stand for a vault

    void anUpdateThatWorksLeavesNoCopy()
    {
        const Vault vault;
        QStringList done;
        const auto updated = release::applyUpdate(vault.folder(), steps(vault, done, true, true, true));
        QVERIFY2(updated, updated ? "" : updated.error().toString().c_str());
        QCOMPARE(done, (QStringList{u"install, copy is there"_s, u"open"_s}));
        QCOMPARE(contentOf(vault.path + u"/vault.db"_s), QByteArray("migrated"));
        QVERIFY(!session::hasVaultCopy(vault.folder()));
    }

    void anUpdateThatDoesNotOpenTheVaultIsUndone()
    {
        const Vault vault;
        QStringList done;
        const auto identity = base::fileIdentity(vault.folder() / "vault.db");
        const auto updated = release::applyUpdate(vault.folder(), steps(vault, done, true, false, true));
        COMPARE_ERROR(updated, Errc::UpdateFailed);
        QCOMPARE(updated.error().number("undone"), std::int64_t{1});
        QCOMPARE(done, (QStringList{u"install, copy is there"_s, u"open"_s, u"back"_s}));
        QCOMPARE(contentOf(vault.path + u"/vault.db"_s), QByteArray("people"));
        QCOMPARE(contentOf(vault.path + u"/anchor"_s), QByteArray("anchor"));
        QVERIFY(!QFile::exists(vault.path + u"/vault.db-journal"_s)); // of the migration: it would undo what was put back
        QVERIFY(!session::hasVaultCopy(vault.folder()));
        // It is the same file, so the same laptop with the same numbers.
        QVERIFY(!identity.empty());
        QCOMPARE(base::fileIdentity(vault.folder() / "vault.db"), identity);
    }

    void whatCannotBeInstalledChangesNothing()
    {
        const Vault vault;
        QStringList done;
        COMPARE_ERROR(release::applyUpdate(vault.folder(), steps(vault, done, false, true, true)), Errc::DiskFull);
        QCOMPARE(done, (QStringList{u"install, copy is there"_s}));
        QCOMPARE(contentOf(vault.path + u"/vault.db"_s), QByteArray("people"));
        QVERIFY(!session::hasVaultCopy(vault.folder()));
    }

    void aWayBackThatFailsKeepsTheCopy()
    {
        const Vault vault;
        QStringList done;
        const auto updated = release::applyUpdate(vault.folder(), steps(vault, done, true, false, false));
        COMPARE_ERROR(updated, Errc::UpdateFailed);
        QCOMPARE(updated.error().number("undone"), std::int64_t{0});
        QCOMPARE(updated.error().text("step"), std::string("program"));
        QVERIFY(session::hasVaultCopy(vault.folder()));
        // By hand, later; twice does no harm.
        QVERIFY(session::putVaultCopyBack(vault.folder()));
        QVERIFY(session::putVaultCopyBack(vault.folder()));
        QCOMPARE(contentOf(vault.path + u"/vault.db"_s), QByteArray("people"));
        QVERIFY(session::dropVaultCopy(vault.folder()));
        COMPARE_ERROR(session::putVaultCopyBack(vault.folder()), Errc::NotFound);
    }

    void aVaultInUseIsNotTouched()
    {
        const Vault vault;
        const auto lock = base::FileLock::acquire(vault.folder() / "vault.lock");
        QVERIFY(lock);
        QStringList done;
        COMPARE_ERROR(release::applyUpdate(vault.folder(), steps(vault, done, true, true, true)), Errc::VaultInUse);
        QVERIFY(done.isEmpty());
    }

private:
    struct Vault
    {
        Vault()
        {
            QDir().mkpath(path);
            test::SignedStick::writeTo(path + u"/vault.db"_s, "people");
            test::SignedStick::writeTo(path + u"/slots.a"_s, "slots");
            test::SignedStick::writeTo(path + u"/anchor"_s, "anchor");
        }
        [[nodiscard]] std::filesystem::path folder() const { return path.toStdString(); }
        QTemporaryDir scratch;
        QString path = scratch.filePath(u"vault"_s);
    };

    static release::UpdateSteps steps(const Vault &vault, QStringList &done, bool installs, bool opens, bool goesBack)
    {
        return {[&vault, &done, installs]() -> base::Result<void> {
                    done.append(session::hasVaultCopy(vault.folder()) ? u"install, copy is there"_s : u"install"_s);
                    return installs ? base::Result<void>() : base::Error(Errc::DiskFull);
                },
                [&vault, &done, opens]() -> base::Result<void> {
                    done.append(u"open"_s);
                    test::SignedStick::writeTo(vault.path + u"/vault.db"_s, opens ? "migrated" : "half of it");
                    if (opens)
                        return {};
                    test::SignedStick::writeTo(vault.path + u"/vault.db-journal"_s, "journal");
                    test::SignedStick::writeTo(vault.path + u"/anchor"_s, "later");
                    return base::Error(Errc::StoreMigrationFailed);
                },
                [&done, goesBack]() -> base::Result<void> {
                    done.append(u"back"_s);
                    return goesBack ? base::Result<void>() : base::Error(Errc::DiskFull);
                }};
    }
};

QTEST_GUILESS_MAIN(TestRelease)
#include "test_release.moc"
