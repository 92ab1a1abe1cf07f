// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/consents/passing_on.h"

#include "core/casework/consents/data_groups.h"
#include "core/casework/row_values.h"
#include "core/model/code_list.h"
#include "core/model/field_table.h"

namespace indaro::casework {

namespace fields = model::fields;
using namespace Qt::StringLiterals;
using base::Result;

PassingOn::PassingOn(ConsentFacts facts, Receiver receiver) : m_isHouse(receiver.isHouse())
{
    ConsentRequest asked{.receiver = std::move(receiver)};
    m_withheld = withheldFrom(facts, asked);
    m_isAllowed = may(facts, asked).isYes();
    if (m_isHouse || !m_isAllowed)
        return;
    for (const model::Code &group : model::CodeList::byName(u"consent_data_group"_s).codes()) {
        asked.group = group.code;
        if (may(facts, asked).isYes() && !m_withheld.hides(withheldGroup(group.code)))
            m_groups << group.code;
    }
}

bool PassingOn::allowsGroup(const QString &group) const
{
    return m_isAllowed && (m_isHouse || m_groups.contains(group));
}

bool PassingOn::allowsField(sync::FieldId field) const
{
    return allowsGroup(groupOf(field)) && !m_withheld.hidesField(field);
}

bool PassingOn::allowsAnswer(const QString &path, const std::optional<sync::FieldId> &savedTo, sync::Compartment compartment,
                             const QString &value) const
{
    const QString group = savedTo ? groupOf(*savedTo) : groupOfAnswers(compartment);
    return allowsGroup(group) && !m_withheld.hidesAnswer(path, savedTo, compartment) && !m_withheld.isSaidIn(value);
}

bool PassingOn::allowsFile(const QString &fileName) const
{
    return allowsGroup(u"media"_s) && !m_withheld.hides(withheldGroup(u"media"_s)) && !m_withheld.hidesFile(fileName);
}

QStringList PassingOn::groups() const
{
    return m_groups;
}

Result<PassingOnOfAll> PassingOnOfAll::load(Desk &desk, const Receiver &receiver, std::span<const sync::RecordId> people)
{
    PassingOnOfAll all;
    if (receiver.isHouse()) {
        INDARO_TRY_ASSIGN(auto withheld, loadAllWithheld(desk));
        for (auto &[person, hers] : withheld)
            all.m_special.emplace(person, PassingOn(std::move(hers)));
        return all;
    }
    for (const sync::RecordId &person : people) {
        if (all.m_special.contains(person))
            continue;
        INDARO_TRY_ASSIGN(auto facts, rows::loadFactsForRule(desk, person));
        all.m_special.emplace(person, PassingOn(std::move(facts), receiver));
    }
    return all;
}

const PassingOn &PassingOnOfAll::of(const sync::RecordId &person) const
{
    const auto special = m_special.find(person);
    return special == m_special.end() ? m_anybody : special->second;
}

Result<void> noteDisclosure(Desk &desk, sync::RecordId person, const char *kind, const Receiver &receiver,
                            const QStringList &groups, const QString &what)
{
    if (receiver.isHouse())
        return {};
    INDARO_TRY(desk.log.birth({fields::disclosure::Table, sync::RecordId::make(desk.random)},
                              {{fields::disclosure::CaseFile, idValue(person)},
                               {fields::disclosure::Kind, kind},
                               {fields::disclosure::RecipientKind, model::toValue(receiver.kind)},
                               {fields::disclosure::Recipient, model::toValue(receiver.name)},
                               {fields::disclosure::DataGroups, groups.join(u' ').toStdString()},
                               {fields::disclosure::What, model::toValue(what)},
                               {fields::disclosure::SentAt, desk.clock.nowUtc()},
                               {fields::disclosure::SentBy, idValue(sync::RecordId::sameAs(desk.log.user()))}}));
    return {};
}

} // namespace indaro::casework
