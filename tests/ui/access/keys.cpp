// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/access/keys.h"

#include "tests/ui/access/seen.h"
#include "ui/pages/people/value_edit.h"
#include "ui/pages/referrals/form_field_edit.h"

#include <QtCore/QRegularExpression>
#include <QtGui/QAction>
#include <QtTest/QtTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;

namespace indaro::tests {

namespace {

constexpr int MostSteps = 400;

template <class T> T *around(QWidget *widget)
{
    while (widget != nullptr && qobject_cast<T *>(widget) == nullptr)
        widget = widget->parentWidget();
    return qobject_cast<T *>(widget);
}

bool isEditor(const QWidget *widget)
{
    return qobject_cast<const QLineEdit *>(widget) != nullptr || qobject_cast<const QPlainTextEdit *>(widget) != nullptr ||
           qobject_cast<const QComboBox *>(widget) != nullptr || qobject_cast<const QCheckBox *>(widget) != nullptr;
}

/// Of the boxes to tick that one; any other editor has no code.
bool isOfCode(const QWidget *widget, const QString &code)
{
    return qobject_cast<const QCheckBox *>(widget) == nullptr || widget->property("code").toString() == code;
}

QAbstractButton *buttonCalled(const QWidget &window, const QString &name)
{
    for (auto *button : visible<QAbstractButton>(window)) {
        if (button->isEnabled() && nameOf(button) == name)
            return button;
    }
    return nullptr;
}

} // namespace

void Keys::fail(const QString &why)
{
    for (const QString &stop : std::as_const(m_way))
        qWarning("by way of %s", qPrintable(stop));
    for (auto *label : visible<QLabel>(*m_window())) // what the program has to say about it
        qWarning("on the screen: %s", qPrintable(label->text().left(160)));
    qFatal("%s", qPrintable(why));
}

void Keys::bringToFront()
{
    m_window()->activateWindow();
    if (!QTest::qWaitForWindowActive(m_window()))
        fail(u"the window does not come to the front"_s);
}

void Keys::key(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget *at = QApplication::activePopupWidget();
    if (at == nullptr)
        at = QApplication::focusWidget();
    QTest::keyClick(at != nullptr ? at : m_window(), key, modifiers);
    QCoreApplication::processEvents();
}

void Keys::type(const QString &text)
{
    for (const QChar letter : text) {
        QWidget *at = QApplication::focusWidget();
        if (at == nullptr)
            fail(u"nothing has the keyboard for "_s + text);
        if (letter.unicode() < 0x80)
            QTest::keyClick(at, letter.toLatin1());
        else // a key QTest has no name for
            QTest::sendKeyEvent(QTest::Click, at, static_cast<Qt::Key>(letter.toUpper().unicode()), QString(letter), {});
    }
    QCoreApplication::processEvents();
}

void Keys::until(const QString &what, const std::function<bool()> &isTrue)
{
    constexpr int Patience = 30'000;
    if (!QTest::qWaitFor(isTrue, Patience))
        fail(u"waited in vain for "_s + what);
    QCoreApplication::processEvents();
}

QWidget *Keys::go(const QString &what, const IsIt &isIt)
{
    m_way.clear();
    for (int step = 0; step < MostSteps; ++step) {
        QWidget *at = QApplication::focusWidget();
        if (at != nullptr && isIt(at))
            return at;
        m_way.append(at != nullptr ? called(at) : u"nothing"_s);
        key(Qt::Key_Tab);
    }
    fail(u"the keyboard does not come to "_s + what);
}

QWidget *Keys::goToNamed(const QString &objectName)
{
    return go(objectName, [&objectName](QWidget *at) { return at->objectName() == objectName; });
}

void Keys::press(const QString &name)
{
    until(u"a button “%1”"_s.arg(name), [this, &name] {
        if (buttonCalled(*m_window(), name) != nullptr)
            return true;
        for (auto *more : visible<QToolButton>(*m_window())) {
            if (more->menu() == nullptr)
                continue;
            for (const QAction *action : more->menu()->actions()) {
                if (action->text() == name && action->isEnabled())
                    return true;
            }
        }
        return false;
    });
    if (buttonCalled(*m_window(), name) == nullptr && pressHidden(name))
        return;
    go(u"the button “%1”"_s.arg(name), [&name](QWidget *at) {
        return qobject_cast<QAbstractButton *>(at) != nullptr && at->isEnabled() && nameOf(at) == name;
    });
    key(Qt::Key_Return);
}

bool Keys::pressHidden(const QString &name)
{
    auto *more = qobject_cast<QToolButton *>(go(u"the menu with “%1”"_s.arg(name), [&name](QWidget *at) {
        const auto *button = qobject_cast<QToolButton *>(at);
        if (button == nullptr || button->menu() == nullptr)
            return false;
        const auto actions = button->menu()->actions();
        return std::any_of(actions.begin(), actions.end(), [&name](const QAction *each) { return each->text() == name; });
    }));
    key(Qt::Key_Return);
    until(u"the menu"_s, [] { return QApplication::activePopupWidget() != nullptr; });
    for (int i = 0; i <= more->menu()->actions().size(); ++i) {
        key(Qt::Key_Down);
        if (more->menu()->activeAction() != nullptr && more->menu()->activeAction()->text() == name) {
            key(Qt::Key_Return);
            return true;
        }
    }
    fail(u"arrows do not come to “%1” in the menu"_s.arg(name));
}

void Keys::place(const QString &name)
{
    static const QRegularExpression Number(u"\\(Ctrl\\+(\\d)\\)"_s);
    for (const auto *button : visible<QToolButton>(*m_window())) {
        const auto told = Number.match(button->toolTip());
        if (button->accessibleName() == name && told.hasMatch())
            return key(static_cast<Qt::Key>(Qt::Key_0 + told.captured(1).toInt()), Qt::ControlModifier);
    }
    fail(u"no place of the side bar tells its key: "_s + name);
}

void Keys::put(QWidget *editor, const QString &text)
{
    if (auto *box = qobject_cast<QComboBox *>(editor)) {
        key(Qt::Key_Home);
        for (int i = 0; i < box->count() && box->currentData().toString() != text; ++i)
            key(Qt::Key_Down);
        if (box->currentData().toString() != text)
            fail(u"arrows do not come to the choice "_s + text);
    } else if (qobject_cast<QCheckBox *>(editor) != nullptr) {
        key(Qt::Key_Space);
    } else {
        type(text);
    }
}

void Keys::fill(sync::FieldId field, const QString &text)
{
    put(go(u"field %1.%2"_s.arg(field.table).arg(field.field),
           [&](QWidget *at) {
               const auto *edit = around<ui::pages::ValueEdit>(at);
               return edit != nullptr && edit->field() == field && isEditor(at) && isOfCode(at, text);
           }),
        text);
}

void Keys::fillForm(const QString &name, const QString &text)
{
    put(go(u"the line “%1”"_s.arg(name),
           [&](QWidget *at) {
               const auto *edit = around<ui::pages::FormFieldEdit>(at);
               return edit != nullptr && edit->name() == name && isEditor(at) && isOfCode(at, text);
           }),
        text);
}

void Keys::share(const QString &name)
{
    go(u"the share of “%1”"_s.arg(name), [&name](QWidget *at) {
        const auto *edit = around<ui::pages::FormFieldEdit>(at);
        return edit != nullptr && edit->name() == name && qobject_cast<QCheckBox *>(at) != nullptr &&
               !at->property("code").isValid();
    });
    key(Qt::Key_Space);
}

} // namespace indaro::tests
