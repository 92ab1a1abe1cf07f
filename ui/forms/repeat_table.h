// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forms/form_texts.h"

#include <QtWidgets/QTableWidget>

namespace indaro::ui::forms {

/// The rows of a repeat, a line each: its number, its first answers and how it stands, also of rows that the form's count
/// does not count any more. A click or Enter opens a row below; its questions are built only then.
class RepeatTable final : public QTableWidget
{
    Q_OBJECT
public:
    RepeatTable(const FormTexts &texts, const QString &repeatPath, QWidget *parent);
    /// `states`: all of the form.
    void refresh(const std::vector<indaro::forms::NodeState> &states);
    void setOpenRow(int row);
    void refreshTexts();

Q_SIGNALS:
    void rowChosen(int row);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitHeight();
    bool m_isFitAsked = false;
    void setCell(int row, int column, const QString &text);
    const FormTexts &m_texts;
    QString m_path;
    std::vector<int> m_items; ///< the questions that have a column
};

} // namespace indaro::ui::forms
