// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/composition.h"
#include "app/desktop/preferences.h"
#include "core/casework/migrations.h"
#include "tests/bench/bench.h"
#include "tests/bench/generated_people.h"
#include "ui/kit/secret_field.h"
#include "ui/models/people_directory.h"
#include "ui/models/person_list_model.h"
#include "ui/pages/page_ids.h"

#include <QtCore/QSettings>
#include <QtCore/QTimer>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTableView>

#include <functional>

namespace indaro::bench {

namespace {

/// A 5 ms tick in the GUI thread's event loop: how long the thread was away from it, in wall time and in its own CPU
/// time. The second is what the program itself did; the first also counts other processes on the same cores.
class Pulse final : public QObject
{
public:
    Pulse()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, &Pulse::tick);
        m_timer.start(5);
    }
    void restart()
    {
        m_watch.restart();
        m_cpu = threadCpuMs();
        m_longestWall = m_longestBusy = 0;
    }
    void printAs(const std::string &what)
    {
        tick();
        print("gui: " + what + ", longest gap between ticks", m_longestWall, "ms");
        print("gui: " + what + ", longest own work in a gap", m_longestBusy, "ms", 16);
    }

private:
    void tick()
    {
        m_longestWall = std::max(m_longestWall, m_watch.ms());
        m_longestBusy = std::max(m_longestBusy, threadCpuMs() - m_cpu);
        m_watch.restart();
        m_cpu = threadCpuMs();
    }
    QTimer m_timer;
    Stopwatch m_watch;
    double m_cpu = threadCpuMs();
    double m_longestWall = 0;
    double m_longestBusy = 0;
};

void spinUntil(const std::function<bool()> &isDone)
{
    const Stopwatch watch;
    QTimer wake; // so that waiting ends, and is waiting: a busy loop would count as our own work
    wake.start(5);
    while (!isDone()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        if (watch.ms() > 300'000)
            fail(base::Error(base::Errc::Cancelled, {{"waited", 300}}));
    }
}

void spinFor(double ms)
{
    const Stopwatch watch;
    spinUntil([&] { return watch.ms() > ms; });
}

template <class T> T *shown(QWidget *root)
{
    for (T *found : root->findChildren<T *>()) {
        if (found->isVisible())
            return found;
    }
    return nullptr;
}

/// Settings of this run only: a benchmark must not touch those of the person at the machine.
void useOwnSettings(const Options &options)
{
    QCoreApplication::setOrganizationName(QStringLiteral("indaro-bench"));
    QCoreApplication::setApplicationName(QStringLiteral("indaro-bench"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, QString::fromStdString(options.folder.string()));
    desktop::Preferences::setLanguage(ui::kit::Language::French);
}

std::unique_ptr<desktop::Composition> startProgram(const Options &options)
{
    desktop::Parts parts;
    parts.kdf = options.kdf;
    parts.replaceProcess = [](std::optional<base::Errc>) { std::exit(1); };
    return std::make_unique<desktop::Composition>(std::move(parts), QString::fromStdString(vaultFolder(options).string()));
}

void signIn(desktop::Composition &program)
{
    auto *field = shown<ui::kit::SecretField>(program.window());
    QTest::keyClicks(field, QString::fromUtf8(Passphrase.data(), static_cast<qsizetype>(Passphrase.size())));
    QTest::keyClick(field, Qt::Key_Return);
    spinUntil([&] { return qobject_cast<ui::shell::MainWindow *>(program.window()) != nullptr; });
}

/// The window's page until all people are in its table.
QTableView *openPeople(desktop::Composition &program, Pulse &pulse)
{
    auto *frame = qobject_cast<ui::shell::MainWindow *>(program.window());
    auto *directory = ui::models::PeopleDirectory::of(program.workspace());
    frame->resize(1366, 768);
    frame->openPage(ui::pages::PeoplePageId);
    spinFor(100); // making the page is not loading it
    pulse.restart();
    spinUntil([&] { return directory->index() != nullptr; });
    spinFor(200);
    auto *table = shown<QTableView>(frame);
    if (table == nullptr)
        fail(base::Error(base::Errc::NotFound, {{"widget", std::string("people table")}}));
    return table;
}

void printScrolling(QTableView &table)
{
    Samples times;
    QScrollBar *bar = table.verticalScrollBar();
    for (int i = 0; i < 300; ++i) {
        Stopwatch watch;
        bar->setValue(static_cast<int>(static_cast<std::int64_t>(bar->maximum()) * i / 300));
        table.viewport()->repaint();
        times.add(watch.ms());
    }
    print("gui: scroll to another screen and paint it, p50", times.median(), "ms");
    print("gui: scroll to another screen and paint it, p99", times.quantile(0.99), "ms", 16);
}

void printTyping(QWidget &page, int keystrokes)
{
    auto *search = shown<QLineEdit>(&page);
    PeopleGenerator generator(11);
    Samples times;
    while (static_cast<int>(times.count()) < keystrokes) {
        search->clear();
        for (const QChar letter : QString::fromStdString(generator.query())) {
            Stopwatch watch;
            search->insert(letter);
            page.repaint();
            times.add(watch.ms());
        }
        QCoreApplication::processEvents();
    }
    print("gui: keystroke to painted list, p50", times.median(), "ms");
    print("gui: keystroke to painted list, p99", times.quantile(0.99), "ms");
}

} // namespace

int benchStall(const Options &options)
{
    useOwnSettings(options);
    Pulse pulse;
    spinFor(500);
    pulse.printAs("nothing to do");
    auto program = startProgram(options);
    program->start();
    spinUntil([&] { return shown<ui::kit::SecretField>(program->window()) != nullptr; });
    spinFor(300);
    signIn(*program);
    QTableView *table = openPeople(*program, pulse);
    pulse.printAs("people list loading");
    print("gui: rows", table->model()->rowCount(), "");
    printScrolling(*table);
    printTyping(*table->parentWidget()->parentWidget(), options.keystrokes / 3);
    return 0;
}

int benchProgram(const Options &options)
{
    useOwnSettings(options);
    auto program = startProgram(options);
    program->start();
    spinUntil([&] {
        const auto *accounts = shown<QComboBox>(program->window());
        return accounts != nullptr && accounts->count() > 0 && shown<ui::kit::SecretField>(program->window()) != nullptr;
    });
    program->window()->repaint();
    print("program: from exec to the sign-in page painted", static_cast<double>(monotonicMs() - options.spawnedAtMs), "ms");
    print("program: resident before sign-in", residentMiB(false), "MiB");
    signIn(*program);
    Pulse pulse;
    openPeople(*program, pulse);
    spinFor(500);
    print("program: resident, unlocked, people list open", residentMiB(false), "MiB", 120);
    print("program: of that its own (anonymous)", residentMiB(true), "MiB");
    return 0;
}

} // namespace indaro::bench
