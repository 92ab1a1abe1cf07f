// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/house_side.h"
#include "core/transport/snapshot_side.h"
#include "core/wire/snapshot_manifest.h"
#include "tests/simulation/sim_coverage.h"
#include "tests/simulation/sim_roads.h"

namespace indaro::tests {

using base::Errc;
using base::Error;
using base::Result;

SimServer::SimServer(std::shared_ptr<const MemoryRelayStore::State> state)
{
    store.restore(std::move(state));
    restart();
}

void SimServer::restart()
{
    relay.emplace(relay::Relay::open(store, clock, {}).value());
}

Result<base::Bytes> SimServer::sync(const relay::Caller &caller, const transport::Opening &opening)
{
    INDARO_TRY_ASSIGN(auto answer, relay->sync(caller, opening.request));
    if (lies.news) {
        wire::SyncAnswerReader reader(opening.have);
        INDARO_TRY(reader.feed(answer.head));
        auto head = *reader.head();
        lies.news(head, answer.envelopes);
        answer.head = wire::encodeSyncAnswerHead(head, opening.have);
    }
    base::Bytes bytes = std::move(answer.head);
    for (const auto &envelope : answer.envelopes)
        bytes.insert(bytes.end(), envelope.begin(), envelope.end());
    if (lies.bytes)
        lies.bytes(bytes);
    return bytes;
}

Result<wire::UploadAnswer> SimServer::upload(const relay::Caller &caller, base::ByteView body)
{
    const auto before = store.snapshot();
    INDARO_TRY_ASSIGN(auto answer, relay->upload(caller, body));
    if (lies.forgetsUploads)
        store.restore(before);
    if (lies.receipts)
        lies.receipts(answer);
    return answer;
}

namespace {

constexpr std::size_t Piece = 64 * wire::KiB;

/// What the laptop reads of an answer before the link is cut, and what that did.
struct News
{
    wire::SyncAnswerHead head;
    bool isWhole;
};

Result<std::optional<News>> takeNews(transport::SyncDesk desk, const transport::Opening &opening, base::Bytes answer,
                                     const RoadTrouble &trouble)
{
    if (trouble.happens(4, Event::LinkCut))
        answer.resize((*trouble.dice)(answer.size() + 1));
    wire::SyncAnswerReader reader(opening.have);
    bool isHeadTaken = false;
    for (std::size_t at = 0; at < answer.size();) {
        const std::size_t piece = trouble.dice != nullptr ? 1 + (*trouble.dice)(answer.size() - at) : answer.size() - at;
        INDARO_TRY(reader.feed(base::ByteView(answer).subspan(at, piece)));
        at += piece;
        if (reader.head() && !isHeadTaken) {
            isHeadTaken = true;
            INDARO_TRY(transport::takeHead(desk, opening.access, *reader.head()));
        }
        const auto envelopes = reader.takeEnvelopes();
        INDARO_TRY(transport::takeEnvelopes(desk, opening.access, envelopes));
    }
    if (!reader.head())
        return std::optional<News>();
    return std::optional(News{*reader.head(), reader.isComplete()});
}

/// Who answers a laptop's requests: the server, or another laptop of the house.
struct Peer
{
    std::function<Result<base::Bytes>(const transport::Opening &opening)> sync;
    std::function<Result<wire::UploadAnswer>(base::ByteView body)> roster;
    std::function<Result<wire::UploadAnswer>(base::ByteView body)> upload;
    std::optional<transport::ServerAccess> neighbour; ///< unset: the server
};

Result<bool> sendRoster(transport::SyncDesk desk, const Peer &peer, const RoadTrouble &trouble)
{
    INDARO_TRY_ASSIGN(const auto body, transport::rosterBody(desk));
    if (trouble.happens(8, Event::LinkCut))
        return false;
    INDARO_TRY_ASSIGN(const auto answer, peer.roster(body));
    if (trouble.happens(8, Event::LinkCut))
        return false;
    for (const auto status : answer.items) {
        if (status != wire::ItemStatus::Stored && status != wire::ItemStatus::AlreadyThere)
            return Error(Errc::ServerRefused, {{"word", std::string(wire::itemStatusName(status))}});
    }
    if (peer.neighbour)
        return true;
    INDARO_TRY_ASSIGN(auto access, transport::findServer(desk.db, ServerUrl));
    access->rosterSent = transport::rosterMark(desk.trust);
    INDARO_TRY(transport::keepServer(desk.db, *access));
    return true;
}

/// Whether the round is over, or has to be begun anew.
enum class Sent { All, Anew, CutOff };

Result<Sent> sendAll(transport::SyncDesk desk, const Peer &peer, const transport::Opening &opening, wire::HaveVector theirs,
                     const RoadTrouble &trouble)
{
    bool wasRosterSent = false;
    if (opening.needsRosterSent) {
        INDARO_TRY_ASSIGN(wasRosterSent, sendRoster(desk, peer, trouble));
        if (!wasRosterSent)
            return Sent::CutOff;
    }
    for (;;) {
        INDARO_TRY_ASSIGN(auto upload, transport::nextUpload(desk, opening.access, theirs, Piece, Piece));
        if (upload.items.empty())
            return Sent::All;
        if (trouble.happens(8, Event::LinkCut))
            upload.body.resize((*trouble.dice)(upload.body.size() + 1)); // whole envelopes count
        if (trouble.happens(6))                                          // a proxy repeats the request
            INDARO_TRY(peer.upload(upload.body));
        INDARO_TRY_ASSIGN(const auto answer, peer.upload(upload.body));
        if (trouble.happens(6, Event::LinkCut))
            return Sent::CutOff; // the other has it; the laptop does not know
        if (answer.items.size() < upload.items.size() || answer.items.back() == wire::ItemStatus::Damaged)
            return Sent::CutOff;
        INDARO_TRY_ASSIGN(auto result, transport::takeUploadAnswer(desk, opening.access, theirs, upload.items, answer));
        if (result.needsRoster && !wasRosterSent) {
            INDARO_TRY_ASSIGN(wasRosterSent, sendRoster(desk, peer, trouble));
            continue;
        }
        if (result.needsRoster)
            return Error(Errc::ServerRefused, {{"word", std::string("unknown-device")}});
        if (result.mustAskAgain)
            return Sent::Anew;
        if (result.theirs == theirs)
            return Error(Errc::ServerBusy);
        theirs = std::move(result.theirs);
    }
}

enum class Round { Done, Anew, CutOff, NeedsSnapshot };

Result<Round> runRound(transport::SyncDesk desk, const Peer &peer, const transport::Opening &opening,
                       const RoadTrouble &trouble, bool mayTakeSnapshot)
{
    INDARO_TRY_ASSIGN(auto bytes, peer.sync(opening));
    INDARO_TRY_ASSIGN(const auto news, takeNews(desk, opening, std::move(bytes), trouble));
    if (!news || !news->isWhole)
        return Round::CutOff; // another time
    if (news->head.needsSnapshot && mayTakeSnapshot)
        return Round::NeedsSnapshot;
    if (news->head.hasMore && news->head.envelopes > 0)
        return Round::Anew;
    INDARO_TRY_ASSIGN(const auto sent, sendAll(desk, peer, opening, news->head.have, trouble));
    return sent == Sent::Anew ? Round::Anew : sent == Sent::All ? Round::Done : Round::CutOff;
}

/// Part by part, on with one that was begun. False: the link was cut. What the server has may be no use: that is over too.
Result<bool> takeServerSnapshot(transport::SyncDesk desk, SimServer &server, const relay::Caller &caller, bool isLoading,
                                const RoadTrouble &trouble)
{
    const auto open = [&]() -> Result<std::shared_ptr<transport::SnapshotLoading>> {
        if (isLoading)
            return transport::SnapshotLoading::resume(desk);
        INDARO_TRY_ASSIGN(const auto manifest, server.relay->newestSnapshot(caller));
        return transport::SnapshotLoading::start(desk, manifest);
    };
    const auto isNoUse = [](Errc code) { return code == Errc::NotFound || transport::isAboutSnapshot(code); };
    const auto loading = open();
    if (!loading && !isNoUse(loading.error().code))
        return loading.error();
    if (!loading || *loading == nullptr) {
        INDARO_TRY(transport::forgetLoading(desk.db));
        return true;
    }
    while ((*loading)->partsTaken() < (*loading)->partCount()) {
        if (trouble.happens(6, Event::LinkCut))
            return false;
        const auto number = static_cast<std::uint32_t>((*loading)->partsTaken() + 1);
        const auto part = server.relay->snapshotPart(caller, (*loading)->name(), number);
        const auto taken = part ? (*loading)->add(desk, *part) : Result<transport::Intake>(part.error());
        if (!taken && !isNoUse(taken.error().code))
            return taken.error();
        if (!taken) {
            INDARO_TRY(transport::forgetLoading(desk.db));
            return true;
        }
    }
    count(Event::ServerSnapshotTaken);
    return true;
}

Result<sync::SealedSnapshot> sealed(transport::SyncDesk desk)
{
    INDARO_TRY_ASSIGN(auto maker, transport::startServerSnapshot(desk));
    while (!maker.isReady())
        INDARO_TRY(maker.goOn(desk.engine.log(), desk.trust));
    return maker.take(desk.trust);
}

/// After everything is exchanged; what goes wrong here does no harm. Errors: the laptop's store's.
Result<void> giveServerSnapshot(transport::SyncDesk desk, SimServer &server, const relay::Caller &caller,
                                const RoadTrouble &trouble)
{
    INDARO_TRY_ASSIGN(const bool isDue, transport::isSnapshotDue(desk, ServerUrl, server.snapshotAfter));
    if (!isDue)
        return {};
    if (const auto newest = server.relay->newestSnapshot(caller))
        INDARO_TRY(transport::noteServerSnapshot(desk, ServerUrl, *newest));
    INDARO_TRY_ASSIGN(const bool isStillDue, transport::isSnapshotDue(desk, ServerUrl, server.snapshotAfter));
    if (!isStillDue)
        return {};
    const auto made = sealed(desk);
    if (!made)
        return transport::isAboutSnapshot(made.error().code) ? Result<void>() : made.error();
    const auto there = server.relay->beginSnapshot(caller, made->manifest);
    if (!there)
        return {};
    const auto name = wire::parseSnapshotManifest(made->manifest)->hash;
    for (std::size_t i = 0; i < made->parts.size(); ++i) {
        if (trouble.happens(8, Event::LinkCut))
            return {};
        const bool isThere = i < there->size() && (*there)[i] == '1';
        if (!isThere && !server.relay->addSnapshotPart(caller, name, static_cast<std::uint32_t>(i + 1), made->parts[i]))
            return {};
    }
    count(Event::ServerSnapshotGiven);
    return transport::noteServerSnapshot(desk, ServerUrl, made->manifest);
}

} // namespace

Result<void> exchangeWithServer(SimLaptop &laptop, SimServer &server, const RoadTrouble &trouble)
{
    transport::SyncDesk desk = laptop.desk();
    bool hasTried = false;
    for (int round = 0; round < 8; ++round) {
        INDARO_TRY_ASSIGN(const auto opening, transport::openRound(desk, ServerUrl, std::nullopt));
        INDARO_TRY_ASSIGN(const auto caller, server.relay->authenticate(opening.access.token));
        const Peer peer{[&](const transport::Opening &asked) { return server.sync(caller, asked); },
                        [&](base::ByteView body) { return server.relay->addRosterBlocks(caller, body); },
                        [&](base::ByteView body) { return server.upload(caller, body); }, std::nullopt};
        Round done = Round::NeedsSnapshot;
        if (!opening.isLoading) {
            INDARO_TRY_ASSIGN(done, runRound(desk, peer, opening, trouble, !hasTried));
        }
        if (done == Round::CutOff)
            return {};
        if (done == Round::NeedsSnapshot) {
            hasTried = true;
            INDARO_TRY_ASSIGN(const bool isOver, takeServerSnapshot(desk, server, caller, opening.isLoading, trouble));
            if (!isOver)
                return {};
            continue;
        }
        if (done == Round::Done)
            return server.snapshotAfter > 0 ? giveServerSnapshot(desk, server, caller, trouble) : Result<void>();
    }
    return {};
}

Result<void> exchangeInTheHouse(SimLaptop &visitor, SimLaptop &host, const RoadTrouble &trouble)
{
    transport::SyncDesk desk = visitor.desk();
    transport::SyncDesk theirs = host.desk();
    const auto certificate = crypto::hash(host.device().bytes());
    INDARO_TRY_ASSIGN(const auto offer, transport::houseOffer(theirs, certificate));
    INDARO_TRY_ASSIGN(const auto meeting, transport::meetNeighbour(desk, "https://192.168.1.23:8437", offer, certificate));
    INDARO_TRY_ASSIGN(const auto who, transport::welcome(theirs, meeting.visit, certificate));
    const auto answerOf = [](Result<transport::HouseUpload> upload) -> Result<wire::UploadAnswer> {
        INDARO_TRY(upload);
        return std::move(upload->answer);
    };
    const Peer peer{[&](const transport::Opening &asked) { return transport::answerSync(theirs, who, asked.request); },
                    [&](base::ByteView body) { return answerOf(transport::answerRoster(theirs, who, body)); },
                    [&](base::ByteView body) { return answerOf(transport::answerUpload(theirs, who, body)); },
                    meeting.access};
    for (int round = 0; round < 8; ++round) {
        INDARO_TRY_ASSIGN(const auto opening, transport::openRound(desk, {}, meeting.access));
        INDARO_TRY_ASSIGN(const auto done, runRound(desk, peer, opening, trouble, false));
        if (done == Round::Done)
            count(Event::HouseVisit);
        if (done != Round::Anew)
            return {};
    }
    return {};
}

} // namespace indaro::tests
