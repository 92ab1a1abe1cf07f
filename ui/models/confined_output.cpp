// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/confined_output.h"

#include "ui/kit/confined_program.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QProcess>

#include <span>

namespace indaro::ui::models {

namespace {

constexpr int LookEveryMs = 50;

void end(QProcess &process)
{
    process.kill();
    process.waitForFinished();
}

} // namespace

std::optional<QByteArray> outputOf(const ConfinedRun &run, const QByteArray &input)
{
    const base::MemoryFile memory(std::as_bytes(std::span(input.constData(), static_cast<std::size_t>(input.size()))));
    if (run.program.isEmpty() || !memory.isOpen())
        return std::nullopt;
    const base::Confinement confinement(run.program.toStdString());
    QProcess process;
    if (!kit::startConfined(process, run.program, run.arguments, confinement, memory))
        return std::nullopt;
    const QDeadlineTimer deadline(run.longest);
    QByteArray output;
    while (process.state() != QProcess::NotRunning || process.bytesAvailable() > 0) {
        if (process.state() != QProcess::NotRunning && process.bytesAvailable() == 0)
            process.waitForReadyRead(LookEveryMs);
        output += process.readAllStandardOutput();
        if (output.size() > run.mostBytes || deadline.hasExpired()) {
            end(process);
            return std::nullopt;
        }
    }
    const bool isWell = process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    return isWell && !output.isEmpty() ? std::optional(output) : std::nullopt;
}

} // namespace indaro::ui::models
