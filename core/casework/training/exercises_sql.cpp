// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/training/exercises.h"

#include "core/casework/checklists/checklists.h"
#include "core/casework/consents/consent_rule.h"
#include "core/casework/interviews/queries.h"
#include "core/casework/people/queries.h"
#include "core/casework/referrals/referral_course.h"
#include "core/casework/referrals/referrals.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/allocations.h"
#include "core/model/field_table.h"
#include "core/model/name_fold.h"
#include "core/sync/training_mark.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::casework {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;

namespace {

constexpr int StepsByHand = 3;        ///< enough to have understood how a step is closed
const QString FirstDayPhase = u"2"_s; ///< arrival and first 24 hours [domain.md 5]

bool isHerName(const QString &familyName)
{
    const QString hers = model::phoneticKey(model::foldName(QStringView(ExerciseFamilyName)));
    for (const QString &word : model::foldWords(familyName)) {
        if (model::phoneticKey(word) == hers)
            return true;
    }
    return false;
}

Result<std::optional<CaseId>> findLearnersPerson(Desk &desk)
{
    INDARO_TRY_ASSIGN(auto rows,
                      desk.db.prepare("SELECT c.id, i.family_name FROM case_file c JOIN identity i ON i.id = c.id "
                                      "ORDER BY c.opened_at DESC, c.id DESC"));
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return std::optional<CaseId>();
        const auto id = rows.id<sync::RecordTag>(0);
        if (id && isHerName(toText(rows, 1)))
            return std::optional<CaseId>(*id);
    }
}

ExerciseStep step(std::string_view code, bool isDone)
{
    return {code, isDone, isDone ? 1 : 0, 1};
}

ExerciseStep counted(std::string_view code, int has, int needed)
{
    return {code, has >= needed, has, needed};
}

/// A woman arrives at night: she is in the register, she has a bed, and the night is written down.
Result<void> checkArrival(Desk &desk, const std::optional<CaseId> &person, Exercise &exercise)
{
    bool isWoman = false, hasAge = false, hasBed = false, hasNote = false;
    if (person) {
        INDARO_TRY_ASSIGN(const CaseFile file, loadCaseFile(desk, *person));
        isWoman = file.file.text(fields::case_file::Sex) == u"F"_s;
        hasAge = !file.file.text(fields::case_file::EstimatedAge).isEmpty() ||
                 !file.identity.text(fields::identity::BirthDate).isEmpty();
        hasNote = !file.notes.empty();
        INDARO_TRY_ASSIGN(const auto berths, listBerthsOf(desk, *person));
        hasBed = !berths.empty();
    }
    exercise.steps = {step("arrival_admitted", person.has_value()), step("arrival_sex", isWoman),
                      step("arrival_age", hasAge), step("arrival_bed", hasBed), step("arrival_note", hasNote)};
    return {};
}

Result<void> checkInterview(Desk &desk, const std::optional<CaseId> &person, Exercise &exercise)
{
    bool hasAgreed = false, isBegun = false, isSigned = false;
    if (person) {
        INDARO_TRY_ASSIGN(const ConsentFacts facts, loadConsentFacts(desk, *person));
        hasAgreed = std::ranges::any_of(
            facts.uses, [](const RecordedConsent &use) { return use.decision == u"yes"_s && use.withdrawnOn.isEmpty(); });
        INDARO_TRY_ASSIGN(const auto interviews, listInterviews(desk, *person));
        isBegun = !interviews.empty();
        isSigned = std::ranges::any_of(interviews, [](const InterviewLine &line) { return line.signedAt.has_value(); });
    }
    exercise.steps = {step("interview_consent", hasAgreed), step("interview_begun", isBegun),
                      step("interview_signed", isSigned)};
    return {};
}

Result<void> checkFirstDay(Desk &desk, const std::optional<CaseId> &person, Exercise &exercise)
{
    int byHand = 0;
    bool hasProof = false;
    if (person) {
        INDARO_TRY_ASSIGN(const Checklist list, loadChecklist(desk, *person));
        for (const ChecklistLine &line : list.lines) {
            if (line.line.phase == nullptr || line.line.phase->id != FirstDayPhase || line.line.isOpen() ||
                line.marks.empty() || line.marks.front().mark.isOfRecord)
                continue; // what a record of the program proves, nobody ticked
            if (line.line.state == sop::StepState::Waived)
                continue; // passed over is not done
            ++byHand;
            hasProof = hasProof || !line.marks.front().evidence.isEmpty();
        }
    }
    exercise.steps = {counted("first_day_ticked", byHand, StepsByHand), step("first_day_proof", hasProof)};
    return {};
}

bool bringsAnswer(ReferralStatus status)
{
    switch (status) {
    case ReferralStatus::Accepted:
    case ReferralStatus::Refused:
    case ReferralStatus::InProgress:
    case ReferralStatus::Done:
    case ReferralStatus::FedBack:
        return true;
    default:
        return false;
    }
}

Result<void> checkReferral(Desk &desk, const std::optional<CaseId> &person, Exercise &exercise, Exercises &all)
{
    bool isPrinted = false, isAnswered = false;
    if (person) {
        INDARO_TRY_ASSIGN(const auto referrals, listReferrals(desk, *person));
        for (const ReferralSummary &summary : referrals) {
            INDARO_TRY_ASSIGN(const Referral referral, loadReferral(desk, summary.id));
            if (referral.isIncoming)
                continue;
            INDARO_TRY_ASSIGN(const auto steps, listStepsOf(desk, summary.id));
            all.referral = all.referral ? all.referral : std::optional(summary.id); // the newest
            isPrinted = isPrinted || summary.printedAt.has_value();
            isAnswered = isAnswered || std::ranges::any_of(steps, [](const ReferralStep &s) { return bringsAnswer(s.status); });
        }
    }
    exercise.steps = {step("referral_written", all.referral.has_value()), step("referral_printed", isPrinted),
                      step("referral_answered", isAnswered)};
    return {};
}

Result<void> checkLeaving(Desk &desk, const std::optional<CaseId> &person, Exercise &exercise)
{
    bool isMarked = false, isFinished = false, hasLeft = false;
    if (person) {
        INDARO_TRY_ASSIGN(auto rows, desk.db.prepare("SELECT r.done_at FROM roll_call_line l JOIN roll_call r "
                                                     "ON r.id = l.roll_call WHERE l.case_file = ?1 AND l.mark IS NOT NULL"));
        rows.bind(1, *person);
        INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
            isMarked = true;
            isFinished = isFinished || rows.value(0).integerOr(0) > 0;
            return {};
        }));
        INDARO_TRY_ASSIGN(const CaseFile file, loadCaseFile(desk, *person));
        hasLeft = !file.stays.empty() && !file.isPresent;
    }
    exercise.steps = {step("leaving_marked", isMarked), step("leaving_roll_call", isFinished),
                      step("leaving_exit", hasLeft)};
    return {};
}

} // namespace

bool Exercise::isDone() const
{
    return next() == nullptr;
}

const ExerciseStep *Exercise::next() const
{
    const auto open = std::ranges::find(steps, false, &ExerciseStep::isDone);
    return open == steps.end() ? nullptr : &*open;
}

int Exercises::done() const
{
    return int(std::ranges::count_if(all, &Exercise::isDone));
}

Result<Exercises> loadExercises(Desk &desk)
{
    INDARO_TRY_ASSIGN(const bool isTraining, sync::isTraining(desk.log.connection()));
    if (!isTraining)
        return Error(Errc::WrongState);
    Exercises exercises;
    INDARO_TRY_ASSIGN(exercises.person, findLearnersPerson(desk));
    exercises.all = {{"arrival", "night-arrival"},
                     {"interview", "interview"},
                     {"first_day", "checklist"},
                     {"referral", "referral"},
                     {"leaving", "roll-call"}};
    INDARO_TRY(checkArrival(desk, exercises.person, exercises.all[0]));
    INDARO_TRY(checkInterview(desk, exercises.person, exercises.all[1]));
    INDARO_TRY(checkFirstDay(desk, exercises.person, exercises.all[2]));
    INDARO_TRY(checkReferral(desk, exercises.person, exercises.all[3], exercises));
    INDARO_TRY(checkLeaving(desk, exercises.person, exercises.all[4]));
    return exercises;
}

} // namespace indaro::casework
