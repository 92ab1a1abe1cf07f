// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/exchange.h"

#include "core/wire/reading.h"

#include <algorithm>

namespace indaro::wire {

using base::Errc;
using base::Error;

namespace {

constexpr std::uint8_t Version = 1;
constexpr std::uint8_t SameVector = 1;
constexpr std::uint8_t HasMore = 2;
constexpr std::uint8_t NeedsSnapshot = 4;
constexpr std::size_t AnswerStart = 12; ///< what tells the length of the rest of the head

base::Result<void> takeVersion(base::ByteReader &in)
{
    return takeStart(in, {}, Version);
}

void writeBlocks(base::ByteWriter &out, std::span<const base::Bytes> blocks)
{
    INDARO_CHECK(blocks.size() <= MaxRosterBlocks);
    out.u16(static_cast<std::uint16_t>(blocks.size()));
    for (const base::Bytes &block : blocks)
        out.blob(block);
}

base::Result<std::vector<base::Bytes>> takeBlocks(base::ByteReader &in)
{
    const std::size_t count = in.u16();
    if (count > MaxRosterBlocks)
        return tooLarge(count);
    std::vector<base::Bytes> out;
    for (std::size_t i = 0; i < count && in.isValid(); ++i) {
        const base::ByteView block = in.blob();
        if (block.size() > MaxRosterBlock)
            return tooLarge(block.size());
        out.emplace_back(block.begin(), block.end());
    }
    if (!in.isValid())
        return damaged("blocks");
    return out;
}

} // namespace

base::Bytes encodeSyncRequest(const SyncRequest &request)
{
    INDARO_CHECK(request.rosterHeads.size() <= MaxHeads);
    base::ByteWriter out;
    out.u8(Version);
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
    INDARO_TRY(takeVersion(in));
    SyncRequest request{in.u32(), {}, {}};
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
    base::ByteWriter out;
    out.u8(Version);
    out.u8(static_cast<std::uint8_t>((isSame ? SameVector : 0) | (head.hasMore ? HasMore : 0) |
                                     (head.needsSnapshot ? NeedsSnapshot : 0)));
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
    INDARO_TRY(takeVersion(in));
    const std::uint8_t flags = in.u8();
    if (flags > (SameVector | HasMore | NeedsSnapshot))
        return damaged("flags");
    SyncAnswerHead head;
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
        if (m_seen == m_head->envelopes) {
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
