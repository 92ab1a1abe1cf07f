// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/value.h"
#include "core/sync/schema.h"
#include "ui/kit/other_values.h"
#include "ui/kit/typing_pause.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class ReasonButton;
}

namespace indaro::ui::pages {

/// How fields stand side by side in a form, see kit::FlowGrid.
inline constexpr int FieldColumns = 2;
inline constexpr int FieldWidth = 280;

/// One field of the field table as it is typed: its label above, the editor its type asks for (text, long text, number,
/// date, one code, several codes), a button for "refused / does not know / not asked", and a line for what is wrong.
/// valueEdited() comes when the field is left, on Enter, after a pause of 300 ms, and every 3 s where somebody types text
/// without a pause; only when the value differs.
class ValueEdit final : public QWidget
{
    Q_OBJECT
public:
    ValueEdit(sync::FieldId field, const QString &language, QWidget *parent = nullptr);

    [[nodiscard]] sync::FieldId field() const noexcept { return m_field; }
    [[nodiscard]] base::Value value() const;
    /// Shows a value without telling anyone. Ignored while the user is in the middle of another value, and while what was
    /// typed is on its way to the vault or could not be written there.
    void setValue(const base::Value &value);
    /// Forgets what is typed and what is being saved: the next setValue() belongs to another record.
    void startOver();
    /// Around each write of what valueEdited() told. A value that could not be written stays, and the next flush() tells
    /// it again.
    void saveBegan();
    void saveEnded(bool isSaved);
    /// An empty message takes the line away.
    void setProblem(const QString &message);
    /// Who changed it elsewhere; an empty text takes the line away.
    void setMark(const QString &text);
    /// What others wrote here, below the editor: nothing overwrites what stands in it. An empty list takes it away.
    void setOthers(const QList<kit::OtherValue> &others);
    /// Somebody is in the middle of it: the keyboard is in its text, or something typed is not saved.
    [[nodiscard]] bool isBeingEdited() const;
    /// Something told by valueEdited() is on its way.
    [[nodiscard]] bool isSaving() const noexcept { return m_savesUnderWay > 0; }
    /// Commits what is typed at once: valueEdited() comes before this returns, when there is something new.
    void flush();
    /// New texts after a change of language.
    void setLanguage(const QString &language);
    [[nodiscard]] bool hasUnsavedEdit() const;
    void setFocusToEditor();
    /// Has so many boxes to tick that they belong side by side over the whole width.
    [[nodiscard]] bool wantsRow() const;
    /// The one Tab leaves this field from: after it comes what stands below.
    [[nodiscard]] QWidget *lastField() const;
    /// Of one code: only these are offered, in the order of the list; empty: all of it.
    void setOffered(const QStringList &codes);
    /// What an empty line shows in place of the usual "dd/MM/yyyy …"; until the next setLanguage().
    void setPlaceholder(const QString &text);

Q_SIGNALS:
    void valueEdited(const indaro::base::Value &value);
    /// The keyboard has left it, and what was typed has been told.
    void left();
    /// The values of setOthers(): this one is to hold, or the one in the editor.
    void otherTaken(int index);
    void ownKept();

private:
    enum class Kind { Line, LongText, Number, OneCode, SeveralCodes };
    void makeEditor();
    void fillCodes();
    void chooseReason(base::Missing reason);
    void leaveEmpty();
    void emptyForReason();
    void touched();
    void commit();
    [[nodiscard]] base::Value typedValue() const;

    sync::FieldId m_field;
    QString m_language;
    QString m_list;
    QStringList m_offered; ///< of m_list; empty: all
    Kind m_kind = Kind::Line;
    bool m_isDate = false;
    base::Value m_saved;      ///< as the editor gives it back, so that showing a value is never an edit of it
    QStringList m_otherCodes; ///< imported codes that no box stands for: kept
    int m_savesUnderWay = 0;
    bool m_hasFailed = false;
    bool m_isFilling = false;
    kit::TypingPause m_pause{std::chrono::milliseconds(300), kit::TypingPause::Field};
    QLabel *m_label;
    QLabel *m_mark;
    kit::OtherValues *m_others = nullptr;
    QLabel *m_problem;
    kit::ReasonButton *m_reason;
    QLineEdit *m_line = nullptr;
    QPlainTextEdit *m_text = nullptr;
    QComboBox *m_combo = nullptr;
    std::vector<QCheckBox *> m_checks;
    QWidget *m_editor = nullptr;
};

} // namespace indaro::ui::pages
