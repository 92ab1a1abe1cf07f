// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/documents/document.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// One field of a paper form as it is typed, made from the template, so that a new form needs no new page. Choices give
/// their option names separated by a space.
class FormFieldEdit final : public QWidget
{
    Q_OBJECT
public:
    /// `canBeShared`: a personal line with its share switch, off by default.
    FormFieldEdit(const documents::Field &field, bool canBeShared, QWidget *parent);
    [[nodiscard]] const QString &name() const noexcept { return m_field.name; }
    [[nodiscard]] QString value() const;
    void setValue(const QString &value);
    [[nodiscard]] bool isShared() const;
    void setShared(bool isShared);
    /// "fr", "rn", "en".
    void setLanguage(const QString &language);
    void setReadOnly(bool isReadOnly);
    void setProblem(const QString &message);
    /// Of a field of one line; null for any other.
    [[nodiscard]] QLineEdit *line() const noexcept { return m_line; }
    /// Stands below the editor from now on.
    void addBelow(QWidget *part);

Q_SIGNALS:
    void edited();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    documents::Field m_field;
    QLabel *m_label;
    QLabel *m_problem;
    QCheckBox *m_share = nullptr;
    QLineEdit *m_line = nullptr;
    QPlainTextEdit *m_text = nullptr;
    std::vector<QCheckBox *> m_options;
    std::vector<QLabel *> m_optionTexts; ///< beside each
};

/// A label of the paper on the screen: French and English alone; Kirundi, marked when unreviewed, together with French.
[[nodiscard]] QString labelText(const documents::Label &label, const QString &language);

} // namespace indaro::ui::pages
