// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/access/role_store.h"

#include "core/casework/audit/audit.h"
#include "core/casework/row_values.h"
#include "core/model/field_table.h"
#include "core/sync/derived_id.h"
#include "core/sync/local_meta.h"

#include <algorithm>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using sync::RecordId;

namespace {

namespace f = model::fields;

constexpr std::string_view SettledKey = "roles.settled";

/// Codes separated by spaces, as the staff record holds them.
std::vector<Role> toRoles(const QString &codes)
{
    std::vector<Role> roles;
    for (const QString &code : codes.split(u' ', Qt::SkipEmptyParts)) {
        if (const auto role = findRole(code))
            roles.push_back(*role);
    }
    return roles;
}

std::string codesOf(const std::vector<Role> &roles)
{
    QStringList codes;
    for (const Role role : roles)
        codes.append(toString(role));
    return codes.join(u' ').toStdString();
}

Result<bool> areRolesSettled(sync::ChangeLog &log)
{
    INDARO_TRY_ASSIGN(const auto settled, sync::findMeta(log.connection(), SettledKey));
    return settled.has_value();
}

} // namespace

Result<std::vector<Role>> rolesOf(sync::ChangeLog &log, const sync::UserId &account)
{
    QString codes;
    {
        INDARO_TRY_ASSIGN(auto find, log.connection().prepare("SELECT role FROM staff WHERE id = ?1"));
        find.bind(1, account);
        INDARO_TRY_ASSIGN(const bool found, find.step());
        if (found)
            codes = casework::toText(find, 0);
    }
    if (!codes.isEmpty())
        return toRoles(codes);
    INDARO_TRY_ASSIGN(const bool areSettled, areRolesSettled(log));
    return areSettled ? std::vector<Role>() : std::vector{Role::Director};
}

Result<void> settleRoles(Desk &desk, std::span<const KnownAccount> accounts)
{
    INDARO_TRY_ASSIGN(const bool areSettled, areRolesSettled(desk.log));
    if (areSettled)
        return {};
    const sync::ChangeLog::GateLift lift(desk.log); // nobody is a director yet who could do it
    INDARO_TRY_ASSIGN(auto transaction, desk.log.connection().begin());
    for (const KnownAccount &account : accounts) {
        const RecordId id = RecordId::sameAs(account.id);
        INDARO_TRY_ASSIGN(const bool isKnown, desk.log.exists({f::staff::Table, id}));
        if (!isKnown)
            INDARO_TRY(desk.log.birth({f::staff::Table, id}, {{f::staff::Name, account.label}, {f::staff::Active, "yes"}}));
        INDARO_TRY_ASSIGN(const Value role, desk.log.load(f::staff::Role, id));
        if (role.textOr({}).empty())
            INDARO_TRY(desk.log.edit(f::staff::Role, id, codesOf({Role::Director})));
    }
    INDARO_TRY(sync::setMeta(desk.log.connection(), SettledKey, base::asBytes("1")));
    return transaction.commit();
}

Result<std::vector<RoleRule>> listRoleRules(sync::ChangeLog &log)
{
    INDARO_TRY_ASSIGN(auto rows, log.connection().prepare("SELECT role, thing, access_right FROM role_rule ORDER BY id"));
    std::vector<RoleRule> rules;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto role = findRole(casework::toText(rows, 0));
        const auto thing = findThing(casework::toText(rows, 1));
        const auto right = findRight(casework::toText(rows, 2));
        if (role && thing && right)
            rules.push_back({*role, *thing, *right});
        return {};
    }));
    return rules;
}

Right rightOf(std::span<const RoleRule> rules, Role role, Thing thing)
{
    const auto rule = std::ranges::find_if(rules, [&](const auto &r) { return r.role == role && r.thing == thing; });
    if (role == Role::Director || rule == rules.end())
        return defaultRight(role, thing);
    return thing == Thing::House ? std::min(rule->right, Right::Read) : rule->right;
}

Result<bool> hasOtherDirector(Desk &desk, const sync::UserId &account)
{
    INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare("SELECT id, role FROM staff WHERE active IS NOT 'no'"));
    bool hasOther = false;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto roles = toRoles(casework::toText(rows, 1));
        hasOther =
            hasOther || (rows.id<sync::UserTag>(0) != account && std::ranges::find(roles, Role::Director) != roles.end());
        return {};
    }));
    return hasOther;
}

Result<void> giveRoles(Desk &desk, const sync::UserId &account, const std::vector<Role> &roles, const std::string &agreed)
{
    if (!desk.access.isDirector())
        return Error(Errc::AccessRefused, {{"thing", std::string("director")}});
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    if (std::ranges::find(roles, Role::Director) == roles.end()) {
        INDARO_TRY_ASSIGN(const bool hasOther, hasOtherDirector(desk, account));
        if (!hasOther)
            return Error(Errc::LastUser, {{"role", codesOf({Role::Director})}});
    }
    const RecordId id = RecordId::sameAs(account);
    INDARO_TRY_ASSIGN(const bool isChanged, desk.log.edit(f::staff::Role, id, codesOf(roles)));
    if (isChanged)
        INDARO_TRY(recordAudit(desk, AuditVerb::RolesGiven, id, codesOf(roles) + " " + agreed));
    return transaction.commit();
}

Result<void> setRoleRule(Desk &desk, const RoleRule &rule, const std::string &agreed)
{
    if (!desk.access.isDirector())
        return Error(Errc::AccessRefused, {{"thing", std::string("director")}});
    if (rule.role == Role::Director || (rule.thing == Thing::House && rule.right == Right::Write))
        return Error(Errc::InvalidArgument, {{"field", std::string("role")}});
    const std::string role(toString(rule.role).latin1());
    const std::string thing(toString(rule.thing).latin1());
    const std::string right(toString(rule.right).latin1());
    const RecordId id = sync::derivedId({"role_rule", role, thing});
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const bool isKnown, desk.log.exists({f::role_rule::Table, id}));
    if (isKnown) {
        INDARO_TRY(desk.log.edit(f::role_rule::AccessRight, id, right));
    } else {
        INDARO_TRY(
            desk.log.birth({f::role_rule::Table, id},
                           {{f::role_rule::Role, role}, {f::role_rule::Thing, thing}, {f::role_rule::AccessRight, right}}));
    }
    INDARO_TRY(recordAudit(desk, AuditVerb::RoleRuleChanged, id, role + " " + thing + " " + right + " " + agreed));
    return transaction.commit();
}

} // namespace indaro::casework
