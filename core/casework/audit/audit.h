// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "core/session/vault.h"

#include <cstdint>
#include <optional>
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
    StepsWaived,         ///< steps that held an action back: the action, and their ids
    StepsWaivedUrgently, ///< by whoever was on duty
    ActionWithoutSteps,  ///< it had happened already, and these were missing
    InterviewPrinted,    ///< whole, on paper or as a PDF: the number of the correction, and who agreed
};
[[nodiscard]] std::string_view auditVerbName(AuditVerb verb) noexcept;

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
/// How far a database has come, for the anchor outside it: a session::HistoryReader. Errors: the store's.
[[nodiscard]] base::Result<session::HistoryPosition> readHistory(store::Connection &db, std::optional<std::uint64_t> atLine);
/// Inside the caller's transaction: the lines about records of erased persons (sync's table `erased`) keep when, who and
/// what kind, and say no more. Errors: the store's.
[[nodiscard]] base::Result<void> eraseAuditContent(Desk &desk);
/// Walks the whole chain; of a line whose content was erased, its place in it. Errors: StoreDamaged (sequence=…) where a
/// line was changed, left out or moved.
[[nodiscard]] base::Result<void> verifyAuditChain(Desk &desk);

} // namespace indaro::casework
