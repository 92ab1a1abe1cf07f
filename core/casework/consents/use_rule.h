// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/consents/consent_rule.h"
#include "core/casework/people/person_draft.h"

namespace indaro::casework {

/// What she said to what the house does itself [domain.md 3.3, 7.B B]: asked where the thing happens. A no is shown with its
/// day and what may be done, and who goes on all the same is in the journal; where nobody asked yet, that is said.

/// Codes of consent_use that something in the house asks about.
namespace consent_uses {
inline constexpr char Photo[] = "photo";
inline constexpr char Conference[] = "conference";
inline constexpr char Family[] = "family";
inline constexpr char HealthCheck[] = "health_check";
inline constexpr char Interview[] = "interview";
inline constexpr char Justice[] = "justice"; ///< asked where an act is done in her name (justice/justice_events.h)
} // namespace consent_uses

struct UseAnswer
{
    ConsentWhy why = ConsentWhy::None;
    QString day{}; ///< of the last act, ISO; empty: none or unknown
    /// She said no, took it back, or who must agree did not: not merely that nobody asked.
    [[nodiscard]] bool isNo() const { return why != ConsentWhy::None && why != ConsentWhy::NotAsked; }
};
/// Whatever the role of who asks: a no is for everybody to keep. Store thread. Errors: UnknownRecord, and the store's.
[[nodiscard]] base::Result<UseAnswer> askUse(Desk &desk, CaseId person, const QString &use);

namespace rows {
/// It is done now. Against a no it is in the journal as that. In the caller's transaction. Errors: as askUse.
[[nodiscard]] base::Result<void> noteUse(Desk &desk, CaseId person, const char *use);
} // namespace rows

/// Whether people from outside speak of her at a conference of this kind (codelist meeting_kind). Thread: any.
[[nodiscard]] bool isWithOutsiders(QStringView meetingKind) noexcept;

} // namespace indaro::casework
