// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/page.h"
#include "ui/kit/widgets.h"
#include "ui/roads/pictures.h"

#include <vector>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QScrollArea;
QT_END_NAMESPACE

namespace indaro::ui::roads {

/// A way through a few screens, one thing to do on each: where one is, a picture, a heading, what to do, and one big button.
class WizardPage : public kit::Page
{
    Q_OBJECT
public:
    explicit WizardPage(const kit::PageContext &context, QWidget *parent = nullptr);
    /// 0, 1, …; for tests.
    [[nodiscard]] int step() const noexcept { return m_step; }
    /// Longer than usual: somebody walks to the other laptop and back, and a code that is gone cannot be shown again.
    [[nodiscard]] kit::IdleRule idleRule() const override;

protected:
    struct Step
    {
        Picture::Scene scene;
        QWidget *content; ///< null: text alone
    };
    /// `steps`: contents become children of this page.
    void setSteps(std::vector<Step> steps);
    void showStep(int step);
    /// Of the step in front; called by showStep() and at each change of language.
    virtual void retranslateStep() = 0;
    void setTexts(const QString &heading, const QString &text, const QString &next);
    /// The big button was pressed.
    virtual void next() = 0;
    /// Between two answers nothing can be pressed.
    void setBusy(bool isBusy);
    void retranslate() override;

    kit::Banner *m_banner;
    QPushButton *m_next;
    QPushButton *m_leave; ///< back to the page the wizard belongs to

private:
    std::vector<Step> m_steps;
    int m_step = 0;
    QScrollArea *m_scroll;
    QWidget *m_column;
    QLabel *m_where, *m_heading, *m_text;
    Picture *m_picture;
};

/// Thirty digits to be read aloud, in two lines of three groups.
class CodeView final : public QWidget
{
    Q_OBJECT
public:
    explicit CodeView(QWidget *parent = nullptr);
    void setCode(const QString &code);
    [[nodiscard]] QString code() const;

private:
    QLabel *m_lines;
};

/// A code to be read aloud, and below it the way to do the step with the stick once more. Both become children of what is
/// returned.
[[nodiscard]] QWidget *codeToRead(CodeView *code, QPushButton *again, QWidget *parent);

/// Where the digits somebody reads aloud are typed; puts them into groups by itself.
class CodeEdit final : public QWidget
{
    Q_OBJECT
public:
    explicit CodeEdit(QWidget *parent = nullptr);
    [[nodiscard]] QString code() const;
    [[nodiscard]] bool isComplete() const;
    void clear();
    void setLabel(const QString &text);

Q_SIGNALS:
    void edited();
    /// Enter, with all the digits.
    void submitted();

private:
    void regroup();
    QLineEdit *m_line;
    kit::FormRow *m_row;
};

} // namespace indaro::ui::roads
