// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QStyledItemDelegate>

QT_BEGIN_NAMESPACE
class QListView;
QT_END_NAMESPACE

namespace indaro::ui::kit {

/// Rows of a list as high as their words need in the width there is. Qt's own asks with a width that has neither the scroll
/// bar nor what a style sheet puts around the words, and the last word of a line is then "…". The list wraps words and
/// follows its width (QListView::Adjust) once this is its delegate.
class WholeLines final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    /// `list` owns it, and is set up for it.
    explicit WholeLines(QListView *list);
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace indaro::ui::kit
