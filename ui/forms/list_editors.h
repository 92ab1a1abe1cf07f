// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forms/question_editor.h"

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QListWidget;
QT_END_NAMESPACE

namespace indaro::ui::forms {

/// For long lists and appearances "minimal", "autocomplete" and "search": type a part of the word in either language.
class DropDownEditor final : public QuestionEditor
{
    Q_OBJECT
public:
    DropDownEditor(const FormTexts &texts, const QString &path, QWidget *parent);
    void setValue(const QString &value) override;
    void refreshTexts() override;
    void setReadOnly(bool readOnly) override;
    [[nodiscard]] QWidget *firstField() override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void settle();
    const FormTexts &m_texts;
    QString m_path;
    QComboBox *m_box;
    QStringList m_filled; ///< what the list was made of
    QString m_value;
};

/// An order of all choices; moved with Alt+Up and Alt+Down or the mouse.
class RankEditor final : public QuestionEditor
{
    Q_OBJECT
public:
    RankEditor(const FormTexts &texts, const QString &path, QWidget *parent);
    void setValue(const QString &value) override;
    void refreshTexts() override;
    void setReadOnly(bool readOnly) override;
    [[nodiscard]] QWidget *firstField() override;

private:
    void fill();
    void move(int by);
    void emitOrder();
    const FormTexts &m_texts;
    QString m_path;
    QListWidget *m_list;
    QString m_value;
};

/// "OK" or nothing.
class AcknowledgeEditor final : public QuestionEditor
{
    Q_OBJECT
public:
    explicit AcknowledgeEditor(QWidget *parent);
    void setValue(const QString &value) override;
    void refreshTexts() override;
    void setReadOnly(bool readOnly) override;
    [[nodiscard]] QWidget *firstField() override;

private:
    QCheckBox *m_box;
};

} // namespace indaro::ui::forms
