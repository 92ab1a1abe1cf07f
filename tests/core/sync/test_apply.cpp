// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/mass_delete.h"
#include "core/sync/snapshot.h"
#include "tests/core/sync/laptops.h"

#include <QTest>

#include <random>

using namespace indaro;
using namespace indaro::tests;
using base::Errc;
using base::Missing;
using base::Value;
using sync::Operation;
using sync::OperationKind;
using sync::RecordId;
using sync::RecordKey;

namespace {

/// What a laptop shows, as text: rows, open conflicts.
std::string shown(StoreLaptop &laptop)
{
    std::string text;
    for (const char *sql :
         {"SELECT * FROM person ORDER BY id", "SELECT * FROM note ORDER BY id", "SELECT * FROM page ORDER BY id",
          "SELECT * FROM conflict ORDER BY record_table, record, field"}) {
        auto rows = laptop.db->prepare(sql);
        while (rows->step().value()) {
            for (int column = 0; column < rows->columnCount(); ++column) {
                base::ByteWriter out;
                base::encodeValue(out, rows->value(column));
                text += base::toHex(out.bytes()) + " ";
            }
            text += "\n";
        }
    }
    return text;
}

/// Every row is what the merge of the whole log says.
bool isRowTheMerge(StoreLaptop &laptop, RecordKey key)
{
    const auto state = laptop.log->state(key).value();
    if (laptop.has(key) != state.exists)
        return false;
    for (const auto &field : houseSchema().findTable(key.table)->fields) {
        const auto *found = state.findField(field.field);
        if (state.exists &&
            !(laptop.value({key.table, field.field}, key.record) == (found != nullptr ? found->value : Value())))
            return false;
    }
    return true;
}

/// One random act on one of a few records, through the change log as a page would.
void act(StoreLaptop &laptop, RecordKey key, std::mt19937_64 &dice)
{
    static const std::vector<Value> names = {"Aline", "Rose", Missing::Refused, Value()};
    static const std::vector<Value> languages = {"fr", "fr rn", "rn sw", "", Missing::NotAsked, Value()};
    laptop.clock.advance(static_cast<std::int64_t>(dice() % 3));
    const auto once = [&](sync::ChangeLog &log) -> base::Result<void> {
        INDARO_TRY_ASSIGN(const bool isThere, log.exists(key));
        if (!isThere) {
            INDARO_TRY(log.birth(key, {{person::Name, "Kevine"}, {person::Languages, "fr"}}));
            return {};
        }
        INDARO_TRY_ASSIGN(const auto state, log.state(key));
        if (!state.conflicts.empty() && dice() % 3 == 0) {
            const auto &conflict = state.conflicts.front();
            if (conflict.field == 0)
                return log.resolveDeletion(key,
                                           dice() % 2 == 0 ? sync::ChangeLog::Keep::Record : sync::ChangeLog::Keep::Deletion,
                                           state.operations);
            INDARO_TRY(log.resolve({1, conflict.field}, key.record, conflict.alternatives.back().value, state.operations));
            return dice() % 2 == 0 ? log.undoResolve({1, conflict.field}, key.record) : base::Result<void>();
        }
        switch (dice() % 8) {
        case 0:
            return log.remove(key);
        case 1:
        case 2:
            INDARO_TRY(log.edit(person::Languages, key.record, languages[dice() % languages.size()]));
            return {};
        case 3:
            INDARO_TRY(log.edit(person::Age, key.record, static_cast<std::int64_t>(dice() % 3)));
            return {};
        default:
            INDARO_TRY(log.edit(person::Name, key.record, names[dice() % names.size()]));
            return {};
        }
    };
    INDARO_CHECK(once(*laptop.log).hasValue());
}

Operation editBy(StoreLaptop &writer, std::uint64_t sequence, sync::FieldId field, RecordId record, Value value)
{
    return {OperationKind::Edit,
            {writer.log->device(), sync::Stream::General, sequence},
            sync::HybridTime(writer.clock.nowUtc()) << 16,
            writer.user,
            field.table,
            record,
            field.field,
            {{field.field, std::move(value)}},
            {},
            {}};
}

} // namespace

class TestApply : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anyOrderAnyPartsAnyDoublesGiveEqualLaptops() // [APPLY-1]
    {
        StoreLaptop a(11);
        StoreLaptop b(12);
        StoreLaptop c(13);
        const std::vector<StoreLaptop *> all = {&a, &b, &c};
        for (std::uint64_t seed = 1; seed <= 8; ++seed) {
            std::mt19937_64 dice(seed);
            std::vector<RecordKey> keys;
            for (int i = 0; i < 4; ++i)
                keys.push_back({1, RecordId::make(a.random)});
            for (int step = 0; step < 40; ++step) {
                StoreLaptop &laptop = *all[dice() % 3];
                if (dice() % 4 == 0)
                    laptop.takeFrom(*all[dice() % 3]);
                else
                    laptop.commit([&](auto &) -> base::Result<void> {
                        act(laptop, keys[dice() % keys.size()], dice);
                        return {};
                    });
            }
            for (StoreLaptop *to : all) { // all of everybody's, shuffled, in pieces, some of it twice
                std::vector<Operation> everything;
                for (StoreLaptop *from : all) {
                    const auto operations = from->operations();
                    everything.insert(everything.end(), operations.begin(), operations.end());
                }
                std::shuffle(everything.begin(), everything.end(), dice);
                for (std::size_t at = 0; at < everything.size();) {
                    const std::size_t size = std::min<std::size_t>(1 + dice() % 40, everything.size() - at);
                    const auto report = to->take(std::span(everything).subspan(at, size));
                    QVERIFY(report.refused.empty());
                    at += size;
                }
            }
            for (StoreLaptop *laptop : all) {
                QVERIFY2(shown(*laptop) == shown(a), qPrintable(QStringLiteral("seed %1").arg(seed)));
                for (const auto &key : keys)
                    QVERIFY2(isRowTheMerge(*laptop, key), qPrintable(QStringLiteral("seed %1").arg(seed)));
            }
        }
    }

    void whatIsWrittenHereIsAlwaysWhatTheMergeSays() // [APPLY-2]
    {
        StoreLaptop a(14);
        for (std::uint64_t seed = 1; seed <= 60; ++seed) {
            std::mt19937_64 dice(seed);
            const RecordKey key{1, RecordId::make(a.random)};
            auto transaction = a.db->begin(); // rolled back: only the merge is asked
            for (int step = 0; step < 20; ++step) {
                act(a, key, dice);
                QVERIFY2(isRowTheMerge(a, key), qPrintable(QStringLiteral("seed %1 step %2").arg(seed).arg(step)));
                QVERIFY(a.log->state(key).value().conflicts.empty());
            }
        }
    }

    void oneBadOperationNeverBlocksTheRest() // [APPLY-3] SORMAS #906
    {
        StoreLaptop a(15);
        StoreLaptop b(16);
        const RecordKey key{1, RecordId::make(a.random)};
        a.bear(key, {{person::Name, "Aline"}});
        auto batch = a.operations();
        batch.push_back(editBy(a, 2, person::Age, key.record, "nineteen"));
        batch.push_back(editBy(a, 3, person::Age, key.record, 19));
        batch.push_back(editBy(a, 0, person::Age, key.record, 20));
        batch.back().dot.sequence = 0;
        auto nonsense = editBy(a, 4, person::Name, key.record, "x");
        nonsense.kind = static_cast<OperationKind>(99);
        batch.push_back(nonsense);
        const auto report = b.take(batch);
        QCOMPARE(report.refused.size(), std::size_t(3));
        QCOMPARE(report.applied, std::size_t(2));
        QVERIFY(b.value(person::Age, key.record) == Value(19));
        QVERIFY(report.applied + report.known + report.erased + report.refused.size() == batch.size());
    }

    void anOperationOfANewerProgramIsKeptAndShownByNobody() // [APPLY-4]
    {
        StoreLaptop a(17);
        StoreLaptop b(18);
        const RecordKey key{1, RecordId::make(a.random)};
        a.bear(key, {{person::Name, "Aline"}});
        auto batch = a.operations();
        batch.push_back(editBy(a, 2, {1, 77}, key.record, "new field"));
        batch.push_back(editBy(a, 3, {99, 1}, key.record, "new table"));
        const auto report = b.take(batch);
        QCOMPARE(report.unknown, std::size_t(2));
        QVERIFY(report.refused.empty());
        QCOMPARE(b.operations().size(), std::size_t(3));
        QVERIFY(isRowTheMerge(b, key));
        QCOMPARE(b.take(batch).known, std::size_t(3));
    }

    void whatANewerProgramWroteIsSeenAfterTheUpdate() // [APPLY-4]
    {
        StoreLaptop a(17);
        StoreLaptop b(18);
        const RecordKey key{1, RecordId::make(a.random)};
        const RecordKey born{1, RecordId::make(a.random)};
        const RecordKey visit{4, RecordId::make(a.random)};
        a.bear(key, {{person::Name, "Aline"}});
        auto batch = a.operations();
        const auto bear = [&](std::uint64_t sequence, RecordKey record, std::vector<sync::FieldValue> values) {
            auto birth = batch.front();
            birth.dot.sequence = sequence;
            birth.table = record.table;
            birth.record = record.record;
            birth.values = std::move(values);
            batch.push_back(std::move(birth));
        };
        batch.push_back(editBy(a, 2, {1, 4}, key.record, "Lili"));
        bear(3, born, {{1, "Rose"}, {4, "Rozi"}});
        bear(4, visit, {{1, idBytes(key.record)}, {2, "market"}, {9, "newer still"}});
        batch.push_back(editBy(a, 5, {1, 4}, born.record, 17)); // not even a newer program may write that
        QCOMPARE(b.take(batch).unknown, std::size_t(4));
        QVERIFY(b.value(person::Name, born.record) == Value("Rose"));

        auto fields = std::vector<sync::FieldDefinition>(person::Fields.begin(), person::Fields.end());
        fields.push_back({4, "nickname", sync::FieldType::Text});
        const auto visitFields = std::to_array<sync::FieldDefinition>(
            {{1, "person", sync::FieldType::Blob}, {2, "place", sync::FieldType::Text}});
        auto tables = std::vector<sync::TableDefinition>(houseSchema().tables().begin(), houseSchema().tables().end());
        tables[0].fields = fields;
        tables.push_back(tables[1]);
        tables[3].table = 4;
        tables[3].name = "visit";
        tables[3].fields = visitFields;
        const sync::Schema newer(tables);
        QVERIFY(b.db->execute("ALTER TABLE person ADD COLUMN nickname TEXT").hasValue()); // what its migration does
        QVERIFY(sync::createSyncedTable(*b.db, tables[3]).hasValue());
        b.log.emplace(sync::ChangeLog::open(*b.db, newer, b.clock, b.user).value());
        QVERIFY(b.value({1, 4}, key.record) == Value("Lili"));
        QVERIFY(b.value({1, 4}, born.record) == Value("Rozi"));
        QVERIFY(b.value({4, 2}, visit.record) == Value("market"));
        QCOMPARE(b.operations().size(), std::size_t(4)); // the one that cannot be right is put aside
        b.edit({1, 4}, key.record, "Lilie");
        QVERIFY(b.conflictsOf(key).empty());
        b.log.emplace(sync::ChangeLog::open(*b.db, newer, b.clock, b.user).value()); // once is enough
        QVERIFY(b.value({1, 4}, key.record) == Value("Lilie"));
    }

    void whatComesBeforeItsBirthWaitsForIt() // [APPLY-5]
    {
        StoreLaptop a(19);
        StoreLaptop b(20);
        const RecordKey key{1, RecordId::make(a.random)};
        a.bear(key, {{person::Name, "Aline"}});
        a.edit(person::Age, key.record, 19);
        const auto batch = a.operations();
        QCOMPARE(b.take(std::span(batch).subspan(1)).waiting, std::size_t(1));
        QVERIFY(!b.has(key));
        b.take(std::span(batch).first(1));
        QVERIFY(b.value(person::Age, key.record) == Value(19));
    }

    void aTransferThatStoppedHalfwayIsTakenUpAgain() // [APPLY-6] DHIS2 ANDROAPP-6611
    {
        StoreLaptop a(21);
        StoreLaptop b(22);
        const RecordKey key{1, RecordId::make(a.random)};
        a.bear(key, {{person::Name, "Aline"}});
        for (int i = 0; i < 10; ++i)
            a.edit(person::Age, key.record, i);
        const auto batch = a.operations();
        {
            auto transaction = b.db->begin(); // the power goes before the commit
            QVERIFY(sync::applyOperations(*b.log, std::span(batch).first(7)).hasValue());
        }
        QVERIFY(!b.has(key));
        const RecordKey own{1, RecordId::make(b.random)};
        b.bear(own, {{person::Name, "Rose"}}); // what is written meanwhile is not in the way
        b.take(std::span(batch).first(4));
        QCOMPARE(b.take(batch).applied, std::size_t(7));
        QVERIFY(b.value(person::Age, key.record) == Value(9));
        QVERIFY(b.conflictsOf(key).empty());
    }

    void whatAUserWroteGoesOutUnderHisNameAfterHeLeft() // [APPLY-7] SORMAS #403, vaccine_registry #83
    {
        StoreLaptop a(23);
        StoreLaptop b(24);
        const RecordKey key{1, RecordId::make(a.random)};
        const auto first = a.user;
        a.bear(key, {{person::Name, "Aline"}});
        a.user = sync::UserId::make(a.random); // somebody else signs in before the first ever synced
        a.reopen();
        a.edit(person::Age, key.record, 19);
        b.takeFrom(a);
        const auto history = b.log->history(key).value();
        QVERIFY(history.at(0).operation.user == first);
        QVERIFY(history.at(1).operation.user == a.user);
    }

    void aWrongClockIsFlaggedAndNotFollowed() // [APPLY-8]
    {
        StoreLaptop a(25);
        StoreLaptop b(26);
        const RecordKey key{1, RecordId::make(a.random)};
        const auto today = b.clock.nowUtc();
        a.clock.setUtc(2'177'452'800'000); // 2039
        a.bear(key, {{person::Name, "Aline"}});
        const auto report = b.takeFrom(a);
        QCOMPARE(report.clocksAhead.size(), std::size_t(1));
        QVERIFY(report.clocksAhead[0] == a.log->device());
        b.edit(person::Name, key.record, "Rose");
        QVERIFY(b.value(person::Name, key.record) == Value("Rose"));
        const auto history = b.log->history(key).value();
        QVERIFY(history.at(0).operation.kind == OperationKind::Birth); // whatever its clock said, it was first
        QVERIFY(history.at(1).value == Value("Rose"));
        QVERIFY(sync::utcMsOf(history.at(1).operation.time) < today + 60'000);
        b.reopen(); // the far future is not taken for "the last time written here"
        b.edit(person::Name, key.record, "Rose K.");
        for (const auto &operation : b.operations()) {
            if (operation.dot.device == b.log->device())
                QVERIFY(sync::utcMsOf(operation.time) < today + 60'000);
        }
        a.takeFrom(b);
        QVERIFY(a.value(person::Name, key.record) == Value("Rose K."));
        QVERIFY(a.conflictsOf(key).empty());
    }

    void aHistoryIsToldInTheOrderItWasWritten() // [APPLY-8]
    {
        StoreLaptop a(65);
        StoreLaptop b(66);
        const RecordKey key{1, RecordId::make(a.random)};
        a.bear(key, {{person::Name, "Aline"}});
        b.takeFrom(a);
        a.clock.setUtc(2'177'452'800'000); // 2039
        a.edit(person::Name, key.record, "Rose");
        a.edit(person::Age, key.record, 17);
        b.takeFrom(a);
        b.clock.advance(60'000);
        b.edit(person::Name, key.record, "Rose K.");
        b.edit(person::Age, key.record, 18);
        a.takeFrom(b);
        for (StoreLaptop *laptop : {&a, &b}) {
            const auto history = laptop->log->history(key).value();
            std::vector<Value> names, ages;
            for (const auto &entry : history) {
                if (entry.field == person::Name.field)
                    names.push_back(entry.value);
                if (entry.field == person::Age.field)
                    ages.push_back(entry.value);
            }
            QVERIFY(names == std::vector<Value>({Value("Aline"), Value("Rose"), Value("Rose K.")}));
            QVERIFY(ages == std::vector<Value>({Value(17), Value(18)}));
        }
        b.remove(key);
        a.takeFrom(b);
        QVERIFY(a.log->history(key).value().back().operation.kind == OperationKind::Delete);
    }

    void aClockAnHourAheadIsFollowed() // [APPLY-8]
    {
        StoreLaptop a(27);
        StoreLaptop b(28);
        const RecordKey key{1, RecordId::make(a.random)};
        a.clock.advance(3'600'000);
        a.bear(key, {{person::Name, "Aline"}});
        QVERIFY(b.takeFrom(a).clocksAhead.empty());
        b.reopen();
        b.edit(person::Name, key.record, "Rose");
        const auto history = b.log->history(key).value();
        QVERIFY(history.at(1).operation.time > history.at(0).operation.time);
        QVERIFY(history.at(1).value == Value("Rose"));
    }

    void nobodyElseWritesUnderThisDevicesName() // [APPLY-9]
    {
        StoreLaptop a(29);
        const RecordKey key{1, RecordId::make(a.random)};
        a.bear(key, {{person::Name, "Aline"}});
        const std::vector<Operation> forged = {editBy(a, 2, person::Name, key.record, "Forged")};
        QCOMPARE(a.take(forged).refused.size(), std::size_t(1));
        QVERIFY(a.value(person::Name, key.record) == Value("Aline"));
        QCOMPARE(a.take(a.operations()).known, std::size_t(1));
    }

    void aBatchThatEmptiesTheHouseIsNoticed() // [GUARD-1] Subsurface #3225
    {
        const auto keys = [](std::size_t count) {
            SeededRandom random(5);
            std::vector<RecordKey> gone;
            for (std::size_t i = 0; i < count; ++i)
                gone.push_back({1, RecordId::make(random)});
            return gone;
        };
        QVERIFY(sync::unusualLosses(keys(5), {{1, 6}}).empty());
        QVERIFY(sync::unusualLosses(keys(6), {{1, 120}}).empty());
        QCOMPARE(sync::unusualLosses(keys(6), {{1, 119}}).size(), std::size_t(1));
        QVERIFY(sync::unusualLosses(keys(50), {{1, 100'000}}).empty());
        QCOMPARE(sync::unusualLosses(keys(51), {{1, 100'000}}).at(0).gone, std::size_t(51));
        StoreLaptop a(30);
        StoreLaptop b(31);
        std::vector<RecordKey> people;
        for (int i = 0; i < 20; ++i) {
            people.push_back({1, RecordId::make(a.random)});
            a.bear(people.back(), {{person::Name, "Aline"}});
        }
        b.takeFrom(a);
        for (int i = 0; i < 19; ++i)
            a.remove(people[static_cast<std::size_t>(i)]);
        auto transaction = b.db->begin();
        const auto report = sync::applyOperations(*b.log, a.operations()).value();
        QCOMPARE(report.gone.size(), std::size_t(19));
        QCOMPARE(sync::unusualLosses(report.gone, {{1, 20}}).size(), std::size_t(1));
    }

    void aRefusingPersonsOperationsGoToTheHouseStream() // [STREAM-1]
    {
        StoreLaptop a(32);
        const RecordKey rose{1, RecordId::make(a.random)};
        const RecordKey note{2, RecordId::make(a.random)};
        const RecordKey page{3, RecordId::make(a.random)};
        const RecordKey other{1, RecordId::make(a.random)};
        a.bear(rose, {{person::Name, "Rose"}});
        a.commit([&](auto &l) { return l.setHouseOnly(rose.record, true); });
        a.reopen();
        a.bear(note, {{note::Person, idBytes(rose.record)}, {note::Body, "private"}});
        a.bear(page, {{page::Note, idBytes(note.record)}, {page::Text, "more"}});
        a.edit(page::Text, page.record, "even more");
        a.edit(person::Age, rose.record, 19);
        a.remove(page);
        a.bear(other, {{person::Name, "Aline"}});
        std::vector<std::uint64_t> streams(2);
        for (const auto &operation : a.operations())
            ++streams[static_cast<std::size_t>(operation.dot.stream)];
        QVERIFY((streams == std::vector<std::uint64_t>{2, 5}));
        a.commit([&](auto &l) { return l.setHouseOnly(rose.record, false); });
        a.edit(person::Age, rose.record, 20);
        QCOMPARE(a.log->lastSequence(sync::Stream::General), std::uint64_t(3));
        StoreLaptop b(33); // the internet carries the general stream only: nothing of the house breaks it
        std::vector<Operation> general;
        for (const auto &operation : a.operations()) {
            if (operation.dot.stream == sync::Stream::General)
                general.push_back(operation);
        }
        QVERIFY(b.take(general).refused.empty());
        QVERIFY(b.value(person::Age, rose.record) == Value(20));
        b.takeFrom(a);
        QCOMPARE(shown(b), shown(a));
    }
};

QTEST_APPLESS_MAIN(TestApply)
#include "test_apply.moc"
