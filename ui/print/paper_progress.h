// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>

namespace indaro::ui::print {

/// How far a long paper is, and whether it is still wanted: shared by the thread that lays out or paints and the screen that
/// shows it. Thread: any.
class PaperProgress
{
public:
    void cancel() noexcept { m_isCancelled.store(true); }
    [[nodiscard]] bool isCancelled() const noexcept { return m_isCancelled.load(); }
    void setDone(std::int64_t done, std::int64_t of) noexcept { m_permille.store(of > 0 ? int(done * 1000 / of) : 0); }
    /// 0 … 1000.
    [[nodiscard]] int permille() const noexcept { return m_permille.load(); }

    /// The thread is through with it, or has let it go.
    void end() noexcept
    {
        m_hasEnded.store(true);
        m_hasEnded.notify_all();
    }
    [[nodiscard]] bool hasEnded() const noexcept { return m_hasEnded.load(); }
    /// What is cancelled ends within a row or a page. Only for what a thread was begun for.
    void waitForEnd() const noexcept { m_hasEnded.wait(false); }

private:
    std::atomic<bool> m_isCancelled{false};
    std::atomic<bool> m_hasEnded{false};
    std::atomic<int> m_permille{0};
};

} // namespace indaro::ui::print
