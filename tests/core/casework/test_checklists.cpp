// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/checklists/exit_sheet.h"
#include "core/casework/checklists/family_steps.h"
#include "core/casework/checklists/guards.h"
#include "core/casework/consents/consents.h"
#include "core/casework/consents/withdrawals.h"
#include "core/casework/house/due_board.h"
#include "core/casework/house/house.h"
#include "core/casework/interviews/commands.h"
#include "core/casework/people/commands.h"
#include "core/casework/people/erasure.h"
#include "core/casework/referrals/referrals.h"
#include "core/casework/stays/absences.h"
#include "core/casework/stays/care_log.h"
#include "core/casework/stays/holds.h"
#include "core/casework/stays/incidents.h"
#include "core/crypto/hash.h"
#include "core/model/partial_date.h"
#include "core/sync/apply.h"
#include "core/sync/derived_id.h"
#include "desk_fixture.h"
#include "tests/support/colleague.h"

#include <QTest>

using namespace indaro;
using namespace indaro::casework;
using namespace Qt::StringLiterals;
using tests::DeskFixture;
namespace fields = model::fields;

namespace {

constexpr base::UtcMs Hour = 3600 * 1000;
constexpr base::UtcMs Day = 24 * Hour;

CaseId admit(DeskFixture &house, int age, const char *sex = "F")
{
    Admission admission;
    admission.person.givenNames = base::Value(std::string("Odette"));
    admission.person.sex = base::Value(std::string(sex));
    admission.person.estimatedAge = base::Value(std::int64_t{age});
    return admitPerson(*house.desk, admission).value().id;
}

const ChecklistLine *find(const Checklist &list, const char *step, const QString &occurrence = {})
{
    for (const ChecklistLine &line : list.lines) {
        if (line.line.step->id == QLatin1StringView(step) && (occurrence.isNull() || line.line.occurrence == occurrence))
            return &line;
    }
    return nullptr;
}

sop::StepState stateOf(DeskFixture &house, const ChecklistOwner &owner, const char *step)
{
    const Checklist list = loadChecklist(*house.desk, owner).value();
    const ChecklistLine *line = find(list, step);
    INDARO_CHECK(line != nullptr);
    return line->line.state;
}

/// The shipped pack as a newer revision, one step with another deadline, one gone and one new.
sop::Pack newerPack()
{
    sop::Pack pack = sop::readShippedPack().value().pack;
    pack.revision += 1;
    for (sop::Phase &phase : pack.phases) {
        std::erase_if(phase.steps, [](const sop::Step &step) { return step.id == u"4.7"_s; });
        for (sop::Step &step : phase.steps) {
            if (step.id == u"2.13"_s)
                step.due->spans = {{12, sop::Span::Unit::Hours}};
        }
        if (phase.id == u"2"_s) {
            sop::Step step = phase.steps.front();
            step.id = u"2.99"_s;
            step.guards.clear();
            phase.steps.push_back(step);
        }
    }
    return pack;
}

std::vector<sync::Operation> operationsOf(DeskFixture &laptop)
{
    return laptop.log->rows().ofDevice(laptop.log->device(), sync::Stream::General, 1, 100'000).value();
}

void take(DeskFixture &laptop, const std::vector<sync::Operation> &operations)
{
    auto transaction = laptop.db->begin();
    INDARO_CHECK(sync::applyOperations(*laptop.log, operations).hasValue());
    INDARO_CHECK(transaction->commit().hasValue());
}

} // namespace

class TestChecklists final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCaseFollowsTheProcedureFromItsAdmission()
    {
        DeskFixture house;
        const CaseId person = admit(house, 25);
        Checklist list = loadChecklist(*house.desk, person).value();
        QVERIFY(!list.isBegun && !list.packRecord);
        QVERIFY(list.lines.size() > 50); // five of the steps are of a call that announces somebody
        QVERIFY(find(list, "2.13") != nullptr);
        QCOMPARE(find(list, "2.13")->line.urgency, sop::Urgency::Coming);
        QCOMPARE(list.situation.facts.value(u"sex"_s), u"female"_s);
        house.clock.advance(25 * Hour);
        list = loadChecklist(*house.desk, person).value();
        QCOMPARE(find(list, "2.13")->line.urgency, sop::Urgency::Late);
    }

    void aChildHasTheStepsOfAChild()
    {
        DeskFixture house;
        const Checklist child = loadChecklist(*house.desk, admit(house, 12)).value();
        const Checklist adult = loadChecklist(*house.desk, admit(house, 40)).value();
        QVERIFY(find(child, "C2a") != nullptr);
        QVERIFY(find(adult, "C2a") == nullptr);
    }

    void whatIsTickedSaysByWhomAndCanBeTakenBack()
    {
        DeskFixture house;
        QVERIFY(saveStaff(*house.desk, {house.log->user(), u"Aline"_s, {}, {}}).hasValue());
        const CaseId person = admit(house, 25);
        QVERIFY(markStep(*house.desk, person, {u"2.1"_s, {}, sop::StepState::Done, {u"tick"_s}, u"Sous la pluie."_s})
                    .hasValue());
        Checklist list = loadChecklist(*house.desk, person).value();
        QVERIFY(list.isBegun);
        const ChecklistLine *line = find(list, "2.1");
        QVERIFY(line->line.state == sop::StepState::Done);
        QCOMPARE(line->marks.size(), std::size_t{1});
        QCOMPARE(line->marks[0].by, u"Aline"_s);
        QCOMPARE(line->marks[0].note, u"Sous la pluie."_s);
        QCOMPARE(line->marks[0].evidence, QStringList{u"tick"_s});
        house.clock.advance(Hour);
        QVERIFY(markStep(*house.desk, person, {u"2.1"_s, {}, sop::StepState::Open}).hasValue());
        list = loadChecklist(*house.desk, person).value();
        QVERIFY(find(list, "2.1")->line.isOpen());
        QCOMPARE(find(list, "2.1")->marks.size(), std::size_t{2});
    }

    void aReasonIsAskedWhereAStepIsClosedUndone()
    {
        DeskFixture house;
        const CaseId person = admit(house, 25);
        for (const sop::StepState state : {sop::StepState::NotApplicable, sop::StepState::Refused, sop::StepState::Waived}) {
            const auto refused = markStep(*house.desk, person, {u"2.14"_s, {}, state, {}, u"  "_s});
            QCOMPARE(refused.error().code, base::Errc::InvalidArgument);
            QVERIFY(markStep(*house.desk, person, {u"2.14"_s, {}, state, {}, u"Elle ne veut pas."_s}).hasValue());
            QVERIFY(stateOf(house, person, "2.14") == state);
            house.clock.advance(Hour);
        }
        QCOMPARE(markStep(*house.desk, person, {u"77"_s}).error().code, base::Errc::NotFound);
        QVERIFY(saveStaff(*house.desk, {house.log->user(), u"Aline"_s, {}, {}, u"social_worker"_s}).hasValue());
        house.takeRoles();
        QCOMPARE(markStep(*house.desk, person, {u"2.14"_s, {}, sop::StepState::Waived, {}, u"Pressé."_s}).error().code,
                 base::Errc::AccessRefused);
    }

    void everyGuardHoldsUntilItsStepsAreClosed()
    {
        DeskFixture house;
        for (const sop::Action action : sop::allActions()) {
            const CaseId person = admit(house, 16);
            Exit exit;
            exit.reason = base::Value(std::string("planned_reintegration"));
            QVERIFY(recordExit(*house.desk, person, exit).hasValue());
            QVERIFY(createReferral(*house.desk, person, {}).hasValue());
            // All that may ever hold something back has happened.
            for (const sop::Event event : recordableEvents())
                QVERIFY(recordEvent(*house.desk, person, event, u"2026-11-24"_s).hasValue());
            // Closing one may let another begin to count.
            for (int round = 0; round < 5; ++round) {
                const auto held = blockadeOf(*house.desk, {action, person});
                QVERIFY(held.hasValue());
                const auto checked = checkGuards(*house.desk, {action, person});
                QCOMPARE(checked.hasValue(), !held->isBlocked());
                // Who stands at the door is written down first: no step of the pack holds that back.
                if (round == 0)
                    QVERIFY2(held->isBlocked() == (action != sop::Action::Registration), qPrintable(sop::toString(action)));
                if (!held->isBlocked())
                    break;
                QCOMPARE(checked.error().code, base::Errc::StepsOpen);
                QVERIFY(held->list.pack->findStep(QString::fromStdString(checked.error().text("step"))) != nullptr);
                for (const ChecklistLine &line : held->list.lines)
                    QVERIFY(markStep(*house.desk, person,
                                     {line.line.step->id, line.line.occurrence, sop::StepState::Waived, {}, u"Essai."_s})
                                .hasValue());
            }
            QVERIFY2(checkGuards(*house.desk, {action, person}).hasValue(), qPrintable(sop::toString(action)));
        }
        const CaseId other = admit(house, 30);
        QCOMPARE(checkGuards(*house.desk, {sop::Action::InterviewStart, other}).error().code, base::Errc::StepsOpen);
    }

    void whatIsDoneForAFamilyIsSaidOnce()
    {
        DeskFixture house;
        Admission arrival;
        arrival.person.displayName = base::Value(std::string("Rose"));
        arrival.person.sex = base::Value(std::string("F"));
        arrival.person.estimatedAge = base::Value(std::int64_t{28});
        for (const auto &[name, age] : {std::pair("Divine", 1), std::pair("Eric", 15)}) {
            PersonDraft child;
            child.displayName = base::Value(std::string(name));
            child.estimatedAge = base::Value(std::int64_t{age});
            arrival.children.push_back(child);
        }
        const auto family = admitPerson(*house.desk, arrival).value();
        const CaseId mother = family.id;
        const CaseId baby = family.children[0];
        const CaseId boy = family.children[1];
        const auto waiting = [&](const char *step) {
            QStringList names;
            const auto found = familyWithOpenStep(*house.desk, mother, QString::fromLatin1(step), {}).value();
            for (const FamilyStep &member : found)
                names.append(member.displayName);
            names.sort();
            return names;
        };
        QCOMPARE(waiting("2.1"), (QStringList{u"Divine"_s, u"Eric"_s}));
        const NewMark done{u"2.1"_s, {}, sop::StepState::Done, {u"tick"_s}, u"Elle a peu mangé."_s};
        QVERIFY(markStepForFamily(*house.desk, mother, done, {baby, boy}).hasValue());
        for (const CaseId each : {mother, baby, boy}) {
            const Checklist list = loadChecklist(*house.desk, each).value();
            const ChecklistLine *line = find(list, "2.1");
            QVERIFY(line->line.state == sop::StepState::Done);
            QCOMPARE(line->marks.front().evidence, QStringList{u"tick"_s});
            QCOMPARE(line->marks.front().note.isEmpty(), each != mother); // what is said of one is in the file of one
        }
        QVERIFY(waiting("2.1").isEmpty());
        // Each is taken back by itself.
        QVERIFY(markStep(*house.desk, boy, {u"2.1"_s, {}, sop::StepState::Open}).hasValue());
        QVERIFY(stateOf(house, mother, "2.1") == sop::StepState::Done);
        QCOMPARE(waiting("2.1"), QStringList{u"Eric"_s});
        // What was said of one meanwhile stands, and who is not named is left alone.
        QVERIFY(markStep(*house.desk, boy, {u"2.2"_s, {}, sop::StepState::Refused, {}, u"Il ne veut pas."_s}).hasValue());
        QVERIFY(markStepForFamily(*house.desk, mother, {u"2.2"_s}, {boy}).hasValue());
        QVERIFY(stateOf(house, mother, "2.2") == sop::StepState::Done);
        QVERIFY(stateOf(house, boy, "2.2") == sop::StepState::Refused);
        QVERIFY(stateOf(house, baby, "2.2") == sop::StepState::Open);
        // Why something is not done is said of each.
        const NewMark refused{u"2.4"_s, {}, sop::StepState::Refused, {}, u"Essai."_s};
        QCOMPARE(markStepForFamily(*house.desk, mother, refused, {baby}).error().code, base::Errc::InvalidArgument);
        QVERIFY(stateOf(house, mother, "2.4") == sop::StepState::Open);
        // Who has left is not in the house's care.
        Exit exit;
        exit.reason = base::Value(std::string("planned_reintegration"));
        QVERIFY(recordExit(*house.desk, boy, exit).hasValue());
        QVERIFY(waiting("2.1").isEmpty());
    }

    void aCallThatAnnouncesSomebodyIsWhereHerStepsBegin()
    {
        DeskFixture house;
        const auto came = [&](CaseId person) {
            HoldDraft call;
            call.shownAs = "Femme de Kobero";
            call.people = std::int64_t{1};
            call.expiresAt = house.clock.nowUtc() + 12 * Hour;
            const auto hold = announce(*house.desk, call).value();
            house.clock.advance(3 * Hour);
            QVERIFY(holdArrived(*house.desk, hold, person).hasValue());
        };
        const CaseId person = admit(house, 25);
        // Who comes unannounced was never called for.
        Checklist list = loadChecklist(*house.desk, person).value();
        QVERIFY(find(list, "1.1") == nullptr && find(list, "1.4") == nullptr);
        QVERIFY(find(list, "1.5") == nullptr);
        came(person);
        list = loadChecklist(*house.desk, person).value();
        for (const char *step : {"1.1", "1.3"})
            QVERIFY2(find(list, step)->line.state == sop::StepState::Done, step);
        QCOMPARE(*find(list, "1.2")->line.due, house.clock.nowUtc() - 2 * Hour);
        QVERIFY(find(list, "1.2")->line.urgency == sop::Urgency::Late); // nobody said that it is the right place
        QVERIFY(find(list, "1.4") == nullptr);                          // she is here: nobody is met any more
        // She leaves and comes back without a call, and another time with one.
        const auto leaves = [&] {
            house.clock.advance(3 * Day);
            Exit exit;
            exit.reason = base::Value(std::string("own_choice"));
            QVERIFY(recordExit(*house.desk, person, exit).hasValue());
            house.clock.advance(3 * Day);
        };
        leaves();
        QVERIFY(readmitPerson(*house.desk, person, {}).hasValue());
        list = loadChecklist(*house.desk, person).value();
        QVERIFY(find(list, "1.2") == nullptr);
        leaves();
        HoldDraft again;
        again.shownAs = "Elle revient";
        again.expiresAt = house.clock.nowUtc() + 12 * Hour;
        const auto hold = announce(*house.desk, again).value();
        house.clock.advance(2 * Hour);
        QVERIFY(readmitPerson(*house.desk, person, {}).hasValue());
        QVERIFY(holdArrived(*house.desk, hold, person).hasValue());
        QVERIFY(stateOf(house, person, "1.1") == sop::StepState::Done);
        QVERIFY(stateOf(house, person, "1.2") == sop::StepState::Open);
    }

    void whoComesBackIsNotLateWithWhatWasOfHerFirstStay()
    {
        DeskFixture house;
        const CaseId person = admit(house, 25);
        QVERIFY(recordEvent(*house.desk, person, sop::Event::Presumption, u"2026-11-24"_s).hasValue());
        QVERIFY(recordEvent(*house.desk, person, sop::Event::Hearing, u"2026-11-24"_s).hasValue());
        QVERIFY(createReferral(*house.desk, person, {}).hasValue());
        IncidentDraft quarrel;
        quarrel.people = {person};
        quarrel.kinds = "conflict";
        quarrel.severity = "minor";
        QVERIFY(recordIncident(*house.desk, quarrel).hasValue());
        const auto linesOf = [&](const char *step) {
            const Checklist list = loadChecklist(*house.desk, person).value();
            return std::ranges::count_if(list.lines, [&](const ChecklistLine &line) {
                return line.line.step->id == QLatin1StringView(step) && line.line.due;
            });
        };
        QCOMPARE(linesOf("7.2"), 1);
        QCOMPARE(linesOf("6.2"), 1);
        QCOMPARE(loadChecklist(*house.desk, person)->clocks.size(), std::size_t{2});
        house.clock.advance(40 * Day);
        Exit exit;
        exit.reason = base::Value(std::string("own_choice"));
        QVERIFY(recordExit(*house.desk, person, exit).hasValue());
        house.clock.advance(400 * Day);
        QVERIFY(readmitPerson(*house.desk, person, {}).hasValue());
        QCOMPARE(linesOf("7.2"), 0);
        QCOMPARE(linesOf("6.2"), 0);
        Checklist list = loadChecklist(*house.desk, person).value();
        QCOMPARE(list.situation.facts.value(u"status"_s), u"presumed"_s); // what is known of her stays known
        QCOMPARE(list.clocks.size(), std::size_t{1});                     // the stay: the reflection of then is over
        for (const ChecklistLine &line : list.lines)
            QVERIFY2(line.line.urgency != sop::Urgency::Late, qPrintable(line.line.step->id));
        // Presumed anew, she has her time to recover again; formally identified at once, too.
        QVERIFY(recordEvent(*house.desk, person, sop::Event::Identification,
                            model::localDay(house.clock.nowUtc()).toString(Qt::ISODate))
                    .hasValue());
        list = loadChecklist(*house.desk, person).value();
        QCOMPARE(list.clocks.size(), std::size_t{2});
        for (const sop::ClockReading &clock : list.clocks)
            QVERIFY(!clock.isOver && clock.day == 1);
    }

    void whatWasConcludedDecidesTheNextSteps()
    {
        DeskFixture house;
        const CaseId person = admit(house, 25);
        const auto status = [&] { return loadChecklist(*house.desk, person)->situation.facts.value(u"status"_s); };
        QCOMPARE(status(), u"none"_s);
        QVERIFY(recordEvent(*house.desk, person, sop::Event::StatusDecision, u"2026-11-24"_s).hasValue());
        QCOMPARE(status(), u"unclear"_s);
        QVERIFY(find(loadChecklist(*house.desk, person).value(), "3.7") == nullptr);
        QVERIFY(recordEvent(*house.desk, person, sop::Event::NotVictim, u"2026-11-24"_s).hasValue());
        QCOMPARE(status(), u"not_victim"_s);
        const Checklist list = loadChecklist(*house.desk, person).value();
        QVERIFY(find(list, "3.7") != nullptr && find(list, "3.7")->line.due);
    }

    void anIncidentIsAStepUntilItIsToldAndLeavingUnseenAnother()
    {
        DeskFixture house;
        const CaseId person = admit(house, 25);
        IncidentDraft threat;
        threat.people = {person};
        threat.kinds = "threat";
        threat.severity = "serious";
        const auto incident = recordIncident(*house.desk, threat);
        QVERIFY2(incident.hasValue(), incident ? "" : incident.error().toString().c_str());
        QVERIFY(stateOf(house, person, "6.2") == sop::StepState::Open);
        house.clock.advance(2 * Hour);
        QVERIFY(find(loadChecklist(*house.desk, person).value(), "6.2")->line.urgency == sop::Urgency::Late);
        QVERIFY(escalateIncident(*house.desk, *incident, "direction").hasValue());
        QVERIFY(stateOf(house, person, "6.2") == sop::StepState::Done);
        // One that concerns nobody by name stands on the board of who is on duty until somebody is told.
        threat.people.clear();
        QVERIFY(recordIncident(*house.desk, threat).hasValue());
        const auto has = [&](DueKind kind) {
            return std::ranges::any_of(loadDueBoard(*house.desk)->things,
                                       [kind](const DueThing &thing) { return thing.kind == kind; });
        };
        QVERIFY(has(DueKind::Incident));
        // Who is expected back, and who did not come.
        QVERIFY(!has(DueKind::Absence));
        AbsenceDraft out;
        out.expectedAt = house.clock.nowUtc() + Hour;
        QVERIFY(leaveForATime(*house.desk, person, out).hasValue());
        QVERIFY(has(DueKind::Absence));
        house.clock.advance(2 * Hour);
        QVERIFY(has(DueKind::Absence));
        QVERIFY(comeBack(*house.desk, person).hasValue());
        QVERIFY(!has(DueKind::Absence));
        // Leaving is a step of its own only for who left without a word.
        Exit exit;
        exit.reason = base::Value(std::string("own_choice"));
        const CaseId other = admit(house, 30);
        QVERIFY(recordExit(*house.desk, other, exit).hasValue());
        QVERIFY(find(loadChecklist(*house.desk, other).value(), "9.8") == nullptr);
        exit.reason = base::Value(std::string("left_without_notice"));
        QVERIFY(recordExit(*house.desk, person, exit).hasValue());
        QVERIFY(find(loadChecklist(*house.desk, person).value(), "9.8") != nullptr);
    }

    void theExitSheetIsSignedOrRefusedByHer()
    {
        DeskFixture house;
        const auto missing = [&](CaseId person) {
            return blockadeOf(*house.desk, {sop::Action::Exit, person}).value().list.lines;
        };
        const auto isMissing = [&](CaseId person) {
            return std::ranges::any_of(missing(person),
                                       [](const ChecklistLine &line) { return isExitSheet(*line.line.step); });
        };
        const CaseId person = admit(house, 25);
        const CaseId other = admit(house, 31);
        Exit exit;
        exit.reason = base::Value(std::string("own_choice"));
        QVERIFY(recordExit(*house.desk, person, exit).hasValue());
        QVERIFY(isMissing(person)); // an exit that is recorded was not signed by that
        QVERIFY(noteExitSheet(*house.desk, person).hasValue());
        QVERIFY(!isMissing(person) && !missing(person).empty());
        QVERIFY(stateOf(house, person, "9.6") == sop::StepState::Done);
        const Checklist list = loadChecklist(*house.desk, person).value();
        QCOMPARE(find(list, "9.6")->marks.front().evidence, (QStringList{u"form"_s, u"signature"_s}));
        QVERIFY(recordExit(*house.desk, other, exit).hasValue());
        QVERIFY(noteExitSheet(*house.desk, other, u"Elle est partie vite."_s).hasValue());
        QVERIFY(stateOf(house, other, "9.6") == sop::StepState::Refused);
    }

    void aMeetingWithTheFamilyBeforeItsStepsIsWrittenDown()
    {
        DeskFixture house;
        const CaseId person = admit(house, 25);
        const auto noted = [&] { return listAuditOf(*house.desk, AuditVerb::ActionWithoutSteps).value(); };
        VisitDraft visit;
        visit.person = person;
        visit.way = "visit";
        visit.kind = "lawyer";
        QVERIFY(recordVisit(*house.desk, visit).value().unguarded.steps.isEmpty());
        QVERIFY(noted().empty());
        visit.kind = "family";
        const auto family = recordVisit(*house.desk, visit); // it has happened: it is recorded whatever was missing
        QVERIFY(family.hasValue() && family->unguarded.isNoted);
        QVERIFY(family->unguarded.steps.contains(u"2.6"_s)); // and whoever recorded it is told
        QCOMPARE(noted().size(), std::size_t(1));
        QVERIFY(noted().front().detail.find("2.6") != std::string::npos);
        QVERIFY(waiveGuards(*house.desk, {sop::Action::FamilyContact, person}, u"Essai."_s, false).hasValue());
        QVERIFY(recordVisit(*house.desk, visit).value().unguarded.steps.isEmpty());
        QCOMPARE(noted().size(), std::size_t(1));
    }

    void aJournalThatTakesNoLineDoesNotMakeAVisitLookLost()
    {
        DeskFixture house;
        VisitDraft visit;
        visit.person = admit(house, 25);
        visit.way = "visit";
        visit.kind = "family";
        INDARO_CHECK(house.desk->log.connection()
                         .execute("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT raise(ABORT, 'full'); END")
                         .hasValue());
        const auto recorded = recordVisit(*house.desk, visit);
        QVERIFY(recorded.hasValue()); // it is in the file
        QVERIFY(!recorded->unguarded.isNoted);
        QCOMPARE(listVisits(*house.desk, visit.person).value().size(), std::size_t(1));
    }

    void aWaiverInHasteHelpsThroughTheNightAndIsLookedAt()
    {
        DeskFixture house;
        const CaseId person = admit(house, 25);
        const auto first = createReferral(*house.desk, person, {}).value();
        const auto second = createReferral(*house.desk, person, {}).value();
        const GuardedAction printing{sop::Action::ReferralPrint, person, first.serial};
        const GuardedAction other{sop::Action::ReferralPrint, person, second.serial};
        QVERIFY(saveStaff(*house.desk, {house.log->user(), u"De garde"_s, {}, {}, u"social_worker"_s}).hasValue());
        house.takeRoles();
        const Blockade blockade = blockadeOf(*house.desk, printing).value();
        QVERIFY(blockade.isBlocked() && blockade.mayWaiveUrgently && !blockade.mayWaive);
        QCOMPARE(blockade.list.lines.size(), std::size_t{1});
        QCOMPARE(waiveGuards(*house.desk, printing, u" "_s, true).error().code, base::Errc::InvalidArgument);
        QCOMPARE(waiveGuards(*house.desk, printing, u"Elle saigne."_s, false).error().code, base::Errc::AccessRefused);
        QVERIFY(waiveGuards(*house.desk, printing, u"Elle saigne."_s, true).hasValue());
        QVERIFY(checkGuards(*house.desk, printing).hasValue());
        QVERIFY(!checkGuards(*house.desk, other).hasValue()); // consent is asked for each referral
        Desk directors{*house.db, *house.log, house.clock, house.random, Access::everything()}; // hers is the journal
        QCOMPARE(listAuditOf(directors, AuditVerb::StepsWaivedUrgently)->back().detail, std::string("referral-print 7.2"));
        // What the pack does not allow waits for a director.
        const GuardedAction interview{sop::Action::InterviewStart, person};
        QVERIFY(!blockadeOf(*house.desk, interview)->mayWaiveUrgently);
        QCOMPARE(waiveGuards(*house.desk, interview, u"Pressé."_s, true).error().code, base::Errc::AccessRefused);
        QVERIFY(!checkGuards(*house.desk, interview).hasValue());

        QCOMPARE(isWaiverReviewer(*house.desk).value(), false);
        auto waivers = listUrgentWaivers(*house.desk).value();
        QCOMPARE(waivers.size(), std::size_t{1});
        QCOMPARE(waivers[0].reason, u"Elle saigne."_s);
        QCOMPARE(waivers[0].occurrence, first.serial);
        QCOMPARE(waivers[0].by, u"De garde"_s);
        QCOMPARE(noteWaiverSeen(*house.desk, waivers[0].record).error().code, base::Errc::AccessRefused);
        house.access = Access::everything(); // another director gives it to her
        QVERIFY(saveStaff(directors, {house.log->user(), u"Directrice"_s, {}, {}, u"director"_s}).hasValue());
        house.takeRoles();
        QVERIFY(noteWaiverSeen(*house.desk, waivers[0].record).hasValue());
        QVERIFY(listUrgentWaivers(*house.desk)->empty());
        QVERIFY(waiveGuards(*house.desk, other, u"Ordre du juge."_s, false).hasValue());
        QVERIFY(listUrgentWaivers(*house.desk)->empty()); // a director's own word waits for nobody

        house.clock.advance(23 * Hour);
        QVERIFY(checkGuards(*house.desk, printing).hasValue());
        house.clock.advance(Hour);
        QVERIFY(!checkGuards(*house.desk, printing).hasValue()); // the consent is still to be asked
        QVERIFY(checkGuards(*house.desk, other).hasValue());
    }

    void whatHasHappenedIsNeverHeldBack()
    {
        DeskFixture house;
        const CaseId person = admit(house, 25);
        house.clock.advance(2 * Day);
        Exit exit;
        exit.reason = base::Value(std::string("own_choice"));
        QVERIFY(recordExit(*house.desk, person, exit).hasValue());
        const QStringList missing = noteUnguarded(*house.desk, {sop::Action::Exit, person}).value();
        QVERIFY(missing.contains(u"9.5"_s) && missing.contains(u"9.6"_s));
        const auto lines = listAuditOf(*house.desk, AuditVerb::ActionWithoutSteps).value();
        QCOMPARE(lines.back().detail, "exit " + missing.join(u' ').toStdString());
        QVERIFY(lines.back().object == std::optional<sync::RecordId>(person));
    }

    void whatIsToldInConfidenceIsInNoCaseRecord()
    {
        tests::Colleague nurse;
        tests::Colleague guard(nurse.clock.nowUtc(), 5);
        QVERIFY(nurse.trust->found(nurse.user, std::nullopt).hasValue());
        guard.join([&nurse](auto job) { return job(*nurse.trust); }, nurse.user, 1); // the case compartment alone
        Admission admission;
        admission.person.sex = base::Value(std::string("F"));
        admission.person.estimatedAge = base::Value(std::int64_t{25});
        const CaseId person = admitPerson(*nurse.desk, admission).value().id;
        QVERIFY(recordEvent(*nurse.desk, person, sop::Event::Disclosure, u"2026-11-24T02:00"_s, u"Confided"_s).hasValue());
        QVERIFY(find(loadChecklist(*nurse.desk, person).value(), "2.3") != nullptr);
        QVERIFY(markStep(*nurse.desk, person, {u"2.3"_s, {}, sop::StepState::Done, {}, u"Confided"_s}).hasValue());
        const auto rows = [](tests::Colleague &laptop, const char *table) {
            auto count = laptop.db->prepare(std::string("SELECT count(*) FROM ") + table).value();
            INDARO_CHECK(count.step().value());
            return count.integer(0);
        };
        QCOMPARE(rows(nurse, "case_event"), std::int64_t{0});
        QCOMPARE(rows(nurse, "step_mark"), std::int64_t{0});
        QCOMPARE(rows(nurse, "case_event_health"), std::int64_t{1});
        QCOMPARE(rows(nurse, "step_mark_health"), std::int64_t{1});

        // Who may not read health is not told by what the list has more than another one's.
        const auto all = nurse.log->rows().ofDevice(nurse.log->device(), sync::Stream::General, 1, 100'000).value();
        auto transaction = guard.db->begin();
        QVERIFY(sync::applyOperations(*guard.log, all).hasValue());
        QVERIFY(transaction->commit().hasValue());
        const Checklist seen = loadChecklist(*guard.desk, person).value();
        QVERIFY(!seen.mayReadHealth && seen.hidesHealth);
        QVERIFY(find(seen, "2.3") == nullptr);
        QVERIFY(find(seen, "2.4") != nullptr);
        for (const sop::Happening &happening : seen.situation.happenings)
            QVERIFY(happening.event != sop::Event::Disclosure);
        for (const sop::Mark &mark : seen.situation.marks)
            QVERIFY(mark.step != u"2.3"_s);
        const Checklist whole = loadChecklist(*nurse.desk, person).value();
        QVERIFY(whole.mayReadHealth && !whole.hidesHealth);
        QCOMPARE(markStep(*guard.desk, person, {u"2.3"_s}).error().code, base::Errc::AccessRefused);
        QCOMPARE(recordEvent(*guard.desk, person, sop::Event::Disclosure, u"2026-11-24"_s).error().code,
                 base::Errc::AccessRefused);
    }

    void eventsAreRecordedWhereNothingElseTellsThem()
    {
        DeskFixture house;
        const CaseId person = admit(house, 30);
        QVERIFY(recordEvent(*house.desk, person, sop::Event::Presumption, u"2026-11-24"_s).hasValue());
        const Checklist list = loadChecklist(*house.desk, person).value();
        QCOMPARE(list.situation.facts.value(u"status"_s), u"presumed"_s);
        QVERIFY(!list.clocks.empty());
        QCOMPARE(recordEvent(*house.desk, person, sop::Event::Admission, u"2026-11-24"_s).error().code,
                 base::Errc::InvalidArgument);
        QCOMPARE(recordEvent(*house.desk, person, sop::Event::Incident, u"2036-11-24"_s).error().code,
                 base::Errc::DateInFuture);
        QVERIFY(recordEvent(*house.desk, person, sop::Event::Hearing, u"2036-11-24T09:00"_s).hasValue());
        QCOMPARE(recordEvent(*house.desk, person, sop::Event::Incident, u"hier"_s).error().code,
                 base::Errc::InvalidArgument);
        QCOMPARE(
            recordEvent(*house.desk, sync::RecordId::make(house.random), sop::Event::Plan, u"2026-11-24"_s).error().code,
            base::Errc::UnknownRecord);
    }

    void aCaseKeepsItsPackUntilSomebodyMovesIt()
    {
        DeskFixture house;
        const CaseId old = admit(house, 30);
        QVERIFY(markStep(*house.desk, old, {u"2.1"_s}).hasValue());
        const sop::Pack newer = newerPack();
        const QByteArray file = sop::writePack(newer);
        QCOMPARE(takePack(*house.desk, file, PackTrust::KnownKey).error().code, base::Errc::SopPackUnsigned);
        const crypto::SignKeyPair keys = crypto::makeSignKeyPair();
        const QByteArray signedFile = sop::signPack(file, keys);
        QByteArray changed = signedFile;
        changed[20] = static_cast<char>(changed.at(20) + 1);
        QCOMPARE(weighPack(*house.desk, signedFile)->isKeyKnown, false);
        QCOMPARE(takePack(*house.desk, signedFile, PackTrust::KnownKey).error().code, base::Errc::SopIssuerUnknown);
        const auto taken = takePack(*house.desk, signedFile, PackTrust::AcceptKey);
        QVERIFY2(taken.hasValue(), taken ? "" : taken.error().toString().c_str());
        QCOMPARE(takePack(*house.desk, signedFile, PackTrust::KnownKey).error().code, base::Errc::SopPackOlder);
        QVERIFY(weighPack(*house.desk, signedFile)->isKeyKnown);

        const CaseId fresh = admit(house, 30);
        QCOMPARE(loadChecklist(*house.desk, fresh)->pack->revision, newer.revision);
        Checklist list = loadChecklist(*house.desk, old).value();
        QCOMPARE(list.pack->revision, newer.revision - 1);
        QCOMPARE(list.newerRevision, std::optional(newer.revision));
        const PackDifference difference = comparePacks(*list.pack, newer);
        QCOMPARE(difference.added, QStringList{u"2.99"_s});
        QCOMPARE(difference.removed, QStringList{u"4.7"_s});
        QCOMPARE(difference.changed, QStringList{u"2.13"_s});
        QVERIFY(moveToPack(*house.desk, old, *taken).hasValue());
        list = loadChecklist(*house.desk, old).value();
        QCOMPARE(list.pack->revision, newer.revision);
        QVERIFY(!list.newerRevision && !list.newerIsOther);
        QVERIFY(find(list, "2.1")->line.state == sop::StepState::Done);
        QVERIFY(find(list, "4.7") == nullptr);

        const auto packs = listPacks(*house.desk).value();
        QCOMPARE(packs.size(), std::size_t{2});
        QCOMPARE(packs[0].keyDigits, sop::keyDigits(keys.publicKey));
        QCOMPARE(packs[0].checklists, 1);
        QVERIFY(packs[0].isWhole());
    }

    void whatTheHouseWroteItselfIsOfferedToo()
    {
        DeskFixture house(20261130); // ids of its own: a pack that was read once is remembered by its id
        const CaseId old = admit(house, 30);
        QVERIFY(markStep(*house.desk, old, {u"2.1"_s}).hasValue());
        sop::Pack own = newerPack();
        own.id += u"-own"_s; // as the settings name it, and its revisions begin anew
        own.revision = 1;
        const auto taken = takePack(*house.desk, sop::writePack(own), PackTrust::Local);
        QVERIFY(taken.hasValue());
        Checklist list = loadChecklist(*house.desk, old).value();
        QCOMPARE(newestPack(*house.desk)->pack->id, own.id);
        QVERIFY(list.newerIsOther);
        QCOMPARE(list.newerRevision, std::optional(1));
        QVERIFY(moveToPack(*house.desk, old, *taken).hasValue());
        list = loadChecklist(*house.desk, old).value();
        QCOMPARE(list.pack->id, own.id);
        QVERIFY(!list.newerRevision && !list.newerIsOther);
        QVERIFY(find(list, "2.1")->line.state == sop::StepState::Done);
    }

    void anUpdatedProgramMovesNoCase() // a pack v2 installed while cases run on v1
    {
        DeskFixture house;
        const sop::Pack today = sop::readShippedPack().value().pack;
        const auto bytesOf = [](const sync::RecordId &id) { return base::Bytes(id.bytes().begin(), id.bytes().end()); };
        // As the program of revision 1 wrote it: it named the pack it came with by nothing but its number.
        const CaseId old = admit(house, 30);
        {
            auto transaction = house.db->begin();
            const auto digits = base::toHex(old.bytes());
            QVERIFY(house.log
                        ->birth({fields::checklist::Table, sync::derivedId({"checklist", digits})},
                                {{fields::checklist::CaseFile, bytesOf(old)},
                                 {fields::checklist::Scope, digits},
                                 {fields::checklist::PackId, today.id.toStdString()},
                                 {fields::checklist::Revision, std::int64_t{1}},
                                 {fields::checklist::BegunAt, house.clock.nowUtc()}})
                        .hasValue());
            QVERIFY(transaction->commit().hasValue());
        }
        Checklist list = loadChecklist(*house.desk, old).value();
        QCOMPARE(list.pack->revision, 1);
        QVERIFY(!list.pack->findStep(u"7.2")->due);
        QCOMPARE(list.newerRevision, std::optional(today.revision));
        QVERIFY(comparePacks(*list.pack, today).changed.contains(u"7.2"_s));
        QVERIFY(markStep(*house.desk, old, {u"2.1"_s}).hasValue());
        QCOMPARE(loadChecklist(*house.desk, old)->pack->revision, 1); // a tick moves nothing

        // Who begins today keeps what was shipped today among the records of the house: once, and the same on every laptop.
        const CaseId fresh = admit(house, 30);
        QVERIFY(markStep(*house.desk, fresh, {u"2.1"_s}).hasValue());
        QVERIFY(markStep(*house.desk, {}, {u"0.1"_s, u"1"_s}).hasValue());
        list = loadChecklist(*house.desk, fresh).value();
        QVERIFY(list.packRecord && !list.newerRevision);
        QCOMPARE(loadPackFile(*house.desk, list.packRecord).value(), sop::shippedPackFile());
        auto packs = house.db->prepare("SELECT count(*) FROM sop_pack");
        QVERIFY(packs->step().value());
        QCOMPARE(packs->integer(0), std::int64_t{1});
        packs->reset();
        QCOMPARE(newestPack(*house.desk)->pack->revision, today.revision); // nobody decided for it
        QVERIFY(moveToPack(*house.desk, old, {}).hasValue());
        list = loadChecklist(*house.desk, old).value();
        QCOMPARE(list.pack->revision, today.revision);
        QVERIFY(find(list, "2.1")->line.state == sop::StepState::Done);

        DeskFixture second(20261125);
        QVERIFY(markStep(*second.desk, {}, {u"0.1"_s, u"1"_s}).hasValue());
        take(second, operationsOf(house));
        QCOMPARE(listPacks(*second.desk)->size(), std::size_t{1});
        QVERIFY(second.log->conflictCount().value() == 0);
        QCOMPARE(loadChecklist(*second.desk, fresh)->pack->revision, today.revision);

        // A revision this program never carried: it says so, and holds nothing back.
        const CaseId later = admit(house, 30);
        QVERIFY(markStep(*house.desk, later, {u"2.1"_s}).hasValue());
        auto transaction = house.db->begin();
        const auto key = sync::derivedId({"checklist", base::toHex(later.bytes())});
        QVERIFY(house.log->edit(fields::checklist::Pack, key, {}).hasValue());
        QVERIFY(house.log->edit(fields::checklist::Revision, key, std::int64_t{77}).hasValue());
        QVERIFY(transaction->commit().hasValue());
        QCOMPARE(loadChecklist(*house.desk, later).error().code, base::Errc::SopPackTooNew);
        QVERIFY(checkGuards(*house.desk, {sop::Action::Allocation, later}).hasValue());
        QVERIFY(listDueSteps(*house.desk).hasValue());
    }

    void aRevisionThatWasHandedOutIsNeverChanged()
    {
        const std::pair<int, std::string> handedOut[] = {
            {1, "be7b31cecd4b4d86"}, {2, "bce411c5a40b0e4c"}, {3, "97d5289d9194321d"}, {4, "b41ad3ef4a2234a1"},
            {5, "43a711644a8fd5e6"}};
        for (const auto &[revision, hash] : handedOut) {
            const QByteArray file = sop::earlierShippedPackFile(revision);
            QCOMPARE(sop::readPack(file)->pack.revision, revision);
            const crypto::Digest digest = crypto::hash(base::asBytes({file.constData(), std::size_t(file.size())}));
            QCOMPARE(base::toHex(base::ByteView(digest.data(), 8)), hash);
        }
        const sop::Pack today = sop::readShippedPack()->pack;
        QCOMPARE(today.revision, int(std::size(handedOut)) + 1); // each of them is kept
        // Who moves to the newest is shown what differs from the one before; no step is lost with its ticks.
        const PackDifference difference = comparePacks(sop::readPack(sop::earlierShippedPackFile(5))->pack, today);
        QVERIFY(difference.removed.isEmpty() && difference.added.isEmpty());
        for (const char *step : {"3.4", "3.6"})
            QVERIFY2(difference.changed.contains(QLatin1StringView(step)), step);
        QVERIFY(!difference.changed.contains(u"3.7"_s)); // a decision makes it due, and proves no referral
    }

    void aTamperedOrFaultyPackIsNotFollowed()
    {
        DeskFixture house;
        const crypto::SignKeyPair keys = crypto::makeSignKeyPair();
        QByteArray file = sop::signPack(sop::writePack(newerPack()), keys);
        file.replace("12 hours", "99 hours");
        QCOMPARE(takePack(*house.desk, file, PackTrust::AcceptKey).error().code, base::Errc::SopPackTampered);
        QVERIFY(takePack(*house.desk, file, PackTrust::Local).hasValue()); // a director vouches for it
        QCOMPARE(listPacks(*house.desk).value()[0].isLocal, true);
        QByteArray faulty = sop::writePack(newerPack());
        faulty.replace("\"admission\"", "\"admision\"");
        faulty.replace(QByteArray("revision = ") + QByteArray::number(newerPack().revision), "revision = 9");
        QCOMPARE(takePack(*house.desk, faulty, PackTrust::Local).error().code, base::Errc::SopPackFaulty);
        QCOMPARE(takePack(*house.desk, "hello", PackTrust::Local).error().code, base::Errc::SopPackDamaged);
        QCOMPARE(listPacks(*house.desk).value().size(), std::size_t{2});
    }

    void twoLaptopsTickOneChecklist()
    {
        DeskFixture first;
        DeskFixture second(20261125);
        const CaseId person = admit(first, 25);
        take(second, operationsOf(first));
        QVERIFY(markStep(*first.desk, person, {u"2.1"_s}).hasValue());
        second.clock.advance(Hour);
        QVERIFY(markStep(*second.desk, person, {u"2.4"_s}).hasValue());
        QVERIFY(
            markStep(*second.desk, person, {u"2.1"_s, {}, sop::StepState::NotApplicable, {}, u"Déjà fait."_s}).hasValue());
        const auto mine = operationsOf(first);
        const auto yours = operationsOf(second);
        take(first, yours);
        take(second, mine);
        for (DeskFixture *laptop : {&first, &second}) {
            QVERIFY(stateOf(*laptop, person, "2.4") == sop::StepState::Done);
            QVERIFY(stateOf(*laptop, person, "2.1") == sop::StepState::NotApplicable); // the later word
            QCOMPARE(find(loadChecklist(*laptop->desk, person).value(), "2.1")->marks.size(), std::size_t{2});
        }
    }

    void anUndoHoldsWhateverTheClocksSay()
    {
        DeskFixture fast;
        DeskFixture slow(20261125);
        const CaseId person = admit(fast, 25);
        fast.clock.advance(2 * Day); // its battery is dead
        QVERIFY(markStep(*fast.desk, person, {u"2.1"_s}).hasValue());
        take(slow, operationsOf(fast));
        QVERIFY(stateOf(slow, person, "2.1") == sop::StepState::Done);
        QVERIFY(markStep(*slow.desk, person, {u"2.1"_s, {}, sop::StepState::Open}).hasValue());
        QVERIFY(stateOf(slow, person, "2.1") == sop::StepState::Open);
        take(fast, operationsOf(slow));
        QVERIFY(stateOf(fast, person, "2.1") == sop::StepState::Open);
    }

    void aPersonWhoComesBackBeginsAnew()
    {
        DeskFixture house;
        const CaseId person = admit(house, 25);
        QVERIFY(markStep(*house.desk, person, {u"2.1"_s}).hasValue());
        house.clock.advance(10 * Day);
        Exit exit;
        exit.reason = base::Value(std::string("planned_reintegration"));
        QVERIFY(recordExit(*house.desk, person, exit).hasValue());
        house.clock.advance(200 * Day);
        QVERIFY(readmitPerson(*house.desk, person, {}).hasValue());
        QVERIFY(stateOf(house, person, "2.1") == sop::StepState::Open);
        QCOMPARE(checkGuards(*house.desk, {sop::Action::InterviewStart, person}).error().code, base::Errc::StepsOpen);
    }

    void whatShePermitsIsWhatTheFormAsks()
    {
        DeskFixture house;
        const CaseId person = admit(house, 25);
        const auto say = [&](const char *purpose, const char *decision) {
            auto transaction = house.db->begin();
            INDARO_CHECK(house.log
                             ->birth({fields::consent::Table, sync::RecordId::make(house.random)},
                                     {{fields::consent::CaseFile, base::Bytes(person.bytes().begin(), person.bytes().end())},
                                      {fields::consent::Purpose, std::string(purpose)},
                                      {fields::consent::Decision, std::string(decision)}})
                             .hasValue());
            INDARO_CHECK(transaction->commit().hasValue());
        };
        say("after_exit", "non");
        say("identification", "later");
        say("police_notes", "oui");
        const auto facts = loadChecklist(*house.desk, person)->situation.facts;
        QCOMPARE(facts.value(u"consent_contact_after"_s), u"no"_s);
        QCOMPARE(facts.value(u"consent_identification"_s), u"later"_s);
        QCOMPARE(facts.value(u"consent_justice"_s), u"yes"_s);
    }

    void whoWillNotCooperateWithJusticeIsNotLedThroughIt() // phase 8 follows the agreement on the page of consents
    {
        DeskFixture house;
        const CaseId person = admit(house, 25);
        const auto says = [&] { return loadChecklist(*house.desk, person)->situation.facts.value(u"consent_justice"_s); };
        const auto record = [&](const char *use, const char *decision) {
            ConsentAct act;
            act.use = use;
            act.decision = decision;
            if (act.decision == base::Value("yes")) {
                act.explainedBy = "interviewer";
                act.language = "run";
                act.givenBy = "person";
                act.way = "signature";
            }
            house.clock.advance(60'000);
            return recordConsent(*house.desk, person, act).value();
        };
        const auto hasStep = [&](const char *step) {
            return find(loadChecklist(*house.desk, person).value(), step) != nullptr;
        };
        QVERIFY(says() != u"yes"_s);
        QVERIFY(hasStep("8.1") && !hasStep("8.3"));
        const auto agreed = record("justice", "yes");
        QCOMPARE(says(), u"yes"_s);
        QVERIFY(hasStep("8.3"));
        // An interview that asks about notes to the police, and later on, is another question.
        const auto interview = startInterview(*house.desk, {person, u"intake"_s, u"1"_s, u"fr"_s}).value();
        const ConsentDraft notes{.purpose = u"police_notes"_s, .decision = u"no"_s, .givenBy = u"person"_s};
        QVERIFY(recordConsents(*house.desk, interview, std::vector{notes}).hasValue());
        QCOMPARE(says(), u"yes"_s);
        QVERIFY(withdrawConsents(*house.desk, person, {.consents = {agreed}, .withdrawnBy = "person", .way = "signature"})
                    .hasValue());
        QCOMPARE(says(), u"withdrawn"_s);
        QVERIFY(!hasStep("8.1") && !hasStep("8.3"));
        house.clock.advance(60'000);
        record("justice", "later");
        QCOMPARE(says(), u"later"_s);
    }

    void whatIsSaidAfterAnInterviewIsTheLastWord()
    {
        DeskFixture house;
        const CaseId person = admit(house, 25);
        const auto interview = startInterview(*house.desk, {person, u"intake"_s, u"1"_s, u"fr"_s}).value();
        const ConsentDraft call{.purpose = u"after_exit"_s, .decision = u"yes"_s, .givenBy = u"person"_s};
        QVERIFY(recordConsents(*house.desk, interview, std::vector{call}).hasValue());
        QVERIFY(signInterview(*house.desk, interview, {}).hasValue());
        house.clock.advance(Day);
        QVERIFY(recordConsent(*house.desk, person, {.use = "after_exit", .decision = "no"}).hasValue());
        QCOMPARE(loadChecklist(*house.desk, person)->situation.facts.value(u"consent_contact_after"_s), u"no"_s);
    }

    void whatIsDueIsListedForEachRole()
    {
        DeskFixture house;
        const CaseId person = admit(house, 25);
        const auto all = listDueSteps(*house.desk).value();
        QVERIFY(!all.empty());
        for (std::size_t i = 1; i < all.size(); ++i)
            QVERIFY(all[i - 1].line.urgency != sop::Urgency::Coming || all[i].line.urgency != sop::Urgency::Late);
        const auto nurse = listDueSteps(*house.desk, u"NUR"_s).value();
        QVERIFY(!nurse.empty() && nurse.size() < all.size());
        for (const DueStep &step : nurse)
            QCOMPARE(step.line.step->who.first(), u"NUR"_s);
        house.clock.advance(3 * Day);
        const auto later = listDueSteps(*house.desk).value();
        QVERIFY(std::any_of(later.begin(), later.end(), [&](const DueStep &step) {
            return step.owner == person && step.line.step->id == u"2.13"_s && step.line.urgency == sop::Urgency::Late;
        }));
        QVERIFY(std::any_of(later.begin(), later.end(), [](const DueStep &step) { return !step.owner; }));
    }

    void theHouseHasRoutinesOfItsOwn()
    {
        DeskFixture house;
        Checklist list = loadChecklist(*house.desk, {}).value();
        QVERIFY(!list.lines.empty());
        for (const ChecklistLine &line : list.lines)
            QVERIFY(line.line.phase->track == sop::Track::House);
        const QString step = list.lines.front().line.step->id;
        QVERIFY(markStep(*house.desk, {}, {step, list.lines.front().line.occurrence}).hasValue());
        list = loadChecklist(*house.desk, {}).value();
        QVERIFY(list.isBegun);
        QVERIFY(list.lines.front().line.state == sop::StepState::Done);
    }

    void whatWasTickedIsHersSoThatAnErasureFindsIt()
    {
        DeskFixture house;
        const CaseId person = admit(house, 25);
        QVERIFY(markStep(*house.desk, person, {u"2.1"_s, {}, sop::StepState::Done, {}, u"SecretNote"_s}).hasValue());
        QVERIFY(recordEvent(*house.desk, person, sop::Event::Incident, u"2026-11-24"_s, u"SecretEvent"_s).hasValue());
        const auto owned = [&](std::uint16_t table, const char *sql) {
            auto select = house.db->prepare(sql);
            INDARO_CHECK(select->step().value());
            const auto owner = house.log->ownerOf({table, *select->id<sync::RecordTag>(0)}).value();
            return owner == std::optional<sync::RecordId>(person);
        };
        QVERIFY(owned(fields::step_mark::Table, "SELECT id FROM step_mark"));
        QVERIFY(owned(fields::case_event::Table, "SELECT id FROM case_event"));
        QVERIFY(owned(fields::checklist::Table, "SELECT id FROM checklist"));
    }
};

QTEST_GUILESS_MAIN(TestChecklists)
#include "test_checklists.moc"
