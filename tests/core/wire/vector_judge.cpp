// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/house.h"
#include "core/wire/invitation.h"
#include "core/wire/snapshot_manifest.h"
#include "tests/core/wire/vectors.h"

#include <sstream>

namespace indaro::tests {

namespace {

using namespace wire;
using base::Error;
using base::Result;
using base::toHex;

crypto::SignPublicKey signKeyOf(const Vector &vector, const Keys &keys)
{
    crypto::SignPublicKey out{};
    const QByteArray key = keys.value(vector.signKey);
    INDARO_CHECK(key.size() == 32);
    std::memcpy(out.data(), key.constData(), 32);
    return out;
}

base::SecretBytes secretOf(const QByteArray &key)
{
    return base::SecretBytes::copyOf(
        {reinterpret_cast<const std::byte *>(key.constData()), static_cast<std::size_t>(key.size())});
}

std::string dump(const HaveVector &vector)
{
    std::string out;
    for (const auto &[key, number] : vector)
        out += " have=" + toHex(key.device.bytes()) + "/" + std::to_string(static_cast<int>(key.stream)) + ":" +
               std::to_string(number);
    return out;
}

std::string dump(const std::vector<base::Bytes> &blobs, const char *name)
{
    std::string out;
    for (const auto &blob : blobs)
        out += std::string(" ") + name + "=" + std::to_string(blob.size()) + ":" + toHex(crypto::hash(blob));
    return out;
}

Result<std::string> judgeEnvelope(const Vector &vector, const Keys &keys)
{
    INDARO_TRY_ASSIGN(const auto view, parseEnvelope(vector.bytes));
    INDARO_TRY(verifyEnvelope(view, signKeyOf(vector, keys)));
    std::ostringstream out;
    out << "type=" << static_cast<int>(view.header.type) << " stream=" << static_cast<int>(view.header.stream)
        << " shelter=" << toHex(view.header.shelter.bytes()) << " device=" << toHex(view.header.device.bytes())
        << " number=" << view.header.number << " prev=" << toHex(view.header.prev) << " hash=" << toHex(view.hash);
    for (qsizetype i = 0; i < vector.openKeys.size() && static_cast<std::size_t>(i) < view.sections.size(); ++i) {
        const auto index = static_cast<std::size_t>(i);
        INDARO_TRY_ASSIGN(const auto plain, openSection(view, index, secretOf(keys.value(vector.openKeys[i]))));
        out << " section=" << static_cast<int>(view.sections[index].group) << ":" << toHex(view.sections[index].keyId) << ":"
            << plain.size() << ":" << toHex(crypto::hash(plain));
    }
    return out.str();
}

Result<std::string> judgeReceipt(const Vector &vector, const Keys &keys)
{
    INDARO_TRY_ASSIGN(const auto r, openReceipt(vector.bytes, signKeyOf(vector, keys)));
    std::ostringstream out;
    out << "shelter=" << toHex(r.shelter.bytes()) << " device=" << toHex(r.key.device.bytes())
        << " stream=" << static_cast<int>(r.key.stream) << " number=" << r.number << " hash=" << toHex(r.hash)
        << " total=" << r.total << " time=" << r.time;
    return out.str();
}

Result<std::string> judgeHave(const Vector &vector, const Keys &keys)
{
    INDARO_TRY_ASSIGN(const auto view, parseHaveStatement(vector.bytes));
    INDARO_TRY(verifyHaveStatement(view, signKeyOf(vector, keys)));
    std::ostringstream out;
    out << "shelter=" << toHex(view.statement.shelter.bytes()) << " device=" << toHex(view.statement.device.bytes())
        << " time=" << view.statement.time;
    for (const Head &head : view.statement.heads)
        out << " head=" << toHex(head.key.device.bytes()) << "/" << static_cast<int>(head.key.stream) << ":" << head.number
            << ":" << toHex(head.hash);
    return out.str();
}

Result<std::string> judgeManifest(const Vector &vector, const Keys &keys)
{
    INDARO_TRY_ASSIGN(const auto view, parseSnapshotManifest(vector.bytes));
    INDARO_TRY(verifySnapshotManifest(view, signKeyOf(vector, keys)));
    std::ostringstream out;
    out << "shelter=" << toHex(view.manifest.shelter.bytes()) << " device=" << toHex(view.manifest.device.bytes())
        << " snapshot=" << view.manifest.snapshot << " stream=" << static_cast<int>(view.manifest.stream)
        << " time=" << view.manifest.time << dump(view.manifest.covers);
    for (const auto &part : view.manifest.parts)
        out << " part=" << part.length << ":" << toHex(part.hash);
    out << " hash=" << toHex(view.hash);
    return out.str();
}

std::string dump(const RosterState &state)
{
    std::ostringstream out;
    for (const RosterDevice &d : state.devices) {
        out << " device=" << toHex(d.id.bytes()) << ":" << toHex(d.signKey) << ":" << toHex(d.boxKey) << ":"
            << static_cast<int>(d.groups) << ":" << d.isAdmin << d.isRevoked;
        for (const Cut &cut : d.cuts)
            out << ":" << static_cast<int>(cut.stream) << "@" << cut.number << "@" << toHex(cut.hash);
    }
    for (const RosterUser &u : state.users)
        out << " user=" << toHex(u.id.bytes()) << ":" << static_cast<int>(u.rights) << ":" << static_cast<int>(u.groups);
    for (const RosterEpoch &e : state.epochs) {
        out << " epoch=" << static_cast<int>(e.group) << ":" << e.number << ":" << toHex(e.keyId);
        for (const auto &copy : e.devices)
            out << ":" << toHex(copy.device.bytes()) << "@" << toHex(crypto::hash(copy.sealed));
        if (e.recovery)
            out << ":" << toHex(e.recovery->key) << "@" << toHex(crypto::hash(e.recovery->sealed));
    }
    if (state.recoveryKey)
        out << " recovery=" << toHex(*state.recoveryKey);
    for (const RosterServer &s : state.servers)
        out << " server=" << toHex(s.signKey) << ":" << toHex(base::asBytes(s.url));
    return out.str();
}

Result<std::string> judgeRoster(const Vector &vector, const Keys &keys)
{
    INDARO_TRY_ASSIGN(const auto signedBlock, parseRosterBlock(vector.bytes));
    INDARO_TRY(crypto::verify(signKeyOf(vector, keys), RosterContext, signedBlock.hash, signedBlock.signature));
    const RosterBlock &block = signedBlock.block;
    std::ostringstream out;
    out << "shelter=" << toHex(block.shelter.bytes()) << " seq=" << block.seq;
    for (const auto &parent : block.parents)
        out << " parent=" << toHex(parent);
    out << " issuer=" << toHex(block.issuer.bytes()) << " author=" << toHex(block.author.bytes()) << " time=" << block.time
        << dump(block.state) << " hash=" << toHex(signedBlock.hash);
    return out.str();
}

Result<std::string> judgeRequest(const Vector &vector)
{
    INDARO_TRY_ASSIGN(const auto request, decodeSyncRequest(vector.bytes));
    std::string out = "max=" + std::to_string(request.maxBytes) + (request.takesSnapshot ? " takes-snapshot" : "") +
                      (request.goesOnUploading ? " goes-on" : "");
    for (const auto &head : request.rosterHeads)
        out += " head=" + toHex(head);
    return out + dump(request.have);
}

std::string dump(const KeptUpload &kept)
{
    return " kept=" + toHex(kept.key.device.bytes()) + "/" + std::to_string(static_cast<int>(kept.key.stream)) + ":" +
           std::to_string(kept.number) + "+" + std::to_string(kept.bytes) + "=" + toHex(kept.hash);
}

Result<std::string> judgeAnswer(const Vector &vector)
{
    base::ByteReader asked(vector.asked);
    SyncAnswerReader reader(decodeHaveVector(asked).value());
    INDARO_TRY(reader.feed(vector.bytes));
    if (!reader.isComplete())
        return Error(base::Errc::WireDamaged);
    const SyncAnswerHead &head = *reader.head();
    return "more=" + std::to_string(head.hasMore) + " snapshot=" + std::to_string(head.needsSnapshot) +
           " mail=" + std::to_string(head.mail) + (head.knowsRoster ? " knows-roster" : "") + dump(head.have) +
           dump(head.rosterBlocks, "block") + (head.kept ? dump(*head.kept) : std::string()) +
           (head.snapshot.empty() ? std::string() : " parts=" + std::to_string(head.parts)) +
           (head.snapshot.empty() ? std::string() : dump(std::vector<base::Bytes>{head.snapshot}, "manifest")) +
           dump(reader.takeEnvelopes(), "envelope");
}

Result<std::string> judgeUploadAnswer(const Vector &vector)
{
    INDARO_TRY_ASSIGN(const auto answer, decodeUploadAnswer(vector.bytes));
    std::string out = "items=";
    for (const ItemStatus status : answer.items)
        out += std::string(itemStatusName(status)) + ",";
    return out + dump(answer.receipts, "receipt");
}

Result<std::string> judgeJoin(const Vector &vector, const Keys &keys)
{
    INDARO_TRY_ASSIGN(const auto view, parseJoinRequest(vector.bytes));
    INDARO_TRY(verifyJoinRequest(view, signKeyOf(vector, keys)));
    return "code=" + view.request.code + " shelter=" + toHex(view.request.shelter.bytes()) +
           " device=" + toHex(view.request.device.bytes()) + dump(view.request.rosterBlocks, "block");
}

Result<std::string> judgeHouseOffer(const Vector &vector, const Keys &keys)
{
    INDARO_TRY_ASSIGN(const auto view, parseHouseOffer(vector.bytes));
    INDARO_TRY(verifyHouseOffer(view, signKeyOf(vector, keys)));
    return "device=" + toHex(view.offer.device.bytes()) + " certificate=" + toHex(view.offer.certificate);
}

Result<std::string> judgeHouseVisit(const Vector &vector, const Keys &keys)
{
    INDARO_TRY_ASSIGN(const auto view, parseHouseVisit(vector.bytes));
    INDARO_TRY(verifyHouseVisit(view, signKeyOf(vector, keys)));
    return "shelter=" + toHex(view.visit.shelter.bytes()) + " device=" + toHex(view.visit.device.bytes()) +
           " certificate=" + toHex(view.visit.certificate) + dump(view.visit.rosterBlocks, "block");
}

Result<std::string> judgeJoinAnswer(const Vector &vector)
{
    INDARO_TRY_ASSIGN(const auto answer, decodeJoinAnswer(vector.bytes));
    return "token=" + tokenText(answer.token) + " server=" + toHex(answer.serverKey) +
           " stored=" + toHex(tokenHash(answer.token));
}

Result<std::string> judgeBlocks(const Vector &vector)
{
    INDARO_TRY_ASSIGN(const auto blocks, decodeRosterBlocks(vector.bytes));
    return "blocks" + dump(blocks, "block");
}

Result<std::string> judgeAny(const Vector &vector, const Keys &keys)
{
    const QString &kind = vector.kind;
    if (kind == QStringLiteral("envelope"))
        return judgeEnvelope(vector, keys);
    if (kind == QStringLiteral("receipt"))
        return judgeReceipt(vector, keys);
    if (kind == QStringLiteral("have"))
        return judgeHave(vector, keys);
    if (kind == QStringLiteral("manifest"))
        return judgeManifest(vector, keys);
    if (kind == QStringLiteral("roster"))
        return judgeRoster(vector, keys);
    if (kind == QStringLiteral("sync-request"))
        return judgeRequest(vector);
    if (kind == QStringLiteral("sync-answer"))
        return judgeAnswer(vector);
    if (kind == QStringLiteral("upload-answer"))
        return judgeUploadAnswer(vector);
    if (kind == QStringLiteral("join"))
        return judgeJoin(vector, keys);
    if (kind == QStringLiteral("join-answer"))
        return judgeJoinAnswer(vector);
    if (kind == QStringLiteral("house-offer"))
        return judgeHouseOffer(vector, keys);
    if (kind == QStringLiteral("house-visit"))
        return judgeHouseVisit(vector, keys);
    if (kind == QStringLiteral("roster-blocks"))
        return judgeBlocks(vector);
    return Error(base::Errc::InvalidArgument);
}

} // namespace

QString judge(const Vector &vector, const Keys &keys)
{
    const auto verdict = judgeAny(vector, keys);
    if (!verdict)
        return QString::fromUtf8(base::errcName(verdict.error().code).data());
    return QStringLiteral("ok ") + QString::fromStdString(verdict.value());
}

} // namespace indaro::tests
