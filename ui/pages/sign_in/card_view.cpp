// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/sign_in/card_view.h"

#include "ui/kit/theme.h"
#include "ui/kit/two_lines.h"

#include <QtGui/QPainter>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {
constexpr int GroupWidth = 62, LineHeight = 26, GroupsPerLine = 4, HeadingMargin = 14;
constexpr int WholeWidth = GroupsPerLine * GroupWidth + 2 * kit::space::Two;

QFont headingFont(const QFont &font)
{
    QFont bold = font;
    bold.setBold(true);
    return bold;
}

/// Kirundi and French go on in the next line.
QString headingLines(const QString &heading, const QFont &font)
{
    return kit::inLines(heading, QFontMetrics(font), WholeWidth - 2 * kit::space::Two);
}

int heightOfHeading(const QString &heading, const QFont &font)
{
    return QFontMetrics(font).size(0, headingLines(heading, font)).height() + HeadingMargin;
}

} // namespace

CardView::CardView(QString heading, base::SecretBytes digits, QWidget *parent)
    : QWidget(parent), m_heading(std::move(heading)), m_digits(std::move(digits))
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(m_heading);
}

void CardView::setHeading(const QString &heading)
{
    m_heading = heading;
    setAccessibleName(heading);
    updateGeometry();
    update();
}

QSize CardView::sizeHint() const
{
    return {WholeWidth, 4 * LineHeight + heightOfHeading(m_heading, headingFont(font())) + 2 * kit::space::One};
}

void CardView::paintEvent(QPaintEvent *)
{
    const kit::Colors &c = kit::colors(kit::currentTheme());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(c.border);
    painter.setBrush(c.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    painter.setPen(c.text);
    painter.setFont(headingFont(font()));
    const int headingHeight = heightOfHeading(m_heading, painter.font());
    const QRect place(kit::space::Two, kit::space::Half, width() - 2 * kit::space::Two, headingHeight);
    painter.drawText(place, Qt::AlignVCenter, headingLines(m_heading, painter.font()));
    QFont digitsFont = font();
    digitsFont.setFamilies({u"Noto Sans Mono"_s, u"DejaVu Sans Mono"_s});
    digitsFont.setPixelSize(15);
    painter.setFont(digitsFont);
    const std::string_view text = base::asText(m_digits.view());
    int group = 0;
    for (std::size_t at = 0; at < text.size(); ++group) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const QRect cell(kit::space::Two + (group % GroupsPerLine) * GroupWidth,
                         headingHeight + (group / GroupsPerLine) * LineHeight, GroupWidth, LineHeight);
        painter.drawText(cell, Qt::AlignVCenter | Qt::AlignLeft,
                         QString::fromLatin1(text.data() + at, static_cast<qsizetype>(end - at)));
        at = end + 1;
    }
}

} // namespace indaro::ui::pages
