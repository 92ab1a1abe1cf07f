// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/schema.h"

#include <QtWidgets/QWidget>

#include <functional>

namespace indaro::tests {

/// Somebody with a keyboard and without a mouse: every key goes to what has the keyboard, and the only way to a widget is
/// Tab, arrows, or a key the program tells. Looking at the screen is allowed, touching it is not. What is not reached ends
/// the test with the way that was gone. GUI thread.
class Keys
{
public:
    /// `window`: the one in front, which changes.
    explicit Keys(std::function<QWidget *()> window) : m_window(std::move(window)) {}

    /// As a window manager does it when a window opens.
    void bringToFront();
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void type(const QString &text);
    void until(const QString &what, const std::function<bool()> &isTrue);

    using IsIt = std::function<bool(QWidget *)>;
    /// Tab until the keyboard is there.
    QWidget *go(const QString &what, const IsIt &isIt);
    template <class T> T *go(const QString &what)
    {
        return qobject_cast<T *>(go(what, [](QWidget *at) { return qobject_cast<T *>(at) != nullptr; }));
    }
    QWidget *goToNamed(const QString &objectName);
    /// To the button a reader calls so, which is waited for, and Enter; where there is no room for it, by way of “More”.
    void press(const QString &name);
    /// A place of the side bar by its number.
    void place(const QString &name);
    /// The editor of a field: types, goes to a code by arrows, or ticks it.
    void fill(sync::FieldId field, const QString &text);
    /// The same on a form on paper; `share` ticks what lets the line be printed.
    void fillForm(const QString &name, const QString &text);
    void share(const QString &name);

private:
    [[noreturn]] void fail(const QString &why);
    void put(QWidget *editor, const QString &text);
    [[nodiscard]] bool pressHidden(const QString &name);
    std::function<QWidget *()> m_window;
    QStringList m_way; ///< where Tab came by the last time
};

} // namespace indaro::tests
