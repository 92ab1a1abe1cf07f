// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/house_labels.h"

#include "core/model/field_table.h"

#include <QCoreApplication>

#include <map>

namespace indaro::ui::models {

namespace fields = model::fields;

namespace {

/// Tables with the same fields are called the same.
std::uint16_t firstHouseKind(std::uint16_t table)
{
    if (table == fields::complaint_reserved::Table)
        return fields::complaint::Table;
    return table == fields::incident_story_health::Table ? fields::incident_story::Table : table;
}

} // namespace

QString houseFieldLabel(sync::FieldId field)
{
    static const std::map<sync::FieldId, const char *> labels{
        {fields::box_opening::Found, QT_TRANSLATE_NOOP("Field", "Papers in the box")},
        {fields::box_opening::Note, QT_TRANSLATE_NOOP("Field", "What was seen of the box")},
        {fields::box_opening::OpenedAt, QT_TRANSLATE_NOOP("Field", "Box opened")},
        {fields::complaint::ReceivedOn, QT_TRANSLATE_NOOP("Field", "Found or received on")},
        {fields::complaint::Way, QT_TRANSLATE_NOOP("Field", "How the complaint came")},
        {fields::complaint::Kinds, QT_TRANSLATE_NOOP("Field", "What it is about")},
        {fields::complaint::Words, QT_TRANSLATE_NOOP("Field", "What it says (no names)")},
        {fields::complaint::Done, QT_TRANSLATE_NOOP("Field", "What was done about it")},
        {fields::complaint::Result, QT_TRANSLATE_NOOP("Field", "What became of it")},
        {fields::complaint::AnsweredOn, QT_TRANSLATE_NOOP("Field", "Answered on")},
        {fields::complaint::ToldTo, QT_TRANSLATE_NOOP("Field", "Body outside the house that was told")},
        {fields::self_check_line::Answer, QT_TRANSLATE_NOOP("Field", "Is it so?")},
        {fields::self_check_line::Evidence, QT_TRANSLATE_NOOP("Field", "What shows it")},
        {fields::self_check_line::Action, QT_TRANSLATE_NOOP("Field", "What is to be done")},
        {fields::self_check_line::Who, QT_TRANSLATE_NOOP("Field", "Who does it")},
        {fields::self_check_line::UntilOn, QT_TRANSLATE_NOOP("Field", "To be done until")},
        {fields::self_check_line::DoneOn, QT_TRANSLATE_NOOP("Field", "Done on")},
        {fields::self_check_line::DoneNote, QT_TRANSLATE_NOOP("Field", "How it was done")},
        {fields::incident_story::Kinds, QT_TRANSLATE_NOOP("Field", "What it was")},
        {fields::incident_story::What, QT_TRANSLATE_NOOP("Field", "What happened (no names)")},
        {fields::incident_story::Done, QT_TRANSLATE_NOOP("Field", "Done at once")},
        {fields::incident_story::Outcome, QT_TRANSLATE_NOOP("Field", "How it ended")},
    };
    const auto found = labels.find({firstHouseKind(field.table), field.field});
    return found == labels.end() ? QString() : QCoreApplication::translate("Field", found->second);
}

QString houseTableLabel(std::uint16_t table)
{
    static const std::map<std::uint16_t, const char *> labels{
        {fields::box_opening::Table, QT_TRANSLATE_NOOP("Record", "Opening of the complaint box")},
        {fields::complaint::Table, QT_TRANSLATE_NOOP("Record", "Complaint")},
        {fields::self_check::Table, QT_TRANSLATE_NOOP("Record", "Self-check of the house")},
        {fields::self_check_line::Table, QT_TRANSLATE_NOOP("Record", "Line of the self-check")},
        {fields::incident_story::Table, QT_TRANSLATE_NOOP("Record", "What is told of an incident")},
    };
    const auto found = labels.find(firstHouseKind(table));
    return found == labels.end() ? QString() : QCoreApplication::translate("Record", found->second);
}

} // namespace indaro::ui::models
