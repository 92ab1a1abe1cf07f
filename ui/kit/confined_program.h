// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/confinement.h"

#include <QtCore/QProcess>

namespace indaro::ui::kit {

/// Starts a program that reads bytes of strangers for us (a decoder, what draws PDFs), confined: it gets `input` and nothing
/// else of ours, no home, no session, no place to complain to. All three live until it has ended. Thread: any. False: it
/// could not be started.
[[nodiscard]] inline bool startConfined(QProcess &process, const QString &program, const QStringList &arguments,
                                        const base::Confinement &confinement, const base::MemoryFile &input)
{
    process.setProgram(program);
    process.setArguments(arguments);
    QProcessEnvironment words;
    words.insert(QStringLiteral("PATH"), QStringLiteral("/usr/bin:/bin"));
    process.setProcessEnvironment(words);
    process.setWorkingDirectory(QStringLiteral("/"));
    process.setStandardErrorFile(QProcess::nullDevice()); // it may name what is in them
#ifdef Q_OS_UNIX
    process.setChildProcessModifier([&confinement, &input] { confinement.enter(input); });
#endif
    process.start(QIODevice::ReadOnly);
    return process.waitForStarted();
}

} // namespace indaro::ui::kit
