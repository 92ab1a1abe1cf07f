// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/open_vault.h"

#include "app/cli/secret_input.h"
#include "core/base/log.h"
#include "core/casework/access/role_store.h"
#include "core/casework/audit/audit.h"
#include "core/casework/migrations.h"
#include "core/model/field_table.h"

#include <cstdio>

using namespace Qt::StringLiterals;

namespace indaro::cli {

using base::Result;

Program::Program(Arguments given)
    : arguments(std::move(given)), environment{random, clock, casework::migrations(), {}, {}, casework::readHistory}
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

namespace {

/// To standard error at once: whatever the verb answers, this must not be missed.
void warn(const session::UnlockReport &report)
{
    using enum session::AnchorFinding;
    const char *text = nullptr;
    if (report.anchor == Older || report.anchor == OtherHistory)
        text = "WARNING: this vault is older than, or another than, what was last written here: a former copy may have been "
               "put in its place, or the disk has lost what was saved";
    else if (report.anchor == Missing)
        text = "WARNING: the file anchor is missing, so an older copy in place of this vault would not be noticed";
    else if (report.anchor == Damaged)
        text = "WARNING: the file anchor is damaged, so an older copy in place of this vault would not be noticed";
    if (text != nullptr)
        std::fprintf(stderr, "indaro-cli: %s\n", text);
    if (!report.formerSeries.empty())
        std::fprintf(stderr, "indaro-cli: this vault %s; it goes on as a new laptop with a new series (before: %s)\n",
                     report.wasElsewhere ? "was copied, or comes from another computer" : "has gone back",
                     report.formerSeries.c_str());
}

} // namespace

Result<std::unique_ptr<OpenVault>> OpenVault::signIn(Program &program)
{
    INDARO_TRY_ASSIGN(const base::SecretBytes passphrase, readSecretLine());
    INDARO_TRY_ASSIGN(session::Vault vault,
                      session::unlock(program.environment, program.path(u"vault"_s), program.user(), passphrase));
    INDARO_TRY_ASSIGN(auto open, over(program, std::move(vault)));
    warn(open->vault().report());
    INDARO_TRY(casework::recordFindings(open->desk(), open->vault().report()));
    INDARO_TRY(casework::recordAuditNow(open->desk(), casework::AuditVerb::SignedIn, std::nullopt,
                                        casework::signInDetail("cli", open->vault().report())));
    return open;
}

Result<std::unique_ptr<OpenVault>> OpenVault::over(Program &program, session::Vault vault)
{
    std::unique_ptr<OpenVault> open(new OpenVault(std::move(vault)));
    open->m_db.emplace(open->m_vault.takeConnection());
    INDARO_TRY_ASSIGN(auto log, sync::ChangeLog::open(*open->m_db, model::schema(), program.clock, open->m_vault.userId()));
    open->m_log.emplace(std::move(log));
    INDARO_TRY(open->openDesk(program));
    return open;
}

Result<void> OpenVault::openDesk(Program &program)
{
    std::vector<casework::KnownAccount> accounts;
    for (const auto &account : m_vault.accounts())
        accounts.push_back({account.id, account.label});
    {
        casework::Desk desk{*m_db, *m_log, program.clock, program.random, m_access};
        INDARO_TRY(casework::settleRoles(desk, accounts));
    }
    INDARO_TRY_ASSIGN(m_access, casework::Access::of(*m_log));
    m_log->setGate(&m_access);
    m_door.emplace(m_db->restrictedDoor(m_access.columnRule()));
    m_desk.emplace(casework::Desk{*m_door, *m_log, program.clock, program.random, m_access});
    return {};
}

OpenVault::~OpenVault()
{
    if (!m_db)
        return;
    if (const auto kept = m_vault.keepAnchor(*m_db); !kept)
        base::logError("anchor", kept.error());
}

Result<std::string> OpenVault::secondPerson(Program &program)
{
    if (!m_vault.secondPersonRule().isNeeded) {
        INDARO_TRY_ASSIGN(const session::Approval alone, m_vault.approveAlone());
        return alone.auditDetail(); // nobody else could agree; the audit says so
    }
    if (!program.arguments.has(u"second-user"_s))
        return base::Error(base::Errc::SecondPersonNeeded);
    INDARO_TRY_ASSIGN(const base::SecretBytes passphrase, readSecretLine());
    INDARO_TRY_ASSIGN(const session::Approval approval,
                      m_vault.approveWith(program.arguments.value(u"second-user"_s).toStdString(), passphrase));
    return approval.auditDetail();
}

} // namespace indaro::cli
