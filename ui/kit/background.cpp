// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/background.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <vector>

namespace indaro::ui::kit {

namespace {

/// Started and not known to have ended; touched on the GUI thread only.
std::vector<QPointer<QThread>> &workers()
{
    static std::vector<QPointer<QThread>> all;
    return all;
}

/// Statics are destroyed after this: a job that still ran would read them.
void waitForWorkers()
{
    for (const QPointer<QThread> &worker : workers()) {
        if (worker)
            worker->wait();
    }
    workers().clear();
}

} // namespace

void startWorker(QThread *thread)
{
    auto &all = workers();
    std::erase_if(all, [](const QPointer<QThread> &worker) { return worker.isNull(); });
    if (all.empty()) { // once for each application: the routines are called in its destructor and forgotten
        qRemovePostRoutine(waitForWorkers);
        qAddPostRoutine(waitForWorkers);
    }
    all.emplace_back(thread);
    thread->start();
}

} // namespace indaro::ui::kit
