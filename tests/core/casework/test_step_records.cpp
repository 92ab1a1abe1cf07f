// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/checklists/guards.h"
#include "core/casework/consents/consents.h"
#include "core/casework/house/due_board.h"
#include "core/casework/house/house.h"
#include "core/casework/people/commands.h"
#include "core/casework/registry/status_decisions.h"
#include "core/casework/stays/allocations.h"
#include "core/casework/stays/custody.h"
#include "core/model/partial_date.h"
#include "core/sync/apply.h"
#include "desk_fixture.h"

#include <QSet>
#include <QTest>

#include <algorithm>
#include <map>

using namespace indaro;
using namespace indaro::casework;
using namespace Qt::StringLiterals;
namespace fields = model::fields;

namespace {

constexpr base::UtcMs Minute = 60'000;
constexpr base::UtcMs Hour = 60 * Minute;
constexpr base::UtcMs Day = 24 * Hour;

base::Bytes bytesOf(const sync::RecordId &id)
{
    return {id.bytes().begin(), id.bytes().end()};
}

/// A house with two rooms, and somebody who gives the beds.
struct House : tests::DeskFixture
{
    explicit House(unsigned seed = 20261124) : DeskFixture(seed)
    {
        clock.advance(20 * Hour);
        INDARO_CHECK(
            saveStaff(*desk, {.id = log->user(), .name = u"Odette"_s, .position = {}, .phone = {}, .role = u"director"_s})
                .hasValue());
    }
    void room(const char *name)
    {
        const RoomDraft draft{.name = name, .roomFor = "women", .usableCapacity = {}, .state = {}, .stateWhy = {}};
        const RoomId id = addRoom(*desk, draft).value();
        for (int bed = 1; bed <= 3; ++bed) {
            const PlaceDraft place{.label = std::string(name) + std::to_string(bed),
                                   .kind = "bed",
                                   .isNumbered = true,
                                   .sleeps = 1,
                                   .state = {},
                                   .stateWhy = {}};
            INDARO_CHECK(addPlace(*desk, id, place).hasValue());
        }
    }
    CaseId admit(const char *name, int age, const std::vector<const char *> &children = {})
    {
        const auto personOf = [](const char *shownAs, int years) {
            PersonDraft draft;
            draft.displayName = shownAs;
            draft.sex = "F";
            draft.estimatedAge = years;
            return draft;
        };
        Admission admission;
        admission.person = personOf(name, age);
        for (const char *child : children)
            admission.children.push_back(personOf(child, 9));
        return admitPerson(*desk, admission).value().id;
    }
    void giveBed(CaseId who, const char *label)
    {
        const auto house = loadHouseTonight(*desk).value();
        const auto place = std::ranges::find(house.places, QString::fromLatin1(label), &PlaceTonight::label);
        INDARO_CHECK(place != house.places.end());
        const std::vector<PlaceWish> wishes{{who, place->id}};
        AllocationRequest request{.wishes = wishes, .seen = warningsFor(house, wishes)};
        INDARO_CHECK(allocate(*desk, request).value().isDone);
    }
    /// What another laptop wrote.
    void take(House &other)
    {
        const auto operations = other.log->rows().ofDevice(other.log->device(), sync::Stream::General, 1, 100'000).value();
        auto transaction = db->begin();
        INDARO_CHECK(sync::applyOperations(*log, operations).hasValue());
        INDARO_CHECK(transaction->commit().hasValue());
    }
    Checklist listOf(CaseId who) { return loadChecklist(*desk, who).value(); }
    std::optional<ChecklistLine> line(CaseId who, const char *step, const QString &occurrence = {})
    {
        const Checklist list = listOf(who);
        m_pack = list.pack; // its lines point into it
        for (const ChecklistLine &each : list.lines) {
            if (each.line.step->id == QLatin1StringView(step) && each.line.occurrence == occurrence)
                return each;
        }
        return {};
    }
    sop::StepState stateOf(CaseId who, const char *step, const QString &occurrence = {})
    {
        const auto found = line(who, step, occurrence);
        INDARO_CHECK(found.has_value());
        return found->line.state;
    }
    void mark(CaseId who, const char *step, sop::StepState state, const char *note = "")
    {
        INDARO_CHECK(markStep(*desk, who,
                              {.step = QString::fromLatin1(step),
                               .occurrence = {},
                               .state = state,
                               .evidence = {},
                               .note = QString::fromUtf8(note)})
                         .hasValue());
    }
    std::shared_ptr<const sop::Pack> m_pack;
};

ConsentAct toStay()
{
    return {.use = "stay",
            .decision = "yes",
            .explainedBy = "social_worker",
            .language = "run",
            .givenBy = "person",
            .way = "signature"};
}

} // namespace

/// Steps whose evidence names a record of the program [checklists/step_records.h].
class TestStepRecords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatStandsInTheProgramNeedsNoTick()
    {
        House house;
        house.room("A");
        const CaseId rose = house.admit("Rose", 30);
        const auto arrived = house.line(rose, "2.7");
        QVERIFY(arrived && arrived->line.state == sop::StepState::Done && arrived->marks.size() == 1);
        QVERIFY(arrived->marks.front().mark.isOfRecord);
        QCOMPARE(arrived->marks.front().by, u"Odette"_s);
        QCOMPARE(arrived->marks.front().evidence, QStringList{u"record:register"_s});
        QVERIFY(!house.listOf(rose).isBegun); // nobody said a word: it follows the newest pack

        QVERIFY(house.stateOf(rose, "2.8") == sop::StepState::Open);
        house.clock.advance(Hour);
        house.giveBed(rose, "A1");
        const auto bed = house.line(rose, "2.8");
        QVERIFY(bed->line.state == sop::StepState::Done);
        QCOMPARE(bed->marks.front().mark.at, house.clock.nowUtc());
        QCOMPARE(bed->marks.front().record->table, fields::allocation::Table);

        CustodyDraft paper{.kind = "identity_card", .description = {}, .currency = {}, .heldWhere = {}, .signedHow = "no"};
        QVERIFY(takeIntoCustody(*house.desk, rose, paper).hasValue());
        QVERIFY(house.stateOf(rose, "2.9") == sop::StepState::Open); // both sign
        paper.signedHow = "yes";
        QVERIFY(takeIntoCustody(*house.desk, rose, paper).hasValue());
        QVERIFY(house.stateOf(rose, "2.9") == sop::StepState::Done);
        QVERIFY(house.stateOf(rose, "2.1") == sop::StepState::Open); // which no record can prove
    }

    void aPersonsWordStandsAboveIt()
    {
        House house;
        house.room("A");
        const CaseId rose = house.admit("Rose", 30);
        house.giveBed(rose, "A1");
        house.clock.advance(Hour);
        house.mark(rose, "2.8", sop::StepState::Open, "Elle n’a pas dormi là.");
        QVERIFY(house.stateOf(rose, "2.8") == sop::StepState::Open);
        QCOMPARE(house.line(rose, "2.8")->marks.size(), std::size_t{1}); // and says why
        house.clock.advance(Hour);
        house.giveBed(rose, "A2"); // another one, since then
        QVERIFY(house.stateOf(rose, "2.8") == sop::StepState::Done);
        house.mark(rose, "2.7", sop::StepState::NotApplicable, "Elle était déjà inscrite.");
        const auto register_ = house.line(rose, "2.7");
        QVERIFY(register_->line.state == sop::StepState::NotApplicable && register_->marks.size() == 1);
    }

    void twoLaptopsAgreeAndAnUndoHoldsWhateverTheClocksSay()
    {
        House fast;
        House slow(20261125);
        fast.room("A");
        const CaseId rose = fast.admit("Rose", 30);
        fast.clock.advance(2 * Day); // its battery is dead
        fast.giveBed(rose, "A1");
        slow.take(fast);
        QVERIFY(slow.stateOf(rose, "2.8") == sop::StepState::Done);
        QCOMPARE(slow.line(rose, "2.8")->marks.front().mark.at, fast.line(rose, "2.8")->marks.front().mark.at);
        QCOMPARE(slow.line(rose, "2.8")->marks.front().by, u"Odette"_s); // who gave it, over there
        slow.mark(rose, "2.8", sop::StepState::Open);
        QVERIFY(slow.stateOf(rose, "2.8") == sop::StepState::Open);
        fast.take(slow);
        QVERIFY(fast.stateOf(rose, "2.8") == sop::StepState::Open);
    }

    void anAgreementOpensWhatItsStepHeldBack()
    {
        House house;
        const CaseId rose = house.admit("Rose", 30);
        const GuardedAction bed{sop::Action::Allocation, rose};
        QCOMPARE(checkGuards(*house.desk, bed).error().code, base::Errc::StepsOpen);
        const auto consent = recordConsent(*house.desk, rose, toStay());
        QVERIFY2(consent.hasValue(), consent ? "" : consent.error().toString().c_str());
        QVERIFY(house.stateOf(rose, "2.5") == sop::StepState::Done);
        QVERIFY(checkGuards(*house.desk, bed).hasValue());
        ConsentAct no = toStay();
        no.decision = "no";
        QVERIFY(recordConsent(*house.desk, rose, no).hasValue());
        QVERIFY(house.stateOf(rose, "2.5") == sop::StepState::Open); // and the record closes nothing any more
        QCOMPARE(checkGuards(*house.desk, bed).error().code, base::Errc::StepsOpen);
    }

    void whatWasPutOffInHasteIsDoneWhenTheRecordComes()
    {
        House house;
        const CaseId rose = house.admit("Rose", 30);
        QVERIFY(waiveGuards(*house.desk, {sop::Action::Allocation, rose}, u"Il fait nuit."_s, true).hasValue());
        QVERIFY(house.stateOf(rose, "2.5") == sop::StepState::Waived);
        house.clock.advance(Hour);
        QVERIFY(recordConsent(*house.desk, rose, toStay()).hasValue());
        house.clock.advance(2 * Day); // the waiver is over
        QVERIFY(house.stateOf(rose, "2.5") == sop::StepState::Done);
        QCOMPARE(house.line(rose, "2.5")->marks.size(), std::size_t{2});
        QCOMPARE(listUrgentWaivers(*house.desk)->size(), std::size_t{1}); // the director looks at it all the same
    }

    void itShowsNoStepThatIsNotForThem()
    {
        House house;
        house.room("A");
        const CaseId rose = house.admit("Rose", 30);
        const CaseId girl = house.admit("Ines", 9);
        house.giveBed(rose, "A1");
        QVERIFY(!house.line(rose, "C9a")); // a bed for a child
        QVERIFY(house.stateOf(girl, "2.15") == sop::StepState::Done);
        QVERIFY(!house.line(rose, "2.15"));
    }

    void eachReferralHasItsAnswer()
    {
        House house;
        const CaseId rose = house.admit("Rose", 30);
        const auto refer = [&](const char *serial, base::UtcMs answeredAt) {
            auto transaction = house.db->begin();
            sync::FieldValues values{{fields::referral::CaseFile, bytesOf(rose)},
                                     {fields::referral::Serial, std::string(serial)},
                                     {fields::referral::PrintedAt, house.clock.nowUtc()}};
            if (answeredAt > 0)
                values.emplace_back(fields::referral::AnsweredAt, answeredAt);
            INDARO_CHECK(house.log->birth({fields::referral::Table, sync::RecordId::make(house.random)}, values).hasValue());
            INDARO_CHECK(transaction->commit().hasValue());
        };
        refer("BCDF-2026-0001", house.clock.nowUtc() + Hour);
        refer("BCDF-2026-0002", 0);
        QVERIFY(house.stateOf(rose, "7.6", u"BCDF-2026-0001"_s) == sop::StepState::Done);
        QVERIFY(house.stateOf(rose, "7.6", u"BCDF-2026-0002"_s) == sop::StepState::Open);
    }

    void whoComesBackBeginsAnew()
    {
        House house;
        house.room("A");
        const CaseId rose = house.admit("Rose", 30);
        house.giveBed(rose, "A1");
        house.clock.advance(10 * Day);
        Exit exit;
        exit.reason = "planned_reintegration";
        QVERIFY(recordExit(*house.desk, rose, exit).hasValue());
        house.clock.advance(200 * Day);
        QVERIFY(readmitPerson(*house.desk, rose, {}).hasValue());
        QVERIFY(house.stateOf(rose, "2.8") == sop::StepState::Open);
        QVERIFY(house.stateOf(rose, "2.7") == sop::StepState::Done); // she is in the register again
    }

    void aDecisionOnTheStatusProvesItsStep()
    {
        House house;
        const CaseId rose = house.admit("Rose", 30);
        QVERIFY(house.stateOf(rose, "3.4") == sop::StepState::Open);
        const std::string today = model::localDay(house.clock.nowUtc()).toString(Qt::ISODate).toStdString();
        StatusDecisionDraft police{.author = StatusAuthor::Authority, .status = TraffickingStatus::Identified};
        police.organ = "Police";
        police.decidedOn = today;
        QVERIFY(recordStatusDecision(*house.desk, rose, police).hasValue());
        QVERIFY(house.stateOf(rose, "3.4") == sop::StepState::Open); // the house has concluded nothing yet
        StatusDecisionDraft own;
        own.reasons = "act, means and purpose";
        own.decidedOn = today;
        const auto id = recordStatusDecision(*house.desk, rose, own);
        QVERIFY(id.hasValue());
        const auto done = house.line(rose, "3.4");
        QVERIFY(done && done->line.state == sop::StepState::Done && done->marks.size() == 1);
        QVERIFY(done->marks.front().record->record == *id);
        QCOMPARE(done->marks.front().by, u"Odette"_s);
        QVERIFY(takeBackStatusDecision(*house.desk, *id, "written into the wrong file").hasValue());
        QVERIFY(house.stateOf(rose, "3.4") == sop::StepState::Open);
    }

    void whatIsDueOfAFamilyStandsTogether()
    {
        House house;
        house.admit("Rose", 30, {"Ines"});
        house.admit("Aline", 25);
        house.admit("Claire", 40, {"Esther"}); // all in the same minute, so that their deadlines are equal
        house.clock.advance(3 * Day);
        std::map<std::string, QStringList> days; // who is late, day by day, in the order of the list
        const auto board = loadDueBoard(*house.desk).value();
        for (const DueThing &thing : board.things) {
            if (thing.urgency == sop::Urgency::Late && thing.owner)
                days[model::localDay(thing.due).toString(Qt::ISODate).toStdString()] << thing.displayName;
        }
        QVERIFY(!days.empty());
        const QStringList families[] = {{u"Rose"_s, u"Ines"_s}, {u"Aline"_s}, {u"Claire"_s, u"Esther"_s}};
        for (auto &[day, names] : days) {
            names.erase(std::unique(names.begin(), names.end()), names.end());        // one name for each time it begins
            QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), names.size()); // nobody begins twice
            for (const QStringList &family : families) {
                const qsizetype first = names.indexOf(family.first());
                if (first >= 0 && family.size() == 2 && names.contains(family.last()))
                    QCOMPARE(std::abs(names.indexOf(family.last()) - first), qsizetype{1});
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestStepRecords)
#include "test_step_records.moc"
