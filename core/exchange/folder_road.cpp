// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/folder_road.h"

namespace indaro::exchange {

using base::Errc;
using base::Error;
using base::Result;

namespace {

using Work = std::function<Result<void>(transport::SyncDesk &)>;

/// A piece on its way to the vault's thread. The folder's thread waits for it with what it works on; when the vault is
/// closed first, it must never run.
class Piece
{
public:
    Piece(std::shared_ptr<FolderWatch> watch, const Work &work) : m_watch(std::move(watch)), m_work(work) {}

    void run(transport::SyncDesk &desk)
    {
        {
            const std::lock_guard lock(m_watch->mutex);
            if (m_state != State::Waiting)
                return;
            m_state = State::Running;
        }
        auto answer = m_work(desk);
        finish(std::move(answer));
    }

    /// It is over, whether it ran or not.
    void end()
    {
        const std::lock_guard lock(m_watch->mutex);
        if (m_state == State::Waiting)
            m_state = State::Done;
        m_watch->changed.notify_all();
    }

    Result<void> wait()
    {
        std::unique_lock lock(m_watch->mutex);
        m_watch->changed.wait(
            lock, [this] { return m_state == State::Done || (m_state == State::Waiting && m_watch->isClosing); });
        m_state = State::Done;
        return m_answer;
    }

private:
    void finish(Result<void> answer)
    {
        const std::lock_guard lock(m_watch->mutex);
        m_answer = std::move(answer);
        m_state = State::Done;
        m_watch->changed.notify_all();
    }

    std::shared_ptr<FolderWatch> m_watch;
    const Work &m_work; ///< lives as long as somebody waits
    enum class State : std::uint8_t { Waiting, Running, Done } m_state = State::Waiting;
    Result<void> m_answer = Error(Errc::Cancelled);
};

} // namespace

Result<transport::FolderReport> exchangeWithFolder(const transport::RunOnStore &store, const std::filesystem::path &path,
                                                   bool erasesConfirmed, const std::shared_ptr<FolderWatch> &watch)
{
    const transport::OnDesk onDesk = [&store, &watch](const Work &work) {
        const auto piece = std::make_shared<Piece>(watch, work);
        store([piece](transport::SyncDesk &desk) { piece->run(desk); }, [piece] { piece->end(); });
        return piece->wait();
    };
    transport::DiskFolder disk(path);
    StoppableFolder folder(disk, watch);
    transport::FolderOptions options;
    options.erasesConfirmed = erasesConfirmed;
    options.progress = [&watch](std::uint64_t done, std::uint64_t all) {
        watch->bytesWritten = done;
        watch->bytesToWrite = all;
        return !watch->isStopped;
    };
    auto report = transport::exchangeFolder(onDesk, folder, options);
    if (!report)
        return watch->isStopped ? Error(Errc::Cancelled) : report.error();
    if (watch->isStopped)
        report->writeFailure = Error(Errc::Cancelled);
    return report;
}

} // namespace indaro::exchange
