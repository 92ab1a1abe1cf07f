// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/pg_connection.h"
#include "app/server/postgres_store.h"
#include "app/server/sqlite_store.h"
#include "tests/support/relay_contract.h"

#include <QTest>
#include <QtCore/QTemporaryDir>

using namespace indaro;

/// The embedded store under the contract.
class TestSqliteStore : public tests::RelayContract
{
    Q_OBJECT
public:
    std::unique_ptr<relay::RelayStore> makeEmpty() override
    {
        m_store.reset();
        m_folder = std::make_unique<QTemporaryDir>();
        return open();
    }
    std::unique_ptr<relay::RelayStore> makeAnother() override { return open(); }

private:
    std::unique_ptr<server::SqliteStore> open()
    {
        return server::SqliteStore::open(m_folder->filePath(QStringLiteral("data")).toStdString()).value();
    }
    std::unique_ptr<QTemporaryDir> m_folder;

private Q_SLOTS:
    void aBackupOpensByItself()
    {
        m_store = makeEmpty();
        const auto id = relay::ShelterId::make(m_random);
        {
            auto work = m_store->write(id).value();
            QVERIFY(work->addShelter(id, 1) && work->commit());
        }
        const auto copy = m_folder->filePath(QStringLiteral("copy")).toStdString();
        auto &sqlite = static_cast<server::SqliteStore &>(*m_store);
        QVERIFY(sqlite.backupTo(copy));
        QVERIFY(sqlite.backupTo(copy).error().code == base::Errc::VaultExists);
        const auto opened = server::SqliteStore::open(copy).value();
        QVERIFY(opened->read().value()->shelter(id).value());
    }

    void aDatabaseWithoutItsKeyIsNotMadeAnew()
    {
        m_store = makeEmpty();
        m_store.reset();
        QVERIFY(QFile::remove(m_folder->filePath(QStringLiteral("data/relay.key"))));
        const auto opened = server::SqliteStore::open(m_folder->filePath(QStringLiteral("data")).toStdString());
        QVERIFY(!opened && opened.error().code == base::Errc::FileNotFound);
        QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("data/relay.key"))));
    }
};

/// PostgreSQL under the contract, on the cluster postgres_cluster.py started.
class TestPostgresStore : public tests::RelayContract
{
    Q_OBJECT
public:
    std::unique_ptr<relay::RelayStore> makeEmpty() override
    {
        m_store.reset();
        server::PgConnection connection(conninfo());
        INDARO_CHECK(connection.ensure());
        INDARO_CHECK(connection.run("DROP SCHEMA public CASCADE; CREATE SCHEMA public"));
        return open();
    }
    std::unique_ptr<relay::RelayStore> makeAnother() override { return open(); }

private:
    static std::string conninfo() { return qEnvironmentVariable("INDARO_TEST_POSTGRES").toStdString(); }
    static std::unique_ptr<server::PostgresStore> open() { return server::PostgresStore::open(conninfo()).value(); }

private Q_SLOTS:
    void aNewerSchemaIsRefused()
    {
        m_store = makeEmpty();
        server::PgConnection connection(conninfo());
        QVERIFY(connection.ensure());
        QVERIFY(connection.run("INSERT INTO schema_version(version) VALUES (99)"));
        const auto opened = server::PostgresStore::open(conninfo());
        QVERIFY(!opened && opened.error().code == base::Errc::StoreTooNew);
    }

    /// As it was before packets had receivers: houses and their tokens stay, the token that opened everything goes.
    void aFirstSchemaIsBroughtUpToDate()
    {
        m_store = makeEmpty();
        const auto id = relay::ShelterId::make(m_random);
        const auto device = relay::DeviceId::make(m_random);
        const auto ofLaptop = crypto::hash(base::asBytes("laptop"));
        const auto ofCommission = crypto::hash(base::asBytes("commission"));
        {
            auto work = m_store->write(id).value();
            QVERIFY(work->addShelter(id, 1));
            QVERIFY(work->addToken(ofLaptop, {relay::Role::Device, id, device, 2}));
            QVERIFY(work->addToken(ofCommission, {relay::Role::Commission, std::nullopt, std::nullopt, 3}));
            QVERIFY(work->commit());
        }
        m_store.reset();
        server::PgConnection connection(conninfo());
        QVERIFY(connection.ensure());
        QVERIFY(connection.run("DROP TABLE packet; DROP TABLE receiver; ALTER TABLE token DROP COLUMN receiver;"
                               "CREATE TABLE aggregate(number bigserial PRIMARY KEY, shelter bytea NOT NULL,"
                               " bytes bytea NOT NULL, received_at bigint NOT NULL);"
                               "CREATE INDEX aggregate_shelter ON aggregate(shelter, received_at);"
                               "DELETE FROM schema_version WHERE version > 1"));
        m_store = open();
        auto work = m_store->write(id).value();
        QVERIFY(work->shelter(id).value().has_value());
        QVERIFY(work->token(ofLaptop).value()->device == device);
        QVERIFY(!work->token(ofCommission).value());
        QVERIFY(work->addPacket({0, id, ofLaptop, ofCommission, 0, 1, 2}, base::asBytes("sealed")));
        QCOMPARE(work->packets(ofLaptop, 0, 5).value().size(), std::size_t{1});
        QCOMPARE(connection.ask("SELECT count(*) FROM pg_tables WHERE tablename = 'aggregate'").value().number(0, 0),
                 std::int64_t{0});
    }

    void aConnectionThatWasCutIsMadeAnew()
    {
        m_store = makeEmpty();
        server::PgConnection other(conninfo());
        QVERIFY(other.ensure());
        const auto id = relay::ShelterId::make(m_random);
        {
            auto work = m_store->write(id).value();
            QVERIFY(work->addShelter(id, 1));
            QVERIFY(other.ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND"
                              " backend_type = 'client backend'"));
            QVERIFY(!work->commit());
        }
        QVERIFY(!m_store->read().value()->shelter(id).value());
    }

    void oneShelterIsChangedByOneAtATime()
    {
        m_store = makeEmpty();
        const auto other = makeAnother();
        server::PgConnection asking(conninfo());
        QVERIFY(asking.ensure());
        const auto id = relay::ShelterId::make(m_random);
        const auto elsewhere = relay::ShelterId::make(m_random);
        auto held = m_store->write(id).value();
        QVERIFY(other->write(elsewhere)); // another shelter does not wait
        const auto waits = [&] {
            return asking.ask("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted").value().number(0, 0);
        };
        QCOMPARE(waits(), std::int64_t{1});
        held.reset();
        QCOMPARE(waits(), std::int64_t{0});
    }
};

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsSet("INDARO_TEST_POSTGRES")) {
        TestPostgresStore postgres;
        return QTest::qExec(&postgres, argc, argv);
    }
    TestSqliteStore sqlite;
    return QTest::qExec(&sqlite, argc, argv);
}

#include "test_server_stores.moc"
