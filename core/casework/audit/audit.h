// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "core/session/vault.h"
#include "core/sync/log_check.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace indaro::casework {

/// What is always logged [contracts.md 9]. Stored by name: never rename one.
enum class AuditVerb : std::uint8_t {
    SignedIn,
    SignedInByRecovery,
    FileOpened,
    ReferralPrinted,
    BlankFormPrinted,
    RecoveryCardsPrinted,
    ListExported,
    BackupWritten,
    AccountAdded,
    AccountDisabled,
    AccountEnabled,
    AccountRemoved,
    PassphraseChanged,
    PersonDeleted,
    PeopleImported,
    ConsentGiven,
    ConsentRefused,
    OlderThanAnchor, ///< the vault had gone back, or its anchor was missing or damaged
    BecameNewDevice, ///< with the former series
    BackupProven,    ///< a backup was read back, test-opened and checked
    LaptopEnrolled,
    LaptopShutOut,
    ShelterJoined,
    ConflictSettled,
    DecisionTakenBack, ///< what was settled stands open again
    HeldBatchLetIn,    ///< a batch that takes away an unusual share of the records
    HeldBatchKeptOut,
    LaptopRightsChanged, ///< who may let laptops in and shut them out
    ChecklistPrinted,
    PersonErased,         ///< everywhere; with the order's name, nothing of whom
    AllocationOverridden, ///< a place was given in spite of warnings: their codes, and the reason's
    RollCallPrinted,
    EvacuationListPrinted,
    RisksAssessed,    ///< the level of the worst domain, and the one that counts
    ApprovalGiven,    ///< of what kind, by whom and how it was proven
    ApprovalSentBack, ///< the same
    MinutesClosed,    ///< of what kind of conference
    BestInterestsDecided,
    AgeSettled,  ///< child, adult, in doubt
    PlanPrinted, ///< which paper
    CustodyReceiptPrinted,
    CorrectionBegun,    ///< of a signed interview; the reason is in it
    InterviewCorrected, ///< signed: the number of the correction
    CorrectionGivenUp,
    StepsWaived,             ///< steps that held an action back: the action, and their ids
    StepsWaivedUrgently,     ///< by whoever was on duty
    ActionWithoutSteps,      ///< it had happened already, and these were missing
    RolesGiven,              ///< to the account: their codes, and who agreed
    RoleRuleChanged,         ///< role, thing, right, and who agreed
    ConsentWithdrawn,        ///< with how many letters
    WithdrawalLetterPrinted, ///< its serial
    FileClosed,              ///< the reason, and until when it is kept
    FileReopened,
    RetentionChanged, ///< until when, and who agreed
    ClosingPrinted,
    StaffTrained,       ///< of what kind; the revision of the procedure
    ComplaintBoxOpened, ///< who the second person was, or how that was proven
    SelfCheckClosed,    ///< the number of the round
    HousePaperPrinted,  ///< which paper: routines, complaints, self-check
    ListShown,          ///< of people: all of them, or how many a search found
    GlassBroken,        ///< what a role does not see was opened for a time: which compartments, and the opening's record
    GlassSeen,          ///< the director has looked at that
    CaseWorkerNamed,
    JournalShown,
    WeeklyPagePrinted, ///< of which week
    FullFilePrinted,
    InterviewPrinted,       ///< whole, on paper or as a PDF: the number of the correction, and who agreed
    ReferralSent,           ///< without paper: its serial, and by which road
    ReminderPrinted,        ///< to who has not answered a referral: its serial
    FormPrinted,            ///< about a person: which form, and its serials
    PackageSealed,          ///< a referral or what comes back of one: its serial
    PackageOpened,          ///< from another organisation: the sender's serial
    PackageAnswered,        ///< the same, and what was answered
    PackageAnswerTaken,     ///< the serial of the referral, and what they answered
    OrganisationKeyMade,    ///< of this house, for sealed packages: the 30 digits
    PartnerKeyChanged,      ///< in the directory: the 30 digits
    PartnerKeyCompared,     ///< the same
    ReferralTypedIn,        ///< one that came in on paper: the sender's number
    CounterReferralPrinted, ///< what goes back to who sent a referral: its serial here
    PaperTypedIn,           ///< something written on paper first: the paper's day, and its serial where it has one
    DisclosureNoted,        ///< told or given to somebody outside otherwise than by a file of this program: by which way
    AgainstConsent,         ///< done although the person had said no to this use: which use
    ReferralFiled,          ///< one that came in, into a file (the referral it became): the sender's number
    IncomingForgotten,      ///< what a referral said that nobody filed: the sender's number
    ReferralPrintedAgain,   ///< the same serial once more, marked as a copy
    DirectoryWritten,       ///< signed by the house, to be handed on: how many organisations
    DirectoryTakenIn,       ///< from a signed file: the digits of who signed, how many organisations were taken
    DuplicateAnswered,      ///< whether two files are one person's: the answer
    FilesMerged,            ///< made one, of both: who agreed
    MergeUndone,            ///< the same
    NumbersPrinted,         ///< exact numbers of the house, marked as internal: which report, and its period
    CountsSealed,           ///< exact numbers for the commission: their period
    CountsOpened,           ///< those of a house, by the commission: their period, and which revision
    FiguresPublished,       ///< suppressed figures: their period
    HouseModeChanged,       ///< commission, shelter
    PaperNumberTaken,       ///< for a paper that is not there yet: which; about nobody, so that it outlives an erasure
    PaperNumberUsed,        ///< the paper is there: what it is, and which
    PaperNumberVoid,        ///< no paper came of it: why, and which
    UnfiledScanOpened,      ///< a scan of a referral on paper before anybody filed it: the sender's number
};
[[nodiscard]] std::string_view auditVerbName(AuditVerb verb) noexcept;
/// Nothing for a name this program does not know: an older or a newer one wrote it.
[[nodiscard]] std::optional<AuditVerb> findAuditVerb(std::string_view name) noexcept;
/// Every verb once, in the order above.
[[nodiscard]] std::span<const AuditVerb> auditVerbs() noexcept;

struct AuditEntry
{
    std::int64_t sequence;
    base::UtcMs at;
    sync::UserId user;
    std::string verb;
    std::optional<sync::RecordId> object;
    std::string detail;
};

/// Appends one line inside the caller's transaction. `detail` is a code, a number or a serial, never a name.
/// Each line commits to its salted content and to the line before: content can be erased and the chain still
/// verifies [contracts.md 6]. Errors: the store's.
[[nodiscard]] base::Result<void> recordAudit(Desk &desk, AuditVerb verb, const std::optional<sync::RecordId> &object,
                                             std::string_view detail = {});
/// The same in a transaction of its own.
[[nodiscard]] base::Result<void> recordAuditNow(Desk &desk, AuditVerb verb, const std::optional<sync::RecordId> &object,
                                                std::string_view detail = {});

/// What opening the vault noticed, a line each: an anchor that does not fit, and a new device with the former series.
/// Errors: the store's.
[[nodiscard]] base::Result<void> recordFindings(Desk &desk, const session::UnlockReport &report);

/// Of a sign-in's line: how it came, and how many wrong passphrases this account was tried with before [security.md 2.2].
[[nodiscard]] std::string signInDetail(std::string_view how, const session::UnlockReport &report);

/// Newest first. Errors: the store's.
[[nodiscard]] base::Result<std::vector<AuditEntry>> listAudit(Desk &desk, int limit);
/// All lines of one kind, oldest first. Errors: the store's.
[[nodiscard]] base::Result<std::vector<AuditEntry>> listAuditOf(Desk &desk, AuditVerb verb);

/// Which lines; nothing set is all of them.
struct AuditFilter
{
    std::optional<sync::RecordId> person{}; ///< lines about her file, or about an interview, a referral, an attachment of it
    std::optional<sync::UserId> user{};
    std::vector<AuditVerb> verbs{};
    std::string detail{};                       ///< how the detail begins
    std::optional<base::UtcMs> from{}, until{}; ///< from this moment on, and before that one
    std::int64_t below = 0;                     ///< only lines of a lower number: the next page; 0 = all
    int limit = 100;
};
/// Newest first. Errors: AccessRefused (only a director reads them), and the store's.
[[nodiscard]] base::Result<std::vector<AuditEntry>> findAudit(Desk &desk, const AuditFilter &filter);

/// How far a database has come, for the anchor outside it: a session::HistoryReader. Errors: the store's.
[[nodiscard]] base::Result<session::HistoryPosition> readHistory(store::Connection &db,
                                                                 const std::optional<session::HistoryPosition> &at);
/// Inside the caller's transaction: the lines about records of erased persons (sync's table `erased`) keep when, who and
/// what kind, and say no more. Errors: the store's.
[[nodiscard]] base::Result<void> eraseAuditContent(Desk &desk);

struct ChainCheck
{
    std::uint64_t lines = 0; ///< that are good; all of them when there is no fault
    std::optional<sync::ChainFault> fault{};
};
/// Walks the whole chain and finds its first fault; of a line whose content was erased, its place in it. Errors: the
/// store's.
[[nodiscard]] base::Result<ChainCheck> checkAuditChain(Desk &desk);
/// The same. Errors: StoreDamaged (sequence=…) where a line was changed, left out or moved.
[[nodiscard]] base::Result<void> verifyAuditChain(Desk &desk);
/// The chain over the change log (sync/log_lines.h), in one go: for who may wait. Errors: the store's.
[[nodiscard]] base::Result<ChainCheck> checkChangeLog(Desk &desk);
/// Ten digits for paper: whoever holds them can tell later whether the lines up to then are still the same ones. Zeros when
/// there is no such line. Errors: the store's.
[[nodiscard]] base::Result<std::string> auditDigits(Desk &desk, std::int64_t line);

} // namespace indaro::casework
