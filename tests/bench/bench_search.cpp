// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/access/access.h"
#include "core/casework/audit/audit.h"
#include "core/casework/migrations.h"
#include "core/casework/workspace.h"
#include "core/crypto/system_random.h"
#include "core/model/field_table.h"
#include "core/session/vault.h"
#include "tests/bench/bench.h"
#include "tests/bench/generated_people.h"
#include "ui/models/people_directory.h"
#include "ui/models/person_list_model.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEventLoop>

#include <algorithm>
#include <malloc.h>

namespace indaro::bench {

namespace {

session::VaultEnvironment environmentOf(const Options &options, base::Random &random, const base::Clock &clock)
{
    return {.random = random,
            .clock = clock,
            .schema = casework::migrations(),
            .kdf = options.kdf,
            .history = casework::readHistory}; // the program's: without it the vault has no anchor
}

void printIndex(session::Vault &vault, base::Random &random, const base::Clock &clock)
{
    store::Connection db = vault.takeConnection();
    auto log = must(sync::ChangeLog::open(db, model::schema(), clock, vault.userId()));
    casework::Desk desk{db, log, clock, random, casework::Access::everything()};
    malloc_trim(0);
    const double before = residentMiB(true);
    Stopwatch watch;
    const auto index = must(casework::PersonIndex::load(desk));
    print("search: index load", watch.ms(), "ms");
    malloc_trim(0);
    const auto people = static_cast<double>(index.size());
    print("search: people", people, "");
    print("search: index per person", static_cast<double>(index.memoryBytes()) / people, "bytes");
    print("search: memory that stays after the load", residentMiB(true) - before, "MiB");
}

/// Each word is typed letter by letter; every letter searches, as in the program.
void printTyping(ui::models::PersonListModel &model, int keystrokes)
{
    PeopleGenerator generator(7);
    Samples times, busy;
    std::size_t found = 0;
    for (int order = 0; order < 2; ++order) {
        const int wanted = keystrokes * (order + 1) / 2;
        while (static_cast<int>(times.count()) < wanted) {
            const QString text = QString::fromStdString(generator.query());
            for (qsizetype length = 1; length <= text.size() && static_cast<int>(times.count()) < wanted; ++length) {
                const double before = threadCpuMs();
                const Stopwatch watch;
                model.setSearch(text.left(length), {},
                                order == 0 ? casework::PersonOrder::LastChange : casework::PersonOrder::Name);
                times.add(watch.ms());
                busy.add(threadCpuMs() - before);
                found += static_cast<std::size_t>(model.rowCount());
            }
        }
    }
    print("search: keystrokes", static_cast<double>(times.count()), "");
    print("search: people found per keystroke", static_cast<double>(found) / static_cast<double>(times.count()), "");
    print("search: keystroke p50", times.median(), "ms");
    print("search: keystroke p99", times.quantile(0.99), "ms", 16);
    print("search: keystroke max", times.quantile(1), "ms");
    print("search: keystroke p99, processor time", busy.quantile(0.99), "ms", 16);
}

void printRows(const ui::models::PersonListModel &model)
{
    constexpr int Screen = 40;
    Samples times;
    for (int first = 0; first + Screen <= model.rowCount() && times.count() < 200; first += model.rowCount() / 200 + 1) {
        Stopwatch watch;
        for (int row = first; row < first + Screen; ++row) {
            for (int column = 0; column < model.columnCount(); ++column)
                [[maybe_unused]] const QVariant text = model.data(model.index(row, column), Qt::DisplayRole);
        }
        times.add(watch.ms());
    }
    print("search: texts of a screen of 40 rows, median", times.median(), "ms");
    print("search: texts of a screen of 40 rows, max", times.quantile(1), "ms", 16);
}

} // namespace

int makePeople(const Options &options)
{
    giveUpLockedMemory(); // nothing is measured here, and nobody in it is real
    crypto::SystemRandom random;
    base::SystemClock clock;
    const auto environment = environmentOf(options, random, clock);
    auto created = must(
        session::createVault(environment, vaultFolder(options), {"Banc d’essai", std::string(AccountLabel), passphrase()}));
    must(created.vault.confirmRecoveryKit(created.kit, created.kit.cards[0].digits()));
    store::Connection db = created.vault.takeConnection();
    auto log = must(sync::ChangeLog::open(db, model::schema(), clock, created.vault.userId()));
    PeopleGenerator generator(20261124);
    std::vector<sync::RecordId> ids;
    for (int i = 0; i < options.people; ++i)
        ids.push_back(generator.id());
    std::sort(ids.begin(), ids.end()); // only so that making the file is quick: pages are filled one after the other
    Stopwatch watch;
    auto transaction = must(db.begin());
    for (const auto &id : ids) {
        for (const auto &record : generator.listed(id))
            must(log.birth({record.table, record.id}, record.values));
    }
    must(transaction.commit());
    must(created.vault.keepAnchor(db)); // or the program tells, in a dialog, that the file is not the one it left
    print("people: file made in", watch.ms() / 1000, "s");
    return 0;
}

int benchSearch(const Options &options)
{
    crypto::SystemRandom random;
    base::SystemClock clock;
    const auto environment = environmentOf(options, random, clock);
    {
        auto vault = must(session::unlock(environment, vaultFolder(options), AccountLabel, passphrase()));
        printIndex(vault, random, clock);
    }
    auto vault = must(session::unlock(environment, vaultFolder(options), AccountLabel, passphrase()));
    casework::Workspace workspace(vault.takeConnection(), vault.userId(), clock, random);
    auto *directory = ui::models::PeopleDirectory::of(&workspace);
    QEventLoop loop;
    QObject::connect(directory, &ui::models::PeopleDirectory::changed, &loop, &QEventLoop::quit);
    QObject::connect(directory, &ui::models::PeopleDirectory::failed, &loop, [](const base::Error &error) { fail(error); });
    loop.exec();
    ui::models::PersonListModel model(directory, nullptr);
    printTyping(model, options.keystrokes);
    model.setSearch({}, {}, casework::PersonOrder::Name);
    printRows(model);
    return 0;
}

int benchUnlock(const Options &options)
{
    crypto::SystemRandom random;
    base::SystemClock clock;
    const auto environment = environmentOf(options, random, clock);
    base::Bytes salt(crypto::SaltSize);
    random.fill(salt);
    Samples unlocks, derivations;
    for (int i = 0; i < options.unlocks; ++i) {
        Stopwatch watch;
        {
            const auto key = must(crypto::deriveFromPassphrase(passphrase(), salt, options.kdf.standard, options.kdf));
        }
        const double derivation = watch.ms();
        watch.restart();
        const auto vault = must(session::unlock(environment, vaultFolder(options), AccountLabel, passphrase()));
        const double whole = watch.ms();
        unlocks.add(whole);
        derivations.add(derivation);
    }
    print("unlock: whole, median", unlocks.median(), "ms");
    print("unlock: Argon2id alone, median", derivations.median(), "ms");
    // Of the quickest of each: what is left when no other process was in the way.
    print("unlock: minus Argon2id", unlocks.quantile(0) - derivations.quantile(0), "ms");
    print("unlock: whole over Argon2id, ratio", unlocks.median() / derivations.median(), "x");
    return 0;
}

} // namespace indaro::bench
