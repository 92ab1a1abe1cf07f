// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QPointer>
#include <QtCore/QThread>

#include <memory>
#include <optional>
#include <type_traits>

namespace indaro::ui::kit {

/// Starts `thread`, and has the program wait for its end before it leaves. Called on the GUI thread.
void startWorker(QThread *thread);

/// Runs `job()` on a thread of its own and `done(its result)` on the GUI thread, unless `context` died
/// meanwhile: for key derivation, files and other work before there is a store thread. `job` must capture
/// nothing of the GUI's. Called on the GUI thread.
template <class Job, class Done> void runInBackground(QObject *context, Job job, Done done)
{
    using Answer = std::invoke_result_t<Job>;
    auto answer = std::make_shared<std::optional<Answer>>();
    QThread *thread = QThread::create([answer, job = std::move(job)]() mutable { answer->emplace(job()); });
    QObject::connect(thread, &QThread::finished, thread,
                     [thread, answer, guard = QPointer<QObject>(context), done = std::move(done)]() mutable {
                         thread->deleteLater();
                         if (guard)
                             done(std::move(**answer));
                     });
    startWorker(thread);
}

} // namespace indaro::ui::kit
