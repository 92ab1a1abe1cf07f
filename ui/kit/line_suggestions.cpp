// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/line_suggestions.h"

#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QLineEdit>

#include <algorithm>

namespace indaro::ui::kit {

LineSuggestions::LineSuggestions(QLineEdit *line, Enter enter, QWidget *parent)
    : QListWidget(parent), m_line(line), m_enter(enter)
{
    hide();
    setFocusPolicy(Qt::NoFocus); // a click must not take the keyboard from the line
    setMaximumHeight(space::Six * 4);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrap(true);
    m_line->installEventFilter(this);
    connect(m_line, &QLineEdit::textEdited, this, &LineSuggestions::search);
    connect(this, &QListWidget::itemClicked, this, [this] { takeRow(currentRow()); });
}

void LineSuggestions::search(const QString &text)
{
    const QStringList found = look(text);
    clear();
    addItems(found);
    setVisible(!found.isEmpty());
    setCurrentRow(m_enter == Enter::TakesFirst ? 0 : -1);
    if (!found.isEmpty())
        kit::scrollTo(this); // it opens below the line, which may be the last one on the screen
}

void LineSuggestions::dismiss()
{
    search({});
}

void LineSuggestions::takeRow(int row)
{
    if (row < 0 || row >= count())
        return;
    take(row);
    dismiss();
}

bool LineSuggestions::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_line && event->type() == QEvent::FocusOut)
        dismiss();
    if (watched != m_line || event->type() != QEvent::KeyPress || count() == 0)
        return QListWidget::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Down:
        setCurrentRow(std::min(currentRow() + 1, count() - 1));
        return true;
    case Qt::Key_Up: // past the first: back to what is typed
        setCurrentRow(std::max(currentRow() - 1, m_enter == Enter::TakesFirst ? 0 : -1));
        return true;
    case Qt::Key_Escape:
        dismiss();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (currentRow() < 0)
            break;
        takeRow(currentRow());
        return true;
    default:
        break;
    }
    return QListWidget::eventFilter(watched, event);
}

} // namespace indaro::ui::kit
