// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/path.h"
#include "core/base/process.h"
#include "core/store/connection.h"
#include "core/store/statement.h"
#include "tests/support/temp_store.h"

#include <QTest>

#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <string>
#include <string_view>

using namespace indaro;

namespace {

std::string self;
/// Milliseconds. The first three always; the others only while nobody has come as far as to write, on a machine that is
/// busy.
constexpr int Lives[] = {400, 900, 1500, 5000, 20'000};
constexpr int LivesAtLeast = 3;

base::SecretBytes testKey()
{
    base::SecretBytes key(32);
    std::memset(key.data(), 7, key.size());
    return key;
}

std::int64_t numberOf(store::Connection &db, std::string_view sql)
{
    auto find = db.prepare(sql);
    INDARO_CHECK(find.hasValue());
    const auto row = find->step();
    return row && *row ? find->integer(0) : -1;
}

/// Writes pairs of rows until it is killed: both of a pair are in one transaction.
int writeForEver(const std::filesystem::path &path)
{
    tests::installPlainSecretAllocator();
    auto db = store::Connection::open(path, testKey(), store::Connection::Mode::ReadWrite);
    if (!db)
        return 1;
    while (true) {
        if (!db->execute("BEGIN IMMEDIATE; INSERT INTO one (text) VALUES (hex(randomblob(400))); "
                         "INSERT INTO two (text) VALUES (hex(randomblob(400))); COMMIT"))
            return 1;
    }
}

} // namespace

class TestStoreKill : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// What was committed is there, whole, whenever the process ended; the next one opens it as if nothing had been.
    void aKilledWriterLeavesWholeTransactions()
    {
        const tests::TempStore temp;
        {
            auto db = temp.open(store::Connection::Mode::Create);
            QVERIFY(db.hasValue());
            QVERIFY(db->execute("CREATE TABLE one (id INTEGER PRIMARY KEY, text TEXT); "
                                "CREATE TABLE two (id INTEGER PRIMARY KEY, text TEXT)")
                        .hasValue());
        }
        std::int64_t before = 0;
        int lives = 0;
        for (const int life : Lives) {
            if (lives++ >= LivesAtLeast && before > 0)
                break;
            QVERIFY(!base::askProgram({self, "--write", base::toHex(base::asBytes(base::utf8Of(temp.path())))},
                                      std::chrono::milliseconds(life)));
            auto db = temp.open(store::Connection::Mode::ReadWrite);
            QVERIFY(db.hasValue());
            QVERIFY(db->checkIntegrity().hasValue());
            const auto one = numberOf(*db, "SELECT count(*) FROM one");
            QCOMPARE(numberOf(*db, "SELECT count(*) FROM two"), one);
            QCOMPARE(numberOf(*db, "SELECT count(*) FROM one JOIN two USING (id)"), one);
            QVERIFY(one >= before);
            before = one;
        }
        QVERIFY(before > 0); // else nobody wrote anything that could be lost
    }

    void anotherKeyOpensNothing()
    {
        const tests::TempStore temp;
        {
            auto db = temp.open(store::Connection::Mode::Create);
            QVERIFY(db &&
                    db->execute("CREATE TABLE one (id INTEGER PRIMARY KEY)").hasValue()); // an empty file has no key yet
        }
        base::SecretBytes other = testKey();
        other.data()[31] = 6;
        const auto refused = store::Connection::open(temp.path(), other, store::Connection::Mode::ReadWrite);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, base::Errc::StoreWrongKey);
        QVERIFY(temp.open(store::Connection::Mode::ReadWrite).hasValue());
    }
};

int main(int argc, char **argv)
{
    if (argc > 2 && std::string_view(argv[1]) == "--write")
        return writeForEver(base::pathOf(base::asText(base::fromHex(argv[2]).value())));
    self = base::utf8Of(std::filesystem::absolute(base::pathOf(argv[0])));
    TestStoreKill test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_store_kill.moc"
