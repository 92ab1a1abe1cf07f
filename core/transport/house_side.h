// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transport/local_side.h"
#include "core/transport/snapshot_side.h"
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

/// The answer to a sync request, piece by piece where it holds a snapshot: between two pieces whoever saves on this laptop
/// has her turn. What the visitor says it has is noted. Errors (these and the two below): DeviceRevoked (shut out since it
/// came), WireDamaged …, and the store's.
class SyncAnswer
{
public:
    [[nodiscard]] static base::Result<SyncAnswer> begin(SyncDesk &desk, const wire::DeviceId &visitor,
                                                        base::ByteView request);
    [[nodiscard]] bool isReady() const { return m_isReady; }
    [[nodiscard]] base::Result<void> goOn(SyncDesk &desk);
    /// Precondition: isReady().
    [[nodiscard]] base::Bytes take() { return std::move(m_body); }

private:
    SyncAnswer(const wire::DeviceId &visitor, wire::SyncRequest request) : m_visitor(visitor), m_request(std::move(request))
    {
    }
    [[nodiscard]] base::Result<void> end(SyncDesk &desk, std::optional<sync::SealedSnapshot> snapshot);
    wire::DeviceId m_visitor;
    wire::SyncRequest m_request;
    wire::SyncAnswerHead m_head;
    std::optional<sync::SnapshotMaker> m_snapshot; ///< while it is being made
    base::Bytes m_body;
    bool m_isReady = false;
};
/// The same in one piece.
[[nodiscard]] base::Result<base::Bytes> answerSync(SyncDesk &desk, const wire::DeviceId &visitor, base::ByteView request);
struct HouseUpload
{
    wire::UploadAnswer answer; ///< without receipts: only a server signs
    Intake intake;
};
[[nodiscard]] base::Result<HouseUpload> answerUpload(SyncDesk &desk, const wire::DeviceId &visitor, base::ByteView body);
[[nodiscard]] base::Result<HouseUpload> answerRoster(SyncDesk &desk, const wire::DeviceId &visitor, base::ByteView body);

} // namespace indaro::transport
