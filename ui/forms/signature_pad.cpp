// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/signature_pad.h"

#include "ui/kit/theme.h"

#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>

namespace indaro::ui::forms {

namespace {

constexpr int Fineness = 2;
constexpr qreal PenWidth = 2.2;
constexpr qreal MarkWidth = 3.5;
constexpr QColor MarkColor(0xD0, 0x10, 0x20); ///< on a photograph black is no colour to mark with

} // namespace

SignaturePad::SignaturePad(QSize paper, QWidget *parent) : QWidget(parent), m_paper(paper), m_white(paper)
{
    setMaximumWidth(paper.width());
    setFixedHeight(paper.height());
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::CrossCursor);
}

void SignaturePad::clear()
{
    m_strokes.clear();
    m_isDown = false;
    update();
    Q_EMIT strokesChanged();
}

void SignaturePad::undoStroke()
{
    if (m_strokes.empty())
        return;
    m_strokes.pop_back();
    update();
    Q_EMIT strokesChanged();
}

void SignaturePad::setPicture(const QImage &picture)
{
    m_picture = picture;
    m_paper = picture.isNull() ? m_white : picture.size().scaled(m_white, Qt::KeepAspectRatio);
    setFixedHeight(m_paper.height());
    picture.isNull() ? setMinimumWidth(0) : setFixedWidth(m_paper.width());
    clear();
}

QImage SignaturePad::drawn() const
{
    if (!m_picture.isNull()) {
        QImage image = m_picture.convertToFormat(QImage::Format_RGB32);
        QPainter painter(&image);
        painter.scale(double(image.width()) / width(), double(image.height()) / height());
        drawOn(painter);
        return image;
    }
    QImage image(size() * Fineness, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.scale(Fineness, Fineness);
    drawOn(painter);
    return image;
}

void SignaturePad::drawOn(QPainter &painter) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isMark = !m_picture.isNull();
    painter.setPen(QPen(isMark ? MarkColor : QColor(Qt::black), isMark ? MarkWidth : PenWidth, Qt::SolidLine, Qt::RoundCap,
                        Qt::RoundJoin));
    for (const QPainterPath &stroke : m_strokes)
        painter.drawPath(stroke);
}

void SignaturePad::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Qt::white);
    if (!m_picture.isNull())
        painter.drawImage(rect(), m_picture);
    painter.setPen(kit::colors(kit::currentTheme()).border);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    drawOn(painter);
}

void SignaturePad::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_isDown = true;
    QPainterPath stroke(event->position());
    stroke.lineTo(event->position() + QPointF(0.1, 0.1)); // a dot is a stroke too
    m_strokes.push_back(stroke);
    update();
    Q_EMIT strokesChanged();
}

void SignaturePad::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_isDown || m_strokes.empty())
        return;
    m_strokes.back().lineTo(event->position());
    update();
}

void SignaturePad::mouseReleaseEvent(QMouseEvent *)
{
    m_isDown = false;
}

} // namespace indaro::ui::forms
