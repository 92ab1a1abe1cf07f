// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/mass_delete.h"
#include "tests/core/sync/laptops.h"

#include <QTest>

using namespace indaro;
using namespace indaro::tests;
using base::Errc;
using base::Missing;
using base::Value;
using sync::ChangeLog;
using sync::ConflictKind;
using sync::Operation;
using sync::OperationKind;
using sync::RecordId;
using sync::RecordKey;
using sync::Standing;

namespace {

std::vector<Value> alternatives(const std::vector<sync::Conflict> &conflicts)
{
    std::vector<Value> values;
    for (const auto &conflict : conflicts) {
        for (const auto &alternative : conflict.alternatives)
            values.push_back(alternative.value);
    }
    return values;
}

} // namespace

/// The catalogue of what can happen when laptops wrote apart, one sentence each; every one on real stores.
class TestConflicts : public QObject
{
    Q_OBJECT
    std::unique_ptr<StoreLaptop> m_a;
    std::unique_ptr<StoreLaptop> m_b;
    SeededRandom m_random{7};

    /// A person both laptops know.
    RecordKey somebody(const sync::FieldValues &values = {{person::Name, "Aline"}, {person::Languages, "fr"}})
    {
        const RecordKey key{1, RecordId::make(m_random)};
        m_a->bear(key, values);
        meet(*m_a, *m_b);
        return key;
    }
    /// The same rows, conflicts and operations on both.
    void compare(RecordKey key)
    {
        meet(*m_a, *m_b);
        QVERIFY(m_a->has(key) == m_b->has(key));
        for (const auto field : {person::Name, person::Age, person::Languages}) {
            if (m_a->has(key))
                QVERIFY(m_a->value(field, key.record) == m_b->value(field, key.record));
        }
        const auto ours = m_a->conflictsOf(key);
        const auto theirs = m_b->conflictsOf(key);
        QVERIFY(alternatives(ours) == alternatives(theirs));
        QCOMPARE(m_a->log->conflictCount().value(), m_b->log->conflictCount().value());
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_a = std::make_unique<StoreLaptop>(1);
        m_b = std::make_unique<StoreLaptop>(2);
    }

    void twoValuesOfOneFieldStandSideBySide() // [CONFLICT-1] SORMAS #300
    {
        const auto key = somebody();
        m_a->edit(person::Age, key.record, 17);
        m_b->edit(person::Age, key.record, 19);
        compare(key);
        const auto conflicts = m_a->conflictsOf(key);
        QCOMPARE(conflicts.size(), std::size_t(1));
        QVERIFY(conflicts[0].kind == ConflictKind::Edit);
        QCOMPARE(conflicts[0].alternatives.size(), std::size_t(2));
        QVERIFY(conflicts[0].alternatives[0].value == m_a->value(person::Age, key.record));
        QVERIFY(conflicts[0].alternatives[0].user != conflicts[0].alternatives[1].user);
        QVERIFY(conflicts[0].alternatives[0].leaf.device != conflicts[0].alternatives[1].leaf.device);
    }

    void valuesOfTwoFieldsBothStand() // [CONFLICT-2] SORMAS #300
    {
        const auto key = somebody();
        m_a->edit(person::Age, key.record, 17);
        m_b->edit(person::Name, key.record, "Aline N.");
        compare(key);
        QVERIFY(m_b->value(person::Age, key.record) == Value(17));
        QVERIFY(m_a->value(person::Name, key.record) == Value("Aline N."));
        QVERIFY(m_a->conflictsOf(key).empty());
    }

    void theSameValueTwiceIsNoConflictNorTheNextEdit() // [CONFLICT-3]
    {
        const auto key = somebody();
        m_a->edit(person::Age, key.record, 18);
        m_b->edit(person::Age, key.record, 18);
        compare(key);
        QVERIFY(m_a->conflictsOf(key).empty());
        m_b->edit(person::Age, key.record, 20);
        compare(key);
        QVERIFY(m_a->conflictsOf(key).empty());
        QVERIFY(m_a->value(person::Age, key.record) == Value(20));
    }

    void aDecisionSettlesEverywhereAndStaysInTheHistory() // [CONFLICT-4]
    {
        const auto key = somebody();
        m_a->edit(person::Age, key.record, 17);
        m_b->edit(person::Age, key.record, 19);
        meet(*m_a, *m_b);
        m_b->resolve(person::Age, key.record, 17);
        compare(key);
        QVERIFY(m_a->conflictsOf(key).empty());
        QVERIFY(m_a->value(person::Age, key.record) == Value(17));
        std::vector<Standing> standings;
        const auto history = m_a->log->history(key).value();
        for (const auto &entry : history) {
            if (entry.field == person::Age.field)
                standings.push_back(entry.standing);
        }
        QVERIFY((standings == std::vector{Standing::Settled, Standing::Settled, Standing::Shown}));
        QVERIFY(m_a->commit([&](auto &l) -> base::Result<bool> {
            return l.resolve(person::Age, key.record, 19, m_a->seen(key)).error().code == Errc::WrongState;
        }));
    }

    void bothTextsMayBeCombined() // [CONFLICT-4]
    {
        const auto key = somebody();
        m_a->edit(person::Name, key.record, "Aline of Gitega");
        m_b->edit(person::Name, key.record, "Aline N.");
        meet(*m_a, *m_b);
        m_a->resolve(person::Name, key.record, "Aline N. of Gitega");
        compare(key);
        QVERIFY(m_b->value(person::Name, key.record) == Value("Aline N. of Gitega"));
        QVERIFY(m_b->conflictsOf(key).empty());
    }

    void aDecisionCanBeUndoneAndTakenAgain() // [CONFLICT-5]
    {
        const auto key = somebody();
        m_a->edit(person::Age, key.record, 17);
        m_b->edit(person::Age, key.record, 19);
        meet(*m_a, *m_b);
        const auto before = m_a->conflictsOf(key);
        m_a->resolve(person::Age, key.record, 18);
        meet(*m_a, *m_b);
        m_b->commit([&](auto &l) { return l.undoResolve(person::Age, key.record); });
        compare(key);
        const auto again = m_a->conflictsOf(key);
        QVERIFY(alternatives(again) == alternatives(before));
        for (std::size_t i = 0; i < 2; ++i) // and it still says who wrote them
            QVERIFY(again[0].alternatives[i].writer == before[0].alternatives[i].writer);
        m_a->resolve(person::Age, key.record, 19);
        compare(key);
        QVERIFY(m_b->conflictsOf(key).empty());
        QVERIFY(m_b->value(person::Age, key.record) == Value(19));
    }

    void anUndoIsRefusedWhenTheFieldWentOn() // [CONFLICT-5]
    {
        const auto key = somebody();
        m_a->edit(person::Age, key.record, 17);
        m_b->edit(person::Age, key.record, 19);
        meet(*m_a, *m_b);
        m_a->resolve(person::Age, key.record, 17);
        m_a->edit(person::Age, key.record, 18);
        QVERIFY(m_a->commit([&](auto &l) -> base::Result<bool> {
            return l.undoResolve(person::Age, key.record).error().code == Errc::WrongState;
        }));
    }

    void twoDecisionsThatDifferAreAConflictAgain() // [CONFLICT-6]
    {
        const auto key = somebody();
        m_a->edit(person::Age, key.record, 17);
        m_b->edit(person::Age, key.record, 19);
        meet(*m_a, *m_b);
        m_a->resolve(person::Age, key.record, 17);
        m_b->resolve(person::Age, key.record, 19);
        compare(key);
        QCOMPARE(alternatives(m_a->conflictsOf(key)).size(), std::size_t(2));
    }

    void aDecisionLeavesOpenWhatCameWhileItWasMade() // [CONFLICT-4]
    {
        const auto key = somebody();
        StoreLaptop third(3);
        third.takeFrom(*m_a);
        m_a->edit(person::Age, key.record, 17);
        m_b->edit(person::Age, key.record, 19);
        third.edit(person::Age, key.record, 20);
        meet(*m_a, *m_b);
        const auto seen = m_a->seen(key);
        m_a->takeFrom(third); // while somebody looks at 17 and 19
        m_a->commit([&](auto &l) { return l.resolve(person::Age, key.record, 17, seen); });
        QVERIFY((alternatives(m_a->conflictsOf(key)) == std::vector<Value>{17, 20}));
        // What a colleague had decided meanwhile, and a fourth wrote against, nobody here has seen at all.
        compare(key);
        const auto stale = m_a->seen(key);
        m_b->resolve(person::Age, key.record, 20);
        third.edit(person::Age, key.record, 21);
        m_a->takeFrom(*m_b);
        m_a->takeFrom(third);
        QCOMPARE(alternatives(m_a->conflictsOf(key)).size(), std::size_t(2));
        QVERIFY(m_a->commit([&](auto &l) -> base::Result<bool> {
            return l.resolve(person::Age, key.record, 17, stale).error().code == Errc::WrongState;
        }));
        m_a->resolve(person::Age, key.record, 21);
        compare(key);
        QVERIFY(m_b->conflictsOf(key).empty());
    }

    void aDeletionTakesOnlyWhatWasSeen() // [CONFLICT-8]
    {
        const auto key = somebody();
        StoreLaptop third(4);
        third.takeFrom(*m_a);
        m_a->remove(key);
        m_b->edit(person::Age, key.record, 19);
        third.edit(person::Name, key.record, "Aline N.");
        meet(*m_a, *m_b);
        auto seen = m_a->seen(key);
        m_a->takeFrom(third);
        m_a->commit([&](auto &l) { return l.resolveDeletion(key, ChangeLog::Keep::Deletion, seen); });
        QVERIFY(m_a->has(key)); // for the name, which nobody here had read
        QVERIFY(m_a->value(person::Name, key.record) == Value("Aline N."));
        QVERIFY(m_a->conflictsOf(key).at(0).kind == ConflictKind::Deletion);
        compare(key);
        third.takeFrom(*m_b);
        third.remove(key); // by somebody who saw all of it
        m_b->edit(person::Age, key.record, 20);
        m_a->takeFrom(*m_b);
        seen = m_a->seen(key);
        m_a->takeFrom(third);
        m_a->commit([&](auto &l) { return l.resolveDeletion(key, ChangeLog::Keep::Record, seen); });
        QVERIFY(m_a->conflictsOf(key).at(0).kind == ConflictKind::Deletion); // with the newest deletion
        compare(key);
        m_a->resolveDeletion(key, ChangeLog::Keep::Deletion);
        compare(key);
        QVERIFY(!m_b->has(key));
    }

    void anEditReplacesOnlyTheValueItsWriterSaw() // [CONFLICT-7]
    {
        const auto key = somebody();
        m_a->edit(person::Age, key.record, 17);
        m_b->clock.advance(5000);
        m_b->edit(person::Age, key.record, 19);
        meet(*m_a, *m_b);
        QVERIFY(m_a->value(person::Age, key.record) == Value(19));
        m_a->clock.advance(10000);
        m_a->edit(person::Age, key.record, 20);
        compare(key);
        const auto left = alternatives(m_b->conflictsOf(key));
        QVERIFY((left == std::vector<Value>{20, 17}));
    }

    void anEditBesideADeletionBringsTheRecordBackForAHuman() // [CONFLICT-8]
    {
        const auto key = somebody();
        m_a->remove(key);
        m_b->edit(person::Age, key.record, 19);
        compare(key);
        QVERIFY(m_a->has(key));
        QVERIFY(m_a->value(person::Age, key.record) == Value(19));
        QVERIFY(m_a->conflictsOf(key).at(0).kind == ConflictKind::Deletion);
        m_b->resolveDeletion(key, ChangeLog::Keep::Record);
        compare(key);
        QVERIFY(m_a->has(key));
        QVERIFY(m_a->conflictsOf(key).empty());
        m_a->commit([&](auto &l) { return l.undoResolve({1, 0}, key.record); });
        compare(key);
        QCOMPARE(m_b->conflictsOf(key).size(), std::size_t(1));
        m_a->resolveDeletion(key, ChangeLog::Keep::Deletion);
        compare(key);
        QVERIFY(!m_b->has(key));
    }

    void aDeletionBySomebodyWhoSawEverythingHolds() // [CONFLICT-9]
    {
        const auto key = somebody();
        m_b->edit(person::Age, key.record, 19);
        meet(*m_a, *m_b);
        m_a->remove(key);
        compare(key);
        QVERIFY(!m_b->has(key));
        QVERIFY(m_b->conflictsOf(key).empty());
        m_b->resolveDeletion(key, ChangeLog::Keep::Record); // and can be taken back
        compare(key);
        QVERIFY(m_a->has(key));
        QVERIFY(m_a->value(person::Age, key.record) == Value(19));
    }

    void twoWhoDeletedApartHaveDeleted() // [CONFLICT-9]
    {
        const auto key = somebody();
        m_a->edit(person::Age, key.record, 17);
        m_a->remove(key);
        m_b->edit(person::Age, key.record, 19);
        m_b->remove(key);
        compare(key);
        QVERIFY(!m_a->has(key));
    }

    void anAnswerClearedAndGivenAgainIsNew() // [CONFLICT-10]
    {
        const auto key = somebody();
        m_a->remove(key);
        m_a->bear(key, {{person::Name, "Rose"}});
        compare(key);
        QVERIFY(m_b->value(person::Name, key.record) == Value("Rose"));
        QVERIFY(m_b->value(person::Languages, key.record).isNull());
        QVERIFY(m_b->conflictsOf(key).empty());
        m_b->edit(person::Name, key.record, "Rose K.");
        compare(key);
        QVERIFY(m_a->conflictsOf(key).empty());
    }

    void whatWasWrittenToTheOldAnswerMeanwhileIsNotLost() // [CONFLICT-10]
    {
        const auto key = somebody();
        m_a->remove(key);
        m_a->bear(key, {{person::Name, "Rose"}});
        m_b->edit(person::Name, key.record, "Aline N.");
        compare(key);
        QCOMPARE(alternatives(m_a->conflictsOf(key)).size(), std::size_t(2));
    }

    void theSameAnswerGivenOnTwoLaptopsIsOneRecord() // [CONFLICT-11]
    {
        const RecordKey key{1, RecordId::make(m_random)};
        m_a->bear(key, {{person::Name, "Aline"}, {person::Age, 17}});
        m_b->bear(key, {{person::Name, "Aline"}, {person::Age, 19}});
        compare(key);
        const auto conflicts = m_a->conflictsOf(key);
        QCOMPARE(conflicts.size(), std::size_t(1));
        QCOMPARE(conflicts[0].field, person::Age.field);
    }

    void codesAddedAndRemovedApartAllCount() // [CONFLICT-12]
    {
        const auto key = somebody();
        m_a->edit(person::Languages, key.record, "fr rn");
        m_b->edit(person::Languages, key.record, "sw");
        compare(key);
        QVERIFY(m_a->value(person::Languages, key.record) == Value("rn sw"));
        QVERIFY(m_a->conflictsOf(key).empty());
        m_a->edit(person::Languages, key.record, "rn");
        compare(key);
        QVERIFY(m_b->value(person::Languages, key.record) == Value("rn"));
    }

    void codesBesideAReasonForNoneAreAConflict() // [CONFLICT-13]
    {
        const auto key = somebody();
        m_a->edit(person::Languages, key.record, "fr rn");
        m_b->edit(person::Languages, key.record, Missing::Refused);
        compare(key);
        QVERIFY(m_a->value(person::Languages, key.record) == Value("rn"));
        const auto conflicts = m_a->conflictsOf(key);
        QCOMPARE(conflicts.size(), std::size_t(1));
        QVERIFY(conflicts[0].kind == ConflictKind::MissingAndCodes);
        m_a->resolve(person::Languages, key.record, "rn fr");
        compare(key);
        QVERIFY(m_b->value(person::Languages, key.record) == Value("fr rn"));
        QVERIFY(m_b->conflictsOf(key).empty());
        m_b->commit([&](auto &l) { return l.undoResolve(person::Languages, key.record); });
        compare(key);
        QCOMPARE(alternatives(m_a->conflictsOf(key)).size(), std::size_t(2));
    }

    void aReasonForNoneGoesWhenCodesFollowIt() // [CONFLICT-13]
    {
        const auto key = somebody();
        m_a->edit(person::Languages, key.record, Missing::NotAsked);
        m_a->edit(person::Languages, key.record, "sw");
        m_a->edit(person::Languages, key.record, "");
        compare(key);
        QVERIFY(m_b->value(person::Languages, key.record) == Value(""));
        QVERIFY(m_b->conflictsOf(key).empty());
    }

    void aReasonBesideAValueIsAConflict() // [CONFLICT-14]
    {
        const auto key = somebody();
        m_a->edit(person::Age, key.record, Missing::DoesNotKnow);
        m_b->edit(person::Age, key.record, 19);
        compare(key);
        QCOMPARE(alternatives(m_a->conflictsOf(key)).size(), std::size_t(2));
    }

    void aFormOpenWhileAChangeArrivesOverwritesNothing() // [CONFLICT-15] KeePassXC #10225
    {
        const auto key = somebody();
        const auto seenName = m_b->log->look(person::Name, key.record).value();
        const auto seenLanguages = m_b->log->look(person::Languages, key.record).value();
        m_a->edit(person::Name, key.record, "Aline of Gitega");
        m_a->edit(person::Languages, key.record, "fr sw");
        m_b->takeFrom(*m_a);
        m_b->commit([&](auto &l) { return l.edit(person::Name, key.record, "Aline N.", seenName); });
        m_b->commit([&](auto &l) { return l.edit(person::Languages, key.record, "fr rn", seenLanguages); });
        compare(key);
        QCOMPARE(alternatives(m_a->conflictsOf(key)).size(), std::size_t(2));
        QVERIFY(m_a->value(person::Languages, key.record) == Value("fr rn sw"));
        // Nothing arrived meanwhile: an edit like any other.
        const auto now = m_b->log->look(person::Age, key.record).value();
        m_b->commit([&](auto &l) { return l.edit(person::Age, key.record, 19, now); });
        QCOMPARE(m_b->conflictsOf(key).size(), std::size_t(1));
    }

    void whoWritesOverTheSameTwiceWritesOverBoth() // simulation, seed 153804
    {
        const auto key = somebody();
        const auto seen = m_a->log->look(person::Name, key.record).value();
        m_a->edit(person::Name, key.record, "Rose");
        m_a->clock.advance(1000);
        m_a->commit([&](auto &l) { return l.edit(person::Name, key.record, "Rosine", seen); }); // a form behind her own edit
        QCOMPARE(m_a->conflictsOf(key).size(), std::size_t(1));
        m_a->edit(person::Name, key.record, "Rose"); // one value again, written twice
        QVERIFY(m_a->conflictsOf(key).empty());
        m_a->edit(person::Name, key.record, "Rosette");
        compare(key);
        QVERIFY(m_b->conflictsOf(key).empty());
        QVERIFY(m_b->value(person::Name, key.record) == Value("Rosette"));
    }

    void aFormOpenWhileItsRecordWentLosesNothing() // [CONFLICT-17] SORMAS #403
    {
        const auto key = somebody();
        const auto seen = m_b->log->look(person::Name, key.record).value();
        m_a->commit([&](auto &l) { return l.remove(key); });
        m_b->takeFrom(*m_a);
        QVERIFY(!m_b->log->exists(key).value());
        m_b->commit([&](auto &l) { return l.edit(person::Name, key.record, seen.value, seen); }); // typed nothing
        QVERIFY(!m_b->log->exists(key).value());
        m_b->commit([&](auto &l) { return l.edit(person::Name, key.record, "Aline N.", seen); });
        compare(key);
        QVERIFY(m_a->value(person::Name, key.record) == Value("Aline N."));
        QCOMPARE(m_a->conflictsOf(key).front().kind, ConflictKind::Deletion);
        // A form that never saw the record brings nothing back.
        m_b->resolveDeletion(key, ChangeLog::Keep::Deletion);
        auto transaction = m_b->db->begin();
        QVERIFY(!m_b->log->edit(person::Name, key.record, "Rose", sync::Seen{std::nullopt, {}}));
    }

    void aFormThatKnewOfNoRecordOverwritesNoneOfIt() // [CONFLICT-18]
    {
        const auto key = somebody();
        const auto before = m_b->value(person::Name, key.record);
        m_b->commit([&](auto &l) { return l.edit(person::Name, key.record, "Rose", sync::Seen{std::nullopt, {}}); });
        compare(key);
        const auto open = alternatives(m_a->conflictsOf(key));
        QCOMPARE(open.size(), std::size_t(2));
        QVERIFY(m_a->value(person::Name, key.record) == Value("Rose") || m_a->value(person::Name, key.record) == before);
    }

    void everyChangeFromElsewhereIsToldAsSuch() // [CONFLICT-16]
    {
        const auto key = somebody();
        m_a->edit(person::Age, key.record, 19);
        std::vector<std::pair<std::uint16_t, bool>> told;
        m_b->log->setListener([&](const RecordKey &changed, std::uint16_t field, bool isForeign) {
            if (changed == key)
                told.emplace_back(field, isForeign);
        });
        m_b->takeFrom(*m_a);
        m_b->edit(person::Name, key.record, "Rose");
        m_b->takeFrom(*m_a); // again: nothing new
        m_b->log->setListener({});
        QVERIFY(
            (told == std::vector<std::pair<std::uint16_t, bool>>{{person::Age.field, true}, {person::Name.field, false}}));
    }
};

QTEST_APPLESS_MAIN(TestConflicts)
#include "test_conflicts.moc"
