// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/duplicates/duplicates.h"
#include "core/casework/migrations.h"
#include "core/crypto/system_random.h"
#include "core/model/field_table.h"
#include "core/model/gazetteer.h"
#include "core/session/vault.h"
#include "tests/bench/bench.h"
#include "tests/bench/generated_people.h"

#include <algorithm>

namespace indaro::bench {

namespace {

constexpr int MostFiles = 5000; ///< ten years of several shelters

/// What nobody can do with less: every identity and file read once, column by column.
double floorMs(store::Connection &db)
{
    Samples times;
    for (int round = 0; round < 5; ++round) {
        const Stopwatch watch;
        std::size_t bytes = 0;
        for (const char *sql : {"SELECT id, family_name, given_names, known_as, birth_date, phone, origin_place, "
                                "origin_province, origin_commune, origin_colline FROM identity",
                                "SELECT id, case_code, display_name, sex, estimated_age, estimated_on FROM case_file",
                                "SELECT case_file, arrived_at, left_at FROM stay"}) {
            auto rows = must(db.prepare(sql));
            while (must(rows.step())) {
                for (int column = 0; column < rows.columnCount(); ++column)
                    bytes += rows.blob(column).size();
            }
        }
        if (bytes == 0)
            fail(base::Error(base::Errc::StoreDamaged));
        times.add(watch.ms());
    }
    return times.quantile(0);
}

} // namespace

int benchDuplicates(const Options &options)
{
    crypto::SystemRandom random;
    base::SystemClock clock;
    const std::filesystem::path folder = options.folder / "duplicates";
    const session::VaultEnvironment environment{
        .random = random, .clock = clock, .schema = casework::migrations(), .kdf = options.kdf};
    auto created =
        must(session::createVault(environment, folder, {"Banc d’essai", std::string(AccountLabel), passphrase()}));
    must(created.vault.confirmRecoveryKit(created.kit, created.kit.cards[0].digits()));
    store::Connection db = created.vault.takeConnection();
    auto log = must(sync::ChangeLog::open(db, model::schema(), clock, created.vault.userId()));
    casework::Desk desk{db, log, clock, random, casework::Access::everything()};
    PeopleGenerator generator(20261128);
    const int files = std::min(options.people, MostFiles);
    {
        auto transaction = must(db.begin());
        for (int i = 0; i < files; ++i) {
            for (const auto &record : generator.listed(generator.id()))
                must(log.birth({record.table, record.id}, record.values));
        }
        must(transaction.commit());
    }
    [[maybe_unused]] const std::size_t places = model::Gazetteer::burundi().size(); // read once by the program
    const double floor = floorMs(db);
    Stopwatch watch;
    const auto index = must(casework::MatchIndex::load(desk));
    const double loaded = watch.ms();
    watch.restart();
    const auto pairs = index->pairs();
    const double paired = watch.ms();
    Samples asked;
    std::size_t found = 0;
    for (int i = 0; i < 200; ++i) {
        casework::PersonDraft draft;
        draft.familyName = generator.familyName();
        draft.givenNames = generator.givenName();
        draft.originCommune = generator.place();
        draft.estimatedAge = generator.number(10, 40);
        watch.restart();
        found += must(casework::possibleMatches(desk, *index, draft)).size();
        asked.add(watch.ms());
    }
    print("duplicates: files", static_cast<double>(index->facts().size()), "");
    print("duplicates: floor, every file read once", floor, "ms");
    print("duplicates: index load", loaded, "ms");
    print("duplicates: all pairs", paired, "ms", 700);
    print("duplicates: pairs found", static_cast<double>(pairs.size()), "");
    print("duplicates: load and pairs, ratio to the floor", (loaded + paired) / floor, "x");
    print("duplicates: somebody typed in, p99", asked.quantile(0.99), "ms", 16);
    print("duplicates: matches for who is typed in", static_cast<double>(found), "");
    return 0;
}

} // namespace indaro::bench
