// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transport/exchange_folder.h"

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>

namespace indaro::exchange {

/// How far an exchange with a folder is, for the screen, and its way out. Any thread.
struct FolderWatch
{
    /// The vault is being closed: nobody answers any more.
    void close()
    {
        isStopped = true;
        const std::lock_guard lock(mutex);
        isClosing = true;
        changed.notify_all();
    }
    std::atomic<bool> isStopped{false};
    std::mutex mutex; ///< of isClosing, and of the pieces that are on their way
    std::condition_variable changed;
    bool isClosing = false;
    std::atomic<std::uint64_t> filesRead{0}, filesToRead{0};
    std::atomic<std::uint64_t> bytesWritten{0}, bytesToWrite{0};
};

/// A folder that can be left between two files: once stopped, everything fails with Cancelled, so that a lock does not
/// wait for a slow stick. Each file stays whole.
class StoppableFolder final : public transport::ExchangeFolder
{
public:
    StoppableFolder(transport::ExchangeFolder &folder, std::shared_ptr<FolderWatch> watch)
        : m_folder(folder), m_watch(std::move(watch))
    {
    }
    [[nodiscard]] base::Result<std::vector<std::string>> list() override;
    [[nodiscard]] base::Result<base::Bytes> read(const std::string &name, std::size_t limit) override;
    [[nodiscard]] base::Result<void> write(const std::string &name, base::ByteView content) override;
    [[nodiscard]] base::Result<void> remove(const std::string &name) override;

private:
    transport::ExchangeFolder &m_folder;
    std::shared_ptr<FolderWatch> m_watch;
};

} // namespace indaro::exchange
