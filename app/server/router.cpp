// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/router.h"

#include "app/server/metrics.h"
#include "app/server/partial_uploads.h"
#include "core/base/log.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <vector>

namespace indaro::server {

using base::Errc;
using base::Error;
using base::Result;
using relay::Caller;
using relay::Relay;

namespace {

/// The parts of a path between slashes; "{}" in a pattern stands for any one part.
using Parts = std::vector<std::string_view>;

std::optional<Parts> match(std::string_view pattern, std::string_view path)
{
    Parts out;
    while (true) {
        const auto patternEnd = std::min(pattern.find('/', 1), pattern.size());
        const auto pathEnd = std::min(path.find('/', 1), path.size());
        const auto wanted = pattern.substr(0, patternEnd);
        const auto given = path.substr(0, pathEnd);
        if (wanted == "/{}") {
            if (given.size() < 2)
                return std::nullopt;
            out.push_back(given.substr(1));
        } else if (wanted != given) {
            return std::nullopt;
        }
        pattern.remove_prefix(patternEnd);
        path.remove_prefix(pathEnd);
        if (pattern.empty() || path.empty())
            return pattern.empty() && path.empty() ? std::optional(out) : std::nullopt;
    }
}

/// Lower-case hexadecimal of exactly the right length, nothing else.
template <class Id> std::optional<Id> idOf(std::string_view text)
{
    const auto bytes = text.size() == 2 * Id::Size ? base::fromHex(text) : std::nullopt;
    return bytes ? Id::fromBytes(*bytes) : std::nullopt;
}

std::optional<crypto::Digest> digestOf(std::string_view text)
{
    const auto bytes = text.size() == 64 ? base::fromHex(text) : std::nullopt;
    if (!bytes)
        return std::nullopt;
    crypto::Digest out{};
    std::copy(bytes->begin(), bytes->end(), out.begin());
    return out;
}

std::optional<std::uint64_t> numberOf(std::string_view text)
{
    std::uint64_t value = 0;
    const auto end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, value);
    if (result.ec != std::errc() || result.ptr != end || value > wire::MaxNumber)
        return std::nullopt;
    return value;
}

/// "bytes=N-": what is missing of an envelope whose beginning has come. Any other range is as good as none.
std::optional<std::uint64_t> firstByteOf(std::string_view range)
{
    constexpr std::string_view Start = "bytes=";
    if (!range.starts_with(Start) || !range.ends_with('-'))
        return std::nullopt;
    return numberOf(range.substr(Start.size(), range.size() - Start.size() - 1));
}

HttpReply bytesReply(base::Bytes body, int status = 200)
{
    return {status, "application/octet-stream", std::move(body), 0};
}

HttpReply textReply(std::string_view text, int status = 200)
{
    const auto bytes = base::asBytes(text);
    return {status, "text/plain", {bytes.begin(), bytes.end()}, 0};
}

HttpReply errorReply(const Error &error)
{
    switch (error.code) {
    case Errc::AccessRefused:
        return error.number("revoked") != 0 ? plainReply(403, "revoked") : plainReply(403, "refused");
    case Errc::InvitationInvalid:
        return plainReply(403, "invitation");
    case Errc::NotFound:
        return plainReply(404, "not-found");
    case Errc::WireTooLarge:
        return plainReply(413, "too-large");
    case Errc::WireDamaged:
        return plainReply(400, "damaged");
    case Errc::WireTooNew:
        return plainReply(400, "too-new");
    case Errc::CryptoAuthFailed:
        return plainReply(400, "signature");
    case Errc::WireWrongShelter:
        return plainReply(409, "wrong-shelter");
    case Errc::RosterRefused:
    case Errc::RosterParentUnknown:
        return plainReply(409, "roster");
    case Errc::WrongState:
        return plainReply(409, "state");
    case Errc::QuotaFull:
        return plainReply(507, "quota");
    case Errc::DiskFull:
        return plainReply(507, "disk-full");
    default:
        break;
    }
    base::logError("request_failed", error);
    HttpReply reply = plainReply(503, "try-again");
    reply.retryAfter = 10;
    return reply;
}

template <class T> HttpReply replyOf(const Result<T> &result, const std::function<HttpReply(const T &)> &good)
{
    return result ? good(result.value()) : errorReply(result.error());
}

HttpReply emptyReply(const Result<void> &result)
{
    return result ? HttpReply{204, "", {}, 0} : errorReply(result.error());
}

HttpReply blobReply(Result<base::Bytes> result)
{
    return result ? bytesReply(std::move(result).value()) : errorReply(result.error());
}

HttpReply joinReply(const Result<wire::JoinAnswer> &result)
{
    return replyOf<wire::JoinAnswer>(result,
                                     [](const auto &answer) { return bytesReply(wire::encodeJoinAnswer(answer), 201); });
}

struct Call
{
    const HttpRequest &request;
    Relay &relay;
    const Caller &caller;
    const Parts &parts; ///< parts[0] is the shelter where the route has one
    Metrics &metrics;
    PartialUploads &partials;
};

HttpReply upload(const Call &call)
{
    wire::UploadAnswer whole;
    if (!call.request.earlier.empty()) {
        auto earlier = wire::decodeUploadAnswer(call.request.earlier);
        if (!earlier)
            return errorReply(earlier.error());
        whole = std::move(earlier).value();
    }
    return replyOf<wire::UploadAnswer>(call.relay.upload(call.caller, call.request.body), [&](const auto &answer) {
        for (const auto item : answer.items)
            call.metrics.countItem(item);
        if (whole.items.size() + answer.items.size() > wire::MaxUploadItems)
            return plainReply(413, "too-large");
        whole.append(answer);
        if (!call.request.isBodyWhole)
            call.partials.keep(call.request.authorization, wire::cutEnvelopes(call.request.body).rest);
        return bytesReply(wire::encodeUploadAnswer(whole));
    });
}

HttpReply sync(const Call &call)
{
    const auto kept = call.partials.find(call.request.authorization);
    return replyOf<relay::SyncAnswer>(call.relay.sync(call.caller, call.request.body, kept), [&](const auto &answer) {
        base::Bytes body = answer.head;
        std::size_t size = body.size();
        for (const base::Bytes &envelope : answer.envelopes)
            size += envelope.size();
        body.reserve(size);
        for (const base::Bytes &envelope : answer.envelopes)
            body.insert(body.end(), envelope.begin(), envelope.end());
        call.metrics.countSent(answer.envelopes.size());
        return bytesReply(std::move(body));
    });
}

HttpReply roster(const Call &call)
{
    return replyOf<wire::UploadAnswer>(call.relay.addRosterBlocks(call.caller, call.request.body),
                                       [](const auto &answer) { return bytesReply(wire::encodeUploadAnswer(answer)); });
}

/// An envelope or a part, or what is missing of it when a range is asked for.
HttpReply restReply(Result<base::Bytes> found, const Call &call)
{
    const auto from = firstByteOf(call.request.range);
    if (!found || !from)
        return blobReply(std::move(found));
    const base::Bytes &bytes = found.value();
    if (*from >= bytes.size())
        return plainReply(416, "range");
    HttpReply reply = bytesReply({bytes.begin() + static_cast<std::ptrdiff_t>(*from), bytes.end()}, 206);
    const std::string size = std::to_string(bytes.size());
    reply.contentRange = "bytes " + std::to_string(*from) + "-" + std::to_string(bytes.size() - 1) + "/" + size;
    return reply;
}

HttpReply oneEnvelope(const Call &call)
{
    const auto device = idOf<wire::DeviceId>(call.parts[1]);
    const auto stream = numberOf(call.parts[2]);
    const auto number = numberOf(call.parts[3]);
    if (!device || !stream || *stream >= wire::StreamCount || !number)
        return plainReply(404, "not-found");
    return restReply(call.relay.envelope(call.caller, {*device, static_cast<wire::Stream>(*stream)}, *number), call);
}

HttpReply admitDevice(const Call &call)
{
    const auto device = idOf<wire::DeviceId>(call.parts[1]);
    return device ? joinReply(call.relay.admitDevice(call.caller, *device)) : plainReply(404, "not-found");
}

HttpReply quarantine(const Call &call)
{
    return blobReply(call.relay.quarantine(call.caller));
}

HttpReply beginSnapshot(const Call &call)
{
    return replyOf<std::string>(call.relay.beginSnapshot(call.caller, call.request.body),
                                [](const auto &parts) { return textReply(parts + "\n"); });
}

HttpReply putPart(const Call &call)
{
    const auto hash = digestOf(call.parts[1]);
    const auto part = numberOf(call.parts[2]);
    if (!hash || !part || *part > wire::MaxSnapshotParts)
        return plainReply(404, "not-found");
    return emptyReply(call.relay.addSnapshotPart(call.caller, *hash, static_cast<std::uint32_t>(*part), call.request.body));
}

HttpReply getPart(const Call &call)
{
    const auto hash = digestOf(call.parts[1]);
    const auto part = numberOf(call.parts[2]);
    if (!hash || !part || *part > wire::MaxSnapshotParts)
        return plainReply(404, "not-found");
    return restReply(call.relay.snapshotPart(call.caller, *hash, static_cast<std::uint32_t>(*part)), call);
}

HttpReply newestSnapshot(const Call &call)
{
    return blobReply(call.relay.newestSnapshot(call.caller));
}

HttpReply sendMail(const Call &call)
{
    const auto recipient = idOf<wire::ShelterId>(call.parts[0]);
    if (!recipient)
        return plainReply(404, "not-found");
    return replyOf<relay::MailId>(call.relay.sendMail(call.caller, *recipient, call.request.body),
                                  [](const auto &id) { return textReply(base::toHex(id.bytes()) + "\n", 201); });
}

HttpReply listMail(const Call &call)
{
    return replyOf<std::vector<relay::MailRow>>(call.relay.mail(call.caller), [](const auto &rows) {
        std::string text;
        for (const relay::MailRow &row : rows)
            text += base::toHex(row.id.bytes()) + " " + std::to_string(row.size) + " " + std::to_string(row.receivedAt) +
                    " " + std::to_string(row.expiresAt) + "\n";
        return textReply(text);
    });
}

HttpReply getMail(const Call &call)
{
    const auto id = idOf<relay::MailId>(call.parts[1]);
    return id ? blobReply(call.relay.mailBytes(call.caller, *id)) : plainReply(404, "not-found");
}

HttpReply removeMail(const Call &call)
{
    const auto id = idOf<relay::MailId>(call.parts[1]);
    return id ? emptyReply(call.relay.removeMail(call.caller, *id)) : plainReply(404, "not-found");
}

HttpReply sendPacket(const Call &call)
{
    return replyOf<base::Bytes>(call.relay.sendPacket(call.caller, call.request.body),
                                [](const auto &receipt) { return bytesReply(receipt, 201); });
}

HttpReply packetNews(const Call &call)
{
    const auto hash = digestOf(call.parts[1]);
    if (!hash)
        return plainReply(404, "not-found");
    return replyOf<wire::PacketNews>(call.relay.packetNews(call.caller, *hash),
                                     [](const auto &news) { return bytesReply(wire::encodePacketNews(news)); });
}

HttpReply listPackets(const Call &call)
{
    const auto after = numberOf(call.parts[0]);
    if (!after)
        return plainReply(404, "not-found");
    return replyOf<wire::PacketList>(call.relay.packets(call.caller, *after),
                                     [](const auto &list) { return bytesReply(wire::encodePacketList(list)); });
}

HttpReply getPacket(const Call &call)
{
    const auto number = numberOf(call.parts[0]);
    return number ? restReply(call.relay.packetBytes(call.caller, *number), call) : plainReply(404, "not-found");
}

HttpReply answerPacket(const Call &call)
{
    const auto number = numberOf(call.parts[0]);
    return number ? emptyReply(call.relay.answerPacket(call.caller, *number, call.request.body))
                  : plainReply(404, "not-found");
}

HttpReply removePacket(const Call &call)
{
    const auto number = numberOf(call.parts[0]);
    return number ? emptyReply(call.relay.removePacket(call.caller, *number)) : plainReply(404, "not-found");
}

struct Route
{
    const char *method;
    const char *pattern;
    std::size_t limit; ///< of the body
    bool isShelters;   ///< the first part is the caller's own shelter
    HttpReply (*answer)(const Call &);
};

constexpr std::array Routes{
    Route{"POST", "/v1/s/{}/sync", wire::MaxSmallBody, true, sync},
    Route{"POST", "/v1/s/{}/envelopes", wire::MaxUpload, true, upload},
    Route{"GET", "/v1/s/{}/envelopes/{}/{}/{}", 0, true, oneEnvelope},
    Route{"POST", "/v1/s/{}/roster", wire::MaxUpload, true, roster},
    Route{"POST", "/v1/s/{}/devices/{}", 0, true, admitDevice},
    Route{"GET", "/v1/s/{}/quarantine", 0, true, quarantine},
    Route{"POST", "/v1/s/{}/snapshots", wire::MaxUpload, true, beginSnapshot},
    Route{"PUT", "/v1/s/{}/snapshots/{}/{}", wire::MaxSnapshotPart, true, putPart},
    Route{"GET", "/v1/s/{}/snapshots/{}/{}", 0, true, getPart},
    Route{"GET", "/v1/s/{}/snapshot", 0, true, newestSnapshot},
    Route{"GET", "/v1/s/{}/mailbox", 0, true, listMail},
    Route{"GET", "/v1/s/{}/mailbox/{}", 0, true, getMail},
    Route{"DELETE", "/v1/s/{}/mailbox/{}", 0, true, removeMail},
    Route{"POST", "/v1/s/{}/packets", wire::MaxCountPacket, true, sendPacket},
    Route{"GET", "/v1/s/{}/packets/{}", 0, true, packetNews},
    Route{"POST", "/v1/mailbox/{}", wire::MaxPackage, false, sendMail},
    Route{"GET", "/v1/packets/after/{}", 0, false, listPackets},
    Route{"GET", "/v1/packets/{}", 0, false, getPacket},
    Route{"POST", "/v1/packets/{}", wire::MaxPacketAnswer, false, answerPacket},
    Route{"DELETE", "/v1/packets/{}", 0, false, removePacket},
};

constexpr std::string_view JoinPath = "/v1/join";
constexpr std::string_view ReceiverPath = "/v1/receivers";
constexpr std::string_view HealthPath = "/healthz";

HttpReply health(relay::RelayStore &store)
{
    const auto work = store.read();
    if (!work || !work.value()->shelters())
        return plainReply(503, "store");
    return plainReply(200, "ok");
}

Result<Caller> callerOf(const HttpRequest &request, Relay &relay)
{
    constexpr std::string_view Scheme = "Bearer ";
    const std::string_view header = request.authorization;
    const auto token = header.starts_with(Scheme) ? wire::tokenFromText(header.substr(Scheme.size())) : std::nullopt;
    if (!token)
        return Error(Errc::AccessRefused);
    return relay.authenticate(*token);
}

} // namespace

HttpReply plainReply(int status, std::string_view word)
{
    return textReply(std::string(word) + "\n", status);
}

std::optional<std::size_t> bodyLimit(std::string_view method, std::string_view target)
{
    if (method == "POST" && target == JoinPath)
        return wire::MaxUpload;
    if (method == "POST" && target == ReceiverPath)
        return wire::MaxSmallBody;
    if (method == "GET" && target == HealthPath)
        return 0;
    for (const Route &route : Routes)
        if (method == route.method && match(route.pattern, target))
            return route.limit;
    return std::nullopt;
}

HttpReply unknownRoute(std::string_view target)
{
    const bool isKnown = target == JoinPath || target == ReceiverPath || target == HealthPath ||
                         std::any_of(Routes.begin(), Routes.end(),
                                     [&](const Route &route) { return match(route.pattern, target).has_value(); });
    return isKnown ? plainReply(405, "method") : plainReply(404, "not-found");
}

HttpReply route(const HttpRequest &request, Relay &relay, relay::RelayStore &store, Metrics &metrics,
                PartialUploads &partials)
{
    if (request.method == "GET" && request.target == HealthPath)
        return health(store);
    if (request.method == "POST" && request.target == JoinPath)
        return request.isBodyWhole ? joinReply(relay.join(request.body)) : plainReply(400, "damaged");
    if (request.method == "POST" && request.target == ReceiverPath)
        return request.isBodyWhole ? joinReply(relay.joinReceiver(request.body)) : plainReply(400, "damaged");
    for (const Route &route : Routes) {
        const auto parts = request.method == route.method ? match(route.pattern, request.target) : std::nullopt;
        if (!parts)
            continue;
        if (!request.isBodyWhole && route.answer != upload)
            return plainReply(400, "damaged");
        const auto caller = callerOf(request, relay);
        if (!caller)
            return caller.error().code == Errc::AccessRefused ? plainReply(401, "token") : errorReply(caller.error());
        if (route.isShelters) {
            const auto shelter = idOf<wire::ShelterId>(parts->front());
            if (!shelter)
                return plainReply(404, "not-found");
            if (caller.value().shelter != shelter)
                return plainReply(403, "wrong-shelter");
        }
        return route.answer({request, relay, caller.value(), *parts, metrics, partials});
    }
    return unknownRoute(request.target);
}

} // namespace indaro::server
