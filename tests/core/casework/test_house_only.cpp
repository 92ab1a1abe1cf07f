// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/house/house_only.h"
#include "core/casework/stays/allocations.h"
#include "core/casework/stays/holds.h"
#include "tests/core/casework/desk_fixture.h"

#include <QTest>

#include <set>

using namespace indaro;
namespace fields = model::fields;

namespace {

sync::Stream streamOfLast(tests::DeskFixture &house, sync::RecordKey key)
{
    return house.log->history(key).value().back().operation.dot.stream;
}

} // namespace

class TestHouseOnly : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyTableSaysWhoseItsRecordsAre() // [STREAM-1] [ERASE-1]
    {
        const std::set<std::string_view> nobodys = {"staff",
                                                    "house",
                                                    "house_location",
                                                    "laptop",
                                                    "form",
                                                    "form_part",
                                                    "room",
                                                    "place",
                                                    "roll_call",
                                                    "sop_pack",
                                                    "sop_pack_part",
                                                    "role_rule",
                                                    "training",
                                                    "directory_entry",
                                                    "kept_numbers",
                                                    "box_opening",
                                                    "self_check",
                                                    "self_check_line",
                                                    "organisation_key",
                                                    "stock_move",
                                                    "trafficking_case",
                                                    "suspect",
                                                    "suspect_in_case",
                                                    "offence",
                                                    "library_document",
                                                    "library_part",
                                                    "count_packet",
                                                    "publication"};
        for (const auto &table : model::schema().tables()) {
            const bool isNobodys = table.owner.kind == sync::Ownership::Kind::Nobody;
            QVERIFY2(isNobodys == nobodys.contains(table.name), table.name.data());
            if (table.owner.kind == sync::Ownership::Kind::Field)
                QVERIFY2(model::schema().findTable(table.owner.through) != nullptr, table.name.data());
            if (table.owner.also != 0)
                QVERIFY2(model::schema().findTable(table.owner.alsoThrough) != nullptr, table.name.data());
        }
    }

    void whatNamesTwoGoesNoFurtherThanEither() // [STREAM-1] sync::Ownership::also
    {
        tests::DeskFixture house;
        const auto open = house.bear({{fields::case_file::DisplayName, "Rose"}}, {});
        const auto kept = house.bear({{fields::case_file::DisplayName, "Aline"}}, {});
        QVERIFY(casework::decideCopyOutside(*house.desk, kept, false).hasValue());
        QVERIFY(casework::keepApart(*house.desk, open, kept, {}).hasValue());
        auto pair = house.db->prepare("SELECT id FROM keep_apart");
        QVERIFY(pair->step().value());
        const sync::RecordKey key{fields::keep_apart::Table, *pair->id<sync::RecordTag>(0)};
        pair->reset();
        QVERIFY(streamOfLast(house, key) == sync::Stream::House);
        QVERIFY(casework::liftKeepApart(*house.desk, open, kept).hasValue()); // an edit names nobody: the row does
        QVERIFY(streamOfLast(house, key) == sync::Stream::House);
        casework::HoldDraft draft;
        draft.expiresAt = house.clock.nowUtc() + 1000;
        const auto hold = casework::announce(*house.desk, draft).value();
        QVERIFY(casework::holdArrived(*house.desk, hold, open, {kept}).hasValue());
        QVERIFY(streamOfLast(house, {fields::hold::Table, hold}) == sync::Stream::House);
    }

    void aNoKeepsWhatFollowsInTheHouse() // [STREAM-1] contracts.md 3
    {
        tests::DeskFixture house;
        const auto person = house.bear({{fields::case_file::DisplayName, "Rose"}}, {{fields::identity::KnownAs, "Rose"}});
        const auto other = house.bear({{fields::case_file::DisplayName, "Aline"}}, {});
        QVERIFY(casework::decideCopyOutside(*house.desk, person, false).hasValue());
        const auto edit = [&](sync::RecordId who, const char *name) {
            auto transaction = house.db->begin();
            QVERIFY(house.log->edit(fields::identity::KnownAs, who, name).hasValue());
            QVERIFY(transaction->commit().hasValue());
        };
        edit(person, "Mama Rose");
        edit(other, "Mama Aline");
        QVERIFY(streamOfLast(house, {fields::identity::Table, person}) == sync::Stream::House);
        QVERIFY(streamOfLast(house, {fields::identity::Table, other}) == sync::Stream::General);
        auto consents = house.db->prepare("SELECT id FROM consent WHERE purpose = 'copy_outside' AND decision = 'no'");
        QVERIFY(consents->step().value());
        QVERIFY(streamOfLast(house, {fields::consent::Table, *consents->id<sync::RecordTag>(0)}) == sync::Stream::House);
        consents->reset();
        QVERIFY(casework::decideCopyOutside(*house.desk, person, true).hasValue());
        edit(person, "Rose");
        QVERIFY(streamOfLast(house, {fields::identity::Table, person}) == sync::Stream::General);
    }

    void aConsentFromElsewhereIsFollowed() // [STREAM-1]
    {
        tests::DeskFixture house;
        const auto person = house.bear({}, {});
        auto transaction = house.db->begin();
        const auto consent = sync::RecordId::make(house.random);
        QVERIFY(house.log
                    ->birth({fields::consent::Table, consent},
                            {{fields::consent::CaseFile, base::Bytes(person.bytes().begin(), person.bytes().end())},
                             {fields::consent::Purpose, "copy_outside"},
                             {fields::consent::Decision, "yes"},
                             {fields::consent::GivenOn, "2026-11-20"}})
                    .hasValue());
        QVERIFY(casework::followCopyOutside(*house.desk).hasValue());
        QVERIFY(!house.log->isHouseOnly(person));
        QVERIFY(house.log->edit(fields::consent::WithdrawnOn, consent, "2026-11-22").hasValue());
        QVERIFY(casework::followCopyOutside(*house.desk).hasValue());
        QVERIFY(house.log->isHouseOnly(person));
        QVERIFY(transaction->commit().hasValue());
        QVERIFY(casework::decideCopyOutside(*house.desk, sync::RecordId::make(house.random), false).error().code ==
                base::Errc::UnknownRecord);
    }
};

QTEST_APPLESS_MAIN(TestHouseOnly)
#include "test_house_only.moc"
