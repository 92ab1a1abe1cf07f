// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forms/question_editor.h"

#include <QtCore/QByteArray>
#include <QtCore/QStringList>
#include <QtSvg/QSvgRenderer>

#include <memory>

namespace indaro::ui::forms {

/// A drawing whose parts are choices: the element with the id of a code is that choice [ODK, appearance image-map]. A part
/// is hit where it is drawn, not where its box is.
class ImageMap final : public QWidget
{
    Q_OBJECT
public:
    /// Of an SVG that isHarmless(); a picture that cannot be drawn is as large as nothing.
    ImageMap(const QByteArray &svg, QWidget *parent);

    /// Whether a drawing of strangers may be drawn: nothing in it but shapes and words, so that it can name no file and grow
    /// out of no bounds. Thread: any.
    [[nodiscard]] static bool isHarmless(const QByteArray &svg);

    void setChoices(const QStringList &codes, const QStringList &words);
    void setSelected(const QStringList &codes);
    void setReadOnly(bool isReadOnly) { m_isReadOnly = isReadOnly; }
    [[nodiscard]] bool canDraw() const { return m_drawing.isValid(); }
    /// The code drawn at this point of the widget, the one that lies on top; empty: none.
    [[nodiscard]] QString codeAt(QPointF point);
    /// Where the part of a code lies; empty when the drawing has none.
    [[nodiscard]] QRectF placeOf(const QString &code) const;
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void picked(const QString &code);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] QRectF room() const;
    QSvgRenderer m_drawing;
    QStringList m_codes, m_words, m_selected;
    bool m_isReadOnly = false;
};

/// A select with its drawing above the list: both say the same, and whoever has no mouse takes the list.
class ImageMapEditor final : public QuestionEditor
{
    Q_OBJECT
public:
    /// `list`: the select without the drawing; taken over. `svg`: the form's picture of that question.
    ImageMapEditor(const FormTexts &texts, const QString &path, QuestionEditor *list, const QByteArray &svg,
                   QWidget *parent);
    void setValue(const QString &value) override;
    void refreshTexts() override;
    void setReadOnly(bool readOnly) override;
    [[nodiscard]] QWidget *firstField() override { return m_list->firstField(); }
    void commitTyped() override { m_list->commitTyped(); }

private:
    void pick(const QString &code);
    const FormTexts &m_texts;
    QString m_path;
    bool m_isMultiple;
    QString m_value;
    ImageMap *m_map;
    QuestionEditor *m_list;
};

/// The drawing of an image-map question that may be drawn; empty: it is none, or the list alone must do.
[[nodiscard]] QByteArray imageMapOf(const FormTexts &texts, const indaro::forms::FormItem &item);

} // namespace indaro::ui::forms
