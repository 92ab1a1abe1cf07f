// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/roads/pictures.h"

#include "ui/kit/theme.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

namespace indaro::ui::roads {

namespace {

constexpr int Width = 560;
constexpr int Height = 170;

/// The few things the scenes are made of, in a space of Width × Height.
class Scenery
{
public:
    explicit Scenery(QPainter &painter) : m_painter(painter), m_colors(kit::colors(kit::currentTheme()))
    {
        m_painter.setRenderHint(QPainter::Antialiasing);
    }

    void laptop(double x, double y, bool isActive, bool isNew)
    {
        const QRectF screen(x, y, 110, 70);
        line(isActive ? m_colors.accent : m_colors.muted, isActive ? 4 : 2.5);
        m_painter.setBrush(m_colors.surface);
        m_painter.drawRoundedRect(screen, 6, 6);
        QPainterPath base;
        base.moveTo(x - 14, y + 82);
        base.lineTo(x + 124, y + 82);
        base.lineTo(x + 112, y + 72);
        base.lineTo(x - 2, y + 72);
        base.closeSubpath();
        m_painter.drawPath(base);
        if (isNew)
            star(x + 55, y + 34);
        else
            house(x + 55, y + 36);
    }
    void house(double x, double y)
    {
        line(m_colors.accent, 2.5);
        m_painter.setBrush(Qt::NoBrush);
        QPainterPath path;
        path.moveTo(x - 22, y);
        path.lineTo(x, y - 20);
        path.lineTo(x + 22, y);
        m_painter.drawPath(path);
        m_painter.drawRect(QRectF(x - 15, y, 30, 20));
        m_painter.drawRect(QRectF(x - 4, y + 8, 8, 12));
    }
    void stick(double x, double y)
    {
        line(m_colors.text, 2.5);
        m_painter.setBrush(m_colors.accent);
        m_painter.drawRoundedRect(QRectF(x, y, 44, 22), 4, 4);
        m_painter.setBrush(m_colors.surface);
        m_painter.drawRect(QRectF(x + 44, y + 4, 16, 14));
        m_painter.setBrush(m_colors.text);
        m_painter.drawRect(QRectF(x + 49, y + 8, 3, 2));
        m_painter.drawRect(QRectF(x + 49, y + 12, 3, 2));
    }
    void arrow(double fromX, double toX, double y)
    {
        const double head = toX > fromX ? -12 : 12;
        line(m_colors.accent, 4);
        m_painter.drawLine(QPointF(fromX, y), QPointF(toX, y));
        m_painter.drawLine(QPointF(toX, y), QPointF(toX + head, y - 9));
        m_painter.drawLine(QPointF(toX, y), QPointF(toX + head, y + 9));
    }
    void person(double x, double y)
    {
        line(m_colors.text, 2.5);
        m_painter.setBrush(m_colors.surface);
        m_painter.drawEllipse(QPointF(x, y), 13, 13);
        QPainterPath body;
        body.moveTo(x - 24, y + 50);
        body.cubicTo(x - 24, y + 12, x + 24, y + 12, x + 24, y + 50);
        m_painter.drawPath(body);
    }
    /// Digits spoken by somebody at `tailX`, heard on the other side.
    void speech(double x, double y, double tailX)
    {
        line(m_colors.accent, 2.5);
        m_painter.setBrush(m_colors.surface);
        const QRectF bubble(x, y, 130, 42);
        QPainterPath path;
        path.addRoundedRect(bubble, 10, 10);
        QPainterPath tail;
        tail.moveTo(tailX < x ? x + 4 : x + 126, y + 18);
        tail.lineTo(tailX, y + 34);
        tail.lineTo(tailX < x ? x + 4 : x + 126, y + 30);
        m_painter.drawPath(path.united(tail));
        m_painter.setPen(m_colors.text);
        QFont font = m_painter.font();
        font.setPixelSize(19);
        font.setBold(true);
        m_painter.setFont(font);
        m_painter.drawText(bubble, Qt::AlignCenter, QStringLiteral("12345 678…"));
    }
    void tick(double x, double y)
    {
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_colors.goodText);
        m_painter.drawEllipse(QPointF(x, y), 16, 16);
        line(m_colors.surface, 4);
        m_painter.drawLine(QPointF(x - 7, y), QPointF(x - 1, y + 6));
        m_painter.drawLine(QPointF(x - 1, y + 6), QPointF(x + 8, y - 6));
    }
    void cross(double x, double y)
    {
        line(m_colors.errorText, 6);
        m_painter.drawLine(QPointF(x - 16, y - 16), QPointF(x + 16, y + 16));
        m_painter.drawLine(QPointF(x - 16, y + 16), QPointF(x + 16, y - 16));
    }
    void link(double fromX, double toX, double y)
    {
        QPen pen(m_colors.goodText, 4, Qt::DotLine, Qt::RoundCap);
        m_painter.setPen(pen);
        m_painter.drawLine(QPointF(fromX, y), QPointF(toX, y));
    }

private:
    void line(const QColor &color, double width)
    {
        m_painter.setPen(QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    }
    void star(double x, double y)
    {
        line(m_colors.accent, 3);
        m_painter.drawLine(QPointF(x - 16, y), QPointF(x + 16, y));
        m_painter.drawLine(QPointF(x, y - 16), QPointF(x, y + 16));
    }
    QPainter &m_painter;
    const kit::Colors &m_colors;
};

constexpr double Left = 40;
constexpr double Right = 410;
constexpr double Top = 44;

void paintCarrying(Scenery &scene, bool isFromNew, bool isOntoStick)
{
    const bool isLeftActive = isFromNew == isOntoStick;
    scene.laptop(Left, Top, isLeftActive, true);
    scene.laptop(Right, Top, !isLeftActive, false);
    scene.stick(250, 74);
    // The new laptop is always on the left, the administrator's on the right.
    if (isFromNew && isOntoStick)
        scene.arrow(176, 236, 85);
    else if (isFromNew)
        scene.arrow(322, 384, 85);
    else if (isOntoStick)
        scene.arrow(384, 322, 85);
    else
        scene.arrow(236, 176, 85);
}

void paintReading(Scenery &scene, bool isAtNew)
{
    scene.laptop(Left, Top, !isAtNew, true);
    scene.laptop(Right, Top, isAtNew, false);
    scene.person(194, 62);
    scene.person(366, 62);
    if (isAtNew)
        scene.speech(222, 8, 208);
    else
        scene.speech(208, 8, 352);
}

} // namespace

Picture::Picture(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void Picture::setScene(Scene scene)
{
    m_scene = scene;
    update();
}

QSize Picture::sizeHint() const
{
    return {Width, Height};
}

QSize Picture::minimumSizeHint() const
{
    return {Width / 2, Height};
}

void Picture::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const double scale = std::min({double(width()) / Width, double(height()) / Height, 1.0});
    painter.scale(scale, scale);
    Scenery scene(painter);
    switch (m_scene) {
    case Scene::NewToStick:
    case Scene::StickToAdmin:
        return paintCarrying(scene, true, m_scene == Scene::NewToStick);
    case Scene::AdminToStick:
    case Scene::StickToNew:
        return paintCarrying(scene, false, m_scene == Scene::AdminToStick);
    case Scene::ReadAtNew:
    case Scene::ReadAtAdmin:
        return paintReading(scene, m_scene == Scene::ReadAtNew);
    case Scene::Together:
        scene.link(170, 400, 85);
        scene.laptop(Left, Top, true, false);
        scene.laptop(Right, Top, true, false);
        scene.tick(285, 85);
        return;
    case Scene::Lost:
        scene.laptop(Left, Top, false, false);
        scene.link(176, 396, 85);
        scene.laptop(Right, Top, true, false);
        scene.cross(285, 85);
        return;
    }
}

} // namespace indaro::ui::roads
