// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/entities/entity_draft.h"

#include "core/casework/interviews/form_mapping.h"
#include "core/casework/interviews/queries.h"

#include <algorithm>
#include <array>

namespace indaro::casework {

using namespace Qt::StringLiterals;

namespace {

/// A list is kept in the compartment Identity, so what fewer people may read stays out of it.
bool isTooPrivate(const forms::FormDefinition &form, const forms::FormItem &item)
{
    const sync::Compartment compartment = compartmentOf(form, item);
    return compartment == sync::Compartment::Health || compartment == sync::Compartment::Perpetrator;
}

bool readsPrivateAnswers(const forms::FormDefinition &form, const std::optional<forms::Expression> &expression)
{
    if (!expression)
        return false;
    const QStringList &names = expression->references();
    return std::any_of(names.begin(), names.end(), [&form](const QString &name) {
        const forms::FormItem *item = form.findByName(name);
        return item != nullptr && isTooPrivate(form, *item);
    });
}

/// The drafts of one instance, an entity once.
class Drafts
{
public:
    Drafts(const forms::FormDefinition &form, sync::RecordId caseFile)
        : m_form(form), m_self(QString::fromStdString(caseFile.toText()))
    {
    }
    void add(const forms::EntityAction &action)
    {
        const bool isRegister = isRegisterList(action.dataset);
        const bool isNew = action.kind == forms::EntityAction::Kind::Create;
        const bool isHerself = isRegister && (action.id == m_self || (isNew && action.repeatPath.isEmpty()));
        if (isRegister && !isHerself && sync::RecordId::fromText(action.id.toStdString())) {
            m_out.aboutOthers << action.dataset + u": "_s + action.id;
            return;
        }
        EntityDraft draft{action.kind, action.dataset, isHerself ? m_self : action.id, action.label, action.baseVersion, {}};
        if (readsPrivateAnswers(m_form, declarationOf(action).label)) {
            m_out.keptBack << action.dataset + u": label"_s;
            draft.label.clear();
        }
        for (const auto &[property, value] : action.properties) {
            if (isHerself && isRegisterProperty(property))
                continue;
            if (isKeptBack(action, property))
                m_out.keptBack << action.dataset + u": "_s + property;
            else
                draft.properties.emplace_back(property, value);
        }
        if (!isHerself || !draft.properties.empty())
            put(std::move(draft));
    }
    EntityDrafts take() { return std::move(m_out); }

private:
    [[nodiscard]] const forms::EntityDeclaration &declarationOf(const forms::EntityAction &action) const
    {
        const auto &all = m_form.entities();
        return *std::find_if(all.begin(), all.end(), [&](const auto &one) { return one.row == action.row; });
    }
    [[nodiscard]] bool isKeptBack(const forms::EntityAction &action, const QString &property) const
    {
        const std::vector<int> &saved = declarationOf(action).saved;
        return std::any_of(saved.begin(), saved.end(), [&](int index) {
            const forms::FormItem &item = m_form.item(index);
            return item.saveTo == property && isTooPrivate(m_form, item);
        });
    }
    void put(EntityDraft draft)
    {
        const auto known = std::find_if(m_out.drafts.begin(), m_out.drafts.end(), [&](const EntityDraft &each) {
            return each.dataset == draft.dataset && each.entity == draft.entity;
        });
        if (known == m_out.drafts.end()) {
            m_out.drafts.push_back(std::move(draft));
            return;
        }
        if (known->kind != draft.kind)
            known->kind = forms::EntityAction::Kind::CreateOrUpdate;
        known->label = draft.label.isEmpty() ? known->label : draft.label;
        for (auto &property : draft.properties) {
            const auto same = std::find_if(known->properties.begin(), known->properties.end(),
                                           [&](const auto &each) { return each.first == property.first; });
            if (same != known->properties.end())
                same->second = property.second;
            else
                known->properties.push_back(std::move(property));
        }
    }

    const forms::FormDefinition &m_form;
    QString m_self;
    EntityDrafts m_out;
};

} // namespace

bool isRegisterList(const QString &dataset)
{
    constexpr std::array Names = {"person"_L1, "persons"_L1, "people"_L1};
    return std::find(Names.begin(), Names.end(), dataset) != Names.end();
}

EntityDrafts entityDrafts(const forms::FormInstance &instance, sync::RecordId caseFile)
{
    Drafts drafts(instance.definition(), caseFile);
    for (const forms::EntityAction &action : forms::entityActions(instance))
        drafts.add(action);
    return drafts.take();
}

} // namespace indaro::casework
