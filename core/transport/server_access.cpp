// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/server_access.h"

#include "core/sync/local_meta.h"
#include "core/sync/training_mark.h"

#include <QHostAddress>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::transport {

using base::Errc;
using base::Error;
using base::Result;

namespace {

constexpr std::string_view LastKey = "transport.server";
constexpr std::uint8_t Version = 1;

/// local_meta's key of one address; hashed, because keys are short.
std::string keyOf(const std::string &url)
{
    return "transport.server." + base::toHex(base::ByteView(crypto::hash(base::asBytes(url))).first(16));
}

template <std::size_t Size> std::array<std::byte, Size> readArray(base::ByteReader &in)
{
    std::array<std::byte, Size> out{};
    const auto bytes = in.raw(Size);
    std::copy(bytes.begin(), bytes.end(), out.begin());
    return out;
}

void write(base::ByteWriter &out, const std::optional<crypto::Digest> &digest)
{
    out.u8(digest ? 1 : 0);
    if (digest)
        out.raw(*digest);
}

std::optional<crypto::Digest> readDigest(base::ByteReader &in)
{
    return in.u8() == 1 ? std::optional(readArray<32>(in)) : std::nullopt;
}

bool isThisMachine(const QString &host)
{
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

} // namespace

Result<std::optional<ServerAccess>> findServer(store::Connection &db, const std::string &url)
{
    std::string wanted = url;
    if (wanted.empty()) {
        INDARO_TRY_ASSIGN(const auto last, sync::findMeta(db, LastKey));
        if (!last)
            return std::optional<ServerAccess>();
        wanted = std::string(base::asText(*last));
    }
    INDARO_TRY_ASSIGN(const auto bytes, sync::findMeta(db, keyOf(wanted)));
    if (!bytes)
        return std::optional<ServerAccess>();
    base::ByteReader in(*bytes);
    const auto version = in.u8();
    ServerAccess access;
    access.url = in.text();
    access.serverKey = readArray<32>(in);
    access.token = readArray<16>(in);
    access.certificate = readDigest(in);
    access.rosterSent = readDigest(in);
    access.bytesPerSecond = in.u64();
    if (version != Version || !in.isValid() || !in.atEnd())
        return Error(Errc::StoreDamaged);
    return std::optional(std::move(access));
}

Result<void> keepServer(store::Connection &db, const ServerAccess &access)
{
    INDARO_TRY(sync::refuseTraining(db));
    base::ByteWriter out;
    out.u8(Version);
    out.text(access.url);
    out.raw(access.serverKey);
    out.raw(access.token);
    write(out, access.certificate);
    write(out, access.rosterSent);
    out.u64(access.bytesPerSecond);
    INDARO_TRY_ASSIGN(auto transaction, db.begin());
    INDARO_TRY(sync::setMeta(db, keyOf(access.url), out.bytes()));
    INDARO_TRY(sync::setMeta(db, LastKey, base::asBytes(access.url)));
    return transaction.commit();
}

base::Bytes encodeAdmission(const ServerAccess &access)
{
    base::ByteWriter out;
    out.u8(Version);
    out.text(access.url);
    out.raw(access.serverKey);
    out.raw(access.token);
    write(out, access.certificate);
    return std::move(out).take();
}

Result<std::string> keepAdmission(store::Connection &db, const sync::Trust &trust, base::ByteView secret)
{
    if (secret.empty())
        return std::string();
    base::ByteReader in(secret);
    if (const auto version = in.u8(); version != Version)
        return Error(Errc::WireTooNew, {{"version", version}});
    ServerAccess access;
    access.url = in.text();
    access.serverKey = readArray<32>(in);
    access.token = readArray<16>(in);
    access.certificate = readDigest(in);
    if (!in.isValid() || !in.atEnd() || access.url.empty() || access.url.size() > wire::MaxUrl)
        return Error(Errc::WireDamaged, {{"what", std::string("admission")}});
    const auto state = trust.state();
    if (std::none_of(state.servers.begin(), state.servers.end(),
                     [&](const auto &server) { return server.signKey == access.serverKey; }))
        return Error(Errc::RosterRefused, {{"why", std::string("server not in the roster")}});
    INDARO_TRY(keepServer(db, access));
    return access.url;
}

Result<QUrl> serverUrl(const QString &typed, bool allowsPlain)
{
    QString text = typed.trimmed();
    while (text.endsWith(u'/'))
        text.chop(1);
    if (!text.contains("://"_L1))
        text.prepend("https://"_L1);
    const QUrl url(text, QUrl::StrictMode);
    const bool isPlain = url.scheme() == "http"_L1;
    if (!url.isValid() || url.host().isEmpty() || (!isPlain && url.scheme() != "https"_L1) || url.hasQuery() ||
        url.hasFragment() || !url.userInfo().isEmpty() || text.size() > static_cast<qsizetype>(wire::MaxUrl))
        return Error(Errc::InvalidArgument, {{"what", std::string("address")}});
    if (isPlain && !allowsPlain && !isThisMachine(url.host()))
        return Error(Errc::AddressNotSecure);
    return url;
}

crypto::Digest rosterMark(const sync::Trust &trust)
{
    base::ByteWriter out;
    for (const auto &head : trust.heads())
        out.raw(head);
    return crypto::hash(out.bytes());
}

} // namespace indaro::transport
