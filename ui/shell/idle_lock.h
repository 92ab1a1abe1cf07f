// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "ui/kit/page.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

namespace indaro::ui::shell {

/// Notices that nobody has touched keyboard or mouse for as long as the page in front allows [contracts.md
/// 12], by the monotonic clock: a wrong or changed wall clock locks nothing and delays nothing.
class IdleLock final : public QObject
{
    Q_OBJECT
public:
    /// Watches the application's events once started. `rule` is asked at every check.
    IdleLock(const base::Clock &clock, std::function<kit::IdleRule()> rule, QObject *parent = nullptr);
    void start();
    /// Compares the clock now; the timer does so once a second.
    void check();
    /// As if somebody had touched a key.
    void touch();

Q_SIGNALS:
    /// Once, until somebody touches the machine again.
    void blankDue();
    void lockDue();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    const base::Clock &m_clock;
    std::function<kit::IdleRule()> m_rule;
    QTimer m_timer;
    std::int64_t m_lastTouchMs;
    bool m_isBlankTold = false;
    bool m_isLockTold = false;
};

} // namespace indaro::ui::shell
