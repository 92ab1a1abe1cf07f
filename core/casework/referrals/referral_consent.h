// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/consents/consent_rule.h"
#include "core/casework/referrals/referrals.h"

namespace indaro::casework {

/// The last act that speaks about this receiver, by the kind of organisation and its name; null when there is
/// none. A "later" decides nothing. Points into `facts`.
[[nodiscard]] const RecordedConsent *decisiveConsent(const ReferralContent &content, const ConsentFacts &facts);
/// What the rule is asked about a referral.
[[nodiscard]] ConsentRequest requestOf(const ReferralContent &content);

/// Why a referral may leave the house. In haste: danger to life within a day, and nobody has approved it yet; the director
/// looks at it afterwards [contracts.md 9].
enum class ConsentRule { Given, LawfulException, InHaste };
/// Consent is written on the form (explained by, language, given by) and nothing recorded speaks against it:
/// no refusal, no consent taken back or run out, for this receiver [domain.md 4.6]. For a child the guardian
/// or representative gives it and the child's own agreement stands beside it, or why it could not be asked
/// [domain.md 3.3]. Without all this only a lawful ground (danger to life, child protection, legal order)
/// with the person who approved it, or none in haste; a convenience is never one. The name of who approved is only typed:
/// unless a director is signed in, the director is told of each such referral (rows::tellDirectorOf). Errors: ConsentMissing
/// (field=… where it is missing; where something speaks against it also standing=refused, withdrawn, expired, name,
/// guardian, child, group or withheld, and the purpose and day of what was recorded). Each line that would be printed must
/// be in a group she agreed to for this receiver, and say nothing that is withheld from them, in whichever line it was
/// typed. A lawful ground stands in for the agreement, so for its groups too; what is withheld by name goes only by danger
/// to life or the protection of a child, never by an order [domain.md 6.1 36, 46].
[[nodiscard]] base::Result<ConsentRule> checkReferralConsent(const ReferralContent &content, const ConsentFacts &facts);

/// The part of it that is about what is said: each line that is filled in, and of the personal ones those that are shared.
/// For what goes to a receiver besides a referral. Errors: ConsentMissing.
[[nodiscard]] base::Result<void> checkLinesThatLeave(const ReferralContent &content, const ConsentFacts &facts);

/// Fills the empty lines of section 8 from the consent that covers this receiver; leaves everything else as
/// it is.
[[nodiscard]] ReferralContent withRecordedConsent(ReferralContent content, const ConsentFacts &facts);

/// The person was asked again, today, about the receiver of this referral. A yes needs what the form needs
/// (see checkReferralConsent); both are consents like any other, and logged. Errors: UnknownRecord,
/// WrongState (closed or withdrawn), ConsentMissing, and the store's.
[[nodiscard]] base::Result<void> recordReferralConsent(Desk &desk, sync::RecordId referral, bool agrees);

/// Referrals that are in somebody's hands by an agreement that no longer holds: it was refused or taken back after the
/// printing, in an interview or on a page of a referral [domain.md 4.6]. Each receiver must be told and give the copy
/// back; recorded as Revoked, the referral leaves this list. One that went by a lawful ground never rested on agreement.
/// The longest waiting first. Errors: the store's.
[[nodiscard]] base::Result<std::vector<ReferralSummary>> listReceiversToTell(Desk &desk);
/// The same for one referral, by what was read already.
[[nodiscard]] bool mustTellReceiver(const Referral &referral, const ConsentFacts &facts);

/// The consent on a paper that is being printed, unless the same was noted today already. In the caller's
/// transaction.
[[nodiscard]] base::Result<void> keepPrintedConsent(Desk &desk, const Referral &referral, const ConsentFacts &facts);

} // namespace indaro::casework
