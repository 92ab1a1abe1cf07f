// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret_bytes.h"
#include "ui/kit/secret_field.h"

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include <chrono>

QT_BEGIN_NAMESPACE
class QLabel;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// What stands on screen while an interview is paused: nothing of it. Any key brings the code field, the code of this
/// sitting brings the questions back [contracts.md 12]. After each wrong code the field is closed for twice as long as
/// before; after the last one the program locks for real.
class BlankScreen final : public QWidget
{
    Q_OBJECT
public:
    explicit BlankScreen(QWidget *parent);
    static constexpr int Attempts = 5;
    /// The first wait; the second is twice as long, and so on.
    void setFirstWait(std::chrono::milliseconds wait) { m_tick.setInterval(wait); }
    /// Empty: there is none, and a pause is a lock.
    void setCode(base::SecretBytes code);
    [[nodiscard]] bool hasCode() const { return !m_code.isEmpty(); }
    /// Empty, with the field hidden.
    void begin();

Q_SIGNALS:
    void unlocked();
    /// Too many wrong codes.
    void refused();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void reveal();
    void check();
    void retranslate();
    void wait();
    void showWrong();
    base::SecretBytes m_code;
    int m_wrong = 0;
    int m_ticksLeft = 0;
    QTimer m_tick;
    QLabel *m_text;
    kit::SecretField *m_field;
    QLabel *m_problem;
};

} // namespace indaro::ui::pages
