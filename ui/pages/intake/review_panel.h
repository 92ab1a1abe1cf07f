// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/entities/entity_draft.h"
#include "core/casework/interviews/interview_draft.h"
#include "ui/forms/form_texts.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QListWidget;
class QPushButton;
class QScrollArea;
class QTableWidget;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// The end of an interview: what is still open, what the register says and what she said side by side, and signing.
class ReviewPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit ReviewPanel(QWidget *parent);
    /// Which questions still want a look, those with a text that is no answer (`unfinished`) among them. `texts` is used
    /// during the call only.
    void showProblems(const ui::forms::FormTexts &texts, const QStringList &unfinished);
    /// `language`: of the screens, for the register's own codes.
    void showComparison(const ui::forms::FormTexts &texts, const casework::RegisterComparison &comparison,
                        const QString &language);
    /// What signing writes into lists of the house, and what it leaves out of them.
    void showEntities(const casework::EntityDrafts &entities);
    /// Of a correction: what it says otherwise than the version that holds, and a word about that one. An interview that is
    /// none: nothing.
    void showChanges(const QString &about, const QStringList &changes);
    [[nodiscard]] std::vector<casework::RegisterDifference> confirmed() const;

Q_SIGNALS:
    void questionChosen(const QString &path);
    void writeRequested();
    void signRequested();
    void backRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void updateState();
    [[nodiscard]] QString listsText() const;
    QLabel *m_changesTitle, *m_changesAbout, *m_changes;
    QScrollArea *m_changesArea;
    QLabel *m_problemsTitle;
    QListWidget *m_problems;
    QLabel *m_registerTitle;
    QLabel *m_registerText;
    QLabel *m_unknown;
    QLabel *m_lists;
    QTableWidget *m_table;
    QPushButton *m_write, *m_sign, *m_back;
    std::vector<casework::RegisterDifference> m_differences;
    bool m_isCorrection = false;
    casework::EntityDrafts m_entities;
    QStringList m_unknownQuestions; ///< answered, and mapped to fields the register does not have
};

} // namespace indaro::ui::pages
