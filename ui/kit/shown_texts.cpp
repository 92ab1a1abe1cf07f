// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/shown_texts.h"

#include "ui/kit/hint.h"

#include <QtCore/QSet>
#include <QtGui/QAction>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QGroupBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>

namespace indaro::ui::kit {

namespace {

/// Rows of a list that are looked at: what a screen shows of it.
constexpr int RowsLookedAt = 60;

class Collector
{
public:
    void add(const QString &text)
    {
        if (!text.trimmed().isEmpty() && !m_seen.contains(text)) {
            m_seen.insert(text);
            m_texts.append(text);
        }
    }
    void addModel(const QAbstractItemModel *model)
    {
        if (model == nullptr)
            return;
        const int rows = std::min(model->rowCount(), RowsLookedAt);
        for (int column = 0; column < model->columnCount(); ++column) {
            add(model->headerData(column, Qt::Horizontal).toString());
            for (int row = 0; row < rows; ++row)
                add(model->index(row, column).data().toString());
        }
    }
    void addWidget(const QWidget &widget)
    {
        if (const auto *label = qobject_cast<const QLabel *>(&widget))
            add(label->text());
        else if (const auto *button = qobject_cast<const QAbstractButton *>(&widget))
            add(button->text());
        else if (const auto *group = qobject_cast<const QGroupBox *>(&widget))
            add(group->title());
        else if (const auto *line = qobject_cast<const QLineEdit *>(&widget))
            add(hintOf(line));
        else if (const auto *text = qobject_cast<const QPlainTextEdit *>(&widget))
            add(text->placeholderText());
        else if (const auto *box = qobject_cast<const QComboBox *>(&widget))
            addModel(box->model());
        else if (const auto *view = qobject_cast<const QAbstractItemView *>(&widget);
                 view != nullptr && qobject_cast<const QHeaderView *>(&widget) == nullptr)
            addModel(view->model());
        for (const QAction *action : widget.actions())
            add(action->text());
        add(widget.toolTip());
        add(widget.accessibleName());
    }
    [[nodiscard]] QStringList take() { return std::move(m_texts); }

private:
    QSet<QString> m_seen;
    QStringList m_texts;
};

} // namespace

QStringList shownTexts(const QWidget &root, const QWidget *first)
{
    Collector collector;
    if (first != nullptr && root.isAncestorOf(first))
        collector.addWidget(*first);
    for (const auto *widget : root.findChildren<QWidget *>()) {
        if (widget->isVisible())
            collector.addWidget(*widget);
    }
    return collector.take();
}

} // namespace indaro::ui::kit
