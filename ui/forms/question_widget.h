// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forms/question_editor.h"
#include "ui/kit/other_values.h"

#include <QtWidgets/QFrame>

QT_BEGIN_NAMESPACE
class QGridLayout;
class QLabel;
class QToolButton;
class QVBoxLayout;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class ReasonButton;
}

namespace indaro::ui::forms {

/// What another computer did to an answer while its form was open here.
struct Elsewhere
{
    QString mark;                  ///< "Changed elsewhere · …"; empty: nothing
    QList<kit::OtherValue> others; ///< stand beside the answer until somebody decides
    [[nodiscard]] bool isEmpty() const { return mark.isEmpty() && others.isEmpty(); }
};

/// One row of the form: its words in both languages, hint, guidance on demand, the mark of a sensitive question, the
/// editor, the menu of reasons why there is no answer, and what is wrong with it, beside it.
/// What is inside is built when the row is first shown: a long form has many rows that never are.
class QuestionWidget final : public QFrame
{
    Q_OBJECT
public:
    QuestionWidget(const FormTexts &texts, const QString &path, QWidget *parent);

    /// In a table of questions: words, columns of choices, and the reason. Before it is first shown.
    static constexpr int WordsShare = 2;
    static constexpr int ColumnsShare = 3;
    void setInTable() { m_isInTable = true; }
    /// Whether the columns have room; else the choices stand below the words as in any question.
    void setTabular(bool isTabular);
    /// 0 while it is not built.
    [[nodiscard]] int reasonWidth() const;

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] bool takesAnswer() const { return m_editor != nullptr; }
    /// Shows how the question stands now.
    void refresh(const indaro::forms::NodeState &state);
    /// Language or large line changed.
    void refreshTexts();
    /// A typed text that cannot be kept as an answer: said beside the question, the text stays.
    void showRefusal(const QString &sentence);
    /// Puts such a text back into the editor, with what is wrong with it: the row was built anew.
    void showUnfinished(const QString &text, const QString &sentence);
    void focusEditor();
    /// Gives what stands in the editor and was not given yet.
    void commitTyped();
    [[nodiscard]] bool isRefused() const { return m_isRefused; }
    /// The keyboard is in it, or a text stands there that is no answer yet.
    [[nodiscard]] bool isBeingEdited() const;
    /// What came from another computer: who changed the answer, and what else was written there.
    void showElsewhere(const Elsewhere &elsewhere);

Q_SIGNALS:
    void committed(const QString &path, const QString &value);
    void typed(const QString &path, const QString &text);
    void missingChosen(const QString &path, indaro::base::Missing reason);
    void clearRequested(const QString &path);
    void finished(const QString &path);
    /// Of the values of showElsewhere(): this one is to hold, or the one in the editor.
    void otherTaken(const QString &path, int index);
    void ownKept(const QString &path);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    void buildWords(QVBoxLayout *layout);
    void arrangeInTable();
    [[nodiscard]] QString noteStyle() const;
    /// The labels of what is remembered and does not count, because the choices do not offer it now.
    [[nodiscard]] QString headWords() const;
    [[nodiscard]] QString missingChoices() const;
    [[nodiscard]] QString notOffered(const indaro::forms::NodeState &state) const;
    void showMessage(const indaro::forms::NodeState &state);
    [[nodiscard]] QString neededText() const;

    const FormTexts &m_texts;
    QString m_path;
    const indaro::forms::FormItem &m_item;
    QVBoxLayout *m_layout;
    QWidget *m_words = nullptr; ///< in a table: everything that is said before the choices
    QGridLayout *m_grid = nullptr;
    QLabel *m_label = nullptr;
    QLabel *m_recording = nullptr;
    QLabel *m_hint = nullptr;
    QToolButton *m_guidanceButton = nullptr;
    QLabel *m_guidance = nullptr;
    QLabel *m_sensitive = nullptr;
    kit::ReasonButton *m_missing = nullptr;
    QuestionEditor *m_editor = nullptr;
    QLabel *m_message = nullptr;
    QLabel *m_mark = nullptr;
    kit::OtherValues *m_others = nullptr;
    Elsewhere m_elsewhere;
    indaro::forms::NodeState m_state;
    bool m_isBuilt = false;
    bool m_isRefused = false;
    bool m_isInTable = false;
    bool m_isTabular = false;
};

} // namespace indaro::ui::forms
