// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/case_file/record_section.h"

#include "core/casework/people/commands.h"
#include "core/casework/workspace.h"
#include "ui/kit/error_text.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/pages/people/value_edit.h"

#include <QAction>
#include <QLabel>
#include <QPointer>
#include <QVBoxLayout>

namespace indaro::ui::pages {

RecordSection::RecordSection(const kit::PageContext &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_title(kit::makeLabel(kit::TextRole::Heading, this)),
      m_column(new QVBoxLayout(this)), m_grid(new kit::FlowGrid(FieldColumns, FieldWidth))
{
    kit::setCard(this);
    m_column->setContentsMargins(kit::space::Two, kit::space::Two, kit::space::Two, kit::space::Two);
    m_column->setSpacing(kit::space::Two);
    m_column->addWidget(m_title);
    m_column->addLayout(m_grid);
}

void RecordSection::addOnTop(QWidget *part)
{
    m_column->insertWidget(m_column->count() - 1, part);
}

void RecordSection::addField(sync::FieldId field, bool isWide)
{
    auto *edit = new ValueEdit(field, kit::Translations::code(m_context.translations->language()), this);
    m_grid->addCell(edit, isWide);
    connect(edit, &ValueEdit::valueEdited, this, [this, edit](const base::Value &value) { save(edit, value); });
    auto *history = new QAction(edit);
    history->setShortcut(QKeySequence(QStringLiteral("Ctrl+H")));
    history->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    edit->addAction(history);
    edit->setContextMenuPolicy(Qt::ActionsContextMenu);
    history->setText(tr("History of this field"));
    connect(history, &QAction::triggered, this, [this, edit] {
        if (const auto record = m_records.find(edit->field().table); record != m_records.end())
            Q_EMIT historyAsked(edit->field(), record->second);
    });
    m_edits.push_back(edit);
}

void RecordSection::setTitle(const QString &title)
{
    m_title->setText(title);
}

void RecordSection::setLanguage(const QString &language)
{
    for (auto *edit : m_edits) {
        edit->setLanguage(language);
        for (auto *action : edit->actions())
            action->setText(tr("History of this field"));
    }
}

void RecordSection::show(const std::vector<casework::Record> &records)
{
    std::map<std::uint16_t, sync::RecordId> next;
    for (const auto &record : records)
        next.emplace(record.table, record.id);
    std::vector<ValueEdit *> moved;
    for (auto *edit : m_edits) {
        const auto before = m_records.find(edit->field().table);
        const auto after = next.find(edit->field().table);
        if (before != m_records.end() && after != next.end() && before->second == after->second)
            continue;
        edit->flush(); // while m_records still says whose it is
        moved.push_back(edit);
    }
    m_records = std::move(next);
    for (auto *edit : moved) {
        edit->startOver();
        edit->setProblem({});
        edit->setValue({});
    }
    for (auto *edit : m_edits) {
        for (const auto &record : records) {
            if (record.table == edit->field().table)
                edit->setValue(record.value(edit->field()));
        }
        edit->setEnabled(m_records.contains(edit->field().table));
    }
}

void RecordSection::flush()
{
    for (auto *edit : m_edits)
        edit->flush();
}

void RecordSection::save(ValueEdit *edit, const base::Value &value)
{
    const auto record = m_records.find(edit->field().table);
    if (record == m_records.end())
        return;
    m_context.navigator->showSaveState(kit::SaveState::Saving);
    edit->saveBegan();
    m_context.workspace->ask(
        this,
        [field = edit->field(), id = record->second, value](casework::Desk &desk) {
            return casework::setField(desk, field, id, value);
        },
        [this, edit, id = record->second](base::Result<bool> saved) {
            m_context.navigator->showSaveState(saved ? kit::SaveState::Saved : kit::SaveState::NotSaved);
            const auto present = m_records.find(edit->field().table);
            if (present == m_records.end() || present->second != id)
                return; // the field shows another record by now
            edit->saveEnded(saved.hasValue());
            edit->setProblem(saved ? QString() : kit::errorText(saved.error()).whole());
        });
}

} // namespace indaro::ui::pages
