// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/exchange.h"

#include "core/wire/reading.h"
#include "core/wire/signed_request.h"

#include <algorithm>

namespace indaro::wire {

using base::Errc;
using base::Error;

namespace {

constexpr std::uint8_t Version = 1;
constexpr std::uint8_t SameVector = 1;
constexpr std::uint8_t HasMore = 2;
constexpr std::uint8_t NeedsSnapshot = 4;
// Requests and answers of version 2 have wishes, and what answers them; without any, version 1 is written.
constexpr std::uint8_t WishVersion = 2;
constexpr std::uint8_t TakesSnapshot = 1;
constexpr std::uint8_t GoesOnUploading = 2;
constexpr std::uint8_t KnowsRoster = 8;
constexpr std::uint8_t HasKept = 16;
constexpr std::uint8_t HasSnapshot = 32;
constexpr std::size_t AnswerStart = 12; ///< what tells the length of the rest of the head

base::Result<void> takeVersion(base::ByteReader &in)
{
    return takeStart(in, {}, Version);
}

base::Result<bool> takeWishVersion(base::ByteReader &in)
{
    base::ByteReader ahead = in;
    INDARO_TRY(takeStart(in, {}, WishVersion));
    return ahead.u8() == WishVersion;
}

void writeKept(base::ByteWriter &out, const KeptUpload &kept)
{
    out.raw(kept.key.device.bytes());
    out.u8(static_cast<std::uint8_t>(kept.key.stream));
    out.u64(kept.number);
    out.u32(kept.bytes);
    out.raw(kept.hash);
}

base::Result<KeptUpload> takeKept(base::ByteReader &in)
{
    const auto device = takeId<DeviceId>(in);
    const std::uint8_t stream = in.u8();
    KeptUpload kept{{device, static_cast<Stream>(stream)}, in.u64(), in.u32(), {}};
    kept.hash = takeArray<16>(in);
    if (!in.isValid() || stream >= StreamCount || kept.number < 1 || kept.number > MaxNumber || kept.bytes == 0)
        return damaged("kept");
    return kept;
}

std::uint8_t flagsOf(const SyncAnswerHead &head, bool isSameVector)
{
    return static_cast<std::uint8_t>((isSameVector ? SameVector : 0) | (head.hasMore ? HasMore : 0) |
                                     (head.needsSnapshot ? NeedsSnapshot : 0) | (head.knowsRoster ? KnowsRoster : 0) |
                                     (head.kept ? HasKept : 0) | (head.snapshot.empty() ? 0 : HasSnapshot));
}

} // namespace

std::optional<KeptUpload> keptOf(base::ByteView beginning)
{
    const auto start = envelopeStart(beginning);
    if (!start || !*start)
        return std::nullopt;
    const auto &header = (*start)->header;
    return KeptUpload{{header.device, header.stream},
                      header.number,
                      static_cast<std::uint32_t>(beginning.size()),
                      prefixOf(crypto::hash(beginning))};
}

base::Bytes encodeSyncRequest(const SyncRequest &request)
{
    INDARO_CHECK(request.rosterHeads.size() <= MaxHeads);
    const auto wishes = static_cast<std::uint8_t>((request.takesSnapshot ? TakesSnapshot : 0) |
                                                  (request.goesOnUploading ? GoesOnUploading : 0));
    base::ByteWriter out;
    out.u8(wishes != 0 ? WishVersion : Version);
    if (wishes != 0)
        out.u8(wishes);
    out.u32(request.maxBytes);
    out.u8(static_cast<std::uint8_t>(request.rosterHeads.size()));
    for (const HashPrefix &head : request.rosterHeads)
        out.raw(head);
    encodeHaveVector(out, request.have);
    return std::move(out).take();
}

base::Result<SyncRequest> decodeSyncRequest(base::ByteView body)
{
    if (body.size() > MaxSmallBody)
        return tooLarge(body.size());
    base::ByteReader in(body);
    INDARO_TRY_ASSIGN(const bool hasWishes, takeWishVersion(in));
    const std::uint8_t wishes = hasWishes ? in.u8() : std::uint8_t{0};
    if (hasWishes && (wishes == 0 || wishes > (TakesSnapshot | GoesOnUploading)))
        return damaged("wishes");
    SyncRequest request{in.u32(), {}, {}, (wishes & TakesSnapshot) != 0, (wishes & GoesOnUploading) != 0};
    const std::size_t heads = in.u8();
    if (heads > MaxHeads)
        return tooLarge(heads);
    for (std::size_t i = 0; i < heads; ++i)
        request.rosterHeads.push_back(takeArray<16>(in));
    INDARO_TRY_ASSIGN(request.have, decodeHaveVector(in));
    if (!in.isValid() || !in.atEnd())
        return damaged("length");
    return request;
}

base::Bytes encodeSyncAnswerHead(const SyncAnswerHead &head, const HaveVector &asked)
{
    base::ByteWriter rest;
    const bool isSame = head.have == asked;
    if (!isSame)
        encodeHaveVector(rest, head.have);
    writeBlocks(rest, head.rosterBlocks);
    if (head.kept)
        writeKept(rest, *head.kept);
    if (!head.snapshot.empty()) {
        rest.blob(head.snapshot);
        rest.u16(head.parts);
    }
    const std::uint8_t flags = flagsOf(head, isSame);
    base::ByteWriter out;
    out.u8(flags >= KnowsRoster ? WishVersion : Version);
    out.u8(flags);
    out.u16(head.mail);
    out.u32(head.envelopes);
    out.blob(rest.bytes());
    return std::move(out).take();
}

base::Result<void> SyncAnswerReader::feed(base::ByteView bytes)
{
    m_buffer.insert(m_buffer.end(), bytes.begin(), bytes.end());
    if (!m_head)
        INDARO_TRY(readHead());
    return m_head ? cutEnvelopes() : base::Result<void>();
}

base::Result<void> SyncAnswerReader::readHead()
{
    if (m_buffer.size() < AnswerStart)
        return {};
    base::ByteReader in(m_buffer);
    INDARO_TRY_ASSIGN(const bool hasWishes, takeWishVersion(in));
    const std::uint8_t flags = in.u8();
    if (flags >= 2 * HasSnapshot || hasWishes != (flags >= KnowsRoster))
        return damaged("flags");
    SyncAnswerHead head;
    head.knowsRoster = (flags & KnowsRoster) != 0;
    head.hasMore = (flags & HasMore) != 0;
    head.needsSnapshot = (flags & NeedsSnapshot) != 0;
    head.mail = in.u16();
    head.envelopes = in.u32();
    const std::size_t length = in.u32();
    if (length > MaxAnswer)
        return tooLarge(length);
    if (in.remaining() < length)
        return {};
    base::ByteReader rest(in.raw(length));
    if ((flags & SameVector) != 0) {
        head.have = m_asked;
    } else {
        INDARO_TRY_ASSIGN(head.have, decodeHaveVector(rest));
    }
    INDARO_TRY_ASSIGN(head.rosterBlocks, takeBlocks(rest));
    if ((flags & HasKept) != 0) {
        INDARO_TRY_ASSIGN(head.kept, takeKept(rest));
    }
    if ((flags & HasSnapshot) != 0) {
        const base::ByteView manifest = rest.blob();
        head.snapshot.assign(manifest.begin(), manifest.end());
        head.parts = rest.u16();
        if (!rest.isValid() || head.snapshot.empty() || head.parts == 0)
            return damaged("snapshot");
    }
    if (!rest.atEnd())
        return damaged("length");
    m_buffer.erase(m_buffer.begin(), m_buffer.begin() + static_cast<std::ptrdiff_t>(AnswerStart + length));
    m_head = std::move(head);
    return {};
}

base::Result<void> SyncAnswerReader::cutEnvelopes()
{
    base::ByteView rest = m_buffer;
    for (;;) {
        if (m_seen == announced()) {
            if (!rest.empty())
                return damaged("length");
            break;
        }
        INDARO_TRY_ASSIGN(const auto length, envelopeLength(rest));
        if (!length || rest.size() < *length)
            break;
        m_envelopes.emplace_back(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(*length));
        rest = rest.subspan(*length);
        ++m_seen;
    }
    m_buffer.erase(m_buffer.begin(), m_buffer.end() - static_cast<std::ptrdiff_t>(rest.size()));
    return {};
}

std::vector<base::Bytes> SyncAnswerReader::takeEnvelopes()
{
    return std::exchange(m_envelopes, {});
}

std::string_view itemStatusName(ItemStatus status) noexcept
{
    static constexpr std::array<std::string_view, ItemStatusCount> names{
        "stored",     "already-there", "damaged",       "wrong-shelter",  "unknown-device", "bad-signature",
        "gap",        "fork",          "chain-broken",  "quarantined",    "house-refused",  "too-large",
        "quota-full", "wrong-type",    "not-looked-at", "roster-refused", "parent-unknown", "failed"};
    const auto index = static_cast<std::size_t>(status);
    return index < names.size() ? names[index] : "failed";
}

base::Bytes encodeUploadAnswer(const UploadAnswer &answer)
{
    INDARO_CHECK(answer.items.size() <= MaxUploadItems && answer.receipts.size() <= MaxVectorEntries);
    base::ByteWriter out;
    out.u8(Version);
    out.u16(static_cast<std::uint16_t>(answer.items.size()));
    for (const ItemStatus status : answer.items)
        out.u8(static_cast<std::uint8_t>(status));
    out.u16(static_cast<std::uint16_t>(answer.receipts.size()));
    for (const base::Bytes &receipt : answer.receipts) {
        INDARO_CHECK(receipt.size() == ReceiptSize);
        out.raw(receipt);
    }
    return std::move(out).take();
}

void UploadAnswer::append(const UploadAnswer &later)
{
    // Up to and with the stream a receipt says what it is about.
    constexpr std::size_t Subject = 4 + 1 + ShelterId::Size + DeviceId::Size + 1;
    items.insert(items.end(), later.items.begin(), later.items.end());
    for (const base::Bytes &receipt : later.receipts) {
        const auto before = std::find_if(receipts.begin(), receipts.end(), [&](const base::Bytes &one) {
            return one.size() == receipt.size() && receipt.size() == ReceiptSize &&
                   std::equal(one.begin(), one.begin() + Subject, receipt.begin());
        });
        if (before != receipts.end())
            *before = receipt;
        else
            receipts.push_back(receipt);
    }
}

base::Result<UploadAnswer> decodeUploadAnswer(base::ByteView body)
{
    base::ByteReader in(body);
    INDARO_TRY(takeVersion(in));
    const std::size_t count = in.u16();
    if (count > MaxUploadItems)
        return tooLarge(count);
    UploadAnswer answer;
    for (std::size_t i = 0; i < count && in.isValid(); ++i) {
        const std::uint8_t status = in.u8();
        if (status >= ItemStatusCount)
            return damaged("status");
        answer.items.push_back(static_cast<ItemStatus>(status));
    }
    const std::size_t receipts = in.u16();
    if (receipts > MaxVectorEntries)
        return tooLarge(receipts);
    for (std::size_t i = 0; i < receipts && in.isValid(); ++i) {
        const base::ByteView receipt = in.raw(ReceiptSize);
        answer.receipts.emplace_back(receipt.begin(), receipt.end());
    }
    if (!in.isValid() || !in.atEnd())
        return damaged("length");
    return answer;
}

base::Bytes encodeRosterBlocks(std::span<const base::Bytes> blocks)
{
    base::ByteWriter out;
    out.u8(Version);
    writeBlocks(out, blocks);
    return std::move(out).take();
}

base::Result<std::vector<base::Bytes>> decodeRosterBlocks(base::ByteView body)
{
    if (body.size() > MaxUpload)
        return tooLarge(body.size());
    base::ByteReader in(body);
    INDARO_TRY(takeVersion(in));
    INDARO_TRY_ASSIGN(auto blocks, takeBlocks(in));
    if (!in.atEnd())
        return damaged("length");
    return blocks;
}

CutEnvelopes cutEnvelopes(base::ByteView bytes)
{
    CutEnvelopes out{{}, bytes};
    while (!out.rest.empty()) {
        const auto length = envelopeLength(out.rest);
        if (!length || !length.value() || *length.value() > out.rest.size())
            break;
        out.envelopes.push_back(out.rest.first(*length.value()));
        out.rest = out.rest.subspan(*length.value());
    }
    return out;
}

} // namespace indaro::wire
