// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/checklists/checklists.h"
#include "core/casework/consents/consents.h"
#include "core/casework/interviews/commands.h"
#include "core/casework/people/commands.h"
#include "core/casework/referrals/referral_course.h"
#include "core/casework/stays/allocations.h"
#include "core/casework/stays/house_tonight.h"
#include "core/casework/stays/roll_call.h"
#include "core/casework/training/exercises.h"
#include "core/casework/training/invented_house.h"
#include "core/model/code_list.h"
#include "core/sync/training_mark.h"
#include "tests/core/casework/desk_fixture.h"
#include "tests/support/closed_guards.h"

#include <QTest>

using namespace indaro;
using namespace indaro::casework;
using namespace Qt::StringLiterals;
using base::Errc;
namespace f = model::fields;

namespace {

/// A vault to practise in, full of invented people, before the first exercise.
struct Classroom : tests::DeskFixture
{
    Classroom()
    {
        INDARO_CHECK(sync::markAsTraining(*db).hasValue());
        INDARO_CHECK(fillWithInventedPeople(*desk).hasValue());
    }
    Exercises look() { return loadExercises(*desk).value(); }
    /// What is still open in one of them, by the codes of its steps.
    QStringList open(std::size_t exercise)
    {
        QStringList codes;
        const Exercises now = look();
        for (const ExerciseStep &step : now.all[exercise].steps) {
            if (!step.isDone)
                codes.append(QString::fromUtf8(step.code.data(), qsizetype(step.code.size())));
        }
        return codes;
    }
    CaseId admitAline(const char *familyName = "Apprentie")
    {
        Admission admission;
        admission.person.familyName = familyName;
        admission.person.givenNames = "Aline";
        admission.person.displayName = "Aline";
        admission.person.sex = "F";
        admission.person.estimatedAge = std::int64_t{22};
        clock.advance(60'000);
        return admitPerson(*desk, admission).value().id;
    }
    void giveBed(const CaseId &person)
    {
        const auto house = loadHouseTonight(*desk).value();
        AllocationRequest request{.wishes = {{person, house.places.front().id}}};
        auto outcome = allocate(*desk, request).value();
        if (!outcome.isDone) { // whatever the rules say of that bed
            request.seen = outcome.warnings;
            request.reason = "no_other_place";
            outcome = allocate(*desk, request).value();
        }
        INDARO_CHECK(outcome.isDone);
    }
    /// Open steps of the first day, with one thing each that would prove it.
    std::vector<NewMark> stepsOfFirstDay(const CaseId &person)
    {
        std::vector<NewMark> steps;
        const auto list = loadChecklist(*desk, person).value();
        for (const ChecklistLine &line : list.lines) {
            if (line.line.phase->id == u"2"_s && line.line.isOpen() && !line.line.step->evidence.isEmpty())
                steps.push_back({.step = line.line.step->id,
                                 .occurrence = line.line.occurrence,
                                 .evidence = {line.line.step->evidence.front()}});
        }
        return steps;
    }
};

} // namespace

class TestExercises : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void onlyAVaultToPractiseInHasThem()
    {
        tests::DeskFixture real;
        QCOMPARE(loadExercises(*real.desk).error().code, Errc::WrongState);
    }

    void everyWordOfThemIsThere()
    {
        Classroom room;
        const auto exercises = room.look();
        QCOMPARE(exercises.all.size(), std::size_t{5});
        const auto text = [](std::string_view code) { return QString::fromUtf8(code.data(), qsizetype(code.size())); };
        for (const Exercise &each : exercises.all) {
            for (const char16_t *list : {u"exercise", u"exercise_goal"})
                QVERIFY2(model::CodeList::byName(QString::fromUtf16(list)).find(text(each.code)) != nullptr,
                         qPrintable(text(each.code)));
            for (const ExerciseStep &step : each.steps)
                QVERIFY2(model::CodeList::byName(u"exercise_step"_s).find(text(step.code)) != nullptr,
                         qPrintable(text(step.code)));
        }
    }

    void whoIsInventedAlreadyDoesNoExercise()
    {
        Classroom room;
        const auto exercises = room.look();
        QVERIFY(!exercises.person);
        QCOMPARE(exercises.done(), 0);
        for (const Exercise &each : exercises.all) {
            QVERIFY(each.next() == &each.steps.front());
            for (const ExerciseStep &step : each.steps)
                QVERIFY(!step.isDone);
        }
    }

    void aWomanArrives()
    {
        Classroom room;
        const auto aline = room.admitAline();
        QCOMPARE(room.look().person, std::optional(aline));
        QCOMPARE(room.open(0), (QStringList{u"arrival_bed"_s, u"arrival_note"_s}));
        room.giveBed(aline);
        QCOMPARE(room.open(0), QStringList{u"arrival_note"_s});
        QVERIFY(addNote(*room.desk, aline, "Première nuit", "Elle dort.", "observation").hasValue());
        QVERIFY(room.look().all[0].isDone());
        QCOMPARE(room.look().done(), 1);
        // What is taken back is open again: nothing remembers it.
        QVERIFY(setField(*room.desk, f::case_file::Sex, aline, base::Value("M")).hasValue());
        QCOMPARE(room.open(0), QStringList{u"arrival_sex"_s});
    }

    void theNextLearnerBeginsAnew()
    {
        Classroom room;
        const auto first = room.admitAline("APPRENTI");  // as somebody wrote it who heard it
        QVERIFY(!room.look().person);                    // another name
        const auto second = room.admitAline("Aprentie"); // a doubled letter is nothing one hears
        QCOMPARE(room.look().person, std::optional(second));
        room.giveBed(second);
        const auto third = room.admitAline();
        QCOMPARE(room.look().person, std::optional(third));
        QVERIFY(room.open(0).contains(u"arrival_bed"_s));
        QVERIFY(first != second);
    }

    void sheAgreesAndIsInterviewed()
    {
        Classroom room;
        const auto aline = room.admitAline();
        QCOMPARE(room.open(1).size(), 3);
        ConsentAct act;
        act.use = "interview";
        act.decision = "no";
        QVERIFY(recordConsent(*room.desk, aline, act).hasValue());
        QCOMPARE(room.open(1).front(), u"interview_consent"_s); // a no is an answer, and not an agreement
        room.clock.advance(60'000);
        act.decision = "yes";
        act.explainedBy = "social_worker";
        act.language = "run";
        act.readAloud = "yes";
        act.givenBy = "person";
        act.way = "signature";
        const auto agreed = recordConsent(*room.desk, aline, act);
        QVERIFY2(agreed.hasValue(), agreed ? "" : agreed.error().toString().c_str());
        QCOMPARE(room.open(1), (QStringList{u"interview_begun"_s, u"interview_signed"_s}));
        QVERIFY(tests::closeInterviewGuards(*room.desk, aline).hasValue());
        const auto interview = startInterview(*room.desk, {aline, u"intake"_s, u"1"_s, u"fr"_s}).value();
        QCOMPARE(room.open(1), QStringList{u"interview_signed"_s});
        const auto isSigned = signInterview(*room.desk, interview, {});
        QVERIFY2(isSigned.hasValue(), isSigned ? "" : isSigned.error().toString().c_str());
        QVERIFY(room.look().all[1].isDone());
    }

    void threeStepsByHandAndAProof()
    {
        Classroom room;
        const auto aline = room.admitAline();
        // Passed over is not done.
        QVERIFY(tests::closeInterviewGuards(*room.desk, aline).hasValue());
        QCOMPARE(room.look().all[2].steps.front().has, 0);
        const auto steps = room.stepsOfFirstDay(aline);
        QVERIFY(steps.size() >= 3);
        for (std::size_t i = 0; i < 2; ++i) {
            NewMark bare = steps[i];
            bare.evidence.clear();
            QVERIFY(markStep(*room.desk, aline, bare).hasValue());
        }
        QCOMPARE(room.look().all[2].steps.front().has, 2);
        QCOMPARE(room.open(2), (QStringList{u"first_day_ticked"_s, u"first_day_proof"_s}));
        const auto marked = markStep(*room.desk, aline, steps[2]);
        QVERIFY2(marked.hasValue(), marked ? "" : marked.error().toString().c_str());
        QVERIFY(room.look().all[2].isDone());
        room.clock.advance(60'000);
        NewMark back = steps[2];
        back.state = sop::StepState::Open;
        back.evidence.clear();
        QVERIFY(markStep(*room.desk, aline, back).hasValue());
        QCOMPARE(room.open(2), (QStringList{u"first_day_ticked"_s, u"first_day_proof"_s}));
    }

    void aReferralAndItsAnswer()
    {
        Classroom room;
        const auto aline = room.admitAline();
        ReferralContent content = prefillReferral(*room.desk, aline).value();
        content.form.insert({{u"consent_explained_by"_s, u"Odette"_s},
                             {u"consent_language"_s, u"rn"_s},
                             {u"consent_given_by"_s, u"person"_s},
                             {u"to_agency"_s, u"Centre de santé inventé"_s},
                             {u"priority"_s, u"urgent"_s},
                             {u"services"_s, u"health"_s}});
        const auto referral = createReferral(*room.desk, aline, content).value();
        QCOMPARE(room.look().referral, std::optional(referral.id));
        QCOMPARE(room.open(3), (QStringList{u"referral_printed"_s, u"referral_answered"_s}));
        QVERIFY(markReferralPrinted(*room.desk, referral.id).hasValue());
        QVERIFY(recordReferralStep(*room.desk, referral.id,
                                   {.status = ReferralStatus::Received, .way = "hand", .evidence = "call_note"})
                    .hasValue());
        QCOMPARE(room.open(3), QStringList{u"referral_answered"_s}); // that it has come is no answer
        QVERIFY(recordReferralStep(*room.desk, referral.id,
                                   {.status = ReferralStatus::Accepted, .way = "hand", .evidence = "call_note"})
                    .hasValue());
        QVERIFY(room.look().all[3].isDone());
    }

    void sheIsCountedAndLeaves()
    {
        Classroom room;
        const auto aline = room.admitAline();
        QVERIFY(markInRollCall(*room.desk, aline, "present", {}).hasValue());
        QCOMPARE(room.open(4), (QStringList{u"leaving_roll_call"_s, u"leaving_exit"_s}));
        const auto call = loadRollCall(*room.desk).value();
        for (const RollCallLine &line : call.lines)
            QVERIFY(markInRollCall(*room.desk, line.person, "present", {}).hasValue());
        QVERIFY(finishRollCall(*room.desk).hasValue());
        QCOMPARE(room.open(4), QStringList{u"leaving_exit"_s});
        Exit exit;
        exit.reason = "family_reunification";
        QVERIFY(recordExit(*room.desk, aline, exit).hasValue());
        QVERIFY(room.look().all[4].isDone());
    }
};

QTEST_APPLESS_MAIN(TestExercises)
#include "test_exercises.moc"
