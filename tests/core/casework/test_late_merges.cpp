// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/conflicts/commands.h"
#include "core/casework/conflicts/queries.h"
#include "core/casework/house/house_only.h"
#include "core/casework/interviews/answer_rows.h"
#include "core/casework/stays/allocations.h"
#include "core/sync/derived_id.h"
#include "tests/core/casework/two_files.h"

#include <QTest>

using namespace indaro;
using namespace indaro::casework;
using namespace Qt::StringLiterals;
using base::Errc;
using base::Value;
using tests::differenceOf;
using tests::TwoFiles;
namespace f = model::fields;

namespace {

template <class T> Errc codeOf(const base::Result<T> &result)
{
    return result ? Errc::Internal : result.error().code;
}

} // namespace

/// What another laptop wrote into a file before it heard that it had been taken into another one.
class TestLateMerges : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aNoThatComesLateKeepsHerInTheHouse()
    {
        TwoFiles here(21);
        TwoFiles there(22);
        const CaseId one = here.left("Niyonzima", "Claudine");
        const CaseId other = here.left("Nionzima", "Klodine");
        exchange(here, there);
        // A no on a laptop that does not hear of the merge before, and two days later a yes here.
        there.clock.setUtc(here.clock.nowUtc() + 5000);
        QVERIFY(decideCopyOutside(*there.desk, other, false).hasValue());
        here.clock.advance(2 * TwoFiles::Day);
        QVERIFY(decideCopyOutside(*here.desk, one, true).hasValue());
        const auto merge = here.merge(one, other).value();
        QVERIFY(!here.log->isHouseOnly(one));
        exchange(here, there);
        here.follow();
        QVERIFY(here.log->isHouseOnly(one) && here.log->isHouseOnly(other));
        const auto once = here.rows({});
        here.follow();
        QVERIFY2(here.rows({}) == once, qPrintable(differenceOf(once, here.rows({}))));
        QVERIFY(here.undo(merge).hasValue());
        QVERIFY(!here.log->isHouseOnly(one) && here.log->isHouseOnly(other));
    }

    void whomTheOtherMustNotMeetIsHeardLateToo()
    {
        TwoFiles here(31);
        TwoFiles there(32);
        const CaseId third = here.admit("Irakoze", "Divine");
        const CaseId one = here.left("Niyonzima", "Claudine");
        const CaseId other = here.left("Nionzima", "Klodine");
        exchange(here, there);
        QVERIFY(here.merge(one, other).hasValue());
        there.clock.setUtc(here.clock.nowUtc() + 5000);
        QVERIFY(keepApart(*there.desk, other, third, {}).hasValue()); // it has not heard of the merge
        exchange(here, there);
        QVERIFY(codeOf(liftKeepApart(*here.desk, one, third)) == Errc::UnknownRecord);
        here.follow();
        const auto pair = std::minmax(one, third);
        const auto apart = sync::derivedId({"keep_apart", rows::idText(pair.first), rows::idText(pair.second)});
        QVERIFY(here.value(f::keep_apart::LiftedAt, apart).isNull());
        QVERIFY(liftKeepApart(*here.desk, one, third).hasValue());
        here.follow();
        QVERIFY(!here.value(f::keep_apart::LiftedAt, apart).isNull()); // decided since: it is not said again
    }

    void whatIsWrittenLateOfHerIsSeen()
    {
        TwoFiles here(41);
        TwoFiles there(42);
        const CaseId one = here.left("Niyonzima", "Claudine");
        const CaseId other = here.left("Nionzima", "Klodine");
        here.commit([&] { return here.log->edit(f::identity::Nationality, one, "BI"); });
        here.commit([&] { return here.log->edit(f::health::SpecialNeeds, one, "diet"); });
        exchange(here, there);
        const auto merge = here.merge(one, other).value();
        QCOMPARE(countConflicts(*here.desk, one).value(), std::size_t{0}); // names that differ were decided
        const auto write = [&](sync::FieldId field, const Value &value) {
            there.commit([&] { return there.log->edit(field, other, value); });
        };
        there.clock.setUtc(here.clock.nowUtc() - 5000); // before the merge, and not known here
        write(f::identity::Phone, "79 00 00 01");
        there.clock.setUtc(here.clock.nowUtc() + 5000);
        write(f::identity::Nationality, "CD");
        write(f::health::SpecialNeeds, "glasses");
        there.commit([&] {
            return there.log->birth({f::registry::Table, other},
                                    {{f::registry::CaseFile, TwoFiles::bytesOf(other)}, {f::registry::Acts, "recruit"}});
        });
        exchange(here, there);
        here.follow();
        QVERIFY(here.value(f::identity::Phone, one) == Value("79 00 00 01"));
        QVERIFY(here.value(f::health::SpecialNeeds, one) == Value("diet glasses"));
        QVERIFY(here.value(f::registry::Acts, one) == Value("recruit"));
        QVERIFY(here.value(f::identity::FamilyName, one) == Value("Niyonzima"));
        const auto open = listConflicts(*here.desk, 10).value();
        QCOMPARE(open.list.size(), std::size_t{1});
        QVERIFY(open.list.front().field == f::identity::Nationality && open.list.front().person == one);
        QCOMPARE(open.list.front().sides.size(), std::size_t{2});
        const auto once = here.rows({});
        here.follow();
        QVERIFY2(here.rows({}) == once, qPrintable(differenceOf(once, here.rows({}))));
        // The other laptop finds the same, and nothing is asked twice.
        there.follow();
        exchange(here, there);
        QCOMPARE(countConflicts(*here.desk, one).value(), std::size_t{1});
        QVERIFY2(here.rows({}) == there.rows({}), qPrintable(differenceOf(here.rows({}), there.rows({}))));
        // Decided, it is not asked again.
        const auto asked = listConflicts(*here.desk, 10).value().list.front();
        QVERIFY(settleConflict(*here.desk, asked.field, asked.key.record, "BI", Settling::Chosen, asked.seen).hasValue());
        here.follow();
        QCOMPARE(countConflicts(*here.desk, one).value(), std::size_t{0});
        QVERIFY(here.value(f::identity::Nationality, one) == Value("BI"));
        // Two again: the kept file says nothing any more of what was the other's.
        QVERIFY(here.undo(merge).hasValue());
        QVERIFY(here.value(f::identity::Phone, one).isNull());
        QVERIFY(here.value(f::health::SpecialNeeds, one) == Value("diet"));
        QVERIFY(!here.log->exists({f::registry::Table, one}).value());
        QVERIFY(here.value(f::identity::Phone, other) == Value("79 00 00 01"));
        QVERIFY(here.value(f::identity::Nationality, other) == Value("CD"));
    }

    void whatIsCarriedAfterAnUndoGoesBack()
    {
        TwoFiles here(43);
        TwoFiles there(44);
        const CaseId one = here.left("Niyonzima", "Claudine");
        const CaseId other = here.left("Nionzima", "Klodine");
        exchange(here, there);
        const auto merge = here.merge(one, other).value();
        exchange(here, there);
        there.clock.setUtc(here.clock.nowUtc() + 5000);
        QVERIFY(here.undo(merge).hasValue());
        there.commit([&] { return there.log->edit(f::identity::Phone, other, "79 00 00 02"); });
        there.follow(); // it has not heard of the undoing
        QVERIFY(there.value(f::identity::Phone, one) == Value("79 00 00 02"));
        exchange(here, there);
        here.follow();
        there.follow();
        exchange(here, there);
        for (TwoFiles *house : {&here, &there}) {
            QVERIFY(house->value(f::identity::Phone, one).isNull());
            QVERIFY(house->value(f::identity::Phone, other) == Value("79 00 00 02"));
        }
    }
};

QTEST_APPLESS_MAIN(TestLateMerges)
#include "test_late_merges.moc"
