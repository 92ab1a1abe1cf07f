// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/window.h"

#include <QtWidgets/QApplication>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::kit {

namespace {

bool isMeant(const QWidget *widget)
{
    return widget->property("buttonRole").toString() == u"primary";
}

/// The indices of a layout's items as they are read.
std::vector<int> itemsAsRead(const QLayout &layout)
{
    std::vector<int> order(static_cast<std::size_t>(layout.count()));
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = static_cast<int>(i);
    if (const auto *grid = qobject_cast<const QGridLayout *>(&layout)) {
        const auto cell = [grid](int index) {
            int row = 0, column = 0, rows = 0, columns = 0;
            grid->getItemPosition(index, &row, &column, &rows, &columns);
            return std::pair(row, column);
        };
        std::ranges::stable_sort(order, {}, cell);
    }
    const auto *box = qobject_cast<const QBoxLayout *>(&layout);
    if (box != nullptr && (box->direction() == QBoxLayout::RightToLeft || box->direction() == QBoxLayout::BottomToTop))
        std::ranges::reverse(order);
    return order;
}

void addOf(const QLayout &layout, QList<QWidget *> &out)
{
    const auto *box = qobject_cast<const QBoxLayout *>(&layout);
    const bool isRow =
        box != nullptr && (box->direction() == QBoxLayout::LeftToRight || box->direction() == QBoxLayout::RightToLeft);
    qsizetype firstButton = out.size(); // of those that stand beside each other
    for (const int index : itemsAsRead(layout)) {
        QLayoutItem *item = layout.itemAt(index);
        if (QWidget *widget = item->widget()) {
            if (qobject_cast<QPushButton *>(widget) == nullptr) {
                out.append(widget);
                firstButton = out.size();
            } else if (isRow && isMeant(widget)) {
                out.insert(firstButton++, widget);
            } else {
                out.append(widget);
            }
        } else if (const QLayout *inner = item->layout()) {
            addOf(*inner, out);
            firstButton = out.size();
        }
    }
}

/// Line by line: what begins above the middle of the first of a line stands in it.
void sortAsTheyStand(QList<QWidget *> &widgets)
{
    std::ranges::stable_sort(widgets, {}, [](const QWidget *each) { return each->y(); });
    for (auto line = widgets.begin(); line != widgets.end();) {
        const int middle = (*line)->geometry().center().y();
        const auto end = std::find_if(line + 1, widgets.end(), [middle](const QWidget *each) { return each->y() > middle; });
        std::stable_sort(line, end, [](const QWidget *a, const QWidget *b) { return a->x() < b->x(); });
        line = end;
    }
}

class Reading
{
public:
    explicit Reading(const QWidget *from) : m_from(from) {}
    QList<QWidget *> all;

    void go(QWidget &widget)
    {
        all.append(&widget);
        if (widget.property("hasOrderOfItsOwn").toBool())
            return goAlongTheChain(widget);
        QList<QWidget *> inLayout, others;
        if (widget.layout() != nullptr)
            addOf(*widget.layout(), inLayout);
        inLayout.removeIf([&widget](const QWidget *each) { return each->parentWidget() != &widget; });
        for (QWidget *child : widget.findChildren<QWidget *>(Qt::FindDirectChildrenOnly)) {
            if (!child->isWindow() && !inLayout.contains(child))
                others.append(child);
        }
        sortAsTheyStand(others);
        for (QWidget *child : inLayout + others) {
            if (counts(*child))
                go(*child);
        }
    }

private:
    [[nodiscard]] bool counts(const QWidget &widget) const
    {
        return widget.isVisible() || (m_from != nullptr && (&widget == m_from || widget.isAncestorOf(m_from)));
    }
    void goAlongTheChain(QWidget &around)
    {
        qsizetype left = around.findChildren<QWidget *>().size();
        for (QWidget *at = around.nextInFocusChain(); at != &around && left > 0; at = at->nextInFocusChain()) {
            if (!around.isAncestorOf(at)) // not of windows below it
                continue;
            --left;
            if (counts(*at))
                all.append(at);
        }
    }
    const QWidget *m_from;
};

bool stopsTab(const QWidget &widget)
{
    // An area hands the keyboard on to one of its parts, a part of a box to the box: those are stops themselves.
    return (widget.focusPolicy() & Qt::TabFocus) != 0 && widget.focusProxy() == nullptr && widget.isVisible() &&
           widget.isEnabled();
}

} // namespace

QList<QWidget *> readingOrder(QWidget &root, const QWidget *from)
{
    Reading reading(from);
    reading.go(root);
    return std::move(reading.all);
}

bool Window::focusNextPrevChild(bool next)
{
    QWidget *from = focusWidget();
    QList<QWidget *> order = readingOrder(*this, from);
    if (!next)
        std::ranges::reverse(order);
    order.removeIf([from](const QWidget *each) { return each != from && !stopsTab(*each); });
    const qsizetype at = order.indexOf(from); // -1 before all of them
    qsizetype to = at + 1;
    // What cannot be used any more while it has the keyboard leaves it to what is nearest: round from the end of a page is
    // the way back, and who goes on typing would leave the page.
    if (to >= order.size())
        to = from != nullptr && !(from->isVisible() && from->isEnabled()) ? at - 1 : 0;
    if (to < 0 || to >= order.size() || to == at)
        return false;
    order.at(to)->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return true;
}

} // namespace indaro::ui::kit
