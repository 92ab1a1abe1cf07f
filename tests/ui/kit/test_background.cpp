// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/background.h"

#include <QCoreApplication>
#include <QSemaphore>
#include <QTest>

#include <atomic>

using namespace indaro::ui;

namespace {

QSemaphore leaving;
std::atomic_bool isDone = false;

/// Called before what startWorker() has registered: the routine added last comes first.
void nowItLeaves()
{
    leaving.release();
}

} // namespace

/// Work beside the screens when the program ends.
class TestBackground final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theProgramWaitsForWhatStillRuns()
    {
        for (int time = 0; time < 2; ++time) { // each application anew
            isDone = false;
            int arguments = 1;
            char name[] = "test";
            char *values[] = {name, nullptr};
            {
                QCoreApplication application(arguments, values);
                QObject context;
                kit::runInBackground(
                    &context,
                    [] {
                        leaving.acquire(); // it ends only while the program ends
                        volatile unsigned work = 0;
                        for (unsigned i = 0; i < 100'000'000; ++i)
                            work = work + i;
                        isDone = true;
                        return true;
                    },
                    [](bool) { QFAIL("the answer came before the program ended"); });
                qAddPostRoutine(nowItLeaves);
            }
            QVERIFY(isDone);
        }
    }
};

QTEST_APPLESS_MAIN(TestBackground)
#include "test_background.moc"
