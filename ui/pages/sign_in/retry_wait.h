// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>
#include <QtCore/QTimer>

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// Keeps a button off for as long as a wrong passphrase costs, and counts the seconds on it.
class RetryWait final : public QObject
{
    Q_OBJECT
public:
    explicit RetryWait(QPushButton *button);
    /// What the button says when it may be pressed.
    void setText(const QString &text);
    void start(std::int64_t ms);
    [[nodiscard]] bool isOver() const;

private:
    void update();
    QPushButton *m_button;
    QString m_text;
    QElapsedTimer m_since;
    std::int64_t m_ms = 0;
    QTimer m_timer;
};

} // namespace indaro::ui::pages
