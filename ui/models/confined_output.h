// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace indaro::ui::models {

/// One run of a program that reads bytes of strangers for us, and what stops it.
struct ConfinedRun
{
    QString program{};
    QStringList arguments{};
    std::chrono::milliseconds longest = std::chrono::seconds(60);
    qint64 mostBytes = qint64{64} * 1024 * 1024; ///< of what it says
};
/// What it says about `input`: the input goes there as nameless memory, the answer comes back through a pipe; no file is
/// written (kit::startConfined). Empty: it could not be started, did not end well, or said too much or too late. Thread: any
/// but the GUI's.
[[nodiscard]] std::optional<QByteArray> outputOf(const ConfinedRun &run, const QByteArray &input);

} // namespace indaro::ui::models
