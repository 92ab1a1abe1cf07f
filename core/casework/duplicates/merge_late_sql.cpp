// SPDX-License-Identifier: GPL-3.0-or-later
// What another laptop wrote into a file without knowing that it had been taken into another one, of what exists once for
// each person.
#include "core/casework/duplicates/merge_rows.h"
#include "core/casework/row_values.h"
#include "core/model/field_table.h"
#include "core/sync/derived_id.h"

#include <algorithm>

namespace indaro::casework::rows {

namespace fields = model::fields;
namespace merged = fields::merged_record;
using base::Result;
using base::Value;

namespace {

/// The record of the emptied file that is asked about, merged from its operations once for all its fields.
struct OtherRecord
{
    std::uint16_t table = 0;
    sync::RecordState state{};

    Result<void> follow(Desk &desk, CaseId other, std::uint16_t asked)
    {
        if (asked == table)
            return {};
        table = asked;
        INDARO_TRY_ASSIGN(const auto operations, desk.log.rows().ofRecord({asked, other}));
        state = sync::mergeRecord(*model::schema().findTable(asked), operations);
        return {};
    }
};

/// The same on every laptop, for what these operations say there, in this merge.
sync::RecordId noteId(const sync::RecordId &merge, CaseId other, const ComparedField &field, const sync::RecordState &state)
{
    std::vector<sync::Dot> dots;
    for (const sync::FieldId member : field.members) {
        if (const sync::FieldState *found = state.findField(member.field))
            dots.insert(dots.end(), found->leaves.begin(), found->leaves.end());
    }
    std::ranges::sort(dots);
    dots.erase(std::unique(dots.begin(), dots.end()), dots.end());
    std::string said;
    for (const sync::Dot &dot : dots)
        said += dot.device.toText() + ' ' + std::to_string(static_cast<int>(dot.stream)) + ' ' +
                std::to_string(dot.sequence) + ' ';
    return sync::derivedId({"merged_value", base::asText(merge.bytes()), base::asText(other.bytes()),
                            std::to_string(field.lead.table), std::to_string(field.lead.field), said});
}

bool isLeftAlone(Desk &desk, const ComparedField &field)
{
    return !isAnyKnown(field.other) || desk.log.isElsewhere(model::schema().findTable(field.lead.table)->compartment);
}

/// Both stand until somebody decides: the late one is written as by somebody who had seen nothing of the kept file.
Result<void> dispute(Desk &desk, sync::FieldId field, CaseId kept, const Value &late)
{
    INDARO_TRY(desk.log.edit(field, kept, late, sync::Seen{std::nullopt, Value()}));
    return {};
}

Result<void> carry(Desk &desk, const MergePair &pair, const ComparedField &field)
{
    const std::uint16_t table = field.lead.table;
    INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({table, pair.kept}));
    if (!isThere) {
        sync::FieldValues first;
        if (table == fields::registry::Table)
            first.emplace_back(fields::registry::CaseFile, idValue(pair.kept));
        INDARO_TRY(desk.log.birth({table, pair.kept}, first));
    }
    const bool isFilled = isAnyKnown(field.kept);
    for (std::size_t i = 0; i < field.members.size(); ++i) {
        const Value &late = field.other[i];
        if (late.isNull() || late == field.kept[i])
            continue;
        if (!isFilled)
            INDARO_TRY(desk.log.edit(field.members[i], pair.kept, late));
        else if (!late.isKnown())
            continue; // why nothing is known there is no answer to what is known here
        else if (i == 0 && field.isSet && field.kept[i].isKnown())
            INDARO_TRY(desk.log.edit(field.members[i], pair.kept, Value(field.kept[i].textOr({}) + ' ' + late.textOr({}))));
        else if (field.kept[i].isNull())
            INDARO_TRY(desk.log.edit(field.members[i], pair.kept, late));
        else
            INDARO_TRY(dispute(desk, field.members[i], pair.kept, late));
    }
    return {};
}

Result<std::vector<MergeSpan>> spansOf(Desk &desk, const sync::RecordId &note)
{
    std::vector<MergeSpan> spans;
    INDARO_TRY_ASSIGN(const auto operations, desk.log.rows().ofRecord({merged::Table, note}));
    for (const sync::Operation &operation : operations) { // oldest first
        const auto span = std::ranges::find(spans, operation.dot.device, &MergeSpan::device);
        if (operation.kind == sync::OperationKind::Birth && span == spans.end())
            spans.push_back({operation.dot.device, operation.time, operation.time});
        else if (operation.field == merged::Record.field && span != spans.end() && span->until == span->from)
            span->until = operation.time;
    }
    return spans;
}

} // namespace

Result<void> noteDecidedValues(Desk &desk, const MergePair &pair)
{
    INDARO_TRY_ASSIGN(const auto compared, fieldsOf(desk, pair.kept, pair.other));
    OtherRecord record;
    for (const ComparedField &field : compared) {
        if (isLeftAlone(desk, field))
            continue;
        INDARO_TRY(record.follow(desk, pair.other, field.lead.table));
        INDARO_TRY(desk.log.birth({merged::Table, noteId(pair.merge, pair.other, field, record.state)},
                                  {{merged::CaseFile, idValue(pair.kept)},
                                   {merged::Merge, idValue(pair.merge)},
                                   {merged::Record, idValue(pair.other)},
                                   {merged::RecordTable, std::int64_t(field.lead.table)}}));
    }
    return {};
}

Result<void> carryLateValues(Desk &desk, const MergePair &pair, const std::vector<MergePair> &holding)
{
    INDARO_TRY_ASSIGN(const auto compared, fieldsOf(desk, pair.kept, pair.other));
    OtherRecord record;
    for (const ComparedField &field : compared) {
        if (isLeftAlone(desk, field))
            continue;
        INDARO_TRY(record.follow(desk, pair.other, field.lead.table));
        bool isDecided = false;
        for (const MergePair &each : holding) { // two laptops may have put the same two together
            if (isDecided || each.kept != pair.kept || each.other != pair.other)
                continue;
            INDARO_TRY_ASSIGN(isDecided,
                              desk.log.exists({merged::Table, noteId(each.merge, pair.other, field, record.state)}));
        }
        if (isDecided)
            continue;
        // Its birth is the first word of the carrying in the log, its record the last (carriedValues).
        const sync::RecordKey note{merged::Table, noteId(pair.merge, pair.other, field, record.state)};
        INDARO_TRY(desk.log.birth(note, {{merged::CaseFile, idValue(pair.kept)},
                                         {merged::Merge, idValue(pair.merge)},
                                         {merged::RecordTable, std::int64_t(field.lead.table)}}));
        INDARO_TRY(carry(desk, pair, field));
        INDARO_TRY(desk.log.edit(merged::Record, note.record, idValue(pair.kept)));
    }
    return {};
}

Result<std::vector<CarriedValue>> carriedValues(Desk &desk, const MergePair &pair)
{
    std::vector<CarriedValue> carried;
    INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare(
                                     "SELECT id, record_table FROM merged_record WHERE merge = ?1 AND record = ?2"));
    rows.bind(1, pair.merge);
    rows.bind(2, pair.kept);
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto note = rows.id<sync::RecordTag>(0);
        const sync::RecordKey key{static_cast<std::uint16_t>(rows.integer(1)), pair.kept};
        const auto *table = model::schema().findTable(key.table);
        if (note && table != nullptr && *note != rememberedId(pair, key) && !desk.log.isElsewhere(table->compartment))
            carried.push_back({*note, key, {}});
        return {};
    }));
    std::vector<std::pair<sync::HybridTime, CarriedValue>> ordered;
    for (CarriedValue &value : carried) {
        INDARO_TRY_ASSIGN(value.spans, spansOf(desk, value.note));
        sync::HybridTime last = 0;
        for (const MergeSpan &span : value.spans)
            last = std::max(last, span.until);
        ordered.emplace_back(last, std::move(value));
    }
    std::ranges::stable_sort(ordered, std::greater(), [](const auto &one) { return one.first; });
    carried.clear();
    for (auto &[last, value] : ordered)
        carried.push_back(std::move(value));
    return carried;
}

} // namespace indaro::casework::rows
