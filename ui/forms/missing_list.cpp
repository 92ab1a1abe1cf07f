// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/missing_list.h"

#include "ui/kit/theme.h"

namespace indaro::ui::forms {

using namespace Qt::StringLiterals;

MissingList::MissingList(QWidget *parent) : QListWidget(parent)
{
    setObjectName(u"missingList"_s);
    setFrameShape(QFrame::NoFrame);
    setWordWrap(true);
    setResizeMode(QListView::Adjust);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const auto choose = [this](const QListWidgetItem *line) { Q_EMIT questionChosen(line->data(Qt::UserRole).toString()); };
    connect(this, &QListWidget::itemClicked, this, choose);
    connect(this, &QListWidget::itemActivated, this, choose);
}

void MissingList::show(const FormTexts &texts, const std::vector<Section> &sections, int current)
{
    constexpr int MostLines = 100; // more is the rail's task
    struct Wanted
    {
        QString path;
        bool isWrong;
    };
    std::vector<Wanted> wanted;
    for (const Section &section : sections) {
        for (const QString &path : section.isBlocked ? QStringList() : section.wrong)
            wanted.push_back({path, true});
    }
    if (current >= 0 && current < static_cast<int>(sections.size())) {
        for (const QString &path : sections[static_cast<std::size_t>(current)].open)
            wanted.push_back({path, false});
    }
    if (wanted.size() > MostLines)
        wanted.resize(MostLines);
    const kit::Colors &colors = kit::colors(kit::currentTheme());
    while (count() > static_cast<int>(wanted.size()))
        delete takeItem(count() - 1);
    while (count() < static_cast<int>(wanted.size()))
        addItem(QString());
    for (int row = 0; row < count(); ++row) {
        const auto &[path, isWrong] = wanted[static_cast<std::size_t>(row)];
        const auto *asked = findItem(texts.filled(), path);
        const Bilingual label = texts.label(path, *asked);
        const QString words = label.isEmpty() ? asked->name : texts.largeLine(label).simplified();
        QListWidgetItem *line = item(row);
        line->setText((isWrong ? u"! "_s : u"○ "_s) + words);
        line->setToolTip(words);
        line->setData(Qt::UserRole, path);
        line->setData(Qt::AccessibleTextRole,
                      isWrong ? tr("To look at: %1").arg(words) : tr("No answer yet: %1").arg(words));
        line->setForeground(isWrong ? colors.errorText : colors.muted);
    }
    setAccessibleName(tr("What is missing"));
    setCurrentRow(-1);
}

} // namespace indaro::ui::forms
