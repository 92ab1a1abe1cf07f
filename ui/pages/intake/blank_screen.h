// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret_bytes.h"
#include "ui/kit/secret_field.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// What stands on screen while an interview is paused: nothing of it. Any key brings the code field, the code of this
/// sitting brings the questions back [contracts.md 12].
class BlankScreen final : public QWidget
{
    Q_OBJECT
public:
    explicit BlankScreen(QWidget *parent);
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
    static constexpr int Attempts = 5;
    base::SecretBytes m_code;
    int m_wrong = 0;
    QLabel *m_text;
    kit::SecretField *m_field;
    QLabel *m_problem;
};

} // namespace indaro::ui::pages
