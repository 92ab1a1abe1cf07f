// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"

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

/// Newest first. Errors: the store's.
[[nodiscard]] base::Result<std::vector<AuditEntry>> listAudit(Desk &desk, int limit);
/// Walks the whole chain. Errors: StoreDamaged (sequence=…) where a line was changed, left out or moved.
[[nodiscard]] base::Result<void> verifyAuditChain(Desk &desk);

} // namespace indaro::casework
