// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forms/question_editor.h"

#include <vector>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QListWidget;
QT_END_NAMESPACE

namespace indaro::ui::forms {

/// One of a list of up to tens of thousands, which costs nothing while the list stays as it is. For long lists and
/// appearances "minimal", "autocomplete" and "search": type a part of the word in either language.
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
    class Model;
    void settle();
    const FormTexts &m_texts;
    QString m_path;
    QComboBox *m_box;
    Model *m_model;
    std::vector<const indaro::forms::Choice *> m_choices; ///< the list was made of
    QString m_stamp;                                      ///< and under which FormTexts::stamp()
    bool m_namesAnswers = false;                          ///< a label has ${…} in it: its words change with the answers
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

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fill();
    void fitHeight();
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
