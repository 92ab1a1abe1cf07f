// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/casework/roles/role_registry.h"

#include "core/casework/attachments/attachment_store.h"
#include "core/casework/attachments/unfiled_papers.h"
#include "core/casework/audit/audit.h"
#include "core/casework/audit/journal.h"
#include "core/casework/audit/openings.h"
#include "core/casework/backups/backups.h"
#include "core/casework/checklists/case_situation.h"
#include "core/casework/checklists/family_steps.h"
#include "core/casework/checklists/guards.h"
#include "core/casework/checklists/hold_steps.h"
#include "core/casework/conflicts/commands.h"
#include "core/casework/conflicts/conflict_fields.h"
#include "core/casework/conflicts/held_batches.h"
#include "core/casework/conflicts/queries.h"
#include "core/casework/consents/consents.h"
#include "core/casework/consents/due_consents.h"
#include "core/casework/consents/use_rule.h"
#include "core/casework/consents/withdrawals.h"
#include "core/casework/directory/directory.h"
#include "core/casework/directory/directory_file.h"
#include "core/casework/directory/organisation_keys.h"
#include "core/casework/drafts.h"
#include "core/casework/duplicates/file_merge.h"
#include "core/casework/entities/entity_store.h"
#include "core/casework/forms/form_store.h"
#include "core/casework/house/complaints.h"
#include "core/casework/house/due_board.h"
#include "core/casework/house/house.h"
#include "core/casework/house/self_check.h"
#include "core/casework/htcds/ctdc_export.h"
#include "core/casework/import_export/interview_export.h"
#include "core/casework/import_export/people_export.h"
#include "core/casework/interviews/corrections.h"
#include "core/casework/interviews/late_answers.h"
#include "core/casework/interviews/queries.h"
#include "core/casework/justice/hearings.h"
#include "core/casework/library/library.h"
#include "core/casework/paper/paper_entries.h"
#include "core/casework/paper/serial_register.h"
#include "core/casework/people/full_file.h"
#include "core/casework/people/origin.h"
#include "core/casework/people/person_index.h"
#include "core/casework/people/queries.h"
#include "core/casework/plans/approvals.h"
#include "core/casework/plans/due_plans.h"
#include "core/casework/plans/record_rows.h"
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
#include "core/casework/retention/kept_numbers.h"
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
#include "core/casework/stays/house_tonight.h"
#include "core/casework/stays/incidents.h"
#include "core/casework/stays/roll_call.h"
#include "core/casework/stays/stay_lookup.h"
#include "core/casework/stays/stock.h"
#include "core/casework/training/exercises.h"
#include "core/casework/training/training.h"
#include "core/casework/wording/wording.h"
#include "core/forms/form_definition.h"
#include "core/model/field_table.h"
#include "tests/support/words_of.h"

namespace indaro::tests {

using namespace casework;
using namespace Qt::StringLiterals;
namespace f = model::fields;
using Seat = RoleVault::Seat;

namespace {

template <class T> QStringList said(const base::Result<T> &answer)
{
    return answer ? wordsOf(*answer) : QStringList();
}

/// The list of people by every word that is in the file somewhere, and what its lines show.
QStringList searched(Seat &seat)
{
    QStringList words;
    const auto index = PersonIndex::load(*seat.desk);
    if (!index)
        return words;
    for (std::size_t at = 0; at < ThingCount; ++at) {
        const QString marker = markerOf(static_cast<Thing>(at));
        if (!index->search(marker).empty())
            words.append(marker); // found by it: it is known
        PersonDraft draft;
        draft.familyName = marker.toStdString();
        if (!index->findSimilarPeople(draft).empty())
            words.append(marker);
    }
    for (const PersonRowId row : index->search({}))
        words.append(wordsOf(index->row(row)));
    return words;
}

QStringList everyRecord(Seat &seat)
{
    QStringList words;
    for (const auto &table : model::schema().tables()) {
        if (const auto all = recordsAbout(*seat.desk, seat.person, {table.table}); all)
            words.append(wordsOf(*all));
    }
    return words;
}

/// Of each table one record, by `read(table, record)`.
template <class Read> QStringList ofEachTable(Seat &seat, Read read)
{
    QStringList words;
    for (const auto &table : model::schema().tables()) {
        if (const auto *record = seat.find(table.table))
            words.append(said(read(table, *record)));
    }
    return words;
}

QStringList exported(Seat &seat)
{
    QStringList words;
    const auto done = exportPeople(*seat.desk, "alone", [&words](std::string_view lines) -> base::Result<void> {
        words.append(QString::fromUtf8(lines.data(), qsizetype(lines.size())));
        return {};
    });
    return done ? words : QStringList();
}

} // namespace

const std::vector<QueryLine> &queryLines()
{
    static const std::vector<QueryLine> lines{
        {"hasOtherDirector", [](Seat &s) { return said(hasOtherDirector(*s.desk, s.user(Role::Nurse))); }},
        {"listAttachments", [](Seat &s) { return said(listAttachments(*s.desk, s.person)); }},
        {"loadAttachment",
         [](Seat &s) {
             QStringList words;
             for (const std::uint16_t table : {f::attachment_case::Table, f::attachment_identity::Table,
                                               f::attachment_health::Table, f::attachment_perpetrator::Table})
                 words += said(loadAttachment(*s.desk, {table, s.of(table)}));
             return words + said(loadAttachment(*s.desk, s.of(f::interview::Table), markerOf(Thing::Health)));
         }},
        {"listNumbers", [](Seat &s) { return said(listNumbers(*s.desk, 2026)); }},
        {"lastNumber", [](Seat &s) { return said(lastNumber(*s.desk, paperCount(2026))); }},
        {"listAudit", [](Seat &s) { return said(listAudit(*s.desk, 100)); }},
        {"listAuditOf", [](Seat &s) { return said(listAuditOf(*s.desk, AuditVerb::FileOpened)); }},
        {"loadBackupStatus", [](Seat &s) { return said(loadBackupStatus(*s.desk)); }},
        {"loadSituation", [](Seat &s) { return said(loadSituation(*s.desk, s.person)); }},
        {"loadChecklist",
         [](Seat &s) { return said(loadChecklist(*s.desk, s.person)) + said(loadChecklist(*s.desk, std::nullopt)); }},
        {"listDueSteps", [](Seat &s) { return said(listDueSteps(*s.desk)); }},
        {"familyWithOpenStep", [](Seat &s) { return said(familyWithOpenStep(*s.desk, s.person, u"2.1"_s, {})); }},
        {"blockadeOf",
         [](Seat &s) {
             return said(blockadeOf(*s.desk, {sop::Action::InterviewStart, s.person}));
         }},
        {"listUrgentWaivers", [](Seat &s) { return said(listUrgentWaivers(*s.desk)); }},
        {"isWaiverReviewer", [](Seat &s) { return said(isWaiverReviewer(*s.desk)); }},
        {"stateAsSeen",
         [](Seat &s) {
             return ofEachTable(s, [&](const auto &table, auto id) { return stateAsSeen(*s.desk, {table.table, id}, {}); });
         }},
        {"disputedFields", [](Seat &s) { return said(disputedFields(*s.desk)); }},
        {"listHeldBatches", [](Seat &s) { return said(listHeldBatches(*s.desk)); }},
        {"countHeldBatches", [](Seat &s) { return said(countHeldBatches(*s.desk)); }},
        {"listConflicts", [](Seat &s) { return said(listConflicts(*s.desk, 100)); }},
        {"countConflicts", [](Seat &s) { return said(countConflicts(*s.desk, s.person)); }},
        {"listDecisions", [](Seat &s) { return said(listDecisions(*s.desk)); }},
        {"hasDecisions", [](Seat &s) { return said(hasDecisions(*s.desk)); }},
        {"loadStanding",
         [](Seat &s) {
             return ofEachTable(s, [&](const auto &table, auto id) { return loadStanding(*s.desk, {table.table, id}); });
         }},
        {"loadAnswerStandings", [](Seat &s) { return said(loadAnswerStandings(*s.desk, s.of(f::interview::Table))); }},
        {"findDraft", [](Seat &s) { return said(findDraft(*s.desk, "admit")); }},
        {"loadEntityLists",
         [](Seat &s) {
             QStringList words;
             forms::FormDefinition form;
             const auto lists = loadEntityLists(*s.desk, form);
             const auto list = lists ? (*lists)->entityList(markerOf(Thing::Identity)) : std::nullopt;
             return list ? wordsOf(*list) : QStringList();
         }},
        {"listForms", [](Seat &s) { return said(listForms(*s.desk)); }},
        {"loadHouse", [](Seat &s) { return said(loadHouse(*s.desk)); }},
        {"isCommissionVault", [](Seat &s) { return said(isCommissionVault(*s.desk)); }},
        {"houseRecords", [](Seat &s) { return said(houseRecords(*s.desk)); }},
        {"listStaff", [](Seat &s) { return said(listStaff(*s.desk)); }},
        {"findStaff", [](Seat &s) { return said(findStaff(*s.desk, s.user(Role::Nurse))); }},
        {"laptopName", [](Seat &s) { return said(laptopName(*s.desk, s.log->device())); }},
        {"thisSeries", [](Seat &s) { return said(thisSeries(*s.desk)); }},
        {"exportInterviews",
         [](Seat &s) {
             const auto form = forms::FormDefinition::load(INDARO_SOURCE_DIR "/resources/forms/intake/intake.xlsx").value();
             return said(exportInterviews(*s.desk, {.formId = u"intake"_s, .withDrafts = true}, form, "alone"));
         }},
        {"listHeldForms", [](Seat &s) { return said(listHeldForms(*s.desk)); }},
        {"exportHtcds", [](Seat &s) { return said(exportHtcds(*s.desk, {}, "alone")); }},
        {"previewHtcds", [](Seat &s) { return said(previewHtcds(*s.desk, {})); }},
        {"exportCtdc",
         [](Seat &s) {
             return said(exportCtdc(*s.desk, {.receiver = {u"iom"_s, u"OIM"_s}, .agreement = u"2026-04"_s}, "alone"));
         }},
        {"exportPeople", &exported},
        {"loadCaseCodes", [](Seat &s) { return said(loadCaseCodes(*s.desk)); }},
        {"listVersions", [](Seat &s) { return said(listVersions(*s.desk, s.of(f::interview::Table))); }},
        {"mayCorrect", [](Seat &s) { return said(mayCorrect(*s.desk, s.of(f::interview::Table))); }},
        {"firstVersionOf", [](Seat &s) { return said(firstVersionOf(*s.desk, s.of(f::interview::Table))); }},
        {"loadChanges", [](Seat &s) { return said(loadChanges(*s.desk, s.of(f::interview::Table), s.draft)); }},
        {"loadAnswers", [](Seat &s) { return said(loadAnswers(*s.desk, s.of(f::interview::Table))); }},
        {"findSigner", [](Seat &s) { return said(findSigner(*s.desk, s.of(f::interview::Table))); }},
        {"loadInterview",
         [](Seat &s) {
             return said(loadInterview(*s.desk, s.of(f::interview::Table))) + said(loadInterview(*s.desk, s.draft));
         }},
        {"listInterviews", [](Seat &s) { return said(listInterviews(*s.desk, s.person)); }},
        {"listInterviewDrafts", [](Seat &s) { return said(listInterviewDrafts(*s.desk)); }},
        {"loadLastSaved", [](Seat &s) { return said(loadLastSaved(*s.desk, s.person, u"intake"_s)); }},
        {"listOpenAlerts", [](Seat &s) { return said(listOpenAlerts(*s.desk, s.person)); }},
        {"compareWithRegister",
         [](Seat &s) {
             return said(compareWithRegister(
                 *s.desk, s.person, {{u"family_name"_s, u"Autre"_s}, {u"complaint"_s, u"rien"_s}, {u"sex"_s, u"M"_s}}));
         }},
        {"loadOrigin", [](Seat &s) { return said(loadOrigin(*s.desk, s.person)); }},
        {"load", &searched}, // PersonIndex
        {"loadEntry",
         [](Seat &s) {
             auto index = PersonIndex::load(*s.desk);
             const auto entry = PersonIndex::loadEntry(*s.desk, s.person);
             if (!index || !entry)
                 return QStringList();
             index->apply(*entry);
             const auto row = index->findRow(s.person);
             return row ? wordsOf(index->row(*row)) : QStringList();
         }},
        {"loadCaseFile", [](Seat &s) { return said(loadCaseFile(*s.desk, s.person)); }},
        {"loadRecord",
         [](Seat &s) {
             return ofEachTable(s, [&](const auto &table, auto id) { return loadRecord(*s.desk, table.table, id); });
         }},
        {"loadFieldHistory",
         [](Seat &s) {
             QStringList words;
             for (const auto &table : model::schema().tables()) {
                 const auto *record = s.find(table.table);
                 for (const auto &field : table.fields) {
                     if (record != nullptr)
                         words += said(loadFieldHistory(*s.desk, {table.table, field.field}, *record));
                 }
             }
             return words;
         }},
        {"loadHistoryOf",
         [](Seat &s) {
             return ofEachTable(s, [&](const auto &table, auto id) {
                 return loadHistoryOf(*s.desk, {{table.table, id}}, 1000);
             });
         }},
        {"loadPersonHistory", [](Seat &s) { return said(loadPersonHistory(*s.desk, s.person, 1000)); }},
        {"loadPeopleInHouse", [](Seat &s) { return said(loadPeopleInHouse(*s.desk)); }},
        {"loadPersonByCode", [](Seat &s) { return said(loadPersonByCode(*s.desk, u"K7Q2"_s)); }},
        {"listApprovalsOf", [](Seat &s) { return said(listApprovalsOf(*s.desk, s.person)); }},
        {"approverOf", [](Seat &s) { return said(approverOf(*s.desk, std::nullopt, "alone")); }},
        {"listDueOfPlans", [](Seat &s) { return said(listDueOfPlans(*s.desk)); }},
        {"listMeetingsOf", [](Seat &s) { return said(listMeetingsOf(*s.desk, s.person)); }},
        {"listNeedsOf", [](Seat &s) { return said(listNeedsOf(*s.desk, s.person)); }},
        {"recordsAbout", &everyRecord},
        {"findRecord",
         [](Seat &s) {
             return ofEachTable(s, [&](const auto &table, auto id) { return findRecord(*s.desk, id, {table.table}); });
         }},
        {"listServicesOf", [](Seat &s) { return said(listServicesOf(*s.desk, s.person)); }},
        {"listAgreedPlansOf", [](Seat &s) { return said(listAgreedPlansOf(*s.desk, s.person)); }},
        {"loadSupportPlan", [](Seat &s) { return said(loadSupportPlan(*s.desk, s.person)); }},
        {"loadConsentFacts", [](Seat &s) { return said(loadConsentFacts(*s.desk, s.person)); }},
        {"askUse", [](Seat &s) { return said(askUse(*s.desk, s.person, u"photo"_s)); }},
        {"listReceiversToTell", [](Seat &s) { return said(listReceiversToTell(*s.desk)); }},
        {"prefillReferral", [](Seat &s) { return said(prefillReferral(*s.desk, s.person)); }},
        {"loadReferral", [](Seat &s) { return said(loadReferral(*s.desk, s.of(f::referral::Table))); }},
        {"listReferrals", [](Seat &s) { return said(listReferrals(*s.desk, s.person)); }},
        {"listUnansweredReferrals", [](Seat &s) { return said(listUnansweredReferrals(*s.desk)); }},
        {"loadHeard", [](Seat &s) { return said(loadHeard(*s.desk, s.person)); }},
        {"heardOf", [](Seat &s) { return said(heardOf(*s.desk, s.of(f::referral::Table))); }},
        {"listStepsOf", [](Seat &s) { return said(listStepsOf(*s.desk, s.of(f::referral::Table))); }},
        {"listServiceAnswers", [](Seat &s) { return said(listServiceAnswers(*s.desk, s.of(f::referral::Table))); }},
        {"listSlipsOf", [](Seat &s) { return said(listSlipsOf(*s.desk, s.of(f::referral::Table))); }},
        {"findReferralBySerial", [](Seat &s) { return said(findReferralBySerial(*s.desk, u"BCDF-2026-0001"_s)); }},
        {"listWaitingReferrals", [](Seat &s) { return said(listWaitingReferrals(*s.desk)); }},
        {"waitingOf", [](Seat &s) { return said(waitingOf(*s.desk, s.of(f::referral::Table))); }},
        {"contactsOn",
         [](Seat &s) {
             return said(contactsOn(*s.desk, Referral{s.of(f::referral::Table), s.person, {}, {}, {}, {}, {}, {}, {}},
                                    Rung::Director));
         }},
        {"previewPackage",
         [](Seat &s) {
             return said(previewPackage(*s.desk, s.of(f::referral::Table), {.partner = s.of(f::directory_entry::Table)}));
         }},
        {"listIncomingPackages", [](Seat &s) { return said(listIncomingPackages(*s.desk)); }},
        {"loadIncomingPackage",
         [](Seat &s) { return said(loadIncomingPackage(*s.desk, s.of(f::referral_package::Table))); }},
        {"listIncomingToForget", [](Seat &s) { return said(listIncomingToForget(*s.desk)); }},
        {"listIncomingScans", [](Seat &s) { return said(listIncomingScans(*s.desk, s.of(f::referral_package::Table))); }},
        {"openIncomingScan",
         [](Seat &s) {
             return said(openIncomingScan(*s.desk, s.of(f::referral_package::Table),
                                          {f::attachment_identity::Table, s.of(f::attachment_identity::Table)}));
         }},
        {"listUnfiledPapers", [](Seat &s) { return said(listUnfiledPapers(*s.desk, u"incoming/"_s)); }},
        {"contactsInside",
         [](Seat &s) {
             return said(contactsInside(*s.desk, InternalReferral{s.of(f::referral::Table), s.person}, Rung::Director));
         }},
        {"listInternalReferrals", [](Seat &s) { return said(listInternalReferrals(*s.desk, s.person)); }},
        {"listInternalReferralsForMe", [](Seat &s) { return said(listInternalReferralsForMe(*s.desk)); }},
        {"readDirectoryFile",
         [](Seat &s) {
             const auto news = readDirectoryFile(*s.desk, base::asBytes("INDD"));
             return news ? QStringList{news->signer} : QStringList();
         }},
        {"ownOrganisationKey", [](Seat &s) { return said(ownOrganisationKey(*s.desk)); }},
        {"listPartnerKeys", [](Seat &s) { return said(listPartnerKeys(*s.desk)); }},
        {"partnerKeyOf", [](Seat &s) { return said(partnerKeyOf(*s.desk, s.of(f::directory_entry::Table))); }},
        {"listUnmetNeedsOf", [](Seat &s) { return said(listUnmetNeedsOf(*s.desk, s.person)); }},
        {"countUnmetNeeds", [](Seat &s) { return said(countUnmetNeeds(*s.desk, QDate(2026, 1, 1), QDate(2026, 12, 31))); }},
        {"isTreatedAsChild", [](Seat &s) { return said(isTreatedAsChild(*s.desk, s.person)); }},
        {"listBestInterestsOf", [](Seat &s) { return said(listBestInterestsOf(*s.desk, s.person)); }},
        {"listAgeEvidenceOf", [](Seat &s) { return said(listAgeEvidenceOf(*s.desk, s.person)); }},
        {"listRisksOf", [](Seat &s) { return said(listRisksOf(*s.desk, s.person)); }},
        {"listSafetyPlansOf", [](Seat &s) { return said(listSafetyPlansOf(*s.desk, s.person)); }},
        {"listAbsencesOf", [](Seat &s) { return said(listAbsencesOf(*s.desk, s.person)); }},
        {"listBerthsOf", [](Seat &s) { return said(listBerthsOf(*s.desk, s.person)); }},
        {"listSuppliesOf", [](Seat &s) { return said(listSuppliesOf(*s.desk, s.person)); }},
        {"listVisits", [](Seat &s) { return said(listVisits(*s.desk)) + said(listVisits(*s.desk, s.person)); }},
        {"loadClocksOf", [](Seat &s) { return said(loadClocksOf(*s.desk, s.person)); }},
        {"loadClocks", [](Seat &s) { return said(loadClocks(*s.desk)); }},
        {"listCustodyOf", [](Seat &s) { return said(listCustodyOf(*s.desk, s.person)); }},
        {"listStillHeld", [](Seat &s) { return said(listStillHeld(*s.desk)) + said(listStillHeld(*s.desk, s.person)); }},
        {"listUnsignedMovements",
         [](Seat &s) { return said(listUnsignedMovements(*s.desk)) + said(listUnsignedMovements(*s.desk, s.person)); }},
        {"loadProceedings", [](Seat &s) { return said(loadProceedings(*s.desk, s.person)); }},
        {"listCourtDays",
         [](Seat &s) { return said(listCourtDays(*s.desk, QDate(2026, 1, 1), QDate(2026, 12, 31))); }},
        {"courtDaysForPaper",
         [](Seat &s) { return said(courtDaysForPaper(*s.desk, QDate(2026, 1, 1), QDate(2026, 12, 31))); }},
        {"listDueHearings", [](Seat &s) { return said(listDueHearings(*s.desk, 3)); }},
        {"listLibrary", [](Seat &s) { return said(listLibrary(*s.desk)); }},
        {"loadLibraryFile", [](Seat &s) { return said(loadLibraryFile(*s.desk, s.of(f::library_document::Table))); }},
        {"readLibraryBundle", [](Seat &s) { return said(readLibraryBundle(*s.desk, base::asBytes("INDL"))); }},
        {"listStock", [](Seat &s) { return said(listStock(*s.desk)); }},
        {"listStockMoves", [](Seat &s) { return said(listStockMoves(*s.desk)); }},
        {"listSuppliesGiven",
         [](Seat &s) { return said(listSuppliesGiven(*s.desk, QDate(2026, 1, 1), QDate(2026, 12, 31))); }},
        {"loadFollowUpPlan", [](Seat &s) { return said(loadFollowUpPlan(*s.desk, s.person)); }},
        {"listFollowUpsOf", [](Seat &s) { return said(listFollowUpsOf(*s.desk, s.person)); }},
        {"listDueFollowUps", [](Seat &s) { return said(listDueFollowUps(*s.desk, 400)); }},
        {"stepsOfCall", [](Seat &s) { return said(stepsOfCall(*s.desk)); }},
        {"loadHoldSteps", [](Seat &s) { return said(loadHoldSteps(*s.desk, s.of(f::hold::Table))); }},
        {"listHolds", [](Seat &s) { return said(listHolds(*s.desk)); }},
        {"countRefusals", [](Seat &s) { return said(countRefusals(*s.desk, 0, 4'000'000'000'000)); }},
        {"loadHouseTonight", [](Seat &s) { return said(loadHouseTonight(*s.desk)); }},
        {"listBoxOpenings", [](Seat &s) { return said(listBoxOpenings(*s.desk)); }},
        {"listComplaints", [](Seat &s) { return said(listComplaints(*s.desk)); }},
        {"listSelfChecks", [](Seat &s) { return said(listSelfChecks(*s.desk)); }},
        {"loadDueBoard", [](Seat &s) { return said(loadDueBoard(*s.desk)); }},
        {"listIncidents", [](Seat &s) { return said(listIncidents(*s.desk)) + said(listIncidents(*s.desk, s.person)); }},
        {"loadRollCall",
         [](Seat &s) { return said(loadRollCall(*s.desk)) + said(loadRollCall(*s.desk, QDate(2026, 11, 23))); }},
        {"nightsWithoutRollCall", [](Seat &s) { return said(nightsWithoutRollCall(*s.desk, 7)); }},
        {"loadEvacuationList", [](Seat &s) { return said(loadEvacuationList(*s.desk)); }},
        {"findAudit", [](Seat &s) { return said(findAudit(*s.desk, {})); }},
        {"listJournal", [](Seat &s) { return said(listJournal(*s.desk, {})); }},
        {"dueJournalWeek", [](Seat &s) { return said(dueJournalWeek(*s.desk)); }},
        {"loadJournalWeek", [](Seat &s) { return said(loadJournalWeek(*s.desk, QDate(2026, 11, 23))); }},
        {"brokenGlass", [](Seat &s) { return said(brokenGlass(*s.desk, s.person)); }},
        {"brokenGlasses", [](Seat &s) { return said(brokenGlasses(*s.desk)); }},
        {"loadBehindGlass", [](Seat &s) { return said(loadBehindGlass(*s.desk, s.person)); }},
        {"listReasonedOpenings", [](Seat &s) { return said(listReasonedOpenings(*s.desk, 0, 4'000'000'000'000)); }},
        {"listUnseenGlasses", [](Seat &s) { return said(listUnseenGlasses(*s.desk)); }},
        {"caseWorkerOf", [](Seat &s) { return said(caseWorkerOf(*s.desk, s.person)); }},
        {"listWithholdable", [](Seat &s) { return said(listWithholdable(*s.desk, s.person)); }},
        {"listDueOfConsents", [](Seat &s) { return said(listDueOfConsents(*s.desk)); }},
        {"listSentOf", [](Seat &s) { return said(listSentOf(*s.desk, s.person)); }},
        {"listSentUnder", [](Seat &s) { return said(listSentUnder(*s.desk, s.person, {s.of(f::consent::Table)})); }},
        {"listLettersOf",
         [](Seat &s) { return said(listLettersOf(*s.desk, std::nullopt)) + said(listLettersOf(*s.desk, s.person)); }},
        {"loadLetter", [](Seat &s) { return said(loadLetter(*s.desk, s.of(f::withdrawal_letter::Table))); }},
        {"listDirectory", [](Seat &s) { return said(listDirectory(*s.desk)); }},
        {"loadRecordsForPaper",
         [](Seat &s) {
             return said(loadRecordsForPaper(*s.desk, s.person,
                                             {f::case_file::Table, f::identity::Table, f::health::Table, f::stay::Table,
                                              f::stay_location::Table, f::note::Table, f::follow_up_plan::Table}));
         }},
        {"loadFullFile", [](Seat &s) { return said(loadFullFile(*s.desk, s.person)); }},
        {"lastClosing", [](Seat &s) { return said(lastClosing(*s.desk, s.person)); }},
        {"listClosedFiles", [](Seat &s) { return said(listClosedFiles(*s.desk)); }},
        {"listFilesToDecide", [](Seat &s) { return said(listFilesToDecide(*s.desk, 10'000)); }},
        {"keepUntilByRule", [](Seat &s) { return said(keepUntilByRule(*s.desk, s.person)); }},
        {"numbersOf", [](Seat &s) { return said(numbersOf(*s.desk, s.person)); }},
        {"listKeptNumbers", [](Seat &s) { return said(listKeptNumbers(*s.desk)); }},
        {"isFileClosed", [](Seat &s) { return said(isFileClosed(*s.desk, s.person)); }},
        {"stepsBeforeClosing", [](Seat &s) { return said(stepsBeforeClosing(*s.desk, s.person)); }},
        {"listDuplicateCandidates", [](Seat &s) { return said(listDuplicateCandidates(*s.desk)); }},
        {"possibleMatches",
         [](Seat &s) {
             PersonDraft draft;
             draft.familyName = markerOf(Thing::Identity).toStdString();
             draft.givenNames = markerOf(Thing::Identity).toStdString();
             const auto index = MatchIndex::load(*s.desk);
             return index ? said(possibleMatches(*s.desk, **index, draft)) : QStringList();
         }},
        {"duplicateAnswerOf", [](Seat &s) { return said(duplicateAnswerOf(*s.desk, s.person, s.other)); }},
        {"compareFiles", [](Seat &s) { return said(compareFiles(*s.desk, s.person, s.other)); }},
        {"listMergesOf", [](Seat &s) { return said(listMergesOf(*s.desk, s.person)); }},
        {"listReturnedPeople", [](Seat &s) { return said(listReturnedPeople(*s.desk)); }},
        {"listTrainings", [](Seat &s) { return said(listTrainings(*s.desk)); }},
        {"loadExercises", // of a vault to practise in alone: here it says nothing
         [](Seat &s) {
             QStringList words;
             if (const auto exercises = loadExercises(*s.desk)) {
                 for (const Exercise &each : exercises->all)
                     words.append(QString::fromUtf8(each.code.data(), qsizetype(each.code.size())));
             }
             return words;
         }},
        {"loadTrainingState", [](Seat &s) { return said(loadTrainingState(*s.desk)); }},
        {"paperEntriesOf", [](Seat &s) { return said(paperEntriesOf(*s.desk, s.person)); }},
        {"paperEntryOf", [](Seat &s) { return said(paperEntryOf(*s.desk, {f::interview::Table, s.of(f::interview::Table)})); }},
        {"paperEntryUnderWay", [](Seat &s) { return said(paperEntryUnderWay(*s.desk)); }},
        {"fileOfSerial", [](Seat &s) { return said(fileOfSerial(*s.desk, u"BCDF-2026-0001"_s)); }},
        {"loadRegistry", [](Seat &s) { return said(loadRegistry(*s.desk, s.person)); }},
        {"listEpisodesOf", [](Seat &s) { return said(listEpisodesOf(*s.desk, s.person)); }},
        {"listStatusOf", [](Seat &s) { return said(listStatusOf(*s.desk, s.person)); }},
        {"listOffences", [](Seat &s) { return said(listOffences(*s.desk)); }},
        {"listQualificationsOf", [](Seat &s) { return said(listQualificationsOf(*s.desk, s.person)); }},
        {"listQualificationsOfCase",
         [](Seat &s) { return said(listQualificationsOfCase(*s.desk, s.of(f::trafficking_case::Table))); }},
        {"listTraffickingCases", [](Seat &s) { return said(listTraffickingCases(*s.desk)); }},
        {"listTraffickingCasesOf", [](Seat &s) { return said(listTraffickingCasesOf(*s.desk, s.person)); }},
        {"listWordingRemarks", [](Seat &s) { return said(listWordingRemarks(*s.desk)); }},
        {"loadTraffickingCase",
         [](Seat &s) { return said(loadTraffickingCase(*s.desk, s.of(f::trafficking_case::Table))); }},
        {"listSuspects", [](Seat &s) { return said(listSuspects(*s.desk)); }},
        {"listSuspectsOfCase",
         [](Seat &s) { return said(listSuspectsOfCase(*s.desk, s.of(f::trafficking_case::Table))); }},
        {"listPerpetratorsOf", [](Seat &s) { return said(listPerpetratorsOf(*s.desk, s.person)); }},
        {"paperOfSerial", [](Seat &s) { return said(paperOfSerial(*s.desk, u"BCDF-2026-0001"_s)); }},
        {"papersLikeThis", [](Seat &s) { return said(papersLikeThis(*s.desk, s.person, {.paperOn = u"2026-11-20"_s})); }},
        {"presentStayOf", [](Seat &s) { return said(presentStayOf(*s.desk, s.person)); }},
    };
    return lines;
}

} // namespace indaro::tests
