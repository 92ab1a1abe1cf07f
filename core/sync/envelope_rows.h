// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/operation.h"
#include "core/wire/envelope.h"
#include "core/wire/have_vector.h"

#include "core/store/connection.h"

#include <map>
#include <string>
#include <vector>

/// The tables of sent and received envelopes as values (sync_tables.h). Every call may give the store's errors; those
/// that write want the caller's transaction.
namespace indaro::sync {

/// In local_meta, with the id of a quarantine line: a person decided that it stays out.
inline constexpr std::string_view KeptOutKey = "sync.kept_out.";

/// The end of a stream as this laptop has it.
struct StreamHead
{
    std::uint64_t number = 0;           ///< 0: nothing yet
    std::optional<crypto::Digest> hash; ///< unknown at the end of what a snapshot stood for
    std::uint64_t lastSequence = 0;     ///< of its operations
};

struct EnvelopeRow
{
    wire::StreamKey key;
    std::uint64_t number;
    std::uint64_t firstSequence; ///< 0: holds none of its device's own
    std::uint64_t lastSequence;  ///< of this envelope and those before it
    crypto::Digest hash;
    base::Bytes bytes;
    std::string road;
};

class EnvelopeRows
{
public:
    explicit EnvelopeRows(store::Connection &db) : m_db(&db) {}

    [[nodiscard]] base::Result<StreamHead> head(const wire::StreamKey &key);
    [[nodiscard]] base::Result<std::map<wire::StreamKey, StreamHead>> heads();
    /// Per stream the last envelope up to which each one has been applied: where one is put aside and nobody has decided
    /// about it, the one before it. What this laptop may answer for towards others. Without those of which it is the first.
    [[nodiscard]] base::Result<std::map<wire::StreamKey, StreamHead>> appliedHeads();
    [[nodiscard]] base::Result<std::optional<crypto::Digest>> hashOf(const wire::StreamKey &key, std::uint64_t number);
    /// Nothing when it was let go.
    [[nodiscard]] base::Result<std::optional<base::Bytes>> bytesOf(const wire::StreamKey &key, std::uint64_t number);
    [[nodiscard]] base::Result<void> insert(const EnvelopeRow &row, base::UtcMs now);
    /// The stream starts after `number`: a snapshot stands for what was before.
    [[nodiscard]] base::Result<void> startAfter(const wire::StreamKey &key, std::uint64_t number, std::uint64_t lastSequence,
                                                base::UtcMs now);
    /// Of the operations up to this envelope; 0 when it is not here.
    [[nodiscard]] base::Result<std::uint64_t> lastSequenceOf(const wire::StreamKey &key, std::uint64_t number);
    /// The envelope that brought an operation; 0: not cut, or not come, yet.
    [[nodiscard]] base::Result<std::uint64_t> numberOf(const Dot &dot);

    struct Stored
    {
        std::int64_t row; ///< rising in the order they came, so that one comes after those it builds on
        std::size_t size; ///< 0: let go
    };
    [[nodiscard]] base::Result<std::vector<Stored>> after(const wire::StreamKey &key, std::uint64_t number);
    [[nodiscard]] base::Result<base::Bytes> bytesOfRow(std::int64_t row);
    /// Lets go of the bytes of all envelopes up to these numbers: a snapshot stands for them. Keeps their hashes.
    [[nodiscard]] base::Result<void> letGo(const wire::HaveVector &covered);
    /// Up to where something was let go, or came with a snapshot: who lacks that needs one.
    [[nodiscard]] base::Result<wire::HaveVector> letGoVector();

    struct Waiting
    {
        wire::StreamKey key;
        std::uint64_t number;
        crypto::Digest hash;
        base::Bytes bytes;
        std::string road;
    };
    [[nodiscard]] base::Result<void> wait(const Waiting &envelope, base::UtcMs now);
    [[nodiscard]] base::Result<std::vector<crypto::Digest>> waitingHashes(const wire::StreamKey &key, std::uint64_t number);
    /// The waiting envelopes whose turn it is.
    [[nodiscard]] base::Result<std::vector<Waiting>> due();
    /// Those of a stream with a higher number, whether it is their turn or not.
    [[nodiscard]] base::Result<std::vector<Waiting>> waitingAfter(const wire::StreamKey &key, std::uint64_t number);
    /// This one and those before it.
    [[nodiscard]] base::Result<void> stopWaiting(const wire::StreamKey &key, std::uint64_t number);
    /// Those after it.
    [[nodiscard]] base::Result<void> stopWaitingAfter(const wire::StreamKey &key, std::uint64_t number);
    [[nodiscard]] base::Result<std::size_t> waitingCount();

private:
    store::Connection *m_db;
};

} // namespace indaro::sync
