// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/local_side.h"

#include "core/sync/backlog.h"
#include "core/transport/snapshot_side.h"
#include "core/wire/house.h"

#include <algorithm>

namespace indaro::transport {

using base::Errc;
using base::Error;
using base::Result;
using wire::ItemStatus;

namespace {

constexpr std::uint32_t WantedAtOnce = 1024 * 1024; // of one answer; a cut link costs at most one envelope anyway

constexpr std::uint64_t BytesOfOne = 20; // an operation among many, sealed: for an estimate only

sync::Road roadOf(const ServerAccess &access)
{
    if (access.neighbour)
        return {sync::Road::Kind::House, base::toHex(access.neighbour->bytes())};
    return {sync::Road::Kind::Server, base::toHex(access.serverKey)};
}

/// Whose word it is.
base::ByteView peerOf(const ServerAccess &access)
{
    return access.neighbour ? base::ByteView(access.neighbour->bytes()) : base::ByteView(access.serverKey);
}

bool withHouse(const ServerAccess &access)
{
    return access.neighbour.has_value();
}

/// Operations that travel on this road and are in no envelope yet.
Result<std::uint64_t> pendingFor(SyncDesk &desk, const ServerAccess &access)
{
    INDARO_TRY_ASSIGN(const auto general, desk.engine.pending(sync::Stream::General));
    if (!withHouse(access))
        return general;
    INDARO_TRY_ASSIGN(const auto house, desk.engine.pending(sync::Stream::House));
    return general + house;
}

/// Is it the very envelope this upload begins with?
bool isBeginningOf(const wire::KeptUpload &kept, const Upload &upload)
{
    if (upload.items.empty())
        return false;
    const auto &first = upload.items.front();
    return first.key == kept.key && first.number == kept.number && kept.bytes < first.bytes &&
           wire::prefixOf(crypto::hash(base::ByteView(upload.body).first(kept.bytes))) == kept.hash;
}

/// A neighbour has taken it in, and must show it from now on.
Result<void> noteTaken(SyncDesk &desk, const ServerAccess &access, const Upload::Item &item)
{
    INDARO_TRY_ASSIGN(const auto hash, sync::EnvelopeRows(desk.db).hashOf(item.key, item.number));
    if (!hash)
        return {};
    return desk.engine.noteHeads(peerOf(access), {{item.key, item.number, wire::prefixOf(*hash)}}, roadOf(access));
}

Error refusedAs(ItemStatus status)
{
    return Error(Errc::ServerRefused, {{"word", std::string(wire::itemStatusName(status))}});
}

} // namespace

Result<void> checkRoad(SyncDesk &desk, const ServerAccess &access)
{
    using Kind = sync::AlarmKind;
    INDARO_TRY_ASSIGN(const auto alarms, sync::openAlarms(desk.db));
    for (const auto &alarm : alarms) {
        const bool isAboutRoad = alarm.kind == Kind::Fork || alarm.kind == Kind::Rollback ||
                                 alarm.kind == Kind::ChainBroken || alarm.kind == Kind::Forged ||
                                 alarm.kind == Kind::HouseOnServer || alarm.kind == Kind::ReceiptWrong;
        if (isAboutRoad && alarm.detail.find(sync::toText(roadOf(access))) != std::string::npos)
            return Error(Errc::RoadStopped, {{"alarm", std::string(sync::alarmName(alarm.kind))}, {"id", alarm.id}});
    }
    return {};
}

void Intake::add(const sync::Taken &taken)
{
    applied += taken.envelopes;
    waiting += taken.outcome == sync::Outcome::Waiting ? 1 : 0;
    held += taken.outcome == sync::Outcome::Held ? 1 : 0;
    quarantined += taken.outcome == sync::Outcome::Quarantined ? 1 : 0;
    refused += taken.outcome == sync::Outcome::Refused ? 1 : 0;
    changed.insert(changed.end(), taken.changed.begin(), taken.changed.end());
}

void Intake::add(const Intake &more)
{
    applied += more.applied;
    waiting += more.waiting;
    held += more.held;
    quarantined += more.quarantined;
    refused += more.refused;
    changed.insert(changed.end(), more.changed.begin(), more.changed.end());
}

Result<Opening> openRound(SyncDesk &desk, const std::string &url, const std::optional<ServerAccess> &neighbour,
                          bool takesSnapshot)
{
    if (!desk.trust.isMember())
        return Error(Errc::NotEnrolled);
    const auto self = desk.trust.self();
    if (!self)
        return Error(Errc::NotEnrolled);
    if (self->isRevoked)
        return Error(Errc::DeviceRevoked);
    auto access = neighbour;
    if (!access) {
        INDARO_TRY_ASSIGN(access, findServer(desk.db, url));
    }
    if (!access)
        return Error(Errc::AccessRefused);
    INDARO_TRY(checkRoad(desk, *access));
    INDARO_TRY_ASSIGN(auto have, desk.engine.have(withHouse(*access)));
    auto heads = desk.trust.heads();
    const bool namesAllHeads = heads.size() <= wire::MaxHeads;
    heads.resize(std::min(heads.size(), wire::MaxHeads));
    auto request = wire::encodeSyncRequest({WantedAtOnce, std::move(heads), have, takesSnapshot, true});
    const bool needsRosterSent = access->rosterSent != rosterMark(desk.trust);
    INDARO_TRY_ASSIGN(const bool isLoading, isLoadingSnapshot(desk.db));
    return Opening{std::move(*access), desk.trust.shelter(), std::move(have), std::move(request),
                   needsRosterSent,    namesAllHeads,        isLoading};
}

namespace {

/// The server lacks what it was sent: it was put back to an earlier state, and the others would wait for keys in vain.
Result<void> sendRosterAgain(SyncDesk &desk, const ServerAccess &access)
{
    INDARO_TRY_ASSIGN(auto kept, findServer(desk.db, access.url));
    if (!kept || !kept->rosterSent)
        return {};
    kept->rosterSent.reset();
    return keepServer(desk.db, *kept);
}

} // namespace

Result<Intake> takeHead(SyncDesk &desk, const ServerAccess &access, const wire::SyncAnswerHead &head)
{
    Intake intake;
    if (!head.rosterBlocks.empty())
        INDARO_TRY(desk.trust.addBlocks(head.rosterBlocks));
    // Also what blocks of last time ask for: the power may have failed, or the disk, before it was done.
    INDARO_TRY(desk.engine.followRoster());
    INDARO_TRY_ASSIGN(const auto taken, desk.engine.retryWaiting());
    intake.add(taken);
    INDARO_TRY(desk.engine.noteHave(peerOf(access), head.have, roadOf(access)));
    if (!head.knowsRoster && !access.neighbour)
        INDARO_TRY(sendRosterAgain(desk, access));
    INDARO_TRY(checkRoad(desk, access));
    return intake;
}

Result<Intake> takeEnvelopes(SyncDesk &desk, const ServerAccess &access, std::span<const base::Bytes> envelopes)
{
    Intake intake;
    const std::vector<base::ByteView> views(envelopes.begin(), envelopes.end());
    INDARO_TRY_ASSIGN(const auto all, desk.engine.takeIn(views, roadOf(access)));
    for (const auto &taken : all)
        intake.add(taken);
    return intake;
}

Result<Upload> nextUpload(SyncDesk &desk, const ServerAccess &access, const wire::HaveVector &theirs, std::size_t pieceSize,
                          std::size_t envelopeSize, const std::optional<wire::KeptUpload> &kept)
{
    INDARO_TRY_ASSIGN(auto left, sync::backlogFor(desk.db, theirs, withHouse(access)));
    sync::CutOptions cut;
    cut.bytes = envelopeSize;
    cut.envelopes = 1;
    while (left.bytes < pieceSize) {
        INDARO_TRY_ASSIGN(const auto made, desk.engine.cutPending(cut));
        const auto before = left.bytes;
        INDARO_TRY_ASSIGN(left, sync::backlogFor(desk.db, theirs, withHouse(access)));
        if (made == 0 || left.bytes == before) // what was cut stays in the house
            break;
    }
    INDARO_TRY_ASSIGN(const auto pending, pendingFor(desk, access)); // reads what it counts: once is enough
    Upload upload;
    upload.left = {left.operations + pending, left.bytes + pending * BytesOfOne, left.envelopes};
    INDARO_TRY_ASSIGN(const auto batch,
                      desk.engine.envelopesFor(theirs, std::min(pieceSize, wire::MaxUpload), withHouse(access)));
    for (const auto &envelope : batch.envelopes) {
        INDARO_TRY_ASSIGN(const auto view, wire::parseEnvelope(envelope));
        if (upload.items.size() == wire::MaxUploadItems || upload.body.size() + envelope.size() > wire::MaxUpload)
            break;
        upload.items.push_back({view.key(), view.header.number, envelope.size()});
        upload.body.insert(upload.body.end(), envelope.begin(), envelope.end());
    }
    if (kept && isBeginningOf(*kept, upload)) {
        upload.offset = kept->bytes;
        upload.body.erase(upload.body.begin(), upload.body.begin() + static_cast<std::ptrdiff_t>(kept->bytes));
    }
    return upload;
}

Result<Acknowledged> takeUploadAnswer(SyncDesk &desk, const ServerAccess &access, wire::HaveVector theirs,
                                      const std::vector<Upload::Item> &items, const wire::UploadAnswer &answer)
{
    Acknowledged out{std::move(theirs)};
    std::vector<wire::Head> signedFor;
    for (const auto &bytes : answer.receipts) {
        INDARO_TRY(desk.engine.noteReceipt(bytes, access.serverKey));
        INDARO_TRY_ASSIGN(const auto receipt, wire::openReceipt(bytes, access.serverKey));
        signedFor.push_back({receipt.key, receipt.number, wire::prefixOf(receipt.hash)});
        ++out.receipts;
    }
    // What it has signed for it must show from now on.
    INDARO_TRY(desk.engine.noteHeads(access.serverKey, signedFor, roadOf(access)));
    INDARO_TRY(checkRoad(desk, access));
    for (std::size_t i = 0; i < std::min(items.size(), answer.items.size()); ++i) {
        const auto &item = items[i];
        if (access.neighbour && answer.items[i] == ItemStatus::Stored)
            INDARO_TRY(noteTaken(desk, access, item));
        switch (answer.items[i]) {
        case ItemStatus::Stored:
        case ItemStatus::AlreadyThere:
            out.theirs[item.key] = std::max(wire::numberIn(out.theirs, item.key), item.number);
            break;
        case ItemStatus::Quarantined: // of a laptop that was shut out: it is kept there for people, do not send it again
            if (item.key.device == desk.trust.secrets().device)
                return Error(Errc::DeviceRevoked);
            out.theirs[item.key] = wire::MaxNumber;
            break;
        case ItemStatus::UnknownDevice:
            out.needsRoster = true;
            return out;
        case ItemStatus::Gap:
            out.mustAskAgain = true;
            return out;
        case ItemStatus::Fork:
        case ItemStatus::ChainBroken: {
            const auto kind = answer.items[i] == ItemStatus::Fork ? sync::AlarmKind::Fork : sync::AlarmKind::ChainBroken;
            const std::string detail = base::toHex(item.key.device.bytes()) + ":" + std::to_string(item.number) +
                                       " road=" + sync::toText(roadOf(access));
            INDARO_TRY(sync::raiseAlarm(desk.db, kind, detail, desk.clock.nowUtc()));
            INDARO_TRY(checkRoad(desk, access));
            out.theirs[item.key] = wire::MaxNumber; // a person has looked: what can still be sent there goes on
            break;
        }
        case ItemStatus::QuotaFull:
            return Error(Errc::QuotaFull);
        case ItemStatus::Failed:
            return Error(Errc::ServerBusy);
        case ItemStatus::NotLookedAt:
            return out; // what comes after it neither
        default:
            return refusedAs(answer.items[i]);
        }
    }
    return out;
}

Result<Meeting> meetNeighbour(SyncDesk &desk, const std::string &url, base::ByteView offer,
                              const crypto::Digest &certificate)
{
    const auto self = desk.trust.isMember() ? desk.trust.self() : std::nullopt;
    if (!self)
        return Error(Errc::NotEnrolled);
    if (self->isRevoked)
        return Error(Errc::DeviceRevoked);
    INDARO_TRY_ASSIGN(const auto view, wire::parseHouseOffer(offer));
    if (view.offer.device == self->id)
        return Error(Errc::InvalidArgument, {{"what", std::string("address")}});
    const auto state = desk.trust.state();
    const auto *device = state.device(view.offer.device);
    if (device == nullptr || device->isRevoked)
        return Error(Errc::SyncUnknownDevice);
    if (!wire::verifyHouseOffer(view, device->signKey) || view.offer.certificate != certificate)
        return Error(Errc::CertificateNotTrusted,
                     {{"fingerprint", base::toHex(certificate)}, {"wasPinned", std::int64_t{1}}});
    Meeting meeting;
    meeting.access.url = url;
    meeting.access.serverKey = device->signKey;
    meeting.access.certificate = certificate;
    meeting.access.neighbour = device->id;
    meeting.access.rosterSent = rosterMark(desk.trust); // with the visit
    meeting.visit = wire::signHouseVisit({desk.trust.shelter(), self->id, certificate, desk.trust.blocksAfter({})},
                                         desk.trust.secrets().sign);
    return meeting;
}

Result<base::Bytes> rosterBody(SyncDesk &desk)
{
    return wire::encodeRosterBlocks(desk.trust.blocksAfter({}));
}

} // namespace indaro::transport
