// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/entities.h"

#include "core/forms/form_private.h"

#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::forms {

namespace {

/// create and update are attributes with a text: only these two mean yes [xforms-spec 120-entities].
bool isYes(const QString &text)
{
    return text == "true"_L1 || text == "1"_L1;
}

} // namespace

bool isKnownEntitiesVersion(const QString &version)
{
    const QStringList parts = version.trimmed().split(u'.');
    bool isYear = false;
    bool isMinor = false;
    const std::pair given(parts.value(0).toInt(&isYear), parts.value(1).toInt(&isMinor));
    return isYear && isMinor && given <= std::pair(2025, 1);
}

const ExternalData *FormInstance::Private::externalData(const QString &id) const
{
    if (settings.entityLists != nullptr) {
        const QString dataset = id.endsWith(".csv"_L1, Qt::CaseInsensitive) ? id.chopped(4) : id;
        auto known = entityData.constFind(dataset);
        if (known == entityData.constEnd()) {
            const auto table = settings.entityLists->entityList(dataset);
            known = entityData.insert(dataset, table ? std::make_shared<const ExternalData>(externalDataOf(dataset, *table))
                                                     : nullptr);
        }
        if (*known != nullptr)
            return known->get();
    }
    return definition->findExternalData(id);
}

const ChoiceList *FormInstance::Private::listOf(const FormItem &item) const
{
    if (settings.entityLists == nullptr || item.choicesFile.isEmpty())
        return definition->findChoiceList(item.listName);
    auto known = entityChoices.constFind(item.index);
    if (known == entityChoices.constEnd()) {
        const ExternalData *external = externalData(instanceIdOf(item.choicesFile));
        const bool isEntityList = external != nullptr && external->fileName.isEmpty();
        std::shared_ptr<const ChoiceList> list;
        if (isEntityList)
            list = std::make_shared<const ChoiceList>(
                choiceListOf(*definition, *external, valueColumnOf(item), {labelColumnOf(item)}));
        known = entityChoices.insert(item.index, std::move(list));
    }
    return *known != nullptr ? known->get() : definition->findChoiceList(item.listName);
}

QString FormInstance::Private::entityId(const EntityDeclaration &entity, const Node &context) const
{
    const QString given = entity.entityId ? toText(evaluate(*entity.entityId, context), zone) : QString();
    if (!given.isEmpty() || entity.idItem < 0)
        return given;
    const Node *kept = nearest(context, entity.idItem);
    if (kept != nullptr && !kept->value.isEmpty())
        return kept->value;
    // A draft begun before forms kept an id, or an instance without random numbers: the same id each time all the same.
    const auto &instanceIds = definition->findByPath(definition->item(0).path + u"/meta/instanceID"_s);
    const Node *instance = instanceIds == nullptr ? nullptr : nearest(*data, instanceIds->index);
    if (instance == nullptr || instance->value.isEmpty())
        return {};
    const QUuid space(u"{5f0c7a5e-6a5a-4d0e-9a66-0f4b5c1d7e21}"_s);
    return QUuid::createUuidV5(space, instance->value + u' ' + entity.listName + u' ' + pathOf(context))
        .toString(QUuid::WithoutBraces);
}

EntityValues FormInstance::Private::entityValues(const EntityDeclaration &entity, const Node &context) const
{
    const auto textOf = [&](const std::optional<Expression> &one) {
        return one ? toText(evaluate(*one, context), zone) : QString();
    };
    EntityValues values;
    values.listName = entity.listName;
    values.row = entity.row;
    values.label = textOf(entity.label);
    values.entityId = entityId(entity, context);
    const bool mayCreate = entity.mode == EntityMode::Create || entity.createIf;
    values.create = mayCreate && (!entity.createIf || isYes(textOf(entity.createIf)));
    values.update = entity.entityId && (!entity.updateIf || isYes(textOf(entity.updateIf)));
    if (const ExternalData *list = entity.entityId ? externalData(entity.listName) : nullptr) {
        for (const Node *item : list->items) {
            if (ExternalData::textOf(*item, u"name"_s) == values.entityId)
                values.baseVersion = ExternalData::textOf(*item, u"__version"_s);
        }
    }
    values.repeatPath = entity.context == 0 ? QString() : pathOf(context);
    for (const int index : entity.saved) {
        const Node *node = nearest(context, index);
        if (node == nullptr || !node->isRelevant())
            continue;
        if (slot(*node).answer == AnswerState::Answered)
            values.properties.emplace_back(definition->item(index).saveTo, node->value);
        else
            values.unanswered.append(definition->item(index).saveTo);
    }
    return values;
}

std::vector<EntityValues> FormInstance::entityValues() const
{
    std::vector<EntityValues> out;
    for (const EntityDeclaration &entity : d->definition->entities()) {
        for (const Node *context : d->nodesByItem[static_cast<std::size_t>(entity.context)]) {
            if (context->isRelevant())
                out.push_back(d->entityValues(entity, *context));
        }
    }
    return out;
}

std::vector<EntityAction> entityActions(const FormInstance &instance)
{
    std::vector<EntityAction> out;
    const auto &declarations = instance.definition().entities();
    for (EntityValues &values : instance.entityValues()) {
        if ((!values.create && !values.update) || (values.update && values.entityId.isEmpty()))
            continue;
        const auto declared = std::find_if(declarations.begin(), declarations.end(),
                                           [&](const EntityDeclaration &one) { return one.row == values.row; });
        EntityAction action;
        action.kind = values.create && values.update ? EntityAction::Kind::CreateOrUpdate
                      : values.create                ? EntityAction::Kind::Create
                                                     : EntityAction::Kind::Update;
        action.dataset = values.listName;
        action.id = values.entityId;
        action.label = values.label;
        action.baseVersion = values.update ? values.baseVersion : QString();
        action.repeatPath = values.repeatPath;
        action.row = values.row;
        for (const int index : declared->saved) {
            const QString &property = instance.definition().item(index).saveTo;
            const auto answered = std::find_if(values.properties.begin(), values.properties.end(),
                                               [&](const auto &one) { return one.first == property; });
            if (answered != values.properties.end())
                action.properties.push_back(*answered);
            else if (values.unanswered.contains(property))
                action.properties.emplace_back(property, QString());
        }
        out.push_back(std::move(action));
    }
    return out;
}

} // namespace indaro::forms
