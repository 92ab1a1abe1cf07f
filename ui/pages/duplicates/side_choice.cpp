// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/duplicates/side_choice.h"

#include "ui/kit/flow_grid.h"
#include "ui/kit/theme.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/duplicates/duplicate_texts.h"

#include <QButtonGroup>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr int ChoiceColumns = 2;
constexpr int ChoiceWidth = 260;

} // namespace

SideChoice::SideChoice(const casework::ComparedField &field, const QString &keptCode, const QString &otherCode,
                       const QString &language, QWidget *parent)
    : QFrame(parent), m_lead(field.lead), m_proposed(casework::proposedSide(field))
{
    kit::setCard(this);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(kit::space::Half);
    auto *name = kit::makeLabel(kit::TextRole::FieldLabel, this);
    const QString label = DuplicateTexts::fieldName(field);
    name->setText(field.isDiffering ? tr("%1: the two files differ").arg(label) : label);
    column->addWidget(name);
    const QString kept = DuplicateTexts::value(field, field.kept, language);
    const QString other = DuplicateTexts::value(field, field.other, language);
    auto *sides = new QWidget(this);
    auto *grid = new kit::FlowGrid(ChoiceColumns, ChoiceWidth, sides);
    grid->setContentsMargins(0, 0, 0, 0);
    column->addWidget(sides);
    if (!field.isDiffering) {
        for (const auto &[code, text] : {std::pair(keptCode, kept), std::pair(otherCode, other)}) {
            auto *line = kit::makeLabel(kit::TextRole::Body, sides);
            line->setTextFormat(Qt::PlainText);
            line->setText(tr("%1: %2").arg(code, text));
            grid->addCell(line);
        }
        return;
    }
    setProperty("banner", u"warning"_s); // seen at once, without reading every line
    m_group = new QButtonGroup(this);
    const auto add = [&](casework::MergeSide side, const QString &text) {
        auto *button = new kit::RadioButton(text, sides);
        button->setAccessibleName(tr("%1: %2").arg(label, text));
        m_group->addButton(button, static_cast<int>(side));
        grid->addCell(button, side == casework::MergeSide::Both);
    };
    add(casework::MergeSide::Kept, tr("%1: %2").arg(keptCode, kept));
    add(casework::MergeSide::Other, tr("%1: %2").arg(otherCode, other));
    if (field.isSet)
        add(casework::MergeSide::Both, tr("Both together"));
    choose(m_proposed);
}

casework::MergeSide SideChoice::side() const
{
    const int chosen = m_group != nullptr ? m_group->checkedId() : -1;
    return chosen < 0 ? m_proposed : static_cast<casework::MergeSide>(chosen);
}

void SideChoice::choose(casework::MergeSide side)
{
    if (m_group == nullptr)
        return;
    if (auto *button = m_group->button(static_cast<int>(side)))
        button->setChecked(true);
}

} // namespace indaro::ui::pages
