// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forms/question_editor.h"

#include <QtCore/QSet>
#include <QtWidgets/QAbstractButton>

#include <vector>

QT_BEGIN_NAMESPACE
class QBoxLayout;
class QButtonGroup;
class QCheckBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace indaro::ui::forms {

/// A radio button or check box with both languages beside it; the whole row can be clicked.
class ChoiceRow final : public QWidget
{
    Q_OBJECT
public:
    ChoiceRow(QAbstractButton *button, QWidget *parent);
    void setTexts(const QString &html, const QString &accessibleName);
    [[nodiscard]] QAbstractButton *button() const { return m_button; }
    /// Null: no picture that could be larger.
    [[nodiscard]] QPushButton *larger() const { return m_larger; }
    /// The words under the button, both in the middle: a scale (appearance "likert").
    void setUpright();
    /// The button alone: the words stand over the column.
    void setBare(bool isBare);
    /// A picture between the button and the words; takes it over. `larger`: makes it larger (makeLarger), or null; a large
    /// one stands over the words, which would have no room beside it.
    void setPicture(QLabel *picture, QPushButton *larger);

Q_SIGNALS:
    /// By the mouse or the blank: not by arrow keys, which only look for the right one.
    void picked();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    QAbstractButton *m_button;
    QBoxLayout *m_row;
    QLabel *m_label;
    QPushButton *m_larger = nullptr;
    bool m_isUpright = false;
};

/// How the form wants its choices to lie.
struct ChoiceLayout
{
    enum class Kind : std::uint8_t {
        Auto,    ///< one column, two for more than three
        OneRow,  ///< "horizontal", "likert"
        Columns, ///< "columns", "columns-3"
        Pack     ///< "columns-pack", "compact": as many columns as there is room for
    };
    Kind kind = Kind::Auto;
    int columns = 0; ///< of Columns
    bool isScale = false;
    [[nodiscard]] static ChoiceLayout of(const indaro::forms::FormItem &item);
};

/// More than this and the list is searched by typing.
inline constexpr int LongList = 14;
/// More rows than this are not made at once: of a list of thousands those that are ticked and the first that fit what is
/// typed.
inline constexpr int MostRows = 60;

/// Shared by both selects: rows by code, rebuilt when the offered choices change. Keys 1…9 take the nth choice.
class ChoiceRowsEditor : public QuestionEditor
{
    Q_OBJECT
public:
    ChoiceRowsEditor(const FormTexts &texts, const QString &path, QWidget *parent);
    void refreshTexts() override;
    void setReadOnly(bool readOnly) override;
    void setTabular(bool isTabular) override;
    [[nodiscard]] QWidget *firstField() override;
    /// Of one column: the choices stand below each other where there is no room for more.
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    struct Row
    {
        QString code;
        ChoiceRow *widget;
    };
    [[nodiscard]] virtual QAbstractButton *makeButton(const QString &code) = 0;
    virtual void rowsRebuilt() = 0;
    [[nodiscard]] virtual QStringList chosenCodes() const = 0;
    void keyPressEvent(QKeyEvent *event) override;
    void rebuild();
    [[nodiscard]] const std::vector<Row> &rows() const { return m_rows; }

private:
    void arrange();
    [[nodiscard]] int columnsWanted() const;
    [[nodiscard]] int columnsThatFit() const;
    [[nodiscard]] int widestRow() const;
    void search(const QString &part);
    using Choices = std::vector<const indaro::forms::Choice *>;
    [[nodiscard]] Choices choicesToShow();
    [[nodiscard]] bool isCut() const { return m_all.size() > static_cast<std::size_t>(MostRows); }
    const FormTexts &m_texts;
    QString m_path;
    QGridLayout *m_grid;
    QLineEdit *m_search = nullptr; ///< of a long list
    QLabel *m_more = nullptr;      ///< how many are not shown
    Choices m_all;                 ///< that are offered
    QStringList m_words;           ///< of each of them, where only some are shown
    QString m_wordsStamp;          ///< what m_words were made under
    std::vector<Row> m_rows;
    ChoiceLayout m_layout;
    int m_columns = 0; ///< of the present arrangement
    bool m_isTabular = false;
    bool m_goesOn = false; ///< "quick": the next question comes by itself
    bool m_isReadOnly = false;
};

class SelectOneEditor final : public ChoiceRowsEditor
{
    Q_OBJECT
public:
    SelectOneEditor(const FormTexts &texts, const QString &path, QWidget *parent);
    void setValue(const QString &value) override;
    [[nodiscard]] QWidget *firstField() override;

private:
    [[nodiscard]] QAbstractButton *makeButton(const QString &code) override;
    void rowsRebuilt() override;
    [[nodiscard]] QStringList chosenCodes() const override { return {m_value}; }
    QButtonGroup *m_group;
    QString m_value;
};

/// Checks; a choice that by the form's constraint stands alone ("none of these") clears the others, and any other
/// clears it.
class SelectMultipleEditor final : public ChoiceRowsEditor
{
    Q_OBJECT
public:
    SelectMultipleEditor(const FormTexts &texts, const QString &path, QWidget *parent);
    void setValue(const QString &value) override;

private:
    [[nodiscard]] QAbstractButton *makeButton(const QString &code) override;
    void rowsRebuilt() override;
    [[nodiscard]] QStringList chosenCodes() const override;
    void toggled(const QString &code, bool isOn);
    QSet<QString> m_exclusive;
    QString m_value;
};

} // namespace indaro::ui::forms
