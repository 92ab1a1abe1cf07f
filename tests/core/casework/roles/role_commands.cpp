// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/casework/roles/role_registry.h"

#include "core/casework/attachments/attachment_store.h"
#include "core/casework/audit/journal.h"
#include "core/casework/audit/openings.h"
#include "core/casework/backups/backups.h"
#include "core/casework/checklists/exit_sheet.h"
#include "core/casework/checklists/family_steps.h"
#include "core/casework/checklists/guards.h"
#include "core/casework/checklists/hold_steps.h"
#include "core/casework/conflicts/commands.h"
#include "core/casework/conflicts/held_batches.h"
#include "core/casework/consents/consents.h"
#include "core/casework/consents/disclosures.h"
#include "core/casework/consents/withdrawals.h"
#include "core/casework/directory/directory.h"
#include "core/casework/directory/directory_file.h"
#include "core/casework/directory/organisation_keys.h"
#include "core/casework/drafts.h"
#include "core/casework/duplicates/file_merge.h"
#include "core/casework/entities/entity_store.h"
#include "core/casework/forms/adoption.h"
#include "core/casework/forms/form_store.h"
#include "core/casework/house/complaints.h"
#include "core/casework/house/house.h"
#include "core/casework/house/house_only.h"
#include "core/casework/house/self_check.h"
#include "core/casework/htcds/htcds_import.h"
#include "core/casework/import_export/people_import.h"
#include "core/casework/import_export/submission_import.h"
#include "core/casework/interviews/commands.h"
#include "core/casework/interviews/corrections.h"
#include "core/casework/interviews/interview_print.h"
#include "core/casework/interviews/late_answers.h"
#include "core/casework/justice/hearings.h"
#include "core/casework/library/library.h"
#include "core/casework/paper/paper_entries.h"
#include "core/casework/paper/serial_register.h"
#include "core/casework/people/commands.h"
#include "core/casework/people/full_file.h"
#include "core/casework/people/origin.h"
#include "core/casework/plans/approvals.h"
#include "core/casework/plans/meetings.h"
#include "core/casework/plans/needs.h"
#include "core/casework/plans/services.h"
#include "core/casework/plans/support_plans.h"
#include "core/casework/referrals/counter_referral.h"
#include "core/casework/referrals/incoming.h"
#include "core/casework/referrals/internal_referrals.h"
#include "core/casework/referrals/ladder.h"
#include "core/casework/referrals/package.h"
#include "core/casework/referrals/referral_consent.h"
#include "core/casework/referrals/unmet_needs.h"
#include "core/casework/registry/episodes.h"
#include "core/casework/registry/offences.h"
#include "core/casework/registry/registry_record.h"
#include "core/casework/registry/status_decisions.h"
#include "core/casework/registry/trafficking_cases.h"
#include "core/casework/retention/retention.h"
#include "core/casework/risks/best_interests.h"
#include "core/casework/risks/risks.h"
#include "core/casework/risks/safety_plans.h"
#include "core/casework/stays/absences.h"
#include "core/casework/stays/allocations.h"
#include "core/casework/stays/care_log.h"
#include "core/casework/stays/clocks.h"
#include "core/casework/stays/custody.h"
#include "core/casework/stays/follow_ups.h"
#include "core/casework/stays/holds.h"
#include "core/casework/stays/incidents.h"
#include "core/casework/stays/roll_call.h"
#include "core/casework/stays/rooms.h"
#include "core/casework/stays/stock.h"
#include "core/casework/training/training.h"
#include "core/casework/wording/wording.h"
#include "core/model/field_table.h"
#include "core/model/gazetteer.h"

namespace indaro::tests {

using namespace casework;
using namespace Qt::StringLiterals;
using base::Result;
namespace f = model::fields;
using Seat = RoleVault::Seat;

namespace {

template <class T> Result<void> done(const Result<T> &answer)
{
    if (!answer)
        return answer.error();
    return {};
}

AnswerDraft answerIn(sync::Compartment compartment)
{
    AnswerDraft answer;
    answer.path = u"/data/question"_s;
    answer.type = u"text"_s;
    answer.value = u"dit"_s;
    answer.compartment = compartment;
    return answer;
}

OpeningReason reason()
{
    return {u"on_duty"_s, u"Elle appelle"_s};
}

Admission somebody()
{
    Admission admission;
    admission.person.displayName = "Aline";
    admission.person.sex = "F";
    admission.person.estimatedAge = std::int64_t{30};
    return admission;
}

IncidentDraft incident()
{
    IncidentDraft draft;
    draft.kinds = "threat";
    draft.severity = "minor";
    draft.what = "rien";
    return draft;
}

Exit exitOf(const char *reason)
{
    Exit exit;
    exit.reason = reason;
    return exit;
}

HoldDraft call(Seat &seat)
{
    HoldDraft draft;
    draft.shownAs = "Une femme";
    draft.people = std::int64_t{1};
    draft.expiresAt = seat.clock.nowUtc() + 3'600'000;
    return draft;
}

PreparedPackage preparedIn(Seat &seat)
{
    return {{},
            seat.of(f::referral::Table),
            {.partner = seat.of(f::directory_entry::Table)},
            {wire::PackageKind::Referral, wire::PackageId::make(seat.desk->random)},
            {}};
}

NewAttachment attachmentIn(Seat &seat, sync::Compartment compartment)
{
    NewAttachment attachment{seat.person};
    attachment.compartment = compartment;
    attachment.title = u"Papier"_s;
    attachment.stem = u"papier"_s;
    attachment.content = "%PDF-1.4\n% rien de plus, mais assez long pour un fichier\n%%EOF\n";
    return attachment;
}

constexpr auto W = [](Thing thing) { return std::vector{thing}; };

} // namespace

const std::set<QString> &innerFunctions()
{
    static const std::set<QString> inner{
        // pieces of commands, in their transaction
        u"recordAudit"_s, u"addSubmittedAttachment"_s, u"dropUnnamedAttachmentsWithin"_s, u"editExpecting"_s,
        u"writeEntities"_s, u"dropStalePlaceCode"_s, u"takeRegisterNumber"_s, u"takeCaseCode"_s, u"keepApproval"_s,
        u"bearRecord"_s, u"changeRecord"_s, u"checkPerson"_s, u"ownAccount"_s, u"keepPrintedConsent"_s, u"endAllocations"_s,
        u"keepFollowUpPlan"_s, u"nextNumber"_s, u"nextSerial"_s, u"Authors"_s,
        // the program's own, whoever is signed in: lines of the journal, what follows from what other laptops sent
        u"noteDisclosure"_s, u"keepNumbers"_s, u"dropNumbers"_s, u"forgetWhose"_s, u"loadCompartments"_s,
        u"fillWithInventedPeople"_s, u"keptFileOf"_s, u"filesOfPerson"_s,
        u"followMerges"_s, // ids alone: which file stands for which
        // what the consent rule is told, which shows it to nobody
        u"loadWithheld"_s, u"loadAllWithheld"_s, u"withheldOnPaper"_s, u"notePaper"_s, u"recordAuditNow"_s,
        u"recordFindings"_s, u"eraseAuditContent"_s, u"verifyAuditChain"_s, u"settleRoles"_s, u"keepShippedPack"_s,
        u"tickRoutine"_s, u"followCopyOutside"_s, u"followErasures"_s, u"saveThisLaptop"_s, u"of"_s, u"noteTypedFromPaper"_s,
        u"letGoOfForgotten"_s, u"forgottenCount"_s, // what a deletion of others leaves, and how often
        u"certificateOf"_s,                         // of an order of erasure, which names nobody
        // procedures and forms, which everybody reads and nothing of a person is in
        u"weighPack"_s, u"listPacks"_s, u"loadPack"_s, u"loadPackFile"_s, u"loadShippedPack"_s, u"newestPack"_s,
        u"weighForm"_s, u"loadFormContent"_s, u"findForm"_s, u"checkAuditChain"_s, u"checkChangeLog"_s,
        u"auditDigits"_s,     // say whether lines are whole, not what they say
        u"clockExtensions"_s, // codes of clocks and days, for what is due whoever looks
        u"checkGuards"_s,     // gives no text: blockadeOf does
    };
    return inner;
}

const std::vector<CommandLine> &commandLines()
{
    static const std::vector<CommandLine> lines{
        {"giveRoles", {}, [](Seat &s) { return giveRoles(*s.desk, s.user(Role::Nurse), {Role::Nurse}, "alone"); }, true},
        {"setRoleRule",
         {},
         [](Seat &s) {
             return setRoleRule(*s.desk, {Role::Nurse, Thing::Night, Right::Write}, "alone");
         },
         true},
        {"addAttachment", W(Thing::Story),
         [](Seat &s) { return done(addAttachment(*s.desk, attachmentIn(s, sync::Compartment::Case))); }},
        {"addAttachment", W(Thing::Identity),
         [](Seat &s) { return done(addAttachment(*s.desk, attachmentIn(s, sync::Compartment::Identity))); }},
        {"addAttachment", W(Thing::Health),
         [](Seat &s) { return done(addAttachment(*s.desk, attachmentIn(s, sync::Compartment::Health))); }},
        {"addAttachment", W(Thing::Perpetrators),
         [](Seat &s) { return done(addAttachment(*s.desk, attachmentIn(s, sync::Compartment::Perpetrator))); }},
        {"removeAttachment", W(Thing::Health),
         [](Seat &s) {
             const sync::RecordKey key{f::attachment_health::Table, s.of(f::attachment_health::Table)};
             return removeAttachment(*s.desk, key);
         }},
        {"putBackAttachment", W(Thing::Health),
         [](Seat &s) {
             const sync::RecordKey key{f::attachment_health::Table, s.of(f::attachment_health::Table)};
             return putBackAttachment(*s.desk, key);
         }},
        {"dropUnnamedAttachments", {}, [](Seat &s) { return dropUnnamedAttachments(*s.desk, s.draft, {u"nichts.png"_s}); }},
        {"keepWordingRemark",
         {},
         [](Seat &s) {
             return keepWordingRemark(*s.desk, {.kind = u"screens"_s, .key = u"Save"_s, .kirundi = u"Bika"_s, .note = {}, .reviewer = u"Odette"_s});
         }},
        {"dropWordingRemark", {}, [](Seat &s) { return dropWordingRemark(*s.desk, u"screens"_s, u"Save"_s); }},
        {"setBackupFolder", {}, [](Seat &s) { return setBackupFolder(*s.desk, u"/media/cle"_s); }},
        {"markStep", W(Thing::Procedure), [](Seat &s) { return markStep(*s.desk, s.person, {u"2.1"_s}); }},
        {"markStepForFamily", W(Thing::Procedure),
         [](Seat &s) { return markStepForFamily(*s.desk, s.person, {u"2.1"_s}, {s.person}); }},
        {"noteExitSheet", W(Thing::Procedure), [](Seat &s) { return noteExitSheet(*s.desk, s.person); }},
        {"recordEvent", W(Thing::Procedure),
         [](Seat &s) { return done(recordEvent(*s.desk, s.person, sop::Event::Presumption, u"2026-11-23"_s)); }},
        {"recordEvent", W(Thing::Health),
         [](Seat &s) { return done(recordEvent(*s.desk, s.person, sop::Event::Disclosure, u"2026-11-23"_s)); }},
        {"moveToPack", W(Thing::Procedure), [](Seat &s) { return moveToPack(*s.desk, s.person, std::nullopt); }},
        {"waiveGuards", W(Thing::Procedure),
         [](Seat &s) {
             return waiveGuards(*s.desk, {sop::Action::InterviewStart, s.person}, u"Le juge attend."_s, false);
         },
         true},
        {"tellOfHaste", W(Thing::Procedure),
         [](Seat &s) {
             return done(tellOfHaste(*s.desk, {sop::Action::ReferralPrint, s.person}, u"BCDF-2026-0001"_s));
         }},
        {"noteUnguarded",
         {},
         [](Seat &s) {
             return done(noteUnguarded(*s.desk, {sop::Action::InterviewStart, s.person}));
         }},
        {"tellUnguarded",
         {},
         [](Seat &s) -> Result<void> {
             const Unguarded told = tellUnguarded(*s.desk, {sop::Action::InterviewStart, s.person});
             return told.isNoted ? Result<void>() : Result<void>(base::Error(base::Errc::Internal));
         }},
        {"noteWaiverSeen",
         {},
         [](Seat &s) {
             return noteWaiverSeen(*s.desk, {f::step_mark::Table, s.of(f::step_mark::Table)});
         },
         true},
        {"takePack", {}, [](Seat &s) { return done(takePack(*s.desk, sop::shippedPackFile(), PackTrust::Local)); }, true},
        {"settleConflict", W(Thing::Identity),
         [](Seat &s) {
             const auto seen = s.log->state({f::identity::Table, s.person}).value().operations;
             return settleConflict(*s.desk, f::identity::FamilyName, s.person, "Autre", Settling::Combined, seen);
         }},
        {"settleField", W(Thing::Health),
         [](Seat &s) {
             const auto seen = s.log->state({f::health::Table, s.person}).value().operations;
             return settleField(*s.desk, f::health::Complaint, s.person, "Autre", seen);
         }},
        {"settleDeletion", W(Thing::Health),
         [](Seat &s) {
             return settleDeletion(*s.desk, {f::health::Table, s.person}, sync::ChangeLog::Keep::Record, {}, "alone");
         }},
        {"takeBack", W(Thing::Identity), [](Seat &s) { return takeBack(*s.desk, f::identity::FamilyName, s.person); }},
        {"letBatchIn", W(Thing::House), [](Seat &s) { return letBatchIn(*s.desk, 1, "alone"); }},
        {"keepBatchOut", W(Thing::House), [](Seat &s) { return keepBatchOut(*s.desk, 1); }},
        {"saveDraft", {}, [](Seat &s) { return saveDraft(*s.desk, "page", base::asBytes("typed")); }},
        {"discardDraft", {}, [](Seat &s) { return discardDraft(*s.desk, "page"); }},
        {"adoptDraft", W(Thing::Story), [](Seat &s) { return adoptDraft(*s.desk, s.draft, {}, {}); }},
        {"keepForm", W(Thing::Forms),
         [](Seat &s) {
             return done(keepForm(*s.desk, {{u"f"_s, u"1"_s, u"F"_s, {}, 1}, u"f.xlsx"_s, QByteArray(64, 'x')}));
         }},
        {"setFormRetired", W(Thing::Forms),
         [](Seat &s) { return setFormRetired(*s.desk, s.of(f::interview::Table), true); }},
        {"saveHouse", W(Thing::House),
         [](Seat &s) {
             return saveHouse(*s.desk, {u"Maison"_s, u"22 00"_s, {}, u"Quelque part"_s});
         }},
        {"saveStaff", W(Thing::House),
         [](Seat &s) {
             StaffMember member{.id = s.user(Role::Nurse), .name = u"Autre nom"_s, .position = {}, .phone = {}};
             member.role = u"nurse"_s;
             return saveStaff(*s.desk, member);
         }},
        {"saveStaff",
         {},
         [](Seat &s) {
             StaffMember member{.id = s.log->user(), .name = u"Moi"_s, .position = {}, .phone = {}};
             member.role = u"director"_s; // nobody makes a director of herself
             return saveStaff(*s.desk, member);
         },
         true},
        {"decideCopyOutside", W(Thing::Consents), [](Seat &s) { return decideCopyOutside(*s.desk, s.person, true); }},
        {"importHtcds",
         std::vector{Thing::Lists, Thing::Register, Thing::Identity, Thing::Story, Thing::Procedure, Thing::Perpetrators,
           Thing::Consents, Thing::Plans},
         [](Seat &s) { return done(importHtcds(*s.desk, {})); }},
        {"importPeople", W(Thing::Lists), [](Seat &s) { return done(importPeople(*s.desk, "/nowhere.jsonl")); }},
        {"importSubmissions", W(Thing::Lists),
         [](Seat &s) {
             forms::FormDefinition form;
             return done(importSubmissions(*s.desk, {{}, u"f"_s, u"1"_s, &form}, {}));
         }},
        {"startInterview", W(Thing::Story),
         [](Seat &s) {
             return done(startInterview(*s.desk, {s.person, u"intake"_s, u"1"_s, u"rn"_s, {}}));
         }},
        {"openSitting", W(Thing::Story), [](Seat &s) { return done(openSitting(*s.desk, s.draft, {})); }},
        {"changeSitting", W(Thing::Story),
         [](Seat &s) { return changeSitting(*s.desk, s.of(f::sitting::Table), {u"Moi"_s}); }},
        {"closeSitting", W(Thing::Story),
         [](Seat &s) { return closeSitting(*s.desk, s.of(f::sitting::Table), u"finished"_s); }},
        {"saveAnswers", W(Thing::Story),
         [](Seat &s) {
             const AnswerDraft answer = answerIn(sync::Compartment::Case);
             return saveAnswers(*s.desk, s.draft, {&answer, 1}, answer.path);
         }},
        {"saveAnswer",
         {Thing::Story, Thing::Health},
         [](Seat &s) { return saveAnswer(*s.desk, s.draft, answerIn(sync::Compartment::Health)); }},
        {"saveAnswer",
         {Thing::Story, Thing::Identity},
         [](Seat &s) { return saveAnswer(*s.desk, s.draft, answerIn(sync::Compartment::Identity)); }},
        {"saveAnswer",
         {Thing::Story, Thing::Perpetrators},
         [](Seat &s) { return saveAnswer(*s.desk, s.draft, answerIn(sync::Compartment::Perpetrator)); }},
        {"settleAnswer",
         {Thing::Story, Thing::Health},
         [](Seat &s) { return settleAnswer(*s.desk, s.draft, answerIn(sync::Compartment::Health), {}); }},
        {"keepTyping", W(Thing::Story), [](Seat &s) { return keepTyping(*s.desk, s.draft, u"/data/q"_s, u"..."_s); }},
        {"forgetTyping", W(Thing::Story), [](Seat &s) { return forgetTyping(*s.desk, s.draft, u"/data/q"_s); }},
        {"setLastPath", W(Thing::Story), [](Seat &s) { return setLastPath(*s.desk, s.draft, u"/data/q"_s); }},
        {"saveInterviewerNote", W(Thing::Story), [](Seat &s) { return saveInterviewerNote(*s.desk, s.draft, u"vu"_s); }},
        {"recordConsents",
         {Thing::Story, Thing::Consents},
         [](Seat &s) {
             ConsentDraft consent;
             consent.purpose = u"register"_s;
             consent.decision = u"yes"_s;
             return recordConsents(*s.desk, s.draft, {&consent, 1});
         }},
        {"raiseAlert", W(Thing::Procedure),
         [](Seat &s) { return done(raiseAlert(*s.desk, s.person, u"suicide"_s, s.draft)); }},
        {"keepLate", W(Thing::Story),
         [](Seat &s) {
             return keepLate(*s.desk, s.draft, {{u"/data/q"_s, u"tard"_s, {}}});
         }},
        {"noteLateAnswers", W(Thing::Story),
         [](Seat &s) { return noteLateAnswers(*s.desk, s.draft, u"Titre"_s, u"Texte"_s); }},
        {"dropLateAnswers", W(Thing::Story), [](Seat &s) { return dropLateAnswers(*s.desk, s.draft); }},
        {"startCorrection",
         {Thing::Story, Thing::Identity, Thing::Health, Thing::Perpetrators},
         [](Seat &s) { return done(startCorrection(*s.desk, s.of(f::interview::Table), u"Une erreur"_s)); }},
        {"mayPrintInterview", {}, [](Seat &s) { return mayPrintInterview(*s.desk, s.of(f::interview::Table)); }, true},
        {"releaseForPrint",
         {},
         [](Seat &s) { return done(releaseForPrint(*s.desk, s.of(f::interview::Table), "alone")); },
         true},
        {"giveUpCorrection", W(Thing::Story), [](Seat &s) { return giveUpCorrection(*s.desk, s.draft); }},
        {"signInterview", W(Thing::Story), [](Seat &s) { return signInterview(*s.desk, s.draft, {}); }},
        {"applyToRegister", W(Thing::Identity),
         [](Seat &s) {
             const RegisterDifference difference{
                 u"phone"_s, f::identity::Phone, {}, "22 11", {{f::identity::Phone, {}, "22 11"}}};
             return applyToRegister(*s.desk, s.person, {&difference, 1});
         }},
        {"admitPerson",
         {Thing::Register, Thing::Identity, Thing::Health},
         [](Seat &s) { return done(admitPerson(*s.desk, somebody())); }},
        {"readmitPerson", W(Thing::Register), [](Seat &s) { return done(readmitPerson(*s.desk, s.other, {})); }},
        {"setField", W(Thing::Identity),
         [](Seat &s) { return done(setField(*s.desk, f::identity::Phone, s.person, "22 33")); }},
        {"setField", W(Thing::Health),
         [](Seat &s) { return done(setField(*s.desk, f::health::Medicines, s.person, "aucun")); }},
        {"setField", W(Thing::Register),
         [](Seat &s) { return done(setField(*s.desk, f::case_file::DisplayName, s.person, "Rose")); }},
        {"addNote", W(Thing::Story),
         [](Seat &s) { return done(addNote(*s.desk, s.person, "Titre", "Texte", "observation")); }},
        {"joinFamilyUnit", W(Thing::Register), [](Seat &s) { return joinFamilyUnit(*s.desk, s.other, s.person, "child"); }},
        {"leaveFamilyUnit", W(Thing::Register), [](Seat &s) { return leaveFamilyUnit(*s.desk, s.person); }},
        {"setOrigin", W(Thing::Identity), [](Seat &s) { return setOrigin(*s.desk, s.person, {}); }},
        {"askApproval", W(Thing::Plans), [](Seat &s) { return done(askApproval(*s.desk, s.of(f::support_plan::Table))); }},
        {"answerApproval",
         {},
         [](Seat &s) { return answerApproval(*s.desk, s.of(f::support_plan::Table), "approved", {}, "alone"); },
         true},
        {"recordMeeting", W(Thing::Plans),
         [](Seat &s) { return done(recordMeeting(*s.desk, s.person, {.kind = "case", .heldAt = "2026-11-23"})); }},
        {"changeMeeting", W(Thing::Plans),
         [](Seat &s) {
             return changeMeeting(*s.desk, s.of(f::meeting::Table),
                                  {.kind = "case", .heldAt = "2026-11-23", .place = "ici"});
         }},
        {"closeMeeting", W(Thing::Plans), [](Seat &s) { return closeMeeting(*s.desk, s.of(f::meeting::Table)); }},
        {"addNeed", W(Thing::Plans),
         [](Seat &s) { return done(addNeed(*s.desk, s.person, {.area = "safety", .state = "stable", .what = "rien"})); }},
        {"addNeed", W(Thing::Health),
         [](Seat &s) { return done(addNeed(*s.desk, s.person, {.area = "health", .state = "stable", .what = "rien"})); }},
        {"changeNeed", W(Thing::Plans),
         [](Seat &s) { return changeNeed(*s.desk, s.of(f::need::Table), {.area = "safety", .what = "autre chose"}); }},
        {"addAction", W(Thing::Plans),
         [](Seat &s) { return done(addAction(*s.desk, s.of(f::need::Table), {.what = "aller", .responsible = "SW"})); }},
        {"changeAction", W(Thing::Plans),
         [](Seat &s) { return changeAction(*s.desk, s.of(f::plan_action::Table), {.what = "venir", .responsible = "SW"}); }},
        {"reportAction", W(Thing::Plans),
         [](Seat &s) { return reportAction(*s.desk, s.of(f::plan_action::Table), "done", "fait"); }},
        {"dropNeed", W(Thing::Plans), [](Seat &s) { return dropNeed(*s.desk, s.of(f::need::Table)); }},
        {"recordService", W(Thing::Plans),
         [](Seat &s) { return done(recordService(*s.desk, s.person, {.service = "legal"})); }},
        {"takeBackService", W(Thing::Plans),
         [](Seat &s) { return takeBackService(*s.desk, s.of(f::service_given::Table)); }},
        {"agreePlan", W(Thing::Plans),
         [](Seat &s) { return done(agreePlan(*s.desk, s.person, {.agreedOn = "2026-11-23"})); }},
        {"recordReferralConsent", W(Thing::Consents),
         [](Seat &s) { return recordReferralConsent(*s.desk, s.of(f::referral::Table), true); }},
        {"createReferral",
         {Thing::Consents, Thing::Identity},
         [](Seat &s) { return done(createReferral(*s.desk, s.person, {})); }},
        {"saveReferral",
         {Thing::Consents, Thing::Identity},
         [](Seat &s) {
             ReferralContent content;
             content.form[u"notes"_s] = u"Autre"_s;
             return saveReferral(*s.desk, s.of(f::referral::Table), content);
         }},
        {"checkReferralPrint", W(Thing::Consents),
         [](Seat &s) { return done(checkReferralPrint(*s.desk, s.of(f::referral::Table))); }},
        {"markReferralPrinted", W(Thing::Consents),
         [](Seat &s) { return done(markReferralPrinted(*s.desk, s.of(f::referral::Table))); }},
        {"recordReferralStep", W(Thing::Consents),
         [](Seat &s) {
             return done(recordReferralStep(*s.desk, s.of(f::referral::Table),
                                            {.status = ReferralStatus::Revoked, .evidence = "own"}));
         }},
        {"recordServiceAnswer", W(Thing::Consents),
         [](Seat &s) {
             return recordServiceAnswer(*s.desk, s.of(f::referral::Table), u"health"_s, {.answer = "accepted"});
         }},
        {"setPartnerNumber", W(Thing::Consents),
         [](Seat &s) { return setPartnerNumber(*s.desk, s.of(f::referral::Table), u"CDFC-7"_s); }},
        {"takeInSlip", W(Thing::Consents),
         [](Seat &s) {
             return done(takeInSlip(*s.desk, s.of(f::referral::Table), {.form = {{u"slip_decision"_s, u"accepted"_s}}}));
         }},
        {"recordReferralCall", W(Thing::Consents),
         [](Seat &s) { return done(recordReferralCall(*s.desk, s.of(f::referral::Table), {.result = "no_answer"})); }},
        {"noteReminderPrinted", W(Thing::Consents),
         [](Seat &s) { return noteReminderPrinted(*s.desk, s.of(f::referral::Table)); }},
        {"sealReferral", W(Thing::Consents),
         [](Seat &s) {
             return done(sealReferral(*s.desk, s.of(f::referral::Table), {.partner = s.of(f::directory_entry::Table)}));
         }},
        {"sealCounterReferral", W(Thing::Consents),
         [](Seat &s) {
             return done(sealCounterReferral(*s.desk, s.of(f::referral::Table), {},
                                             {.partner = s.of(f::directory_entry::Table)}));
         }},
        {"prepareReferral", W(Thing::Consents),
         [](Seat &s) {
             return done(prepareReferral(*s.desk, s.of(f::referral::Table), {.partner = s.of(f::directory_entry::Table)}));
         }},
        {"recordReferralSealed", W(Thing::Consents), [](Seat &s) { return recordReferralSealed(*s.desk, preparedIn(s)); }},
        {"prepareCounterReferral", W(Thing::Consents),
         [](Seat &s) {
             return done(prepareCounterReferral(*s.desk, s.of(f::referral::Table), {},
                                                {.partner = s.of(f::directory_entry::Table)}));
         }},
        {"recordCounterReferralSealed", W(Thing::Consents),
         [](Seat &s) { return recordCounterReferralSealed(*s.desk, preparedIn(s), {}); }},
        {"attachIncomingScan",
         {Thing::Consents, Thing::Identity},
         [](Seat &s) { return done(attachIncomingScan(*s.desk, s.of(f::referral_package::Table), {})); }},
        {"forgetIncoming",
         {Thing::Consents, Thing::Identity},
         [](Seat &s) { return forgetIncoming(*s.desk, s.of(f::referral_package::Table)); }},
        {"openPackage",
         {Thing::Consents, Thing::Identity},
         [](Seat &s) { return done(openPackage(*s.desk, base::asBytes("INRP"))); }},
        {"fileIncomingPackage",
         {Thing::Consents, Thing::Identity},
         [](Seat &s) { return done(fileIncomingPackage(*s.desk, s.of(f::referral_package::Table), s.person)); }},
        {"sealPackageAnswer",
         {Thing::Consents, Thing::Identity},
         [](Seat &s) { return done(sealPackageAnswer(*s.desk, s.of(f::referral_package::Table), {})); }},
        {"preparePackageAnswer",
         {Thing::Consents, Thing::Identity},
         [](Seat &s) { return done(preparePackageAnswer(*s.desk, s.of(f::referral_package::Table), {})); }},
        {"recordPackageAnswerSealed",
         {Thing::Consents, Thing::Identity},
         [](Seat &s) {
             return recordPackageAnswerSealed(*s.desk, PreparedAnswer{{}, s.of(f::referral_package::Table), {}});
         }},
        {"takeInPaperReferral",
         {Thing::Consents, Thing::Identity},
         [](Seat &s) { return done(takeInPaperReferral(*s.desk, {.lines = {{u"from_agency"_s, u"CCSPRTP"_s}}})); }},
        {"recordIncomingAnswer",
         {Thing::Consents, Thing::Identity},
         [](Seat &s) { return recordIncomingAnswer(*s.desk, s.of(f::referral_package::Table), {}, "phone"); }},
        {"keepPlaceFor", W(Thing::Consents),
         [](Seat &s) { return done(keepPlaceFor(*s.desk, s.of(f::referral_package::Table))); }},
        {"checkCounterReferral", W(Thing::Consents),
         [](Seat &s) { return checkCounterReferral(*s.desk, s.of(f::referral::Table), {}); }},
        {"markCounterReferralPrinted", W(Thing::Consents),
         [](Seat &s) { return markCounterReferralPrinted(*s.desk, s.of(f::referral::Table), {}, "hand"); }},
        {"referInside", W(Thing::Consents),
         [](Seat &s) { return done(referInside(*s.desk, s.person, {.toRole = "nurse", .request = "Pansement"})); }},
        {"recordInternalStep", W(Thing::Procedure),
         [](Seat &s) {
             return recordInternalStep(*s.desk, s.of(f::referral::Table), ReferralStatus::Accepted, {});
         }},
        {"takeInPackageAnswer", W(Thing::Consents),
         [](Seat &s) { return done(takeInPackageAnswer(*s.desk, base::asBytes("INRA"))); }},
        {"signedDirectory", W(Thing::Consents), [](Seat &s) { return done(signedDirectory(*s.desk)); }},
        {"takeInDirectoryFile", W(Thing::Consents),
         [](Seat &s) { return done(takeInDirectoryFile(*s.desk, base::asBytes("INDD"), {})); }},
        {"makeOrganisationKey", {}, [](Seat &s) { return done(makeOrganisationKey(*s.desk)); }, true},
        {"setPartnerKey", W(Thing::Consents),
         [](Seat &s) {
             const auto key = wire::organisationFromSeed(wire::makeOrganisationSeed())->publicKey();
             return setPartnerKey(*s.desk, s.of(f::directory_entry::Table),
                                  QString::fromStdString(wire::organisationKeyText(key)));
         }},
        {"notePartnerKeyCompared", W(Thing::Consents),
         [](Seat &s) { return notePartnerKeyCompared(*s.desk, s.of(f::directory_entry::Table), u"00000"_s); }},
        {"recordUnmetNeed", W(Thing::Consents),
         [](Seat &s) { return done(recordUnmetNeed(*s.desk, s.person, {.service = "housing", .reason = "full"})); }},
        {"meetNeed", W(Thing::Consents), [](Seat &s) { return meetNeed(*s.desk, s.of(f::unmet_need::Table), {}); }},
        {"assessRisks", W(Thing::Plans),
         [](Seat &s) {
             RiskDraft draft;
             draft.lines.push_back({.domain = "community", .likelihood = std::int64_t{1}, .severity = std::int64_t{1}});
             return done(assessRisks(*s.desk, s.person, draft));
         }},
        {"writeSafetyPlan", W(Thing::Identity),
         [](Seat &s) { return done(writeSafetyPlan(*s.desk, s.person, {.steps = "partir"})); }},
        {"beginBestInterests", W(Thing::Plans),
         [](Seat &s) { return done(beginBestInterests(*s.desk, s.person, "interview", "Faut-il ?")); }},
        {"putBestInterestsItem", W(Thing::Plans),
         [](Seat &s) { return putBestInterestsItem(*s.desk, s.of(f::best_interests::Table), "views", "dit"); }},
        {"decideBestInterests", W(Thing::Plans),
         [](Seat &s) {
             BestInterestsDecision decision;
             decision.result = "for";
             decision.reasons = "parce que";
             return decideBestInterests(*s.desk, s.of(f::best_interests::Table), decision, "alone");
         }},
        {"recordAgeEvidence", W(Thing::Plans),
         [](Seat &s) { return done(recordAgeEvidence(*s.desk, s.person, {.proof = "baptism", .says = "no"})); }},
        {"settleAge", W(Thing::Register), [](Seat &s) { return settleAge(*s.desk, s.person, "in_doubt"); }},
        {"leaveForATime", W(Thing::Night),
         [](Seat &s) { return done(leaveForATime(*s.desk, s.other, {.reason = "service", .withWhom = {}})); }},
        {"expectLater", W(Thing::Night),
         [](Seat &s) { return expectLater(*s.desk, s.person, s.clock.nowUtc() + 7'200'000); }},
        {"comeBack", W(Thing::Night), [](Seat &s) { return comeBack(*s.desk, s.person); }},
        {"keepApart", W(Thing::Rooms), [](Seat &s) { return keepApart(*s.desk, s.other, s.person, "quarrel"); }},
        {"liftKeepApart", W(Thing::Rooms), [](Seat &s) { return liftKeepApart(*s.desk, s.other, s.person); }},
        {"allocate", W(Thing::Rooms),
         [](Seat &s) {
             return done(allocate(*s.desk, {{{s.person, s.of(f::place::Table)}}}));
         }},
        {"releasePlace", W(Thing::Rooms), [](Seat &s) { return releasePlace(*s.desk, s.person); }},
        {"giveSupply", W(Thing::Care),
         [](Seat &s) {
             return done(giveSupply(*s.desk, s.person, {.kind = "hygiene_kit", .description = {}, .signedHow = {}}));
         }},
        {"recordVisit", W(Thing::Care),
         [](Seat &s) {
             return done(recordVisit(
                 *s.desk,
                 {.person = s.person, .kind = "family", .way = "visit", .wanted = {}, .supervisedBy = {}, .note = {}}));
         }},
        {"extendClock",
         {},
         [](Seat &s) { return extendClock(*s.desk, s.person, u"stay"_s, "2027-06-01", "health", {}); },
         true},
        {"takeIntoCustody", W(Thing::Care),
         [](Seat &s) {
             return done(
                 takeIntoCustody(*s.desk, s.person,
                                 {.kind = "passport", .description = {}, .currency = {}, .heldWhere = {}, .signedHow = {}}));
         }},
        {"moveCustody", W(Thing::Care),
         [](Seat &s) {
             return moveCustody(*s.desk, s.of(f::custody::Table),
                                {.move = "returned", .signedHow = {}, .givenTo = {}, .heldWhere = {}});
         }},
        {"signMovement", W(Thing::Care),
         [](Seat &s) { return signMovement(*s.desk, s.of(f::custody::Table), CustodySigner::Person); }},
        {"recordJusticeEvent", W(Thing::Procedure),
         [](Seat &s) {
             return done(recordJusticeEvent(*s.desk, s.person,
                                            {.kind = "complaint", .happenedOn = "2026-11-20", .reason = u"danger"_s}));
         }},
        {"correctJusticeEvent", W(Thing::Procedure),
         [](Seat &s) {
             return done(correctJusticeEvent(*s.desk, s.of(f::justice_event::Table),
                                             {.kind = "hearing", .happenedOn = "2026-12-20", .reason = u"danger"_s}));
         }},
        {"takeBackJusticeEvent", W(Thing::Procedure),
         [](Seat &s) { return takeBackJusticeEvent(*s.desk, s.of(f::justice_event::Table), {}); }},
        {"noteHearing", W(Thing::Procedure),
         [](Seat &s) { return noteHearing(*s.desk, s.of(f::justice_event::Table), {.state = "held"}); }},
        {"adjournHearing", W(Thing::Procedure),
         [](Seat &s) { return done(adjournHearing(*s.desk, s.of(f::justice_event::Table), {}, {}, "renvoi")); }},
        {"closeHearing", W(Thing::Procedure),
         [](Seat &s) { return closeHearing(*s.desk, s.of(f::justice_event::Table)); }},
        {"settleWithdrawnJustice", W(Thing::Procedure),
         [](Seat &s) { return settleWithdrawnJustice(*s.desk, s.of(f::task::Table), "averti"); }},
        {"addToLibrary", W(Thing::Forms),
         [](Seat &s) {
             return done(addToLibrary(*s.desk, {.title = "Loi", .kind = "law", .content = "La loi dit que chacun est libre."}));
         }},
        {"setWithdrawn", W(Thing::Forms),
         [](Seat &s) { return setWithdrawn(*s.desk, s.of(f::library_document::Table), true); }},
        {"libraryBundle", {Thing::Forms, Thing::Consents}, [](Seat &s) { return done(libraryBundle(*s.desk, {})); }},
        {"takeInLibraryBundle", W(Thing::Forms),
         [](Seat &s) { return done(takeInLibraryBundle(*s.desk, base::asBytes("INDL"), {})); }},
        {"recordStockMove", W(Thing::Care),
         [](Seat &s) { return done(recordStockMove(*s.desk, {.kind = "clothes", .move = "counted", .amount = 4})); }},
        {"setHelpToLeave", W(Thing::Night), [](Seat &s) { return setHelpToLeave(*s.desk, s.person, "walking"); }},
        {"recordFollowUp", W(Thing::Care),
         [](Seat &s) {
             return done(recordFollowUp(*s.desk, s.person, {.number = 1, .way = "phone", .result = "well", .note = {}}));
         }},
        {"announce", W(Thing::Night), [](Seat &s) { return done(announce(*s.desk, call(s))); }},
        {"announceWithSteps", W(Thing::Night),
         [](Seat &s) { return done(announceWithSteps(*s.desk, call(s), {NewMark{u"1.2"_s}})); }},
        {"refuseWithSteps", W(Thing::Night),
         [](Seat &s) { return done(refuseWithSteps(*s.desk, call(s), "no_place", "ailleurs", {NewMark{u"1.2"_s}})); }},
        {"markHoldStep", W(Thing::Night), [](Seat &s) { return markHoldStep(*s.desk, s.of(f::hold::Table), {u"1.2"_s}); }},
        {"extendHold", W(Thing::Night),
         [](Seat &s) { return extendHold(*s.desk, s.of(f::hold::Table), s.clock.nowUtc() + 7'200'000); }},
        {"holdArrived", W(Thing::Night), [](Seat &s) { return holdArrived(*s.desk, s.of(f::hold::Table), s.other); }},
        {"refuseHold", W(Thing::Night),
         [](Seat &s) { return refuseHold(*s.desk, s.of(f::hold::Table), "no_place", "ailleurs"); }},
        {"releaseHold", W(Thing::Night), [](Seat &s) { return releaseHold(*s.desk, s.of(f::hold::Table), "rien"); }},
        {"refuse", W(Thing::Night), [](Seat &s) { return done(refuse(*s.desk, call(s), "no_place", "ailleurs")); }},
        {"recordBoxOpening", W(Thing::Register), [](Seat &s) { return done(recordBoxOpening(*s.desk, 1, {}, "by cards")); }},
        {"recordComplaint",
         {},
         [](Seat &s) {
             ComplaintDraft draft; // whoever hears it writes it down
             draft.way = "spoken";
             draft.kinds = "abuse";
             return done(recordComplaint(*s.desk, draft));
         }},
        {"answerComplaint", W(Thing::Register),
         [](Seat &s) { return answerComplaint(*s.desk, s.of(f::complaint::Table), "fait", "changed", "2026-11-20"); }},
        {"tellComplaint", W(Thing::Register),
         [](Seat &s) { return tellComplaint(*s.desk, s.of(f::complaint::Table), "la commission"); }},
        {"recordIncident", W(Thing::Incidents), [](Seat &s) { return done(recordIncident(*s.desk, incident())); }},
        {"setIncidentSeverity", W(Thing::Incidents),
         [](Seat &s) { return setIncidentSeverity(*s.desk, s.of(f::incident::Table), "minor"); }},
        {"escalateIncident", W(Thing::Incidents),
         [](Seat &s) { return escalateIncident(*s.desk, s.of(f::incident::Table), "director"); }},
        {"closeIncident", W(Thing::Incidents),
         [](Seat &s) { return closeIncident(*s.desk, s.of(f::incident::Table), "fini"); }},
        {"startRollCall", W(Thing::Night), [](Seat &s) { return startRollCall(*s.desk); }},
        {"markInRollCall", W(Thing::Night), [](Seat &s) { return markInRollCall(*s.desk, s.person, "present", {}); }},
        {"finishRollCall", W(Thing::Night), [](Seat &s) { return finishRollCall(*s.desk); }},
        {"noteRollCallPrinted", {}, [](Seat &s) { return noteRollCallPrinted(*s.desk); }},
        {"noteEvacuationListPrinted", {}, [](Seat &s) { return noteEvacuationListPrinted(*s.desk); }},
        {"addRoom", W(Thing::Rooms),
         [](Seat &s) {
             return done(
                 addRoom(*s.desk, {.name = "Lune", .roomFor = "women", .usableCapacity = {}, .state = {}, .stateWhy = {}}));
         }},
        {"changeRoom", W(Thing::Rooms),
         [](Seat &s) {
             return changeRoom(*s.desk, s.of(f::room::Table),
                               {.name = "Soleil", .roomFor = "women", .usableCapacity = {}, .state = {}, .stateWhy = {}});
         }},
        {"addPlace", W(Thing::Rooms),
         [](Seat &s) {
             return done(
                 addPlace(*s.desk, s.of(f::room::Table), {.label = "2", .kind = "bed", .state = {}, .stateWhy = {}}));
         }},
        {"changePlace", W(Thing::Rooms),
         [](Seat &s) {
             return changePlace(*s.desk, s.of(f::place::Table), {.label = "3", .kind = "bed", .state = {}, .stateWhy = {}});
         }},
        {"noteOpening", {}, [](Seat &s) { return done(noteOpening(*s.desk, {.person = s.person, .reason = reason()})); }},
        {"noteListShown", {}, [](Seat &s) { return noteListShown(*s.desk, 3); }},
        {"noteUnfiledScanOpened",
         {},
         [](Seat &s) { return noteUnfiledScanOpened(*s.desk, sync::RecordId::make(s.random), "X-2026-0001"); }},
        {"breakGlass",
         {},
         [](Seat &s) { return done(breakGlass(*s.desk, s.person, bitOf(sync::Compartment::Health), reason())); }},
        {"seeGlass", {}, [](Seat &s) { return seeGlass(*s.desk, s.of(f::file_opening::Table)); }, true},
        {"noteJournalShown", {}, [](Seat &s) { return noteJournalShown(*s.desk); }, true},
        {"noteJournalWeekPrinted", {}, [](Seat &s) { return noteJournalWeekPrinted(*s.desk, QDate(2026, 11, 16)); }, true},
        {"nameCaseWorker", {}, [](Seat &s) { return nameCaseWorker(*s.desk, s.person, s.user(Role::SocialWorker)); }, true},
        {"mayPrintInterview", {}, [](Seat &s) { return mayPrintInterview(*s.desk, s.of(f::interview::Table)); }, true},
        {"releaseForPrint",
         {},
         [](Seat &s) { return done(releaseForPrint(*s.desk, s.of(f::interview::Table), "alone")); },
         true},
        {"beginPaperEntry", {}, [](Seat &s) { return beginPaperEntry(*s.desk, s.person, {.paperOn = u"2026-11-20"_s}); }},
        {"endPaperEntry", {}, [](Seat &s) { return endPaperEntry(*s.desk); }},
        {"noteFormPrinted", {}, [](Seat &s) { return done(noteFormPrinted(*s.desk, s.person, "exit", 1)); }},
        {"takeFormNumbers", {}, [](Seat &s) { return done(takeFormNumbers(*s.desk, 1)); }},
        {"noteNumbersUsed", {}, [](Seat &s) { return noteNumbersUsed(*s.desk, "exit", {u"BCDF-2026-0001"_s}); }},
        {"voidNumbers",
         {},
         [](Seat &s) -> base::Result<void> {
             INDARO_TRY_ASSIGN(const auto taken, takeFormNumbers(*s.desk, 1));
             return voidNumbers(*s.desk, taken, VoidReason::Stopped);
         }},
        {"noteNumberedForm", {}, [](Seat &s) { return noteNumberedForm(*s.desk, s.person, "exit", {u"BCDF-2026-0001"_s}); }},
        {"noteFullFilePrinted", {}, [](Seat &s) { return done(noteFullFilePrinted(*s.desk, s.person, "alone")); }, true},
        {"recordConsent", W(Thing::Consents), [](Seat &s) { return done(recordConsent(*s.desk, s.person, {})); }},
        {"notePaperPrinted", {},
         [](Seat &s) { return notePaperPrinted(*s.desk, s.person, AuditVerb::PlanPrinted, "plan"); }},
        {"recordTold", W(Thing::Consents),
         [](Seat &s) {
             return done(recordTold(*s.desk, s.person, {.recipientKind = "iom", .way = "call", .dataGroups = "needs"}));
         }},
        {"withholdItems", W(Thing::Consents), [](Seat &s) { return withholdItems(*s.desk, s.person, {}, "rien"); }},
        {"withdrawConsents", W(Thing::Consents), [](Seat &s) { return done(withdrawConsents(*s.desk, s.person, {})); }},
        {"markLetterPrinted", W(Thing::Consents),
         [](Seat &s) { return markLetterPrinted(*s.desk, s.of(f::withdrawal_letter::Table)); }},
        {"recordLetterAnswer", W(Thing::Consents),
         [](Seat &s) {
             return recordLetterAnswer(*s.desk, s.of(f::withdrawal_letter::Table), "given_back", "2026-11-23", {});
         }},
        {"addToDirectory", W(Thing::Consents),
         [](Seat &s) { return done(addToDirectory(*s.desk, {.name = "Radio", .category = "media"})); }},
        {"adoptDirectoryEntry", W(Thing::Consents),
         [](Seat &s) { return adoptDirectoryEntry(*s.desk, s.of(f::directory_entry::Table)); }},
        {"noteVerified", W(Thing::Consents), [](Seat &s) { return noteVerified(*s.desk, s.of(f::directory_entry::Table)); }},
        {"setDirectoryEntryClosed", W(Thing::Consents),
         [](Seat &s) { return setDirectoryEntryClosed(*s.desk, s.of(f::directory_entry::Table), true); }},
        {"beginSelfCheck", W(Thing::House), [](Seat &s) { return done(beginSelfCheck(*s.desk)); }},
        {"putSelfCheckAnswer", W(Thing::House),
         [](Seat &s) { return putSelfCheckAnswer(*s.desk, s.of(f::self_check::Table), u"S.1"_s, {.answer = "yes"}); }},
        {"reportSelfCheckAction", W(Thing::House),
         [](Seat &s) { return reportSelfCheckAction(*s.desk, s.of(f::self_check_line::Table), "2026-11-23", "fait"); }},
        {"closeSelfCheck", W(Thing::House), [](Seat &s) { return closeSelfCheck(*s.desk, s.of(f::self_check::Table)); }},
        {"putRegistry", W(Thing::Story),
         [](Seat &s) {
             return putRegistry(*s.desk, s.person, {{f::registry::Acts, "transport"}});
         }},
        {"addEpisode", W(Thing::Story), [](Seat &s) { return done(addEpisode(*s.desk, s.person, {})); }},
        {"setEpisodePlace", W(Thing::Story),
         [](Seat &s) {
             return setEpisodePlace(*s.desk, s.of(f::episode::Table), model::Gazetteer::burundi().findPlaces(u"Gasorwe").front().place);
         }},
        {"addRouteLeg", W(Thing::Story), [](Seat &s) { return done(addRouteLeg(*s.desk, s.of(f::episode::Table), {})); }},
        {"moveRouteLeg", W(Thing::Story),
         [](Seat &s) { return moveRouteLeg(*s.desk, s.of(f::route_leg::Table), LegMove::Later); }},
        {"setLegPlace", W(Thing::Story),
         [](Seat &s) {
             return setLegPlace(*s.desk, s.of(f::route_leg::Table), LegEnd::To,
                                model::Gazetteer::burundi().findPlaces(u"Gasorwe").front().place);
         }},
        {"removeRouteLeg", W(Thing::Story), [](Seat &s) { return removeRouteLeg(*s.desk, s.of(f::route_leg::Table)); }},
        {"removeEpisode", W(Thing::Story), [](Seat &s) { return removeEpisode(*s.desk, s.of(f::episode::Table)); }},
        {"recordStatusDecision", W(Thing::Procedure),
         [](Seat &s) {
             return done(recordStatusDecision(*s.desk, s.person, {.decidedOn = "2026-11-23", .reasons = "dit"}));
         }},
        {"correctStatusDecision", W(Thing::Procedure),
         [](Seat &s) {
             return done(correctStatusDecision(*s.desk, s.of(f::status_decision::Table),
                                               {.decidedOn = "2026-11-22", .reasons = "dit"}));
         }},
        {"takeBackStatusDecision", W(Thing::Procedure),
         [](Seat &s) {
             return done(takeBackStatusDecision(*s.desk, s.of(f::status_decision::Table), "erreur"));
         }},
        {"recordQualification", W(Thing::Procedure),
         [](Seat &s) {
             return done(recordQualification(
                 *s.desk, {.person = s.person, .words = "vol", .decidedOn = "2026-11-23", .authority = "police"}));
         }},
        {"correctQualification", W(Thing::Procedure),
         [](Seat &s) {
             return done(correctQualification(*s.desk, s.of(f::qualification::Table),
                                              {.words = "vol", .decidedOn = "2026-11-23", .authority = "police"}));
         }},
        {"takeBackQualification", W(Thing::Procedure),
         [](Seat &s) { return done(takeBackQualification(*s.desk, s.of(f::qualification::Table), "erreur")); }},
        {"addOffence", W(Thing::Forms),
         [](Seat &s) { return done(addOffence(*s.desk, {.code = "x-1", .law = "Loi", .wordsFr = "Fait"})); }},
        {"changeOffence", W(Thing::Forms),
         [](Seat &s) { return changeOffence(*s.desk, offenceId(u"traite-4"_s), {.law = "Loi", .wordsFr = "Fait"}); }},
        {"verifyOffence", W(Thing::Forms),
         [](Seat &s) { return verifyOffence(*s.desk, offenceId(u"traite-4"_s), "juriste", "2026-11-23"); }},
        {"setOffenceRetired", W(Thing::Forms),
         [](Seat &s) { return setOffenceRetired(*s.desk, offenceId(u"traite-4"_s), true); }},
        {"openTraffickingCase", W(Thing::Story),
         [](Seat &s) { return done(openTraffickingCase(*s.desk, {.title = "Filiere"})); }},
        {"joinVictim", W(Thing::Story),
         [](Seat &s) { return joinVictim(*s.desk, s.of(f::trafficking_case::Table), s.person, {}); }},
        {"removeVictim", W(Thing::Story),
         [](Seat &s) { return removeVictim(*s.desk, s.of(f::trafficking_case::Table), s.person); }},
        {"addSuspect", W(Thing::Perpetrators), [](Seat &s) { return done(addSuspect(*s.desk, {.knownAs = "Karo"})); }},
        {"putSuspectInCase", W(Thing::Perpetrators),
         [](Seat &s) {
             return putSuspectInCase(*s.desk, s.of(f::trafficking_case::Table), s.of(f::suspect::Table), {}, {});
         }},
        {"removeSuspectFromCase", W(Thing::Perpetrators),
         [](Seat &s) {
             return removeSuspectFromCase(*s.desk, s.of(f::trafficking_case::Table), s.of(f::suspect::Table));
         }},
        {"addPerpetrator", W(Thing::Perpetrators),
         [](Seat &s) { return done(addPerpetrator(*s.desk, s.person, {.name = "Karo"})); }},
        {"linkPerpetrator", W(Thing::Perpetrators),
         [](Seat &s) { return linkPerpetrator(*s.desk, s.of(f::perpetrator::Table), std::nullopt); }},
        {"suspectFromPerpetrator", W(Thing::Perpetrators),
         [](Seat &s) { return done(suspectFromPerpetrator(*s.desk, s.of(f::perpetrator::Table))); }},
        {"removeSuspect", W(Thing::Perpetrators), [](Seat &s) { return removeSuspect(*s.desk, s.of(f::suspect::Table), "x"); }},
        {"setKeepUntil", W(Thing::Register),
         [](Seat &s) { return setKeepUntil(*s.desk, s.person, "2030-01-01", "rule", {}, "alone"); }},
        {"closeFile", W(Thing::Register), [](Seat &s) { return done(closeFile(*s.desk, s.person, {}, "alone")); }},
        {"reopenFile", W(Thing::Register), [](Seat &s) { return reopenFile(*s.desk, s.person, "asked", {}); }},
        {"answerDuplicate",
         {Thing::Register, Thing::Identity},
         [](Seat &s) { return answerDuplicate(*s.desk, s.person, s.other, "later", {}); }},
        {"mergeFiles",
         {Thing::Register, Thing::Identity},
         [](Seat &s) { return done(mergeFiles(*s.desk, s.person, s.other, {}, {}, "alone")); }},
        {"undoMerge",
         {Thing::Register, Thing::Identity},
         [](Seat &s) { return done(undoMerge(*s.desk, s.of(f::file_merge::Table), {}, "alone")); }},
        {"answerRetrafficked", W(Thing::Story),
         [](Seat &s) { return answerRetrafficked(*s.desk, s.person, "unknown"); }},
        {"recordTraining", W(Thing::House),
         [](Seat &s) {
             TrainingDraft draft;
             draft.account = s.user(Role::Nurse);
             draft.kind = "data_protection";
             return done(recordTraining(*s.desk, draft));
         }},
        {"takeBackTraining", W(Thing::House), [](Seat &s) { return takeBackTraining(*s.desk, s.of(f::training::Table)); }},
        {"recordExit",
         {Thing::Register, Thing::Identity},
         [](Seat &s) { return recordExit(*s.desk, s.person, exitOf("own_choice")); }},
    };
    return lines;
}

} // namespace indaro::tests
