// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/workspace.h"

#include "core/base/log.h"
#include "core/casework/paper/paper_entries.h"
#include "core/model/field_table.h"

#include <algorithm>
#include <utility>

namespace indaro::casework {

using base::Result;

namespace {
constexpr int AfterworkMs = 5000;

/// What this laptop's own job has just written belongs to the paper that is being typed in, if one is.
Result<void> noteFromPaper(Desk &desk, const Changes &committed)
{
    std::vector<WrittenField> written;
    for (const Change &change : committed) {
        if (!change.isForeign)
            written.push_back({change.key, change.field});
    }
    return written.empty() ? Result<void>() : noteTypedFromPaper(desk, written);
}
} // namespace

struct Workspace::StoreSide
{
    std::optional<sync::ChangeLog> log;
    Access access = Access::everything(); ///< until the log is open, and nothing runs before that
    std::optional<store::Connection> door;
    std::optional<base::Error> failure;
    Changes changes;   ///< of the transaction under way
    Changes committed; ///< of the running job
};

Workspace::Workspace(store::Connection connection, sync::UserId user, const base::Clock &clock, base::Random &random,
                     std::function<void(store::Connection &)> afterwork, QObject *parent)
    : QObject(parent), m_user(user), m_clock(clock), m_random(random), m_afterwork(std::move(afterwork)),
      m_storeSide(std::make_unique<StoreSide>()), m_thread(std::make_unique<store::StoreThread>(std::move(connection)))
{
    qRegisterMetaType<Changes>();
    m_afterworkTimer.setSingleShot(true);
    m_afterworkTimer.setInterval(AfterworkMs);
    connect(&m_afterworkTimer, &QTimer::timeout, this, [this] {
        if (m_afterwork)
            m_thread->post(m_afterwork);
    });
}

Workspace::~Workspace()
{
    if (m_afterwork)
        m_thread->post(m_afterwork);
    m_thread->post([side = m_storeSide.get()](store::Connection &) { side->door.reset(); }); // before the file is closed
    m_thread.reset();
}

void Workspace::noteFailure(const base::Error &error)
{
    switch (error.code) {
    case base::Errc::DiskFull:
    case base::Errc::FileNotWritable:
    case base::Errc::OutOfMemory:
    case base::Errc::Internal:
    case base::Errc::StoreLocked:
    case base::Errc::StoreDamaged:
    case base::Errc::StoreReadOnly:
    case base::Errc::StoreConstraint:
    case base::Errc::StoreUnloggedWrite:
    case base::Errc::StoreFailed: {
        int none = -1;
        m_failure.compare_exchange_strong(none, static_cast<int>(error.code));
        return;
    }
    default:
        return; // refused as it stands; the page that typed it says so and keeps it as a draft
    }
}

std::optional<base::Errc> Workspace::takeFailure()
{
    const int code = m_failure.exchange(-1);
    return code < 0 ? std::nullopt : std::optional(static_cast<base::Errc>(code));
}

void Workspace::drain()
{
    m_thread->drain();
}

void Workspace::post(std::function<void(Desk *, const base::Error *)> job)
{
    Q_EMIT pendingJobsChanged(++m_pending);
    m_thread->post([this, job = std::move(job)](store::Connection &db) {
        runOnStore(db, job);
        QMetaObject::invokeMethod(
            this,
            [this] {
                Q_EMIT pendingJobsChanged(--m_pending);
                if (!m_afterworkTimer.isActive())
                    m_afterworkTimer.start();
            },
            Qt::QueuedConnection);
    });
}

void Workspace::openStoreSide(store::Connection &db)
{
    StoreSide &side = *m_storeSide;
    auto log = sync::ChangeLog::open(db, model::schema(), m_clock, m_user);
    if (!log) {
        base::logError("change_log_open", log.error());
        side.failure = log.error();
        return;
    }
    side.log.emplace(std::move(log).value());
    side.log->setListener([&side](const sync::RecordKey &key, std::uint16_t field, bool isForeign) {
        side.changes.push_back({key, field, isForeign});
    });
    // A job may give one thing up and commit another: only what is in the file is told.
    db.setEndListener([&side](store::Connection::End end) {
        if (end == store::Connection::End::Committed)
            side.committed.insert(side.committed.end(), side.changes.begin(), side.changes.end());
        side.changes.clear();
    });
    if (auto read = readAccess(); !read) {
        base::logError("access_read", read.error());
        side.failure = read.error();
        return;
    }
    // Whoever comes back after a lock says again which paper lies there.
    Desk desk{*side.door, *side.log, m_clock, m_random, side.access};
    if (auto ended = endPaperEntry(desk); !ended)
        base::logError("paper_entry", ended.error());
}

Result<void> Workspace::readAccess()
{
    StoreSide &side = *m_storeSide;
    INDARO_TRY_ASSIGN(Access access, Access::of(*side.log));
    side.access = std::move(access);
    side.log->setGate(&side.access);
    if (side.door)
        side.door->setRule(side.access.columnRule());
    else
        side.door.emplace(side.log->connection().restrictedDoor(side.access.columnRule()));
    QMetaObject::invokeMethod(
        this,
        [this, known = side.access] {
            if (m_access == known)
                return;
            m_access = known;
            Q_EMIT accessChanged();
        },
        Qt::QueuedConnection);
    return {};
}

/// Who may do what holds from the next job on, wherever the change came from.
void Workspace::followRoles(const Changes &changes)
{
    const bool isAboutRoles = std::ranges::any_of(changes, [](const Change &change) {
        return change.key.table == model::fields::staff::Table || change.key.table == model::fields::role_rule::Table;
    });
    if (!isAboutRoles)
        return;
    if (auto read = readAccess(); !read) {
        base::logError("access_read", read.error());
        m_storeSide->failure = read.error(); // with rights that are not known nobody goes on
    }
}

void Workspace::runOnStore(store::Connection &db, const Job &job)
{
    StoreSide &side = *m_storeSide;
    if (!side.log && !side.failure)
        openStoreSide(db);
    if (side.failure) {
        job(nullptr, &*side.failure);
        return;
    }
    Desk desk{*side.door, *side.log, m_clock, m_random, side.access};
    job(&desk, nullptr);
    if (auto noted = noteFromPaper(desk, side.committed); !noted) {
        base::logError("paper_entry", noted.error());
        noteFailure(noted.error());
    }
    INDARO_CHECK(!db.isInTransaction()); // a command that forgets its commit would hold every later one back
    if (side.committed.empty())
        return;
    Changes committed = std::exchange(side.committed, {});
    followRoles(committed);
    publish(std::move(committed));
}

void Workspace::publish(Changes changes)
{
    QMetaObject::invokeMethod(
        this, [this, changes = std::move(changes)] { Q_EMIT changed(changes); }, Qt::QueuedConnection);
}

} // namespace indaro::casework
