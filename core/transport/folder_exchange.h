// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transport/folder_contents.h"

#include <functional>
#include <optional>

/// The road of a USB stick or any folder: the same envelopes, both ways, as often as one likes. An envelope is a
/// transaction.
namespace indaro::transport {

struct FolderOptions
{
    bool erasesConfirmed = false; ///< remove the bundles every laptop has signed for
    /// Bytes written so far, of so many. False: stop there; what is written stays whole.
    std::function<bool(std::uint64_t done, std::uint64_t all)> progress;
};

struct FolderReport
{
    FolderIntake intake;
    std::size_t strangeFiles = 0;
    std::size_t damagedFiles = 0;
    std::size_t written = 0; ///< envelopes
    std::uint64_t bytesWritten = 0;
    bool needsSnapshot = false; ///< some laptop lacks what this one has let go: it needs another road
    /// Bundles that every live laptop of the roster has signed for having: nobody needs them here any more.
    std::vector<std::string> erasable;
    std::uint64_t erasableBytes = 0;
    std::size_t erased = 0;
    /// Laptops whose statement lies here and that lack nothing this laptop has.
    std::vector<wire::DeviceId> upToDate;
    /// Reading worked and writing did not: what came in is safe, what should have gone out is not in the folder.
    /// FileNotWritable (read-only, pulled out), DiskFull, Cancelled, FolderUnreliable (it does not give back what was
    /// written: file=…; the files that are bad were removed).
    std::optional<base::Error> writeFailure;
};

/// Cuts what is pending, takes in what the folder holds, writes what others lack, and leaves a signed statement of what
/// this laptop has. Everything written is read back from the medium and compared, at the end once more, because a stick
/// with a false capacity overwrites its beginning. Errors: NotEnrolled, DeviceRevoked, FileNotFound (no such folder),
/// FileNotReadable, and the store's; what was taken in before an error stays.
///
/// Runs where it is called, which is where the folder is read and written; what it asks of the vault runs in short pieces by
/// `run`, and other work of the vault may come between two of them.
[[nodiscard]] base::Result<FolderReport> exchangeFolder(const OnDesk &run, ExchangeFolder &folder,
                                                        const FolderOptions &options = {});
/// The same on the one thread there is.
[[nodiscard]] base::Result<FolderReport> exchangeFolder(SyncDesk &desk, ExchangeFolder &folder,
                                                        const FolderOptions &options = {});

} // namespace indaro::transport
