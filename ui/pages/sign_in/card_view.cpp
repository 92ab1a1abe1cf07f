// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/sign_in/card_view.h"

#include "ui/kit/theme.h"

#include <QtGui/QPainter>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {
constexpr int GroupWidth = 70, LineHeight = 26, GroupsPerLine = 4, HeadingHeight = 34;
}

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
    update();
}

QSize CardView::sizeHint() const
{
    return {GroupsPerLine * GroupWidth + 2 * kit::space::Two, 4 * LineHeight + HeadingHeight + 2 * kit::space::One};
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
    QFont bold = font();
    bold.setBold(true);
    painter.setFont(bold);
    const QRect line(kit::space::Two, kit::space::Half, width() - 2 * kit::space::Two, HeadingHeight);
    painter.drawText(line, Qt::AlignVCenter, painter.fontMetrics().elidedText(m_heading, Qt::ElideRight, line.width()));
    QFont digitsFont = font();
    digitsFont.setFamilies({u"Noto Sans Mono"_s, u"DejaVu Sans Mono"_s});
    digitsFont.setPixelSize(15);
    painter.setFont(digitsFont);
    const std::string_view text = base::asText(m_digits.view());
    int group = 0;
    for (std::size_t at = 0; at < text.size(); ++group) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const QRect place(kit::space::Two + (group % GroupsPerLine) * GroupWidth,
                          HeadingHeight + (group / GroupsPerLine) * LineHeight, GroupWidth, LineHeight);
        painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft,
                         QString::fromLatin1(text.data() + at, static_cast<qsizetype>(end - at)));
        at = end + 1;
    }
}

} // namespace indaro::ui::pages
