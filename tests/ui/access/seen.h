// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGui/QAccessible>
#include <QtWidgets/QWidget>

namespace indaro::tests {

/// The visible widgets of a class below `root`, in the order they were made.
template <class T> [[nodiscard]] QList<T *> visible(const QWidget &root)
{
    QList<T *> out;
    for (T *each : root.findChildren<T *>()) {
        if (each->isVisible())
            out.append(each);
    }
    return out;
}

/// What a screen reader calls it.
[[nodiscard]] inline QString nameOf(QWidget *widget)
{
    auto *spoken = QAccessible::queryAccessibleInterface(widget);
    return spoken != nullptr ? spoken->text(QAccessible::Name) : QString();
}

/// For the line of a fault.
[[nodiscard]] inline QString called(QWidget *widget)
{
    using namespace Qt::StringLiterals;
    const QWidget *around = widget->parentWidget();
    while (around != nullptr && around->objectName().isEmpty() &&
           QLatin1StringView(around->metaObject()->className()).startsWith("Q"_L1))
        around = around->parentWidget();
    return u"%1 “%2” %3 in %4"_s.arg(
        QString::fromLatin1(widget->metaObject()->className()), nameOf(widget).left(60).replace(u'\n', u' '),
        widget->objectName(), around != nullptr ? QString::fromLatin1(around->metaObject()->className()) : u"nothing"_s);
}

} // namespace indaro::tests
