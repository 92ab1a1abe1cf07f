// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/snapshot.h"
#include "tests/core/sync/laptops.h"

#include <QTest>

using namespace indaro;
using namespace indaro::tests;
using base::Errc;
using base::Value;
using sync::Operation;
using sync::OperationKind;
using sync::RecordId;
using sync::RecordKey;

namespace {

constexpr base::UtcMs FarFuture = 4'000'000'000'000;

sync::CoveredSequences everythingOf(std::initializer_list<StoreLaptop *> laptops)
{
    sync::CoveredSequences covered;
    for (StoreLaptop *laptop : laptops) {
        for (const auto stream : {sync::Stream::General, sync::Stream::House})
            covered[{laptop->log->device(), stream}] = laptop->log->lastSequence(stream);
    }
    return covered;
}

std::vector<Operation> snapshotOf(StoreLaptop &laptop)
{
    std::vector<Operation> operations;
    laptop.commit([&](auto &log) -> base::Result<void> {
        std::optional<sync::Dot> last;
        do {
            INDARO_TRY_ASSIGN(const auto page, sync::snapshotOperations(log, true, last, 7));
            operations.insert(operations.end(), page.operations.begin(), page.operations.end());
            last = page.last;
        } while (last);
        return {};
    });
    return operations;
}

} // namespace

class TestSnapshot : public QObject
{
    Q_OBJECT
    SeededRandom m_random{3};

private Q_SLOTS:
    void compactionKeepsWhatCountsAndForgetsOldHistory() // [SNAPSHOT-1]
    {
        StoreLaptop a(41);
        const RecordKey key{1, RecordId::make(m_random)};
        a.bear(key, {{person::Name, "Aline"}, {person::Age, 17}});
        for (int i = 0; i < 20; ++i)
            a.edit(person::Name, key.record, "Aline " + std::to_string(i));
        const auto old = a.operations();
        const auto dropped = a.commit([&](auto &log) { return sync::compact(log, {FarFuture, everythingOf({&a})}); });
        QCOMPARE(dropped, std::size_t(19));
        QCOMPARE(a.operations().size(), std::size_t(2));
        QCOMPARE(a.operations()[0].values.size(), std::size_t(1)); // the birth keeps only what still counts
        QVERIFY(a.value(person::Name, key.record) == Value("Aline 19"));
        QCOMPARE(a.take(old).known, old.size()); // an old envelope comes again
        QVERIFY(a.conflictsOf(key).empty());
        a.reopen();
        a.edit(person::Name, key.record, "Rose");
        QCOMPARE(a.log->lastSequence(sync::Stream::General), std::uint64_t(22)); // no number is given twice
    }

    void historyWithinTheRetentionRuleStays() // [SNAPSHOT-1]
    {
        StoreLaptop a(42);
        const RecordKey key{1, RecordId::make(m_random)};
        a.bear(key, {{person::Age, 1}});
        a.edit(person::Age, key.record, 2);
        const auto since = a.clock.nowUtc() + 500;
        a.edit(person::Age, key.record, 3);
        a.edit(person::Age, key.record, 4);
        // 1 was replaced before: the birth loses it only with 2, which must stay to say what it was when the time began.
        QCOMPARE(a.commit([&](auto &log) { return sync::compact(log, {since, everythingOf({&a})}); }), std::size_t(0));
        QCOMPARE(a.commit([&](auto &log) {
            return sync::compact(log, {since + 1000, everythingOf({&a})});
        }),
                 std::size_t(1));
        QCOMPARE(a.log->history(key).value().size(), std::size_t(3)); // that it was born, and the last two
    }

    void whatAStandingDecisionDecidedBetweenStays() // [SNAPSHOT-1]
    {
        StoreLaptop a(50);
        StoreLaptop b(51);
        const RecordKey key{1, RecordId::make(m_random)};
        a.bear(key, {{person::Name, "Aline"}});
        b.takeFrom(a);
        a.edit(person::Age, key.record, 17);
        b.edit(person::Age, key.record, 19);
        meet(a, b);
        a.resolve(person::Age, key.record, Value(19));
        const auto covered = everythingOf({&a, &b});
        QCOMPARE(a.commit([&](auto &log) { return sync::compact(log, {FarFuture, covered}); }), std::size_t(0));
        a.commit([&](auto &log) { return log.undoResolve(person::Age, key.record); });
        QCOMPARE(a.conflictsOf(key).size(), std::size_t(1));
        a.resolve(person::Age, key.record, Value(17));
        a.edit(person::Age, key.record, 18); // now nothing of it can be taken back
        QVERIFY(a.commit([&](auto &log) { return sync::compact(log, {FarFuture, everythingOf({&a, &b})}); }) >= 4);
        QVERIFY(a.value(person::Age, key.record) == Value(18));
        QVERIFY(a.conflictsOf(key).empty());
    }

    void aNewcomerTakesASnapshotAndThenWhatFollows() // [SNAPSHOT-2]
    {
        StoreLaptop a(43);
        StoreLaptop b(44);
        const RecordKey key{1, RecordId::make(m_random)};
        const RecordKey disputed{1, RecordId::make(m_random)};
        a.bear(key, {{person::Name, "Aline"}});
        a.bear(disputed, {{person::Name, "Rose"}});
        for (int i = 0; i < 5; ++i)
            a.edit(person::Age, key.record, i);
        b.takeFrom(a);
        a.edit(person::Age, disputed.record, 17);
        b.edit(person::Age, disputed.record, 19);
        meet(a, b);
        const auto old = a.operations();
        const auto covered = everythingOf({&a, &b});
        a.commit([&](auto &log) { return sync::compact(log, {FarFuture, covered}); });
        StoreLaptop newcomer(45);
        newcomer.commit([&](auto &log) { return sync::takeSnapshot(log, snapshotOf(a), covered); });
        QVERIFY(newcomer.value(person::Age, key.record) == Value(4));
        QCOMPARE(newcomer.conflictsOf(disputed).size(), std::size_t(1));
        QCOMPARE(newcomer.take(old).applied, std::size_t(0)); // what the snapshot stands for is known
        b.edit(person::Age, key.record, 9);
        newcomer.takeFrom(b);
        QVERIFY(newcomer.value(person::Age, key.record) == Value(9));
        QVERIFY(newcomer.conflictsOf(key).empty());
    }

    void aSnapshotJoinsWhatALaptopHasAlready() // [SNAPSHOT-3]
    {
        StoreLaptop a(46);
        StoreLaptop b(47);
        const RecordKey key{1, RecordId::make(m_random)};
        a.bear(key, {{person::Name, "Aline"}, {person::Age, 1}});
        a.edit(person::Age, key.record, 2);
        b.takeFrom(a); // b stays away for long
        b.edit(person::Name, key.record, "Aline N.");
        a.edit(person::Age, key.record, 3);
        a.edit(person::Age, key.record, 4);
        const auto covered = everythingOf({&a});
        a.commit([&](auto &log) { return sync::compact(log, {FarFuture, covered}); });
        b.commit([&](auto &log) { return sync::takeSnapshot(log, snapshotOf(a), covered); });
        QVERIFY(b.value(person::Age, key.record) ==
                Value(4)); // 2 is not a rival: the one who wrote 4 had seen 3, who had seen 2
        QVERIFY(b.conflictsOf(key).empty());
        QVERIFY(b.value(person::Name, key.record) == Value("Aline N."));
        a.takeFrom(b);
        QVERIFY(a.value(person::Name, key.record) == Value("Aline N."));
        QVERIFY(a.conflictsOf(key).empty());
    }

    void aPersonIsErasedWithEverythingOfHers() // [ERASE-1]
    {
        StoreLaptop a(48);
        StoreLaptop b(49);
        const RecordKey rose{1, RecordId::make(m_random)};
        const RecordKey note{2, RecordId::make(m_random)};
        const RecordKey gone{2, RecordId::make(m_random)};
        const RecordKey page{3, RecordId::make(m_random)};
        const RecordKey aline{1, RecordId::make(m_random)};
        a.bear(rose, {{person::Name, "Rose Secret"}});
        a.bear(aline, {{person::Name, "Aline"}});
        a.bear(note, {{note::Person, idBytes(rose.record)}, {note::Body, "Secret"}});
        a.bear(page, {{page::Note, idBytes(note.record)}, {page::Text, "Secret"}});
        a.bear(gone, {{note::Person, idBytes(rose.record)}, {note::Body, "Secret, deleted"}});
        a.remove(gone);
        b.takeFrom(a);
        b.edit(note::Body, note.record, "Secret, late");
        const RecordKey late{2, RecordId::make(m_random)};
        b.bear(late, {{note::Person, idBytes(rose.record)}, {note::Body, "Secret, later"}});
        b.edit(note::Body, late.record, "Secret, latest");
        const auto before = a.log->lastSequence(sync::Stream::General);
        a.commit([&](auto &log) -> base::Result<void> {
            INDARO_TRY(sync::eraseRecords(log, rose));
            INDARO_TRY(log.logErasure(rose));
            return {};
        });
        const auto report = a.takeFrom(b);
        QCOMPARE(report.erased + report.known, b.operations().size());
        QVERIFY(!a.has(rose) && !a.has(note) && !a.has(page) && !a.has(late) && a.has(aline));
        for (const auto &operation : a.operations()) {
            for (const auto &[field, value] : operation.values)
                QVERIFY(value.textOr({}).find("Secret") == std::string::npos);
        }
        QCOMPARE(a.log->lastSequence(sync::Stream::General), before + 1);
        // Nobody may order it unless the roster says so.
        const auto erasure = a.operations();
        QCOMPARE(b.take(erasure).refused.size(), std::size_t(1));
        QVERIFY(b.has(rose));
        sync::ApplyOptions options;
        options.mayErase = [](const Operation &) { return true; };
        b.take(erasure, options);
        QVERIFY(!b.has(rose) && !b.has(note) && !b.has(late) && b.has(aline));
        QVERIFY(b.log->history(note).value().empty());
    }
};

QTEST_APPLESS_MAIN(TestSnapshot)
#include "test_snapshot.moc"
