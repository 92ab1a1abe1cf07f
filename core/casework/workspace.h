// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "core/store/store_thread.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>
#include <vector>

namespace indaro::casework {

/// One changed field (0: the whole record appeared or went).
struct Change
{
    sync::RecordKey key;
    std::uint16_t field;
    /// It came from another laptop: a page on which the field is being typed shows both values and overwrites neither;
    /// it saves with the sync::Seen it was opened with.
    bool isForeign = false;
};
using Changes = std::vector<Change>;

/// An unlocked vault at work: owns the store thread, runs commands and queries on it, and tells the screens what
/// changed. Lives on the GUI thread; the GUI thread never waits on it except in close().
class Workspace final : public QObject
{
    Q_OBJECT
public:
    /// `connection` is migrated already; `user` is who signed in. Clock and random must outlive the workspace.
    /// `afterwork` is called on the store thread some seconds after work and as the last thing before closing: for what
    /// must follow commits without delaying them (the anchor outside the file).
    Workspace(store::Connection connection, sync::UserId user, const base::Clock &clock, base::Random &random,
              std::function<void(store::Connection &)> afterwork = {}, QObject *parent = nullptr);
    /// Runs everything posted, then closes the file.
    ~Workspace() override;

    /// Runs `job(Desk &)` on the store thread and `done(its Result)` here, later, unless `context` died meanwhile.
    /// `job` and `done` must not capture anything of the other's thread. A job that throws is a programmer's mistake.
    template <class Job, class Done> void ask(QObject *context, Job job, Done done)
    {
        using Answer = std::invoke_result_t<Job, Desk &>;
        post([this, guard = QPointer<QObject>(context), job = std::move(job),
              done = std::move(done)](Desk *desk, const base::Error *down) mutable {
            auto answer = std::make_shared<Answer>(desk != nullptr ? Answer(job(*desk)) : Answer(*down));
            if (!*answer)
                noteFailure(answer->error());
            QMetaObject::invokeMethod(
                this,
                [guard, answer, done = std::move(done)]() mutable {
                    if (guard)
                        done(std::move(*answer));
                },
                Qt::QueuedConnection);
        });
    }

    /// Commands posted whose end is not yet known; the status line shows "saving" while it is not zero.
    [[nodiscard]] int pendingJobs() const noexcept { return m_pending.load(); }
    /// Waits until everything posted is committed: for lock, close and tests only.
    void drain();
    /// The first failure of the disk or the file (not of what was typed) since the last call, if any: what a lock must
    /// still tell when nobody hears the answers any more.
    [[nodiscard]] std::optional<base::Errc> takeFailure();
    [[nodiscard]] sync::UserId user() const noexcept { return m_user; }
    /// What whoever is signed in may see and do, for the screens: what the store thread enforces, as it was when
    /// accessChanged() was last told. Nothing before that.
    [[nodiscard]] const std::optional<Access> &access() const noexcept { return m_access; }
    [[nodiscard]] const base::Clock &clock() const noexcept { return m_clock; }

Q_SIGNALS:
    /// After a commit, on the GUI thread.
    void changed(const indaro::casework::Changes &changes);
    void pendingJobsChanged(int pending);
    /// The roles of the account or the rights of its roles are known, or another laptop or a director has changed them.
    void accessChanged();

private:
    using Job = std::function<void(Desk *, const base::Error *)>;
    struct StoreSide;
    void post(std::function<void(Desk *, const base::Error *)> job);
    void runOnStore(store::Connection &db, const Job &job);
    void openStoreSide(store::Connection &db);
    [[nodiscard]] base::Result<void> readAccess();
    void followRoles(const Changes &changes);
    void publish(Changes changes);
    void noteFailure(const base::Error &error);

    sync::UserId m_user;
    const base::Clock &m_clock;
    base::Random &m_random;
    std::optional<Access> m_access;
    std::atomic<int> m_pending{0};
    std::atomic<int> m_failure{-1}; ///< an Errc
    std::function<void(store::Connection &)> m_afterwork;
    QTimer m_afterworkTimer;
    std::unique_ptr<StoreSide> m_storeSide; ///< touched on the store thread only
    std::unique_ptr<store::StoreThread> m_thread;
};

} // namespace indaro::casework

Q_DECLARE_METATYPE(indaro::casework::Changes)
