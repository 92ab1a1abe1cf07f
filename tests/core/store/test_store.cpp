// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/store/free_pages.h"
#include "core/store/migration.h"
#include "core/store/read_hold.h"
#include "core/store/store_thread.h"
#include "tests/support/temp_store.h"

#include <QTest>

#include <algorithm>
#include <atomic>

using namespace indaro;
using base::Errc;
using store::Connection;
using tests::TempStore;

namespace {

constexpr char Canary[] = "Nzeyimana-canary-0001";

void fill(Connection &db, int rows)
{
    QVERIFY(db.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)").hasValue());
    auto transaction = db.begin();
    QVERIFY(transaction.hasValue());
    for (int i = 0; i < rows; ++i) {
        auto insert = db.prepare("INSERT INTO t (name) VALUES (?1)");
        QVERIFY(insert.hasValue());
        insert->bind(1, std::string(Canary) + std::to_string(i));
        QVERIFY(insert->run().hasValue());
    }
    QVERIFY(transaction->commit().hasValue());
}

base::Result<void> addTable(Connection &db)
{
    return db.execute("CREATE TABLE a (x)");
}
base::Result<void> fail(Connection &db)
{
    INDARO_TRY(db.execute("CREATE TABLE b (x)"));
    return db.execute("CREATE TABLE a (x)"); // exists already
}

} // namespace

class TestStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingReadableIsOnDisk()
    {
        const TempStore temp;
        {
            auto db = temp.open(Connection::Mode::Create);
            QVERIFY2(db.hasValue(), db ? "" : db.error().toString().c_str());
            fill(*db, 500);
        }
        const auto bytes = base::readFile(temp.path(), 1 << 26).value();
        QVERIFY(bytes.size() > 4096);
        QVERIFY(base::asText(bytes).find("canary") == std::string_view::npos);
        QVERIFY(base::asText(bytes).find("SQLite format") == std::string_view::npos);
    }

    void openingFailsClosedWithAnErrorOfItsOwn()
    {
        const TempStore temp;
        QVERIFY(temp.open(Connection::Mode::ReadWrite).error().code == Errc::FileNotFound);
        {
            auto db = temp.open(Connection::Mode::Create);
            fill(*db, 500);
        }
        base::SecretBytes wrong(32);
        QVERIFY(Connection::open(temp.path(), wrong, Connection::Mode::ReadWrite).error().code == Errc::StoreWrongKey);
        const auto plain = temp.path().parent_path() / "plain.db";
        QVERIFY(base::writeFileDurably(plain, base::asBytes(std::string("SQLite format 3\0", 16) + std::string(4080, 'x')))
                    .hasValue());
        QVERIFY(Connection::open(plain, temp.key(), Connection::Mode::ReadWrite).error().code == Errc::StorePlaintextFile);
        const auto cut = temp.path().parent_path() / "cut.db";
        QVERIFY(base::writeFileDurably(cut, base::asBytes("abc")).hasValue());
        QVERIFY(Connection::open(cut, temp.key(), Connection::Mode::ReadWrite).error().code == Errc::StoreDamaged);
    }

    void whatIsHeldForReadingIsOnlyWrittenHere()
    {
        const TempStore temp;
        auto first = temp.open(Connection::Mode::Create);
        fill(*first, 1);
        auto second = temp.open(Connection::Mode::ReadWrite);
        QVERIFY(second.hasValue());
        {
            const auto held = holdForReading(*first);
            QVERIFY(held.hasValue());
            {
                auto writing = second->begin();
                QVERIFY(writing.hasValue());
                QVERIFY(second->execute("INSERT INTO t (id) VALUES (71)").hasValue());
                QCOMPARE(writing->commit().error().code, Errc::StoreLocked);
            }
            auto writing = first->begin();
            QVERIFY(writing.hasValue());
            QVERIFY(first->execute("INSERT INTO t (id) VALUES (72)").hasValue());
            QVERIFY(writing->commit().hasValue());
            QVERIFY(!first->isInTransaction());
        }
        auto writing = second->begin();
        QVERIFY(writing.hasValue());
        QVERIFY(second->execute("INSERT INTO t (id) VALUES (73)").hasValue());
        QVERIFY(writing->commit().hasValue());
        auto rows = first->prepare("SELECT count(*) FROM t WHERE id > 70");
        QVERIFY(rows.hasValue());
        QVERIFY(rows->step().value());
        QCOMPARE(rows->integer(0), std::int64_t{2});
    }

    void aWriterInAnotherConnectionIsToldFromAWrongKey()
    {
        const TempStore temp;
        auto first = temp.open(Connection::Mode::Create);
        fill(*first, 1);
        auto second = temp.open(Connection::Mode::ReadWrite);
        QVERIFY(second.hasValue());
        auto writing = first->begin();
        QVERIFY(writing.hasValue());
        QVERIFY(second->begin().error().code == Errc::StoreLocked);
    }

    void everyFlippedBitInAPageIsFound()
    {
        const TempStore temp;
        {
            auto db = temp.open(Connection::Mode::Create);
            fill(*db, 2000);
        }
        const auto good = base::readFile(temp.path(), 1 << 26).value();
        const auto pages = good.size() / 4096;
        QVERIFY(pages > 10);
        for (std::size_t page = 0; page < pages; ++page) {
            auto bad = good;
            bad[page * 4096 + (page * 911 + 17) % 4096] ^= std::byte{1};
            QVERIFY(base::writeFileDurably(temp.path(), bad).hasValue());
            auto db = temp.open(Connection::Mode::ReadWrite);
            const bool found = !db || !db->checkPages();
            QVERIFY2(found, qPrintable(QString::number(page)));
        }
    }

    void aTornPageThatIsFreeIsNoDamage() // a power cut while SQLite used it again
    {
        const TempStore temp;
        {
            auto db = temp.open(Connection::Mode::Create);
            fill(*db, 100);
            QVERIFY(db->execute("CREATE TABLE gone (content BLOB); INSERT INTO gone VALUES (zeroblob(400000)); "
                                "DROP TABLE gone")
                        .hasValue());
        }
        const auto good = base::readFile(temp.path(), 1 << 26).value();
        const auto pages = good.size() / 4096;
        QVERIFY(pages > 100);
        std::size_t mended = 0, damaged = 0;
        for (std::size_t page = 1; page < pages; page += 3) {
            auto torn = good;
            std::fill_n(torn.begin() + std::ptrdiff_t(page * 4096 + 512), 3584, std::byte{7});
            QVERIFY(base::writeFileDurably(temp.path(), torn).hasValue());
            auto db = temp.open(Connection::Mode::ReadWrite);
            QVERIFY(db.hasValue());
            QVERIFY(!db->checkPages());
            if (!store::rewriteFreePages(*db) || !db->checkPages()) {
                ++damaged; // it holds something: rows, or which pages are free
                continue;
            }
            ++mended;
            QVERIFY(db->checkIntegrity().hasValue());
            QVERIFY(db->backupTo(temp.path().parent_path() / "copy.db", temp.key()).hasValue());
            QVERIFY(base::readFile(temp.path(), 1 << 26).value().size() <= good.size() + 2 * 4096);
            auto count = db->prepare("SELECT count(*) FROM t");
            QVERIFY(count->step().value());
            QCOMPARE(count->integer(0), std::int64_t(100));
        }
        QVERIFY(mended > 20);
        QVERIFY(damaged > 0 && damaged < 5);
    }

    void aTransactionThatIsNotCommittedLeavesNothing()
    {
        const TempStore temp;
        auto db = temp.open(Connection::Mode::Create);
        fill(*db, 1);
        const auto before = db->rollbackCount();
        {
            auto transaction = db->begin();
            QVERIFY(db->execute("DELETE FROM t").hasValue());
        }
        QVERIFY(db->rollbackCount() > before);
        auto count = db->prepare("SELECT count(*) FROM t");
        QVERIFY(count->step().value());
        QCOMPARE(count->integer(0), std::int64_t(1));
    }

    void migrationsAreAllOrNothingAndCopyFirst()
    {
        const TempStore temp;
        auto db = temp.open(Connection::Mode::Create);
        int copies = 0;
        const auto copy = [&]() -> base::Result<void> {
            ++copies;
            return {};
        };
        const std::array<store::Migration, 1> one{{{1, "a", addTable}}};
        QCOMPARE(store::migrate(*db, one, copy).value().to, 1);
        QCOMPARE(copies, 0);
        const std::array<store::Migration, 2> two{{{1, "a", addTable}, {2, "b", fail}}};
        QVERIFY(store::migrate(*db, two, copy).error().code == Errc::StoreMigrationFailed);
        QCOMPARE(copies, 1);
        QCOMPARE(db->schemaVersion().value(), 1);
        QVERIFY(!db->prepare("SELECT * FROM b"));
        QVERIFY(db->setSchemaVersion(9).hasValue());
        QVERIFY(store::migrate(*db, two, copy).error().code == Errc::StoreTooNew);
    }

    /// An empty table is made anew, one with rows is altered: nothing tells afterwards which it was, and no row is lost.
    void columnsAddedToAnEmptyTableAreThoseOfAnAlteredOne()
    {
        const std::array<std::string_view, 2> columns{"c text CHECK (c IS NULL OR typeof(c) IN ('text', 'blob'))",
                                                      "d integer"};
        QStringList schemas;
        for (const bool isEmpty : {true, false}) {
            const TempStore temp;
            auto db = temp.open(Connection::Mode::Create);
            QVERIFY(db->execute(R"(
CREATE TABLE t (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 1),
    b text CHECK (b IS NULL OR typeof(b) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE INDEX t_by_b ON t (b);
CREATE TRIGGER t_guard BEFORE DELETE ON t BEGIN SELECT RAISE(ABORT, 'kept'); END;)")
                        .hasValue());
            if (!isEmpty)
                QVERIFY(db->execute("INSERT INTO t (id, b) VALUES (x'01', 'kept')").hasValue());
            QVERIFY(store::addColumns(*db, "t", columns).hasValue());
            auto rows = db->prepare("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name");
            QStringList schema;
            while (rows->step().value())
                schema.append(QString::fromStdString(rows->text(0)));
            QCOMPARE(schema.size(), 3);
            schemas.append(schema.join(u'\n'));
            QVERIFY(db->execute("INSERT INTO t (id, b, c, d) VALUES (x'02', 'b', 'c', 4)").hasValue());
            QVERIFY(!db->execute("DELETE FROM t")); // the trigger is there again
            auto count = db->prepare("SELECT count(*) FROM t WHERE b = 'kept' AND c IS NULL");
            QVERIFY(count->step().value());
            QCOMPARE(count->integer(0), std::int64_t(isEmpty ? 0 : 1));
        }
        QCOMPARE(schemas[0], schemas[1]);
    }

    void backupIsAWholeEncryptedCopyAndRekeyShutsTheOldKeyOut()
    {
        const TempStore temp;
        auto db = temp.open(Connection::Mode::Create);
        fill(*db, 3000);
        base::SecretBytes other(32);
        other.span()[0] = std::byte{9};
        const auto copyPath = temp.path().parent_path() / "copy.db";
        QVERIFY(db->backupTo(copyPath, other, [](int, int) { return false; }).error().code == Errc::Cancelled);
        QVERIFY(!std::filesystem::exists(copyPath));
        QVERIFY(db->backupTo(copyPath, other).hasValue());
        {
            auto copy = Connection::open(copyPath, other, Connection::Mode::ReadWrite);
            QVERIFY(copy.hasValue());
            QVERIFY(copy->checkIntegrity().hasValue());
            auto count = copy->prepare("SELECT count(*) FROM t");
            QVERIFY(count->step().value());
            QCOMPARE(count->integer(0), std::int64_t(3000));
        }
        QVERIFY(base::asText(base::readFile(copyPath, 1 << 26).value()).find("canary") == std::string_view::npos);
        QVERIFY(db->rekey(other).hasValue());
        QVERIFY(temp.open(Connection::Mode::ReadWrite).error().code == Errc::StoreWrongKey);
        QVERIFY(Connection::open(temp.path(), other, Connection::Mode::ReadWrite).hasValue());
    }

    void storeThreadRunsJobsInOrderAndDrains()
    {
        const TempStore temp;
        auto db = temp.open(Connection::Mode::Create);
        fill(*db, 1);
        store::StoreThread thread(std::move(db).value());
        std::atomic<int> next{0};
        bool ordered = true;
        for (int i = 0; i < 100; ++i) {
            thread.post([&, i](Connection &connection) {
                ordered = ordered && next++ == i && thread.isCurrent();
                auto insert = connection.prepare("INSERT INTO t (name) VALUES ('x')");
                ordered = ordered && insert && insert->run();
            });
        }
        thread.drain();
        QCOMPARE(next.load(), 100);
        QVERIFY(ordered);
        QVERIFY(!thread.isCurrent());
    }
};

QTEST_APPLESS_MAIN(TestStore)
#include "test_store.moc"
