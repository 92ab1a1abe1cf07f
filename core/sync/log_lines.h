// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/hash.h"
#include "core/store/connection.h"
#include "core/sync/operation.h"

/// The hash chain over the change log of this laptop. Every operation that was written here, in whatever order it came, is a
/// line of the table `operation_line`, and so is every one that was let go again (compacted, erased, written anew). A line
/// commits to the line before; what it says of an operation is the hash of its salted content, so that the content, and with
/// it the salt, can go and the chain still verifies [contracts.md 6]. log_check.h looks for what was done to the log past
/// it.
namespace indaro::sync {

/// Half a hash: 2^128 tries to find another content for it, at half the bytes of every operation.
inline constexpr std::size_t LineHashSize = 16;

/// The last line, or how far another place knows the chain to have come.
struct LogPosition
{
    std::uint64_t lines = 0;
    crypto::Digest head{}; ///< of LineHashSize bytes, the rest zeros; zeros before the first line
    friend bool operator==(const LogPosition &, const LogPosition &) = default;
};

/// Writes lines, inside the caller's transaction. Errors of every call: the store's.
class LogLines
{
public:
    explicit LogLines(store::Connection &db) : m_db(&db) {}
    /// `device`: the writer's number in log_device.
    [[nodiscard]] base::Result<void> wrote(std::int64_t device, const Operation &operation);
    /// The operation's line loses its salt: nobody can find out any more, by trying, what it was made of.
    [[nodiscard]] base::Result<void> letGo(std::int64_t device, const Dot &dot);

private:
    [[nodiscard]] base::Result<void> append(std::int64_t device, const Dot &dot, std::optional<std::int64_t> removes,
                                            base::ByteView salt, base::ByteView commitment);
    store::Connection *m_db;
};

/// How far the chain has come; with `atLine`, its head as it was after that line (zeros when there is no such line).
[[nodiscard]] base::Result<LogPosition> logPosition(store::Connection &db, std::optional<std::uint64_t> atLine = {});

/// Every operation there was before there was a chain: what the migration that makes the table calls. Errors: the store's.
[[nodiscard]] base::Result<void> chainWholeLog(store::Connection &db);

// The two hashes, for who checks them.

/// Of what the operation says, its bases and its writer, under `salt`; LineHashSize bytes.
[[nodiscard]] base::Bytes operationCommitment(const Operation &operation, base::ByteView salt);
[[nodiscard]] base::Bytes lineHash(std::int64_t number, base::ByteView before, const std::optional<std::int64_t> &removes,
                                   base::ByteView commitment);

} // namespace indaro::sync
