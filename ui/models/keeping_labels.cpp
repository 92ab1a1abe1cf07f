// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/keeping_labels.h"

#include "core/model/field_table.h"

#include <QCoreApplication>

#include <map>

namespace indaro::ui::models {

namespace fields = model::fields;

QString keepingFieldLabel(sync::FieldId field)
{
    static const std::map<sync::FieldId, const char *> labels{
        {fields::directory_entry::Category, QT_TRANSLATE_NOOP("Field", "Kind of organisation")},
        {fields::directory_entry::Name, QT_TRANSLATE_NOOP("Field", "Name of the organisation")},
        {fields::directory_entry::Place, QT_TRANSLATE_NOOP("Field", "Town or commune")},
        {fields::directory_entry::Area, QT_TRANSLATE_NOOP("Field", "Whom and where it serves")},
        {fields::directory_entry::Services, QT_TRANSLATE_NOOP("Field", "Services offered")},
        {fields::directory_entry::Hours, QT_TRANSLATE_NOOP("Field", "Hours, and who is there at night")},
        {fields::directory_entry::Cost, QT_TRANSLATE_NOOP("Field", "What it costs")},
        {fields::directory_entry::Phone, QT_TRANSLATE_NOOP("Field", "Telephone")},
        {fields::directory_entry::Email, QT_TRANSLATE_NOOP("Field", "E-mail")},
        {fields::directory_entry::Contact, QT_TRANSLATE_NOOP("Field", "Focal point: name and position")},
        {fields::directory_entry::Consent, QT_TRANSLATE_NOOP("Field", "What it asks for before it helps")},
        {fields::directory_entry::Note, QT_TRANSLATE_NOOP("Field", "Note")},
        {fields::directory_entry::Source, QT_TRANSLATE_NOOP("Field", "Known from")},
        {fields::directory_entry::VerifiedOn, QT_TRANSLATE_NOOP("Field", "Verified on")},
        {fields::directory_entry::Closed, QT_TRANSLATE_NOOP("Field", "Not there any more")},
        {fields::directory_entry::ComparedOn, QT_TRANSLATE_NOOP("Field", "Key compared on")},
        {fields::retention::Reason, QT_TRANSLATE_NOOP("Field", "Why the file is closed")},
        {fields::retention::Note, QT_TRANSLATE_NOOP("Field", "What is left to say")},
        {fields::retention::KeepUntil, QT_TRANSLATE_NOOP("Field", "File kept until")},
        {fields::retention::Basis, QT_TRANSLATE_NOOP("Field", "Why until then")},
        {fields::retention::BasisNote, QT_TRANSLATE_NOOP("Field", "In words, where it is not the rule")},
        {fields::retention::AtEnd, QT_TRANSLATE_NOOP("Field", "What is to be done on that day")},
        {fields::retention::ClosedAt, QT_TRANSLATE_NOOP("Field", "File closed")},
        {fields::retention::ReopenedAt, QT_TRANSLATE_NOOP("Field", "File opened again")},
        {fields::retention::ReopenedWhy, QT_TRANSLATE_NOOP("Field", "Why the file is opened again")},
        {fields::retention::ReopenedNote, QT_TRANSLATE_NOOP("Field", "What for")},
        {fields::training::Kind, QT_TRANSLATE_NOOP("Field", "Training in")},
        {fields::training::Revision, QT_TRANSLATE_NOOP("Field", "Revision of the procedure")},
        {fields::training::TrainedOn, QT_TRANSLATE_NOOP("Field", "Trained on")},
        {fields::training::TrainedBy, QT_TRANSLATE_NOOP("Field", "Trained by")},
        {fields::training::Proof, QT_TRANSLATE_NOOP("Field", "Proof of the training")},
        {fields::training::Note, QT_TRANSLATE_NOOP("Field", "Note")},
        {fields::training::PersonName, QT_TRANSLATE_NOOP("Field", "Name, of somebody without an account")},
        {fields::training::Position, QT_TRANSLATE_NOOP("Field", "Position")},
        {fields::stock_move::Kind, QT_TRANSLATE_NOOP("Field", "What is in stock")},
        {fields::stock_move::Item, QT_TRANSLATE_NOOP("Field", "Which one")},
        {fields::stock_move::Move, QT_TRANSLATE_NOOP("Field", "In, out or counted")},
        {fields::stock_move::Amount, QT_TRANSLATE_NOOP("Field", "How many")},
        {fields::stock_move::LowAt, QT_TRANSLATE_NOOP("Field", "Low from this number on")},
        {fields::stock_move::Note, QT_TRANSLATE_NOOP("Field", "Note")},
        {fields::paper_entry::PaperOn, QT_TRANSLATE_NOOP("Field", "Written on paper on")},
        {fields::paper_entry::Serial, QT_TRANSLATE_NOOP("Field", "Number on the paper")},
        {fields::paper_entry::WrittenBy, QT_TRANSLATE_NOOP("Field", "Who wrote the paper")},
    };
    const auto found = labels.find(field);
    return found == labels.end() ? QString() : QCoreApplication::translate("Field", found->second);
}

QString keepingTableLabel(std::uint16_t table)
{
    static const std::map<std::uint16_t, const char *> labels{
        {fields::directory_entry::Table, QT_TRANSLATE_NOOP("Record", "Organisation")},
        {fields::retention::Table, QT_TRANSLATE_NOOP("Record", "Closing of the file")},
        {fields::training::Table, QT_TRANSLATE_NOOP("Record", "Training of a member of staff")},
        {fields::stock_move::Table, QT_TRANSLATE_NOOP("Record", "Movement of stock")},
        {fields::paper_entry::Table, QT_TRANSLATE_NOOP("Record", "Typed in from paper")},
    };
    const auto found = labels.find(table);
    return found == labels.end() ? QString() : QCoreApplication::translate("Record", found->second);
}

} // namespace indaro::ui::models
