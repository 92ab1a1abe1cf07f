// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/confined_program.h"

#include "core/base/confinement.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QProcess>

#include <span>

namespace indaro::ui::kit {

namespace {

constexpr int LookEveryMs = 50; ///< whether it was cancelled

/// False: it could not be started. All three live until it has ended.
bool startIn(QProcess &process, const ConfinedRun &run, const base::Confinement &confinement, const base::MemoryFile &input)
{
    process.setProgram(run.program);
    process.setArguments(run.arguments);
    QProcessEnvironment words;
    words.insert(QStringLiteral("PATH"), QStringLiteral("/usr/bin:/bin"));
    process.setProcessEnvironment(words);
    process.setWorkingDirectory(QStringLiteral("/"));
    process.setStandardErrorFile(QProcess::nullDevice()); // it may name what is in them
#ifdef Q_OS_UNIX
    process.setChildProcessModifier([&confinement, &input] { confinement.enter(input); });
    process.start(QIODevice::ReadOnly);
    return process.waitForStarted();
#else
    Q_UNUSED(confinement)
    Q_UNUSED(input)
    return false; // never without its confines
#endif
}

ConfinedAnswer stopped(QProcess &process, ConfinedEnd why)
{
    process.kill();
    process.waitForFinished();
    return {why, {}};
}

/// Everything it says, as long as it is no more than it may be, and soon enough.
ConfinedAnswer listenTo(QProcess &process, const ConfinedRun &run)
{
    const QDeadlineTimer deadline(run.longest);
    QByteArray output;
    while (process.state() != QProcess::NotRunning || process.bytesAvailable() > 0) {
        if (process.state() != QProcess::NotRunning && process.bytesAvailable() == 0)
            process.waitForReadyRead(LookEveryMs);
        output += process.readAllStandardOutput();
        if (output.size() > run.mostBytes)
            return stopped(process, ConfinedEnd::TooMuch);
        if (deadline.hasExpired())
            return stopped(process, ConfinedEnd::TooLate);
        if (run.isCancelled && run.isCancelled())
            return stopped(process, ConfinedEnd::Cancelled);
    }
    if (process.exitStatus() != QProcess::NormalExit)
        return {ConfinedEnd::Crashed, output};
    return {process.exitCode() == 0 ? ConfinedEnd::Well : ConfinedEnd::Failed, output};
}

} // namespace

std::optional<QByteArray> ConfinedAnswer::whole() const
{
    return end == ConfinedEnd::Well && !output.isEmpty() ? std::optional(output) : std::nullopt;
}

ConfinedAnswer runConfined(const ConfinedRun &run, const QByteArray &input)
{
    const base::MemoryFile memory(std::as_bytes(std::span(input.constData(), static_cast<std::size_t>(input.size()))));
    if (run.program.isEmpty() || !memory.isOpen())
        return {};
    const base::Confinement confinement(run.program.toStdString());
    QProcess process;
    return startIn(process, run, confinement, memory) ? listenTo(process, run) : ConfinedAnswer{};
}

} // namespace indaro::ui::kit
