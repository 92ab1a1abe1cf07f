// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGui/QImage>
#include <QtGui/QPainterPath>
#include <QtWidgets/QWidget>

#include <vector>

namespace indaro::ui::forms {

/// White paper that is written on with the mouse, the pad, a finger or a pen: black on white whatever the colours of the
/// program, because it is printed so. Or a picture that is written on, in a colour that is seen on any.
class SignaturePad final : public QWidget
{
    Q_OBJECT
public:
    SignaturePad(QSize paper, QWidget *parent);

    [[nodiscard]] bool isEmpty() const { return m_strokes.empty(); }
    void clear();
    void undoStroke();
    /// Takes a picture for paper, as large as there is room; a null one: white paper again.
    void setPicture(const QImage &picture);
    /// Twice as fine as on the screen; of a picture, as fine as it is.
    [[nodiscard]] QImage drawn() const;
    [[nodiscard]] QSize sizeHint() const override { return m_paper; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, m_paper.height()}; }

Q_SIGNALS:
    void strokesChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    void drawOn(QPainter &painter) const;
    QSize m_paper;
    QSize m_white; ///< the paper without a picture
    QImage m_picture;
    std::vector<QPainterPath> m_strokes;
    bool m_isDown = false;
};

} // namespace indaro::ui::forms
