// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transport/local_side.h"
#include "core/wire/house.h"

/// What the laptop that offers itself on the house's own network answers. Each is one job on the store thread; no network
/// in here. The house stream travels too: nobody else is on this road.
namespace indaro::transport {

/// Does this laptop offer itself when the program starts? Off until somebody switched it on. Errors: the store's.
[[nodiscard]] base::Result<bool> isHouseOffered(store::Connection &db);
[[nodiscard]] base::Result<void> setHouseOffered(store::Connection &db, bool isOffered);

/// Errors: NotEnrolled, DeviceRevoked.
[[nodiscard]] base::Result<base::Bytes> houseOffer(SyncDesk &desk, const crypto::Digest &certificate);
/// Who comes, once its signature and this connection's certificate were checked. Errors: WireDamaged, WireTooNew,
/// WireWrongShelter, AccessRefused (not of the roster, shut out, or another connection's), CryptoAuthFailed, and the
/// store's.
[[nodiscard]] base::Result<wire::DeviceId> welcome(SyncDesk &desk, base::ByteView visit, const crypto::Digest &certificate);

/// The body of the sync answer; what the visitor says it has is noted. Errors (these three): DeviceRevoked (shut out since
/// it came), WireDamaged …, and the store's.
[[nodiscard]] base::Result<base::Bytes> answerSync(SyncDesk &desk, const wire::DeviceId &visitor, base::ByteView request);
struct HouseUpload
{
    wire::UploadAnswer answer; ///< without receipts: only a server signs
    Intake intake;
};
[[nodiscard]] base::Result<HouseUpload> answerUpload(SyncDesk &desk, const wire::DeviceId &visitor, base::ByteView body);
[[nodiscard]] base::Result<HouseUpload> answerRoster(SyncDesk &desk, const wire::DeviceId &visitor, base::ByteView body);

} // namespace indaro::transport
