// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/access/screen_reader.h"

#include "tests/ui/access/seen.h"

#include <QtCore/QMap>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLayout>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTableView>
#include <QtWidgets/QTreeView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::tests {

namespace {

bool isToUse(QAccessible::Role role)
{
    switch (role) {
    case QAccessible::Button:
    case QAccessible::CheckBox:
    case QAccessible::RadioButton:
    case QAccessible::EditableText:
    case QAccessible::ComboBox:
    case QAccessible::List:
    case QAccessible::Table:
    case QAccessible::Tree:
    case QAccessible::PageTab:
    case QAccessible::Link:
    case QAccessible::Slider:
    case QAccessible::SpinBox:
    case QAccessible::ButtonMenu:
    case QAccessible::ButtonDropDown:
    case QAccessible::ButtonDropGrid:
    case QAccessible::HotkeyField:
    case QAccessible::ProgressBar:
        return true;
    default:
        return false;
    }
}

bool isNothing(QAccessible::Role role)
{
    return role == QAccessible::NoRole || role == QAccessible::Client || role == QAccessible::Pane ||
           role == QAccessible::Window || role == QAccessible::Grouping;
}

bool isOfQt(const QObject *object)
{
    const auto name = QLatin1StringView(object->metaObject()->className());
    return name.startsWith("Q"_L1) && !name.contains("::"_L1);
}

/// A reader says what is there; what Qt made for itself inside a widget it passes by.
bool isInner(const QWidget *widget)
{
    const QWidget *around = widget->parentWidget();
    return qobject_cast<const QScrollBar *>(widget) != nullptr || qobject_cast<const QHeaderView *>(widget) != nullptr ||
           widget->objectName().startsWith(u"qt_") || widget->objectName() == u"ScrollLeftButton" ||
           widget->objectName() == u"ScrollRightButton" ||
           (around != nullptr && (around->inherits("QComboBox") || around->inherits("QAbstractSpinBox") ||
                                  (around->inherits("QLineEdit") && widget->inherits("QToolButton")))) ||
           widget->inherits("QTableCornerButton");
}

class TreeWalk
{
public:
    void go(QAccessibleInterface *at, int depth)
    {
        constexpr int Deepest = 60;
        if (at == nullptr || !at->isValid() || depth > Deepest || (depth > 0 && at->state().invisible))
            return;
        auto *widget = qobject_cast<QWidget *>(at->object());
        if (widget != nullptr && depth > 0 && (!widget->isVisible() || isInner(widget)))
            return;
        if (widget != nullptr) {
            look(*at, *widget);
            if (auto *view = qobject_cast<QAbstractItemView *>(widget))
                return lookAtView(*view); // its cells are looked at in its model: a reader makes thousands of them
        } else if (isToUse(at->role())) {
            lookAtName(*at, at->text(QAccessible::Name), u"part of "_s + last);
        }
        for (int i = 0; i < at->childCount(); ++i)
            go(at->child(i), depth + 1);
    }
    void finish()
    {
        for (auto each = m_alike.cbegin(); each != m_alike.cend(); ++each) {
            if (each->size() > 1)
                faults.append(u"%1 of one name cannot be told apart: %2"_s.arg(each->size()).arg(each->first()));
        }
    }
    QStringList faults;

private:
    void look(QAccessibleInterface &at, QWidget &widget)
    {
        const QAccessible::Role role = at.role();
        const QString spoken = at.text(QAccessible::Name);
        last = called(&widget);
        if (isToUse(role)) {
            lookAtName(at, spoken, last);
            rememberName(at, widget, spoken);
        } else if (isNothing(role) && widget.isEnabled() && (widget.focusPolicy() & Qt::TabFocus) != 0 &&
                   isHandMade(widget)) {
            faults.append(u"takes the keyboard, and a reader is not told what it is: "_s + last);
        }
        if (spoken.contains(u'&') && role != QAccessible::StaticText && isKeyMark(spoken))
            faults.append(u"the mark of a key is read out: "_s + last);
        if (widget.property("isDecoration").toBool())
            return;
        const auto *label = qobject_cast<const QLabel *>(&widget);
        if (label != nullptr && !label->pixmap(Qt::ReturnByValue).isNull() && spoken.trimmed().isEmpty())
            faults.append(u"a picture without words: "_s + last);
        if (label != nullptr && label->text().contains(u"<a href"_s) && label->textFormat() != Qt::PlainText &&
            (label->textInteractionFlags() & Qt::LinksAccessibleByKeyboard) == 0)
            faults.append(u"a link out of reach of the keyboard: "_s + last);
        if (label == nullptr && isPainted(widget) && spoken.trimmed().isEmpty() &&
            at.text(QAccessible::Description).trimmed().isEmpty())
            faults.append(u"paints itself and says nothing: "_s + last);
    }
    void lookAtName(QAccessibleInterface &at, const QString &spoken, const QString &what)
    {
        const QString name = spoken.trimmed();
        const bool isSaid = std::any_of(name.begin(), name.end(), [](QChar c) { return c.isLetterOrNumber(); });
        if (name.isEmpty())
            faults.append(u"has no name: "_s + what);
        else if (!isSaid)
            faults.append(u"has a name without words: "_s + what);
        else if (const QObject *object = at.object();
                 object != nullptr &&
                 (name == object->objectName() || name == QString::fromLatin1(object->metaObject()->className())))
            faults.append(u"is called as the program calls it: "_s + what);
    }
    void rememberName(QAccessibleInterface &at, QWidget &widget, const QString &spoken)
    {
        if (spoken.trimmed().isEmpty() || widget.parentWidget() == nullptr)
            return;
        // Of two parts without names a reader hears only what is in them.
        QWidget *around = widget.parentWidget();
        const bool isNamed = !nameOf(around).isEmpty() || around->parentWidget() == nullptr;
        const QWidget *place = isNamed ? around : around->parentWidget();
        m_alike[u"%1 %2 %3 %4"_s.arg(reinterpret_cast<quintptr>(place), 0, 16)
                    .arg(int(at.role()))
                    .arg(spoken, at.text(QAccessible::Description))]
            .append(last);
    }
    /// "&Save", but not "Fish & chips" nor "R&&D".
    static bool isKeyMark(const QString &text)
    {
        const qsizetype at = text.indexOf(u'&');
        return at + 1 < text.size() && text[at + 1].isLetter() && (at == 0 || text[at - 1] != u'&');
    }
    static bool isHandMade(const QWidget &widget)
    {
        // Pages and areas that scroll take the keyboard for their keys, and a reader reads on inside them.
        return !widget.inherits("QAbstractScrollArea") && !isOfQt(&widget) && widget.layout() == nullptr;
    }
    static bool isPainted(const QWidget &widget)
    {
        constexpr int Smallest = 8;
        if (isOfQt(&widget) || widget.layout() != nullptr || widget.width() < Smallest || widget.height() < Smallest ||
            qobject_cast<const QAbstractButton *>(&widget) != nullptr || widget.inherits("QLineEdit") ||
            widget.inherits("QAbstractScrollArea") || widget.inherits("QComboBox") || widget.inherits("QTabBar"))
            return false;
        const auto inside = widget.findChildren<QWidget *>(Qt::FindDirectChildrenOnly);
        return std::none_of(inside.begin(), inside.end(), [](const QWidget *child) { return child->isVisible(); });
    }
    void lookAtView(const QAbstractItemView &view)
    {
        constexpr int Rows = 30;
        const QAbstractItemModel *model = view.model();
        if (model == nullptr)
            return;
        const auto *table = qobject_cast<const QTableView *>(&view);
        const auto *tree = qobject_cast<const QTreeView *>(&view);
        const int rows = std::min(model->rowCount(view.rootIndex()), Rows);
        for (int column = 0; column < model->columnCount(view.rootIndex()); ++column) {
            if ((table != nullptr && table->isColumnHidden(column)) || (tree != nullptr && tree->isColumnHidden(column)) ||
                (table == nullptr && tree == nullptr && column > 0))
                continue;
            const auto head = [&](int role) { return model->headerData(column, Qt::Horizontal, role).toString().trimmed(); };
            if (table != nullptr && head(Qt::DisplayRole).isEmpty() && head(Qt::AccessibleTextRole).isEmpty() && rows > 0)
                faults.append(u"column %1 has no head: %2"_s.arg(column).arg(last));
            for (int row = 0; row < rows; ++row) {
                const QModelIndex cell = model->index(row, column, view.rootIndex());
                const bool isSilent = cell.data(Qt::DisplayRole).toString().trimmed().isEmpty() &&
                                      cell.data(Qt::AccessibleTextRole).toString().trimmed().isEmpty();
                if (isSilent && (cell.data(Qt::DecorationRole).isValid() || column == 0) && !isSilentOnPurpose(view, cell)) {
                    faults.append(u"row %1, column %2 says nothing: %3"_s.arg(row).arg(column).arg(last));
                    break; // the others of this column are alike
                }
            }
        }
    }
    /// A widget stands in the cell, or it cannot be gone to.
    static bool isSilentOnPurpose(const QAbstractItemView &view, const QModelIndex &cell)
    {
        return view.indexWidget(cell) != nullptr || (cell.flags() & Qt::ItemIsEnabled) == 0;
    }
    QString last;
    QMap<QString, QStringList> m_alike;
};

} // namespace

QStringList readerFaults(QWidget &root, const QString &name)
{
    TreeWalk walk;
    walk.go(QAccessible::queryAccessibleInterface(&root), 0);
    walk.finish();
    walk.faults.removeDuplicates();
    for (QString &fault : walk.faults)
        fault = name + u": "_s + fault;
    return walk.faults;
}

} // namespace indaro::tests
