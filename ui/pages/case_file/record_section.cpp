// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/case_file/record_section.h"

#include "core/casework/people/commands.h"
#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "ui/kit/date_text.h"
#include "ui/kit/error_text.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/models/author_text.h"
#include "ui/models/code_label.h"
#include "ui/models/field_label.h"
#include "ui/pages/people/value_edit.h"

#include <QAction>
#include <QLabel>
#include <QPointer>
#include <QVBoxLayout>

#include <algorithm>

namespace indaro::ui::pages {

RecordSection::RecordSection(const kit::PageContext &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_title(kit::makeLabel(kit::TextRole::Heading, this)),
      m_column(new QVBoxLayout(this)), m_grid(new kit::FlowGrid(FieldColumns, FieldWidth)),
      m_elsewhereText(kit::makeLabel(kit::TextRole::Muted, this)), m_closedText(kit::makeLabel(kit::TextRole::Muted, this))
{
    kit::setCard(this);
    m_column->setContentsMargins(kit::space::Two, kit::space::Two, kit::space::Two, kit::space::Two);
    m_column->setSpacing(kit::space::Two);
    m_column->addWidget(m_title);
    m_column->addWidget(m_elsewhereText);
    m_elsewhereText->hide();
    m_column->addWidget(m_closedText);
    m_closedText->hide();
    m_column->addLayout(m_grid);
}

void RecordSection::addOnTop(QWidget *part)
{
    m_column->insertWidget(m_column->count() - 1, part);
}

void RecordSection::addField(sync::FieldId field, bool isWide)
{
    auto *edit = new ValueEdit(field, language(), this);
    m_grid->addCell(edit, isWide);
    connect(edit, &ValueEdit::valueEdited, this, [this, edit](const base::Value &value) { save(edit, value); });
    connect(edit, &ValueEdit::left, this, [this, edit] {
        if (Field &left = fieldOf(edit); left.arrived && !edit->isBeingEdited())
            accept(left);
    });
    connect(edit, &ValueEdit::otherTaken, this, [this, edit](int index) {
        const auto others = fieldOf(edit).shownOthers; // as they stand on the screen, whatever has been typed since
        if (index < 0 || static_cast<std::size_t>(index) >= others.size())
            return;
        const auto &taken = others[static_cast<std::size_t>(index)];
        edit->startOver(); // what stands there is given up
        edit->setValue(taken.value);
        settle(edit, taken.value, taken.device);
    });
    connect(edit, &ValueEdit::ownKept, this, [this, edit] {
        edit->flush();
        settle(edit, edit->value(), {});
    });
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
    m_fields.push_back({edit, {}});
}

QString RecordSection::language() const
{
    return kit::Translations::code(m_context.translations->language());
}

RecordSection::Field &RecordSection::fieldOf(const ValueEdit *edit)
{
    return *std::find_if(m_fields.begin(), m_fields.end(), [edit](const Field &field) { return field.edit == edit; });
}

void RecordSection::setTitle(const QString &title)
{
    m_title->setText(title);
}

void RecordSection::setLanguage(const QString &language)
{
    for (Field &field : m_fields) {
        field.edit->setLanguage(language);
        field.edit->setMark({});
        for (auto *action : field.edit->actions())
            action->setText(tr("History of this field"));
        showOthers(field);
    }
    sayElsewhere();
    followRole();
}

void RecordSection::followRole()
{
    const auto &access = m_context.workspace->access();
    QStringList closed;
    for (Field &field : m_fields) {
        const sync::FieldId id = field.edit->field();
        const bool isShown = !access || access->mayReadField(id);
        field.edit->setVisible(isShown);
        if (isShown) {
            const bool isWritten = !access || access->mayWriteTable(id.table);
            field.edit->setEnabled(m_records.contains(id.table) && !isElsewhere(field) && isWritten);
            continue;
        }
        const auto &table = *model::schema().findTable(id.table);
        if (const auto thing = casework::thingOf(table, *table.findField(id.field)); thing && m_records.contains(id.table)) {
            const QString name = models::codeLabel(QStringLiteral("access_thing"), QString(toString(*thing)), language());
            if (!closed.contains(name))
                closed.append(name);
        }
    }
    m_closedText->setVisible(!closed.isEmpty());
    m_closedText->setText(tr("What is written here is not shown to your role: %1.").arg(closed.join(QStringLiteral("; "))));
}

void RecordSection::show(const std::vector<casework::Record> &records, const Standings &standings)
{
    std::map<std::uint16_t, sync::RecordId> next;
    for (const auto &record : records)
        next.emplace(record.table, record.id);
    std::vector<Field *> moved;
    for (Field &field : m_fields) {
        const auto before = m_records.find(field.edit->field().table);
        const auto after = next.find(field.edit->field().table);
        if (before != m_records.end() && after != next.end() && before->second == after->second)
            continue;
        field.edit->flush(); // while m_records still says whose it is
        moved.push_back(&field);
    }
    m_records = std::move(next);
    for (Field *field : moved) {
        field->edit->startOver();
        field->edit->setProblem({});
        field->edit->setMark({});
        field->edit->setValue({});
        field->arrived.reset();
        field->others.clear();
        field->seen.clear();
    }
    for (Field &field : m_fields) {
        const sync::FieldId id = field.edit->field();
        const auto standing = standings.find(id);
        for (const auto &record : records) {
            if (record.table != id.table)
                continue;
            if (std::find(moved.begin(), moved.end(), &field) != moved.end())
                field.known = record.value(id); // another record: nothing in it has "changed"
            follow(field, record.value(id), standing != standings.end() ? &standing->second : nullptr);
        }
        showOthers(field);
    }
    followRole();
}

bool RecordSection::isElsewhere(const Field &field) const
{
    const auto compartment = model::schema().findTable(field.edit->field().table)->compartment;
    return (m_elsewhere >> static_cast<unsigned>(compartment) & 1U) != 0;
}

void RecordSection::setElsewhere(std::uint8_t compartments)
{
    if (compartments == m_elsewhere)
        return;
    m_elsewhere = compartments;
    sayElsewhere();
}

void RecordSection::sayElsewhere()
{
    QStringList names;
    for (const Field &field : m_fields) {
        if (!isElsewhere(field))
            continue;
        names.append(models::fieldLabel(field.edit->field()));
        field.edit->setPlaceholder(tr("kept on other laptops"));
    }
    m_elsewhereText->setVisible(!names.isEmpty());
    m_elsewhereText->setText(tr("Kept on other laptops of the house, and read and written there only: %1.")
                                 .arg(names.join(QStringLiteral(", "))));
}

/// Brings one field to what the vault holds by now.
void RecordSection::follow(Field &field, const base::Value &value, const casework::FieldStanding *standing)
{
    if (field.edit->isSaving())
        return; // read before the save under way, which brings everything again
    field.others = standing != nullptr ? standing->others : std::vector<casework::ConflictSide>();
    field.seen = standing != nullptr ? standing->seen : casework::SeenOperations();
    const bool isForeign = standing != nullptr && !standing->author.isThisLaptop && value != field.known;
    if (!isForeign) {
        field.arrived.reset();
        field.edit->setValue(value);
        field.known = value;
        return;
    }
    field.arrived = *standing;
    if (!field.edit->isBeingEdited())
        accept(field);
}

/// Nobody is in the middle of the field: it shows what came.
void RecordSection::accept(Field &field)
{
    const casework::FieldStanding arrived = *std::exchange(field.arrived, std::nullopt);
    field.edit->setValue(arrived.value);
    field.known = arrived.value;
    field.edit->setMark(tr("Changed elsewhere") + QStringLiteral("  ·  ") + models::authorText(arrived.author));
    showOthers(field);
}

std::vector<casework::ConflictSide> RecordSection::othersOf(const Field &field) const
{
    std::vector<casework::ConflictSide> others;
    if (field.arrived)
        others.push_back({field.arrived->value, {}, field.arrived->author, field.arrived->device});
    for (const auto &other : field.others) {
        if (!(other.value == field.edit->value()))
            others.push_back(other);
    }
    return others;
}

void RecordSection::showOthers(Field &field)
{
    QList<kit::OtherValue> lines;
    field.shownOthers = othersOf(field);
    for (const auto &other : field.shownOthers)
        lines.append({models::valueText(field.edit->field(), other.value, language()), models::authorText(other.author)});
    field.edit->setOthers(lines);
}

void RecordSection::flush()
{
    for (const Field &field : m_fields)
        field.edit->flush();
}

void RecordSection::settle(ValueEdit *edit, const base::Value &value, const std::optional<sync::DeviceId> &follows)
{
    const auto record = m_records.find(edit->field().table);
    if (record == m_records.end())
        return;
    Field &field = fieldOf(edit);
    field.known = value;
    field.arrived.reset();
    field.others.clear();
    edit->setMark({});
    showOthers(field);
    m_context.navigator->showSaveState(kit::SaveState::Saving);
    m_context.workspace->ask(
        this,
        [id = edit->field(), record = record->second, value, seen = field.seen, follows](casework::Desk &desk) {
            return casework::settleField(desk, id, record, value, seen, follows);
        },
        [this, edit](const base::Result<void> &done) {
            m_context.navigator->showSaveState(done ? kit::SaveState::Saved : kit::SaveState::NotSaved);
            edit->setProblem(done ? QString() : kit::errorText(done.error()).whole());
        });
}

void RecordSection::save(ValueEdit *edit, const base::Value &value)
{
    const auto record = m_records.find(edit->field().table);
    if (record == m_records.end())
        return;
    Field &field = fieldOf(edit);
    const base::Value expected = std::exchange(field.known, value);
    edit->setMark({});
    m_context.navigator->showSaveState(kit::SaveState::Saving);
    edit->saveBegan();
    m_context.workspace->ask(
        this,
        [field = edit->field(), id = record->second, value, expected](casework::Desk &desk) {
            return casework::setField(desk, field, id, value, expected);
        },
        [this, edit, id = record->second, expected](base::Result<bool> saved) {
            m_context.navigator->showSaveState(saved ? kit::SaveState::Saved : kit::SaveState::NotSaved);
            const auto present = m_records.find(edit->field().table);
            if (present == m_records.end() || present->second != id)
                return; // the field shows another record by now
            if (!saved)
                fieldOf(edit).known = expected;
            edit->saveEnded(saved.hasValue());
            edit->setProblem(saved ? QString() : kit::errorText(saved.error()).whole());
        });
}

} // namespace indaro::ui::pages
