// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/initialise.h"
#include "tests/tour/tour.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QDir>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtWidgets/QApplication>

#include <cstdio>

using namespace indaro;
using namespace Qt::StringLiterals;

namespace {

/// Settings, caches and temporary files of a run go to a folder of its own, never to those of whoever runs it.
void liveIn(const QString &folder)
{
    QDir().mkpath(folder + u"/home"_s);
    QDir().mkpath(folder + u"/tmp"_s);
    for (const char *name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"})
        qunsetenv(name);
    qputenv("HOME", QFile::encodeName(folder + u"/home"_s));
    qputenv("TMPDIR", QFile::encodeName(folder + u"/tmp"_s));
}

/// The scale is fixed when a process starts: the pages at 200 % are taken by a second one.
bool runScaled(const QString &out, const QString &scratch)
{
    QProcess again;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_SCALE_FACTOR"_s, u"2"_s);
    again.setProcessEnvironment(environment);
    again.setProcessChannelMode(QProcess::ForwardedChannels);
    again.start(QCoreApplication::applicationFilePath(), {u"--out"_s, out, u"--scratch"_s, scratch, u"--scaled"_s});
    return again.waitForFinished(240'000) && again.exitStatus() == QProcess::NormalExit && again.exitCode() == 0;
}

} // namespace

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QStringList words;
    for (int i = 0; i < argc; ++i)
        words.append(QString::fromLocal8Bit(argv[i]));
    QCommandLineParser arguments;
    arguments.setApplicationDescription(u"Drives Indaro through a shelter day and writes a picture of every page."_s);
    arguments.addHelpOption();
    const QCommandLineOption outOption(u"out"_s, u"Folder for pictures and PDFs."_s, u"folder"_s, u"tour"_s);
    const QCommandLineOption scratchOption(u"scratch"_s, u"Where the program lives meanwhile; kept afterwards."_s,
                                           u"folder"_s);
    const QCommandLineOption scaledOption(u"scaled"_s, u"Only the pages at 200 %, of the vault in the scratch folder."_s);
    arguments.addOptions({outOption, scratchOption, scaledOption});
    if (!arguments.parse(words)) {
        std::fprintf(stderr, "%s\n", qPrintable(arguments.errorText()));
        return 2;
    }
    QTemporaryDir ownScratch;
    const QString scratch =
        QDir(arguments.isSet(scratchOption) ? arguments.value(scratchOption) : ownScratch.path()).absolutePath();
    const QDir out(QDir(arguments.value(outOption)).absolutePath());
    if (!QDir().mkpath(out.path())) {
        std::fprintf(stderr, "cannot make the folder %s\n", qPrintable(out.path()));
        return 1;
    }
    liveIn(scratch);
    QApplication application(argc, argv);
    QApplication::setOrganizationName(u"indaro"_s);
    QApplication::setApplicationName(u"indaro"_s);
    arguments.process(words); // answers --help
    if (const auto ready = crypto::initialise(); !ready) {
        std::fprintf(stderr, "%s\n", ready.error().toString().c_str());
        return 1;
    }
    tour::Tour day(out, scratch + u"/vault"_s);
    if (arguments.isSet(scaledOption))
        day.runScaled();
    else
        day.run();
    for (const QString &file : day.files())
        std::printf("%s\n", qPrintable(file));
    std::fflush(stdout);
    if (arguments.isSet(scaledOption))
        return 0;
    for (const QString &canary : tour::Tour::canaries())
        std::printf("canary %s\n", qPrintable(canary));
    std::fflush(stdout);
    return runScaled(out.path(), scratch) ? 0 : 1;
}
