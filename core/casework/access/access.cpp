// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/access/access.h"

#include "core/casework/access/role_store.h"
#include "core/model/field_table.h"

#include <algorithm>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;

namespace {

Error refusal(Thing thing)
{
    return {Errc::AccessRefused, {{"thing", std::string(toString(thing).latin1())}}};
}

/// Of this laptop's own tables: what the log holds of everybody's values, and what the journal tells of others.
bool mayReadOwnTable(const Access &access, std::string_view table, std::string_view column)
{
    if (table == "operation")
        return column != "content" || access.isDirector();
    if (table == "audit")
        return (column != "object" && column != "detail") || access.mayRead(Thing::Journal);
    return true;
}

} // namespace

const Access &Access::everything()
{
    static const Access all = [] {
        Access access;
        access.m_roles = {Role::Director};
        access.m_rights.fill(Right::Write);
        access.m_isAll = true;
        return access;
    }();
    return all;
}

Result<Access> Access::of(sync::ChangeLog &log)
{
    INDARO_TRY_ASSIGN(auto roles, rolesOf(log, log.user()));
    return forRoles(log, std::move(roles));
}

Result<Access> Access::forRoles(sync::ChangeLog &log, std::vector<Role> roles)
{
    if (std::ranges::find(roles, Role::Director) != roles.end()) {
        Access all = everything();
        all.m_roles = std::move(roles);
        return all;
    }
    INDARO_TRY_ASSIGN(const auto rules, listRoleRules(log));
    Access access;
    for (std::size_t at = 0; at < ThingCount; ++at) {
        for (const Role role : roles)
            access.m_rights[at] = std::max(access.m_rights[at], rightOf(rules, role, static_cast<Thing>(at)));
    }
    access.m_roles = std::move(roles);
    return access;
}

bool Access::hasRole(Role role) const
{
    return std::ranges::find(m_roles, role) != m_roles.end();
}

bool Access::mayReadTable(std::uint16_t number) const
{
    const auto *table = model::schema().findTable(number);
    if (m_isAll || table == nullptr)
        return m_isAll;
    return std::ranges::all_of(table->fields, [&](const auto &field) { return mayReadField({number, field.field}); });
}

bool Access::mayWriteTable(std::uint16_t table) const
{
    return m_isAll || std::ranges::any_of(writersOf(table), [this](Thing thing) { return mayWrite(thing); });
}

bool Access::mayReadField(sync::FieldId id) const
{
    if (m_isAll)
        return true;
    const auto *table = model::schema().findTable(id.table);
    const auto *field = table != nullptr ? table->findField(id.field) : nullptr;
    if (field == nullptr)
        return false;
    const auto thing = thingOf(*table, *field);
    return isLink(*field) || (thing && mayRead(*thing));
}

Result<void> Access::checkWrite(std::uint16_t table) const
{
    if (mayWriteTable(table))
        return {};
    const auto writers = writersOf(table);
    return writers.empty() ? Error(Errc::AccessRefused, {{"thing", std::string("director")}}) : refusal(writers.front());
}

Result<void> Access::mustDo(Thing thing) const
{
    return mayDo(thing) ? Result<void>() : refusal(thing);
}

Result<void> Access::mustRead(Thing thing) const
{
    return mayRead(thing) ? Result<void>() : refusal(thing);
}

store::Connection::ColumnRule Access::columnRule() const
{
    return [access = *this](std::string_view name, std::string_view column) {
        const sync::TableDefinition *table = model::schema().findTable(name);
        if (table == nullptr)
            return mayReadOwnTable(access, name, column);
        if (access.isDirector() || column == "id")
            return true;
        const auto field = std::ranges::find(table->fields, column, &sync::FieldDefinition::column);
        return field != table->fields.end() && access.mayReadField({table->table, field->field});
    };
}

} // namespace indaro::casework
