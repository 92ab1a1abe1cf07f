// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/entities/entity_store.h"

#include "core/casework/interviews/answer_rows.h"
#include "core/casework/row_values.h"
#include "core/model/field_table.h"
#include "core/sync/derived_id.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <map>

namespace indaro::casework {

using base::Result;
using base::Value;
namespace fields = model::fields;

namespace {

const char *kindName(forms::EntityAction::Kind kind)
{
    switch (kind) {
    case forms::EntityAction::Kind::Create:
        return "create";
    case forms::EntityAction::Kind::Update:
        return "update";
    case forms::EntityAction::Kind::CreateOrUpdate:
        break;
    }
    return "create_or_update";
}

/// Names in order and no blanks: the same answers are the same bytes.
std::string canonicalJson(const std::vector<std::pair<QString, QString>> &properties)
{
    QJsonObject object;
    for (const auto &[name, value] : properties)
        object.insert(name, value);
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

struct Known
{
    sync::FieldValues values{};
    std::int64_t version = 0;
};

/// What an interview said before, by record.
Result<std::map<sync::RecordId, Known>> readKnown(Desk &desk, InterviewId interview)
{
    INDARO_TRY_ASSIGN(auto select, desk.db.prepare("SELECT id, action, label, properties, base_version, version "
                                                   "FROM entity WHERE interview = ?1"));
    select.bind(1, interview);
    std::map<sync::RecordId, Known> known;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, select.step());
        if (!found)
            return known;
        known[*select.id<sync::RecordTag>(0)] = {{{fields::entity::Action, select.value(1)},
                                                  {fields::entity::Label, select.value(2)},
                                                  {fields::entity::Properties, select.value(3)},
                                                  {fields::entity::BaseVersion, select.value(4)}},
                                                 select.integer(5)};
    }
}

sync::FieldValues valuesOf(const EntityDraft &draft)
{
    return {{fields::entity::Action, kindName(draft.kind)},
            {fields::entity::Label, rows::textValue(draft.label)},
            {fields::entity::Properties, canonicalJson(draft.properties)},
            {fields::entity::BaseVersion, rows::textValue(draft.baseVersion)}};
}

Result<void> correct(Desk &desk, sync::RecordId record, const Known &known, const sync::FieldValues &values)
{
    // The version it builds on is the list's, and moves with what this very interview wrote: alone it is no change.
    const auto isSame = [](const auto &before, const auto &after) {
        return before.first == fields::entity::BaseVersion || before == after;
    };
    if (std::equal(known.values.begin(), known.values.end(), values.begin(), values.end(), isSame))
        return {};
    for (const auto &[field, value] : values)
        INDARO_TRY(desk.log.edit(field, record, value));
    INDARO_TRY(desk.log.edit(fields::entity::Version, record, known.version + 1));
    return {};
}

} // namespace

Result<void> writeEntities(Desk &desk, InterviewId interview, const std::vector<EntityDraft> &drafts)
{
    INDARO_TRY_ASSIGN(auto known, readKnown(desk, interview));
    for (const EntityDraft &draft : drafts) {
        const std::string dataset = draft.dataset.toStdString();
        const std::string entity = draft.entity.toStdString();
        const auto record = sync::derivedId({"entity", rows::idText(interview), dataset, entity});
        sync::FieldValues values = valuesOf(draft);
        if (const auto before = known.find(record); before != known.end()) {
            INDARO_TRY(correct(desk, record, before->second, values));
            known.erase(before);
            continue;
        }
        values.emplace_back(fields::entity::Interview, idValue(interview));
        values.emplace_back(fields::entity::Dataset, dataset);
        values.emplace_back(fields::entity::Entity, entity);
        values.emplace_back(fields::entity::Version, std::int64_t{1});
        values.emplace_back(fields::entity::WrittenAt, desk.clock.nowUtc());
        INDARO_TRY(desk.log.birth({fields::entity::Table, record}, values));
    }
    for (const auto &withdrawn : known)
        INDARO_TRY(desk.log.remove({fields::entity::Table, withdrawn.first}));
    return {};
}

} // namespace indaro::casework
