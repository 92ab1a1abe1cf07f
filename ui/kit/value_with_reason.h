// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/value.h"

#include <QtWidgets/QLineEdit>
#include <QtWidgets/QWidget>

#include <optional>

QT_BEGIN_NAMESPACE
class QHBoxLayout;
class QLabel;
class QToolButton;
QT_END_NAMESPACE

namespace indaro::ui::kit {

/// "Refused", "Does not know", "Not asked", "Stopped" in the current language.
[[nodiscard]] QString missingText(base::Missing reason);

/// Any editor beside a button "unknown because…" (Ctrl+U): a reason takes the editor's place, and typing
/// again or choosing "known after all" brings it back with what was in it. Owns the editor.
class ValueWithReason final : public QWidget
{
    Q_OBJECT
public:
    explicit ValueWithReason(QWidget *editor, QWidget *parent = nullptr);
    [[nodiscard]] QWidget *editor() const noexcept { return m_editor; }
    [[nodiscard]] std::optional<base::Missing> reason() const noexcept { return m_reason; }
    /// Does not emit.
    void setReason(std::optional<base::Missing> reason);

Q_SIGNALS:
    /// By the user only.
    void reasonChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    void choose(std::optional<base::Missing> reason);
    void retranslate();
    QWidget *m_editor;
    QLabel *m_shown;
    QToolButton *m_button;
    QAction *m_known;
    QList<QAction *> m_reasons;
    std::optional<base::Missing> m_reason;
};

/// A date of any precision or a reason why there is none. Typing 5-7-1999, 05071999, 7/1999 or 1999 works;
/// what was understood is written back as dd/MM/yyyy when the cursor leaves.
class PartialDateEdit final : public QWidget
{
    Q_OBJECT
public:
    explicit PartialDateEdit(QWidget *parent = nullptr);
    /// YYYY, YYYY-MM or YYYY-MM-DD; empty when nothing, a reason, or nonsense was typed.
    [[nodiscard]] QString isoText() const;
    void setIsoText(const QString &iso);
    [[nodiscard]] std::optional<base::Missing> reason() const { return m_choice->reason(); }
    void setReason(std::optional<base::Missing> reason) { m_choice->setReason(reason); }
    /// Text, a reason, or null. Nonsense is null: look at isAcceptable() first.
    [[nodiscard]] base::Value value() const;
    void setValue(const base::Value &value);
    /// Empty counts as acceptable.
    [[nodiscard]] bool isAcceptable() const;
    /// As typed, so that what cannot be read as a date can be kept as a draft.
    [[nodiscard]] QString typedText() const { return m_line->text(); }
    /// What to tell the user about what was typed; empty when acceptable.
    [[nodiscard]] QString message() const;

Q_SIGNALS:
    /// Editing is over (Enter or focus left) or a reason was chosen.
    void edited();

private:
    QLineEdit *m_line;
    ValueWithReason *m_choice;
};

} // namespace indaro::ui::kit
