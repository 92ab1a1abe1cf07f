// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/wire/package.h"
#include "core/wire/packet_mail.h"
#include "tests/core/transport/scripted_server.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace indaro::tests {

inline QByteArray toQt(base::ByteView bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}
inline base::ByteView fromQt(const QByteArray &bytes)
{
    return base::asBytes({bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

/// The other side: what a server keeps of packets, without its checks.
struct PacketServer
{
    struct Kept
    {
        base::Bytes bytes, answer;
        wire::ListedPacket listed;
        wire::PacketState state = wire::PacketState::Waiting;
    };
    crypto::SignKeyPair keys = crypto::makeSignKeyPair();
    wire::ShelterId shelter;
    std::vector<Kept> kept{};
    std::size_t stored = 0, repeated = 0, resumed = 0;
    std::optional<int> refuses{}; ///< every packet, with this status

    base::Bytes receiptOf(const base::Bytes &packet) const
    {
        return wire::signPacketReceipt({shelter, wire::recipientOf(packet).value(), wire::packageHash(packet), 10, 1000},
                                       keys);
    }
    Kept *find(const crypto::Digest &hash)
    {
        const auto at = std::ranges::find_if(kept, [&](const Kept &one) { return one.listed.hash == hash; });
        return at == kept.end() ? nullptr : &*at;
    }
    void add(const base::Bytes &packet)
    {
        kept.push_back(
            {packet,
             {},
             {kept.size() + 1, shelter, wire::packageHash(packet), static_cast<std::uint32_t>(packet.size()), 10, 1000}});
    }
    ScriptedServer::Reply post(const QByteArray &body)
    {
        if (refuses)
            return {*refuses, "not-found\n"};
        const base::Bytes packet(fromQt(body).begin(), fromQt(body).end());
        ++(find(wire::packageHash(packet)) != nullptr ? repeated : stored);
        if (find(wire::packageHash(packet)) == nullptr)
            add(packet);
        return {201, toQt(receiptOf(packet))};
    }
    ScriptedServer::Reply news(const QByteArray &hex)
    {
        const auto bytes = base::fromHex(hex.toStdString()).value();
        crypto::Digest hash{};
        std::copy(bytes.begin(), bytes.end(), hash.begin());
        const Kept *one = find(hash);
        if (one == nullptr)
            return {404, "not-found\n"};
        return {200, toQt(wire::encodePacketNews({one->state, receiptOf(one->bytes), one->answer}))};
    }
    ScriptedServer::Reply list(std::uint64_t after) const
    {
        wire::PacketList list;
        for (const Kept &one : kept)
            if (one.state == wire::PacketState::Waiting && one.listed.number > after)
                list.packets.push_back(one.listed);
        return {200, toQt(wire::encodePacketList(list))};
    }
    ScriptedServer::Reply get(const Kept &one, const QByteArray &head)
    {
        if (one.state != wire::PacketState::Waiting)
            return {404, "not-found\n"};
        const QByteArray bytes = toQt(one.bytes);
        const qsizetype range = head.toLower().indexOf("range: bytes=");
        if (range < 0)
            return {200, bytes};
        ++resumed;
        const QByteArray from = head.mid(range + 13);
        return {206, bytes.mid(from.first(from.indexOf('-')).toLongLong())};
    }
    ScriptedServer::Reply answer(const ScriptedServer::Request &request)
    {
        const QByteArray last = request.path.split('/').last();
        const bool isPost = request.head.startsWith("POST");
        if (request.path.endsWith("/packets"))
            return post(request.body);
        if (request.path.startsWith("/v1/s/"))
            return news(last);
        if (request.path.contains("/after/"))
            return list(last.toULongLong());
        Kept &one = kept.at(last.toULongLong() - 1);
        if (request.head.startsWith("DELETE")) {
            one.state = wire::PacketState::Removed;
            return {204, {}};
        }
        if (!isPost)
            return get(one, request.head);
        one.answer.assign(fromQt(request.body).begin(), fromQt(request.body).end());
        one.state = wire::PacketState::Answered;
        return {204, {}};
    }
};

} // namespace indaro::tests
