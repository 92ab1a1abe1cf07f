// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/directory/organisation_keys.h"
#include "core/casework/referrals/package_content.h"
#include "core/casework/referrals/referral_consent.h"
#include "core/wire/limits.h"
#include "core/wire/package_reply.h"

namespace indaro::casework {

/// Referrals as sealed packages [security.md 2.10]: out with exactly what the paper would say, in as a referral of another
/// house once somebody says whose it is, answered by a signed file that proves the step. The bytes are for the caller to
/// write where the user says: what leaves is prepared, written durably, and only then recorded as sent. Keys:
/// directory/organisation_keys.h. Store thread; each command is one transaction. Errors of all: AccessRefused, the store's,
/// and where said.

/// One line that leaves. A choice has its codes, separated by spaces.
struct PackageLine
{
    QString name; ///< of resources/templates/referral
    QString value;
    bool isPersonal = false;
    friend bool operator==(const PackageLine &, const PackageLine &) = default;
};

struct PackageOrder
{
    DirectoryId partner;
    base::Value way = "package";      ///< codelist referral_way: package, email, usb
    std::optional<QDate> expiresOn{}; ///< the last day it opens; nothing: PackageDays from today
};
inline constexpr int PackageDays = 30;
inline constexpr int MostPackageDays = 366;
inline constexpr std::size_t MostPackageBytes = wire::MaxPackage; ///< of a file that is read at all

/// Exactly what would leave, and to whom.
struct PackagePreview
{
    QString serial{};
    PartnerKey partner;
    std::vector<PackageLine> lines{};
    QStringList notShared{};      ///< personal lines that are filled in and stay here
    QStringList namingTheHouse{}; ///< lines that give its address away (linesNamingTheHouse): to be looked at first
    QDate expiresOn{};
    ConsentRule rule = ConsentRule::Given;
};
/// Everything sealReferral asks, without doing anything. Errors: as sealReferral.
[[nodiscard]] base::Result<PackagePreview> previewPackage(Desk &desk, sync::RecordId referral, const PackageOrder &order);

struct SealedPackage
{
    base::Bytes bytes;
    QString fileName{}; ///< a proposal: neither a name nor a house is in it
    QString packageId{};
};
/// Sealed, and nothing recorded yet: the file is written first, so that nothing is said to be sent that lies nowhere.
struct PreparedPackage
{
    SealedPackage sealed;
    sync::RecordId referral;
    PackageOrder order;
    wire::PackageCover cover;
    base::Bytes content{}; ///< what is inside; another one is not recorded for it
};
/// Asks the consents as a print does, and seals what the paper would say. The guards of a print (printingGuards) are asked
/// before it, in the same job. One that was sent before may be sealed again while it waits for its answer. Errors: as
/// sealReferral.
[[nodiscard]] base::Result<PreparedPackage> prepareReferral(Desk &desk, sync::RecordId referral, const PackageOrder &order);
/// The file lies where it was written: records "sent" with the road. Asks all of it once more; who is refused takes the file
/// away again. Errors: as sealReferral; WrongState too where the referral says something else by now.
[[nodiscard]] base::Result<void> recordReferralSealed(Desk &desk, const PreparedPackage &prepared);
/// Both in one step, for bytes that go nowhere but into the caller's hands. Errors: UnknownRecord; WrongState (closed,
/// withdrawn, answered, or one that came in); PartnerKeyMissing, PartnerKeyNotCompared; OrganisationKeyMissing;
/// InvalidArgument (field=to_agency: the key is of another organisation than the form names; field=expires_on);
/// ConsentMissing; WireTooLarge.
[[nodiscard]] base::Result<SealedPackage> sealReferral(Desk &desk, sync::RecordId referral, const PackageOrder &order);
/// What comes back of a referral that came in by a package, to whom sent it. Nothing goes that is withheld from them, and
/// nothing unless the person agrees to it (slip_agrees). Prepared and recorded as a referral is. Errors: as
/// sealCounterReferral.
[[nodiscard]] base::Result<PreparedPackage> prepareCounterReferral(Desk &desk, sync::RecordId incoming,
                                                                   const CounterReferral &slip, const PackageOrder &order);
/// Keeps the slip, records "fed back", and the disclosure. `slip`: the one that was prepared. Errors: as
/// sealCounterReferral.
[[nodiscard]] base::Result<void> recordCounterReferralSealed(Desk &desk, const PreparedPackage &prepared,
                                                             const CounterReferral &slip);
/// Both in one step. Errors: as sealReferral; WrongState (it did not come in by a package); InvalidArgument (no decision;
/// refused without a reason).
[[nodiscard]] base::Result<SealedPackage> sealCounterReferral(Desk &desk, sync::RecordId incoming,
                                                              const CounterReferral &slip, const PackageOrder &order);

/// A package that was opened here, or a referral on paper that was typed in (incoming.h).
struct IncomingPackage
{
    sync::RecordId id;
    wire::PackageKind kind = wire::PackageKind::Referral;
    bool isOnPaper = false;
    std::optional<DirectoryId> partner{}; ///< of a package
    QString partnerName{};
    QString serial{}; ///< the sender's
    base::UtcMs openedAt = 0;
    QString openedBy{};
    base::UtcMs expiresAt = 0;                ///< 0: never, it is on paper
    std::optional<sync::RecordId> referral{}; ///< the one it became, or that a slip is about
    std::optional<sync::RecordId> caseFile{};
    std::optional<wire::PackageAnswer> answer{}; ///< the last that was given
    bool hasGoneOn = false; ///< the referral it became says more than that it arrived, however that was said
    std::optional<base::UtcMs> answeredAt{};
    AnswerBeforeFiling told{};  ///< how it was answered, while nobody has filed it; then the step says it
    QString priority{};         ///< emergency, urgent, normal
    PackagedReferral content{}; ///< of a referral nobody has filed yet; empty where this account may not read it
};
/// Opens a file that came. A referral waits in the list of what came in; a slip is taken in at once, at its referral. A
/// package opens once: its id is kept for ever. Errors: wire::openPackage's; OrganisationKeyMissing; PackageAnswerStrange (a
/// slip about no referral of this house to them); WrongState (that one is withdrawn or closed).
[[nodiscard]] base::Result<IncomingPackage> openPackage(Desk &desk, base::ByteView file);
/// The newest first.
[[nodiscard]] base::Result<std::vector<IncomingPackage>> listIncomingPackages(Desk &desk);
/// Errors: UnknownRecord.
[[nodiscard]] base::Result<IncomingPackage> loadIncomingPackage(Desk &desk, sync::RecordId package);
/// Makes it a referral that came in, of a person who is registered: admit her first (personIn), or take the one she is. What
/// was answered before stands in it, with the way and the note; scans of its paper go into her file. Logged. Errors:
/// UnknownRecord, WrongState (it is filed, or was refused).
[[nodiscard]] base::Result<sync::RecordId> fileIncomingPackage(Desk &desk, sync::RecordId package, CaseId person);

struct PackageAnswerDraft
{
    wire::PackageAnswer answer = wire::PackageAnswer::Received;
    base::Value reason{}; ///< codelist referral_refusal; needed when refused
    QString note{};       ///< no story of the person: it is kept by the sender
};
/// Sealed for the sender, and nothing recorded yet.
struct PreparedAnswer
{
    SealedPackage sealed;
    sync::RecordId package;
    PackageAnswerDraft draft{};
};
/// Errors: as sealPackageAnswer.
[[nodiscard]] base::Result<PreparedAnswer> preparePackageAnswer(Desk &desk, sync::RecordId package,
                                                                const PackageAnswerDraft &draft);
/// The file lies where it was written: records what was answered. Errors: as sealPackageAnswer.
[[nodiscard]] base::Result<void> recordPackageAnswerSealed(Desk &desk, const PreparedAnswer &prepared);
/// The file for the sender, both in one step. May be given again; another answer only while it goes on from the last
/// (received, then accepted or refused), or while nobody has filed it. What was refused and never filed is forgotten here.
/// Errors: UnknownRecord, WrongState (a slip; another answer was given), InvalidArgument (refused without a reason),
/// TextTooLong.
[[nodiscard]] base::Result<SealedPackage> sealPackageAnswer(Desk &desk, sync::RecordId package,
                                                            const PackageAnswerDraft &draft);

/// What a file proves that came back.
struct TakenAnswer
{
    sync::RecordId referral;
    QString serial{};
    QString partnerName{};
    wire::PackageAnswer answer = wire::PackageAnswer::Received;
    QString reason{};
    QString note{};
};
/// Takes in the answer of the recipient: the steps it proves, and what they call it. The same file twice does no harm; one
/// from before another answer takes nothing back.
/// Errors: wire::openPackageReply's; OrganisationKeyMissing; PackageAnswerStrange (about no package of this house, or signed
/// by another organisation than it was sealed to); WrongState (another answer stands already).
[[nodiscard]] base::Result<TakenAnswer> takeInPackageAnswer(Desk &desk, base::ByteView file);

} // namespace indaro::casework
