// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forms/form_sections.h"
#include "ui/forms/form_texts.h"
#include "ui/forms/question_widget.h"
#include "ui/kit/theme.h"

#include <QtCore/QMap>
#include <QtWidgets/QWidget>

#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QScrollArea;
QT_END_NAMESPACE

namespace indaro::ui::forms {

class MissingList;
class ProgressRail;
class SectionPage;

/// A form being filled: the rail of sections at the left, one section's questions at the right. Keyboard: Tab and
/// Enter to the next question, arrows and digits within one, Ctrl+PageDown and Ctrl+PageUp between sections,
/// Alt+1 … Alt+4 for the reasons why there is no answer, Alt+0 to clear it.
/// Writes nothing itself: it changes the instance and says so.
class FormView final : public QWidget
{
    Q_OBJECT
public:
    explicit FormView(QWidget *parent = nullptr);
    ~FormView() override;

    /// `instance` must outlive the view or the next call; null shows nothing.
    void setInstance(indaro::forms::FormInstance *instance, ChoiceOverlay overlay, bool isReadOnly = false);
    /// Where pictures and recordings are kept; before setInstance(), and it must outlive what that shows. Null: the form is
    /// only tried out.
    void setShelf(MediaShelf *shelf) { m_shelf = shelf; }
    /// Who asks, for what only she can vouch for (FormTexts::setInterviewer); also while a form is open.
    void setInterviewer(const QString &name);
    void setLarge(LargeLanguage large);
    /// Shows the section of a path and puts the keyboard on its question; the first open one when there is none.
    void goTo(const QString &path);
    /// The question the keyboard was on last, or the first of the section shown.
    [[nodiscard]] QString currentPath() const { return m_currentPath; }
    /// Gives what stands in the fields. False: a text stands there that cannot be an answer; it was passed on by typed().
    bool commitTyped();
    /// A text that was being typed when the program ended: an answer if it can be one, else back in its field with what
    /// is wrong with it. Leaves the page where it is.
    void restoreTyping(const QString &path, const QString &text);
    /// The questions in whose fields a text stands that cannot be an answer.
    [[nodiscard]] QStringList unfinishedPaths() const { return m_unfinished.keys(); }
    [[nodiscard]] QuestionWidget *findQuestion(const QString &path) const;
    /// Somebody is in the middle of this question.
    [[nodiscard]] bool isBeingEdited(const QString &path) const;
    /// The instance was changed by something else than a gesture here: shows it, and leaves alone what is being typed.
    /// `isRestructured`: rows came or went.
    void showChanges(bool isRestructured);
    /// Stands with the question until the next call for it, also in a section that is not shown now.
    void showElsewhere(const QString &path, const Elsewhere &elsewhere);
    /// What is typed there is given up; the question shows the instance's answer.
    void dropTyped(const QString &path);
    /// Small: the rail gives way first.
    [[nodiscard]] QSize minimumSizeHint() const override { return {300, 160}; }
    /// Null while nothing is shown.
    [[nodiscard]] const FormTexts *texts() const { return m_texts.get(); }

Q_SIGNALS:
    /// The instance has changed by a gesture at `path`.
    void answered(const QString &path);
    void typed(const QString &path, const QString &text);
    /// The text typed there has no question any more: its row was removed, or moved up.
    void forgotten(const QString &path);
    void placeChanged(const QString &path);
    /// The keyboard has left this question for another one, or for none.
    void left(const QString &path);
    /// Of the values of showElsewhere(): this one is to hold, or the one in the editor.
    void otherTaken(const QString &path, int index);
    void ownKept(const QString &path);
    /// Past the last section.
    void finished();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void dropPage();
    void commit(const QString &path, const QString &value);
    [[nodiscard]] QString whyNot(const QString &path, const QString &value) const;
    void setMissing(const QString &path, indaro::base::Missing reason);
    void clear(const QString &path);
    void addRow(const QString &repeatPath);
    void removeRow(const QString &rowPath);
    void openRow(const QString &rowPath);
    /// Opens the rows of repeats that a path is in. True when the page was built anew.
    bool reveal(const QString &path);
    void undoRemoval();
    void keepUnfinished(QMap<QString, QString> texts);
    void settle(const QString &path, bool isRestructured);
    void showSection(int index);
    void readFirst();
    void rebuildSection();
    void step(int by);
    void focusAfter(const QString &path);
    void refreshRail();
    void retranslate();
    void watchFocus(QWidget *now);
    [[nodiscard]] int nextOpenSection(int from, int by) const;

    indaro::forms::FormInstance *m_instance = nullptr;
    std::unique_ptr<FormTexts> m_texts;
    MediaShelf *m_shelf = nullptr;
    QString m_interviewer;
    LargeLanguage m_large = LargeLanguage::French;
    kit::ThemeKind m_theme = kit::currentTheme(); ///< whose colours the texts were made with
    std::vector<Section> m_sections;
    int m_section = -1;
    QString m_currentPath;
    QString m_focusedPath; ///< the question the keyboard is in
    QMap<QString, Elsewhere> m_elsewhere;
    QMap<QString, QString> m_unfinished; ///< path → text that cannot be an answer
    /// What undoing a removal brings back.
    struct BeforeRemoval
    {
        std::vector<indaro::forms::StoredAnswer> answers;
        QMap<QString, QString> unfinished;
        qsizetype rows; ///< of the repeat: those without an answer are in no list of answers
    };
    std::optional<BeforeRemoval> m_beforeRemoval;
    QString m_removedRow;
    QHash<QString, QString> m_openRows; ///< path of a repeat → path of the row whose questions are shown

    QWidget *m_left;
    ProgressRail *m_rail;
    QLabel *m_missingTitle;
    MissingList *m_missing;
    QLabel *m_title;
    QWidget *m_undoBar;
    QLabel *m_undoText;
    QPushButton *m_undo;
    QScrollArea *m_scroll;
    SectionPage *m_page = nullptr;
    QPushButton *m_previous;
    QPushButton *m_next;
};

} // namespace indaro::ui::forms
