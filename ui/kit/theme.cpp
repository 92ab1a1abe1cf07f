// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/theme.h"

#include <QtCore/QAbstractItemModel>
#include <QtCore/QFile>
#include <QtGui/QAccessible>
#include <QtGui/QFontDatabase>
#include <QtGui/QIconEngine>
#include <QtGui/QPainter>
#include <QtGui/QPalette>
#include <QtSvg/QSvgRenderer>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QAccessibleWidget>
#include <QtWidgets/QApplication>
#include <QtWidgets/QStyle>

#include <cmath>
#include <functional>

using namespace Qt::StringLiterals;

namespace indaro::ui::kit {

namespace {

constexpr const char *ThemeProperty = "indaroTheme";

Colors lightColors()
{
    return {QColor(0xF6F5F2), QColor(0xFFFFFF), QColor(0xECEAE4), QColor(0x1F2A30), QColor(0x505D66), QColor(0x788289),
            QColor(0x1D5C63), QColor(0xFFFFFF), QColor(0x0B6BCB), QColor(0xD5E7E8), QColor(0xE3EFF7), QColor(0x123A56),
            QColor(0xFDF0D5), QColor(0x5C3B00), QColor(0xFBE4E2), QColor(0x7A1510), QColor(0xE2F1E5), QColor(0x1D4D2B)};
}

Colors darkColors()
{
    return {QColor(0x1B2023), QColor(0x242B2F), QColor(0x15191C), QColor(0xE8ECEE), QColor(0xADB8BE), QColor(0x7F8A91),
            QColor(0x7FC6C4), QColor(0x0E2A2C), QColor(0x8CC4FF), QColor(0x2B4B4E), QColor(0x1D3445), QColor(0xCFE6F7),
            QColor(0x43340F), QColor(0xF7E1B0), QColor(0x4A2321), QColor(0xF9D3CF), QColor(0x1F3B29), QColor(0xCBEBD3)};
}

double channel(double value)
{
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) + 0.0722 * channel(color.blueF());
}

QPalette makePalette(const Colors &c)
{
    QPalette p;
    p.setColor(QPalette::Window, c.window);
    p.setColor(QPalette::WindowText, c.text);
    p.setColor(QPalette::Base, c.surface);
    p.setColor(QPalette::AlternateBase, c.window);
    p.setColor(QPalette::Text, c.text);
    p.setColor(QPalette::Button, c.surface);
    p.setColor(QPalette::ButtonText, c.text);
    p.setColor(QPalette::BrightText, c.errorText);
    p.setColor(QPalette::Highlight, c.accent);
    p.setColor(QPalette::HighlightedText, c.onAccent);
    p.setColor(QPalette::PlaceholderText, c.muted);
    p.setColor(QPalette::ToolTipBase, c.surface);
    p.setColor(QPalette::ToolTipText, c.text);
    p.setColor(QPalette::Link, c.accent);
    p.setColor(QPalette::LinkVisited, c.accent);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, c.muted);
    return p;
}

QString styleSheet(const Colors &c)
{
    QFile file(u":/indaro/style/indaro.qss"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    const std::pair<QString, QColor> words[] = {{u"@window@"_s, c.window},
                                                {u"@surface@"_s, c.surface},
                                                {u"@side@"_s, c.side},
                                                {u"@text@"_s, c.text},
                                                {u"@muted@"_s, c.muted},
                                                {u"@border@"_s, c.border},
                                                {u"@accent@"_s, c.accent},
                                                {u"@onAccent@"_s, c.onAccent},
                                                {u"@focus@"_s, c.focus},
                                                {u"@selection@"_s, c.selection},
                                                {u"@infoBack@"_s, c.infoBack},
                                                {u"@infoText@"_s, c.infoText},
                                                {u"@warningBack@"_s, c.warningBack},
                                                {u"@warningText@"_s, c.warningText},
                                                {u"@errorBack@"_s, c.errorBack},
                                                {u"@errorText@"_s, c.errorText},
                                                {u"@goodBack@"_s, c.goodBack},
                                                {u"@goodText@"_s, c.goodText}};
    sheet.replace(u"@onAccentName@"_s, &c == &colors(ThemeKind::Dark) ? u"dark"_s : u"light"_s);
    for (const auto &[word, color] : words)
        sheet.replace(word, color.name());
    return sheet;
}

/// Paints a Breeze SVG after putting the wanted colour in place of its colour scheme's.
class SvgIconEngine final : public QIconEngine
{
public:
    SvgIconEngine(QByteArray svg, QColor color) : m_svg(std::move(svg)), m_color(color) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const Colors &c = colors(currentTheme());
        QColor color = m_color.isValid() ? m_color : c.text;
        if (mode == QIcon::Disabled)
            color = c.muted;
        QByteArray svg = m_svg;
        svg.replace("currentColor", color.name().toLatin1());
        QSvgRenderer renderer(svg);
        renderer.render(painter, rect);
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap image(size);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return image;
    }
    [[nodiscard]] QIconEngine *clone() const override { return new SvgIconEngine(*this); }

private:
    QByteArray m_svg;
    QColor m_color;
};

/// A reader says of a card what stands first in it, so that "Change" in one is told from "Change" in the next.
class CardSpoken final : public QAccessibleWidget
{
public:
    explicit CardSpoken(QWidget *card) : QAccessibleWidget(card, QAccessible::Grouping) {}

    [[nodiscard]] QString text(QAccessible::Text what) const override
    {
        constexpr int Longest = 120;
        const QString own = QAccessibleWidget::text(what);
        if (what != QAccessible::Name || !own.isEmpty() || widget() == nullptr)
            return own;
        for (const auto *label : widget()->findChildren<QLabel *>()) {
            if (label->isVisibleTo(widget()) && label->textFormat() != Qt::RichText && !label->text().trimmed().isEmpty())
                return label->text().simplified().left(Longest);
        }
        return {};
    }
};

/// Asked for each class of an object, the most special first: what is more than a frame has an interface of its own by then.
QAccessibleInterface *cardForReaders(const QString &className, QObject *object)
{
    auto *widget = className == u"QFrame" || className == u"QWidget" ? qobject_cast<QWidget *>(object) : nullptr;
    return widget != nullptr && widget->property("surface") == u"card"_s ? new CardSpoken(widget) : nullptr;
}

/// Lists and tables keep the colours their lines were given; those of the former theme stand out on nothing of this one.
void recolorLines(const Colors &before, const Colors &now)
{
    constexpr QColor Colors::*Roles[] = {&Colors::text,        &Colors::muted,     &Colors::accent,  &Colors::infoText,
                                         &Colors::warningText, &Colors::errorText, &Colors::goodText};
    const auto recolor = [&](QAbstractItemModel &model, const QModelIndex &line) {
        const QVariant given = line.data(Qt::ForegroundRole);
        if (!given.isValid())
            return;
        for (const auto role : Roles) {
            if (qvariant_cast<QBrush>(given).color() == before.*role) {
                model.setData(line, QBrush(now.*role), Qt::ForegroundRole);
                return;
            }
        }
    };
    const std::function<void(QAbstractItemModel &, const QModelIndex &)> below = [&](auto &model,
                                                                                     const QModelIndex &parent) {
        for (int row = 0; row < model.rowCount(parent); ++row) {
            for (int column = 0; column < model.columnCount(parent); ++column)
                recolor(model, model.index(row, column, parent));
            below(model, model.index(row, 0, parent));
        }
    };
    for (QWidget *widget : QApplication::allWidgets()) {
        auto *view = qobject_cast<QAbstractItemView *>(widget);
        if (view == nullptr || view->model() == nullptr ||
            !(view->inherits("QListWidget") || view->inherits("QTableWidget") || view->inherits("QTreeWidget")))
            continue;
        const QSignalBlocker quiet(view->model()); // nobody has changed what they say
        below(*view->model(), {});
    }
}

void setProperty(QWidget *widget, const char *name, const char *value)
{
    widget->setProperty(name, QString::fromLatin1(value));
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace

const Colors &colors(ThemeKind kind)
{
    static const Colors light = lightColors();
    static const Colors dark = darkColors();
    return kind == ThemeKind::Dark ? dark : light;
}

double contrastRatio(const QColor &one, const QColor &other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

void applyTheme(QApplication &application, ThemeKind kind)
{
    const Colors &before = colors(currentTheme());
    application.setProperty(ThemeProperty, static_cast<int>(kind));
    if (&before != &colors(kind))
        recolorLines(before, colors(kind));
    application.setStyle(u"Fusion"_s);
    QFont font = application.font();
    if (QFontDatabase::families().contains(u"Noto Sans"_s))
        font.setFamily(u"Noto Sans"_s);
    font.setPixelSize(15);
    application.setFont(font);
    application.setPalette(makePalette(colors(kind)));
    application.setStyleSheet(styleSheet(colors(kind)));
}

ThemeKind currentTheme()
{
    return qApp != nullptr && qApp->property(ThemeProperty).toInt() == static_cast<int>(ThemeKind::Dark) ? ThemeKind::Dark
                                                                                                         : ThemeKind::Light;
}

QIcon icon(const QString &name, const QColor &color)
{
    QFile file(u":/indaro/icons/%1.svg"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QIcon(new SvgIconEngine(file.readAll(), color));
}

void setTextRole(QWidget *widget, TextRole role)
{
    static constexpr const char *Names[] = {"body", "title", "heading", "muted", "code", "fieldLabel", "error"};
    setProperty(widget, "textRole", Names[static_cast<std::size_t>(role)]);
}

QLabel *makeLabel(TextRole role, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText); // texts may come from people; never read them as markup
    setTextRole(label, role);
    return label;
}

void setButtonRole(QWidget *button, ButtonRole role)
{
    static constexpr const char *Names[] = {"normal", "primary", "danger", "quiet"};
    setProperty(button, "buttonRole", Names[static_cast<std::size_t>(role)]);
}

void setCard(QWidget *frame)
{
    QAccessible::installFactory(cardForReaders); // once more does nothing
    frame->setAttribute(Qt::WA_StyledBackground);
    setProperty(frame, "surface", "card");
}

} // namespace indaro::ui::kit
