// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"

#include <algorithm>
#include <array>

namespace indaro::casework {

namespace {

struct VerbName
{
    AuditVerb verb;
    std::string_view name;
};
/// In the order of the enumeration.
constexpr auto VerbNames = std::to_array<VerbName>({
    {AuditVerb::SignedIn, "signed_in"},
    {AuditVerb::SignedInByRecovery, "signed_in_by_recovery"},
    {AuditVerb::FileOpened, "file_opened"},
    {AuditVerb::ReferralPrinted, "referral_printed"},
    {AuditVerb::BlankFormPrinted, "blank_form_printed"},
    {AuditVerb::RecoveryCardsPrinted, "recovery_cards_printed"},
    {AuditVerb::ListExported, "list_exported"},
    {AuditVerb::BackupWritten, "backup_written"},
    {AuditVerb::AccountAdded, "account_added"},
    {AuditVerb::AccountDisabled, "account_disabled"},
    {AuditVerb::AccountEnabled, "account_enabled"},
    {AuditVerb::AccountRemoved, "account_removed"},
    {AuditVerb::PassphraseChanged, "passphrase_changed"},
    {AuditVerb::PersonDeleted, "person_deleted"},
    {AuditVerb::PeopleImported, "people_imported"},
    {AuditVerb::ConsentGiven, "consent_given"},
    {AuditVerb::ConsentRefused, "consent_refused"},
    {AuditVerb::OlderThanAnchor, "older_than_anchor"},
    {AuditVerb::BecameNewDevice, "became_new_device"},
    {AuditVerb::BackupProven, "backup_proven"},
    {AuditVerb::LaptopEnrolled, "laptop_enrolled"},
    {AuditVerb::LaptopShutOut, "laptop_shut_out"},
    {AuditVerb::ShelterJoined, "shelter_joined"},
    {AuditVerb::ConflictSettled, "conflict_settled"},
    {AuditVerb::DecisionTakenBack, "decision_taken_back"},
    {AuditVerb::HeldBatchLetIn, "held_batch_let_in"},
    {AuditVerb::HeldBatchKeptOut, "held_batch_kept_out"},
    {AuditVerb::LaptopRightsChanged, "laptop_rights_changed"},
    {AuditVerb::ChecklistPrinted, "checklist_printed"},
    {AuditVerb::PersonErased, "person_erased"},
    {AuditVerb::AllocationOverridden, "allocation_overridden"},
    {AuditVerb::RollCallPrinted, "roll_call_printed"},
    {AuditVerb::EvacuationListPrinted, "evacuation_list_printed"},
    {AuditVerb::RisksAssessed, "risks_assessed"},
    {AuditVerb::ApprovalGiven, "approval_given"},
    {AuditVerb::ApprovalSentBack, "approval_sent_back"},
    {AuditVerb::MinutesClosed, "minutes_closed"},
    {AuditVerb::BestInterestsDecided, "best_interests_decided"},
    {AuditVerb::AgeSettled, "age_settled"},
    {AuditVerb::PlanPrinted, "plan_printed"},
    {AuditVerb::CustodyReceiptPrinted, "custody_receipt_printed"},
    {AuditVerb::CorrectionBegun, "correction_begun"},
    {AuditVerb::InterviewCorrected, "interview_corrected"},
    {AuditVerb::CorrectionGivenUp, "correction_given_up"},
    {AuditVerb::StepsWaived, "steps_waived"},
    {AuditVerb::StepsWaivedUrgently, "steps_waived_urgently"},
    {AuditVerb::ActionWithoutSteps, "action_without_steps"},
    {AuditVerb::RolesGiven, "roles_given"},
    {AuditVerb::RoleRuleChanged, "role_rule_changed"},
    {AuditVerb::ConsentWithdrawn, "consent_withdrawn"},
    {AuditVerb::WithdrawalLetterPrinted, "withdrawal_letter_printed"},
    {AuditVerb::FileClosed, "file_closed"},
    {AuditVerb::FileReopened, "file_reopened"},
    {AuditVerb::RetentionChanged, "retention_changed"},
    {AuditVerb::ClosingPrinted, "closing_printed"},
    {AuditVerb::StaffTrained, "staff_trained"},
    {AuditVerb::ComplaintBoxOpened, "complaint_box_opened"},
    {AuditVerb::SelfCheckClosed, "self_check_closed"},
    {AuditVerb::HousePaperPrinted, "house_paper_printed"},
    {AuditVerb::ListShown, "list_shown"},
    {AuditVerb::GlassBroken, "glass_broken"},
    {AuditVerb::GlassSeen, "glass_seen"},
    {AuditVerb::CaseWorkerNamed, "case_worker_named"},
    {AuditVerb::JournalShown, "journal_shown"},
    {AuditVerb::WeeklyPagePrinted, "weekly_page_printed"},
    {AuditVerb::FullFilePrinted, "full_file_printed"},
    {AuditVerb::InterviewPrinted, "interview_printed"},
    {AuditVerb::ReferralSent, "referral_sent"},
    {AuditVerb::ReminderPrinted, "reminder_printed"},
    {AuditVerb::FormPrinted, "form_printed"},
    {AuditVerb::PackageSealed, "package_sealed"},
    {AuditVerb::PackageOpened, "package_opened"},
    {AuditVerb::PackageAnswered, "package_answered"},
    {AuditVerb::PackageAnswerTaken, "package_answer_taken"},
    {AuditVerb::OrganisationKeyMade, "organisation_key_made"},
    {AuditVerb::PartnerKeyChanged, "partner_key_changed"},
    {AuditVerb::PartnerKeyCompared, "partner_key_compared"},
    {AuditVerb::ReferralTypedIn, "referral_typed_in"},
    {AuditVerb::CounterReferralPrinted, "counter_referral_printed"},
    {AuditVerb::PaperTypedIn, "paper_typed_in"},
    {AuditVerb::DisclosureNoted, "disclosure_noted"},
    {AuditVerb::AgainstConsent, "against_consent"},
    {AuditVerb::ReferralFiled, "referral_filed"},
    {AuditVerb::IncomingForgotten, "incoming_forgotten"},
    {AuditVerb::ReferralPrintedAgain, "referral_printed_again"},
    {AuditVerb::DirectoryWritten, "directory_written"},
    {AuditVerb::DirectoryTakenIn, "directory_taken_in"},
    {AuditVerb::DuplicateAnswered, "duplicate_answered"},
    {AuditVerb::FilesMerged, "files_merged"},
    {AuditVerb::MergeUndone, "merge_undone"},
    {AuditVerb::NumbersPrinted, "numbers_printed"},
    {AuditVerb::CountsSealed, "counts_sealed"},
    {AuditVerb::CountsOpened, "counts_opened"},
    {AuditVerb::FiguresPublished, "figures_published"},
    {AuditVerb::HouseModeChanged, "house_mode_changed"},
    {AuditVerb::PaperNumberTaken, "paper_number_taken"},
    {AuditVerb::PaperNumberUsed, "paper_number_used"},
    {AuditVerb::PaperNumberVoid, "paper_number_void"},
    {AuditVerb::UnfiledScanOpened, "unfiled_scan_opened"},
});

constexpr bool isInOrder()
{
    for (std::size_t i = 0; i < VerbNames.size(); ++i) {
        if (static_cast<std::size_t>(VerbNames[i].verb) != i)
            return false;
    }
    return true;
}
static_assert(isInOrder());

constexpr auto makeVerbs()
{
    std::array<AuditVerb, VerbNames.size()> verbs{};
    for (std::size_t i = 0; i < VerbNames.size(); ++i)
        verbs[i] = VerbNames[i].verb;
    return verbs;
}
constexpr auto Verbs = makeVerbs();

} // namespace

std::string_view auditVerbName(AuditVerb verb) noexcept
{
    return VerbNames[static_cast<std::size_t>(verb)].name;
}

std::optional<AuditVerb> findAuditVerb(std::string_view name) noexcept
{
    const auto found = std::ranges::find(VerbNames, name, &VerbName::name);
    return found == VerbNames.end() ? std::nullopt : std::optional(found->verb);
}

std::span<const AuditVerb> auditVerbs() noexcept
{
    return Verbs;
}

} // namespace indaro::casework
