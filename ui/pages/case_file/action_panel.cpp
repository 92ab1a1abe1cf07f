// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/case_file/action_panel.h"

#include "core/casework/drafts.h"
#include "core/casework/workspace.h"
#include "ui/kit/error_text.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/people/value_edit.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace indaro::ui::pages {

ActionPanel::ActionPanel(const kit::PageContext &context, std::string key, std::initializer_list<sync::FieldId> fields,
                         Command command, QWidget *parent)
    : QFrame(parent), m_context(context), m_key(std::move(key)), m_command(std::move(command)),
      m_title(kit::makeLabel(kit::TextRole::Heading, this)), m_problem(kit::makeLabel(kit::TextRole::Body, this)),
      m_above(new QVBoxLayout), m_below(new QVBoxLayout), m_submit(new kit::PushButton(this)),
      m_cancel(new kit::PushButton(this))
{
    kit::setCard(this);
    m_problem->setProperty("textRole", QStringLiteral("error"));
    auto *grid = new kit::FlowGrid(FieldColumns, FieldWidth);
    for (const sync::FieldId field : fields) {
        auto *edit = new ValueEdit(field, kit::Translations::code(context.translations->language()), this);
        grid->addCell(edit, edit->wantsRow());
        connect(edit, &ValueEdit::valueEdited, this, &ActionPanel::keepDraft);
        m_edits.push_back(edit);
    }
    kit::setButtonRole(m_submit, kit::ButtonRole::Primary);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_submit);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(kit::space::Two);
    column->addWidget(m_title);
    column->addWidget(m_problem);
    column->addLayout(m_above);
    column->addLayout(grid);
    column->addLayout(m_below);
    column->addLayout(buttons);
    connect(m_submit, &QPushButton::clicked, this, &ActionPanel::submit);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT givenUp();
    });
    hide();
}

ActionPanel::ActionPanel(const kit::PageContext &context, std::string key, std::initializer_list<sync::FieldId> fields,
                         HouseCommand command, QWidget *parent)
    : ActionPanel(context, std::move(key), fields, Command(), parent)
{
    m_houseCommand = std::move(command);
}

void ActionPanel::addMore(QWidget *widget, std::function<bool(Values &)> read)
{
    m_below->addWidget(widget);
    m_more.push_back(std::move(read));
}

void ActionPanel::addFirst(kit::FormRow *row, std::function<bool(Values &)> read)
{
    m_above->addWidget(row);
    setTabOrder(m_edits.front()->previousInFocusChain(), row->editor()); // it was made after the fields
    m_first = row->editor();
    m_more.push_back(std::move(read));
}

void ActionPanel::offer(sync::FieldId field, const QStringList &codes)
{
    for (auto *edit : m_edits) {
        if (edit->field() == field)
            edit->setOffered(codes);
    }
}

void ActionPanel::takeFocus()
{
    if (m_first != nullptr)
        m_first->setFocus();
    else
        m_edits.front()->setFocusToEditor();
}

void ActionPanel::setTexts(const QString &title, const QString &button)
{
    m_title->setText(title);
    m_submit->setText(button);
    m_cancel->setText(tr("Not now"));
    for (auto *edit : m_edits)
        edit->setLanguage(kit::Translations::code(m_context.translations->language()));
}

void ActionPanel::begin(sync::RecordId person)
{
    beginFor(person, {}, false);
}

void ActionPanel::begin()
{
    beginFor(std::nullopt, {}, false);
}

void ActionPanel::beginChange(sync::RecordId record, Values present)
{
    beginFor(record, std::move(present), true);
}

void ActionPanel::beginProposed(sync::RecordId record, Values proposed)
{
    beginFor(record, std::move(proposed), false);
}

void ActionPanel::beginFor(const std::optional<sync::RecordId> &person, Values present, bool isChange)
{
    if (isVisible() && m_person == person)
        return takeFocus();
    flush(); // what was typed for somebody else stays hers
    m_person = person;
    m_present = std::move(present);
    m_isChange = isChange;
    m_problem->hide();
    showPresent();
    show();
    takeFocus();
    kit::scrollTo(this);
    m_context.workspace->ask(
        this, [key = draftKey()](casework::Desk &desk) { return casework::findDraft(desk, key); },
        [this, person](base::Result<std::optional<base::Bytes>> found) {
            if (found && *found && m_person == person)
                restore(**found);
        });
}

std::string ActionPanel::draftKey() const
{
    return m_person ? m_key + "/" + m_person->toText() : m_key;
}

void ActionPanel::showPresent()
{
    m_isFilling = true;
    for (auto *edit : m_edits) {
        const auto present = m_present.find(edit->field());
        edit->startOver();
        edit->setValue(present == m_present.end() ? base::Value() : present->second);
        edit->setProblem({});
    }
    m_isFilling = false;
}

bool ActionPanel::isAsItWas(const ValueEdit &edit) const
{
    const auto present = m_present.find(edit.field());
    return present != m_present.end() && present->second == edit.value();
}

void ActionPanel::flush()
{
    if (!isBegun())
        return;
    for (auto *edit : m_edits)
        edit->flush();
}

void ActionPanel::keepDraft()
{
    if (m_isFilling || !isBegun())
        return;
    base::ByteWriter out;
    std::vector<const ValueEdit *> typed;
    std::ranges::copy_if(m_edits, std::back_inserter(typed), [this](const auto *edit) { return !isAsItWas(*edit); });
    out.u16(static_cast<std::uint16_t>(typed.size()));
    for (const auto *edit : typed) {
        out.u16(edit->field().table);
        out.u16(edit->field().field);
        base::encodeValue(out, edit->value());
    }
    m_context.navigator->showSaveState(kit::SaveState::Saving);
    m_context.workspace->ask(
        this,
        [key = draftKey(), bytes = std::move(out).take()](casework::Desk &desk) {
            return casework::saveDraft(desk, key, bytes);
        },
        [this](base::Result<void> kept) {
            m_context.navigator->showSaveState(kept ? kit::SaveState::Saved : kit::SaveState::NotSaved);
        });
}

void ActionPanel::restore(const base::Bytes &draft)
{
    base::ByteReader in(draft);
    const int count = in.u16();
    for (int i = 0; i < count; ++i) {
        const std::uint16_t table = in.u16();
        const sync::FieldId field{table, in.u16()};
        const auto value = base::decodeValue(in);
        if (!value)
            return;
        for (auto *edit : m_edits) {
            if (edit->field() == field && !edit->hasUnsavedEdit())
                edit->setValue(*value);
        }
    }
    Q_EMIT restored();
}

void ActionPanel::submit()
{
    if (!isBegun())
        return;
    flush();
    Values values;
    for (auto *edit : m_edits) {
        if (!m_isChange || !isAsItWas(*edit))
            values.emplace(edit->field(), edit->value());
    }
    for (const auto &read : m_more) {
        if (!read(values))
            return;
    }
    m_submit->setEnabled(false);
    m_context.workspace->ask(
        this,
        [command = m_command, houseCommand = m_houseCommand, person = m_person, values,
         key = draftKey()](casework::Desk &desk) -> base::Result<void> {
            INDARO_TRY(person ? command(desk, *person, values) : houseCommand(desk, values));
            // What is done is done: a draft that stays behind is no reason to ask for it a second time.
            [[maybe_unused]] const auto gone = casework::discardDraft(desk, key);
            return {};
        },
        [this, person = m_person](base::Result<void> done) {
            m_submit->setEnabled(true);
            if (m_person != person)
                return; // the panel is somebody else's by now
            const bool isToldElsewhere = !done && m_refusal && m_refusal(done.error());
            m_problem->setVisible(!done && !isToldElsewhere);
            if (isToldElsewhere)
                return;
            if (!done) {
                m_problem->setText(kit::errorText(done.error()).whole());
                return;
            }
            m_present.clear();
            showPresent();
            hide();
            Q_EMIT submitted();
        });
}

} // namespace indaro::ui::pages
