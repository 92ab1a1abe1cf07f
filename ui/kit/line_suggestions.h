// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QListWidget>

QT_BEGIN_NAMESPACE
class QLineEdit;
QT_END_NAMESPACE

namespace indaro::ui::kit {

/// What may be meant by what is being typed in a line, below it. Arrow keys move in it while the keyboard stays in the line;
/// Enter or a click takes one, Escape closes it. Hidden while there is nothing to suggest. What there is, and what becomes
/// of the one that is taken, is said by whoever derives from it.
class LineSuggestions : public QListWidget
{
    Q_OBJECT
public:
    enum class Enter {
        TakesFirst, ///< the line only searches
        TakesTyped  ///< what is typed may stand as it is: only what the arrows went to is taken
    };
    /// `line` must outlive it.
    LineSuggestions(QLineEdit *line, Enter enter, QWidget *parent);
    void dismiss();

protected:
    /// Called for what is typed; an empty text after dismiss().
    [[nodiscard]] virtual QStringList look(const QString &typed) = 0;
    /// A row of what look() gave last; afterwards the list goes.
    virtual void take(int row) = 0;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void search(const QString &text);
    void takeRow(int row);
    QLineEdit *m_line;
    Enter m_enter;
};

} // namespace indaro::ui::kit
