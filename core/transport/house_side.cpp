// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/house_side.h"

#include "core/sync/local_meta.h"
#include "core/transport/snapshot_side.h"

#include <algorithm>

namespace indaro::transport {

using base::Errc;
using base::Error;
using base::Result;
using wire::ItemStatus;

namespace {

constexpr std::string_view OfferedKey = "transport.house";
constexpr std::uint64_t SnapshotAfter = wire::MiB; // as with a server

Result<void> checkVisitor(const SyncDesk &desk, const wire::DeviceId &visitor)
{
    const auto state = desk.trust.state();
    const auto *device = state.device(visitor);
    if (device == nullptr)
        return Error(Errc::AccessRefused);
    return device->isRevoked ? Result<void>(Error(Errc::DeviceRevoked)) : Result<void>();
}

sync::Road roadTo(const wire::DeviceId &device)
{
    return {sync::Road::Kind::House, base::toHex(device.bytes())};
}

ItemStatus statusOf(const sync::Taken &taken)
{
    // What waits for another laptop's envelope is kept, but nothing this laptop says it has.
    if (taken.outcome == sync::Outcome::Known || taken.outcome == sync::Outcome::Waiting)
        return ItemStatus::AlreadyThere;
    if (taken.outcome != sync::Outcome::Refused)
        return ItemStatus::Stored; // applied, or kept for a person or for what is missing
    const Errc code = taken.why ? taken.why->code : Errc::WireDamaged;
    return code == Errc::SyncUnknownDevice  ? ItemStatus::UnknownDevice
           : code == Errc::WireWrongShelter ? ItemStatus::WrongShelter
           : code == Errc::CryptoAuthFailed ? ItemStatus::BadSignature
                                            : ItemStatus::Damaged;
}

/// What a laptop may bring that a roster says no to.
std::optional<ItemStatus> statusOf(Errc code)
{
    switch (code) {
    case Errc::RosterRefused:
        return ItemStatus::RosterRefused;
    case Errc::RosterParentUnknown:
        return ItemStatus::ParentUnknown;
    case Errc::CryptoAuthFailed:
        return ItemStatus::BadSignature;
    case Errc::WireWrongShelter:
        return ItemStatus::WrongShelter;
    case Errc::WireDamaged:
    case Errc::WireTooNew:
        return ItemStatus::Damaged;
    case Errc::WireTooLarge:
        return ItemStatus::TooLarge;
    default:
        return std::nullopt;
    }
}

Result<Intake> takeBlocks(SyncDesk &desk, std::span<const base::Bytes> blocks)
{
    Intake intake;
    INDARO_TRY(desk.trust.addBlocks(blocks));
    INDARO_TRY(desk.engine.followRoster());
    INDARO_TRY_ASSIGN(const auto taken, desk.engine.retryWaiting());
    intake.add(taken);
    return intake;
}

} // namespace

Result<bool> isHouseOffered(store::Connection &db)
{
    INDARO_TRY_ASSIGN(const auto value, sync::findMeta(db, OfferedKey));
    return value && !value->empty() && value->front() == std::byte{1};
}

Result<void> setHouseOffered(store::Connection &db, bool isOffered)
{
    const std::array value{std::byte{isOffered ? std::uint8_t{1} : std::uint8_t{0}}};
    INDARO_TRY_ASSIGN(auto transaction, db.begin());
    INDARO_TRY(sync::setMeta(db, OfferedKey, value));
    return transaction.commit();
}

Result<base::Bytes> houseOffer(SyncDesk &desk, const crypto::Digest &certificate)
{
    const auto self = desk.trust.isMember() ? desk.trust.self() : std::nullopt;
    if (!self)
        return Error(Errc::NotEnrolled);
    if (self->isRevoked)
        return Error(Errc::DeviceRevoked);
    return wire::signHouseOffer({self->id, certificate}, desk.trust.secrets().sign);
}

Result<wire::DeviceId> welcome(SyncDesk &desk, base::ByteView body, const crypto::Digest &certificate)
{
    INDARO_TRY_ASSIGN(const auto view, wire::parseHouseVisit(body));
    if (!desk.trust.isMember() || view.visit.shelter != desk.trust.shelter())
        return Error(Errc::WireWrongShelter);
    if (view.visit.certificate != certificate)
        return Error(Errc::AccessRefused);
    if (const auto taken = takeBlocks(desk, view.visit.rosterBlocks); !taken && !statusOf(taken.error().code))
        return taken.error(); // blocks that say nothing here are no reason to turn somebody away
    INDARO_TRY(checkVisitor(desk, view.visit.device));
    const auto state = desk.trust.state();
    INDARO_TRY(wire::verifyHouseVisit(view, state.device(view.visit.device)->signKey));
    return view.visit.device;
}

Result<SyncAnswer> SyncAnswer::begin(SyncDesk &desk, const wire::DeviceId &visitor, base::ByteView body)
{
    INDARO_TRY(checkVisitor(desk, visitor));
    INDARO_TRY_ASSIGN(auto request, wire::decodeSyncRequest(body));
    INDARO_TRY(desk.engine.noteHave(visitor.bytes(), request.have, roadTo(visitor)));
    INDARO_TRY(desk.engine.cutPending());
    SyncAnswer answer(visitor, std::move(request));
    const auto &asked = answer.m_request;
    INDARO_TRY_ASSIGN(answer.m_head.have, desk.engine.have(true));
    answer.m_head.rosterBlocks = desk.trust.blocksAfter(asked.rosterHeads);
    answer.m_head.knowsRoster =
        (asked.takesSnapshot || asked.goesOnUploading) && desk.trust.chain().knows(asked.rosterHeads);
    if (asked.takesSnapshot) {
        INDARO_TRY_ASSIGN(answer.m_snapshot, startHouseSnapshot(desk, visitor, asked.have, SnapshotAfter));
    }
    if (!answer.m_snapshot)
        INDARO_TRY(answer.end(desk, std::nullopt));
    return answer;
}

Result<void> SyncAnswer::goOn(SyncDesk &desk)
{
    INDARO_TRY(checkVisitor(desk, m_visitor));
    const auto made = m_snapshot->goOn(desk.engine.log(), desk.trust);
    if (!made && isAboutSnapshot(made.error().code)) // a key is missing, or somebody was erased meanwhile
        return end(desk, std::nullopt);
    INDARO_TRY(made);
    return m_snapshot->isReady() ? end(desk, m_snapshot->take(desk.trust)) : Result<void>();
}

Result<void> SyncAnswer::end(SyncDesk &desk, std::optional<sync::SealedSnapshot> snapshot)
{
    wire::HaveVector theirs = m_request.have;
    std::vector<base::Bytes> bodies;
    if (snapshot) {
        m_head.parts = static_cast<std::uint16_t>(snapshot->parts.size());
        m_head.snapshot = std::move(snapshot->manifest);
        bodies = std::move(snapshot->parts);
        theirs = m_head.have; // it stands for all of it
    }
    INDARO_TRY_ASSIGN(auto batch,
                      desk.engine.envelopesFor(theirs, std::min<std::size_t>(m_request.maxBytes, wire::MiB), true));
    m_head.hasMore = batch.hasMore;
    m_head.needsSnapshot = batch.needsSnapshot;
    m_head.envelopes = static_cast<std::uint32_t>(batch.envelopes.size());
    bodies.insert(bodies.end(), std::make_move_iterator(batch.envelopes.begin()),
                  std::make_move_iterator(batch.envelopes.end()));
    m_body = wire::encodeSyncAnswerHead(m_head, m_request.have);
    for (const auto &one : bodies)
        m_body.insert(m_body.end(), one.begin(), one.end());
    m_snapshot.reset();
    m_isReady = true;
    return {};
}

Result<base::Bytes> answerSync(SyncDesk &desk, const wire::DeviceId &visitor, base::ByteView request)
{
    INDARO_TRY_ASSIGN(auto answer, SyncAnswer::begin(desk, visitor, request));
    while (!answer.isReady())
        INDARO_TRY(answer.goOn(desk));
    return answer.take();
}

Result<HouseUpload> answerUpload(SyncDesk &desk, const wire::DeviceId &visitor, base::ByteView body)
{
    INDARO_TRY(checkVisitor(desk, visitor));
    HouseUpload upload;
    const auto cut = wire::cutEnvelopes(body);
    if (cut.envelopes.size() >= wire::MaxUploadItems)
        return Error(Errc::WireTooLarge, {{"entries", static_cast<std::int64_t>(cut.envelopes.size())}});
    INDARO_TRY_ASSIGN(const auto all, desk.engine.takeIn(cut.envelopes, roadTo(visitor)));
    for (const auto &taken : all) {
        upload.intake.add(taken);
        upload.answer.items.push_back(statusOf(taken));
    }
    if (!cut.rest.empty())
        upload.answer.items.push_back(ItemStatus::Damaged);
    return upload;
}

Result<HouseUpload> answerRoster(SyncDesk &desk, const wire::DeviceId &visitor, base::ByteView body)
{
    INDARO_TRY(checkVisitor(desk, visitor));
    INDARO_TRY_ASSIGN(const auto blocks, wire::decodeRosterBlocks(body));
    HouseUpload upload;
    auto taken = takeBlocks(desk, blocks);
    if (taken) {
        upload.intake = std::move(*taken);
        upload.answer.items.assign(blocks.size(), ItemStatus::Stored);
        return upload;
    }
    const auto status = statusOf(taken.error().code);
    if (!status)
        return taken.error();
    upload.answer.items.assign(blocks.size(), *status);
    return upload;
}

} // namespace indaro::transport
