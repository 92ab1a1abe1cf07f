// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forms/question_widget.h"

QT_BEGIN_NAMESPACE
class QVBoxLayout;
QT_END_NAMESPACE

namespace indaro::ui::forms {

/// Where a table of questions with the same choices begins among the questions of a group, and how far it goes: a question
/// with the appearance "label" names the columns and is followed by "list-nolabel" (or "list") ones.
struct ChoiceTablePart
{
    int head = 0;  ///< index of the question whose choices name the columns
    int first = 0; ///< of the rows; the head itself where it takes an answer too
    int last = 0;
};
/// Nothing when no table begins at paths[at].
[[nodiscard]] std::optional<ChoiceTablePart> choiceTableAt(const FormTexts &texts, const QStringList &paths, int at);

/// Questions with the same choices as a table: the choices stand once, over the columns. Where the columns would be too
/// narrow for their words, every question shows its choices itself.
class ChoiceTable final : public QWidget
{
    Q_OBJECT
public:
    /// `headPath`: the question whose choices name the columns; its own words stand above when `hasTitle`.
    ChoiceTable(const FormTexts &texts, const QString &headPath, bool hasTitle, QWidget *parent);
    [[nodiscard]] QVBoxLayout *rowsLayout() const { return m_layout; }
    /// One that stands in rowsLayout() and was not shown yet.
    void addRow(QuestionWidget *row);
    /// Words or rows have changed.
    void refresh();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();
    const FormTexts &m_texts;
    QString m_headPath;
    QVBoxLayout *m_layout;
    QLabel *m_title = nullptr;
    QWidget *m_head;
    QWidget *m_reasons; ///< as wide as the buttons of the rows
    std::vector<QLabel *> m_columns;
    std::vector<QuestionWidget *> m_rows;
};

} // namespace indaro::ui::forms
