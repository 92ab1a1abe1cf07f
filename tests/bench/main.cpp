// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/initialise.h"
#include "tests/bench/bench.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QDir>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtWidgets/QApplication>

#include <algorithm>
#include <array>

using namespace indaro;
using namespace Qt::StringLiterals;

namespace {

struct SubBenchmark
{
    const char *name;
    int (*run)(const bench::Options &);
    const char *what;
};

constexpr std::array Benchmarks{
    SubBenchmark{"answer", bench::benchAnswer, "save of one answered question against raw SQLCipher"},
    SubBenchmark{"import", bench::benchImport, "bulk import against raw SQLCipher"},
    SubBenchmark{"import-unlocked", bench::benchImportUnlocked, "the same without locking each allocation in memory"},
    SubBenchmark{"people", bench::makePeople, "makes the vault the next ones use"},
    SubBenchmark{"search", bench::benchSearch, "index load and search-as-you-type"},
    SubBenchmark{"unlock", bench::benchUnlock, "unlock minus Argon2id"},
    SubBenchmark{"gui", bench::benchStall, "how long the GUI thread is away from its event loop"},
    SubBenchmark{"forms", bench::benchForms, "interviews: a pass after an answer, opening, expressions against libxml2"},
    SubBenchmark{"duplicates", bench::benchDuplicates, "files of one person among 5,000, against reading each file once"},
    SubBenchmark{"reports", bench::benchReports, "a chart of 5,000 cases against one scan of the rows it is made of"},
    SubBenchmark{"program", bench::benchProgram, "start to the sign-in page, memory after unlock"},
};

const SubBenchmark *findBenchmark(const QString &name)
{
    for (const auto &benchmark : Benchmarks) {
        if (name == QLatin1StringView(benchmark.name))
            return &benchmark;
    }
    return nullptr;
}

bench::Options optionsOf(const QCommandLineParser &arguments)
{
    bench::Options options;
    options.folder = arguments.value(u"folder"_s).toStdString();
    options.spawnedAtMs = arguments.value(u"spawned-at"_s).toLongLong();
    if (arguments.isSet(u"smoke"_s)) {
        options.answers = 5;
        options.imported = 50;
        options.people = 300;
        options.keystrokes = 30;
        options.unlocks = 2;
        options.formQuestions = 40;
        options.formRepeats = 5;
        options.formVillages = 200;
        options.formFiles = 3;
        options.formRounds = 1;
        options.cases = 60;
        options.kdf = {{crypto::MiB, 1}, {crypto::MiB / 64, 1}, {512 * crypto::MiB, 6}};
    }
    if (arguments.isSet(u"people"_s))
        options.people = arguments.value(u"people"_s).toInt();
    options.imported = std::min(options.imported, options.people);
    return options;
}

/// Each in a process of its own; "people" first where a later one needs its vault.
int runAll(const QCommandLineParser &arguments, QStringList names)
{
    if (names.isEmpty()) {
        for (const auto &benchmark : Benchmarks)
            names << QLatin1StringView(benchmark.name);
    }
    const bool needsPeople = names.contains(u"search"_s) || names.contains(u"unlock"_s) || names.contains(u"gui"_s) ||
                             names.contains(u"program"_s);
    if (needsPeople && !names.contains(u"people"_s))
        names.prepend(u"people"_s);
    const QTemporaryDir folder(arguments.value(u"folder"_s) + u"/indaro-bench-XXXXXX"_s);
    if (!folder.isValid()) {
        std::fprintf(stderr, "indaro-bench: no files can be made in %s\n", qUtf8Printable(arguments.value(u"folder"_s)));
        return 1;
    }
    for (const QString &name : names) {
        QStringList forwarded = {u"--run"_s, name, u"--folder"_s, folder.path()};
        if (arguments.isSet(u"smoke"_s))
            forwarded << u"--smoke"_s;
        if (arguments.isSet(u"people"_s))
            forwarded << u"--people"_s << arguments.value(u"people"_s);
        forwarded << u"--spawned-at"_s << QString::number(bench::monotonicMs());
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedChannels);
        process.start(QCoreApplication::applicationFilePath(), forwarded);
        if (!process.waitForFinished(-1) || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) {
            std::fprintf(stderr, "indaro-bench: %s did not finish\n", qUtf8Printable(name));
            return 1;
        }
    }
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    if (const auto ready = crypto::initialise(); !ready)
        bench::fail(ready.error());
    QCommandLineParser arguments;
    arguments.setApplicationDescription(u"Prints Indaro's times as ratios. Wall times are printed, never asserted."_s);
    arguments.addHelpOption();
    QString names;
    for (const auto &benchmark : Benchmarks)
        names += u"\n  %1: %2"_s.arg(QLatin1StringView(benchmark.name), QLatin1StringView(benchmark.what));
    arguments.addPositionalArgument(u"benchmarks"_s, u"Which ones; all when none is named:"_s + names, u"[name …]"_s);
    arguments.addOptions(
        {{u"folder"_s, u"Measure the disk of this folder (default: the temporary folder)."_s, u"folder"_s, QDir::tempPath()},
         {u"smoke"_s, u"Tiny sizes and a weak key derivation: only shows that everything runs."_s},
         {u"people"_s, u"Size of the people list (default 100000), and of the import if less than 10000."_s, u"number"_s},
         {u"run"_s, u"Run this one inside this process (used by the program itself)."_s, u"name"_s},
         {u"spawned-at"_s, u"Monotonic milliseconds at the start of this process."_s, u"ms"_s, u"0"_s}});
    arguments.process(application);
    if (arguments.isSet(u"run"_s)) {
        const SubBenchmark *benchmark = findBenchmark(arguments.value(u"run"_s));
        return benchmark != nullptr ? benchmark->run(optionsOf(arguments)) : 2;
    }
    for (const QString &name : arguments.positionalArguments()) {
        if (findBenchmark(name) == nullptr) {
            std::fprintf(stderr, "indaro-bench: unknown benchmark %s\n", qUtf8Printable(name));
            return 2;
        }
    }
    return runAll(arguments, arguments.positionalArguments());
}
