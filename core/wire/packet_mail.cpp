// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/packet_mail.h"

#include "core/wire/invitation.h"
#include "core/wire/limits.h"
#include "core/wire/package.h"
#include "core/wire/package_parts.h"

namespace indaro::wire {

using base::Errc;
using base::Error;
using base::Result;

namespace {

constexpr std::string_view PacketMagic = "INRP";
constexpr std::uint8_t PacketVersion = 1;
constexpr std::string_view ReceiverMagic = "INRV";
constexpr std::string_view PacketReceiptMagic = "INPR";
constexpr std::uint8_t MailVersion = 1;
constexpr std::size_t InvitationLength = 20;

base::UtcMs takeTime(base::ByteReader &in)
{
    return static_cast<base::UtcMs>(in.u64());
}

bool isTime(base::UtcMs time)
{
    return time >= 0 && static_cast<std::uint64_t>(time) <= MaxNumber;
}

} // namespace

Result<crypto::Digest> recipientOf(base::ByteView package)
{
    base::ByteReader in(package);
    if (base::asText(in.raw(PacketMagic.size())) != PacketMagic)
        return damaged("package");
    const std::uint8_t version = in.u8();
    if (!in.isValid() || version == 0)
        return damaged("package");
    if (version > PacketVersion)
        return Error(Errc::WireTooNew, {{"version", std::int64_t{version}}});
    const std::size_t total = in.u32();
    const auto recipient = takeArray<32>(in);
    if (!in.isValid() || total != package.size() || total <= FileHeaderSize)
        return damaged("package");
    return recipient;
}

base::Bytes signReceiverRequest(const std::string &code, const OrganisationSecrets &secrets)
{
    INDARO_CHECK(normalInvitationCode(code) == code);
    base::ByteWriter out;
    out.raw(base::asBytes(ReceiverMagic));
    out.u8(MailVersion);
    out.raw(base::asBytes(code));
    out.raw(encodeOrganisationKey(secrets.publicKey()));
    out.raw(crypto::sign(secrets.sign, ReceiverContext, crypto::hash(out.bytes())));
    return std::move(out).take();
}

Result<ReceiverRequest> openReceiverRequest(base::ByteView body)
{
    base::ByteReader in(body);
    INDARO_TRY(takeStart(in, ReceiverMagic, MailVersion));
    std::string code(base::asText(in.raw(InvitationLength)));
    const base::ByteView key = in.raw(OrganisationKeySize);
    const auto signature = takeArray<64>(in);
    if (!in.isValid() || !in.atEnd())
        return damaged("length");
    if (normalInvitationCode(code) != code)
        return damaged("code");
    INDARO_TRY_ASSIGN(const auto organisation, decodeOrganisationKey(key));
    INDARO_TRY(crypto::verify(organisation.sign, ReceiverContext, crypto::hash(body.first(body.size() - signature.size())),
                              signature));
    return ReceiverRequest{std::move(code), organisation};
}

base::Bytes signPacketReceipt(const PacketReceipt &receipt, const crypto::SignKeyPair &serverKeys)
{
    base::ByteWriter out;
    out.raw(base::asBytes(PacketReceiptMagic));
    out.u8(MailVersion);
    out.raw(receipt.shelter.bytes());
    out.raw(receipt.recipient);
    out.raw(receipt.hash);
    out.u64(static_cast<std::uint64_t>(receipt.receivedAt));
    out.u64(static_cast<std::uint64_t>(receipt.expiresAt));
    out.raw(crypto::sign(serverKeys, PacketReceiptContext, out.bytes()));
    INDARO_CHECK(out.bytes().size() == PacketReceiptSize);
    return std::move(out).take();
}

Result<PacketReceipt> openPacketReceipt(base::ByteView bytes, const crypto::SignPublicKey &serverKey)
{
    base::ByteReader in(bytes);
    INDARO_TRY(takeStart(in, PacketReceiptMagic, MailVersion));
    if (bytes.size() != PacketReceiptSize)
        return damaged("length");
    const PacketReceipt receipt{takeId<ShelterId>(in), takeArray<32>(in), takeArray<32>(in), takeTime(in), takeTime(in)};
    if (!isTime(receipt.receivedAt) || !isTime(receipt.expiresAt))
        return damaged("time");
    INDARO_TRY(crypto::verify(serverKey, PacketReceiptContext, bytes.first(PacketReceiptSize - 64), takeArray<64>(in)));
    return receipt;
}

base::Bytes encodePacketNews(const PacketNews &news)
{
    base::ByteWriter out;
    out.u8(MailVersion);
    out.u8(static_cast<std::uint8_t>(news.state));
    out.blob(news.receipt);
    out.blob(news.answer);
    return std::move(out).take();
}

Result<PacketNews> decodePacketNews(base::ByteView body)
{
    base::ByteReader in(body);
    INDARO_TRY(takeStart(in, {}, MailVersion));
    const std::uint8_t state = in.u8();
    const base::ByteView receipt = in.blob();
    const base::ByteView answer = in.blob();
    if (!in.isValid() || !in.atEnd() || receipt.size() != PacketReceiptSize || answer.size() > MaxPacketAnswer)
        return damaged("length");
    const bool isAnswered = state == static_cast<std::uint8_t>(PacketState::Answered);
    if (state > static_cast<std::uint8_t>(PacketState::Removed) || isAnswered == answer.empty())
        return damaged("state");
    return PacketNews{static_cast<PacketState>(state), {receipt.begin(), receipt.end()}, {answer.begin(), answer.end()}};
}

base::Bytes encodePacketList(const PacketList &list)
{
    INDARO_CHECK(list.packets.size() <= MaxPacketsListed);
    base::ByteWriter out;
    out.u8(MailVersion);
    out.u8(list.hasMore ? 1 : 0);
    out.u16(static_cast<std::uint16_t>(list.packets.size()));
    for (const ListedPacket &packet : list.packets) {
        out.u64(packet.number);
        out.raw(packet.shelter.bytes());
        out.raw(packet.hash);
        out.u32(packet.size);
        out.u64(static_cast<std::uint64_t>(packet.receivedAt));
        out.u64(static_cast<std::uint64_t>(packet.expiresAt));
    }
    return std::move(out).take();
}

Result<PacketList> decodePacketList(base::ByteView body)
{
    base::ByteReader in(body);
    INDARO_TRY(takeStart(in, {}, MailVersion));
    const std::uint8_t flags = in.u8();
    const std::size_t count = in.u16();
    if (!in.isValid() || flags > 1)
        return damaged("flags");
    if (count > MaxPacketsListed)
        return tooLarge(count);
    PacketList list{flags == 1, {}};
    std::uint64_t last = 0;
    for (std::size_t i = 0; i < count && in.isValid(); ++i) {
        const ListedPacket packet{in.u64(), takeId<ShelterId>(in), takeArray<32>(in), in.u32(), takeTime(in), takeTime(in)};
        if (packet.number <= last || packet.number > MaxNumber)
            return damaged("number");
        if (packet.size == 0 || packet.size > MaxCountPacket)
            return tooLarge(packet.size);
        if (!isTime(packet.receivedAt) || !isTime(packet.expiresAt))
            return damaged("time");
        last = packet.number;
        list.packets.push_back(packet);
    }
    if (!in.isValid() || !in.atEnd() || (list.hasMore && list.packets.empty()))
        return damaged("length");
    return list;
}

} // namespace indaro::wire
