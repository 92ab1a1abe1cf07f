// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/sign_in/retry_wait.h"

#include <QtWidgets/QPushButton>

namespace indaro::ui::pages {

RetryWait::RetryWait(QPushButton *button) : QObject(button), m_button(button)
{
    m_timer.setInterval(200);
    connect(&m_timer, &QTimer::timeout, this, &RetryWait::update);
}

void RetryWait::setText(const QString &text)
{
    m_text = text;
    update();
}

void RetryWait::start(std::int64_t ms)
{
    m_ms = ms;
    m_since.start();
    update();
}

bool RetryWait::isOver() const
{
    return m_ms <= 0 || m_since.elapsed() >= m_ms;
}

void RetryWait::update()
{
    if (isOver()) {
        m_button->setText(m_text);
        if (m_timer.isActive()) {
            m_timer.stop();
            m_button->setEnabled(true);
        }
        return;
    }
    m_button->setEnabled(false);
    m_button->setText(tr("Wait %n second(s)", nullptr, static_cast<int>((m_ms - m_since.elapsed() + 999) / 1000)));
    m_timer.start();
}

} // namespace indaro::ui::pages
