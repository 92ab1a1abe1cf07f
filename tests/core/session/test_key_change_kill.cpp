// SPDX-License-Identifier: GPL-3.0-or-later
// The change of the vault key against a real kill -9 while SQLCipher re-encrypts the file.
#include "tests/core/session/vault_fixture.h"

#include <QTest>

#include <chrono>
#include <csignal>
#include <random>
#include <sys/wait.h>
#include <unistd.h>

using namespace indaro;
using namespace indaro::session;
using namespace indaro::session::testing;

namespace {

constexpr int Rounds = 25;
constexpr int Rows = 2000;

/// In the child: removes the nurse, telling the parent through `out` when the re-encryption is about to start.
[[noreturn]] void removeInChild(Fixture &f, int out)
{
    auto vault = f.open();
    if (!vault)
        ::_exit(3);
    const auto alone = f.aloneAtLast(*vault);
    auto db = vault->takeConnection();
    f.environment.interruption = [&](std::string_view step) -> base::Result<void> {
        if (step == "before rekey" && ::write(out, "r", 1) != 1)
            return base::Error(base::Errc::Internal);
        return {};
    };
    ::_exit(vault->removeAccount("infirmiere", db, alone) ? 0 : 4);
}

std::int64_t countNotes(store::Connection &db)
{
    auto count = db.prepare("SELECT count(*) FROM note WHERE length(text) >= 5");
    return count && count->step().valueOr(false) ? count->integer(0) : -1;
}

} // namespace

class TestKeyChangeKill : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void killedWhileReencryptingLosesNothing()
    {
        const auto seed = std::random_device{}();
        std::mt19937 random(seed);
        int finishedLater = 0;
        for (int round = 0; round < Rounds; ++round) {
            const QByteArray where = "seed " + QByteArray::number(seed) + " round " + QByteArray::number(round);
            Fixture f;
            [[maybe_unused]] const auto kit = f.makeVault();
            {
                auto vault = f.open();
                auto db = vault->takeConnection();
                QVERIFY(db.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " +
                                   std::to_string(Rows) + ") INSERT INTO note (text) SELECT hex(randomblob(600)) FROM n"));
            }
            std::array<int, 2> pipe{};
            QCOMPARE(::pipe(pipe.data()), 0);
            const pid_t child = ::fork();
            QVERIFY(child >= 0);
            if (child == 0)
                removeInChild(f, pipe[1]);
            ::close(pipe[1]);
            char byte = 0;
            QVERIFY2(::read(pipe[0], &byte, 1) == 1, where.constData());
            ::close(pipe[0]);
            const auto until = std::chrono::steady_clock::now() +
                               std::chrono::microseconds(std::uniform_int_distribution<int>(0, 60'000)(random));
            while (std::chrono::steady_clock::now() < until) {
            }
            ::kill(child, SIGKILL);
            int status = 0;
            QCOMPARE(::waitpid(child, &status, 0), child);
            QVERIFY2(!WIFEXITED(status) || WEXITSTATUS(status) == 0, where.constData());

            auto vault = f.open();
            QVERIFY2(vault.hasValue(), (where + ' ' + (vault ? "" : vault.error().toString().c_str())).constData());
            finishedLater += vault->report().wasRotationFinished ? 1 : 0;
            auto db = vault->takeConnection();
            QVERIFY2(db.checkIntegrity(), where.constData());
            QCOMPARE(countNotes(db), std::int64_t(Rows + 1));
            QCOMPARE(vault->accounts().size(), std::size_t(1));
        }
        qInfo("%d of %d changes were finished at the next unlock", finishedLater, Rounds);
        QVERIFY2(finishedLater > 0, "no kill hit the re-encryption: this test proved nothing");
    }
};

QTEST_APPLESS_MAIN(TestKeyChangeKill)
#include "test_key_change_kill.moc"
