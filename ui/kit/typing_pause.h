// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QDeadlineTimer>
#include <QtCore/QTimer>

#include <algorithm>
#include <chrono>

namespace indaro::ui::kit {

/// When to keep what is being typed: timeout() comes `pause` after the last key, and at the latest `longest` after the
/// first key that is not kept yet. Waiting for a pause alone would lose everything from who types without one.
class TypingPause final : public QTimer
{
public:
    /// For drafts, which leave no trace in the history.
    static constexpr std::chrono::milliseconds Draft{1000};
    /// For fields of the register: each save is a line of the history, but nothing typed more than two seconds ago may be lost.
    static constexpr std::chrono::milliseconds Field{1500};

    TypingPause(std::chrono::milliseconds pause, std::chrono::milliseconds longest) : m_pause(pause), m_longest(longest)
    {
        setSingleShot(true);
    }

    /// Somebody typed.
    void touch()
    {
        if (!isActive())
            m_latest = QDeadlineTimer(m_longest);
        start(std::min(m_pause, std::chrono::milliseconds(m_latest.remainingTime())));
    }

    /// Somebody typed into a date or a number, half of which would be refused: only the pause counts.
    void touchWhole() { start(m_pause); }

private:
    std::chrono::milliseconds m_pause;
    std::chrono::milliseconds m_longest;
    QDeadlineTimer m_latest;
};

} // namespace indaro::ui::kit
