// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forms/question_widget.h"

#include <QtCore/QHash>
#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QBoxLayout;
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace indaro::ui::forms {

class ChoiceTable;
class RepeatTable;

/// All questions of one section below each other; groups as framed parts, questions with the same choices as a table where
/// the form asks for one, repeats as a table of their rows with the questions of one row below it.
class SectionPage final : public QWidget
{
    Q_OBJECT
public:
    /// `openRows`: of each repeat, the row whose questions are shown (path of the repeat → path of the row); the first one
    /// where it says nothing. Must outlive the page.
    SectionPage(const FormTexts &texts, const QStringList &topPaths, const QHash<QString, QString> &openRows,
                QWidget *parent);

    /// Shows how everything on the page stands now; the question of path `except` keeps what is being typed in it.
    void refreshAll(const QString &except = {});
    void refreshTexts();
    /// Null for a path of another section.
    [[nodiscard]] QuestionWidget *findQuestion(const QString &path) const;
    /// Those that take an answer and are visible, in form order.
    [[nodiscard]] QList<QuestionWidget *> openQuestions() const;

Q_SIGNALS:
    void committed(const QString &path, const QString &value);
    void typed(const QString &path, const QString &text);
    void missingChosen(const QString &path, indaro::base::Missing reason);
    void clearRequested(const QString &path);
    void finished(const QString &path);
    void addRowRequested(const QString &repeatPath);
    void removeRowRequested(const QString &rowPath);
    void openRowRequested(const QString &rowPath);
    void otherTaken(const QString &path, int index);
    void ownKept(const QString &path);

private:
    struct Title
    {
        QString path;
        QLabel *label;
        int row; ///< of a repeat, from 1; 0 = a group
    };
    void addChildren(const QStringList &paths, QBoxLayout *layout, int depth);
    void addNode(const QString &path, QBoxLayout *layout, int depth);
    QuestionWidget *addQuestion(const QString &path, QBoxLayout *layout);
    void addRow(const QString &rowPath, int number, bool canBeRemoved, QBoxLayout *layout, int depth);
    /// An answer whose question is not asked any more stands in its place, greyed.
    bool showHidden(const QuestionWidget *question, const indaro::forms::NodeState &state);
    void addGroup(const QString &path, QBoxLayout *layout, int depth);
    void addRepeat(const QString &path, QBoxLayout *layout, int depth);
    void setTitle(const Title &title);
    /// Those of the rows of repeats, in the language of the screens.
    void nameButtons();

    const FormTexts &m_texts;
    QStringList m_topPaths;
    const QHash<QString, QString> &m_openRows;
    QList<QuestionWidget *> m_questions;
    QHash<QString, QuestionWidget *> m_questionByPath;
    QHash<QString, QWidget *> m_boxByPath; ///< groups and repeats
    QHash<QString, QLabel *> m_hiddenByPath;
    QList<ChoiceTable *> m_tables;
    QList<RepeatTable *> m_repeats;
    QList<Title> m_titles;
    QList<QPushButton *> m_removes;
    QHash<QString, QPushButton *> m_addByPath; ///< of each repeat
};

} // namespace indaro::ui::forms
