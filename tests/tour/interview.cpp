// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tour/tour.h"

#include "ui/kit/secret_field.h"

#include <QtTest/QTest>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;

namespace indaro::tour {

namespace {

const QString Code = u"25803"_s;

} // namespace

QWidget *Tour::question(const QString &name)
{
    const auto shown = [this, &name]() -> QWidget * {
        for (auto *widget : m_robot.window()->findChildren<QWidget *>(name)) {
            if (widget->isVisible() && widget->inherits("indaro::ui::forms::QuestionWidget"))
                return widget;
        }
        return nullptr;
    };
    auto *rail = m_robot.named<QListWidget>(u"progressRail"_s);
    for (int row = -1; row < rail->count(); ++row) {
        if (row >= 0) {
            auto *item = rail->item(row);
            rail->scrollToItem(item);
            QTest::mouseClick(rail->viewport(), Qt::LeftButton, {}, rail->visualItemRect(item).center());
            m_robot.settle();
        }
        if (auto *found = shown())
            return found;
    }
    m_robot.fail(u"no section shows the question "_s + name);
}

void Tour::choose(const QString &name, int number)
{
    for (auto *button : question(name)->findChildren<QAbstractButton *>()) {
        if (button->inherits("QRadioButton") || button->inherits("QCheckBox")) {
            m_robot.reveal(button);
            button->setFocus();
            m_robot.key(button, static_cast<Qt::Key>(Qt::Key_0 + number));
            return waitForVault();
        }
    }
    m_robot.fail(u"no choices at the question "_s + name);
}

void Tour::answer(const QString &name, const QString &text)
{
    auto *at = question(name);
    if (auto *line = at->findChild<QLineEdit *>()) {
        m_robot.type(line, text);
        m_robot.key(line, Qt::Key_Return);
    } else if (auto *page = at->findChild<QPlainTextEdit *>()) {
        m_robot.type(page, text);
        m_robot.key(page, Qt::Key_Return, Qt::ControlModifier);
    } else {
        m_robot.fail(u"nothing to type into at the question "_s + name);
    }
    waitForVault();
}

void Tour::interview()
{
    openMother();
    m_robot.press(u"Interview"_s);
    auto *begin = m_robot.named<QPushButton>(u"begin"_s);
    m_robot.until(u"the forms to be read"_s, [begin] { return begin->isEnabled(); });
    pictures(u"interview-start"_s);
    m_robot.type(m_robot.named<QLineEdit>(u"interviewer"_s), u"J. N."_s);
    m_robot.type(m_robot.named<ui::kit::SecretField>(u"code"_s), Code);
    m_robot.click(begin);
    // What the procedure wants first stands there; the director of the tour waives it.
    auto *reason = m_robot.named<QLineEdit>(u"guardReason"_s);
    m_robot.until(u"the steps before an interview"_s, [reason] { return reason->isVisible(); });
    pictures(u"interview-guard"_s);
    m_robot.type(reason, u"Visite guidée"_s);
    m_robot.click(m_robot.named<QPushButton>(u"guardWaive"_s));
    answer(u"session_place"_s, u"Zzsallecanari"_s);
    question(u"session_place"_s);
    pictures(u"interview-session"_s);
    for (const QString &consent : {u"consent_understood"_s, u"consent_interview"_s, u"consent_keep_file"_s})
        choose(consent, 1);
    choose(u"age_gate"_s, 1);
    question(u"consent_understood"_s);
    pictures(u"interview-consent"_s);
    answer(u"family_name"_s, u"Zzkaneza-Canari"_s);
    question(u"family_name"_s);
    pictures(u"interview-person"_s);
    darkPicture(u"interview-person"_s);
    answer(u"occupation"_s, u"Zzmetiercanari"_s);
    choose(u"suicidal_thoughts"_s, 1);
    question(u"suicidal_thoughts"_s);
    pictures(u"interview-alert"_s);
    m_robot.press(u"Kirundi large"_s);
    question(u"urgent_signs"_s);
    pictures(u"interview-kirundi-large"_s);
    m_robot.press(u"Kirundi large"_s);
    pauseInterview();
    m_robot.press(u"Review"_s);
    pictures(u"interview-review"_s);
    stopInterview();
    goTo(u"Interviews"_s);
    pictures(u"interviews"_s);
}

void Tour::pauseInterview()
{
    m_robot.press(u"Pause"_s);
    pictures(u"interview-paused"_s);
    // The window's own: on a display without a window manager no window is the active one.
    auto *focused = m_robot.window()->focusWidget();
    m_robot.key(focused != nullptr ? focused : m_robot.window(), Qt::Key_A);
    auto *code = m_robot.first<ui::kit::SecretField>(u"the code of the pause"_s);
    m_robot.type(code, Code);
    m_robot.key(code, Qt::Key_Return);
    m_robot.named<QListWidget>(u"progressRail"_s);
}

void Tour::stopInterview()
{
    m_ask->choice = 1;
    m_robot.press(u"Stop …"_s);
    m_robot.named<QPushButton>(u"begin"_s);
    m_ask->choice = 0;
    waitForVault();
}

} // namespace indaro::tour
