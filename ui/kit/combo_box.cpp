// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/combo_box.h"

#include "ui/kit/two_lines.h"

#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QStylePainter>

#include <algorithm>

namespace indaro::ui::kit {

NarrowBox::NarrowBox(QWidget *parent, int characters) : QComboBox(parent)
{
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(characters);
}

QString NarrowBox::shownText() const
{
    QStyleOptionComboBox option;
    initStyleOption(&option);
    const QRect room = style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
    const QString whole = currentText();
    return fontMetrics().horizontalAdvance(whole) <= room.width() ? whole : withoutDraft(whole);
}

void NarrowBox::paintEvent(QPaintEvent *event)
{
    if (isEditable()) // its field says all that was typed
        return QComboBox::paintEvent(event);
    QStylePainter painter(this);
    painter.setPen(palette().color(QPalette::Text));
    QStyleOptionComboBox option;
    initStyleOption(&option);
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    option.currentText = shownText();
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

void NarrowBox::showPopup()
{
    // Not wider than the window. A list of every place in the country is as wide as its first entries.
    int widest = 0;
    for (int i = 0; i < std::min(count(), 200); ++i)
        widest = std::max(widest, view()->fontMetrics().horizontalAdvance(itemText(i)));
    view()->setMinimumWidth(std::min(widest + view()->fontMetrics().height() * 3, window()->width()));
    QComboBox::showPopup();
}

} // namespace indaro::ui::kit
