// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/idle_lock.h"

#include <QtCore/QEvent>
#include <QtWidgets/QApplication>

namespace indaro::ui::shell {

IdleLock::IdleLock(const base::Clock &clock, std::function<kit::IdleRule()> rule, QObject *parent)
    : QObject(parent), m_clock(clock), m_rule(std::move(rule)), m_lastTouchMs(clock.monotonicMs())
{
    m_timer.setInterval(std::chrono::seconds(1));
    connect(&m_timer, &QTimer::timeout, this, &IdleLock::check);
}

void IdleLock::start()
{
    touch();
    qApp->installEventFilter(this);
    m_timer.start();
}

void IdleLock::touch()
{
    m_lastTouchMs = m_clock.monotonicMs();
    m_isBlankTold = false;
    m_isLockTold = false;
}

void IdleLock::check()
{
    const kit::IdleRule rule = m_rule();
    const std::chrono::milliseconds idle(m_clock.monotonicMs() - m_lastTouchMs);
    if (idle >= rule.lockAfter) {
        if (!m_isLockTold) {
            m_isLockTold = true;
            Q_EMIT lockDue();
        }
    } else if (rule.blankAfter && idle >= *rule.blankAfter && !m_isBlankTold) {
        m_isBlankTold = true;
        Q_EMIT blankDue();
    }
}

bool IdleLock::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
        // A closed lid or a suspended night counts: look at the clock before the wake-up key resets it.
        check();
        if (!m_isLockTold)
            touch();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace indaro::ui::shell
