// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/cut_text.h"

#include "ui/kit/hint.h"

#include <QtCore/QEvent>
#include <QtGui/QHelpEvent>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QStyle>
#include <QtWidgets/QStyleOptionComboBox>
#include <QtWidgets/QTableView>
#include <QtWidgets/QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::kit {

namespace {

constexpr int CellEdges = 8;

QString unlessItFits(const QString &text, const QWidget *widget, int room)
{
    return widget->fontMetrics().horizontalAdvance(text) > room ? text : QString();
}

QString cutCell(const QAbstractItemView *view, const QPoint &at)
{
    if (const auto *header = qobject_cast<const QHeaderView *>(view)) {
        const int section = header->logicalIndexAt(at);
        const QString text = header->model()->headerData(section, header->orientation()).toString();
        return section < 0 ? QString() : unlessItFits(text, view, header->sectionSize(section) - CellEdges);
    }
    const QModelIndex index = view->indexAt(at);
    if (!index.isValid() || !index.data(Qt::ToolTipRole).toString().isEmpty())
        return {};
    const QRect place = view->visualRect(index);
    const auto *table = qobject_cast<const QTableView *>(view);
    if (table == nullptr || !table->wordWrap())
        return unlessItFits(index.data().toString(), view, place.width() - CellEdges);
    const QRect room(0, 0, std::max(place.width() - CellEdges, 1), QWIDGETSIZE_MAX);
    const QRect words = view->fontMetrics().boundingRect(room, Qt::TextWordWrap, index.data().toString());
    return words.height() > place.height() || words.width() > room.width() ? index.data().toString() : QString();
}

QString cutText(const QWidget *widget, const QPoint &at)
{
    if (const auto *view = qobject_cast<const QAbstractItemView *>(widget->parentWidget());
        view != nullptr && view->viewport() == widget)
        return cutCell(view, at);
    if (const auto *box = qobject_cast<const QComboBox *>(widget)) {
        QStyleOptionComboBox option;
        option.initFrom(box);
        option.editable = box->isEditable();
        const auto room = box->style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, box);
        return unlessItFits(box->currentText(), box, room.width());
    }
    if (const auto *line = qobject_cast<const QLineEdit *>(widget)) // of what was typed the whole can be reached
        return line->text().isEmpty() ? unlessItFits(hintOf(line), line, line->width() - 2 * CellEdges) : QString();
    if (const auto *label = qobject_cast<const QLabel *>(widget); label != nullptr && !label->wordWrap())
        return unlessItFits(label->text(), label, label->contentsRect().width());
    return {};
}

} // namespace

bool CutTextTips::eventFilter(QObject *watched, QEvent *event)
{
    auto *widget = event->type() == QEvent::ToolTip ? qobject_cast<QWidget *>(watched) : nullptr;
    if (widget == nullptr || !widget->toolTip().isEmpty())
        return QObject::eventFilter(watched, event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QString text = cutText(widget, help->pos());
    if (text.isEmpty())
        return QObject::eventFilter(watched, event);
    // Marked up by us, so that nothing people typed is ever read as markup.
    QToolTip::showText(help->globalPos(), u"<p style='white-space:pre-wrap'>%1</p>"_s.arg(text.toHtmlEscaped()), widget);
    return true;
}

} // namespace indaro::ui::kit
