// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forms/media_shelf.h"
#include "ui/forms/question_editor.h"

#include <QtGui/QImage>

QT_BEGIN_NAMESPACE
class QHBoxLayout;
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace indaro::ui::forms {

class SignaturePad;

/// A photograph, a drawing or signature, a recording or a file. The answer is the name it is kept under (MediaShelf). A
/// picture is shown small, and as large as the page on demand, from memory; a recording is listed and not played. What was
/// taken out can be put back as long as the question stands here.
class MediaEditor final : public QuestionEditor
{
    Q_OBJECT
public:
    MediaEditor(const FormTexts &texts, const QString &path, QWidget *parent);
    void setValue(const QString &value) override;
    void refreshTexts() override;
    void setReadOnly(bool readOnly) override;
    [[nodiscard]] QWidget *firstField() override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    /// Signature and draw take a pen, and annotate one on a picture; a photograph, a recording and a file do not.
    [[nodiscard]] bool isDrawn() const;
    [[nodiscard]] bool isAnnotated() const;
    /// Whether the pen has something to write on now.
    [[nodiscard]] bool canDraw() const;
    [[nodiscard]] bool isSignature() const;
    void build();
    void choose();
    void openPad();
    void acceptDrawing();
    void put(const base::Result<QString> &name);
    void remove();
    void load();
    void show(const QByteArray &bytes);
    void draw();
    void arrange();
    [[nodiscard]] QString emptyText() const;

    const indaro::forms::FormItem &m_item;
    QString m_path;
    MediaShelf *m_shelf; ///< null where a form is only tried out
    QString m_value;
    QString m_removed; ///< to put back
    QString m_message; ///< why the last thing was not taken
    QImage m_picture;  ///< as it is kept
    qint64 m_size = -1;
    int m_loading = 0; ///< counts readings: an earlier one is nobody's any more
    bool m_isBusy = false;
    bool m_isReadOnly = false;
    bool m_isLarge = false;

    QLabel *m_view;
    QLabel *m_text;
    SignaturePad *m_pad = nullptr;
    QPushButton *m_choose, *m_drawButton, *m_accept, *m_clear, *m_cancel, *m_larger, *m_remove, *m_undo;
};

} // namespace indaro::ui::forms
