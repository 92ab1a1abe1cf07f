// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/migrations.h"
#include "core/model/field_table.h"
#include "core/sync/change_log.h"
#include "core/sync/local_meta.h"
#include "tests/support/fakes.h"
#include "tests/support/temp_store.h"

#include <QTest>

#include <map>

using namespace indaro;
using store::Connection;
namespace fields = model::fields;

namespace {

const std::filesystem::path Fixtures = std::filesystem::path(INDARO_SOURCE_DIR) / "tests/fixtures/vaults";

/// name → SQL of everything in the file.
std::map<std::string, std::string> schemaOf(Connection &db)
{
    std::map<std::string, std::string> schema;
    auto rows = db.prepare("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name");
    while (rows && rows->step().value())
        schema[rows->text(0)] = rows->text(1);
    return schema;
}

/// One person, so that a migration has something to keep.
base::Result<void> bearSomebody(Connection &db)
{
    tests::FakeClock clock;
    tests::SeededRandom random{1};
    INDARO_TRY(sync::setMeta(db, sync::meta::DeviceId, sync::DeviceId::make(random).bytes()));
    INDARO_TRY_ASSIGN(auto log, sync::ChangeLog::open(db, model::schema(), clock, sync::UserId::make(random)));
    const auto person = sync::RecordId::make(random);
    INDARO_TRY_ASSIGN(auto transaction, db.begin());
    INDARO_TRY(log.birth({fields::case_file::Table, person}, {{fields::case_file::DisplayName, "Rose"}}));
    INDARO_TRY(log.birth({fields::identity::Table, person},
                         {{fields::identity::FamilyName, "Ndayizeye"}, {fields::identity::BirthDate, base::Missing::Refused}}));
    return transaction.commit();
}

} // namespace

class TestMigrations : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anUpgradedFileHasTheTablesTheFieldTableDescribes()
    {
        const tests::TempStore upgraded;
        auto db = upgraded.open(Connection::Mode::Create);
        QVERIFY(store::migrate(*db, casework::migrations(), {}).hasValue());
        const tests::TempStore scratch;
        auto fresh = scratch.open(Connection::Mode::Create);
        QVERIFY(sync::createLocalMeta(*fresh).hasValue());
        QVERIFY(sync::ChangeLog::createTables(*fresh).hasValue());
        for (const auto &table : model::schema().tables())
            QVERIFY(sync::createSyncedTable(*fresh, table).hasValue());
        const auto actual = schemaOf(*db);
        for (const auto &[name, sql] : schemaOf(*fresh))
            QCOMPARE(QString::fromStdString(actual.contains(name) ? actual.at(name) : std::string()), QString::fromStdString(sql));
        if (qEnvironmentVariableIsSet("INDARO_PRINT_SCHEMA")) {
            for (const auto &[name, sql] : actual)
                std::printf("%s;\n", sql.c_str());
        }
    }

    void aFileOfEveryVersionOpensAndKeepsItsPeople()
    {
        const int newest = casework::migrations().back().version;
        if (qEnvironmentVariableIsSet("INDARO_WRITE_FIXTURE")) { // once, when a version is about to be released
            const tests::TempStore temp;
            {
                auto db = temp.open(Connection::Mode::Create);
                QVERIFY(store::migrate(*db, casework::migrations(), {}).hasValue());
                QVERIFY(bearSomebody(*db).hasValue());
            }
            std::filesystem::create_directories(Fixtures);
            std::filesystem::copy_file(temp.path(), Fixtures / ("schema-" + std::to_string(newest) + ".db"),
                                       std::filesystem::copy_options::overwrite_existing);
        }
        for (int version = 1; version <= newest; ++version) {
            const tests::TempStore temp;
            const auto fixture = Fixtures / ("schema-" + std::to_string(version) + ".db");
            QVERIFY2(std::filesystem::exists(fixture), fixture.c_str());
            std::filesystem::copy_file(fixture, temp.path());
            auto db = temp.open(Connection::Mode::ReadWrite);
            QVERIFY2(db.hasValue(), db ? "" : db.error().toString().c_str());
            QCOMPARE(db->schemaVersion().value(), version);
            QVERIFY(store::migrate(*db, casework::migrations(), [] { return base::Result<void>(); }).hasValue());
            QVERIFY(db->checkIntegrity().hasValue());
            const tests::TempStore scratch;
            auto fresh = scratch.open(Connection::Mode::Create);
            QVERIFY(store::migrate(*fresh, casework::migrations(), {}).hasValue());
            QVERIFY(schemaOf(*db) == schemaOf(*fresh)); // a field added without a migration shows here
            auto find = db->prepare("SELECT family_name, birth_date FROM identity");
            QVERIFY(find->step().value());
            QCOMPARE(QString::fromStdString(find->text(0)), QStringLiteral("Ndayizeye"));
            QVERIFY(find->value(1) == base::Value(base::Missing::Refused));
        }
    }
};

QTEST_APPLESS_MAIN(TestMigrations)
#include "test_migrations.moc"
