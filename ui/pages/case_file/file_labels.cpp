// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/case_file/file_labels.h"

#include "core/model/field_table.h"
#include "ui/models/field_label.h"

#include <QCoreApplication>

#include <map>
#include <set>
#include <string_view>

namespace indaro::ui::pages {

namespace fields = model::fields;

namespace {

using Labels = std::map<std::string_view, const char *>;

/// Ids, checksums and places in the program; and what stands elsewhere on the same paper in words.
bool isForTheProgram(sync::FieldId field, std::string_view column)
{
    static const std::set<std::string_view> Columns{
        "scope",      "pack_id",      "form_id",    "form_version", "last_path",  "path",       "type",
        "occurrence", "others",       "consents",   "referrals",    "media_type", "file_name",  "size",
        "parts",      "origin_place", "place_code", "from_code",    "to_code",    "column_name"};
    const bool isOfList = field.table == fields::entity::Table; // the interview says it
    return isOfList || Columns.contains(column) || field == fields::withdrawal_letter::Sent;
}

/// One column is one thing in every table.
const Labels &columnLabels()
{
    static const Labels labels{
        {"written_at", QT_TRANSLATE_NOOP("FilePaper", "Written on")},
        {"recorded_at", QT_TRANSLATE_NOOP("FilePaper", "Written down on")},
        {"changed_at", QT_TRANSLATE_NOOP("FilePaper", "Last changed on")},
        {"marked_at", QT_TRANSLATE_NOOP("FilePaper", "Noted on")},
        {"begun_at", QT_TRANSLATE_NOOP("FilePaper", "Begun on")},
        {"started_at", QT_TRANSLATE_NOOP("FilePaper", "Begun on")},
        {"stopped_at", QT_TRANSLATE_NOOP("FilePaper", "Ended on")},
        {"raised_at", QT_TRANSLATE_NOOP("FilePaper", "Raised on")},
        {"due_at", QT_TRANSLATE_NOOP("FilePaper", "To be done by")},
        {"asked_at", QT_TRANSLATE_NOOP("FilePaper", "Asked on")},
        {"answered_at", QT_TRANSLATE_NOOP("FilePaper", "Answered on")},
        {"assessed_at", QT_TRANSLATE_NOOP("FilePaper", "Assessed on")},
        {"review_at", QT_TRANSLATE_NOOP("FilePaper", "To be looked at again on")},
        {"merged_at", QT_TRANSLATE_NOOP("FilePaper", "Made one on")},
        {"undone_at", QT_TRANSLATE_NOOP("FilePaper", "Undone on")},
        {"removed_at", QT_TRANSLATE_NOOP("FilePaper", "Taken out on")},
        {"closed_at", QT_TRANSLATE_NOOP("FilePaper", "Finished on")},
        {"decided_at", QT_TRANSLATE_NOOP("FilePaper", "Decided on")},
        {"since_at", QT_TRANSLATE_NOOP("FilePaper", "From")},
        {"until_at", QT_TRANSLATE_NOOP("FilePaper", "Until")},
        {"moved_at", QT_TRANSLATE_NOOP("FilePaper", "Done on")},
        {"given_at", QT_TRANSLATE_NOOP("FilePaper", "Given on")},
        {"happened_at", QT_TRANSLATE_NOOP("FilePaper", "Happened on")},
        {"announced_at", QT_TRANSLATE_NOOP("FilePaper", "Announced on")},
        {"released_at", QT_TRANSLATE_NOOP("FilePaper", "Let go on")},
        {"reported_at", QT_TRANSLATE_NOOP("FilePaper", "Reported on")},
        {"escalated_at", QT_TRANSLATE_NOOP("FilePaper", "Told further on")},
        {"told_at", QT_TRANSLATE_NOOP("FilePaper", "Told outside the house on")},
        {"sent_at", QT_TRANSLATE_NOOP("FilePaper", "Left the house on")},
        {"printed_at", QT_TRANSLATE_NOOP("FilePaper", "Printed on")},
        {"added_at", QT_TRANSLATE_NOOP("FilePaper", "Added on")},
        {"lifted_at", QT_TRANSLATE_NOOP("FilePaper", "Lifted on")},
        {"seen_at", QT_TRANSLATE_NOOP("FilePaper", "Seen by the director on")},
        {"number", QT_TRANSLATE_NOOP("FilePaper", "Number")},
        {"revision", QT_TRANSLATE_NOOP("FilePaper", "Revision of the procedure")},
        {"serial", QT_TRANSLATE_NOOP("FilePaper", "Serial number")},
        {"recipient", QT_TRANSLATE_NOOP("FilePaper", "Recipient")},
        {"recipient_kind", QT_TRANSLATE_NOOP("FilePaper", "Kind of receiver")},
        {"data_groups", QT_TRANSLATE_NOOP("FilePaper", "What was passed on")},
        {"kind", QT_TRANSLATE_NOOP("FilePaper", "What it is")},
        {"note", QT_TRANSLATE_NOOP("FilePaper", "Note")},
        {"interviewer", QT_TRANSLATE_NOOP("FilePaper", "Interviewer")},
        {"interpreter", QT_TRANSLATE_NOOP("FilePaper", "Interpreter of this talk")},
        {"language", QT_TRANSLATE_NOOP("FilePaper", "Language of this talk")},
        {"place", QT_TRANSLATE_NOOP("FilePaper", "Place")},
        {"others_present", QT_TRANSLATE_NOOP("FilePaper", "Others present")},
        {"stop_reason", QT_TRANSLATE_NOOP("FilePaper", "Why it ended")},
        {"correction", QT_TRANSLATE_NOOP("FilePaper", "Number of the correction")},
        {"correction_reason", QT_TRANSLATE_NOOP("FilePaper", "Reason of the correction")},
        {"step", QT_TRANSLATE_NOOP("FilePaper", "Step")},
        {"state", QT_TRANSLATE_NOOP("FilePaper", "How it stands")},
        {"evidence", QT_TRANSLATE_NOOP("FilePaper", "Proof")},
        {"urgent", QT_TRANSLATE_NOOP("FilePaper", "In haste")},
        {"clock", QT_TRANSLATE_NOOP("FilePaper", "Which period")},
        {"way", QT_TRANSLATE_NOOP("FilePaper", "Who agreed")},
        {"overridden", QT_TRANSLATE_NOOP("FilePaper", "In spite of")},
        {"direction", QT_TRANSLATE_NOOP("FilePaper", "From or to the house")},
        {"content", QT_TRANSLATE_NOOP("FilePaper", "What the form says")},
        {"shared", QT_TRANSLATE_NOOP("FilePaper", "Lines that are passed on")},
        {"services", QT_TRANSLATE_NOOP("FilePaper", "Services asked for")},
        {"consent_ground", QT_TRANSLATE_NOOP("FilePaper", "On which ground")},
        {"approved_by", QT_TRANSLATE_NOOP("FilePaper", "Approved by")},
        {"text", QT_TRANSLATE_NOOP("FilePaper", "Answer")},
        {"codes", QT_TRANSLATE_NOOP("FilePaper", "Answer")},
    };
    return labels;
}

} // namespace

QString fileLabel(sync::FieldId field)
{
    const auto *table = model::schema().findTable(field.table);
    const auto *definition = table == nullptr ? nullptr : table->findField(field.field);
    if (definition == nullptr || isForTheProgram(field, definition->column))
        return {};
    if (const QString label = models::fieldLabel(field); !label.isEmpty())
        return label;
    const auto found = columnLabels().find(definition->column);
    return found == columnLabels().end() ? QString() : QCoreApplication::translate("FilePaper", found->second);
}

} // namespace indaro::ui::pages
