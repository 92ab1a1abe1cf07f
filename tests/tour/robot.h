// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/schema.h"

#include <QtWidgets/QWidget>

#include <functional>

namespace indaro::ui::pages {
class ValueEdit;
class FormFieldEdit;
} // namespace indaro::ui::pages

namespace indaro::tour {

/// The hands and eyes of the tour: finds what is on screen and uses mouse and keyboard on it. What is not found within
/// a minute, is hidden or switched off, ends the tour with a message and a picture of what was there.
/// GUI thread.
class Robot
{
public:
    /// `window`: the window in front, which changes. `onFailure` may keep a picture.
    Robot(std::function<QWidget *()> window, std::function<void(const QString &)> onFailure);

    [[noreturn]] void fail(const QString &why);
    /// Lets the program run until `isTrue`.
    void until(const QString &what, const std::function<bool()> &isTrue);
    /// Lets everything that waits be drawn.
    void settle();

    [[nodiscard]] QWidget *window() const { return m_window(); }
    /// The visible widgets of a class, in the order they were made.
    template <class T> [[nodiscard]] QList<T *> all() const
    {
        QList<T *> out;
        for (T *each : window()->findChildren<T *>()) {
            if (each->isVisible())
                out.append(each);
        }
        return out;
    }
    /// Waits for the first visible one.
    template <class T> T *first(const QString &what)
    {
        until(what, [this] { return !all<T>().isEmpty(); });
        return all<T>().first();
    }
    template <class T> T *named(const QString &name)
    {
        T *found = nullptr;
        until(name, [&] {
            for (T *each : window()->template findChildren<T *>(name)) // pages that are not in front have theirs too
                found = found == nullptr || each->isVisible() ? each : found;
            return found != nullptr && found->isVisible();
        });
        return found;
    }

    /// Scrolls there and clicks where a mouse would.
    void click(QWidget *widget);
    /// The button of any kind with this text.
    void press(const QString &text);
    [[nodiscard]] bool hasButton(const QString &text) const;
    /// Click, then key by key.
    void type(QWidget *widget, const QString &text);
    void key(QWidget *widget, Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    /// The `which`th visible editor of a field: text, date or number by keys; codes by arrow keys or ticks.
    void fill(sync::FieldId field, const QString &text, int which = 0);
    void fillForm(const QString &name, const QString &text);
    void share(const QString &name);
    /// Scrolls until the widget is in sight.
    void reveal(QWidget *widget);

private:
    ui::pages::FormFieldEdit *formField(const QString &name);
    std::function<QWidget *()> m_window;
    std::function<void(const QString &)> m_onFailure;
};

} // namespace indaro::tour
