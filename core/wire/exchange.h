// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/wire/envelope.h"
#include "core/wire/have_vector.h"
#include "core/wire/receipt.h"
#include "core/wire/roster.h"

#include <optional>

/// Bodies of the requests and answers; the same over HTTPS, over the house's own network, and in tests.
/// PROTOCOL.md.
namespace indaro::wire {

/// POST /v1/s/{shelter}/sync
struct SyncRequest
{
    std::uint32_t maxBytes; ///< of envelopes wanted; the server sends at least one when it has one
    std::vector<HashPrefix> rosterHeads;
    HaveVector have;
    bool takesSnapshot = false;   ///< the snapshot to take first may come with the answer
    bool goesOnUploading = false; ///< wants to know what was kept of an upload of its own that was cut
};
/// What a server kept of an envelope whose upload was cut in the middle: who sent it goes on from there.
struct KeptUpload
{
    StreamKey key;
    std::uint64_t number;
    std::uint32_t bytes; ///< from the first on
    HashPrefix hash;     ///< BLAKE2b of them, first 16 bytes: it may be another envelope that was given the number
    friend bool operator==(const KeptUpload &, const KeptUpload &) = default;
};
/// Of the beginning of an envelope; nothing when its header has not come whole.
[[nodiscard]] std::optional<KeptUpload> keptOf(base::ByteView beginning);

/// Without a wish in the version that knew none.
[[nodiscard]] base::Bytes encodeSyncRequest(const SyncRequest &request);
/// Errors (all decoders here): WireDamaged, WireTooNew, WireTooLarge.
[[nodiscard]] base::Result<SyncRequest> decodeSyncRequest(base::ByteView body);

/// What comes before the envelopes of a sync answer.
struct SyncAnswerHead
{
    bool hasMore = false;                  ///< ask again at once
    bool needsSnapshot = false;            ///< the server dropped envelopes the caller lacks: take the snapshot first
    std::uint16_t mail = 0;                ///< sealed packages waiting
    HaveVector have;                       ///< the server's vector; when equal to the request's it costs no bytes
    std::vector<base::Bytes> rosterBlocks; ///< parents first
    std::uint32_t envelopes = 0;           ///< how many follow
    // Only for who wished for it:
    bool knowsRoster = false; ///< every block the caller named a head of
    std::optional<KeptUpload> kept{};
    base::Bytes snapshot{};  ///< manifest of the one to take first; empty: none comes
    std::uint16_t parts = 0; ///< of it, from the first on, before the envelopes
};
/// Without the parts and the envelopes: append them whole. `asked` is the request's vector.
[[nodiscard]] base::Bytes encodeSyncAnswerHead(const SyncAnswerHead &head, const HaveVector &asked);

/// Reads an answer as it arrives: every whole envelope received counts, even when the link is cut in the
/// middle.
class SyncAnswerReader
{
public:
    explicit SyncAnswerReader(HaveVector asked) : m_asked(std::move(asked)) {}
    /// Takes the next bytes of the body. Errors: WireDamaged, WireTooNew, WireTooLarge; then nothing more is
    /// read, what was taken out before stays valid.
    [[nodiscard]] base::Result<void> feed(base::ByteView bytes);
    /// Known once enough bytes have come.
    [[nodiscard]] const std::optional<SyncAnswerHead> &head() const { return m_head; }
    /// The whole envelopes that have come since the last call; not verified. Parts of a snapshot are envelopes of their own
    /// type and come before the others.
    [[nodiscard]] std::vector<base::Bytes> takeEnvelopes();
    /// The beginning of the envelope under way.
    [[nodiscard]] base::ByteView partial() const { return m_head ? base::ByteView(m_buffer) : base::ByteView(); }
    /// Everything announced has come, and nothing more.
    [[nodiscard]] bool isComplete() const { return m_head && m_seen == announced() && m_buffer.empty(); }

private:
    [[nodiscard]] base::Result<void> readHead();
    [[nodiscard]] base::Result<void> cutEnvelopes();
    [[nodiscard]] std::size_t announced() const { return std::size_t{m_head->parts} + m_head->envelopes; }
    HaveVector m_asked;
    base::Bytes m_buffer;
    std::optional<SyncAnswerHead> m_head;
    std::vector<base::Bytes> m_envelopes;
    std::size_t m_seen = 0;
};

/// What became of one uploaded envelope (or roster block). The numbers travel.
enum class ItemStatus : std::uint8_t {
    Stored = 0,
    AlreadyThere = 1,
    Damaged = 2, ///< not an envelope; nothing after it was looked at
    WrongShelter = 3,
    UnknownDevice = 4, ///< not in the roster the server knows: send roster blocks first
    BadSignature = 5,
    Gap = 6,           ///< envelopes before it are missing
    Fork = 7,          ///< the server holds another envelope of the same number: an alarm
    ChainBroken = 8,   ///< its prev is not the hash of the one before: an alarm
    Quarantined = 9,   ///< of a revoked device after its cut: kept for a human, not passed on
    HouseRefused = 10, ///< the house stream does not go to this server
    TooLarge = 11,
    QuotaFull = 12,
    WrongType = 13,     ///< a snapshot part where operations belong, or the reverse
    NotLookedAt = 14,   ///< after a damaged one, or the server stopped before it
    RosterRefused = 15, ///< against the rules of the roster
    ParentUnknown = 16, ///< of a roster block: send its parents first
    Failed = 17,        ///< the server could not; try again later
};
inline constexpr std::uint8_t ItemStatusCount = 18;
[[nodiscard]] std::string_view itemStatusName(ItemStatus status) noexcept;

/// Answer of POST /v1/s/{shelter}/envelopes: a status per envelope in order, and for every stream touched the
/// signed receipt of its head there (also when all was there already).
struct UploadAnswer
{
    std::vector<ItemStatus> items;
    std::vector<base::Bytes> receipts; ///< ReceiptSize bytes each; open with the pinned server key
    /// Goes on with the answer to what came after it in the same upload: of each stream the later receipt stays.
    void append(const UploadAnswer &later);
};
[[nodiscard]] base::Bytes encodeUploadAnswer(const UploadAnswer &answer);
[[nodiscard]] base::Result<UploadAnswer> decodeUploadAnswer(base::ByteView body);

/// Body of POST /v1/s/{shelter}/roster: u16 count, then each block as a blob, parents first. Its answer is an
/// UploadAnswer without receipts.
[[nodiscard]] base::Bytes encodeRosterBlocks(std::span<const base::Bytes> blocks);
[[nodiscard]] base::Result<std::vector<base::Bytes>> decodeRosterBlocks(base::ByteView body);

/// Cuts concatenated envelopes (an upload body, a bundle file). `rest` is what could not be cut.
struct CutEnvelopes
{
    std::vector<base::ByteView> envelopes;
    base::ByteView rest;
};
[[nodiscard]] CutEnvelopes cutEnvelopes(base::ByteView bytes);

} // namespace indaro::wire
