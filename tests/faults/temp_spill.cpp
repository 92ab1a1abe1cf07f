// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/connection.h"
#include "tests/support/temp_store.h"

#include <cstdio>
#include <string>

using namespace indaro;
using store::Connection;

// For test_leak_scan.py: sorts more than fits into the page cache, with temporary tables in memory as the product has
// them, or in a file, which SQLCipher does not encrypt.

namespace {

base::Result<void> sortMuch(const std::string &file, const std::string &mode, const std::string &word)
{
    const std::string text = "a key of 32 bytes for tests only";
    INDARO_TRY_ASSIGN(auto db,
                      Connection::open(file, base::SecretBytes::copyOf(base::asBytes(text)), Connection::Mode::Create));
    if (mode == "file") {
        INDARO_TRY(db.execute("PRAGMA temp_store = FILE"));
    }
    INDARO_TRY(db.execute("CREATE TABLE person (name TEXT NOT NULL)"));
    {
        INDARO_TRY_ASSIGN(auto transaction, db.begin());
        INDARO_TRY_ASSIGN(auto insert,
                          db.prepare("INSERT INTO person SELECT ?1 || hex(randomblob(200)) FROM "
                                     "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40000) "
                                     "SELECT i FROM n)"));
        insert.bind(1, word);
        INDARO_TRY(insert.run());
        INDARO_TRY(transaction.commit());
    }
    INDARO_TRY(db.execute("CREATE TEMP TABLE sorted AS SELECT name FROM person ORDER BY substr(name, 20)"));
    return {};
}

} // namespace

int main(int argc, char **argv)
{
    tests::installPlainSecretAllocator();
    if (argc != 4) {
        std::fprintf(stderr, "usage: temp-spill FILE memory|file WORD\n");
        return 2;
    }
    const auto result = sortMuch(argv[1], argv[2], argv[3]);
    if (!result)
        std::fprintf(stderr, "%s\n", result.error().toString().c_str());
    return result ? 0 : 1;
}
