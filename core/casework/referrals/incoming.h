// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/attachments/unfiled_papers.h"
#include "core/casework/referrals/package.h"

namespace indaro::casework {

/// What came from another organisation on paper, and what goes back to it without a sealed package [domain.md 6]. A referral
/// on paper waits in the list of what came in, beside the packages (listIncomingPackages), until somebody says whose it is:
/// it may come before the person does. Store thread; each command is one transaction. Errors of all: AccessRefused, the
/// store's, and where said.

/// A referral form of somebody else, as it is typed from the paper.
struct PaperReferralDraft
{
    QString number{};               ///< what the sender calls it
    QMap<QString, QString> lines{}; ///< by the field names of resources/templates/referral; from_agency is needed
};
/// It waits in the list. Errors: InvalidArgument (field=from_agency), DateInFuture (field=referral_date), TextTooLong.
[[nodiscard]] base::Result<sync::RecordId> takeInPaperReferral(Desk &desk, const PaperReferralDraft &draft);

/// A scan of the paper, picture or PDF: it waits with what was typed, and goes into the file it is filed in. Errors:
/// UnknownRecord, WrongState (a slip; filed or forgotten), as addAttachment's of its content.
[[nodiscard]] base::Result<sync::RecordKey> attachIncomingScan(Desk &desk, sync::RecordId package, const UnfiledPaper &scan);
/// Those that wait.
[[nodiscard]] base::Result<std::vector<KeptPaper>> listIncomingScans(Desk &desk, sync::RecordId package);
/// One of them, to be looked at before it is filed; the opening is noted before anybody sees it. Errors: UnknownRecord (it
/// does not wait with this one), as loadAttachment's.
[[nodiscard]] base::Result<QByteArray> openIncomingScan(Desk &desk, sync::RecordId package, const sync::RecordKey &scan);

/// What was answered without a signed file: by telephone, in hand, with the person. The rules of sealPackageAnswer hold; of
/// a package it may be said too, the file is then given later. Before anybody has filed it the way and the note are kept
/// with it (IncomingPackage::told). `way`: codelist referral_way. Errors: UnknownRecord, WrongState (a slip),
/// InvalidArgument (refused without a reason), model::checkField's.
[[nodiscard]] base::Result<void> recordIncomingAnswer(Desk &desk, sync::RecordId package, const PackageAnswerDraft &draft,
                                                      const base::Value &way);

/// What a slip is asked before it goes back on paper: everything sealCounterReferral asks, without doing anything. Errors:
/// UnknownRecord; WrongState (none that came in; withdrawn, closed); ConsentMissing (field=slip_agrees; standing=… where
/// she said no to them); InvalidArgument (field=slip_decision, slip_refusal).
[[nodiscard]] base::Result<void> checkCounterReferral(Desk &desk, sync::RecordId incoming, const CounterReferral &slip);
/// The slip is on its way to the printer, or lies written. Asks the same once more, keeps the slip, records "fed back", and
/// the disclosure with the groups of data that are in it. Errors: as checkCounterReferral.
[[nodiscard]] base::Result<void> markCounterReferralPrinted(Desk &desk, sync::RecordId incoming, const CounterReferral &slip,
                                                            const base::Value &way);

/// A place is kept for whom it announces, until this hour tomorrow; filed later, the referral names it. Errors:
/// UnknownRecord, WrongState (one is kept already, or it is filed or refused), AccessRefused.
[[nodiscard]] base::Result<sync::RecordId> keepPlaceFor(Desk &desk, sync::RecordId package);

/// Until when its sender waits for an answer, by its urgency.
[[nodiscard]] base::UtcMs answerDueAt(const IncomingPackage &package) noexcept;
/// Whether the house still owes an answer: nobody said more than that it arrived.
[[nodiscard]] bool owesAnswer(const IncomingPackage &package) noexcept;

/// When what a referral says that nobody files is to be forgotten [domain.md 10.4]: daysUnfiledIsKept() after it was
/// accepted; else after it ran out, and on paper after its answer was due. Nothing: it is filed, forgotten (as what was
/// refused is, at once), or not for this account to read.
[[nodiscard]] std::optional<base::UtcMs> forgetDueAt(const IncomingPackage &package);
/// Those whose day has come, the longest due first.
[[nodiscard]] base::Result<std::vector<IncomingPackage>> listIncomingToForget(Desk &desk);
/// Forgets what one of them says, its scans too, out of the history and the pages of the file as well; from whom it came and
/// what was answered stays. Not in a transaction. Logged. Errors: UnknownRecord, WrongState (its day has not come).
[[nodiscard]] base::Result<void> forgetIncoming(Desk &desk, sync::RecordId package);

/// For the files of this library.
namespace rows {
/// Who sent a referral that came in.
[[nodiscard]] base::Result<QString> senderOf(Desk &desk, sync::RecordId incoming);
/// The place that was kept for it.
[[nodiscard]] base::Result<std::optional<sync::RecordId>> holdFor(Desk &desk, const IncomingPackage &package);
} // namespace rows

} // namespace indaro::casework
