// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/anchor.h"
#include "tests/core/session/vault_fixture.h"

#include <QTest>

#include <fstream>

using namespace indaro;
using namespace indaro::session;
using namespace indaro::session::testing;
using base::Errc;

namespace {

/// Stands for the audit: every row of `note` is a line, its text the head of the chain.
base::Result<HistoryPosition> readNotes(store::Connection &db, const std::optional<HistoryPosition> &at)
{
    HistoryPosition position;
    INDARO_TRY_ASSIGN(auto last, db.prepare("SELECT coalesce(max(id), 0) FROM note"));
    INDARO_TRY(last.step());
    position.operations = position.auditLines = static_cast<std::uint64_t>(last.integer(0));
    INDARO_TRY_ASSIGN(auto line, db.prepare("SELECT text FROM note WHERE id = ?1"));
    line.bind(1, static_cast<std::int64_t>(at ? at->auditLines : position.auditLines));
    INDARO_TRY_ASSIGN(const bool found, line.step());
    if (found)
        position.auditHead = crypto::hash(base::asBytes(line.text(0)));
    return position;
}

/// A vault with an anchor, and work in it.
struct Anchored : Fixture
{
    Anchored()
    {
        environment.history = readNotes;
        kit.emplace(makeVault());
        work("first", true);
    }
    [[nodiscard]] std::filesystem::path file(const char *name) const { return folder() / name; }
    /// One session: signs in, writes, and closes with or without its anchor (as a power cut would).
    UnlockReport work(std::string_view text, bool isAnchored)
    {
        auto vault = open();
        INDARO_CHECK(vault.hasValue());
        auto db = vault->takeConnection();
        {
            auto insert = db.prepare("INSERT INTO note (text) VALUES (?1)");
            insert->bind(1, text);
            INDARO_CHECK(insert->run().hasValue());
        }
        if (isAnchored)
            INDARO_CHECK(vault->keepAnchor(db).hasValue());
        return vault->report();
    }
    [[nodiscard]] UnlockReport look() const { return open()->report(); }
    /// Over the old file, as a restore program does: the file's birth stays.
    static void putBack(const base::Bytes &content, const std::filesystem::path &path)
    {
        std::ofstream out(path, std::ios::binary | std::ios::trunc);
        out.write(reinterpret_cast<const char *>(content.data()), static_cast<std::streamsize>(content.size()));
    }
    [[nodiscard]] static base::Bytes contentOf(const std::filesystem::path &path)
    {
        return base::readFile(path, std::size_t{64} << 20).value();
    }

    std::optional<RecoveryKit> kit;
};

} // namespace

class TestAnchor : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }

    void workAndRestartsAreNoFinding()
    {
        Anchored f;
        for (int i = 0; i < 3; ++i) {
            const auto report = f.work("more", true);
            QVERIFY(report.anchor == AnchorFinding::Good && report.formerSeries.empty() && !report.wasElsewhere);
        }
    }

    void aPowerCutBeforeTheAnchorIsNoFinding()
    {
        Anchored f;
        f.work("acknowledged, then the light went out", false);
        f.work("again", false);
        QVERIFY(f.look().anchor == AnchorFinding::Good);
    }

    void anOlderDatabasePutBackIsAFindingAndANewDevice()
    {
        Anchored f;
        const auto older = f.contentOf(f.file("vault.db"));
        base::Bytes device;
        {
            auto vault = f.open();
            auto db = vault->takeConnection();
            device = deviceOf(db);
        }
        f.work("second", true);
        f.putBack(older, f.file("vault.db"));
        auto vault = f.open();
        QVERIFY(vault->report().anchor == AnchorFinding::Older);
        QVERIFY(vault->report().formerSeries == seriesOf(device)); // its next numbers are on paper already
        auto db = vault->takeConnection();
        QVERIFY(deviceOf(db) != device);
        QVERIFY(vault->keepAnchor(db));
        vault = base::Error(Errc::Cancelled);
        QVERIFY(f.look().anchor == AnchorFinding::Good); // said once, then worked on with
    }

    void anotherHistoryOfTheSameLengthIsAFinding()
    {
        Anchored f;
        const auto fork = f.contentOf(f.file("vault.db"));
        f.work("what was written here", true);
        const auto anchor = f.contentOf(f.file("anchor"));
        f.putBack(fork, f.file("vault.db"));
        f.work("what was written elsewhere", false);
        f.putBack(anchor, f.file("anchor"));
        QVERIFY(f.look().anchor == AnchorFinding::OtherHistory);
    }

    void olderSlotFilesAreAFinding()
    {
        Anchored f;
        const auto a = f.contentOf(f.file("slots.a"));
        {
            auto vault = f.open();
            auto db = vault->takeConnection();
            QVERIFY(vault->disableAccount("infirmiere"));
            QVERIFY(vault->keepAnchor(db));
        }
        f.putBack(a, f.file("slots.a")); // lets in who was switched off
        f.putBack(a, f.file("slots.b"));
        QVERIFY(f.open("infirmiere", NursePass)->report().anchor == AnchorFinding::Older);
    }

    void missingAndDamagedAnchorsHaveTheirOwnFinding()
    {
        Anchored f;
        const auto good = f.contentOf(f.file("anchor"));
        std::filesystem::remove(f.file("anchor"));
        const auto report = f.look();
        QVERIFY(report.anchor == AnchorFinding::Missing && report.formerSeries.empty());
        for (std::size_t i = 0; i < good.size(); ++i) {
            auto bad = good;
            bad[i] ^= std::byte{16};
            f.putBack(bad, f.file("anchor"));
            QVERIFY(f.look().anchor == AnchorFinding::Damaged);
        }
        for (std::size_t size = 0; size < good.size(); size += 7) {
            f.putBack({good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size)}, f.file("anchor"));
            QVERIFY(f.look().anchor == AnchorFinding::Damaged);
        }
    }

    void aChangeOfKeysCutAnywhereIsNoFinding()
    {
        for (int cutAt = 0; cutAt <= 5; ++cutAt) {
            Anchored f;
            {
                auto vault = f.open();
                const auto alone = f.aloneAtLast(*vault);
                auto db = vault->takeConnection();
                QVERIFY(vault->keepAnchor(db));
                int seen = 0;
                f.environment.interruption = [&](std::string_view) -> base::Result<void> {
                    return seen++ == cutAt ? base::Result<void>(base::Error(Errc::Cancelled)) : base::Result<void>();
                };
                QCOMPARE(vault->removeAccount("infirmiere", db, alone).hasValue(), cutAt == 5);
            }
            f.environment.interruption = {};
            for (int visit = 0; visit < 2; ++visit)
                QVERIFY2(f.look().anchor == AnchorFinding::Good, qPrintable(QStringLiteral("cut %1").arg(cutAt)));
        }
    }

    void anchorsAreWrittenOnlyWhenSomethingChanged()
    {
        Anchored f;
        auto vault = f.open();
        auto db = vault->takeConnection();
        QVERIFY(vault->keepAnchor(db));
        std::filesystem::remove(f.file("anchor"));
        QVERIFY(vault->keepAnchor(db));
        QVERIFY(!std::filesystem::exists(f.file("anchor")));
        QVERIFY(db.execute("INSERT INTO note (text) VALUES ('new')"));
        QVERIFY(vault->keepAnchor(db));
        QVERIFY(std::filesystem::exists(f.file("anchor")));
    }
};

QTEST_APPLESS_MAIN(TestAnchor)
#include "test_anchor.moc"
