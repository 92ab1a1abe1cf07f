// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/sim_roads.h"

#include "tests/simulation/sim_coverage.h"

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

Result<bool> sendRoster(transport::SyncDesk desk, SimServer &server, const relay::Caller &caller, const RoadTrouble &trouble)
{
    INDARO_TRY_ASSIGN(const auto body, transport::rosterBody(desk));
    if (trouble.happens(8, Event::LinkCut))
        return false;
    INDARO_TRY_ASSIGN(const auto answer, server.relay->addRosterBlocks(caller, body));
    if (trouble.happens(8, Event::LinkCut))
        return false;
    for (const auto status : answer.items) {
        if (status != wire::ItemStatus::Stored && status != wire::ItemStatus::AlreadyThere)
            return Error(Errc::ServerRefused, {{"word", std::string(wire::itemStatusName(status))}});
    }
    INDARO_TRY_ASSIGN(auto access, transport::findServer(desk.db, ServerUrl));
    access->rosterSent = transport::rosterMark(desk.trust);
    INDARO_TRY(transport::keepServer(desk.db, *access));
    return true;
}

/// Whether the round is over, or has to be begun anew.
enum class Sent { All, Anew, CutOff };

Result<Sent> sendAll(transport::SyncDesk desk, SimServer &server, const relay::Caller &caller,
                     const transport::Opening &opening, wire::HaveVector theirs, const RoadTrouble &trouble)
{
    bool wasRosterSent = false;
    if (opening.needsRosterSent) {
        INDARO_TRY_ASSIGN(wasRosterSent, sendRoster(desk, server, caller, trouble));
        if (!wasRosterSent)
            return Sent::CutOff;
    }
    for (;;) {
        INDARO_TRY_ASSIGN(auto upload, transport::nextUpload(desk, opening.access, theirs, Piece, Piece));
        if (upload.items.empty())
            return Sent::All;
        if (trouble.happens(8, Event::LinkCut))
            upload.body.resize((*trouble.dice)(upload.body.size() + 1)); // cut off; whole envelopes count
        if (trouble.happens(6))                                          // a proxy repeats the request
            INDARO_TRY(server.upload(caller, upload.body));
        INDARO_TRY_ASSIGN(const auto answer, server.upload(caller, upload.body));
        if (trouble.happens(6, Event::LinkCut))
            return Sent::CutOff; // the server has it; the laptop does not know
        if (answer.items.size() < upload.items.size() || answer.items.back() == wire::ItemStatus::Damaged)
            return Sent::CutOff;
        INDARO_TRY_ASSIGN(auto result, transport::takeUploadAnswer(desk, opening.access, theirs, upload.items, answer));
        if (result.needsRoster && !wasRosterSent) {
            INDARO_TRY_ASSIGN(wasRosterSent, sendRoster(desk, server, caller, trouble));
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

} // namespace

Result<void> exchangeWithServer(SimLaptop &laptop, SimServer &server, const RoadTrouble &trouble)
{
    transport::SyncDesk desk = laptop.desk();
    for (int round = 0; round < 6; ++round) {
        INDARO_TRY_ASSIGN(const auto opening, transport::openRound(desk, ServerUrl, std::nullopt));
        INDARO_TRY_ASSIGN(const auto caller, server.relay->authenticate(opening.access.token));
        INDARO_TRY_ASSIGN(auto bytes, server.sync(caller, opening));
        INDARO_TRY_ASSIGN(const auto news, takeNews(desk, opening, std::move(bytes), trouble));
        if (!news || !news->isWhole)
            return {}; // cut off; another time
        if (news->head.hasMore && news->head.envelopes > 0)
            continue;
        INDARO_TRY_ASSIGN(const auto sent, sendAll(desk, server, caller, opening, news->head.have, trouble));
        if (sent != Sent::Anew)
            return {};
    }
    return {};
}

Result<std::vector<std::string>> SimStick::list()
{
    std::vector<std::string> names;
    for (const auto &[name, content] : files)
        names.push_back(name);
    return names;
}

Result<base::Bytes> SimStick::read(const std::string &name, std::size_t limit)
{
    const auto file = files.find(name);
    if (file == files.end())
        return Error(Errc::FileNotFound);
    if (file->second.size() > limit)
        return Error(Errc::FileTooLarge);
    if (trouble.happens(24, Event::StickTrouble))
        return Error(Errc::FileNotReadable);
    base::Bytes bytes = file->second;
    if (trouble.happens(24, Event::StickTrouble) && !bytes.empty()) // a bad sector, once
        bytes[(*trouble.dice)(bytes.size())] ^= std::byte{1};
    return bytes;
}

Result<void> SimStick::write(const std::string &name, base::ByteView content)
{
    if (trouble.happens(12, Event::StickTrouble))
        return Error(trouble.happens(2) ? Errc::DiskFull : Errc::FileNotWritable);
    if (trouble.happens(16, Event::StickTrouble)) { // pulled out
        files[name + ".new"] =
            base::Bytes(content.begin(), content.begin() + static_cast<std::ptrdiff_t>(content.size() / 2));
        return Error(Errc::FileNotWritable);
    }
    files[name] = base::Bytes(content.begin(), content.end());
    if (trouble.happens(20, Event::StickTrouble)) // a false capacity: the oldest is overwritten
        std::fill(files.begin()->second.begin(), files.begin()->second.end(), std::byte{0});
    return {};
}

Result<void> SimStick::remove(const std::string &name)
{
    if (trouble.happens(20, Event::StickTrouble))
        return Error(Errc::FileNotWritable);
    files.erase(name);
    return {};
}

Result<void> tell(SimLaptop &from, SimLaptop &to, const RoadTrouble &trouble, std::vector<Parcel> &later)
{
    const sync::Road road{sync::Road::Kind::House, base::toHex(from.device().bytes())};
    INDARO_TRY(to.trust->addBlocks(from.trust->blocksAfter(to.trust->heads())));
    INDARO_TRY(to.engine->followRoster());
    INDARO_TRY(to.engine->retryWaiting());
    const auto self = from.trust->self();
    if (self && !self->isRevoked)
        INDARO_TRY(from.engine->cutPending());
    INDARO_TRY_ASSIGN(const auto have, to.engine->have(true));
    INDARO_TRY_ASSIGN(auto batch, from.engine->envelopesFor(have, Piece, true));
    if (trouble.dice != nullptr && trouble.happens(3))
        trouble.dice->shuffle(batch.envelopes);
    for (auto &envelope : batch.envelopes) {
        if (trouble.happens(8, Event::ParcelLost))
            continue;
        if (trouble.happens(8, Event::ParcelLate)) {
            later.push_back({to.index, envelope});
            continue;
        }
        INDARO_TRY(to.engine->takeIn(envelope, road));
        if (trouble.happens(8, Event::ParcelDoubled))
            INDARO_TRY(to.engine->takeIn(envelope, road));
    }
    const auto *device = to.trust->chain().state().device(from.device());
    if (device != nullptr && !device->isRevoked && !trouble.happens(4)) {
        INDARO_TRY_ASSIGN(const auto heads, from.engine->heads(true));
        INDARO_TRY(to.engine->noteHeads(from.device().bytes(), heads, road));
    }
    if (batch.needsSnapshot)
        return giveSnapshot(from, to, trouble);
    return {};
}

Result<void> giveSnapshot(SimLaptop &from, SimLaptop &to, const RoadTrouble &trouble)
{
    INDARO_TRY(to.trust->addBlocks(from.trust->blocksAfter(to.trust->heads())));
    INDARO_TRY(from.engine->cutPending());
    INDARO_TRY_ASSIGN(const auto snapshot,
                      sync::makeSnapshot(*from.log, *from.trust, *from.engine, true, 1000, sync::Fastest));
    auto intake = sync::SnapshotIntake::start(*to.log, *to.trust, snapshot.manifest);
    INDARO_TRY(intake);
    for (const auto &part : snapshot.parts) {
        if (trouble.happens(12, Event::LinkCut))
            return {}; // broken off: what has come stays
        INDARO_TRY(intake->add(part));
    }
    INDARO_TRY(intake->finish());
    count(Event::Snapshot);
    return {};
}

} // namespace indaro::tests
