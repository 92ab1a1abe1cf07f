// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tour/robot.h"

#include "ui/kit/action_row.h"
#include "ui/pages/people/value_edit.h"
#include "ui/pages/referrals/form_field_edit.h"

#include <QtCore/QPointer>
#include <QtGui/QAction>
#include <QtTest/QTest>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QScrollArea>

#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace indaro::tour {

namespace {

constexpr int PatienceMs = 60'000;

/// "&Next" and "Next" are the same button.
QString plain(QString text)
{
    return text.remove(u'&');
}

QAbstractButton *findButton(const QWidget *window, const QString &text)
{
    for (auto *button : window->findChildren<QAbstractButton *>()) {
        if (button->isVisible() && button->isEnabled() && plain(button->text()) == text)
            return button;
    }
    return nullptr;
}

/// An action of the page that has no room beside its title, and stands in the menu at the end.
QAction *findHiddenAction(const QWidget *window, const QString &text)
{
    for (const auto *row : window->findChildren<ui::kit::ActionRow *>()) {
        for (QAction *action : row->hiddenActions()) {
            if (action->isEnabled() && plain(action->text()) == text)
                return action;
        }
    }
    return nullptr;
}

} // namespace

Robot::Robot(std::function<QWidget *()> window, std::function<void(const QString &)> onFailure)
    : m_window(std::move(window)), m_onFailure(std::move(onFailure))
{
}

void Robot::fail(const QString &why)
{
    m_onFailure(why);
    std::fprintf(stderr, "the tour stopped: %s\n", qPrintable(why));
    std::exit(1);
}

void Robot::until(const QString &what, const std::function<bool()> &isTrue)
{
    if (!QTest::qWaitFor(isTrue, PatienceMs))
        fail(u"waited in vain for: "_s + what);
}

void Robot::settle()
{
    for (int i = 0; i < 3; ++i) {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCoreApplication::processEvents();
    }
}

void Robot::reveal(QWidget *widget)
{
    for (QWidget *up = widget->parentWidget(); up != nullptr; up = up->parentWidget()) {
        if (auto *area = qobject_cast<QScrollArea *>(up))
            area->ensureWidgetVisible(widget);
    }
    settle();
}

void Robot::click(QWidget *widget)
{
    if (!widget->isVisible() || !widget->isEnabled())
        fail(u"cannot be clicked: "_s + QString::fromLatin1(widget->metaObject()->className()) + u' ' +
             widget->accessibleName());
    reveal(widget);
    // Ticks and radio buttons take the mouse at their left end only.
    const bool isAtLeft = widget->inherits("QCheckBox") || widget->inherits("QRadioButton");
    const QPoint where = isAtLeft ? QPoint(10, widget->height() / 2) : widget->rect().center();
    QTest::mouseClick(widget, Qt::LeftButton, {}, where);
    settle();
}

bool Robot::hasButton(const QString &text) const
{
    return findButton(window(), text) != nullptr;
}

void Robot::press(const QString &text)
{
    // To reveal it runs what waits, and a page may make its buttons anew then: as after a change of language.
    QPointer<QWidget> button;
    while (!button) {
        until(u"button “%1”"_s.arg(text), [&] { return hasButton(text) || findHiddenAction(window(), text) != nullptr; });
        if (QAction *hidden = hasButton(text) ? nullptr : findHiddenAction(window(), text)) {
            hidden->trigger();
            return settle();
        }
        button = findButton(window(), text);
        reveal(button);
    }
    click(button);
}

void Robot::type(QWidget *widget, const QString &text)
{
    if (!widget->isVisible() || !widget->isEnabled())
        fail(u"cannot be typed into: "_s + widget->accessibleName());
    reveal(widget);
    widget->setFocus();
    for (const QChar letter : text) {
        if (letter.unicode() < 0x80)
            QTest::keyClick(widget, letter.toLatin1());
        else // a key QTest has no name for
            QTest::sendKeyEvent(QTest::Click, widget, static_cast<Qt::Key>(letter.toUpper().unicode()), QString(letter), {});
    }
    settle();
}

void Robot::key(QWidget *widget, Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    // Keys of the whole window are heard by the active one only, and a display without a window manager leaves that to us.
    const bool isOfTheWindow = modifiers != Qt::NoModifier || (key >= Qt::Key_F1 && key <= Qt::Key_F12);
    if (isOfTheWindow && widget == m_window() && !widget->isActiveWindow()) {
        widget->activateWindow();
        until(QStringLiteral("the window to be the active one"), [widget] { return widget->isActiveWindow(); });
    }
    QTest::keyClick(widget, key, modifiers);
    settle();
}

void Robot::fill(sync::FieldId field, const QString &text, int which)
{
    QList<ui::pages::ValueEdit *> edits;
    for (auto *edit : all<ui::pages::ValueEdit>()) {
        if (edit->field() == field)
            edits.append(edit);
    }
    if (which >= edits.size())
        fail(u"no editor %3 of field %1.%2"_s.arg(field.table).arg(field.field).arg(which));
    auto *edit = edits.at(which);
    if (auto *line = edit->findChild<QLineEdit *>())
        return type(line, text);
    if (auto *page = edit->findChild<QPlainTextEdit *>())
        return type(page, text);
    if (auto *combo = edit->findChild<QComboBox *>()) {
        reveal(combo);
        combo->setFocus();
        for (int i = 0; i < combo->count() && combo->currentData().toString() != text; ++i)
            key(combo, Qt::Key_Down);
        if (combo->currentData().toString() != text)
            fail(u"no choice "_s + text);
        return;
    }
    for (auto *check : edit->findChildren<QCheckBox *>()) {
        if (text.split(u' ').contains(check->property("code").toString()))
            click(check);
    }
}

ui::pages::FormFieldEdit *Robot::formField(const QString &name)
{
    for (auto *edit : all<ui::pages::FormFieldEdit>()) {
        if (edit->name() == name)
            return edit;
    }
    fail(u"no line of the form is called "_s + name);
}

void Robot::fillForm(const QString &name, const QString &text)
{
    auto *edit = formField(name);
    if (auto *line = edit->findChild<QLineEdit *>())
        return type(line, text);
    if (auto *page = edit->findChild<QPlainTextEdit *>())
        return type(page, text);
    for (auto *check : edit->findChildren<QCheckBox *>()) {
        if (check->property("code").toString() == text)
            click(check);
    }
}

void Robot::share(const QString &name)
{
    for (auto *check : formField(name)->findChildren<QCheckBox *>()) {
        if (!check->property("code").isValid())
            return click(check);
    }
    fail(u"cannot be shared: "_s + name);
}

} // namespace indaro::tour
