// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/progress_rail.h"

#include "ui/kit/theme.h"

namespace indaro::ui::forms {

using namespace Qt::StringLiterals;

namespace {

QString stateText(const Section &section)
{
    if (section.isBlocked)
        return ProgressRail::tr("opens after the consent");
    if (!section.isRelevant || section.asked == 0)
        return ProgressRail::tr("nothing to ask");
    QString text = ProgressRail::tr("%1 of %2 answered").arg(section.answered).arg(section.asked);
    if (section.problems > 0)
        text += u" · "_s + ProgressRail::tr("%n to look at", nullptr, section.problems);
    return text;
}

} // namespace

ProgressRail::ProgressRail(QWidget *parent) : QListWidget(parent)
{
    setObjectName(u"progressRail"_s);
    setWordWrap(true);
    setFixedWidth(264);
    setFrameShape(QFrame::NoFrame);
    setViewportMargins(kit::space::One, kit::space::Half, 0, kit::space::Half);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setResizeMode(QListView::Adjust); // the scroll bar takes width: lines break anew
    const auto choose = [this](QListWidgetItem *item) { Q_EMIT sectionChosen(row(item)); };
    connect(this, &QListWidget::itemClicked, this, choose);
    connect(this, &QListWidget::itemActivated, this, choose);
}

void ProgressRail::show(const std::vector<Section> &sections, const QStringList &titles, int current)
{
    const QSignalBlocker quiet(this);
    while (count() > static_cast<int>(sections.size()))
        delete takeItem(count() - 1);
    while (count() < static_cast<int>(sections.size()))
        addItem(QString());
    const kit::Colors &colors = kit::colors(kit::currentTheme());
    for (int i = 0; i < count(); ++i) {
        const Section &section = sections[static_cast<std::size_t>(i)];
        QListWidgetItem *line = item(i);
        const bool isDone = section.asked > 0 && section.answered == section.asked && section.problems == 0;
        line->setText(titles.value(i) + u'\n' + (isDone ? u"✓ "_s : QString()) + stateText(section));
        line->setFlags(section.isBlocked ? Qt::NoItemFlags : Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        line->setForeground(section.problems > 0 && !section.isBlocked ? colors.errorText
                            : section.isBlocked || section.asked == 0  ? colors.muted
                            : isDone                                   ? colors.goodText
                                                                       : colors.text);
    }
    scheduleDelayedItemsLayout(); // a line that has grown needs more than the height it had
    setCurrentRow(current);
}

} // namespace indaro::ui::forms
