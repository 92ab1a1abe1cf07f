// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/access/access.h"
#include "core/casework/people/person_index.h"
#include "core/crypto/system_random.h"
#include "core/model/field_table.h"
#include "tests/bench/bench.h"
#include "tests/bench/generated_people.h"
#include "tests/bench/raw_store.h"

namespace indaro::bench {

namespace {

struct ImportTimes
{
    double births = 0, index = 0, floor = 0;
    std::size_t people = 0;
};

ImportTimes measure(const Options &options, const std::string &name)
{
    PeopleGenerator generator(20261124);
    std::vector<GeneratedPerson> people;
    people.reserve(static_cast<std::size_t>(options.imported));
    for (int i = 0; i < options.imported; ++i)
        people.push_back(generator.imported(generator.id()));
    crypto::SystemRandom random;
    base::SystemClock clock;
    base::SecretBytes key(32);
    random.fill(key.span());
    ImportTimes times;
    ProductStore product(options.folder / (name + "_product.db"), key, clock, random);
    Stopwatch watch;
    {
        auto transaction = must(product.db.begin());
        for (const auto &person : people) {
            for (const auto &record : person)
                must(product.log->birth({record.table, record.id}, record.values));
        }
        must(transaction.commit());
    }
    times.births = watch.ms();
    watch.restart();
    casework::Desk desk{product.db, *product.log, clock, random, casework::Access::everything()};
    const auto index = must(casework::PersonIndex::load(desk));
    times.index = watch.ms();
    times.people = index.size();

    RawStore raw(options.folder / (name + "_raw.db"), key);
    watch.restart();
    raw.run("BEGIN IMMEDIATE");
    for (const auto &person : people) {
        for (const auto &record : person)
            raw.insert(*model::schema().findTable(record.table), record.id, record.values);
    }
    raw.run("COMMIT");
    times.floor = watch.ms();
    return times;
}

void printTimes(const std::string &name, const ImportTimes &times)
{
    print(name + ": people", static_cast<double>(times.people), "");
    print(name + ": births with change log", times.births, "ms");
    print(name + ": search index", times.index, "ms");
    print(name + ": raw SQLCipher, same rows without a log", times.floor, "ms");
    print(name + ": ratio with change log and search index", (times.births + times.index) / times.floor, "x", 4);
}

} // namespace

int benchImport(const Options &options)
{
    printTimes("import", measure(options, "import"));
    return 0;
}

int benchImportUnlocked(const Options &options)
{
    giveUpLockedMemory();
    printTimes("import, memory not locked", measure(options, "import_unlocked"));
    return 0;
}

} // namespace indaro::bench
