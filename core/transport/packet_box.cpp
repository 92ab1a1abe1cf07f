// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/packet_box.h"

#include "core/sync/local_meta.h"
#include "core/sync/training_mark.h"
#include "core/wire/package.h"

#include <algorithm>
#include <array>

namespace indaro::transport {

using base::Errc;
using base::Error;
using base::Result;
using wire::PacketState;

namespace {

constexpr std::string_view SentKey = "packets.sent";
constexpr std::string_view MailboxKey = "packets.mailboxes";
constexpr std::string_view ApartKey = "packets.apart";
constexpr std::uint8_t BoxVersion = 1;
constexpr std::size_t MostSent = 300; ///< remembered; of those that are over the oldest go first
constexpr std::size_t MostApart = 500;

constexpr std::array Problems{Errc::NotFound, Errc::QuotaFull, Errc::WireTooLarge, Errc::ServerRefused};
/// By their place in this list, which only grows: the numbers of Errc change from version to version.
constexpr std::array PacketErrors{Errc::PackageNotOne,       Errc::PackageTooNew,  Errc::PackageTruncated,
                                  Errc::PackageAltered,      Errc::PackageExpired, Errc::PackageWrongRecipient,
                                  Errc::WireDamaged,         Errc::WireTooNew,     Errc::WireTooLarge,
                                  Errc::PackageSenderUnknown};

std::string bytesKey(const crypto::Digest &hash)
{
    return "packets.bytes." + base::toHex(base::ByteView(hash).first(16));
}

template <std::size_t Size> std::array<std::byte, Size> takeBytes(base::ByteReader &in)
{
    std::array<std::byte, Size> out{};
    const auto bytes = in.raw(Size);
    std::copy(bytes.begin(), bytes.end(), out.begin());
    return out;
}

template <class T> std::optional<T> itemAt(std::span<const T> list, std::uint8_t place)
{
    return place >= 1 && place <= list.size() ? std::optional(list[place - 1U]) : std::nullopt;
}

template <class T> std::uint8_t placeOf(std::span<const T> list, const T &item)
{
    const auto at = std::ranges::find(list, item);
    return at == list.end() ? std::uint8_t{0} : static_cast<std::uint8_t>(at - list.begin() + 1);
}

void writeTime(base::ByteWriter &out, base::UtcMs time)
{
    out.u64(static_cast<std::uint64_t>(time));
}

base::UtcMs readTime(base::ByteReader &in)
{
    return static_cast<base::UtcMs>(in.u64());
}

Result<void> writeSent(store::Connection &db, const std::vector<SentPacket> &packets)
{
    base::ByteWriter out;
    out.u8(BoxVersion);
    out.u16(static_cast<std::uint16_t>(packets.size()));
    for (const SentPacket &packet : packets) {
        out.raw(packet.hash);
        out.raw(packet.recipient);
        writeTime(out, packet.queuedAt);
        out.u8(packet.receipt ? 1 : 0);
        if (packet.receipt) {
            out.raw(packet.receipt->shelter.bytes());
            writeTime(out, packet.receipt->receivedAt);
            writeTime(out, packet.receipt->expiresAt);
        }
        out.u8(static_cast<std::uint8_t>(packet.state));
        out.blob(packet.answer);
        writeTime(out, packet.askedAt);
        out.u8(packet.problem ? placeOf(std::span<const Errc>(Problems), *packet.problem) : std::uint8_t{0});
    }
    return sync::setMeta(db, SentKey, out.bytes());
}

/// Changes one of them and writes all, in a transaction. Nothing when it is not there any more.
template <class Change> Result<void> changeSent(store::Connection &db, const crypto::Digest &hash, Change change)
{
    INDARO_TRY_ASSIGN(auto packets, sentPackets(db));
    const auto at = std::ranges::find(packets, hash, &SentPacket::hash);
    if (at == packets.end())
        return {};
    change(*at);
    INDARO_TRY_ASSIGN(auto transaction, db.begin());
    if (at->state != PacketState::Waiting)
        INDARO_TRY(sync::removeMeta(db, bytesKey(hash))); // nobody will ask for it again
    INDARO_TRY(writeSent(db, packets));
    return transaction.commit();
}

Result<wire::PacketReceipt> openFor(store::Connection &db, const crypto::Digest &hash, const wire::ShelterId &shelter,
                                    const crypto::SignPublicKey &serverKey, base::ByteView bytes)
{
    INDARO_TRY_ASSIGN(const auto receipt, wire::openPacketReceipt(bytes, serverKey));
    INDARO_TRY_ASSIGN(const auto packets, sentPackets(db));
    const auto at = std::ranges::find(packets, hash, &SentPacket::hash);
    const bool isOurs =
        receipt.hash == hash && receipt.shelter == shelter && (at == packets.end() || receipt.recipient == at->recipient);
    if (!isOurs)
        return Error(Errc::WireDamaged, {{"what", std::string("receipt")}});
    return receipt;
}

Result<void> writeApart(store::Connection &db, const std::vector<ApartPacket> &packets)
{
    base::ByteWriter out;
    out.u8(BoxVersion);
    out.u16(static_cast<std::uint16_t>(packets.size()));
    for (const ApartPacket &apart : packets) {
        out.text(apart.url);
        out.u64(apart.packet.number);
        out.raw(apart.packet.shelter.bytes());
        out.raw(apart.packet.hash);
        out.u32(apart.packet.size);
        writeTime(out, apart.packet.receivedAt);
        writeTime(out, apart.packet.expiresAt);
        out.u8(placeOf(std::span<const Errc>(PacketErrors), apart.why.code));
        out.u8(static_cast<std::uint8_t>(apart.why.args.size()));
        for (const base::ErrorArg &arg : apart.why.args) {
            out.text(arg.name);
            const auto *number = std::get_if<std::int64_t>(&arg.value);
            out.u8(number != nullptr ? 1 : 0);
            if (number != nullptr)
                out.u64(static_cast<std::uint64_t>(*number));
            else
                out.text(std::get<std::string>(arg.value));
        }
    }
    return sync::setMeta(db, ApartKey, out.bytes());
}

bool isOf(const ApartPacket &apart, const std::string &url, std::uint64_t number)
{
    return apart.url == url && apart.packet.number == number;
}

Result<void> writeMailboxes(store::Connection &db, const std::vector<Mailbox> &all)
{
    base::ByteWriter out;
    out.u8(BoxVersion);
    out.u16(static_cast<std::uint16_t>(all.size()));
    for (const Mailbox &mailbox : all) {
        out.text(mailbox.url);
        out.raw(mailbox.recipient);
        out.raw(mailbox.token);
        out.u8(mailbox.certificate ? 1 : 0);
        if (mailbox.certificate)
            out.raw(*mailbox.certificate);
        writeTime(out, mailbox.joinedAt);
        writeTime(out, mailbox.fetchedAt);
    }
    return sync::setMeta(db, MailboxKey, out.bytes());
}

bool isSame(const Mailbox &one, const Mailbox &other)
{
    return one.url == other.url && one.recipient == other.recipient;
}

} // namespace

bool isAboutPacket(Errc code) noexcept
{
    return std::ranges::find(PacketErrors, code) != PacketErrors.end();
}

Result<void> queuePacket(store::Connection &db, base::ByteView packet, base::UtcMs now)
{
    INDARO_TRY(sync::refuseTraining(db));
    if (packet.size() > wire::MaxCountPacket)
        return Error(Errc::WireTooLarge, {{"bytes", static_cast<std::int64_t>(packet.size())}});
    INDARO_TRY_ASSIGN(const auto recipient, wire::recipientOf(packet));
    const auto hash = wire::packageHash(packet);
    INDARO_TRY_ASSIGN(auto packets, sentPackets(db));
    if (std::ranges::find(packets, hash, &SentPacket::hash) != packets.end())
        return {};
    const auto isOver = [](const SentPacket &sent) { return sent.state != PacketState::Waiting; };
    if (const auto oldest = std::ranges::find_if(packets, isOver); packets.size() >= MostSent && oldest != packets.end())
        packets.erase(oldest);
    packets.push_back({.hash = hash, .recipient = recipient, .queuedAt = now});
    INDARO_TRY_ASSIGN(auto transaction, db.begin());
    INDARO_TRY(sync::setMeta(db, bytesKey(hash), packet));
    INDARO_TRY(writeSent(db, packets));
    return transaction.commit();
}

Result<std::vector<SentPacket>> sentPackets(store::Connection &db)
{
    std::vector<SentPacket> packets;
    INDARO_TRY_ASSIGN(const auto bytes, sync::findMeta(db, SentKey));
    if (!bytes)
        return packets;
    base::ByteReader in(*bytes);
    const auto version = in.u8();
    const std::size_t count = in.u16();
    for (std::size_t i = 0; i < count && in.isValid(); ++i) {
        SentPacket packet;
        packet.hash = takeBytes<32>(in);
        packet.recipient = takeBytes<32>(in);
        packet.queuedAt = readTime(in);
        if (in.u8() == 1) {
            const auto shelter = wire::ShelterId::fromBytes(takeBytes<16>(in));
            const auto receivedAt = readTime(in);
            packet.receipt = wire::PacketReceipt{*shelter, packet.recipient, packet.hash, receivedAt, readTime(in)};
        }
        packet.state = static_cast<PacketState>(in.u8());
        const auto answer = in.blob();
        packet.answer.assign(answer.begin(), answer.end());
        packet.askedAt = readTime(in);
        packet.problem = itemAt(std::span<const Errc>(Problems), in.u8());
        packets.push_back(std::move(packet));
    }
    if (version != BoxVersion || !in.isValid() || !in.atEnd())
        return Error(Errc::StoreDamaged);
    return packets;
}

Result<std::optional<PacketErrand>> nextErrand(store::Connection &db, const std::vector<crypto::Digest> &skipped,
                                               base::UtcMs now, base::UtcMs askEvery)
{
    INDARO_TRY_ASSIGN(const auto packets, sentPackets(db));
    for (const SentPacket &packet : packets) {
        if (packet.state != PacketState::Waiting || std::ranges::find(skipped, packet.hash) != skipped.end())
            continue;
        if (packet.receipt) {
            // A clock that was set back asks too often rather than never.
            if (now >= packet.askedAt && now - packet.askedAt < askEvery)
                continue;
            return std::optional(PacketErrand{packet, {}});
        }
        INDARO_TRY_ASSIGN(auto bytes, sync::findMeta(db, bytesKey(packet.hash)));
        if (!bytes)
            return Error(Errc::StoreDamaged);
        return std::optional(PacketErrand{packet, std::move(*bytes)});
    }
    return std::optional<PacketErrand>();
}

Result<void> noteReceipt(store::Connection &db, const crypto::Digest &hash, const wire::ShelterId &shelter,
                         const crypto::SignPublicKey &serverKey, base::ByteView bytes)
{
    INDARO_TRY_ASSIGN(const auto receipt, openFor(db, hash, shelter, serverKey, bytes));
    return changeSent(db, hash, [&](SentPacket &packet) {
        packet.receipt = receipt;
        packet.askedAt = 0;
        packet.problem.reset();
    });
}

Result<void> noteNews(store::Connection &db, const crypto::Digest &hash, const wire::ShelterId &shelter,
                      const crypto::SignPublicKey &serverKey, const wire::PacketNews &news, base::UtcMs now)
{
    INDARO_TRY_ASSIGN(const auto receipt, openFor(db, hash, shelter, serverKey, news.receipt));
    return changeSent(db, hash, [&](SentPacket &packet) {
        packet.receipt = receipt;
        packet.state = news.state;
        packet.answer = news.answer;
        packet.askedAt = now;
        packet.problem.reset();
    });
}

Result<void> noteLost(store::Connection &db, const crypto::Digest &hash)
{
    return changeSent(db, hash, [](SentPacket &packet) { packet.receipt.reset(); });
}

Result<void> noteProblem(store::Connection &db, const crypto::Digest &hash, Errc problem)
{
    const bool isKnown = std::ranges::find(Problems, problem) != Problems.end();
    return changeSent(db, hash, [&](SentPacket &packet) { packet.problem = isKnown ? problem : Errc::ServerRefused; });
}

Result<std::vector<Mailbox>> mailboxes(store::Connection &db)
{
    std::vector<Mailbox> all;
    INDARO_TRY_ASSIGN(const auto bytes, sync::findMeta(db, MailboxKey));
    if (!bytes)
        return all;
    base::ByteReader in(*bytes);
    const auto version = in.u8();
    const std::size_t count = in.u16();
    for (std::size_t i = 0; i < count && in.isValid(); ++i) {
        Mailbox mailbox;
        mailbox.url = in.text();
        mailbox.recipient = takeBytes<32>(in);
        mailbox.token = takeBytes<16>(in);
        if (in.u8() == 1)
            mailbox.certificate = takeBytes<32>(in);
        mailbox.joinedAt = readTime(in);
        mailbox.fetchedAt = readTime(in);
        all.push_back(std::move(mailbox));
    }
    if (version != BoxVersion || !in.isValid() || !in.atEnd())
        return Error(Errc::StoreDamaged);
    return all;
}

Result<void> keepMailbox(store::Connection &db, const Mailbox &mailbox)
{
    INDARO_TRY(sync::refuseTraining(db));
    INDARO_TRY_ASSIGN(auto all, mailboxes(db));
    std::erase_if(all, [&](const Mailbox &other) { return isSame(other, mailbox); });
    all.push_back(mailbox);
    INDARO_TRY_ASSIGN(auto transaction, db.begin());
    INDARO_TRY(writeMailboxes(db, all));
    return transaction.commit();
}

Result<std::vector<ApartPacket>> apartPackets(store::Connection &db)
{
    std::vector<ApartPacket> packets;
    INDARO_TRY_ASSIGN(const auto bytes, sync::findMeta(db, ApartKey));
    if (!bytes)
        return packets;
    base::ByteReader in(*bytes);
    const auto version = in.u8();
    const std::size_t count = in.u16();
    for (std::size_t i = 0; i < count && in.isValid(); ++i) {
        std::string url = in.text();
        const auto number = in.u64();
        const auto shelter = wire::ShelterId::fromBytes(takeBytes<16>(in));
        const auto hash = takeBytes<32>(in);
        const auto size = in.u32();
        const auto receivedAt = readTime(in);
        const wire::ListedPacket listed{number, *shelter, hash, size, receivedAt, readTime(in)};
        const auto code = itemAt(std::span<const Errc>(PacketErrors), in.u8());
        std::vector<base::ErrorArg> args;
        const std::size_t argCount = in.u8();
        for (std::size_t j = 0; j < argCount && in.isValid(); ++j) {
            base::ErrorArg arg{in.text(), std::int64_t{0}};
            if (in.u8() == 1)
                arg.value = static_cast<std::int64_t>(in.u64());
            else
                arg.value = in.text();
            args.push_back(std::move(arg));
        }
        packets.push_back({std::move(url), listed, Error(code.value_or(Errc::WireDamaged), std::move(args))});
    }
    if (version != BoxVersion || !in.isValid() || !in.atEnd())
        return Error(Errc::StoreDamaged);
    return packets;
}

Result<void> keepApart(store::Connection &db, const ApartPacket &packet)
{
    INDARO_TRY_ASSIGN(auto packets, apartPackets(db));
    std::erase_if(packets, [&](const ApartPacket &other) { return isOf(other, packet.url, packet.packet.number); });
    if (packets.size() >= MostApart)
        packets.erase(packets.begin()); // it is fetched again, and refused again
    packets.push_back(packet);
    INDARO_TRY_ASSIGN(auto transaction, db.begin());
    INDARO_TRY(writeApart(db, packets));
    return transaction.commit();
}

Result<void> noteFetched(store::Connection &db, const Mailbox &mailbox, const std::vector<std::uint64_t> &listed,
                         base::UtcMs now)
{
    INDARO_TRY_ASSIGN(auto all, mailboxes(db));
    const bool isOnlyOne = std::ranges::count(all, mailbox.url, &Mailbox::url) == 1;
    for (Mailbox &other : all) {
        if (isSame(other, mailbox))
            other.fetchedAt = now;
    }
    INDARO_TRY_ASSIGN(auto packets, apartPackets(db));
    // Of two keys at one server it is not known whose a packet was: those are forgotten when they are taken away.
    std::erase_if(packets, [&](const ApartPacket &apart) {
        return isOnlyOne && apart.url == mailbox.url && std::ranges::find(listed, apart.packet.number) == listed.end();
    });
    INDARO_TRY_ASSIGN(auto transaction, db.begin());
    INDARO_TRY(writeMailboxes(db, all));
    INDARO_TRY(writeApart(db, packets));
    return transaction.commit();
}

Result<void> forgetApart(store::Connection &db, const std::string &url, std::uint64_t number)
{
    INDARO_TRY_ASSIGN(auto packets, apartPackets(db));
    if (std::erase_if(packets, [&](const ApartPacket &apart) { return isOf(apart, url, number); }) == 0)
        return {};
    INDARO_TRY_ASSIGN(auto transaction, db.begin());
    INDARO_TRY(writeApart(db, packets));
    return transaction.commit();
}

} // namespace indaro::transport
