// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/referrals/package.h"
#include "core/casework/row_values.h"

/// What the files about packages share. Private to casework/referrals.
namespace indaro::casework::rows {

/// referral_package.kind of what came on paper: no package at all, but it waits in the same list.
inline constexpr QLatin1StringView PaperKind{"paper"};

/// A line of table referral_package, before it is born.
struct PackageRow
{
    bool isIncoming = false;
    wire::PackageCover cover;
    crypto::Digest hash{};
    PartnerKey partner;
    QString serial{};
    std::optional<sync::RecordId> referral{};
    std::optional<sync::RecordId> caseFile{};
};
/// In the caller's transaction.
[[nodiscard]] base::Result<sync::RecordId> bearPackage(Desk &desk, const PackageRow &row);

/// Of one that left: what an answer is compared with.
struct SentPackage
{
    sync::RecordId id;
    sync::RecordId referral;
    crypto::Digest hash{};
    crypto::Digest sealedTo{}; ///< fingerprint of the key
    DirectoryId partner;
    QString partnerName{};
    QString answer{}; ///< what stands of it already, and since when
    base::UtcMs answeredAt = 0;
};
/// Errors: PackageAnswerStrange (none of this house).
[[nodiscard]] base::Result<SentPackage> findSentPackage(Desk &desk, base::ByteView packageId);
/// Whether this id was opened here, on any laptop that has exchanged since.
[[nodiscard]] base::Result<bool> wasPackageOpened(Desk &desk, const wire::PackageId &id);

/// The path under which scans of a paper wait (attachments/unfiled_papers.h).
[[nodiscard]] QString scansOf(sync::RecordId incoming);
/// In the caller's transaction: what a referral says that nobody has filed goes, its scans too.
[[nodiscard]] base::Result<void> forgetContent(Desk &desk, sync::RecordId incoming);

/// Every pair of the house in turn until it is the one the file is for. `open`: with one pair.
template <class Open>
[[nodiscard]] auto openWithOwnKeys(Desk &desk, Open open)
    -> decltype(open(std::declval<const wire::OrganisationSecrets &>()))
{
    INDARO_TRY_ASSIGN(const auto all, organisationSecrets(desk));
    for (std::size_t i = 0; i + 1 < all.size(); ++i) {
        auto opened = open(all[i]);
        if (opened || opened.error().code != base::Errc::PackageWrongRecipient)
            return opened;
    }
    return open(all.back());
}

/// What everything that is sealed goes by: the partner, the hour it runs out. Errors: PartnerKeyMissing,
/// PartnerKeyNotCompared, InvalidArgument (field=expires_on).
struct Addressed
{
    PartnerKey partner;
    QDate lastDay{};
    base::UtcMs expiresAt = 0;
};
[[nodiscard]] base::Result<Addressed> addressOf(Desk &desk, const PackageOrder &order);

/// Seals with the keys of this laptop and of the house.
[[nodiscard]] base::Result<base::Bytes> sealFor(Desk &desk, const PartnerKey &partner, const wire::PackageCover &cover,
                                                base::ByteView content);
/// "indaro-", eight letters of the id, the ending.
[[nodiscard]] QString packageFileName(const wire::PackageId &id, const char *ending);
inline constexpr char PackageEnding[] = ".indaro";
inline constexpr char AnswerEnding[] = ".answer.indaro";

} // namespace indaro::casework::rows
