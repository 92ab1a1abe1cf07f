// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/directory/directory.h"
#include "core/wire/organisation_key.h"

namespace indaro::casework {

/// The keys with which houses and partners seal packages for each other [security.md 2.10]. The house has one pair, made
/// once by a director and known to each of its laptops; that of another organisation stands at its entry of the directory,
/// and nothing is sealed to it or opened from it before somebody has compared its 30 digits. A changed key is a key nobody
/// has compared. Store thread; each command is one transaction. Errors of all: the store's, and where said.

struct OwnOrganisationKey
{
    wire::OrganisationKey key;
    QString text{}; ///< the line others write into their directory
    QString code{}; ///< the 30 digits read to them
    base::UtcMs madeAt = 0;
};
/// Nothing: none was made yet, or this laptop does not hold the compartment of identities. Any account.
[[nodiscard]] base::Result<std::optional<OwnOrganisationKey>> ownOrganisationKey(Desk &desk);
/// A director's. Two laptops that both make one before they have met keep both: the older is used everywhere from then on,
/// and what was sealed to the other still opens. Errors: WrongState (there is one), AccessRefused.
[[nodiscard]] base::Result<OwnOrganisationKey> makeOrganisationKey(Desk &desk);

/// What the directory says of the key of one organisation.
struct PartnerKey
{
    DirectoryId entry;
    QString name{};
    QString category{}; ///< codelist directory_category
    wire::OrganisationKey key;
    QString code{};
    bool isCompared = false;
    bool hasChanged = false; ///< another key than this one was compared
    std::optional<QDate> comparedOn{};
    QString comparedBy{}; ///< of the staff record; of the key that was compared
};
/// Those that have one and are still there, by name.
[[nodiscard]] base::Result<std::vector<PartnerKey>> listPartnerKeys(Desk &desk);
/// Nothing: it has none.
[[nodiscard]] base::Result<std::optional<PartnerKey>> partnerKeyOf(Desk &desk, DirectoryId entry);
/// `text`: the line the organisation gave (wire::organisationKeyText). Not compared yet, unless it is the key that was
/// compared. Errors: UnknownRecord, WireDamaged or WireTooNew (not such a line), InvalidArgument (the house's own),
/// AccessRefused.
[[nodiscard]] base::Result<void> setPartnerKey(Desk &desk, DirectoryId entry, const QString &text);
/// Somebody has heard these digits from the organisation itself, today. Errors: PartnerKeyMissing, PartnerCodeWrong,
/// AccessRefused.
[[nodiscard]] base::Result<void> notePartnerKeyCompared(Desk &desk, DirectoryId entry, const QString &typedCode);

/// For what seals and opens; never shown.
namespace rows {
/// The pairs of the house, the one it signs with first. Errors: OrganisationKeyMissing.
[[nodiscard]] base::Result<std::vector<wire::OrganisationSecrets>> organisationSecrets(Desk &desk);
/// Errors: PartnerKeyMissing, PartnerKeyNotCompared.
[[nodiscard]] base::Result<PartnerKey> comparedPartner(Desk &desk, DirectoryId entry);
} // namespace rows

} // namespace indaro::casework
