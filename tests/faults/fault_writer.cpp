// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/connection.h"
#include "tests/support/temp_store.h"

#include <cstdint>
#include <cstdio>
#include <string>

using namespace indaro;
using store::Connection;

// The program kill_and_check.py kills: `write FILE FIRST` acknowledges on stdout what is durable, `check
// FILE` says what is there.

namespace {

base::Result<Connection> openFile(const std::string &file)
{
    const std::string text = "a key of 32 bytes for tests only";
    const auto key = base::SecretBytes::copyOf(base::asBytes(text));
    const bool exists = std::filesystem::exists(file);
    INDARO_TRY_ASSIGN(
        auto db,
        Connection::open(file, key, exists ? Connection::Mode::ReadWrite : Connection::Mode::Create));
    INDARO_TRY(db.execute("CREATE TABLE IF NOT EXISTS answer (id INTEGER PRIMARY KEY, text TEXT NOT NULL)"));
    return db;
}

/// Returns only when writing failed.
base::Result<void> writeAnswers(const std::string &file, std::int64_t first)
{
    INDARO_TRY_ASSIGN(auto db, openFile(file));
    for (std::int64_t id = first;; ++id) {
        INDARO_TRY_ASSIGN(auto transaction, db.begin());
        INDARO_TRY_ASSIGN(auto insert, db.prepare("INSERT INTO answer (id, text) VALUES (?1, ?2)"));
        insert.bind(1, id);
        insert.bind(2, std::string(200, 'x') + std::to_string(id));
        INDARO_TRY(insert.run());
        INDARO_TRY(transaction.commit());
        std::printf("ack %lld\n", static_cast<long long>(id));
        std::fflush(stdout);
    }
}

base::Result<void> checkAnswers(const std::string &file)
{
    INDARO_TRY_ASSIGN(auto db, openFile(file));
    INDARO_TRY(db.checkIntegrity());
    INDARO_TRY_ASSIGN(auto find, db.prepare("SELECT id, text FROM answer ORDER BY id"));
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, find.step());
        if (!found)
            return {};
        const auto id = find.integer(0);
        if (find.text(1) != std::string(200, 'x') + std::to_string(id))
            return base::Error{base::Errc::StoreDamaged};
        std::printf("has %lld\n", static_cast<long long>(id));
    }
}

} // namespace

int main(int argc, char **argv)
{
    tests::installPlainSecretAllocator();
    const std::string verb = argc > 1 ? argv[1] : "";
    if (!(verb == "write" && argc == 4) && !(verb == "check" && argc == 3)) {
        std::fprintf(stderr, "usage: fault-writer write FILE FIRST | check FILE\n");
        return 2;
    }
    const auto result = verb == "write" ? writeAnswers(argv[2], std::stoll(argv[3])) : checkAnswers(argv[2]);
    if (result.hasValue())
        return 0;
    std::fprintf(stderr, "%s\n", result.error().toString().c_str());
    return 1;
}
