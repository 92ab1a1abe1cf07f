// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/workspace.h"

#include "core/base/log.h"
#include "core/model/field_table.h"

namespace indaro::casework {

struct Workspace::StoreSide
{
    std::optional<sync::ChangeLog> log;
    std::optional<base::Error> failure;
    Changes changes; ///< of the running job
};

Workspace::Workspace(store::Connection connection, sync::UserId user, const base::Clock &clock, base::Random &random,
                     QObject *parent)
    : QObject(parent), m_user(user), m_clock(clock), m_random(random), m_storeSide(std::make_unique<StoreSide>()),
      m_thread(std::make_unique<store::StoreThread>(std::move(connection)))
{
    qRegisterMetaType<Changes>();
}

Workspace::~Workspace()
{
    m_thread.reset();
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
        QMetaObject::invokeMethod(this, [this] { Q_EMIT pendingJobsChanged(--m_pending); }, Qt::QueuedConnection);
    });
}

void Workspace::runOnStore(store::Connection &db, const Job &job)
{
    StoreSide &side = *m_storeSide;
    if (!side.log && !side.failure) {
        auto log = sync::ChangeLog::open(db, model::schema(), m_clock, m_user);
        if (log) {
            side.log.emplace(std::move(log).value());
            side.log->setListener(
                [&side](const sync::RecordKey &key, std::uint16_t field) { side.changes.push_back({key, field}); });
        } else {
            base::logError("change_log_open", log.error());
            side.failure = log.error();
        }
    }
    if (side.failure) {
        job(nullptr, &*side.failure);
        return;
    }
    Desk desk{db, *side.log, m_clock, m_random};
    const std::uint64_t rollbacks = db.rollbackCount();
    side.changes.clear();
    job(&desk, nullptr);
    INDARO_CHECK(!db.isInTransaction()); // a command that forgets its commit would hold every later one back
    if (!side.changes.empty() && rollbacks == db.rollbackCount())
        publish(std::move(side.changes));
}

void Workspace::publish(Changes changes)
{
    QMetaObject::invokeMethod(this, [this, changes = std::move(changes)] { Q_EMIT changed(changes); },
                              Qt::QueuedConnection);
}

} // namespace indaro::casework
