// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "core/crypto/sign.h"
#include "core/sop/pack.h"
#include "core/sop/pack_signature.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace indaro::casework {

/// Procedure packs of the house: the one that comes with the program, and those taken in from a file. A revision is never
/// changed; a newer one stands beside it, since cases keep the one they began with. The one that comes with the program is
/// kept among the records of the house when a checklist first follows it, so that a laptop with an older program, or this
/// one after an update, still reads what the case was begun with. Store thread; everything may also fail with the store's
/// errors.

using PackRecordId = sync::RecordId;

/// A pack ready for use, and where it is kept.
struct PackInUse
{
    std::shared_ptr<const sop::Pack> pack;
    std::optional<PackRecordId> id{}; ///< empty: the one that comes with the program
};

/// What a file of a pack is, before it is taken in.
struct PackWeighing
{
    sop::PackReading reading{};
    sop::PackSignature signature{};
    bool isKeyKnown = false;             ///< a director of this house accepted a pack with this key before
    bool isHere = false;                 ///< the same bytes are kept already
    std::optional<int> newestRevision{}; ///< of this pack in the house, the shipped one counted
};
/// Errors: as sop::readPack.
[[nodiscard]] base::Result<PackWeighing> weighPack(Desk &desk, const QByteArray &file);

/// How a director lets a pack in that nobody the house knows has signed.
enum class PackTrust {
    KnownKey,  ///< only if its key is known
    AcceptKey, ///< the 30 digits were compared: this key is known from now on
    Local      ///< the house itself vouches for it, whatever its signature
};
/// Takes a pack in, whole or not at all. Errors: as sop::readPack; SopPackFaulty (faults=), SopPackTampered,
/// SopPackUnsigned, SopIssuerUnknown, SopPackOlder (this revision or a newer one is here), AccessRefused (only a director
/// accepts a key, or vouches for a pack).
[[nodiscard]] base::Result<PackRecordId> takePack(Desk &desk, const QByteArray &file, PackTrust trust);

struct StoredPack
{
    std::optional<PackRecordId> id{}; ///< empty: the one that comes with the program
    QString packId{};
    int revision = 0;
    QString title{}; ///< French
    QString issuer{};
    bool isLocal = false;   ///< a director vouches for it
    bool isShipped = false; ///< came with a program, this one or another laptop's
    QString keyDigits{};    ///< of who signed it; empty where nobody did
    QString takenBy{};      ///< the name of the member of staff
    base::UtcMs takenAt = 0;
    int parts = 0;
    int partsHere = 0;
    int checklists = 0; ///< cases that follow it

    [[nodiscard]] bool isWhole() const { return partsHere == parts; }
};
/// Newest revision first, the shipped pack among them.
[[nodiscard]] base::Result<std::vector<StoredPack>> listPacks(Desk &desk);

/// Whether a pack cannot be followed on this laptop yet: not all of it has come, it is damaged, or the program is too old.
[[nodiscard]] bool isPackUnreadable(base::Errc code) noexcept;

/// A pack of the house. Errors: UnknownRecord, SopStillComing (here=, parts=), SopPackDamaged.
[[nodiscard]] base::Result<PackInUse> loadPack(Desk &desk, const std::optional<PackRecordId> &id);
/// The file of a pack, as it was taken in. Errors: as loadPack.
[[nodiscard]] base::Result<QByteArray> loadPackFile(Desk &desk, const std::optional<PackRecordId> &id);
/// What a checklist follows that names no record of a pack: this revision of the pack that comes with the program, whatever
/// program is installed today. Errors: SopPackTooNew (revision=: this program has never carried it), as loadPack.
[[nodiscard]] base::Result<PackInUse> loadShippedPack(Desk &desk, const QString &packId, int revision);
/// The record of the pack that comes with the program, made now if there is none yet. In the caller's transaction.
[[nodiscard]] base::Result<PackRecordId> keepShippedPack(Desk &desk);
/// What a case that begins now follows: the newest whole revision of the pack the house decided for last, else of the one
/// that comes with the program, this one's or that of a laptop with a newer program.
[[nodiscard]] base::Result<PackInUse> newestPack(Desk &desk);

} // namespace indaro::casework
