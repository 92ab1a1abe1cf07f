// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/access/keyboard.h"

#include "tests/ui/access/seen.h"
#include "ui/kit/secret_field.h"
#include "ui/kit/theme.h"

#include <QtCore/QRegularExpression>
#include <QtTest/QtTest>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QAbstractSlider>
#include <QtWidgets/QAbstractSpinBox>
#include <QtWidgets/QApplication>
#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTextEdit>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::tests {

namespace {

template <class... Classes> bool isOneOf(const QWidget *widget)
{
    return ((qobject_cast<const Classes *>(widget) != nullptr) || ...);
}

bool isUsed(const QWidget *widget)
{
    if (!widget->isVisible() || !widget->isEnabled() || widget->inherits("QLineEditIconButton") ||
        isOneOf<QComboBox, QAbstractSpinBox>(widget->parentWidget()) || isOneOf<QHeaderView, QScrollBar>(widget))
        return false; // the line inside a box belongs to the box; heads and bars follow the list they belong to
    return isOneOf<QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QTextEdit, QAbstractSlider, QAbstractSpinBox,
                   QTabBar, QAbstractItemView, ui::kit::SecretField>(widget);
}

/// Arrows go through choices of which one is taken; Tab reaches one of them.
bool isReachedByArrows(const QWidget *widget, const QList<QWidget *> &stops)
{
    const auto *radio = qobject_cast<const QRadioButton *>(widget);
    return radio != nullptr && std::any_of(stops.begin(), stops.end(), [radio](QWidget *stop) {
               const auto *other = qobject_cast<QRadioButton *>(stop);
               return other != nullptr && (radio->group() != nullptr ? radio->group() == other->group()
                                                                     : radio->parentWidget() == other->parentWidget());
           });
}

/// "(Alt+1 … Alt+4)" in its tooltip: what Tab passes by, so that an answer needs fewer keys.
bool saysItsKeys(const QWidget *widget)
{
    static const QRegularExpression Keys(u"\\((Alt|Ctrl)\\+|\\(F\\d"_s);
    return widget->toolTip().contains(Keys);
}

/// Whether `without` turns into `with` so that it is seen: not in a shade only.
bool isMarked(const QImage &with, const QImage &without)
{
    if (with.size() != without.size())
        return true; // it became another size: seen
    constexpr double Enough = 3.0;
    const qsizetype wanted = (with.width() + with.height());
    qsizetype changed = 0;
    for (int y = 0; y < with.height(); ++y) {
        for (int x = 0; x < with.width(); ++x) {
            const QRgb a = with.pixel(x, y);
            const QRgb b = without.pixel(x, y);
            if (a != b && ui::kit::contrastRatio(QColor(a), QColor(b)) >= Enough && ++changed >= wanted)
                return true;
        }
    }
    return false;
}

/// The two parts that differ of what holds both, so that columns and cards are compared as such.
std::pair<QRect, QRect> partsOfTheirs(QWidget *one, QWidget *other)
{
    QWidget *around = one->parentWidget();
    while (around != nullptr && !around->isAncestorOf(other))
        around = around->parentWidget();
    if (around == nullptr || one->isAncestorOf(other) || other->isAncestorOf(one) ||
        around->property("hasOrderOfItsOwn").toBool())
        return {};
    const auto part = [around](QWidget *widget) {
        while (widget->parentWidget() != around)
            widget = widget->parentWidget();
        return widget->geometry();
    };
    return {part(one), part(other)};
}

bool isBackwards(const QRect &from, const QRect &to)
{
    constexpr int Tolerance = 3;
    if (from.isNull() || to.isNull())
        return false;
    const bool isAbove = to.bottom() <= from.top() + Tolerance;
    if (isAbove)
        return to.left() < from.right() - Tolerance; // to the head of a column on the right one goes up
    const bool isBeside = std::min(from.bottom(), to.bottom()) - std::max(from.top(), to.top()) > Tolerance;
    return isBeside && to.right() <= from.left() + Tolerance;
}

/// The page that is in front, where the order counts: header, side bar and foot are regions of their own.
bool isInOnePart(const QWidget &window, const QWidget *one, const QWidget *other)
{
    for (const QWidget *part : window.findChildren<QWidget *>()) {
        const bool isPart = qstrcmp(part->metaObject()->className(), "QStackedWidget") == 0 ||
                            part->objectName() == u"header" || part->objectName() == u"sideBar" ||
                            part->objectName() == u"footer";
        if (isPart && part->isVisible() && part->isAncestorOf(one) != part->isAncestorOf(other))
            return false;
    }
    return true;
}

} // namespace

QStringList keyboardFaults(QMainWindow &window, const QString &name, KeyboardRules rules)
{
    constexpr int Most = 300;
    QStringList faults;
    QList<QWidget *> stops;
    while (stops.size() < Most) {
        QWidget *before = QApplication::focusWidget();
        const QImage withKeyboard = before != nullptr ? before->grab().toImage() : QImage();
        QTest::keyClick(before != nullptr ? before : &window, Qt::Key_Tab);
        QWidget *now = QApplication::focusWidget();
        if (now == nullptr || now == before) {
            faults.append(u"Tab ends at "_s + (now != nullptr ? called(now) : u"nothing"_s));
            break;
        }
        const auto looksMarked = [&] {
            const QImage without = before->grab().toImage();
            return rules == KeyboardRules::Everything ? isMarked(withKeyboard, without) : without != withKeyboard;
        };
        if (!stops.isEmpty() && before->isVisible() && !looksMarked())
            faults.append(u"looks the same with the keyboard and without: "_s + called(before));
        if (stops.contains(now))
            break; // once round
        stops.append(now);
    }
    // Places are compared when all are known: until then the page scrolls.
    const auto placeOf = [&window](const QWidget *stop) {
        const QPoint at = stop->mapTo(&window, QPoint());
        return std::pair(at.y(), at.x());
    };
    // Where a round of its part begins: one comes back to it from below.
    const auto isFirst = [&](const QWidget *stop) {
        return std::ranges::none_of(
            stops, [&](const QWidget *other) { return placeOf(other) < placeOf(stop) && isInOnePart(window, other, stop); });
    };
    for (qsizetype i = 1; i < stops.size() && rules == KeyboardRules::Everything; ++i) {
        const QString meant = stops[i - 1]->property("buttonRole").toString();
        const bool isMeantFirst =
            (meant == u"primary" || meant == u"danger") && stops[i]->parentWidget() == stops[i - 1]->parentWidget();
        if (isFirst(stops[i]) || isMeantFirst) // of a row of buttons the one that is meant comes first
            continue;
        const auto [from, to] = partsOfTheirs(stops[i - 1], stops[i]);
        if (isBackwards(from, to) && isInOnePart(window, stops[i - 1], stops[i]))
            faults.append(u"Tab goes back from %1 to %2"_s.arg(called(stops[i - 1]), called(stops[i])));
    }
    for (QWidget *widget : visible<QWidget>(window)) {
        if (isUsed(widget) && nameOf(widget).trimmed().isEmpty())
            faults.append(u"has no name: "_s + called(widget));
        if (isUsed(widget) && !stops.contains(widget) && !isReachedByArrows(widget, stops) && !saysItsKeys(widget))
            faults.append(u"out of reach of the keyboard: "_s + called(widget));
    }
    for (QString &fault : faults)
        fault = name + u": "_s + fault;
    return faults;
}

} // namespace indaro::tests
