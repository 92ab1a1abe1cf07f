// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret_bytes.h"
#include "core/crypto/hash.h"
#include "core/session/slot_file.h"
#include "core/store/connection.h"

#include <filesystem>
#include <functional>
#include <optional>

namespace indaro::session {

/// How far a database has come. The counts only ever rise, and every session raises the second one by its sign-in.
struct HistoryPosition
{
    std::uint64_t operations = 0; ///< of every device, together
    std::uint64_t auditLines = 0;
    crypto::Digest auditHead{}; ///< the chain after that many lines; zeros before the first
    std::uint64_t logLines = 0; ///< of the chain over the change log (sync/log_lines.h)
    crypto::Digest logHead{};   ///< likewise
    friend bool operator==(const HistoryPosition &, const HistoryPosition &) = default;
};

/// Reads a database's position; with `at`, its heads as they were after that many lines (zeros when there is no such line).
/// Comes from casework, which owns the audit. Errors: the store's.
using HistoryReader =
    std::function<base::Result<HistoryPosition>(store::Connection &db, const std::optional<HistoryPosition> &at)>;

/// What the anchor says about the vault that is being opened [security.md 2.12].
enum class AnchorFinding : std::uint8_t {
    Good,         ///< or no anchor is kept (no HistoryReader)
    Missing,      ///< the file is not there: an older vault could not be told from this one
    Damaged,      ///< the file is not whole, or another key wrote it
    Older,        ///< the database or the slot files are older than what was written last on this computer
    OtherHistory, ///< as far or further, but not the same history
};

/// What the file `anchor` keeps outside the database.
struct Anchor
{
    VaultId vaultId;
    std::uint64_t slotGeneration = 0;
    HistoryPosition position;
    friend bool operator==(const Anchor &, const Anchor &) = default;
};

[[nodiscard]] inline base::SecretBytes anchorKeyOf(const base::SecretBytes &vaultKey)
{
    return crypto::deriveSubkey(vaultKey, 3, "ANCHOR__");
}
/// Replaces the file durably. Always after the commit it tells of: a power cut in between leaves an anchor
/// that is behind the database, which is no finding. Errors: FileNotWritable, DiskFull.
[[nodiscard]] base::Result<void> writeAnchor(const std::filesystem::path &folder, const Anchor &anchor,
                                             const base::SecretBytes &vaultKey);
/// Compares file and database. Errors: the store's.
[[nodiscard]] base::Result<AnchorFinding> checkAnchor(const std::filesystem::path &folder, const SlotFile &slots,
                                                      const base::SecretBytes &vaultKey, const HistoryReader &history,
                                                      store::Connection &db);

} // namespace indaro::session
