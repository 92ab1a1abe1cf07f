// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <chrono>
#include <functional>
#include <optional>

namespace indaro::ui::kit {

/// One run of a program that reads bytes of strangers for us (a decoder, what draws PDFs), and what stops it.
struct ConfinedRun
{
    QString program{}; ///< its path; empty: the system has none
    QStringList arguments{};
    std::chrono::milliseconds longest = std::chrono::seconds(60);
    qint64 mostBytes = qint64{64} * 1024 * 1024; ///< of what it says
    std::function<bool()> isCancelled{};         ///< asked while it runs, on its thread; empty: nobody does
};

enum class ConfinedEnd {
    Well,
    Failed,     ///< by itself, and says so
    Crashed,    ///< or was stopped by the system for more than it may have
    NotStarted, ///< no such program, or no memory to give it
    TooMuch,    ///< it said more than `mostBytes`
    TooLate,
    Cancelled
};

struct ConfinedAnswer
{
    ConfinedEnd end = ConfinedEnd::NotStarted;
    QByteArray output{}; ///< until then; empty after NotStarted, TooMuch, TooLate and Cancelled

    /// What it said, when it ended well and said something.
    [[nodiscard]] std::optional<QByteArray> whole() const;
};

/// What it says about `input`: the input goes there as nameless memory (base::MemoryFile), the answer comes back through a
/// pipe, no file is written. It gets nothing else of ours, no home, no session, no place to complain to
/// (base::Confinement). Thread: any but the GUI's.
[[nodiscard]] ConfinedAnswer runConfined(const ConfinedRun &run, const QByteArray &input);

} // namespace indaro::ui::kit
