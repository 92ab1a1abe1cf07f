// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/desk.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/rooms.h"
#include "core/model/partial_date.h"
#include "core/reports/counting.h"
#include "core/reports/report_plans.h"
#include "core/reports/usable_places.h"
#include "tests/core/casework/desk_fixture.h"

#include <QDateTime>
#include <QTest>
#include <QTimeZone>

#include <algorithm>

using namespace indaro;
using namespace indaro::reports;
using namespace Qt::StringLiterals;
using base::Value;
namespace f = model::fields;

namespace {

Value noonOf(QDate day)
{
    return std::int64_t(QDateTime(day, QTime(12, 0), QTimeZone(model::LocalOffsetSeconds)).toMSecsSinceEpoch());
}

} // namespace

/// Two numbers of the house, each on a house that can be counted by hand.
class TestClosingsAndPlaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFileIsClosedOnceUntilItIsOpenedAgain()
    {
        tests::DeskFixture fixture(13);
        const auto bear = [&](const Value &person, const QDate &on, const char *reason, sync::FieldValues more) {
            more.push_back({f::retention::CaseFile, person});
            more.push_back({f::retention::ClosedAt, noonOf(on)});
            more.push_back({f::retention::Reason, reason});
            auto transaction = fixture.db->begin();
            INDARO_CHECK(fixture.log->birth({f::retention::Table, sync::RecordId::make(fixture.random)}, more).hasValue());
            INDARO_CHECK(transaction->commit().hasValue());
        };
        const auto one = casework::idValue(fixture.bear({{f::case_file::Sex, "F"}}, {}));
        const auto two = casework::idValue(fixture.bear({{f::case_file::Sex, "M"}}, {}));
        const Question question{Indicator::ClosedFiles, Period::ofYear(2026), Dimension::ClosingReason, Dimension::Sex, {}};
        CountCache cache;
        QCOMPARE(cache.count(*fixture.desk, question)->total.count, 0);
        bear(one, {2026, 1, 10}, "goals_met", {}); // two laptops at once, and opened again on both
        bear(one, {2026, 1, 11}, "asked", {{f::retention::ReopenedAt, noonOf({2026, 3, 1})}});
        bear(one, {2026, 4, 1}, "no_contact", {});
        QCOMPARE(cache.count(*fixture.desk, question)->total.count, 1); // on the first laptop it was never opened
        bear(two, {2026, 1, 10}, "death",
             {{f::retention::ReopenedAt, noonOf({2026, 1, 12})}, {f::retention::ReopenedWhy, "mistake"}});
        bear(two, {2026, 2, 1}, "goals_met", {{f::retention::ReopenedAt, noonOf({2026, 5, 1})}});
        bear(two, {2026, 6, 1}, "transferred", {});
        bear(two, {2025, 6, 1}, "other", {{f::retention::ReopenedAt, noonOf({2025, 7, 1})}}); // of another year
        const Table table = cache.count(*fixture.desk, question).value();
        QCOMPARE(table.total.count, 3);
        QCOMPARE(table.total.persons, 2);
        QCOMPARE(cellAt(table, {u"no_contact"_s, u"F"_s}).count, 1);
        QCOMPARE(cellAt(table, {u"goals_met"_s, u"M"_s}).count, 1);
        QCOMPARE(cellAt(table, {u"transferred"_s, u"M"_s}).count, 1);
        QCOMPARE(table.notCounted, (std::vector<NotCounted>{{u"closed_by_mistake"_s, 1}}));
        QCOMPARE(labelOf(Dimension::ClosingReason, u"goals_met", u"fr"), u"objectifs atteints"_s);
    }

    /// Small reasons would tell of one person: the number stays in the house [contracts.md 8 (a)].
    void whyFilesWereClosedIsInNoRelease()
    {
        QVERIFY(!infoOf(Indicator::ClosedFiles).isPublishable && !infoOf(Dimension::ClosingReason).isPublishable);
        for (const Question &question : wholeReleaseQuestions(2026)) {
            QVERIFY(question.indicator != Indicator::ClosedFiles);
            const auto dimensions = question.dimensions();
            QVERIFY(std::ranges::find(dimensions, Dimension::ClosingReason) == dimensions.end());
        }
        const auto month = questionsOf(ReportName::MonthlyHouse, Period::ofMonth(2026, 3)).value();
        QVERIFY(std::ranges::find(month, Indicator::ClosedFiles, &Question::indicator) != month.end());
    }

    /// Beds of today: those out of use, and rooms for the ill or for staff, are no places.
    void howFullTheHouseIsIsAShareOfThePlacesOfToday()
    {
        tests::DeskFixture fixture(3); // today: 2026-11-24
        auto &desk = *fixture.desk;
        const Question november{Indicator::Occupancy, Period::ofMonth(2026, 11), {}, {}, {}};
        QCOMPARE(usablePlaces(desk).value(), std::optional<int>());
        const auto room = [&](const char *name, const char *roomFor, const Value &capacity) {
            return casework::addRoom(
                       desk, {.name = name, .roomFor = roomFor, .usableCapacity = capacity, .state = {}, .stateWhy = {}})
                .value();
        };
        const auto bed = [&](sync::RecordId in, const char *label, const Value &state) {
            QVERIFY(
                casework::addPlace(desk, in, {.label = label, .kind = "bed", .state = state, .stateWhy = {}}).hasValue());
        };
        const auto women = room("Women", "women", {});
        const auto small = room("Small", "women", 1);
        const auto staff = room("Staff", "night_staff", {});
        QCOMPARE(usablePlaces(desk).value(), std::optional<int>()); // rooms without a bed
        for (const char *label : {"W1", "W2", "W3"})
            bed(women, label, {});
        bed(women, "W4", "out_of_use");
        bed(small, "S1", {});
        bed(small, "S2", {});
        bed(staff, "T1", {});
        QCOMPARE(usablePlaces(desk).value(), std::optional(4));
        for (int i = 0; i < 2; ++i) {
            const auto person = casework::idValue(fixture.bear({{f::case_file::Sex, "F"}}, {}));
            auto transaction = fixture.db->begin();
            QVERIFY(fixture.log
                        ->birth({f::stay::Table, sync::RecordId::make(fixture.random)},
                                {{f::stay::CaseFile, person}, {f::stay::ArrivedAt, "2026-10-14"}})
                        .hasValue());
            QVERIFY(transaction->commit().hasValue());
        }
        const auto shareOf = [&](const Question &question) {
            return shareOfPlaces(question, count(desk, question)->total.measure, usablePlaces(desk).value());
        };
        QCOMPARE(shareOf(november), std::optional(50)); // two women in four places
        QCOMPARE(shareOf({Indicator::BedNights, november.period, {}, {}, {}}), std::optional<int>());
        Question some = november;
        some.filters = {{Dimension::Sex, {u"F"_s}}}; // of the women alone it would say nothing of the house
        QCOMPARE(shareOf(some), std::optional<int>());
        QCOMPARE(shareOfPlaces(november, 5.0, 4), std::optional(125));
        QCOMPARE(shareOfPlaces(november, 5.0, 0), std::optional<int>());
        QCOMPARE(shareOfPlaces(november, {}, 4), std::optional<int>());
    }
};

QTEST_APPLESS_MAIN(TestClosingsAndPlaces)
#include "test_closings_and_places.moc"
