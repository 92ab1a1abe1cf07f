// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/year/year_laptop.h"

#include "core/casework/access/role_store.h"
#include "core/casework/audit/audit.h"
#include "core/casework/house/house.h"
#include "core/casework/migrations.h"
#include "core/model/field_table.h"
#include "core/session/backup.h"

#include <array>

using namespace Qt::StringLiterals;

namespace indaro::tests {

using base::Result;

namespace {

constexpr std::array<sync::FieldDefinition, 2> WishFields{
    {{wish::CaseFile.field, "case_file", sync::FieldType::Blob}, {wish::Words.field, "words", sync::FieldType::Text}}};
constexpr sync::TableDefinition WishTable{
    wish::Table, "wish",      sync::Compartment::Case,
    WishFields,  "case_file", {sync::Ownership::Kind::Field, wish::CaseFile.field, model::fields::case_file::Table}};

Result<void> createWishes(store::Connection &db)
{
    return sync::createSyncedTable(db, WishTable);
}

Result<void> breakHalfway(store::Connection &db)
{
    INDARO_TRY(createWishes(db));
    INDARO_TRY(db.execute("UPDATE local_meta SET value = x'00' WHERE key = 'series'"));
    return base::Error(base::Errc::StoreFailed);
}

std::vector<store::Migration> withStep(Result<void> (*apply)(store::Connection &))
{
    const auto present = casework::migrations();
    std::vector<store::Migration> all(present.begin(), present.end());
    all.push_back({present.back().version + 1, "wishes", apply});
    return all;
}

const sync::Schema &nextSchema()
{
    static const std::vector<sync::TableDefinition> tables = [] {
        const auto present = model::schema().tables();
        std::vector<sync::TableDefinition> all(present.begin(), present.end());
        all.push_back(WishTable);
        return all;
    }();
    static const sync::Schema schema(tables, model::schema().seal());
    return schema;
}

base::SecretBytes secret(const std::string &text)
{
    return base::SecretBytes::copyOf(base::asBytes(text));
}

} // namespace

const YearProgram &presentProgram()
{
    static const YearProgram program{casework::migrations(), &model::schema(), *release::Version::parse("0.1.0")};
    return program;
}

const YearProgram &nextProgram()
{
    static const std::vector<store::Migration> steps = withStep(createWishes);
    static const YearProgram program{steps, &nextSchema(), *release::Version::parse("0.2.0")};
    return program;
}

const YearProgram &brokenProgram()
{
    static const std::vector<store::Migration> steps = withStep(breakHalfway);
    static const YearProgram program{steps, &nextSchema(), *release::Version::parse("0.2.0")};
    return program;
}

YearLaptop::YearLaptop(std::string called, std::filesystem::path where, std::uint64_t seed)
    : name(std::move(called)), folder(std::move(where)), random(seed), disk(seed ^ 0xd15c),
      m_program(&presentProgram()), m_environment{random,
                                                  clock,
                                                  m_program->migrations,
                                                  {{64 * 1024, 1}, {16 * 1024, 1}, {crypto::MiB, 4}},
                                                  {},
                                                  casework::readHistory,
                                                  [machine = name] { return machine; }}
{
    std::filesystem::create_directories(folder);
    disk.mount(folder);
}

YearLaptop::~YearLaptop()
{
    drop();
}

void YearLaptop::create(const YearAccount &first)
{
    auto made = need(session::createVault(m_environment, folder, {"Inzu", first.label, secret(first.passphrase)}),
                     name + " is made");
    need(made.vault.confirmRecoveryKit(made.kit, made.kit.cards[1].digits()), name + " confirms its cards");
}

void YearLaptop::restore(const std::filesystem::path &backup, const YearAccount &account)
{
    auto made = need(session::restoreBackup(m_environment, backup, folder,
                                            session::PassphraseKey{account.label, secret(account.passphrase)}),
                     name + " is restored");
    need(made.vault.confirmRecoveryKit(made.kit, made.kit.cards[1].digits()), name + " confirms its cards");
}

sync::UserId YearLaptop::addAccount(const YearAccount &account, const QString &role, const YearAccount *second)
{
    const auto approval = second == nullptr ? need(m_vault->approveAlone(), "agreed alone")
                                            : need(m_vault->approveWith(second->label, secret(second->passphrase)),
                                                   "agreed by " + second->label);
    const auto id =
        need(m_vault->addAccount(account.label, secret(account.passphrase), approval), "account of " + account.label);
    need(casework::saveStaff(
             *m_desk, {.id = id, .name = QString::fromStdString(account.label), .position = {}, .phone = {}, .role = role}),
         "staff " + account.label);
    need(casework::recordAuditNow(*m_desk, casework::AuditVerb::AccountAdded, std::nullopt, id.toText()), "audit");
    return id;
}

Result<void> YearLaptop::open(const YearAccount &account)
{
    INDARO_CHECK(!isOpen());
    drop(); // of an opening that failed
    INDARO_TRY_ASSIGN(auto vault, session::unlock(m_environment, folder, account.label, secret(account.passphrase)));
    m_vault.emplace(std::move(vault));
    m_db.emplace(m_vault->takeConnection());
    m_account = account;
    INDARO_TRY_ASSIGN(auto log, sync::ChangeLog::open(*m_db, *m_program->schema, clock, m_vault->userId()));
    m_log.emplace(std::move(log));
    m_access = casework::Access::everything();
    std::vector<casework::KnownAccount> accounts;
    for (const auto &known : m_vault->accounts())
        accounts.push_back({known.id, known.label});
    {
        casework::Desk desk{*m_db, *m_log, clock, random, m_access};
        INDARO_TRY(casework::settleRoles(desk, accounts));
    }
    INDARO_TRY_ASSIGN(m_access, casework::Access::of(*m_log));
    m_log->setGate(&m_access);
    m_door.emplace(m_db->restrictedDoor(m_access.columnRule()));
    m_desk.emplace(casework::Desk{*m_door, *m_log, clock, random, m_access});
    INDARO_TRY(casework::recordFindings(*m_desk, m_vault->report()));
    INDARO_TRY(casework::recordAuditNow(*m_desk, casework::AuditVerb::SignedIn, std::nullopt,
                                        casework::signInDetail("year", m_vault->report())));
    INDARO_TRY_ASSIGN(m_exchange, exchange::ExchangeDesk::open(*m_desk));
    return {};
}

void YearLaptop::close()
{
    if (m_vault && m_db)
        need(m_vault->keepAnchor(*m_db), name + " keeps its anchor");
    drop();
}

void YearLaptop::loseMemory()
{
    disk.cutNow();
    drop();
    disk.powerOn();
}

void YearLaptop::drop()
{
    m_exchange.reset();
    m_desk.reset();
    m_door.reset();
    m_log.reset();
    m_db.reset();
    m_vault.reset();
}

std::int64_t YearLaptop::number(const std::string &sql)
{
    auto statement = need(m_db->prepare(sql), sql);
    needs(need(statement.step(), sql), sql);
    return statement.integer(0);
}

std::uint64_t YearLaptop::vaultBytes() const
{
    std::error_code error;
    const auto size = std::filesystem::file_size(folder / "vault.db", error);
    return error ? 0 : size;
}

std::int64_t YearLaptop::operations()
{
    return number("SELECT count(*) FROM operation");
}

void YearLaptop::install(const YearProgram &program)
{
    INDARO_CHECK(!isOpen());
    m_program = &program;
    m_environment.schema = program.migrations;
}

} // namespace indaro::tests
