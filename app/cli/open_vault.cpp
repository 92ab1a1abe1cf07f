// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/open_vault.h"

#include "app/cli/secret_input.h"
#include "core/casework/audit/audit.h"
#include "core/casework/migrations.h"
#include "core/model/field_table.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::cli {

using base::Result;

Program::Program(Arguments given)
    : arguments(std::move(given)), environment{random, clock, casework::migrations(), {}, {}}
{
}

bool Program::isJson() const
{
    return arguments.has(u"json"_s);
}

std::string Program::user() const
{
    return arguments.value(u"user"_s).toStdString();
}

std::filesystem::path Program::path(const QString &option) const
{
    return arguments.value(option).toStdU16String();
}

Result<std::unique_ptr<OpenVault>> OpenVault::signIn(Program &program)
{
    INDARO_TRY_ASSIGN(const base::SecretBytes passphrase, readSecretLine());
    INDARO_TRY_ASSIGN(session::Vault vault,
                      session::unlock(program.environment, program.path(u"vault"_s), program.user(), passphrase));
    INDARO_TRY_ASSIGN(auto open, over(program, std::move(vault)));
    INDARO_TRY(casework::recordAuditNow(open->desk(), casework::AuditVerb::SignedIn, std::nullopt, "cli"));
    return open;
}

Result<std::unique_ptr<OpenVault>> OpenVault::over(Program &program, session::Vault vault)
{
    std::unique_ptr<OpenVault> open(new OpenVault(std::move(vault)));
    open->m_db.emplace(open->m_vault.takeConnection());
    INDARO_TRY_ASSIGN(auto log,
                      sync::ChangeLog::open(*open->m_db, model::schema(), program.clock, open->m_vault.userId()));
    open->m_log.emplace(std::move(log));
    open->m_desk.emplace(casework::Desk{*open->m_db, *open->m_log, program.clock, program.random});
    return open;
}

Result<std::string> OpenVault::secondPerson(Program &program)
{
    const auto accounts = m_vault.accounts();
    const auto active = std::count_if(accounts.begin(), accounts.end(), [](const auto &a) { return !a.isDisabled; });
    if (active < 2)
        return std::string("alone"); // nobody else could agree; the audit says so
    if (!program.arguments.has(u"second-user"_s))
        return base::Error(base::Errc::SecondPersonNeeded);
    INDARO_TRY_ASSIGN(const base::SecretBytes passphrase, readSecretLine());
    INDARO_TRY_ASSIGN(const sync::UserId second,
                      m_vault.verifyPassphrase(program.arguments.value(u"second-user"_s).toStdString(), passphrase));
    return "with " + second.toText();
}

} // namespace indaro::cli
