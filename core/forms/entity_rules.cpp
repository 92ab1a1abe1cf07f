// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/entities.h"
#include "core/forms/form_builder.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::forms {

namespace {

bool isEntityName(const QString &name)
{
    static const QRegularExpression pattern(u"^[\\p{L}_][\\p{L}\\p{N}_-]*$"_s);
    return pattern.match(name).hasMatch() && !name.startsWith("__"_L1);
}

/// "name" and "label" are the id and the label of every entity.
bool isPropertyName(const QString &name)
{
    static const QRegularExpression pattern(u"^[\\p{L}_][\\p{L}\\p{N}_.-]*$"_s);
    const QString lower = name.toLower();
    return pattern.match(name).hasMatch() && !name.startsWith("__"_L1) && lower != "name"_L1 && lower != "label"_L1;
}

} // namespace

/// The specification the form was made for, where it says so: a settings column of its own or the attribute passed through.
bool FormDefinitionBuilder::knowsEntitiesVersion()
{
    for (auto one = m_form.m_settings.extra.begin(); one != m_form.m_settings.extra.end(); ++one) {
        const QString name = QString(one.key()).replace(u'-', u'_');
        if (!name.endsWith("entities_version"_L1) || isKnownEntitiesVersion(one.value()))
            continue;
        note(FindingCode::EntityVersion, u"settings"_s, 2, one.key(), one.value());
        return false;
    }
    return true;
}

std::optional<EntityMode> FormDefinitionBuilder::entityMode(const SheetTable &table, const SheetRow &row,
                                                            const QString &sheet)
{
    const QString name = table.text(row, "list_name"_L1);
    const bool hasId = !table.text(row, "entity_id"_L1).isEmpty();
    const bool hasCreate = !table.text(row, "create_if"_L1).isEmpty();
    const bool hasUpdate = !table.text(row, "update_if"_L1).isEmpty();
    const auto refuse = [&](FindingCode code, QLatin1StringView column) -> Finding & {
        return note(code, sheet, row.number, table.headerOf(column), name);
    };
    if (!isEntityName(name)) {
        refuse(FindingCode::EntityName, "list_name"_L1);
        return {};
    }
    for (const EntityDeclaration &other : m_form.m_entities) {
        if (other.listName == name) {
            refuse(FindingCode::EntityTwice, "list_name"_L1).other = other.row;
            return {};
        }
    }
    if (hasUpdate && !hasId) {
        refuse(FindingCode::EntityIdMissing, "update_if"_L1);
        return {};
    }
    if (hasId && hasCreate && !hasUpdate) {
        refuse(FindingCode::EntityUpdateMissing, "create_if"_L1);
        return {};
    }
    if ((!hasId || hasCreate) && table.text(row, "label"_L1).isEmpty()) {
        refuse(FindingCode::EntityLabelMissing, "label"_L1);
        return {};
    }
    if (!hasId)
        return hasCreate ? EntityMode::CreateIf : EntityMode::Create;
    return hasCreate ? EntityMode::CreateOrUpdate : hasUpdate ? EntityMode::UpdateIf : EntityMode::Update;
}

int FormDefinitionBuilder::scopeOf(int item) const
{
    while (item > 0 && m_form.item(item).kind != ItemKind::Repeat)
        item = m_form.item(item).parent;
    return std::max(item, 0);
}

/// The column repeat says it; without it, the innermost repeat among the answers saved and read [pyxform].
int FormDefinitionBuilder::scopeOfEntity(const SheetTable &table, const SheetRow &row, const QString &sheet)
{
    const QString repeat = table.text(row, "repeat"_L1).remove(u"${"_s).remove(u'}').trimmed();
    if (!repeat.isEmpty()) {
        const FormItem *named = m_form.findByName(repeat);
        if (named != nullptr && named->kind == ItemKind::Repeat)
            return named->index;
        QStringList repeats;
        for (const FormItem &item : m_form.m_items) {
            if (item.kind == ItemKind::Repeat)
                repeats.append(item.name);
        }
        note(FindingCode::UnknownReference, sheet, row.number, table.headerOf("repeat"_L1), repeat).suggestion =
            nearest(repeat, repeats);
        return 0;
    }
    const QString list = table.text(row, "list_name"_L1);
    int deepest = 0;
    const auto look = [&](int item) {
        const int scope = scopeOf(item);
        deepest = m_form.item(scope).repeatDepth > m_form.item(deepest).repeatDepth ? scope : deepest;
    };
    for (const FormItem &item : m_form.m_items) {
        if (!item.saveTo.isEmpty() && (item.saveToList.isEmpty() || item.saveToList == list))
            look(item.index);
    }
    static const QRegularExpression reference(u"\\$\\{\\s*([^}]*?)\\s*\\}"_s);
    for (const QLatin1StringView base : {"label"_L1, "entity_id"_L1, "create_if"_L1, "update_if"_L1}) {
        auto matches = reference.globalMatch(table.text(row, base));
        while (matches.hasNext()) {
            if (const FormItem *item = m_form.findByName(matches.next().captured(1)))
                look(item->index);
        }
    }
    for (const QLatin1StringView base : {"label"_L1, "entity_id"_L1, "create_if"_L1, "update_if"_L1}) {
        auto matches = reference.globalMatch(table.text(row, base));
        while (matches.hasNext()) {
            const FormItem *item = m_form.findByName(matches.next().captured(1));
            const int scope = item == nullptr ? 0 : scopeOf(item->index);
            const bool isAround =
                scope == 0 || scope == deepest || m_form.item(deepest).path.startsWith(m_form.item(scope).path + u'/');
            if (!isAround)
                note(FindingCode::EntityScope, sheet, row.number, table.headerOf(base), item->name);
        }
    }
    return deepest;
}

void FormDefinitionBuilder::readEntity(const SheetTable &table, const SheetRow &row, const QString &sheet)
{
    const auto mode = entityMode(table, row, sheet);
    if (!mode)
        return;
    EntityDeclaration entity;
    entity.row = row.number;
    entity.mode = *mode;
    entity.listName = table.text(row, "list_name"_L1);
    entity.context = scopeOfEntity(table, row, sheet);
    entity.repeat = entity.context == 0 ? QString() : m_form.item(entity.context).name;
    const auto parse = [&](QLatin1StringView base) {
        return parseExpression(table.text(row, base), sheet, row.number, table.headerOf(base), entity.context);
    };
    entity.label = parse("label"_L1);
    entity.entityId = parse("entity_id"_L1);
    entity.createIf = parse("create_if"_L1);
    entity.updateIf = parse("update_if"_L1);
    // A condition that was not understood must not turn into "always".
    const bool isWhole = entity.entityId.has_value() == !table.text(row, "entity_id"_L1).isEmpty() &&
                         entity.createIf.has_value() == !table.text(row, "create_if"_L1).isEmpty() &&
                         entity.updateIf.has_value() == !table.text(row, "update_if"_L1).isEmpty();
    if (isWhole)
        m_form.m_entities.push_back(std::move(entity));
}

int FormDefinitionBuilder::entityOf(const FormItem &item, const QString &column)
{
    const auto &entities = m_form.m_entities;
    if (item.saveToList.isEmpty() && entities.size() == 1)
        return 0;
    QStringList names;
    for (std::size_t i = 0; i < entities.size(); ++i) {
        if (entities[i].listName == item.saveToList)
            return static_cast<int>(i);
        names.append(entities[i].listName);
    }
    note(FindingCode::SaveToList, u"survey"_s, item.row, column,
         item.saveToList.isEmpty() ? item.saveTo : item.saveToList + u'#' + item.saveTo)
        .suggestion = item.saveToList.isEmpty() ? names.value(0) + u'#' + item.saveTo : nearest(item.saveToList, names);
    return -1;
}

void FormDefinitionBuilder::readSaveTo()
{
    const QString column = m_survey.headerOf("save_to"_L1);
    QHash<QString, int> rowOfProperty;
    for (FormItem &item : m_form.m_items) {
        if (item.saveTo.isEmpty() || item.row == 0)
            continue;
        const auto refuse = [&](FindingCode code) -> Finding & {
            return note(code, u"survey"_s, item.row, column, item.saveTo);
        };
        if (!item.isQuestion()) {
            refuse(FindingCode::SaveToGroup);
            continue;
        }
        const int place = entityOf(item, column);
        if (place < 0)
            continue;
        EntityDeclaration &entity = m_form.m_entities[static_cast<std::size_t>(place)];
        const QString key = entity.listName + u'#' + item.saveTo;
        if (!isPropertyName(item.saveTo)) {
            refuse(FindingCode::SaveToName);
        } else if (const int first = rowOfProperty.value(key); first != 0) {
            refuse(FindingCode::SaveToTwice).other = first;
        } else if (scopeOf(item.index) != entity.context) {
            refuse(FindingCode::EntityScope);
        } else {
            rowOfProperty.insert(key, item.row);
            entity.saved.push_back(item.index);
        }
    }
}

/// A new entity has an id from the moment its form or its row is begun, kept with the answers: a corrected interview
/// corrects the same entity, also when rows before it went away.
void FormDefinitionBuilder::addEntityIds()
{
    for (std::size_t i = 0; i < m_form.m_entities.size(); ++i) {
        const EntityMode mode = m_form.m_entities[i].mode;
        if (mode == EntityMode::Update || mode == EntityMode::UpdateIf)
            continue;
        const int context = m_form.m_entities[i].context;
        const FormItem *group = m_form.findByPath(m_form.item(context).path + u"/meta"_s);
        m_open = {context};
        int meta = group == nullptr ? -1 : group->index;
        if (meta < 0) {
            meta = addItem(ItemKind::Group, u"meta"_s, 0);
            m_form.m_items[static_cast<std::size_t>(meta)].isMeta = true;
        }
        m_open = {meta};
        const int id = addItem(ItemKind::Question, u"entity_"_s + m_form.m_entities[i].listName, 0);
        FormItem &item = m_form.m_items[static_cast<std::size_t>(id)];
        item.isMeta = true;
        item.type = QuestionType::Metadata;
        item.typeText = u"entity"_s;
        m_form.m_entities[i].idItem = id;
    }
    m_open = {0};
}

void FormDefinitionBuilder::readEntities()
{
    const Sheet *sheet = m_workbook.findSheet(u"entities"_s);
    const SheetTable table = sheet == nullptr ? SheetTable() : SheetTable(*sheet);
    if (!table.rows().empty() && !knowsEntitiesVersion())
        return;
    for (const SheetRow &row : table.rows())
        readEntity(table, row, sheet->name);
    if (m_form.m_entities.empty() && table.rows().empty()) {
        const auto saved = std::find_if(m_form.m_items.begin(), m_form.m_items.end(),
                                        [](const FormItem &item) { return !item.saveTo.isEmpty(); });
        if (saved != m_form.m_items.end())
            note(FindingCode::SaveToWithoutEntity, u"survey"_s, saved->row, m_survey.headerOf("save_to"_L1), saved->saveTo);
        return;
    }
    if (!m_form.m_entities.empty()) // of rows that were left out enough was said
        readSaveTo();
    addEntityIds();
}

} // namespace indaro::forms
