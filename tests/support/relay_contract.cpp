// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/relay_contract.h"

#include "core/crypto/initialise.h"
#include "core/wire/package.h"
#include "core/wire/package_reply.h"
#include "tests/support/joined_shelter.h"

#include <QTest>

namespace indaro::tests {

using namespace relay;
using base::Errc;
using wire::ItemStatus;
using wire::Stream;

namespace {

constexpr base::UtcMs Day = base::UtcMs{24} * 3600 * 1000;

base::Bytes filled(std::size_t size, int value = 7)
{
    return base::Bytes(size, static_cast<std::byte>(value));
}

crypto::Digest digestOf(int value)
{
    return crypto::hash(filled(1, value));
}

NewEnvelope envelope(std::uint64_t number, const base::Bytes &bytes)
{
    return {number, crypto::hash(bytes), bytes};
}

/// Does something in one unit of work of a shelter, and commits.
template <class F> void change(RelayStore &store, const std::optional<ShelterId> &shelter, F &&f)
{
    auto work = store.write(shelter);
    INDARO_CHECK(work);
    f(*work.value());
    INDARO_CHECK(work.value()->commit());
}

wire::OrganisationSecrets organisation()
{
    return wire::organisationFromSeed(wire::makeOrganisationSeed()).value();
}

/// Not sealed, only addressed: a relay cannot tell.
base::Bytes packetFor(const wire::OrganisationKey &recipient, int content, std::size_t size = 200)
{
    base::ByteWriter out;
    out.raw(base::asBytes("INRP"));
    out.u8(1);
    out.u32(static_cast<std::uint32_t>(41 + size));
    out.raw(wire::fingerprintOf(recipient));
    out.raw(filled(size, content));
    return std::move(out).take();
}

Caller receiverOf(Relay &relay, const wire::OrganisationSecrets &secrets)
{
    const std::string code = *wire::normalInvitationCode(relay.inviteReceiver(Day).value());
    return relay.authenticate(relay.joinReceiver(wire::signReceiverRequest(code, secrets)).value().token).value();
}

template <class T> bool isError(const base::Result<T> &result, Errc code)
{
    return !result && result.error().code == code;
}

struct Synced
{
    wire::SyncAnswerHead head;
    std::vector<base::Bytes> envelopes;
};

Synced sync(Relay &relay, const Caller &caller, const wire::SyncRequest &request)
{
    const auto answer = relay.sync(caller, wire::encodeSyncRequest(request)).value();
    wire::SyncAnswerReader reader(request.have);
    INDARO_CHECK(reader.feed(answer.head) && reader.feed(joined(answer.envelopes)) && reader.isComplete());
    return {*reader.head(), reader.takeEnvelopes()};
}

} // namespace

void RelayContract::initTestCase()
{
    QVERIFY(crypto::initialise());
}

Relay RelayContract::openRelay(const RelayPolicy &policy)
{
    if (!m_store)
        m_store = makeEmpty();
    return Relay::open(*m_store, m_clock, policy).value();
}

void RelayContract::nothingIsThereBeforeTheCommit()
{
    m_store = makeEmpty();
    const auto id = ShelterId::make(m_random);
    {
        auto work = m_store->write(id).value();
        QVERIFY(work->addShelter(id, 0));
        QVERIFY(work->shelter(id).value());
    }
    QVERIFY(!m_store->read().value()->shelter(id).value());
    change(*m_store, id, [&](RelayWork &w) { QVERIFY(w.addShelter(id, 0)); });
    QVERIFY(m_store->read().value()->shelter(id).value());
    QVERIFY(m_store->read().value()->shelters().value() == std::vector{id});
}

void RelayContract::appendsAreConsecutiveAndCounted()
{
    m_store = makeEmpty();
    const auto id = ShelterId::make(m_random);
    const StreamKey key{DeviceId::make(m_random), Stream::General};
    const StreamKey other{key.device, Stream::House};
    const auto one = filled(300, 1);
    const auto two = filled(400, 2);
    change(*m_store, id, [&](RelayWork &w) {
        QVERIFY(w.addShelter(id, 0));
        QVERIFY(w.append(id, key, std::array{envelope(1, one), envelope(2, two)}));
        QVERIFY(w.append(id, other, std::array{envelope(1, two)}));
    });
    auto work = m_store->read().value();
    const auto streams = work->streams(id).value();
    QCOMPARE(streams.size(), std::size_t{2});
    QCOMPARE(streams.at(key).number, std::uint64_t{2});
    QVERIFY(streams.at(key).hash == crypto::hash(two));
    QCOMPARE(work->shelter(id).value()->total, std::uint64_t{3});
    QCOMPARE(work->shelter(id).value()->bytes, std::uint64_t{1100});
    QVERIFY(work->envelopeHash(id, key, 1).value() == crypto::hash(one));
    QVERIFY(!work->envelopeHash(id, key, 3).value());
    work.reset();
    auto again = m_store->write(id).value();
    QVERIFY(isError(again->append(id, key, std::array{envelope(2, one)}), Errc::StoreConstraint));
}

void RelayContract::rangesAreBoundedByBytes()
{
    m_store = makeEmpty();
    const auto id = ShelterId::make(m_random);
    const StreamKey key{DeviceId::make(m_random), Stream::General};
    const auto bytes = filled(1000);
    change(*m_store, id, [&](RelayWork &w) {
        QVERIFY(w.addShelter(id, 0));
        std::vector<NewEnvelope> all;
        for (std::uint64_t n = 1; n <= 20; ++n)
            all.push_back(envelope(n, bytes));
        QVERIFY(w.append(id, key, all));
    });
    auto work = m_store->read().value();
    const auto count = [&](std::uint64_t from, std::uint64_t to, std::size_t limit) {
        return work->envelopes(id, key, from, to, limit).value().size();
    };
    QCOMPARE(count(1, 20, 1'000'000), std::size_t{20});
    QCOMPARE(count(1, 20, 5000), std::size_t{5});
    QCOMPARE(count(1, 20, 5999), std::size_t{5});
    QCOMPARE(count(3, 4, 1'000'000), std::size_t{2});
    QCOMPARE(count(20, 99, 0), std::size_t{1});
    QCOMPARE(count(21, 99, 1'000'000), std::size_t{0});
}

void RelayContract::droppedEnvelopesLeaveTheirHash()
{
    m_store = makeEmpty();
    const auto id = ShelterId::make(m_random);
    const StreamKey key{DeviceId::make(m_random), Stream::General};
    const auto bytes = filled(500);
    change(*m_store, id, [&](RelayWork &w) {
        QVERIFY(w.addShelter(id, 0));
        QVERIFY(w.append(id, key, std::array{envelope(1, bytes), envelope(2, bytes), envelope(3, bytes)}));
    });
    change(*m_store, id, [&](RelayWork &w) { QVERIFY(w.drop(id, key, 2)); });
    auto work = m_store->read().value();
    QCOMPARE(work->streams(id).value().at(key).dropped, std::uint64_t{2});
    QCOMPARE(work->shelter(id).value()->bytes, std::uint64_t{500});
    QCOMPARE(work->shelter(id).value()->total, std::uint64_t{3});
    QVERIFY(work->envelopeHash(id, key, 1).value() == crypto::hash(bytes));
    QCOMPARE(work->envelopes(id, key, 3, 3, 9999).value().size(), std::size_t{1});
}

void RelayContract::snapshotsComeInParts()
{
    m_store = makeEmpty();
    const auto id = ShelterId::make(m_random);
    const auto hash = digestOf(1);
    change(*m_store, id, [&](RelayWork &w) {
        QVERIFY(w.addShelter(id, 0));
        QVERIFY(w.addSnapshot(id, {digestOf(2), filled(10), 0, false, 5}));
        QVERIFY(w.addSnapshot(id, {hash, filled(20), 0, false, 6}));
        QVERIFY(w.addSnapshotPart(id, hash, 2, filled(200)));
        QVERIFY(w.addSnapshotPart(id, hash, 2, filled(200)));
        QVERIFY(w.addSnapshotPart(id, hash, 1, filled(100)));
    });
    {
        auto work = m_store->read().value();
        const auto rows = work->snapshots(id).value();
        QCOMPARE(rows.size(), std::size_t{2});
        QVERIFY(rows[0].hash == hash);
        QCOMPARE(rows[0].parts, 2U);
        QVERIFY(!rows[0].isComplete);
        QCOMPARE(rows[0].manifest.size(), std::size_t{20});
        QCOMPARE(work->shelter(id).value()->bytes, std::uint64_t{300});
        QCOMPARE(work->snapshotPart(id, hash, 1).value()->size(), std::size_t{100});
        QVERIFY(!work->snapshotPart(id, hash, 3).value());
    }
    change(*m_store, id, [&](RelayWork &w) { QVERIFY(w.setSnapshotComplete(id, hash)); });
    change(*m_store, std::nullopt, [&](RelayWork &w) { QVERIFY(w.removeExpired(100, 50)); });
    {
        auto work = m_store->read().value();
        QCOMPARE(work->snapshots(id).value().size(), std::size_t{1});
        QVERIFY(work->snapshots(id).value()[0].isComplete);
    }
    change(*m_store, id, [&](RelayWork &w) { QVERIFY(w.removeSnapshot(id, hash)); });
    QCOMPARE(m_store->read().value()->shelter(id).value()->bytes, std::uint64_t{0});
}

void RelayContract::invitationsAreTakenOnce()
{
    m_store = makeEmpty();
    const auto id = ShelterId::make(m_random);
    change(*m_store, std::nullopt, [&](RelayWork &w) {
        QVERIFY(w.addInvitation(digestOf(1), {InvitationKind::Device, id, 99}));
        QVERIFY(w.addInvitation(digestOf(2), {InvitationKind::Shelter, std::nullopt, 10}));
    });
    {
        auto work = m_store->write(std::nullopt).value();
        QVERIFY(work->takeInvitation(digestOf(1)).value()); // and not committed
    }
    change(*m_store, std::nullopt, [&](RelayWork &w) {
        const auto row = w.takeInvitation(digestOf(1)).value();
        QVERIFY(row && row->kind == InvitationKind::Device && row->shelter == id && row->expiresAt == 99);
        QVERIFY(!w.takeInvitation(digestOf(1)).value());
        QVERIFY(!w.takeInvitation(digestOf(3)).value());
        QVERIFY(w.removeExpired(10, 0));
    });
    change(*m_store, std::nullopt, [&](RelayWork &w) {
        QVERIFY(!w.takeInvitation(digestOf(1)).value());
        QVERIFY(!w.takeInvitation(digestOf(2)).value());
    });
}

void RelayContract::mailWaitsUntilItRunsOut()
{
    m_store = makeEmpty();
    const auto id = ShelterId::make(m_random);
    const auto stranger = ShelterId::make(m_random);
    const MailRow first{MailId::make(m_random), 30, 1, 100};
    const MailRow second{MailId::make(m_random), 40, 2, 200};
    change(*m_store, id, [&](RelayWork &w) {
        QVERIFY(w.addShelter(id, 0));
        QVERIFY(w.addMail(id, first, filled(30)));
        QVERIFY(w.addMail(id, second, filled(40)));
    });
    {
        auto work = m_store->read().value();
        const auto rows = work->mail(id).value();
        QCOMPARE(rows.size(), std::size_t{2});
        QVERIFY(rows[0].id == first.id && rows[0].size == 30 && rows[0].expiresAt == 100);
        QCOMPARE(work->mailBytes(id, second.id).value()->size(), std::size_t{40});
        QVERIFY(!work->mailBytes(stranger, second.id).value());
    }
    change(*m_store, id, [&](RelayWork &w) {
        QVERIFY(!w.removeMail(stranger, second.id).value());
        QVERIFY(w.removeExpired(100, 0));
        QVERIFY(w.removeMail(id, second.id).value());
        QVERIFY(!w.removeMail(id, second.id).value());
        QVERIFY(w.mail(id).value().empty());
    });
}

void RelayContract::tokensAreFoundAndRemoved()
{
    m_store = makeEmpty();
    const auto id = ShelterId::make(m_random);
    const auto device = DeviceId::make(m_random);
    change(*m_store, id, [&](RelayWork &w) {
        QVERIFY(w.addToken(digestOf(1), {Role::Device, id, device, 4}));
        QVERIFY(w.addToken(digestOf(2), {Role::Commission, std::nullopt, std::nullopt, 5}));
    });
    {
        auto work = m_store->read().value();
        const auto row = work->token(digestOf(1)).value();
        QVERIFY(row && row->role == Role::Device && row->shelter == id && row->device == device && row->issuedAt == 4);
        QVERIFY(work->token(digestOf(2)).value()->role == Role::Commission);
        QVERIFY(!work->token(digestOf(3)).value());
        QCOMPARE(work->tokens().value().size(), std::size_t{2});
    }
    change(*m_store, id, [&](RelayWork &w) {
        QCOMPARE(w.removeTokens(DeviceId::make(m_random)).value(), std::uint64_t{0});
        QCOMPARE(w.removeTokens(device).value(), std::uint64_t{1});
        QVERIFY(!w.token(digestOf(1)).value());
        QCOMPARE(w.removeTokens(std::nullopt).value(), std::uint64_t{1});
    });
}

void RelayContract::packetsWaitAndAreClosed()
{
    m_store = makeEmpty();
    const auto id = ShelterId::make(m_random);
    const auto other = ShelterId::make(m_random);
    const auto packet = [&](const ShelterId &from, int recipient, int hash, base::UtcMs at) {
        PacketRow row{0, from, digestOf(recipient), digestOf(hash), 0, at, at + 1000};
        change(*m_store, from, [&](RelayWork &w) { QVERIFY(w.addPacket(row, filled(static_cast<std::size_t>(hash)))); });
    };
    change(*m_store, std::nullopt, [&](RelayWork &w) {
        QVERIFY(w.addReceiver(digestOf(1), 5));
        QVERIFY(w.addReceiver(digestOf(1), 6));
    });
    packet(id, 1, 11, 10);
    packet(id, 1, 12, 20);
    packet(other, 1, 11, 30); // the same bytes from another shelter are another packet
    packet(id, 2, 13, 40);
    {
        auto work = m_store->read().value();
        QVERIFY(work->hasReceiver(digestOf(1)).value() && !work->hasReceiver(digestOf(2)).value());
        const auto all = work->packets(digestOf(1), 0, 10).value();
        QCOMPARE(all.size(), std::size_t{3});
        QVERIFY(all[0].number < all[1].number && all[1].number < all[2].number);
        QVERIFY(all[1].shelter == id && all[1].receivedAt == 20 && all[1].expiresAt == 1020 && all[1].size == 12);
        QVERIFY(all[2].shelter == other && all[2].hash == digestOf(11) && all[2].state == wire::PacketState::Waiting);
        QCOMPARE(work->packets(digestOf(1), all[0].number, 1).value().front().number, all[1].number);
        QVERIFY(work->packet(other, digestOf(11)).value()->number == all[2].number);
        QVERIFY(!work->packet(other, digestOf(12)).value() && !work->packet(all[2].number + 100).value());
        QVERIFY(work->packetBytes(all[1].number).value() == filled(12));
        QCOMPARE(work->waitingFor(digestOf(1)).value().count, std::uint64_t{3});
        QCOMPARE(work->waitingFor(digestOf(1)).value().bytes, std::uint64_t{34});
        QCOMPARE(work->waitingFrom(id).value().bytes, std::uint64_t{36});
        QCOMPARE(work->packetsSince(id, 20).value(), std::uint64_t{2});
    }
    const auto closed = m_store->read().value()->packet(id, digestOf(11)).value()->number;
    change(*m_store, std::nullopt,
           [&](RelayWork &w) { QVERIFY(w.closePacket(closed, wire::PacketState::Answered, filled(99))); });
    {
        auto work = m_store->read().value();
        QVERIFY(!work->packetBytes(closed).value());
        QVERIFY(work->packetAnswer(closed).value() == filled(99));
        QVERIFY(work->packet(closed).value()->state == wire::PacketState::Answered);
        QCOMPARE(work->packets(digestOf(1), 0, 10).value().size(), std::size_t{2});
        QCOMPARE(work->waitingFrom(id).value().count, std::uint64_t{2});
        QCOMPARE(work->packetsSince(id, 0).value(), std::uint64_t{3});
    }
    change(*m_store, std::nullopt, [&](RelayWork &w) { QVERIFY(w.removeExpired(1020, 0)); });
    auto work = m_store->read().value();
    QVERIFY(!work->packet(id, digestOf(11)).value() && !work->packet(id, digestOf(12)).value());
    QVERIFY(work->packet(other, digestOf(11)).value().has_value());
}

void RelayContract::twoStoresSeeTheSame()
{
    m_store = makeEmpty();
    const auto other = makeAnother();
    const auto id = ShelterId::make(m_random);
    const StreamKey key{DeviceId::make(m_random), Stream::General};
    const auto bytes = filled(300);
    change(*m_store, id, [&](RelayWork &w) { QVERIFY(w.addShelter(id, 0)); });
    change(*other, id, [&](RelayWork &w) { QVERIFY(w.append(id, key, std::array{envelope(1, bytes)})); });
    change(*m_store, id, [&](RelayWork &w) { QVERIFY(w.append(id, key, std::array{envelope(2, bytes)})); });
    QCOMPARE(other->read().value()->shelter(id).value()->total, std::uint64_t{2});
}

void RelayContract::theIdentityStays()
{
    m_store = makeEmpty();
    const auto first = openRelay().publicKey();
    QVERIFY(openRelay().publicKey() == first);
    const auto other = makeAnother();
    QVERIFY(Relay::open(*other, m_clock, {}).value().publicKey() == first);
}

void RelayContract::aShelterJoinsOnce()
{
    m_store = makeEmpty();
    Relay relay = openRelay();
    WireShelter shelter(m_random);
    const auto code = relay.inviteShelter(Day).value();
    const auto request = shelter.joinRequest(shelter.a, code, shelter.blockBytes());
    QVERIFY(isError(relay.join(shelter.joinRequest(shelter.a, wire::makeInvitationCode(), shelter.blockBytes())),
                    Errc::InvitationInvalid));
    QVERIFY(isError(relay.join(shelter.joinRequest(shelter.a, code, {})), Errc::RosterRefused));
    WireShelter stranger(m_random);
    QVERIFY(isError(relay.join(shelter.joinRequest(shelter.a, code, stranger.blockBytes())), Errc::WireWrongShelter));
    // Nothing of the failed attempts used the code up.
    const auto answer = relay.join(request);
    QVERIFY(answer);
    QVERIFY(answer.value().serverKey == relay.publicKey());
    QVERIFY(relay.authenticate(answer.value().token).value().shelter == shelter.id);
    QVERIFY(isError(relay.join(request), Errc::InvitationInvalid));
    QVERIFY(isError(relay.authenticate(wire::makeToken()), Errc::AccessRefused));
    // An invitation that ran out, and one for a shelter that is there already.
    const auto late = relay.inviteShelter(Day).value();
    QVERIFY(isError(relay.join(shelter.joinRequest(shelter.a, late, shelter.blockBytes())), Errc::InvitationInvalid));
    m_clock.advance(Day + 1);
    QVERIFY(isError(relay.join(stranger.joinRequest(stranger.a, late, stranger.blockBytes())), Errc::InvitationInvalid));
}

void RelayContract::aDeviceJoinsOnItsOwnWordOnly()
{
    m_store = makeEmpty();
    Relay relay = openRelay();
    Joined j(relay, m_random);
    const auto code = relay.inviteDevice(j.shelter.id, Day).value();
    // Laptop a in b's name: the signature is not b's.
    auto forged =
        wire::signJoinRequest({*wire::normalInvitationCode(code), j.shelter.id, j.shelter.b.id, {}}, j.shelter.a.sign);
    QVERIFY(isError(relay.join(forged), Errc::CryptoAuthFailed));
    // A laptop the roster does not know, then the same with the block that enrols it.
    WireLaptop c{DeviceId::make(m_random)};
    QVERIFY(isError(relay.join(j.shelter.joinRequest(c, code, {})), Errc::RosterRefused));
    const auto block = j.shelter.next([&](wire::RosterBlock &b) { WireShelter::add(b, c.entry(false)); });
    QVERIFY(relay.join(j.shelter.joinRequest(c, code, {block.bytes})));
    WireShelter stranger(m_random);
    const auto second = relay.inviteDevice(j.shelter.id, Day).value();
    QVERIFY(isError(relay.join(stranger.joinRequest(stranger.a, second, stranger.blockBytes())), Errc::InvitationInvalid));
    QVERIFY(isError(relay.inviteDevice(stranger.id, Day), Errc::NotFound));
}

void RelayContract::anUploadIsJudgedItemByItem()
{
    m_store = makeEmpty();
    Relay relay = openRelay();
    Joined j(relay, m_random);
    const Caller a = j.a(relay);
    const auto first = j.shelter.seal(j.shelter.a, 100);
    const auto second = j.shelter.seal(j.shelter.a, 100);
    const auto third = j.shelter.seal(j.shelter.a, 100);
    const auto ofB = j.shelter.seal(j.shelter.b, 5000);
    auto unsignedOne = j.shelter.seal(j.shelter.b, 10);
    unsignedOne.back() ^= std::byte{1};
    WireShelter stranger(m_random);
    const auto foreign = stranger.seal(stranger.a, 10);
    WireLaptop unknown{DeviceId::make(m_random)};
    const auto fromNobody = j.shelter.sealAt(unknown, 1, {}, 10);
    const auto part = j.shelter.sealAt(j.shelter.a, 1, {}, 10, Stream::General, wire::EnvelopeType::Snapshot);
    const auto answer =
        relay.upload(a, joined({first, third, second, ofB, unsignedOne, foreign, fromNobody, part, filled(50)})).value();
    const std::vector<ItemStatus> expected{ItemStatus::Stored,        ItemStatus::Gap,          ItemStatus::Stored,
                                           ItemStatus::Stored,        ItemStatus::BadSignature, ItemStatus::WrongShelter,
                                           ItemStatus::UnknownDevice, ItemStatus::WrongType,    ItemStatus::Damaged};
    QVERIFY(answer.items == expected);
    QCOMPARE(answer.receipts.size(), std::size_t{2});
    for (const auto &bytes : answer.receipts) {
        const auto receipt = wire::openReceipt(bytes, relay.publicKey()).value();
        QCOMPARE(receipt.total, std::uint64_t{3});
        QVERIFY(receipt.shelter == j.shelter.id);
        QVERIFY(receipt.hash == wire::envelopeHash(receipt.key.device == j.shelter.a.id ? second : ofB));
    }
    const auto broken = j.shelter.sealAt(j.shelter.a, 3, digestOf(9), 10);
    QVERIFY((upload(relay, a, {broken, third}) == std::vector{ItemStatus::ChainBroken, ItemStatus::Stored}));
}

void RelayContract::theSameUploadAgainChangesNothing()
{
    m_store = makeEmpty();
    Relay relay = openRelay();
    Joined j(relay, m_random);
    const auto one = j.shelter.seal(j.shelter.a, 100);
    const auto two = j.shelter.seal(j.shelter.a, 100);
    QVERIFY((upload(relay, j.a(relay), {one, one, two}) ==
             std::vector{ItemStatus::Stored, ItemStatus::AlreadyThere, ItemStatus::Stored}));
    // By the other laptop, as a courier's: the same receipt comes back.
    const auto again = relay.upload(j.b(relay), joined({one, two})).value();
    QVERIFY((again.items == std::vector{ItemStatus::AlreadyThere, ItemStatus::AlreadyThere}));
    QCOMPARE(wire::openReceipt(again.receipts.at(0), relay.publicKey()).value().number, std::uint64_t{2});
    QCOMPARE(relay.report().value().at(0).row.total, std::uint64_t{2});
}

void RelayContract::forksAreRefusedAndKept()
{
    m_store = makeEmpty();
    Relay relay = openRelay();
    Joined j(relay, m_random);
    const auto one = j.shelter.seal(j.shelter.a, 100);
    const auto other = j.shelter.sealAt(j.shelter.a, 1, {}, 100);
    QVERIFY((upload(relay, j.a(relay), {one, other}) == std::vector{ItemStatus::Stored, ItemStatus::Fork}));
    QVERIFY((upload(relay, j.a(relay), {other}) == std::vector{ItemStatus::Fork}));
    const auto kept = relay.quarantine(j.b(relay)).value();
    base::ByteReader in(kept);
    QCOMPARE(in.u8(), std::uint8_t{1});
    QCOMPARE(in.u16(), std::uint16_t{1});
    QCOMPARE(in.u8(), static_cast<std::uint8_t>(ItemStatus::Fork));
    QVERIFY(std::ranges::equal(in.blob(), other));
    QVERIFY(relay.envelope(j.a(relay), {j.shelter.a.id, Stream::General}, 1).value() == one);
}

void RelayContract::aRevokedLaptopEndsAtItsCut()
{
    m_store = makeEmpty();
    Relay relay = openRelay();
    Joined j(relay, m_random);
    const auto one = j.shelter.seal(j.shelter.b, 10);
    const auto two = j.shelter.seal(j.shelter.b, 10);
    const auto three = j.shelter.seal(j.shelter.b, 10);
    QVERIFY((upload(relay, j.b(relay), {one}) == std::vector{ItemStatus::Stored}));
    const auto block = j.shelter.revokeB(2, wire::envelopeHash(two));
    QVERIFY((relay.addRosterBlocks(j.a(relay), wire::encodeRosterBlocks(std::array{block.bytes})).value().items ==
             std::vector{ItemStatus::Stored}));
    // It is told so, may still hand in, and gets nothing any more.
    const Caller b = j.b(relay);
    QVERIFY(b.isRevoked);
    QVERIFY(isError(relay.sync(b, wire::encodeSyncRequest({1000, {}, {}})), Errc::AccessRefused));
    const auto answer = relay.upload(b, joined({two, three, three})).value();
    QVERIFY((answer.items == std::vector{ItemStatus::Stored, ItemStatus::Quarantined, ItemStatus::Quarantined}));
    QVERIFY(answer.receipts.empty());
    const auto synced = sync(relay, j.a(relay), {1 << 20, {}, {}});
    QVERIFY((synced.envelopes == std::vector{one, two}));
    QVERIFY(relay.quarantine(j.a(relay)).value().size() == 3 + 5 + three.size());
}

void RelayContract::whatCameAfterTheCutIsNoLongerShown()
{
    m_store = makeEmpty();
    Relay relay = openRelay();
    Joined j(relay, m_random);
    const auto one = j.shelter.seal(j.shelter.b, 10);
    const auto two = j.shelter.seal(j.shelter.b, 10);
    QVERIFY((upload(relay, j.b(relay), {one, two}).size() == 2));
    const auto block = j.shelter.revokeB(1, wire::envelopeHash(one));
    QVERIFY(relay.addRosterBlocks(j.a(relay), wire::encodeRosterBlocks(std::array{block.bytes})));
    const auto synced = sync(relay, j.a(relay), {1 << 20, {}, {}});
    QVERIFY((synced.envelopes == std::vector<base::Bytes>{one}));
    QCOMPARE(wire::numberIn(synced.head.have, {j.shelter.b.id, Stream::General}), std::uint64_t{1});
    QVERIFY(isError(relay.envelope(j.a(relay), {j.shelter.b.id, Stream::General}, 2), Errc::NotFound));
}

void RelayContract::theHouseStreamStaysAtHome()
{
    m_store = makeEmpty();
    Relay online = openRelay();
    Joined j(online, m_random);
    const auto house = j.shelter.seal(j.shelter.a, 10, Stream::House);
    QVERIFY((upload(online, j.a(online), {house}) == std::vector{ItemStatus::HouseRefused}));
    RelayPolicy home;
    home.takesHouse = true;
    Relay inside = openRelay(home);
    QVERIFY((upload(inside, j.a(inside), {house}) == std::vector{ItemStatus::Stored}));
    QCOMPARE(sync(inside, j.b(inside), {1000, {}, {}}).envelopes.size(), std::size_t{1});
    QCOMPARE(sync(online, j.b(online), {1000, {}, {}}).envelopes.size(), std::size_t{0});
}

void RelayContract::aNewcomerGetsEverythingInSteps()
{
    m_store = makeEmpty();
    Relay relay = openRelay();
    Joined j(relay, m_random);
    std::vector<base::Bytes> all;
    for (int i = 0; i < 12; ++i)
        all.push_back(j.shelter.seal(i % 3 == 0 ? j.shelter.b : j.shelter.a, 2000));
    (void)upload(relay, j.a(relay), all);
    wire::SyncRequest request{6000, {}, {}};
    std::vector<base::Bytes> got;
    int rounds = 0;
    for (bool hasMore = true; hasMore; ++rounds) {
        const auto step = sync(relay, j.b(relay), request);
        QCOMPARE(step.head.rosterBlocks.size(), rounds == 0 ? std::size_t{2} : std::size_t{0});
        if (rounds == 0)
            request.rosterHeads.push_back(wire::prefixOf(j.shelter.blocks.back().hash));
        for (const auto &bytes : step.envelopes) {
            const auto view = wire::parseEnvelope(bytes).value();
            QCOMPARE(view.header.number, wire::numberIn(request.have, view.key()) + 1);
            request.have[view.key()] = view.header.number;
            got.push_back(bytes);
        }
        QVERIFY(!step.envelopes.empty());
        hasMore = step.head.hasMore;
        QVERIFY(hasMore == (got.size() < all.size()));
    }
    QCOMPARE(got.size(), all.size());
    QVERIFY(rounds >= 4);
    const auto idle = sync(relay, j.b(relay), request);
    QVERIFY(idle.envelopes.empty() && !idle.head.hasMore && idle.head.rosterBlocks.empty());
}

void RelayContract::rosterBlocksAreJudged()
{
    m_store = makeEmpty();
    Relay relay = openRelay();
    Joined j(relay, m_random);
    WireLaptop c{DeviceId::make(m_random)};
    const auto third = j.shelter.next([&](wire::RosterBlock &b) { WireShelter::add(b, c.entry(false)); });
    const auto fourth = j.shelter.next([](wire::RosterBlock &b) { b.time = 5; });
    auto forged = fourth.bytes;
    forged.back() ^= std::byte{1};
    auto byOther = fourth.block;
    byOther.time = 6;
    const auto signedByB = wire::signRosterBlock(byOther, j.shelter.b.sign).value();
    WireShelter stranger(m_random);
    const auto statuses =
        relay
            .addRosterBlocks(
                j.b(relay), wire::encodeRosterBlocks(std::array{fourth.bytes, third.bytes, forged, fourth.bytes, third.bytes,
                                                                signedByB.bytes, stranger.blocks[0].bytes, filled(40)}))
            .value()
            .items;
    const std::vector<ItemStatus> expected{ItemStatus::ParentUnknown, ItemStatus::Stored,       ItemStatus::BadSignature,
                                           ItemStatus::Stored,        ItemStatus::AlreadyThere, ItemStatus::BadSignature,
                                           ItemStatus::WrongShelter,  ItemStatus::Damaged};
    QVERIFY(statuses == expected);
    QVERIFY((upload(relay, j.a(relay), {j.shelter.seal(c, 10)}) == std::vector{ItemStatus::Stored}));
}

void RelayContract::anAdminLaptopAdmitsAnother()
{
    m_store = makeEmpty();
    Relay relay = openRelay();
    Joined j(relay, m_random);
    WireLaptop c{DeviceId::make(m_random)};
    QVERIFY(isError(relay.admitDevice(j.a(relay), c.id), Errc::NotFound));
    const auto block = j.shelter.next([&](wire::RosterBlock &b) { WireShelter::add(b, c.entry(false)); });
    QVERIFY(relay.addRosterBlocks(j.a(relay), wire::encodeRosterBlocks(std::array{block.bytes})));
    QVERIFY(isError(relay.admitDevice(j.b(relay), c.id), Errc::AccessRefused));
    const auto answer = relay.admitDevice(j.a(relay), c.id).value();
    QVERIFY(relay.authenticate(answer.token).value().device == c.id);
    // A new token ends the one before.
    const auto again = relay.admitDevice(j.a(relay), c.id).value();
    QVERIFY(isError(relay.authenticate(answer.token), Errc::AccessRefused));
    QVERIFY(relay.authenticate(again.token));
}

void RelayContract::aFullShelterIsToldSo()
{
    m_store = makeEmpty();
    RelayPolicy small;
    small.bytes = 3000;
    Relay relay = openRelay(small);
    Joined j(relay, m_random);
    const auto one = j.shelter.seal(j.shelter.a, 2000);
    const auto two = j.shelter.seal(j.shelter.a, 2000);
    QVERIFY((upload(relay, j.a(relay), {one, two}) == std::vector{ItemStatus::Stored, ItemStatus::QuotaFull}));
}

void RelayContract::aSnapshotFreesTheServer()
{
    m_store = makeEmpty();
    Relay relay = openRelay();
    Joined j(relay, m_random);
    std::vector<base::Bytes> all;
    for (int i = 0; i < 5; ++i)
        all.push_back(j.shelter.seal(j.shelter.a, 1000));
    (void)upload(relay, j.a(relay), all);
    const StreamKey key{j.shelter.a.id, Stream::General};
    const auto first = j.shelter.sealAt(j.shelter.a, 1, {}, 3000, Stream::General, wire::EnvelopeType::Snapshot);
    const auto second =
        j.shelter.sealAt(j.shelter.a, 2, wire::envelopeHash(first), 300, Stream::General, wire::EnvelopeType::Snapshot);
    wire::SnapshotManifest manifest{j.shelter.id, j.shelter.a.id, 1, Stream::General, 0, {{key, 4}}, {}};
    for (const auto &part : {first, second})
        manifest.parts.push_back({wire::envelopeHash(part), static_cast<std::uint32_t>(part.size())});
    const auto bytes = wire::signSnapshotManifest(manifest, j.shelter.a.sign);
    const auto hash = wire::parseSnapshotManifest(bytes).value().hash;
    auto tooMuch = manifest;
    tooMuch.covers[key] = 6;
    QVERIFY(
        isError(relay.beginSnapshot(j.a(relay), wire::signSnapshotManifest(tooMuch, j.shelter.a.sign)), Errc::WrongState));
    QVERIFY(isError(relay.beginSnapshot(j.a(relay), wire::signSnapshotManifest(manifest, j.shelter.b.sign)),
                    Errc::CryptoAuthFailed));
    QVERIFY(isError(relay.addSnapshotPart(j.a(relay), hash, 1, first), Errc::NotFound));
    QCOMPARE(QString::fromStdString(relay.beginSnapshot(j.a(relay), bytes).value()), QStringLiteral("00"));
    QVERIFY(isError(relay.addSnapshotPart(j.a(relay), hash, 2, first), Errc::WireDamaged));
    QVERIFY(isError(relay.addSnapshotPart(j.a(relay), hash, 3, second), Errc::WireDamaged));
    QVERIFY(relay.addSnapshotPart(j.a(relay), hash, 2, second));
    QCOMPARE(QString::fromStdString(relay.beginSnapshot(j.a(relay), bytes).value()), QStringLiteral("01"));
    QVERIFY(isError(relay.newestSnapshot(j.b(relay)), Errc::NotFound));
    QVERIFY(relay.addSnapshotPart(j.a(relay), hash, 1, first));
    QVERIFY(relay.newestSnapshot(j.b(relay)).value() == bytes);
    QVERIFY(relay.snapshotPart(j.b(relay), hash, 1).value() == first);
    // Who comes empty-handed and wishes for the snapshot gets it with the answer, and what it does not cover behind it.
    const auto heads = std::vector{wire::prefixOf(j.shelter.blocks.back().hash)};
    const auto both = sync(relay, j.a(relay), {1 << 20, heads, {}, true, true});
    QVERIFY(!both.head.needsSnapshot && both.head.snapshot == bytes && both.head.knowsRoster && !both.head.kept);
    QCOMPARE(both.head.parts, std::uint16_t{2});
    QVERIFY((both.envelopes == std::vector{first, second, all[4]}));
    // Laptop b comes empty-handed: it is offered the snapshot once, and gets the envelopes when it asks again.
    const auto offered = sync(relay, j.b(relay), {1 << 20, {}, {}});
    QVERIFY(offered.head.needsSnapshot);
    QVERIFY(offered.envelopes.empty());
    // It has not said what it has: nothing goes yet. It says 3 of the 4 covered: these go.
    QCOMPARE(sync(relay, j.b(relay), {1 << 20, {}, {}}).envelopes.size(), std::size_t{5});
    (void)sync(relay, j.b(relay), {1 << 20, {}, {{key, 3}}});
    QVERIFY(relay.keepHouse());
    const auto behind = sync(relay, j.b(relay), {1 << 20, {}, {{key, 1}}});
    QVERIFY(behind.head.needsSnapshot);
    QVERIFY(behind.envelopes.empty());
    (void)sync(relay, j.b(relay), {1 << 20, {}, {{key, 3}}});
    QCOMPARE(sync(relay, j.b(relay), {1 << 20, {}, {{key, 3}}}).envelopes.size(), std::size_t{2});
    QVERIFY((upload(relay, j.a(relay), {all[0]}) == std::vector{ItemStatus::AlreadyThere}));
    QVERIFY(isError(relay.envelope(j.b(relay), key, 3), Errc::NotFound));
    // An older snapshot is no use; a newer one takes its place.
    manifest.snapshot = 2;
    manifest.covers[key] = 2;
    QVERIFY(
        isError(relay.beginSnapshot(j.a(relay), wire::signSnapshotManifest(manifest, j.shelter.a.sign)), Errc::WrongState));
    manifest.covers[key] = 5;
    const auto newer = wire::signSnapshotManifest(manifest, j.shelter.a.sign);
    const auto newerHash = wire::parseSnapshotManifest(newer).value().hash;
    QVERIFY(relay.beginSnapshot(j.a(relay), newer));
    QVERIFY(relay.addSnapshotPart(j.a(relay), newerHash, 1, first));
    QVERIFY(relay.addSnapshotPart(j.a(relay), newerHash, 2, second));
    QVERIFY(relay.newestSnapshot(j.b(relay)).value() == newer);
    QVERIFY(isError(relay.snapshotPart(j.b(relay), hash, 1), Errc::NotFound));
}

void RelayContract::sealedPackagesReachTheirShelter()
{
    m_store = makeEmpty();
    RelayPolicy policy;
    policy.mailCount = 2;
    Relay relay = openRelay(policy);
    Joined from(relay, m_random);
    Joined to(relay, m_random);
    QVERIFY(isError(relay.sendMail(from.a(relay), ShelterId::make(m_random), filled(10)), Errc::NotFound));
    QVERIFY(isError(relay.sendMail(from.a(relay), to.shelter.id, {}), Errc::WireTooLarge));
    QVERIFY(isError(relay.sendMail(from.a(relay), to.shelter.id, base::Bytes(wire::MaxPackage + 1)), Errc::WireTooLarge));
    const auto id = relay.sendMail(from.a(relay), to.shelter.id, filled(900)).value();
    QVERIFY(relay.sendMail(from.b(relay), to.shelter.id, filled(5)));
    QVERIFY(isError(relay.sendMail(from.b(relay), to.shelter.id, filled(5)), Errc::QuotaFull));
    QCOMPARE(sync(relay, to.a(relay), {1000, {}, {}}).head.mail, std::uint16_t{2});
    QCOMPARE(relay.mail(to.b(relay)).value().size(), std::size_t{2});
    QVERIFY(relay.mail(from.a(relay)).value().empty());
    QVERIFY(isError(relay.mailBytes(from.a(relay), id), Errc::NotFound));
    QVERIFY(relay.mailBytes(to.a(relay), id).value() == filled(900));
    QVERIFY(isError(relay.removeMail(from.a(relay), id), Errc::NotFound));
    QVERIFY(relay.removeMail(to.a(relay), id));
    QVERIFY(isError(relay.mailBytes(to.a(relay), id), Errc::NotFound));
    m_clock.advance(91 * Day);
    QVERIFY(relay.keepHouse());
    QVERIFY(relay.mail(to.a(relay)).value().empty());
}

void RelayContract::packetsReachTheirReceiverOnly()
{
    m_store = makeEmpty();
    RelayPolicy policy;
    policy.packetsPerMonth = 2;
    Relay relay = openRelay(policy);
    Joined j(relay, m_random);
    Joined other(relay, m_random);
    const auto commission = organisation();
    const auto stranger = organisation();
    const auto packet = packetFor(commission.publicKey(), 77);
    const auto hash = wire::packageHash(packet);
    // Nobody has a mailbox under this key yet; then its owner says so, and nobody else can.
    QVERIFY(isError(relay.sendPacket(j.a(relay), packet), Errc::NotFound));
    const auto receiver = receiverOf(relay, commission);
    const auto another = receiverOf(relay, stranger);
    QVERIFY(isError(relay.sendPacket(receiver, packet), Errc::AccessRefused));
    QVERIFY(isError(relay.sendPacket(j.a(relay), filled(77)), Errc::WireDamaged));
    QVERIFY(isError(relay.sendPacket(j.a(relay), base::ByteView(packet).first(packet.size() - 1)), Errc::WireDamaged));
    QVERIFY(isError(relay.sendPacket(j.a(relay), base::Bytes(wire::MaxCountPacket + 1)), Errc::WireTooLarge));

    const auto receipt = wire::openPacketReceipt(relay.sendPacket(j.a(relay), packet).value(), relay.publicKey()).value();
    QVERIFY(receipt.shelter == j.shelter.id && receipt.hash == hash);
    QVERIFY(receipt.recipient == wire::fingerprintOf(commission.publicKey()));
    QCOMPARE(receipt.receivedAt, m_clock.nowUtc());
    // Sent again, by another laptop and later: the word of the first time, and nothing twice.
    m_clock.advance(1000);
    QVERIFY(wire::openPacketReceipt(relay.sendPacket(j.b(relay), packet).value(), relay.publicKey()).value() == receipt);
    QVERIFY(relay.packetNews(j.b(relay), hash).value().state == wire::PacketState::Waiting);
    QVERIFY(isError(relay.packetNews(other.a(relay), hash), Errc::NotFound));

    const auto list = relay.packets(receiver, 0).value();
    QCOMPARE(list.packets.size(), std::size_t{1});
    const auto number = list.packets.front().number;
    QVERIFY(list.packets.front().shelter == j.shelter.id && list.packets.front().size == packet.size() && !list.hasMore);
    QVERIFY(relay.packets(receiver, number).value().packets.empty());
    QVERIFY(relay.packetBytes(receiver, number).value() == packet);
    // Another receiver and a house see nothing of it.
    QVERIFY(relay.packets(another, 0).value().packets.empty());
    QVERIFY(isError(relay.packetBytes(another, number), Errc::NotFound));
    QVERIFY(isError(relay.answerPacket(another, number, base::asBytes("INRA")), Errc::NotFound));
    QVERIFY(isError(relay.removePacket(another, number), Errc::NotFound));
    QVERIFY(isError(relay.packets(j.a(relay), 0), Errc::AccessRefused));
    QVERIFY(isError(relay.sync(receiver, wire::encodeSyncRequest({1, {}, {}})), Errc::AccessRefused));
    QVERIFY(isError(relay.upload(receiver, {}), Errc::AccessRefused));
    QVERIFY(isError(relay.mail(receiver), Errc::AccessRefused));

    const auto house = organisation();
    const auto answer = wire::sealPackageReply({wire::PackageId::make(m_random), hash, wire::PackageAnswer::Received, 5},
                                               house.publicKey(), commission)
                            .value();
    QVERIFY(isError(relay.answerPacket(receiver, number, filled(30)), Errc::WireDamaged));
    QVERIFY(isError(relay.answerPacket(receiver, number, base::Bytes(wire::MaxPacketAnswer + 1)), Errc::WireTooLarge));
    QVERIFY(relay.answerPacket(receiver, number, answer));
    QVERIFY(relay.answerPacket(receiver, number, base::asBytes("INRA and something else"))); // the first word stays
    const auto news = relay.packetNews(j.a(relay), hash).value();
    QVERIFY(news.state == wire::PacketState::Answered && news.answer == answer);
    QVERIFY(wire::openPacketReceipt(news.receipt, relay.publicKey()).value() == receipt);
    QVERIFY(isError(relay.packetBytes(receiver, number), Errc::NotFound));
    QVERIFY(relay.packets(receiver, 0).value().packets.empty());
    // What was answered does not come again, and still counts for the month.
    QVERIFY(wire::openPacketReceipt(relay.sendPacket(j.a(relay), packet).value(), relay.publicKey()).value() == receipt);
    QVERIFY(relay.packets(receiver, 0).value().packets.empty());
    const auto second = packetFor(commission.publicKey(), 78);
    QVERIFY(relay.sendPacket(j.a(relay), second));
    QVERIFY(isError(relay.sendPacket(j.a(relay), packetFor(commission.publicKey(), 79)), Errc::QuotaFull));
    QVERIFY(relay.sendPacket(other.a(relay), packetFor(commission.publicKey(), 79)));
    const auto last = relay.packets(receiver, number).value().packets.front().number;
    QVERIFY(relay.removePacket(receiver, last));
    QVERIFY(relay.packetNews(j.a(relay), wire::packageHash(second)).value().state == wire::PacketState::Removed);
    // A year later nothing of it is left.
    m_clock.advance(367 * Day);
    QVERIFY(relay.keepHouse());
    QVERIFY(isError(relay.packetNews(j.a(relay), hash), Errc::NotFound));
    QVERIFY(relay.packets(receiver, 0).value().packets.empty());
}

void RelayContract::aMailboxBelongsToItsKey()
{
    m_store = makeEmpty();
    Relay relay = openRelay();
    Joined j(relay, m_random);
    const auto commission = organisation();
    const std::string code = *wire::normalInvitationCode(relay.inviteReceiver(Day).value());
    auto forged = wire::signReceiverRequest(code, commission);
    forged[30] ^= std::byte{1}; // another key than the one it is signed with
    QVERIFY(!relay.joinReceiver(forged));
    QVERIFY(
        isError(relay.joinReceiver(wire::signReceiverRequest(std::string(20, 'A'), commission)), Errc::InvitationInvalid));
    // A code for a shelter opens no mailbox, and the other way round.
    const std::string forShelter = *wire::normalInvitationCode(relay.inviteShelter(Day).value());
    QVERIFY(isError(relay.joinReceiver(wire::signReceiverRequest(forShelter, commission)), Errc::InvitationInvalid));
    WireShelter fresh(m_random);
    QVERIFY(isError(relay.join(wire::signJoinRequest({code, fresh.id, fresh.a.id, {fresh.blocks[0].bytes}}, fresh.a.sign)),
                    Errc::InvitationInvalid));
    const auto joined = relay.joinReceiver(wire::signReceiverRequest(code, commission)).value();
    QVERIFY(joined.serverKey == relay.publicKey());
    QVERIFY(isError(relay.joinReceiver(wire::signReceiverRequest(code, commission)), Errc::InvitationInvalid));
    const Caller first = relay.authenticate(joined.token).value();
    // A second workstation of the same commission: both fetch.
    const Caller second = receiverOf(relay, commission);
    QVERIFY(relay.sendPacket(j.a(relay), packetFor(commission.publicKey(), 5)));
    QCOMPARE(relay.packets(first, 0).value().packets.size(), std::size_t{1});
    QCOMPARE(relay.packets(second, 0).value().packets.size(), std::size_t{1});
    const std::string old = *wire::normalInvitationCode(relay.inviteReceiver(Day).value());
    m_clock.advance(Day);
    QVERIFY(isError(relay.joinReceiver(wire::signReceiverRequest(old, commission)), Errc::InvitationInvalid));
    QCOMPARE(relay.revokeToken(std::nullopt).value(), std::uint64_t{2});
    QVERIFY(isError(relay.authenticate(joined.token), Errc::AccessRefused));
}

void RelayContract::aMailboxHasLimits()
{
    m_store = makeEmpty();
    RelayPolicy policy;
    policy.packetCount = 2;
    policy.packetBytes = 10'000;
    Relay relay = openRelay(policy);
    Joined j(relay, m_random);
    Joined other(relay, m_random);
    const auto commission = organisation();
    const auto receiver = receiverOf(relay, commission);
    const auto first = packetFor(commission.publicKey(), 1, 6000);
    QVERIFY(relay.sendPacket(j.a(relay), first));
    QVERIFY(isError(relay.sendPacket(j.a(relay), packetFor(commission.publicKey(), 2, 6000)), Errc::QuotaFull));
    QVERIFY(relay.sendPacket(other.a(relay), packetFor(commission.publicKey(), 3)));
    QVERIFY(isError(relay.sendPacket(other.a(relay), packetFor(commission.publicKey(), 4)), Errc::QuotaFull));
    QVERIFY(relay.removePacket(receiver, relay.packets(receiver, 0).value().packets.front().number));
    QVERIFY(relay.sendPacket(other.a(relay), packetFor(commission.publicKey(), 4)));
    QVERIFY(relay.sendPacket(j.a(relay), first)); // known: its receipt, nothing new
    QCOMPARE(relay.packets(receiver, 0).value().packets.size(), std::size_t{2});
}

void RelayContract::revokedTokensEnd()
{
    m_store = makeEmpty();
    Relay relay = openRelay();
    Joined j(relay, m_random);
    QVERIFY(isError(relay.revokeToken(DeviceId::make(m_random)), Errc::NotFound));
    QCOMPARE(relay.revokeToken(j.shelter.b.id).value(), std::uint64_t{1});
    QVERIFY(isError(relay.authenticate(j.tokenB), Errc::AccessRefused));
    QVERIFY(relay.authenticate(j.tokenA));
    const auto report = relay.report().value();
    QCOMPARE(report.size(), std::size_t{1});
    QCOMPARE(report[0].devices.size(), std::size_t{2});
    QVERIFY(report[0].withToken == std::vector{j.shelter.a.id});
}

} // namespace indaro::tests
